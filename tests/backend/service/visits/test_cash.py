"""Cash that goes from a technician to who runs the shop: written once, told to the other, and struck out by a word."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from munshi.billing.payments import service as payments
from munshi.billing.payments.rules import Way
from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    SALIM,
    SHOP,
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


def _ledger() -> int:
    """What everybody owes together."""
    with opened() as session:
        return int(session.execute(text("SELECT coalesce(sum(paise), 0) FROM account_entries")).scalar_one())


def _pays(technician: Somebody, rupees: int) -> None:
    """A payment that stands on a technician as if they were a customer."""
    with opened() as session:
        query = text("SELECT person_id FROM person_aliases WHERE business_id = :shop AND value = :phone")
        payer = session.execute(query, {"shop": SHOP, "phone": technician.person}).scalar_one()
        payments.record(session, SHOP, payer, payments.Said(rupees * 100, Way.UPI), None)


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


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("1600 cash deepak bhai ko de diya", 1000),
        ("दीपक जी को 1600 दे दिए बाकी 1000 मेरे पास हैं", 1000),
        ("galla jama kar diya 1600 rs sir ko", 1000),
        ("2600 me se 1600 deepak bhai ko diye", 1000),
        ("gave 1600 to the boss in cash", 1000),
        ("aaj ka cash 600 + 1000 = sab sir ko jama kar diya", 1000),
        ("saara cash deepak sir ko jama kar diya", 0),
    ],
)
def test_who_runs_the_shop_is_known_by_name_and_what_was_given_by_its_words(
    paid: Somebody, said: str, left: int
) -> None:
    heard = paid.answers("", said, intent="report_payment")
    assert (heard.outcome, heard.facts.get("in_hand_paise")) == ("cash_handed", left * 100)
    assert _written() == [(2600 - left, False, False)]


@pytest.mark.parametrize("said", ["deepak sir ko cash de diya", "300 diye 500 diye sir ko"])
def test_cash_without_a_sure_sum_is_written_nowhere_and_the_owner_hears_the_words(
    paid: Somebody, said: str
) -> None:
    assert paid.answers("", said, intent="report_payment").outcome == "word_passed_on"
    assert _written() == []


def test_the_cash_of_two_technicians_is_written_one_after_the_other(who: Who) -> None:
    heard = who(OWNER).answers("", "salim ne 400 diye aur ravi ne 250 diye", intent="record_payment")
    assert (heard.outcome, heard.rest) == ("cash_got", "ravi ne 250 diye")
    assert _written() == [(400, True, False)]


@pytest.mark.parametrize(
    "said",
    [
        "{name} ke 3000 upi nahi the, usne cash jama kiya tha",
        "wo 3000 UPI nahi galla jama tha",
        "{name}'s 3000 was not upi, he handed in the cash",
    ],
)
def test_a_payment_of_a_technician_that_was_cash_handed_in_becomes_that(
    paid: Somebody, who: Who, said: str
) -> None:
    before = _ledger()
    _pays(paid, 3000)
    heard = who(OWNER).answers("", said.format(name=_name(paid)), intent="record_payment")
    assert (heard.outcome, heard.facts["cash"], heard.facts["estimate_paise"]) == (
        "cash_righted", "PAY-2", 300000,
    )  # fmt: skip
    assert _written() == [(3000, True, False)]
    assert _ledger() == before
    assert last_told(paid.person, "visit_cash_got")["estimate_paise"] == 300000


def test_money_of_no_job_is_no_payment_of_the_technician(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    heard = who(technician_of(reference)).answers("", "gas refill 2400", intent="report_payment")
    assert heard.outcome == "no_job_for_it"


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


@pytest.mark.parametrize(
    "said", ["rs 60 petrol {name} ko diye", "petrol ke 60 {name} ko de diye cash", "gave 60 cash to {name}"]
)
def test_money_given_to_a_technician_is_said_to_be_kept_nowhere(paid: Somebody, who: Who, said: str) -> None:
    before = _ledger()
    heard = who(OWNER).answers("", said.format(name=_name(paid)), intent="record_payment")
    assert (heard.outcome, heard.facts["estimate_paise"]) == ("given_out_not_kept", 6000)
    assert (_written(), _ledger()) == ([], before)


@pytest.mark.parametrize(
    "said",
    [
        "{name} ne 1600 nahi 1500 diye",
        "{name} se 1500 hi mile 1600 nahi, 100 uske paas hai",
        "{name} gave 1500 not 1600",
    ],
)
def test_who_got_it_puts_right_what_was_handed_in(paid: Somebody, who: Who, said: str) -> None:
    paid.answers("", "malik ko 1600 cash de diye")
    heard = who(OWNER).answers("", said.format(name=_name(paid)), intent="record_payment")
    assert (heard.outcome, heard.facts["estimate_paise"], heard.facts["in_hand_paise"]) == (
        "cash_corrected", 150000, 110000,
    )  # fmt: skip
    assert [(paise, struck) for paise, _, struck in _written()] == [(1600, True), (1500, False)]
    assert last_told(paid.person, "visit_cash_corrected")["was_paise"] == 160000


@pytest.mark.parametrize(
    "said",
    [
        "pichla handover 1600 galat tha maine 1500 diye, 1100 mere paas hai",
        "मालिक को 1600 नहीं 1500 दिए",
        "sorry, handed over 1500 to the owner, not 1600",
    ],
)
def test_who_gave_it_puts_right_what_was_handed_in(paid: Somebody, said: str) -> None:
    paid.answers("", "malik ko 1600 cash de diye")
    heard = paid.answers("", said, intent="report_payment")
    assert (heard.outcome, heard.facts["in_hand_paise"]) == ("cash_corrected", 110000), heard
    assert [(paise, struck) for paise, _, struck in _written()] == [(1600, True), (1500, False)]
    assert last_told(OWNER, "visit_cash_corrected")["estimate_paise"] == 150000


@pytest.mark.parametrize("said", ["{name} ne 1600 nahi 1500 diye kya?", "{name} ne 900 nahi 800 diye"])
def test_a_question_or_another_sum_corrects_nothing(paid: Somebody, who: Who, said: str) -> None:
    paid.answers("", "malik ko 1600 cash de diye")
    heard = who(OWNER).answers("", said.format(name=_name(paid)), intent="record_payment")
    assert heard.outcome != "cash_corrected"
    assert _written() == [(1600, False, False)]
