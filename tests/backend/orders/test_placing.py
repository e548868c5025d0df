"""A bill becomes an order, as policy."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from munshi import database
from munshi.business.models import Business
from munshi.catalogue import stock
from munshi.catalogue.models import Product
from tests.backend.books import KIRANA, Clock
from tests.backend.orders.conftest import Customer

INDIA = ZoneInfo("Asia/Kolkata")

Left = Callable[[str], Decimal | None]


def reprice(sku: str, price_paise: int) -> None:
    with database.transaction() as session:
        session.execute(update(Product).where(Product.sku == sku).values(price_paise=price_paise))


def configure(business_id: str, **delivery: Any) -> None:
    with database.transaction() as session:
        business = session.get(Business, business_id)
        assert business
        terms = {**business.settings["delivery"], **delivery}  # type: ignore[dict-item]
        business.settings = {**business.settings, "delivery": terms}


def test_a_yes_places_the_order_and_takes_its_stock(priya: Customer, left: Left) -> None:
    before = left("ANDE")
    order = priya.orders("30 pc ande", "1 kg cheeni")
    assert order.outcome == "placed"
    assert order.facts["reference"] == "ORD-1001"
    assert before is not None
    assert left("ANDE") == before - 30
    assert priya.do("/cart/view").outcome == "only_orders"


def test_references_count_on(priya: Customer) -> None:
    assert priya.orders("6 kg cheeni").facts["reference"] == "ORD-1001"
    assert priya.orders("6 kg cheeni").facts["reference"] == "ORD-1002"


def test_nothing_is_placed_without_the_token_of_what_was_shown(priya: Customer, left: Left) -> None:
    before = left("CHEENI-LOOSE")
    priya.says("6 kg cheeni")
    for token in (None, "0123456789abcdef"):
        assert priya.do("/orders", summary=token).outcome == "changed"
    assert left("CHEENI-LOOSE") == before


def test_the_same_yes_twice_places_one_order(priya: Customer, left: Left) -> None:
    bill = priya.says("6 kg cheeni")
    before = left("CHEENI-LOOSE")
    first = priya.do("/orders", summary=bill.facts["summary"])
    again = priya.do("/orders", summary=bill.facts["summary"])
    assert (again.outcome, again.facts["reference"]) == ("placed", first.facts["reference"])
    assert before is not None
    assert left("CHEENI-LOOSE") == before - 6


def test_a_repeated_webhook_gets_the_same_answer(priya: Customer) -> None:
    summary = priya.says("6 kg cheeni").facts["summary"]
    first = priya.do("/orders", key="wamid.B:action_confirm_order", summary=summary)
    assert priya.do("/orders", key="wamid.B:action_confirm_order", summary=summary) == first


def test_a_changed_price_shows_the_new_bill_first(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni")
    reprice("CHEENI-LOOSE", 5000)
    changed = priya.do("/orders", summary=bill.facts["summary"])
    assert (changed.outcome, changed.facts["goods_paise"]) == ("changed", 30000)
    assert priya.do("/orders", summary=changed.facts["summary"]).outcome == "placed"


def test_a_changed_cart_shows_the_new_bill_first(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni")
    priya.says("12 pc ande")
    assert priya.do("/orders", summary=bill.facts["summary"]).outcome == "changed"


def test_a_later_price_does_not_touch_a_placed_order(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    reprice("CHEENI-LOOSE", 9900)
    order = priya.read("/orders/tracked")
    assert (order.facts["lines"][0]["price_paise"], order.facts["total_paise"]) == (4600, 30600)


def test_what_was_sold_meanwhile_is_offered_in_what_is_left(priya: Customer) -> None:
    bill = priya.says("12 pc ande")
    with database.transaction() as session:
        stock.count(session, KIRANA, {"ANDE": Decimal(5)})
    asked = priya.do("/orders", summary=bill.facts["summary"])
    assert (asked.outcome, asked.facts["offered"]) == ("few_left", "5")


def test_the_minimum_is_said_and_picking_up_remains(priya: Customer) -> None:
    bill = priya.says("1 kg cheeni")
    assert bill.facts["where"]["fulfilment"] == "pickup"
    assert bill.note("pickup_below_minimum")["missing_paise"] == 15400
    assert bill.facts["fee_paise"] == 0


def test_below_the_minimum_nothing_can_be_placed_where_nobody_picks_up(priya: Customer) -> None:
    configure(KIRANA, pickup=False)
    short = priya.says("1 kg cheeni")
    assert (short.outcome, short.facts["minimum_paise"]) == ("below_minimum", 20000)


def test_outside_the_area_picking_up_remains(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni", pincode="110001")
    assert bill.facts["where"]["fulfilment"] == "pickup"
    assert bill.note("pickup_outside_area")["pincode"] == "110001"
    configure(KIRANA, pickup=False)
    assert priya.do("/cart/view").outcome == "outside_area"


def test_delivery_is_free_from_the_amount_that_the_shop_sets(priya: Customer) -> None:
    assert priya.says("10 kg cheeni").facts["fee_paise"] == 3000
    assert priya.changes("add", "1 kg cheeni").facts["fee_paise"] == 0


def test_outside_hours_the_order_is_for_the_next_opening(priya: Customer, now: Clock) -> None:
    now.moment = datetime(2026, 11, 24, 23, 0, tzinfo=INDIA)
    bill = priya.says("6 kg cheeni")
    assert bill.note("closed_now")["opens_at"] == "2026-11-25T07:30:00+05:30"
    order = priya.do("/orders", summary=bill.facts["summary"])
    assert order.facts["opens_at"] == "2026-11-25T07:30:00+05:30"


def test_a_bill_shown_in_hours_is_shown_again_after_them(priya: Customer, now: Clock) -> None:
    bill = priya.says("6 kg cheeni")
    now.moment = datetime(2026, 11, 24, 23, 0, tzinfo=INDIA)
    assert priya.do("/orders", summary=bill.facts["summary"]).outcome == "changed"


@pytest.mark.parametrize(
    ("gstin", "bills", "said"),
    [
        ("23AKVPS4821M1ZH", {}, True),
        ("23AKVPS4821M1ZH", {"scheme": "composition"}, False),
        (None, {}, False),
    ],
)
def test_only_who_collects_gst_says_that_it_is_in_the_price(
    priya: Customer, gstin: str | None, bills: dict[str, str], said: bool
) -> None:
    with database.transaction() as session:
        business = session.get_one(Business, KIRANA)
        business.gstin, business.settings = gstin, {**business.settings, "bills": bills}
    bill = priya.says("6 kg cheeni")
    assert bill.facts["gst_included"]
    assert (bill.facts["gst_paise"] > 0) is said
    assert bill.facts["total_paise"] == bill.facts["goods_paise"] + bill.facts["fee_paise"]


def test_menu_prices_get_gst_on_top(guest: Customer) -> None:
    bill = guest.says("4 pc butter naan")
    assert (bill.facts["goods_paise"], bill.facts["gst_paise"]) == (18000, 900)
    assert bill.facts["total_paise"] == 18000 + 900 + 4000


def test_who_is_not_registered_takes_no_gst_on_top(guest: Customer) -> None:
    with database.transaction() as session:
        session.get_one(Business, "annapurna-bhojanalay").gstin = None
    bill = guest.says("4 pc butter naan")
    assert (bill.facts["gst_paise"], bill.facts["total_paise"]) == (0, 18000 + 4000)


def test_a_dish_in_portions_is_asked_by_portion(guest: Customer) -> None:
    asked = guest.says("2 plate dal tadka")
    assert [option["choice"] for option in asked.facts["options"]] == ["DAL-TADKA#Half", "DAL-TADKA#Full"]
    bill = guest.says(text="full")
    assert bill.facts["lines"][0]["price_paise"] == 14000


@pytest.mark.parametrize("line", ["1 plate half dal tadka", "1 plate dal tadka half", "0.5 plate dal tadka"])
def test_half_a_plate_is_the_half_portion(guest: Customer, line: str) -> None:
    (dish,) = guest.says(line).facts["lines"]
    assert (dish["variant"]["en"], dish["quantity"]) == ("Half", "1")


def test_an_add_on_goes_on_its_dish_with_its_price(guest: Customer) -> None:
    (dish,) = guest.says("10 pc samosa", "- - extra chutney").facts["lines"]
    assert (dish["price_paise"], [each["en"] for each in dish["add_ons"]]) == (3000, ["Extra chutney"])


def test_a_menu_carries_the_veg_mark(guest: Customer) -> None:
    bill = guest.says("1 - full chicken biryani", "4 pc butter naan")
    assert [line["veg"] for line in bill.facts["lines"]] == [False, True]


def test_what_the_kitchen_does_not_make_today_is_said(guest: Customer) -> None:
    with database.transaction() as session:
        session.execute(update(Product).where(Product.sku == "SAMOSA").values(available=False))
    bill = guest.says("10 pc samosa", "4 pc butter naan")
    assert bill.note("unavailable")["item"]["name"]["en"] == "Samosa"
    assert bill.cart == {"Butter naan": "4"}


def test_a_business_without_the_skill_takes_no_orders(priya: Customer) -> None:
    with database.transaction() as session:
        session.execute(update(Business).values(skills=["service"]))
    for path in ("/cart/lines", "/cart/view", "/orders", "/orders/cancellation"):
        assert priya.do(path).outcome == "not_offered"
    assert priya.read("/orders/tracked").outcome == "not_offered"


def test_yesterdays_bill_is_shown_again(priya: Customer, now: Clock) -> None:
    bill = priya.says("6 kg cheeni")
    now.passes(days=1)
    assert priya.do("/orders", summary=bill.facts["summary"]).outcome == "changed"
