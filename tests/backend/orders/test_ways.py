"""How the goods come, what is taken off, and what must come along: the answers of the books about a cart."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from munshi import clock, database
from munshi.business import service as businesses
from munshi.catalogue.models import Product
from tests.backend.books import KIRANA
from tests.backend.orders.conftest import PINCODE, Customer, Decision, at_home

PHOTO = {"kind": "image", "path": "aa/bb.png", "mime_type": "image/png", "sha256": "ab" * 32}


def at_table(text: str) -> list[dict[str, Any]]:
    return [{"text": text, "kind": "way", "value": "dine_in"}]


def test_who_orders_more_at_a_table_still_sits_there(guest: Customer) -> None:
    bill = guest.says("1 pc samosa", left_over=at_table("table 4 pe"))
    guest.do("/orders", summary=bill.facts["summary"])
    assert guest.says("2 pc kachori").facts["where"]["table"] == "4"


def test_at_a_table_nothing_is_delivered_and_no_minimum_holds(guest: Customer) -> None:
    bill = guest.says("1 pc samosa", left_over=at_table("table 4 pe"))
    assert bill.outcome == "confirm"
    assert bill.facts["where"]["table"] == "4"
    assert bill.facts["fee_paise"] == 0
    placed = guest.do("/orders", summary=bill.facts["summary"])
    assert placed.outcome == "placed"
    assert placed.facts["where"]["fulfilment"] == "dine_in"


def test_a_table_that_is_not_there_is_refused_and_asked(guest: Customer) -> None:
    asked = guest.says("1 pc samosa", left_over=at_table("table no 40"))
    assert (asked.outcome, asked.notes) == ("ask_table", ["no_such_table"])
    assert asked.facts["tables"] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert guest.do("/cart/lines", choice="table:7").facts["where"]["table"] == "7"


def test_who_eats_here_is_asked_for_the_table(guest: Customer) -> None:
    assert guest.says("1 pc samosa", left_over=at_table("yahin khayenge")).outcome == "ask_table"


def test_where_nobody_eats_a_table_is_refused(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni", left_over=at_table("table 4 pe"))
    assert (bill.outcome, bill.notes) == ("confirm", ["dine_in_not_here"])


def test_a_way_is_chosen_by_tap(stranger: Customer) -> None:
    asked = stranger.says("6 kg cheeni")
    assert (asked.outcome, asked.facts["ways"]) == ("ask_address", ["pickup"])
    bill = stranger.do("/cart/lines", choice="way:pickup")
    assert (bill.outcome, bill.facts["where"]["fulfilment"]) == ("confirm", "pickup")


def test_an_older_bill_is_not_placed_while_a_slot_or_a_table_is_asked(
    priya: Customer, guest: Customer
) -> None:
    bill = priya.says("6 kg cheeni")
    later = {"from": "18:00", "to": None, "date": "2026-11-25"}
    assert priya.do("/cart/lines", time=later).outcome == "choose_slot"
    assert priya.do("/orders", summary=bill.facts["summary"]).outcome == "choose_slot"
    asked = guest.says("1 pc samosa", left_over=at_table("yahin khayenge"))
    assert guest.do("/orders", summary=asked.facts["summary"]).outcome == "ask_table"


def test_two_biscuits_bring_a_third_and_the_bill_says_so(priya: Customer) -> None:
    biscuits = {"sku": "PARLEG-800", "quantity": "3"}
    bill = priya.do("/cart/lines", lines=[biscuits, {"name": "cheeni", "quantity": "6", "unit": "kg"}])
    assert bill.outcome == "confirm", bill
    (given,) = bill.facts["discounts"]
    assert given["name"]["en"] == "Biscuits: buy 2, get 1"
    biscuit = next(line for line in bill.facts["lines"] if "arle" in line["name"]["en"])
    assert given["paise"] == biscuit["price_paise"] == bill.facts["discount_paise"]
    assert bill.facts["total_paise"] == bill.facts["goods_paise"] - given["paise"] + bill.facts["fee_paise"]
    placed = priya.do("/orders", summary=bill.facts["summary"])
    assert placed.facts["total_paise"] == bill.facts["total_paise"]
    assert placed.facts["discounts"] == bill.facts["discounts"]


def test_a_code_takes_off_from_its_sum_on(priya: Customer) -> None:
    low = priya.says("6 kg cheeni", said="6 kilo cheeni code SHARMA50")
    assert (low.notes, low.note("discount_below")["missing_paise"]) == (["discount_below"], 60000 - 6 * 4600)
    assert low.facts["discounts"] == []
    high = priya.do("/cart/lines", lines=[{"sku": "GHEE-AMUL-1", "quantity": "1"}])
    assert [each["paise"] for each in high.facts["discounts"]] == [5000]


def test_a_code_that_has_lapsed_or_is_nobodys_takes_nothing_off(priya: Customer) -> None:
    old = priya.says("6 kg cheeni", said="6 kilo cheeni diwali10 laga do")
    assert old.note("discount_lapsed")["day"] == "2026-11-12"
    assert old.facts["discounts"] == []
    unknown = priya.do("/cart/lines", said="coupon SAVE99 laga do", text="coupon SAVE99 laga do")
    assert unknown.note("no_such_code")["code"] == "SAVE99"


@pytest.fixture
def settings_of_kirana(own_books: Engine) -> Callable[..., None]:
    """Writes sections of the kirana's file."""

    def write(**sections: Any) -> None:
        with database.transaction() as session:
            business = businesses.get(session, KIRANA)
            assert business
            business.settings = {**business.settings, **sections}

    return write


