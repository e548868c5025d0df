"""A table that a guest asks for goes to the shop, whose answer comes back; another one is asked anew."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.backend.books import RESTAURANT_NUMBER
from tests.backend.orders.conftest import FATIMA, Customer, Decision, guest
from tests.backend.orders.serving.test_asked_for import KAMLA
from tests.backend.orders.test_notices import facts
from tests.backend.orders.test_notices import told as notices

__all__ = ["guest"]

ASKED = "table chahiye 6 logo ka 8:30 baje"
AT_NINE = {"from": "21:00", "to": None, "date": None}


@pytest.fixture
def kamla(books: None, client: TestClient) -> Customer:
    """Who leads the restaurant."""
    return Customer(client, KAMLA, RESTAURANT_NUMBER)


def says(
    who: Customer, text: str, intent: str = "nlu_fallback", question: str = "", **more: Any
) -> Decision | None:
    """What the books make of words."""
    told = more.pop("told", [])
    summary = more.pop("summary", None)
    reading = {"text": text, "intents": [{"name": intent, "confidence": 0.9}], **more}
    answer = who.do("/answers", question=question, summary=summary, told=told, reading=reading)
    return Decision(**answer.facts["answer"]) if answer.outcome == "taken" else None


def asks(who: Customer) -> None:
    """Asks for a table, and says yes to it."""
    shown = says(who, ASKED, "place_order")
    assert shown
    assert shown.outcome == "ask_table_request"
    passed = says(who, "haan", "affirm", "confirm_request", summary=shown.facts["summary"])
    assert passed
    assert passed.outcome == "table_asked"


def at_nine(who: Customer, text: str = "9 baje kar do, 8 log") -> Decision | None:
    return says(who, text, values=[{"entity": "time", "value": AT_NINE, "start": 0, "end": 6}])


def taps(who: Customer, token: str, **what: str) -> str:
    return who.do("/orders/moved", reference=token, **what).outcome


def of_guest(who: str = FATIMA) -> list[str]:
    return [name for person, name in notices() if person == who and name.startswith("order_table")]


@pytest.mark.parametrize(
    ("extra", "outcome", "news"),
    [
        ("add", "table_kept", "order_table_kept"),
        ("leave", "table_refused", "order_table_not_kept"),
    ],
)
def test_the_shop_says_yes_or_no_by_a_tap_and_the_guest_hears_it(
    guest: Customer, kamla: Customer, extra: str, outcome: str, news: str
) -> None:
    asks(guest)
    token = facts("order_table_asked")["token"]
    assert taps(kamla, token, extra=extra) == outcome
    assert of_guest(guest.person) == [news]
    assert facts(news)["order_words"] == ASKED
    assert taps(kamla, token, extra="add") in ("table_was_kept", "table_was_refused")
    assert of_guest(guest.person) == [news]


def test_another_hour_of_the_shop_is_asked_of_the_guest_and_kept_by_their_yes(
    guest: Customer, kamla: Customer
) -> None:
    asks(guest)
    token = facts("order_table_asked")["token"]
    hour = kamla.do("/orders/moved", reference=token, asks="more")
    assert hour.outcome == "table_hour"
    offered = says(kamla, "9:15 baje ho jayega", question="table_hour", summary=hour.facts["summary"])
    assert offered
    assert offered.outcome == "table_offered"
    assert facts("order_table_offered")["hour_words"] == "9:15 baje ho jayega"
    assert taps(kamla, token, extra="add") == "table_is_other"
    assert taps(guest, facts("order_table_offered")["token"], extra="add") == "table_taken"
    assert facts("order_table_taken")["order_words"] == f"{ASKED}; 9:15 baje ho jayega"


def test_a_guest_refuses_the_hour_in_words_and_the_shop_hears_it(guest: Customer, kamla: Customer) -> None:
    asks(guest)
    hour = kamla.do("/orders/moved", reference=facts("order_table_asked")["token"], asks="more")
    says(kamla, "raat 11 baje", question="table_hour", summary=hour.facts["summary"])
    refused = says(guest, "nahi", "deny", told=["utter_notice_order_table_offered"])
    assert refused
    assert refused.outcome == "table_not_taken"
    assert facts("order_table_not_taken")["hour_words"] == "raat 11 baje"


def test_another_hour_or_number_changes_it_and_the_taps_of_before_answer_nothing(
    guest: Customer, kamla: Customer
) -> None:
    asks(guest)
    before = facts("order_table_asked")["token"]
    changed = at_nine(guest)
    assert changed
    assert changed.outcome == "table_changed"
    news = facts("order_table_changed")
    assert (news["words_changed"], news["words_before"]) == ("9 baje kar do, 8 log", ASKED)
    assert taps(kamla, before, extra="add") == "table_is_other"
    assert taps(kamla, news["token"], extra="add") == "table_kept"
    more = says(guest, "10 log kar dijiye")
    assert more
    assert more.outcome == "table_changed"


def test_a_table_is_called_off(guest: Customer, kamla: Customer) -> None:
    asks(guest)
    off = says(guest, "table cancel kar do", "cancel_order")
    assert off
    assert off.outcome == "table_off"
    assert taps(kamla, facts("order_table_asked")["token"], extra="add") == "table_is_off"


def test_beside_a_dish_that_waits_to_be_chosen_it_goes_to_the_shop_and_the_cart_stays(
    guest: Customer,
) -> None:
    waiting = guest.says("2 paneer tikka")
    assert waiting.outcome == "choose_product"
    asked = says(guest, ASKED, "place_order", "choose_product")
    assert asked
    assert asked.outcome == "table_asked_beside"
    assert facts("order_table_asked")["order_words"] == ASKED
    cart = guest.do("/cart/view")
    assert (cart.outcome, cart.facts["notes"]) == ("choose_product", [])
    changed = at_nine(guest, "table 9 baje kar do, 8 log")
    assert changed
    assert changed.outcome == "table_changed"


def test_an_hour_without_a_table_is_of_the_open_cart(guest: Customer) -> None:
    guest.says("2 butter naan")
    asked = says(guest, ASKED, "place_order", "confirm_order")
    assert asked
    assert at_nine(guest) is None or at_nine(guest).outcome != "table_changed"  # type: ignore[union-attr]


def test_nobody_but_the_shop_answers(guest: Customer, client: TestClient) -> None:
    asks(guest)
    token = facts("order_table_asked")["token"]
    assert taps(guest, token, extra="add") == "not_allowed"
