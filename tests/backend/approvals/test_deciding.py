"""Who is asked says yes or no to what they mean, once; everybody else hears why not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, update

from munshi.business.models import Business
from tests.backend.approvals.conftest import (
    ACCOUNTANT,
    CUSTOMER,
    DEVI,
    JOSEPH,
    MEENA,
    OWNER,
    RAMESH,
    SALIM,
    SUNITA,
    WORKSHOP,
    Colleague,
    bring_in,
    told,
    workshop,
)
from tests.backend.books import Clock, opened

As = Callable[[str], Colleague]
DECIDED = ("leave_decided", "claim_decided")


def test_what_waits_stands_oldest_first_with_its_kind_and_person(as_: As, now: Clock) -> None:
    as_(RAMESH).claims()
    now.passes(minutes=5)
    as_(SUNITA).asks_leave()
    as_(SALIM).asks_leave()
    waiting = as_(MEENA).waiting()
    assert waiting.outcome == "list"
    assert [(row["reference"], row["kind"], row["name"]) for row in waiting.facts["rows"]] == [
        ("EXP-1", "claim", "Ramesh Kumar"),
        ("LV-1", "leave", "सुनीता देवी"),
    ]
    assert as_(JOSEPH).waiting().references == ["LV-2"]


def test_nothing_that_waits_is_an_answer_to_approvers_only(as_: As) -> None:
    for approver in (OWNER, MEENA, DEVI):
        assert as_(approver).waiting().outcome == "none"
        assert as_(approver).approves().outcome == "none"
    for other in (RAMESH, CUSTOMER):
        assert as_(other).waiting().outcome == "not_allowed"
        assert as_(other).approves().outcome == "not_allowed"
        assert as_(other).rejects(person="Salim").outcome == "not_allowed"


def test_a_business_that_decides_elsewhere_decides_nothing_here(as_: As) -> None:
    as_(RAMESH).asks_leave()
    with opened() as session:
        skills = update(Business).where(Business.id == WORKSHOP).values(skills=["leave", "expenses"])
        session.execute(skills)
    meena = as_(MEENA)
    answers = [meena.waiting(), meena.approves("LV-1"), meena.rejects("LV-1"), meena.team()]
    assert {answer.outcome for answer in answers} == {"not_offered"}


@pytest.mark.parametrize("said", ["LV-1", "lv 1", "1", "LV1"])
def test_a_reference_is_enough(as_: As, said: str) -> None:
    as_(RAMESH).asks_leave()
    approved = as_(MEENA).approves(said)
    assert (approved.outcome, approved.facts["kind"], approved.facts["name"]) == (
        "approved",
        "leave",
        "Ramesh Kumar",
    )
    assert [notice["to"] for notice in told(*DECIDED)] == [RAMESH]


def test_a_bare_number_that_two_requests_have_is_asked_about(as_: As) -> None:
    as_(RAMESH).asks_leave()
    as_(RAMESH).claims()
    asked = as_(MEENA).approves("1")
    assert asked.outcome == "choose_request"
    assert as_(MEENA).approves(choice="EXP-1").facts["reference"] == "EXP-1"
    assert as_(MEENA).waiting().references == ["LV-1"]


@pytest.mark.parametrize("said", ["LV-9", "EXP-9", "9", "ORD-1"])
def test_what_is_not_there_is_not_found(as_: As, said: str) -> None:
    as_(RAMESH).asks_leave()
    answer = as_(MEENA).approves(said)
    assert (answer.outcome, answer.facts["reference"]) == ("not_found", said)
    assert as_(MEENA).waiting().references == ["LV-1"]


def test_the_only_one_that_waits_is_meant(as_: As) -> None:
    as_(RAMESH).claims()
    assert as_(MEENA).approves().facts["reference"] == "EXP-1"


def test_of_several_it_is_asked_which(as_: As) -> None:
    as_(RAMESH).claims()
    as_(SUNITA).asks_leave()
    asked = as_(MEENA).approves()
    assert asked.outcome == "choose_request"
    assert [row["choice"] for row in asked.facts["requests"]] == asked.references == ["LV-1", "EXP-1"]
    assert told(*DECIDED) == []


def test_only_leave_or_only_claims_may_be_meant(as_: As) -> None:
    as_(RAMESH).claims()
    as_(RAMESH).asks_leave()
    assert as_(MEENA).approves(person="Ramesh", kind="claim").facts["reference"] == "EXP-1"
    assert as_(MEENA).approves(kind="claim").outcome == "none"
    assert as_(MEENA).approves(kind="leave").facts["reference"] == "LV-1"


def test_all_at_once_is_each_by_itself(as_: As) -> None:
    as_(RAMESH).claims()
    as_(RAMESH).asks_leave()
    as_(SUNITA).asks_leave("2026-12-02")
    as_(SALIM).asks_leave()
    decided = as_(MEENA).approves_all(all=True)
    assert decided.outcome == "decided"
    assert [
        (row["reference"], row["name"], row["kind"], row["outcome"]) for row in decided.facts["rows"]
    ] == [
        ("LV-1", "Ramesh Kumar", "leave", "approved"),
        ("LV-2", "सुनीता देवी", "leave", "approved"),
        ("EXP-1", "Ramesh Kumar", "claim", "approved"),
    ]
    assert sorted(notice["to"] for notice in told(*DECIDED)) == [RAMESH, RAMESH, SUNITA]
    assert as_(MEENA).approves(all=True).outcome == "none"
    assert as_(JOSEPH).waiting().references == ["LV-3"]


def test_several_that_are_named_are_decided_each_by_itself(as_: As) -> None:
    as_(RAMESH).asks_leave()
    as_(SUNITA).asks_leave("2026-12-02")
    as_(DEVI).asks_leave("2026-12-03")
    as_(MEENA).approves(references=["LV-2"])
    decided = as_(MEENA).approves_all(references=["LV-1", "LV-2", "LV-9"])
    assert [(row["reference"], row["name"], row["outcome"]) for row in decided.facts["rows"]] == [
        ("LV-1", "Ramesh Kumar", "approved"),
        ("LV-2", "सुनीता देवी", "decided_already"),
        ("LV-9", None, "not_found"),
    ]
    assert as_(MEENA).waiting().references == ["LV-3"]


def test_both_are_two_and_no_more(as_: As) -> None:
    for person, day in ((RAMESH, "2026-12-01"), (SUNITA, "2026-12-02"), (DEVI, "2026-12-03")):
        as_(person).asks_leave(day)
    assert as_(MEENA).approves(count=2).outcome == "choose_request"
    as_(MEENA).approves("LV-3")
    assert as_(MEENA).approves(count=2).references == ["LV-1", "LV-2"]


def test_all_of_one_person(as_: As) -> None:
    as_(RAMESH).claims()
    as_(RAMESH).asks_leave()
    as_(SUNITA).asks_leave()
    assert len(as_(MEENA).approves_all(person="ramesh bhai", all=True).facts["rows"]) == 2
    assert as_(MEENA).waiting().references == ["LV-2"]


def test_a_no_has_a_reason_that_the_employee_hears(as_: As) -> None:
    as_(RAMESH).asks_leave()
    for nothing in (None, "", " "):
        asked = as_(MEENA).rejects("LV-1", reason=nothing)
        assert (asked.outcome, asked.facts["reference"]) == ("ask_reason", "LV-1")
    rejected = as_(MEENA).rejects("LV-1", reason="stock taking")
    assert (rejected.outcome, rejected.facts["reason"]) == ("rejected", "stock taking")
    assert told("leave_decided")[0]["decision_reason"] == "stock taking"


def test_the_reason_for_a_claim_is_asked_with_all_that_is_known_of_it(as_: As) -> None:
    as_(RAMESH).claims(450)
    asked = as_(MEENA).rejects(reason=None)
    assert asked.outcome == "ask_reason"
    assert (
        asked.facts.items()
        >= {
            "reference": "EXP-1",
            "kind": "claim",
            "name": "Ramesh Kumar",
            "amount_paise": 45000,
        }.items()
    )


def test_one_reason_is_for_all_that_is_refused(as_: As) -> None:
    as_(RAMESH).claims()
    as_(SUNITA).asks_leave()
    asked = as_(MEENA).rejects(all=True, reason=None)
    assert (asked.outcome, len(asked.references)) == ("ask_reason", 2)
    decided = as_(MEENA).rejects_all(all=True, reason="no money")
    assert [row["outcome"] for row in decided.facts["rows"]] == ["rejected", "rejected"]
    reasons = [notice.get("decision_reason") or notice.get("reason") for notice in told(*DECIDED)]
    assert reasons == ["no money", "no money"]


def test_deciding_again_changes_and_tells_nothing_but_says_so(as_: As, now: Clock) -> None:
    as_(RAMESH).asks_leave()
    as_(RAMESH).claims()
    as_(MEENA).approves_all(all=True)
    assert as_(MEENA).approves("LV-1").outcome == "decided_already"
    assert as_(MEENA).rejects("LV-1").outcome == "decided_just_now"
    assert as_(OWNER).rejects("LV-1").outcome == "decided_already"
    now.passes(minutes=11)
    for reference in ("LV-1", "EXP-1"):
        again = as_(MEENA).rejects(reference)
        assert again.outcome == "decided_already"
        assert (again.facts["by"], again.facts["status"]) == ("Meena Iyer", "approved")
        assert again.facts["at"] == "2026-11-24T11:00:00+05:30"  # by the clock on the business's wall
    assert len(told(*DECIDED)) == 2


def test_nobody_decides_about_their_own(as_: As) -> None:
    as_(MEENA).asks_leave()
    as_(MEENA).claims()
    for reference in ("LV-1", "EXP-1"):
        for answer in (as_(MEENA).approves(reference), as_(MEENA).rejects(reference)):
            assert (answer.outcome, answer.facts["reference"]) == ("own_request", reference)
    assert as_(MEENA).approves().outcome == "none"
    assert as_(OWNER).approves_all(all=True).facts["rows"][0]["outcome"] == "approved"


@pytest.mark.parametrize("other", [SUNITA, JOSEPH, ACCOUNTANT, CUSTOMER])
def test_nobody_decides_about_who_is_not_theirs(as_: As, other: str) -> None:
    as_(RAMESH).asks_leave()
    as_(RAMESH).claims()
    for reference in ("LV-1", "EXP-1"):
        refused = as_(other).approves(reference)
        assert refused.outcome == "not_allowed"
        assert refused.facts.keys() <= {"reference", "kind"}
    assert as_(MEENA).waiting().references == ["LV-1", "EXP-1"]


def test_an_owner_decides_also_what_waits_for_a_manager_once_it_is_named(as_: As) -> None:
    as_(RAMESH).asks_leave()
    as_(SALIM).claims()
    assert as_(OWNER).waiting().outcome == "none"
    assert as_(OWNER).approves().outcome == "none"
    assert as_(OWNER).approves(person="salim").outcome == "approved"
    assert as_(OWNER).approves("LV-1").outcome == "approved"


def test_a_tap_that_comes_twice_decides_once(as_: As) -> None:
    as_(RAMESH).asks_leave()
    first = as_(MEENA).do("/approvals/approve", key="wamid.tap:approve", reference="LV-1")
    again = as_(MEENA).do("/approvals/approve", key="wamid.tap:approve", reference="LV-1")
    assert first == again
    assert len(told(*DECIDED)) == 1


@pytest.mark.usefixtures("own_books")
def test_two_who_decide_at_once_decide_and_tell_once(own_books: Engine, client: TestClient) -> None:
    bring_in(workshop())
    for employee in (RAMESH, SUNITA):
        Colleague(client, employee).asks_leave()
        Colleague(client, employee).claims()

    def decides(who: str) -> list[str]:
        answer = Colleague(client, who).approves_all(person="Ramesh", all=True)
        return [row["outcome"] for row in answer.facts.get("rows", [])]

    with ThreadPoolExecutor(6) as pool:
        answers = [outcome for each in pool.map(decides, [MEENA, OWNER] * 3) for outcome in each]
    assert answers.count("approved") == 2
    assert set(answers) <= {"approved", "decided_already"}
    assert [notice["to"] for notice in told(*DECIDED)] == [RAMESH, RAMESH]


@pytest.mark.usefixtures("own_books")
def test_a_yes_and_a_no_at_once_leave_one_answer(own_books: Engine, client: TestClient) -> None:
    bring_in(workshop())
    references = [Colleague(client, RAMESH).asks_leave(), Colleague(client, RAMESH).claims()]
    for reference in references:
        words = [
            lambda: Colleague(client, MEENA).approves(reference),  # noqa: B023
            lambda: Colleague(client, OWNER).rejects(reference),  # noqa: B023
        ]
        with ThreadPoolExecutor(2) as pool:
            outcomes = sorted(answer.outcome for answer in pool.map(lambda word: word(), words))
        assert outcomes in (["approved", "decided_already"], ["decided_already", "rejected"])
    assert len(told(*DECIDED)) == 2