def test_a_discount_that_lapses_before_the_yes_is_said_and_the_bill_asked_about_anew(
    client: TestClient, settings_of_kirana: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = {"hi": "आज", "en": "Today", "hinglish": "Aaj"}
    today = {"id": "TODAY", "name": name, "percent": "10", "opens": "10:00", "closes": "11:30"}
    settings_of_kirana(discounts=[today])
    customer = at_home(Customer(client))
    bill = customer.says("6 kg cheeni")
    assert bill.facts["discount_paise"] == 2760
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    again = customer.do("/orders", summary=bill.facts["summary"])
    assert (again.outcome, again.notes) == ("changed", ["discount_over"])
    assert again.facts["discount_paise"] == 0


@pytest.fixture
def product(own_books: Engine) -> Callable[..., None]:
    """Changes how the kirana sells its sugar."""

    def change(**said: Any) -> None:
        with database.transaction() as session:
            sugar = session.get_one(Product, (KIRANA, "CHEENI-LOOSE"))
            for field, value in said.items():
                setattr(sugar, field, value)

    return change


def test_less_than_the_minimum_of_a_product_is_offered_as_the_minimum(
    client: TestClient, product: Callable[..., None]
) -> None:
    product(min_quantity=Decimal(5))
    customer = at_home(Customer(client))
    asked = customer.says("1 kg cheeni")
    assert (asked.outcome, asked.facts["offered"]) == ("under_least", "5")
    assert customer.do("/cart/offer").cart == {"Sugar": "5"}


def test_what_is_sold_out_until_a_day_is_back_on_it(client: TestClient, product: Callable[..., None]) -> None:
    customer = at_home(Customer(client))
    product(out_until=datetime.fromisoformat("2026-11-27T00:00:00+05:30"))
    assert customer.says("6 kg cheeni").notes == ["unavailable"]
    row = customer.do("/goods/availability", lines=[{"name": "cheeni"}]).facts["rows"][0]
    assert (row["state"], row["until"]) == ("unavailable", "2026-11-27T00:00:00+05:30")
    product(out_until=datetime.fromisoformat("2026-11-24T00:00:00+05:30"))
    assert customer.says("6 kg cheeni").outcome == "confirm"


def test_what_wants_a_prescription_waits_for_its_photo(
    client: TestClient, product: Callable[..., None]
) -> None:
    product(prescription=True)
    customer = at_home(Customer(client))
    asked = customer.says("6 kg cheeni")
    assert (asked.outcome, asked.facts["summary"]) == ("ask_prescription", None)
    bill = answered(customer, "give_prescription", attachment=PHOTO)
    assert bill.outcome == "confirm"
    placed = customer.do("/orders", summary=bill.facts["summary"])
    assert placed.outcome == "placed"


def test_what_is_no_photo_is_no_prescription(client: TestClient, product: Callable[..., None]) -> None:
    product(prescription=True)
    customer = at_home(Customer(client))
    customer.says("6 kg cheeni")
    again = answered(customer, "give_prescription", attachment={"kind": "audio", "path": "aa/bb.ogg"})
    assert (again.outcome, again.notes) == ("ask_prescription", ["prescription_unread"])


def answered(customer: Customer, question: str, **reading: Any) -> Decision:
    """What a message is answered while a question is open."""
    said = {
        "text": None,
        "intents": [{"name": "receive_attachment", "confidence": 1.0}],
        "values": [],
        **reading,
    }
    taken = customer.do("/answers", question=question, summary=None, reading=said).facts
    return Decision(**taken["answer"])


def test_an_address_with_a_name_is_asked_once_and_known_then(stranger: Customer) -> None:
    asked = stranger.says("6 kg cheeni", said="6 kilo cheeni office bhej do")
    assert asked.outcome == "ask_address"
    bill = stranger.says(text=f"14 MG Road {PINCODE}", said=f"14 MG Road {PINCODE}")
    assert bill.outcome == "confirm", bill
    assert stranger.do("/orders", summary=bill.facts["summary"]).outcome == "placed"
    stranger.says(
        "6 kg cheeni",
        text=f"ghar ka pata 7 Sneh Nagar {PINCODE}",
        said=f"ghar ka pata 7 Sneh Nagar {PINCODE}",
    )
    known = stranger.do("/cart/lines", said="office wale pate par bhejo")
    assert known.facts["where"]["address"] == "14 MG Road"


def test_home_is_asked_where_only_the_office_is_known(stranger: Customer) -> None:
    stranger.says("6 kg cheeni", said="6 kilo cheeni office bhej do")
    bill = stranger.says(text=f"14 MG Road {PINCODE}", said=f"14 MG Road {PINCODE}")
    assert bill.outcome == "confirm"
    assert stranger.do("/cart/lines", said="nahi, ghar wale pate par bhejo").outcome == "ask_address"


def test_home_is_where_the_first_order_went(guest: Customer) -> None:
    bill = guest.says("4 plate dal makhani#")
    if bill.outcome == "choose_product":
        bill = guest.do("/cart/lines", choice=bill.facts["options"][0]["choice"])
    assert guest.do("/orders", summary=bill.facts["summary"]).outcome == "placed"
    guest.says("4 plate veg thali", said="4 veg thali office bhej do")
    back = guest.do("/cart/lines", said="nahi, ghar wale pate par bhejo")
    assert back.facts["where"]["address"] == "7 Sneh Nagar"


def test_what_was_fetched_for_too_little_is_brought_only_where_that_is_said(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    priya.says("1 kg cheeni")
    assert priya.do("/cart/lines", choice="order:apart").facts["where"]["fulfilment"] == "pickup"
    asked = priya.says("6 kg poha")
    assert (asked.outcome, asked.facts["ways"]) == ("ask_way", ["delivery", "pickup"])
    assert priya.do("/orders", summary=None).outcome == "ask_way"
    assert priya.do("/cart/lines", choice="way:delivery").facts["where"]["fulfilment"] == "delivery"


def test_who_has_said_where_to_has_it_brought_once_it_is_enough(priya: Customer) -> None:
    assert priya.says("1 kg cheeni", text="7 Sneh Nagar 452001").facts["where"]["fulfilment"] == "pickup"
    assert priya.says("6 kg poha").outcome == "confirm"
