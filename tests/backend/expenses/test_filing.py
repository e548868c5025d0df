"""A yes files what was shown, once; the same bill and the same facts are stopped and named."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from munshi.business.models import Business
from tests.backend.books import KIRANA, RESTAURANT_NUMBER, opened
from tests.backend.expenses.conftest import MANAGER, OWNER, POLICIES, Colleague, bill, told

COLLEAGUE = "919000000022"
TODAY, YESTERDAY = "2026-11-24", "2026-11-23"


def test_a_yes_files_the_claim_and_its_approver_is_told(asha: Colleague) -> None:
    filed = asha.files(450, category="travel", on=TODAY)
    assert filed.outcome == "filed"
    facts = {name: fact for name, fact in filed.facts.items() if name != "act"}
    assert facts == {"references": ["EXP-1"], "total_paise": 45000, "approver": "Sunita Verma", "note": None}
    assert told() == [(MANAGER, "claim_requested")]


def test_references_count_on(asha: Colleague) -> None:
    assert asha.files(450, category="travel", on=TODAY).facts["references"] == ["EXP-1"]
    assert asha.files(451, category="travel", on=TODAY).facts["references"] == ["EXP-2"]


def test_the_same_yes_twice_files_once(asha: Colleague) -> None:
    shown = asha.says(450, category="travel", on=TODAY)
    asha.do("/claims", summary=shown.facts["summary"])
    again = asha.do("/claims", summary=shown.facts["summary"])
    assert (again.outcome, again.facts["references"]) == ("filed_already", ["EXP-1"])
    assert len(told()) == 1


def test_a_yes_to_what_has_changed_since_shows_it_again(asha: Colleague) -> None:
    shown = asha.says(450, category="travel", on=TODAY)
    asha.says(540)
    changed = asha.do("/claims", summary=shown.facts["summary"])
    assert (changed.outcome, changed.claims) == ("changed", [(54000, "travel", TODAY)])
    assert asha.do("/claims", summary=changed.facts["summary"]).outcome == "filed"


def test_a_yes_without_the_token_files_nothing(asha: Colleague) -> None:
    asha.says(450, category="travel", on=TODAY)
    assert asha.do("/claims").outcome == "changed"
    assert told() == []


def test_a_yes_to_nothing_says_so(asha: Colleague) -> None:
    assert asha.do("/claims", summary="0123456789abcdef").outcome == "nothing_open"


def test_a_yes_before_all_is_said_asks_on(asha: Colleague) -> None:
    asha.says(450, category="travel")
    assert asha.do("/claims", summary="0123456789abcdef").outcome == "ask_date"


@pytest.mark.parametrize("who", ["the same person", "a colleague"])
def test_the_same_file_again_is_stopped_and_named(asha: Colleague, who: str) -> None:
    asha.files(600, category="fuel", on=YESTERDAY, bills="a")
    other = asha if who == "the same person" else Colleague(asha.client, COLLEAGUE)
    stopped = other.says(700, category="fuel", on=TODAY, bills="a")
    assert stopped.outcome == "same_receipt"
    assert stopped.facts == {"reference": "EXP-1", "date": YESTERDAY}
    assert other.says().outcome == "ask_receipt"
    assert other.says(bills="b").claims == [(70000, "fuel", TODAY)]


def test_a_used_bill_by_itself_leaves_nothing_open(asha: Colleague) -> None:
    asha.files(600, category="fuel", on=YESTERDAY, bills="a")
    assert asha.says(bills="a").outcome == "same_receipt"
    assert asha.do("/claims/draft/drop").outcome == "nothing_open"


def test_no_word_lets_the_same_file_through(asha: Colleague) -> None:
    asha.files(600, category="fuel", on=YESTERDAY, bills="a")
    assert asha.says(bills="a").outcome == "same_receipt"
    assert asha.says(600, category="fuel", on=YESTERDAY, bills="a").outcome == "same_receipt"
    asha.says(choice="different_bill")
    assert asha.says(choice="different_bill", bills="a").outcome == "same_receipt"


def test_a_file_that_was_filed_since_it_was_shown_is_stopped_at_the_yes(asha: Colleague) -> None:
    shown = asha.says(600, category="fuel", on=TODAY, bills="a")
    Colleague(asha.client, COLLEAGUE).files(600, category="fuel", on=TODAY, bills="a")
    assert asha.do("/claims", summary=shown.facts["summary"]).outcome == "same_receipt"


def test_the_same_file_sent_twice_for_one_claim_is_one_bill(asha: Colleague) -> None:
    asha.says(600, category="fuel", on=TODAY, bills="a")
    assert asha.says(bills="a").outcome == "confirm"


def test_the_same_facts_are_stopped_until_the_person_says_it_is_another_bill(asha: Colleague) -> None:
    asha.files(450, category="travel", on=TODAY)
    stopped = asha.says(450, category="travel", on=TODAY)
    assert (stopped.outcome, stopped.facts["reference"]) == ("same_facts", "EXP-1")
    assert asha.says().outcome == "same_facts"
    shown = asha.says(choice="different_bill")
    assert shown.outcome == "confirm"
    assert asha.do("/claims", summary=shown.facts["summary"]).facts["references"] == ["EXP-2"]


def test_the_same_facts_of_a_colleague_are_no_matter(asha: Colleague) -> None:
    asha.files(450, category="travel", on=TODAY)
    assert Colleague(asha.client, COLLEAGUE).says(450, category="travel", on=TODAY).outcome == "confirm"


def test_the_word_about_another_bill_ends_with_what_it_was_about(asha: Colleague) -> None:
    asha.files(450, category="travel", on=TODAY)
    asha.files(460, category="travel", on=TODAY)
    asha.says(450, category="travel", on=TODAY)
    asha.says(choice="different_bill")
    assert asha.says(460).outcome == "same_facts"


def test_what_was_rejected_may_be_claimed_again(asha: Colleague, rejects: Callable[[str], None]) -> None:
    asha.files(600, category="fuel", on=TODAY, bills="a")
    rejects("EXP-1")
    assert asha.files(600, category="fuel", on=TODAY, bills="a").facts["references"] == ["EXP-2"]


def test_above_the_managers_sum_the_owner_decides_on_all_that_is_filed_together(
    asha: Colleague, terms: Callable[..., None]
) -> None:
    steps = [{"by": "manager", "up_to_paise": 50000}, {"by": "owner"}]
    terms(policies=POLICIES, approval=steps)
    assert asha.says(500, category="travel", on=TODAY).facts["approver"] == "Sunita Verma"
    asha.do("/claims/draft/drop")
    shown = asha.says(300, 201, category="travel", on=TODAY)
    assert shown.facts["approver"] == "Ramesh Sharma"
    asha.do("/claims", summary=shown.facts["summary"])
    assert told() == [(OWNER, "claim_requested")] * 2


def test_nothing_is_claimed_that_nobody_could_decide_about(owner: Colleague) -> None:
    assert owner.says(450, category="travel", on=TODAY).outcome == "nobody_decides"
    assert owner.do("/claims").outcome == "nothing_open"


def test_a_manager_claims_from_the_owner(manager: Colleague) -> None:
    assert manager.says(450, category="travel", on=TODAY).facts["approver"] == "Ramesh Sharma"


@pytest.mark.usefixtures("own_books")
def test_one_bill_filed_by_two_at_once_is_one_claim(own_books: Engine, client: TestClient) -> None:
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        business.skills = [*business.skills, "expenses"]
    both = [Colleague(client), Colleague(client, COLLEAGUE)]
    shown = [one.says(600, category="fuel", on=TODAY, bills="a") for one in both]
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(lambda one, seen: one.do("/claims", summary=seen.facts["summary"]), both, shown)
        )
    assert sorted(answer.outcome for answer in answers) == ["filed", "same_receipt"]


@pytest.mark.usefixtures("own_books")
def test_one_yes_that_comes_twice_at_once_files_once(own_books: Engine, client: TestClient) -> None:
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        business.skills = [*business.skills, "expenses"]
    asha = Colleague(client)
    summary = asha.says(450, category="travel", on=TODAY).facts["summary"]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: asha.do("/claims", summary=summary), range(4)))
    assert sorted(answer.outcome for answer in answers) == ["filed", *["filed_already"] * 3]
    assert {tuple(answer.facts["references"]) for answer in answers} == {("EXP-1",)}


def test_another_business_has_claims_of_its_own(asha: Colleague) -> None:
    asha.files(600, category="fuel", on=TODAY, bills="a")
    with opened() as session:
        restaurant = session.get_one(Business, "annapurna-bhojanalay")
        restaurant.skills = [*restaurant.skills, "expenses"]
    bhola = Colleague(asha.client, "919000000221", RESTAURANT_NUMBER)
    assert bhola.read("/claims/status", reference="EXP-1").outcome == "not_found"
    assert bhola.files(600, category="fuel", on=TODAY, bills="a").facts["references"] == ["EXP-1"]


def test_a_bill_is_known_by_what_is_in_it_and_not_by_where_it_lies(asha: Colleague) -> None:
    asha.files(600, category="fuel", on=TODAY, bills="a")
    moved = {**bill("a"), "path": "elsewhere/copy.jpg"}
    assert asha.says(700, category="fuel", on=TODAY, attachments=[moved]).outcome == "same_receipt"
