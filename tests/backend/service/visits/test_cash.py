"""Cash that goes from a technician to who runs the shop: written once, told to the other, and struck out by a word."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    SALIM,
    Somebody,
    at,
    closes,
    last_told,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]


@pytest.fixture
def paid(customer: Somebody, who: Who) -> Somebody:
    """Who did Arjun's job today and has 2,600 in cash for it."""
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(reference))
    closes(reference, technician, ARJUN, "labour 2600")
    assert technician.answers("", "2600 cash mile").outcome == "paid"
    return technician


def _name(technician: Somebody) -> str:
    return "Salim" if technician.person == SALIM else "Ravi"


def _written() -> list[tuple[int, bool, bool]]:
    """The sums in rupees, whether who runs the shop has seen them, and whether they were struck out."""
    with opened() as session:
        query = text(
            "SELECT paise / 100, seen_at IS NOT NULL, struck_at IS NOT NULL FROM cash_handed_in ORDER BY id"
        )
        return [tuple(row) for row in session.execute(query)]


@pytest.mark.parametrize(
    "said",
    [
        "malik ko 1600 cash de diye",
        "दुकान पर जाकर 1600 मालिक को जमा कर दिए",
        "handed over 1600 to the owner",
        "shop pe aake 1600 jama kar diya",
    ],
)
def test_what_a_technician_hands_over_is_written_and_the_owner_hears(paid: Somebody, said: str) -> None:
    heard = paid.answers("", said, intent="report_payment")
    assert (heard.outcome, heard.facts["estimate_paise"], heard.facts["in_hand_paise"]) == (
        "cash_handed", 160000, 100000,
    )  # fmt: skip
    assert _written() == [(1600, False, False)]
    assert last_told(OWNER, "visit_cash_handed")["estimate_paise"] == 160000


@pytest.mark.parametrize(
    "said", ["{name} ne 1600 de diye mil gaye", "{name} se 1600 cash mila", "{name} handed over 1600"]
)
def test_what_the_owner_says_to_have_got_is_written_and_the_technician_hears(
    paid: Somebody, who: Who, said: str
) -> None:
    heard = who(OWNER).answers("", said.format(name=_name(paid)), intent="record_payment")
    assert (heard.outcome, heard.facts["in_hand_paise"]) == ("cash_got", 100000)
    assert _written() == [(1600, True, False)]
    assert last_told(paid.person, "visit_cash_got")["estimate_paise"] == 160000


def test_the_same_cash_by_the_word_of_both_is_written_once(paid: Somebody, who: Who) -> None:
    paid.answers("", "malik ko 1600 cash de diye")
    heard = who(OWNER).answers("", f"{_name(paid)} ne 1600 de diye", intent="record_payment")
    assert (heard.outcome, heard.facts["in_hand_paise"]) == ("cash_known", 100000)
    assert _written() == [(1600, True, False)]


def test_all_of_it_is_what_is_left_of_today(paid: Somebody) -> None:
    heard = paid.answers("", "saara cash malik ko de diya")
    assert (heard.facts["estimate_paise"], heard.facts["in_hand_paise"]) == (260000, 0)


def test_who_has_not_got_it_strikes_it_out_and_what_is_held_goes_up_again(paid: Somebody, who: Who) -> None:
    cash = paid.answers("", "malik ko 1600 cash de diye").facts["cash"]
    struck = who(OWNER).steps(cash, "cash_not_got")
    assert (struck.outcome, struck.facts["in_hand_paise"]) == ("cash_not_got", 260000)
    assert who(OWNER).steps(cash, "cash_not_got").outcome == "cash_not_got"
    assert _written() == [(1600, False, True)]
    assert [name for name, _ in told(paid.person)].count("visit_cash_not_got") == 1
    assert paid.steps(cash, "cash_not_got").outcome == "not_allowed"


@pytest.mark.parametrize("said", ["malik ko 1600 de du kya", "malik ne 500 diye", "malik ko kitna dena hai"])
def test_a_question_or_money_from_the_owner_hands_nothing_in(paid: Somebody, said: str) -> None:
    paid.answers("", said)
    assert _written() == []


def test_what_was_taken_is_told_with_what_was_handed_in(paid: Somebody, who: Who) -> None:
    paid.answers("", "malik ko 1600 cash de diye")
    own = paid.answers("", "aaj maine kitna cash liya")
    assert (own.outcome, own.facts["handed_paise"], own.facts["in_hand_paise"]) == (
        "taken_today",
        160000,
        100000,
    )
    asked = who(OWNER).answers("", f"{_name(paid)} ka aaj ka cash batao")
    taker = asked.facts["takers"][0]
    assert (taker["handed_paise"], taker["in_hand_paise"]) == (160000, 100000)


@pytest.mark.parametrize(
    "said",
    [
        "kaun sa technician kitna kamaya aaj",
        "दोनों मिस्त्री ने कितना कैश लिया",
        "mistri log ne aaj kitna paisa liya",
    ],
)
def test_what_everybody_has_taken_is_told_to_the_owner(paid: Somebody, who: Who, said: str) -> None:
    asked = who(OWNER).answers("", said, intent="ask_sales_summary")
    assert asked.outcome == "taken_of"
    assert {each["name"].split()[0] for each in asked.facts["takers"]} >= {"Salim", "Ravi"}
