"""A decision is taken for exactly what it names; of several in words the sum is shown before a yes."""

from collections.abc import Callable

import pytest

from tests.backend.approvals.conftest import MEENA, RAMESH, SUNITA, Colleague, Decision

As = Callable[[str], Colleague]


@pytest.fixture
def meena(as_: As) -> Colleague:
    """The manager, for whom two claims and a leave wait."""
    as_(RAMESH).claims(450)
    as_(RAMESH).claims(300)
    as_(SUNITA).asks_leave()
    return as_(MEENA)


def verdicts(**said: bool) -> list[dict[str, object]]:
    return [{"reference": name.replace("_", "-"), "approve": approve} for name, approve in said.items()]


def standing(decided: Decision) -> dict[str, str]:
    return {row["reference"]: row["outcome"] for row in decided.facts["rows"]}


def test_one_is_approved_and_one_rejected_after_the_reason_and_the_sum(meena: Colleague) -> None:
    why = meena.rejects(reason=None, each=verdicts(EXP_1=True, EXP_2=False))
    assert (why.outcome, why.references) == ("ask_reason", ["EXP-2"])
    shown = meena.answers(
        "rejection_reason", "nlu_fallback", about=why.facts["about"], decision={"reason": "bill galat hai"}
    )
    assert shown.outcome == "confirm"
    assert [(row["reference"], row["approve"]) for row in shown.facts["requests"]] == [
        ("EXP-1", True),
        ("EXP-2", False),
    ]
    assert sorted(meena.waiting().references) == ["EXP-1", "EXP-2", "LV-1"]
    assert standing(meena.says_yes(shown)) == {"EXP-1": "approved", "EXP-2": "rejected"}
    assert meena.waiting().references == ["LV-1"]


def test_who_is_named_may_stand_for_the_request(meena: Colleague) -> None:
    each = [{"person": "Sunita", "approve": False}, {"reference": "EXP-1", "approve": True}]
    shown = meena.approves(each=each, reason="season")
    assert shown.outcome == "confirm"
    assert standing(meena.says_yes(shown)) == {"LV-1": "rejected", "EXP-1": "approved"}


def test_where_one_of_them_is_not_clear_none_is_decided(meena: Colleague) -> None:
    each = [{"person": "Ramesh", "approve": False}, {"person": "Sunita", "approve": True}]
    asked = meena.rejects(each=each)
    assert (asked.outcome, sorted(asked.references)) == ("choose_request", ["EXP-1", "EXP-2"])
    assert len(meena.waiting().references) == 3


@pytest.mark.parametrize("question", ["approval_to_choose", "rejection_to_choose"])
def test_what_was_said_of_each_holds_when_one_of_them_is_chosen(meena: Colleague, question: str) -> None:
    each = [{"person": "Sunita", "approve": True}, {"person": "Ramesh", "approve": False}]
    asked = meena.approves(each=each, reason="season")
    page = "approve_request" if question.startswith("approval") else "reject_request"
    shown = meena.answers(question, page, about=asked.facts["about"], decision={"places": [2]})
    assert [(row["reference"], row["approve"]) for row in shown.facts["requests"]] == [
        ("EXP-2", False),
        ("LV-1", True),
    ]
    assert standing(meena.says_yes(shown)) == {"EXP-2": "rejected", "LV-1": "approved"}


def test_the_kind_that_is_named_is_of_all_who_are_named(meena: Colleague, as_: As) -> None:
    as_(RAMESH).asks_leave()
    each = [{"person": "Ramesh", "approve": True}, {"person": "Sunita", "approve": False}]
    shown = meena.rejects(each=each, kind="leave", reason="season")
    assert [(row["reference"], row["approve"]) for row in shown.facts["requests"]] == [
        ("LV-2", True),
        ("LV-1", False),
    ]


@pytest.mark.parametrize("intent", ["deny", "cancel_flow"])
def test_a_no_to_the_sum_decides_nothing(meena: Colleague, intent: str) -> None:
    shown = meena.approves(all=True)
    assert shown.outcome == "confirm"
    about, summary = shown.facts["about"], shown.facts["summary"]
    assert meena.answers("confirm_decisions", intent, about=about, summary=summary).outcome == "kept"
    assert len(meena.waiting().references) == 3


def test_the_button_of_another_sum_decides_nothing(meena: Colleague) -> None:
    shown = meena.approves(all=True)
    tapped = meena.do(
        "/answers",
        question="confirm_decisions",
        about=shown.facts["about"],
        summary=shown.facts["summary"],
        reading={
            "text": None,
            "intents": [{"name": "affirm", "confidence": 1}],
            "values": [{"entity": "summary", "value": "LV-9+"}],
        },
    )
    assert tapped.outcome == "left"


def test_a_bare_yes_is_for_what_was_just_shown_and_else_shows_what_waits(meena: Colleague) -> None:
    about = {"references": ["EXP-1"], "reason": None}
    late = meena.answers("decide_request", "affirm", about=about)
    assert late.outcome == "list"
    told = "utter_notice_claim_requested"
    assert meena.answers("decide_request", "affirm", about=about, told=told).outcome == "approved"


def test_which_is_chosen_by_place_name_or_all_of_those_shown(meena: Colleague) -> None:
    shown = meena.approves(person="Ramesh")
    assert shown.outcome == "choose_request"
    about = shown.facts["about"]

    def says(**decision: object) -> Decision:
        return meena.answers("approval_to_choose", "approve_request", about=about, decision=decision)

    assert says(all=True).outcome == "confirm"
    assert says(but=True).outcome == "list"
    assert meena.answers("approval_to_choose", "affirm", about=about).facts["unclear"]
    assert says(places=[-1]).facts["reference"] == about["references"][-1]


def test_who_gives_no_reason_twice_leaves_the_request(meena: Colleague) -> None:
    why = meena.rejects("EXP-1", reason=None)
    again = meena.answers("rejection_reason", "deny", about=why.facts["about"])
    assert again.outcome == "ask_reason_again"
    assert meena.answers("rejection_reason", "deny", about=again.facts["about"]).outcome == "kept"
    assert len(meena.waiting().references) == 3
