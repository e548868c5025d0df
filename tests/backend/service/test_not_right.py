"""What was repaired and is not right is repaired again free of charge; who asks whether it is free is told so."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.backend.books import Clock, Operator, opened
from tests.backend.service.conftest import Decision, Somebody
from tests.backend.service.garage import KOMAL, NUMBER, OWNER, file
from tests.backend.service.visits.conftest import at


@pytest.fixture
def komal(books: None, client: TestClient, now: Clock) -> Somebody:
    Operator(client).brings_in(file()).raise_for_status()
    return Somebody(client, KOMAL, NUMBER)


def says(somebody: Somebody, said: str, intent: str = "nlu_fallback", *values: dict[str, object]) -> Decision:
    answer = somebody.answers("", said, intent, *values)
    assert answer, said
    return answer


def repaired(komal: Somebody) -> str:
    """A clutch that was put right today."""
    shown = komal.reports("splendor ka clutch slip ho raha hai, dukan pe le aaunga")
    reference = str(komal.says_yes("confirm_ticket", shown).facts["ticket"]["reference"])
    owner = Somebody(komal.client, OWNER, NUMBER)
    owner.moves(reference, "in_progress")
    assert owner.moves(reference, "resolved", reason="plate badli").outcome == "moved"
    return reference


@pytest.mark.parametrize(
    "said",
    [
        "bhai clutch abhi bhi tight hai, irfan bhai ne theek se nahi kiya, phir se dekhna padega",
        "clutch was not repaired properly, it slips",
        "क्लच का काम ठीक नहीं हुआ, फिर से देखना पड़ेगा",
    ],
)
def test_work_that_is_not_right_is_opened_again_free_of_charge(komal: Somebody, said: str) -> None:
    reference = repaired(komal)
    shown = says(komal, said)
    if shown.outcome == "ask_address":
        shown = komal.answers("give_ticket_address", "12 Patel Pol 380001", "place_order") or shown
    assert (shown.outcome, shown.facts["again"], shown.facts["free"]) == ("confirm", reference, True)
    again = komal.says_yes("confirm_ticket", shown)
    assert (again.outcome, again.facts["ticket"]["reference"]) == ("reopened", reference)


def test_with_a_day_somebody_comes_for_it_and_nothing_is_charged(komal: Somebody) -> None:
    reference = repaired(komal)
    tomorrow = {"entity": "time", "value": at("2026-11-25", "17:00"), "start": 61, "end": 73}
    asked = says(
        komal,
        f"{reference} ka kaam theek nahi hua, clutch slip kar raha hai, kal 5 baje dekhne bhejo",
        "change_visit",
        tomorrow,
    )
    assert (asked.outcome, asked.facts["charge_paise"]) == ("ask_address", 0)
    shown = komal.answers("give_visit_address", "12 Patel Pol 380001", "place_order")
    assert shown
    assert (shown.outcome, shown.facts["free"]) == ("confirm", "repeat")
    booked = komal.says_yes("confirm_visit", shown)
    ticket = komal.looks("/tickets/status", reference=reference).facts["ticket"]
    assert (booked.outcome, ticket["status"], ticket["free"]) == ("booked", "assigned", True)


@pytest.mark.parametrize(
    ("said", "intent"),
    [("दुबारा पैसे तो नहीं लगेंगे ना", "deny"), ("warranty me hai na, paise to nahi lagenge", "check_warranty")],
)
def test_whether_it_is_free_again_is_told_by_the_guarantee_of_the_repair(
    komal: Somebody, said: str, intent: str
) -> None:
    reference = repaired(komal)
    told = says(komal, said, intent)
    assert (told.outcome, told.facts["reference"], told.facts["on"]) == (
        "repair_guaranteed",
        reference,
        "2026-12-24",
    )


def test_of_work_that_the_books_do_not_have_the_terms_are_told_and_nothing_promised(komal: Somebody) -> None:
    komal.reports("pichle hafte chain badalwai thi, phir se awaaz aa rahi hai")
    told = komal.answers("give_ticket_address", "dubara paise to nahi lagenge na", "deny")
    assert told
    assert (told.outcome, told.facts["days"]) == ("repair_unknown", 30)


@pytest.mark.parametrize(
    ("fault", "asks"),
    [
        ("splendor ki battery aapke yahan se august me li thi, backup nahi de rahi", "warranty me hai kya"),
        ("the battery i bought from you in august gives no backup", "is it under warranty"),
        ("बैटरी आपके यहाँ से अगस्त में खरीदी थी, बैकअप नहीं दे रही", "वारंटी में है क्या"),
    ],
)
def test_the_guarantee_of_what_was_bought_is_a_question_to_the_shop_and_not_that_of_repairs(
    komal: Somebody, fault: str, asks: str
) -> None:
    komal.reports(fault)
    told = komal.answers("give_ticket_address", asks, "check_warranty")
    assert told
    assert told.outcome == "none"
    with opened() as session:
        query = text("SELECT facts FROM assistant.notices WHERE name = 'order_request' ORDER BY id DESC")
        told_of = session.scalars(query).all()
    assert asks in told_of[0]["order_words"]
