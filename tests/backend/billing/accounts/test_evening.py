"""The owner's evening message, as policy."""

import pytest

from munshi.billing.accounts import evening, service
from munshi.billing.accounts.rules import Kind
from tests.backend.billing.accounts.conftest import (
    ARJUN,
    FATIMA,
    Shopkeeper,
    kirana,
    person_of,
    told,
)
from tests.backend.books import KIRANA, OWNER, Clock, opened


def _look(now: Clock, hour: int, minute: int = 0) -> None:
    now.moment = now.moment.replace(hour=hour, minute=minute)
    with opened() as session:
        evening.tell_the_day(session, kirana(session))


def test_it_has_sales_money_khata_the_oldest_dues_and_what_runs_low(
    owner: Shopkeeper, priya: Shopkeeper, now: Clock
) -> None:
    total = priya.orders("6 kg chini").facts["total_paise"]
    owner.writes("Fatima", rupees=80)
    owner.do("/acts/undone", act=owner.writes("Fatima", rupees=500).facts["act"])
    with opened() as session:
        arjun = person_of(session, ARJUN).id
        service.post(
            session, KIRANA, arjun, Kind.PAYMENT, -20000, "pay:1", payment_reference="PAY-1", way="cash"
        )
        wrong = service.post(
            session, KIRANA, arjun, Kind.PAYMENT, -700, "pay:2", payment_reference="PAY-2", way="upi"
        )
        service.reverse(session, wrong, None)
        service.post(
            session, KIRANA, arjun, Kind.PAYMENT, -3000, "pay:3", payment_reference="PAY-3", way="upi"
        )
    _look(now, 21, 30)
    message = told("khata_evening")[0]
    sums = {name.removeprefix("khata_"): paise for name, paise in message.items() if name.endswith("_paise")}
    assert message["person"] == OWNER
    assert (message["khata_orders"], sums.pop("sales_paise")) == (1, total)
    assert sums == {
        "cash_paise": 20000,
        "upi_paise": 3000,
        "other_paise": 0,
        "given_paise": 8000,
        "received_paise": 23000,
        "total_paise": 214000 + 8000 - 23000,
    }
    assert [row["name"] for row in message["khata_oldest"]] == [
        "Priya Joshi",
        "Arjun Patel",
        "Priya Malhotra",
    ]
    assert {"hi", "en", "hinglish"} <= message["khata_low"][0].keys()


def test_it_comes_once_at_the_businesss_hour(books: None, now: Clock) -> None:
    _look(now, 21, 29)
    assert told("khata_evening") == []
    for minute in (30, 31, 59):
        _look(now, 21, minute)
    assert len(told("khata_evening")) == 1


def test_who_has_not_set_it_gets_none(books: None, now: Clock) -> None:
    with opened() as session:
        business = kirana(session)
        business.settings = {
            name: each for name, each in business.settings.items() if name != "evening_message"
        }
    _look(now, 22)
    assert told("khata_evening") == []


@pytest.mark.parametrize("hour", [1, 8])
def test_long_after_its_hour_it_does_not_come_any_more(books: None, now: Clock, hour: int) -> None:
    now.moment = now.moment.replace(day=25)
    _look(now, hour)
    assert told("khata_evening") == []


def test_an_order_on_khata_is_given_when_it_is_delivered(owner: Shopkeeper, now: Clock) -> None:
    with opened() as session:
        fatima = person_of(session, FATIMA).id
        service.post(session, KIRANA, fatima, Kind.SALE, 9900, "sale:ORD-9", order_reference="ORD-9")
    _look(now, 21, 30)
    assert told("khata_evening")[0]["khata_given_paise"] == 0  # nobody says that it was to be paid by khata
