"""Slips of the pen, and what is said along with the goods, in whatever message: nothing runs wild, nothing is lost."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from munshi import clock, database
from munshi.business.models import Business
from munshi.orders.address_words import written_address
from tests.backend.orders.conftest import Customer, Decision, at_home
from tests.backend.orders.test_answers import answers, line
from tests.backend.orders.test_placing import reprice
from tests.backend.orders.test_ways import at_table, product

__all__ = ["product"]  # a fixture

RESTAURANT = "annapurna-bhojanalay"
TOMORROW = "2026-11-25"


def test_a_bare_number_behind_an_offer_in_grams_is_in_grams(priya: Customer) -> None:
    asked = priya.says("130 g cheeni")
    assert asked.outcome == "off_step"
    told = answers(priya, "accept_offer", "affirm", "ok 250 cheeni", line("250 - cheeni"), consent="yes")
    assert told.cart == {"Sugar": "0.25"}


def test_a_bare_number_behind_an_offer_stays_in_kilos_where_it_is_no_step_in_grams(priya: Customer) -> None:
    priya.says("130 g cheeni")
    assert answers(priya, "accept_offer", "place_order", "2", line("2 - -")).cart == {"Sugar": "2"}


def test_so_many_kilos_are_never_taken_from_a_bare_number(priya: Customer) -> None:
    assert priya.says("500 - cheeni").cart == {"Sugar": "0.5"}


def test_what_is_left_is_offered_with_its_sum(priya: Customer) -> None:
    asked = priya.says("9000 kg cheeni")
    assert asked.facts["offered_paise"] > 0


def test_a_price_that_changes_in_the_open_cart_is_said(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni")
    reprice("CHEENI-LOOSE", 5000)
    more = priya.says("12 pc ande")
    assert more.note("dearer")["before_paise"] == 4600
    assert more.facts["summary"] != bill.facts["summary"]
    assert "dearer" not in priya.says("1 pc maggi").notes


def test_all_out_is_meant_where_nothing_of_the_shop_is_named(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    lines = [{"op": "remove"}, {"op": "remove", "name": "anything"}]
    assert priya.do("/cart/changes", lines=lines).outcome == "confirm_empty"


def shown_then(who: Customer, text: str, *lines: dict[str, Any], **more: Any) -> Decision:
    """What becomes of an order behind goods that were shown."""
    values = [{"entity": "order_line", "value": each, "start": 0, "end": 0} for each in lines]
    values += [
        {"entity": name, "value": said, "start": 0, "end": 0} for name, said in more.pop("values", {}).items()
    ]
    reading = {
        "text": text,
        "intents": [{"name": "place_order", "confidence": 0.9}],
        "values": values,
        **more,
    }
    heard = who.do("/answers", question="take_shown", reading=reading)
    return Decision(**heard.facts["answer"])


def test_what_is_said_beside_goods_that_were_shown_is_kept(priya: Customer) -> None:
    priya.do("/goods/prices", lines=[{"name": "cheeni"}])
    way = {"text": "khud le jaunga", "start": 12, "end": 26, "kind": "way", "value": "pickup", "line": None}
    hour = {"time": {"from": "17:00", "to": None, "date": TOMORROW}}
    bill = shown_then(priya, "cheeni 6 kg, khud le jaunga", line("6 kg cheeni"), values=hour, left_over=[way])
    assert bill.facts["where"]["fulfilment"] == "pickup"
    assert bill.facts["beside"]["wanted"]["opens"] == "17:00"


def test_what_is_out_until_tomorrow_can_be_ordered_for_then(
    client: TestClient, product: Callable[..., None]
) -> None:
    customer = at_home(Customer(client))
    product(out_until=datetime.fromisoformat("2026-11-25T00:00:00+05:30"))
    assert customer.says("6 kg cheeni").notes == ["unavailable"]
    bill = customer.says("6 kg cheeni", time={"from": "11:00", "date": TOMORROW})
    assert (bill.outcome, bill.notes) == ("choose_slot", [])
    bill = customer.do("/cart/lines", choice=bill.facts["slots"][0]["choice"])
    assert (bill.outcome, bill.facts["beside"]["wanted"]["day"]) == ("confirm", TOMORROW)
    assert customer.do("/orders", summary=bill.facts["summary"]).outcome == "placed"


def test_where_the_file_has_no_tables_any_table_is_kept(guest: Customer) -> None:
    with database.transaction() as session:
        business = session.get_one(Business, RESTAURANT)
        business.settings = {**business.settings, "dine_in": {"tables": []}}
    bill = guest.says("1 pc samosa", left_over=at_table("table 5 pe"))
    assert (bill.facts["where"]["fulfilment"], bill.facts["where"]["table"]) == ("dine_in", "5")
    assert guest.do("/orders", summary=bill.facts["summary"]).outcome == "placed"


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("address is H.No 12, Ashoka Colony, Indore 452001", "H.No 12, Ashoka Colony, Indore"),
        ("shop no 9, LIG Colony 452001", "shop no 9, LIG Colony"),
        ("change address, H.No. 12 Ashoka Colony 452001", "H.No. 12 Ashoka Colony"),
        ("8 Vijay Hills 452001 pe", "8 Vijay Hills"),
    ],
)
def test_a_house_keeps_its_number(text: str, street: str) -> None:
    address = written_address(text)
    assert address is not None
    assert address.text == street


def test_what_comes_in_the_place_of_something_comes_in_its_amount(guest: Customer) -> None:
    guest.says("3 pc samosa")
    lines = [{"name": "samosa", "op": "remove"}, {"name": "butter naan", "op": "add"}]
    assert guest.do("/cart/changes", lines=lines).cart == {"Butter naan": "3"}


def test_an_hour_alone_is_of_the_day_that_was_said(guest: Customer) -> None:
    guest.says("12 pc samosa", time={"from": "19:00", "date": TOMORROW})
    later = guest.says("1 pc butter naan", time={"from": "20:00", "date": None})
    assert later.facts["beside"]["wanted"] == {"day": TOMORROW, "opens": "20:00", "closes": None}


def test_what_may_be_goods_is_no_address(stranger: Customer) -> None:
    stranger.says("6 kg cheeni")
    asked = stranger.says("2 - tel", text="2 tel")
    assert asked.outcome == "choose_product"


def test_one_of_two_portions_is_changed(guest: Customer) -> None:
    guest.says("2 - full paneer tikka")
    half = guest.do("/cart/changes", lines=[{"name": "half paneer tikka", "quantity": "1", "op": "set"}])
    assert [(line["variant"]["en"], line["quantity"]) for line in half.facts["lines"]] == [
        ("Full", "1"),
        ("Half", "1"),
    ]


@pytest.mark.parametrize(
    "said", ["order cancel mat karna", "please do not cancel it", "कैंसल नहीं करना है", "cancel na kar dena bhai"]
)
def test_who_says_not_to_cancel_is_not_asked_whether_to(priya: Customer, said: str) -> None:
    priya.orders("6 kg cheeni")
    assert priya.do("/orders/cancellation", said=said).outcome == "kept"


@pytest.mark.parametrize("said", ["order cancel karo", "nahi, cancel kar do", "don't want it, cancel"])
def test_who_wants_to_cancel_is_asked(priya: Customer, said: str) -> None:
    priya.orders("6 kg cheeni")
    assert priya.do("/orders/cancellation", said=said).outcome == "confirm_cancel"


def test_what_is_refused_of_an_order_that_is_repeated_stays_away(priya: Customer) -> None:
    priya.orders("6 kg chini", "36 pc ande")
    note = {"text": "बस चीनी मत देना", "kind": "note", "value": "wished", "line": None}
    again = priya.do("/orders/repeated", lines=[], left_over=[note])
    assert again.cart == {"Eggs": "36"}


@pytest.mark.parametrize(
    ("said", "days", "wanted"),
    [
        ("last order hi kal ke liye bhejna", [("kal", 1)], 1),
        ("jo kal mangwaya tha wahi aaj bhi bhej do", [("kal", -1), ("aaj", 0)], 0),
        ("same order as yesterday please", [("yesterday", -1)], None),
        ("जो कल लिया था वही परसों भेजना", [("कल", -1), ("परसों", 2)], 2),
    ],
)
def test_an_order_is_repeated_for_the_day_that_is_still_to_come(
    guest: Customer, said: str, days: list[tuple[str, int]], wanted: int | None
) -> None:
    bill = guest.says("4 plate veg thali")
    guest.do("/orders", summary=bill.facts["summary"])
    today = clock.now_in("Asia/Kolkata").date()
    times = [{"words": words, "day": str(today + timedelta(days=far))} for words, far in days]
    again = guest.do("/orders/repeated", lines=[], said=said, times=times)
    kept = again.facts["beside"]["wanted"]
    day = None if wanted is None else str(today + timedelta(days=wanted))
    assert (kept["day"] if kept else None) == day
