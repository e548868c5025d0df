"""What was sold, held against the orders: by way of payment, beside the days before, with what was cancelled."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from munshi.owner.rules import Days, before, named_days
from tests.backend.books import API_TOKEN, KIRANA, KIRANA_NUMBER, OWNER, PRIYA, Clock
from tests.backend.orders.conftest import Customer
from tests.backend.readings import reading, value

NOVEMBER_1, NOVEMBER_24 = date(2026, 11, 1), date(2026, 11, 24)


@pytest.fixture
def ramesh(books: None, client: TestClient) -> Customer:
    """The owner of the kirana."""
    return Customer(client, OWNER)


def test_orders_are_summed_by_how_they_are_paid(ramesh: Customer, priya: Customer) -> None:
    priya.orders("6 kg chini")
    bill = priya.says("10 kg chini", left_over=[{"text": "upi", "kind": "payment", "value": "upi"}])
    priya.do("/orders", summary=bill.facts["summary"])
    sold = ramesh.read("/sales").facts
    assert {each["payment"]: each["total_paise"] for each in sold["payments"]} == {"upi": 49000, None: 30600}
    assert sold["total_paise"] == 79600
    assert sold["picture"] is None


def test_what_is_wanted_on_a_later_day_is_told_apart(ramesh: Customer, priya: Customer) -> None:
    priya.orders("6 kg chini")
    bill = priya.says("10 kg chini", time={"from": "19:00", "to": None, "date": "2026-11-25"})
    priya.do("/orders", summary=bill.facts["summary"])
    sold = ramesh.read("/sales").facts
    assert (sold["orders"], sold["later"], sold["later_paise"]) == (2, 1, bill.facts["total_paise"])


def test_what_was_cancelled_is_no_sale_and_has_its_reason(ramesh: Customer, priya: Customer) -> None:
    for reason in ("closed", None):
        reference = priya.orders("6 kg chini").facts["reference"]
        if reason:
            ramesh.do("/orders/moved", reference=reference, status="cancelled", reason=reason)
        else:
            priya.do("/orders/cancelled", summary=reference)
    sold = ramesh.read("/sales")
    assert sold.outcome == "nothing_sold"
    assert {each["reason"]: each["orders"] for each in sold.facts["cancelled"]} == {"closed": 1, None: 1}


def test_a_week_is_held_against_the_same_days_before_and_drawn(
    ramesh: Customer, priya: Customer, now: Clock
) -> None:
    priya.orders("6 kg chini")
    now.passes(days=7)
    priya.orders("10 kg chini")
    week = {"from": "2026-11-30", "to": "2026-12-06"}
    sold = ramesh.read("/sales", **week).facts
    assert (sold["total_paise"], sold["total_before_paise"]) == (49000, 30600)
    assert (sold["last"], sold["before"]) == ("2026-12-01", {"first": "2026-11-23", "last": "2026-11-24"})
    seen = _picture(ramesh, sold["picture"], OWNER)
    with Image.open(BytesIO(seen)) as picture:
        assert (picture.format, picture.width) == ("PNG", 960)


def test_the_picture_is_for_owners_and_managers(ramesh: Customer, priya: Customer) -> None:
    path = f"/api/businesses/{KIRANA}/sales/picture?from=2026-11-01&to=2026-11-24"
    assert b"PNG" in _picture(ramesh, path, OWNER)[:8]
    assert _answer(ramesh, path, PRIYA).status_code == 403


def _picture(who: Customer, path: str, person: str) -> bytes:
    content: bytes = _answer(who, path, person).content
    return content


def _answer(who: Customer, path: str, person: str):  # type: ignore[no-untyped-def]
    headers = {
        "Authorization": f"Bearer {API_TOKEN}",
        "Munshi-Number": KIRANA_NUMBER,
        "Munshi-Person": person,
    }
    return who.client.get(path, headers=headers)


def test_without_days_it_is_today() -> None:
    assert named_days(None, None, NOVEMBER_24) == Days(NOVEMBER_24, NOVEMBER_24)


def test_of_a_month_that_runs_the_days_that_have_been_count() -> None:
    days = named_days(NOVEMBER_1, date(2026, 11, 30), NOVEMBER_24)
    assert days.last == NOVEMBER_24
    assert before(days) == Days(date(2026, 10, 1), date(2026, 10, 24))


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("2026-10-01", "2026-10-31", ("2026-09-01", "2026-09-30")),
        ("2026-03-01", "2026-03-31", ("2026-02-01", "2026-02-28")),
        ("2026-03-01", "2026-03-30", ("2026-02-01", "2026-02-28")),
        ("2026-11-16", "2026-11-22", ("2026-11-09", "2026-11-15")),
        ("2026-11-24", "2026-11-24", ("2026-11-23", "2026-11-23")),
        ("2026-11-18", "2026-11-20", ("2026-11-15", "2026-11-17")),
    ],
)
def test_days_are_held_against_days_that_are_like_them(
    first: str, last: str, wanted: tuple[str, str]
) -> None:
    days = Days(date.fromisoformat(first), date.fromisoformat(last))
    found = before(days)
    assert (found.first.isoformat(), found.last.isoformat()) == wanted
    assert found.last < days.first <= days.last
    assert days.each()[-1] - days.first == timedelta(days=days.number - 1)


def test_an_order_of_which_nobody_said_how_is_told_by_the_way_it_was_paid(
    ramesh: Customer, priya: Customer
) -> None:
    reference = priya.orders("6 kg chini").facts["reference"]
    said = [value("person", "Priya Joshi"), value("money", {"paise": 30600}), value("reference", reference)]
    paid = reading(f"Priya Joshi ne 306 upi diye {reference} ke", "record_payment", said)
    assert ramesh.do("/payments/recorded", reading=paid).outcome == "recorded"
    sold = ramesh.read("/sales").facts
    assert {each["payment"]: each["total_paise"] for each in sold["payments"]} == {"upi": 30600}


def test_an_order_that_was_taken_back_to_change_it_is_not_cancelled(
    ramesh: Customer, priya: Customer
) -> None:
    reference = priya.orders("6 kg chini").facts["reference"]
    said = {"text": "haan", "intents": [{"name": "affirm", "confidence": 0.9}]}
    brought = priya.do("/answers", question="confirm_reopen_order", summary=reference, reading=said)
    priya.do("/orders", summary=brought.facts["answer"]["facts"]["summary"])
    sold = ramesh.read("/sales").facts
    assert (sold["orders"], sold["cancelled"]) == (1, [])
