"""When goods are brought: which slot an hour means, and that a slot takes no more than it holds."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from munshi import database
from munshi.business import service as businesses
from munshi.business.stored_sections import of
from munshi.orders.hours import Stretch
from munshi.orders.kept import Wanted
from munshi.orders.sections import OrderSections
from munshi.orders.slots import Slot, Window, fitting, free, windows
from tests.backend.books import KIRANA
from tests.backend.orders.conftest import Customer, Decision, at_home
from tests.backend.orders.test_last_one import at_once, yes

INDIA = ZoneInfo("Asia/Kolkata")
NOW = datetime(2026, 11, 24, 11, 0, tzinfo=INDIA)
TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)
EVERY_DAY = frozenset(range(7))
MORNING = Slot(EVERY_DAY, time(8), time(10), 5, timedelta(hours=1))
NOON = Slot(EVERY_DAY, time(12), time(14), 5, timedelta(hours=2))
EVENING = Slot(EVERY_DAY, time(17), time(19), 5, timedelta(hours=1))
NIGHT = Slot(EVERY_DAY, time(19), time(21), None, timedelta(hours=1))
ALL = [MORNING, NOON, EVENING, NIGHT]
HOURS = [Stretch(day, time(7), time(22)) for day in range(7)]


def on(day: date, said: list[Window]) -> list[Slot]:
    return [each.slot for each in said if each.day == day]


def meant(opens: time | None = None, closes: time | None = None, day: date = TOMORROW) -> list[Slot]:
    return [each.slot for each in fitting(Wanted(day, opens, closes), windows(ALL, NOW, HOURS, ()))]


def test_what_has_begun_or_begins_too_soon_is_not_offered() -> None:
    assert on(TODAY, windows(ALL, NOW, HOURS, ())) == [EVENING, NIGHT]


def test_nothing_is_brought_on_closed_days_and_while_nobody_is_there() -> None:
    assert on(TOMORROW, windows(ALL, NOW, HOURS, {TOMORROW})) == []
    mornings = [Stretch(day, time(7), time(12)) for day in range(7)]
    assert on(TOMORROW, windows(ALL, NOW, mornings, ())) == [MORNING]


def test_until_an_hour_is_the_last_slot_that_ends_by_then() -> None:
    assert meant(closes=time(14)) == [NOON]
    assert meant(closes=time(9)) == []


def test_an_hour_at_which_a_slot_begins_means_it_and_any_other_those_from_then_on() -> None:
    assert meant(opens=time(17)) == [EVENING]
    assert meant(opens=time(18)) == [EVENING, NIGHT]


def test_a_stretch_means_what_lies_within_it_else_what_has_a_part_of_it() -> None:
    assert meant(time(16), time(19, 30)) == [EVENING]
    assert meant(time(18), time(18, 30)) == [EVENING]


def test_a_day_alone_means_all_of_its_slots() -> None:
    assert meant() == ALL


def test_a_full_slot_is_not_free_and_one_without_a_limit_always_is() -> None:
    all_of_them = windows(ALL, NOW, HOURS, ())
    taken = {(TOMORROW, each.opens): 5 for each in ALL}
    assert on(TOMORROW, list(free(all_of_them, taken))) == [NIGHT]


TOMORROW_EVENING: dict[str, Any] = {"from": "17:00", "to": "19:00", "date": "2026-11-25"}


def evening(customer: Customer) -> Decision:
    """The customer's bill for tomorrow evening."""
    bill = customer.says("6 kg cheeni", time=TOMORROW_EVENING)
    assert bill.outcome == "confirm", bill
    assert bill.facts["beside"]["wanted"] == {
        "day": "2026-11-25",
        "opens": "17:00",
        "closes": "19:00",
        "slot": True,
    }
    return bill


def test_an_hour_becomes_the_slot_that_it_means(priya: Customer) -> None:
    placed = yes(priya, evening(priya))()
    assert placed.outcome == "placed"
    assert placed.facts["beside"]["wanted"]["slot"]


def test_of_several_slots_one_is_chosen_by_tap(priya: Customer) -> None:
    asked = priya.says("6 kg cheeni", time={"from": "18:00", "to": None, "date": "2026-11-25"})
    assert asked.outcome == "choose_slot"
    first, second = asked.facts["slots"]
    assert (first["opens"], second["opens"]) == ("17:00", "19:00")
    assert asked.facts["summary"] is None
    bill = priya.do("/cart/lines", choice=second["choice"])
    assert bill.outcome == "confirm"
    assert bill.facts["beside"]["wanted"]["opens"] == "19:00"


def test_an_hour_at_which_nothing_is_brought_is_said_with_what_is_free(priya: Customer) -> None:
    asked = priya.says("6 kg cheeni", time={"from": None, "to": "09:00", "date": "2026-11-25"})
    assert asked.outcome == "choose_slot"
    assert asked.notes == ["no_slot_then"]
    assert asked.facts["slots"][0]["day"] == "2026-11-25"


def test_an_hour_that_is_past_is_refused(priya: Customer) -> None:
    bill = priya.says(
        "6 kg cheeni", time={"from": "08:00", "to": None, "date": "2026-11-24"}, said="aaj subah 8 baje"
    )
    assert bill.notes == ["hour_past"]
    assert bill.facts["beside"]["wanted"] is None


def test_who_fetches_is_not_asked_for_a_slot(priya: Customer) -> None:
    way = [{"text": "khud le jaunga", "kind": "way", "value": "pickup"}]
    bill = priya.says("6 kg cheeni", time={"from": "18:00", "to": None, "date": "2026-11-25"}, left_over=way)
    assert bill.outcome == "confirm"
    assert bill.facts["where"]["fulfilment"] == "pickup"


@pytest.fixture
def five_places(own_books: Engine) -> None:
    """The kirana takes five orders tomorrow evening."""
    with database.transaction() as session:
        business = businesses.get(session, KIRANA)
        assert business
        delivery = of(business, OrderSections).delivery.model_dump(mode="json")
        slots: list[dict[str, Any]] = [{"opens": "17:00", "closes": "19:00", "capacity": 5}]
        business.settings = {**business.settings, "delivery": {**delivery, "slots": slots}}


def test_of_a_hundred_people_five_get_the_five_places(client: TestClient, five_places: None) -> None:
    customers = [at_home(Customer(client, f"91982700{number:04}")) for number in range(100)]
    bills = [evening(each) for each in customers]
    answers = at_once(*(yes(each, bill) for each, bill in zip(customers, bills, strict=True)))
    assert [answer.outcome for answer in answers].count("placed") == 5
    others = [answer for answer in answers if answer.outcome != "placed"]
    assert {answer.outcome for answer in others} == {"choose_slot"}
    assert all(answer.notes == ["slot_full"] for answer in others)
    assert all(answer.facts["slots"][0]["day"] == "2026-11-26" for answer in others)


def test_a_cancelled_order_gives_its_place_back(client: TestClient, five_places: None) -> None:
    customers = [at_home(Customer(client, f"91982800{number:04}")) for number in range(6)]
    for each in customers[:5]:
        assert yes(each, evening(each))().outcome == "placed"
    late = customers[5]
    assert late.says("6 kg cheeni", time=TOMORROW_EVENING).notes == ["slot_full"]
    first = customers[0]
    asked = first.do("/orders/cancellation", reference=None)
    assert first.do("/orders/cancelled", summary=asked.facts["summary"]).outcome == "cancelled"
    assert late.do("/cart/lines", time=TOMORROW_EVENING).outcome == "confirm"
