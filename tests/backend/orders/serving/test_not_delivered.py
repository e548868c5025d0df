"""An order that was called delivered by mistake: it stands where it stood, and its money is taken back with it."""

from collections.abc import Callable

import pytest

from munshi.billing.accounts import service as accounts
from munshi.orders.models import Order
from munshi.orders.moving import find
from munshi.orders.statuses import Status
from munshi.people import service as people
from tests.backend.billing.bills.conftest import bills, notice, told
from tests.backend.books import KIRANA, PRIYA, Clock, opened
from tests.backend.orders.conftest import Customer, Decision

Answer = Callable[..., Decision]


def order(reference: str) -> Order:
    with opened() as session:
        found = find(session, KIRANA, reference)
        assert found
        return found


def owed() -> int:
    with opened() as session:
        person = people.find(session, KIRANA, PRIYA)
        assert person
        return accounts.balance(session, KIRANA, person.id)


def brought(shop: Customer, reference: str, until: Status) -> Decision:
    return shop.do("/orders/told", reference=reference, step=until, said="…")


@pytest.mark.parametrize("before", [Status.PLACED, Status.ACCEPTED, Status.READY, Status.OUT_FOR_DELIVERY])
def test_it_goes_back_to_where_it_stood_with_its_sale_and_its_bill(
    ramesh: Customer, reference: str, before: Status
) -> None:
    if before is not Status.PLACED:
        brought(ramesh, reference, before)
    owed_before = owed()
    done = brought(ramesh, reference, Status.DELIVERED)
    assert owed() == owed_before + order(reference).total_paise
    undone = ramesh.do("/acts/undone", act=done.facts["act"])
    assert (undone.outcome, undone.facts["state"]) == ("undelivered", before)
    assert owed() == owed_before
    bill, note = bills()
    assert (note.corrects_id, note.reason, note.total_paise) == (bill.id, "not_delivered", bill.total_paise)
    assert undone.facts["credit_note"] == note.number
    assert told(PRIYA)[-1] == "bill_not_delivered"
    assert notice("bill_not_delivered")["bill_number"] == note.number


def test_what_is_delivered_afterwards_is_sold_and_billed_again(ramesh: Customer, reference: str) -> None:
    brought(ramesh, reference, Status.READY)
    owed_before = owed()
    done = brought(ramesh, reference, Status.DELIVERED)
    ramesh.do("/acts/undone", act=done.facts["act"])
    again = brought(ramesh, reference, Status.DELIVERED)
    assert owed() == owed_before + order(reference).total_paise
    assert [bill.kind == "credit_note" for bill in bills()] == [False, True, False]
    ramesh.do("/acts/undone", act=again.facts["act"])
    assert owed() == owed_before


def test_what_was_paid_for_it_waits_for_it(ramesh: Customer, reference: str) -> None:
    total = order(reference).total_paise
    owed_before = owed()
    done = brought(ramesh, reference, Status.DELIVERED)
    values = [
        {"entity": "phone", "value": f"+{PRIYA}"},
        {"entity": "money", "value": {"paise": total}},
        {"entity": "reference", "value": reference},
    ]
    reading = {"text": f"{reference} ke", "intents": [{"name": "record_payment", "confidence": 0.9}]}
    paid = ramesh.do("/payments/recorded", reading={**reading, "values": values})
    assert paid.outcome == "recorded", paid
    assert ramesh.do("/acts/undone", act=done.facts["act"]).outcome == "undelivered"
    assert owed() == owed_before - total
    brought(ramesh, reference, Status.DELIVERED)
    assert owed() == owed_before


def test_a_bill_from_before_it_was_delivered_stands(
    priya: Customer, ramesh: Customer, reference: str, now: Clock
) -> None:
    brought(ramesh, reference, Status.ACCEPTED)
    ask = {"text": "bill bhejo", "intents": [{"name": "request_invoice", "confidence": 0.9}], "values": []}
    assert priya.do("/bills/wanted", reading=ask, wrong=False).outcome in ("sent", "sent_to_pay")
    now.passes(minutes=20)
    done = brought(ramesh, reference, Status.DELIVERED)
    undone = ramesh.do("/acts/undone", act=done.facts["act"])
    assert (undone.outcome, undone.facts["credit_note"]) == ("undelivered", None)
    assert len(bills()) == 1
    assert told(PRIYA)[-1] == "order_not_delivered"


def test_once_and_within_ten_minutes(ramesh: Customer, reference: str, now: Clock) -> None:
    done = brought(ramesh, reference, Status.DELIVERED)
    now.passes(minutes=11)
    assert ramesh.do("/acts/undone", act=done.facts["act"]).outcome == "too_late_delivery"
    assert order(reference).status == Status.DELIVERED


def test_a_slip_about_it_in_words_asks_first(ramesh: Customer, reference: str) -> None:
    brought(ramesh, reference, Status.DELIVERED)
    slip = {"reference": reference, "step": "delivered", "said": f"{reference} delivered galti se likha"}
    asked = ramesh.do("/orders/told", **slip).facts["answer"]
    assert asked["outcome"] == "confirm_undelivered"
    assert order(reference).status == Status.DELIVERED
    bare = ramesh.do("/cancellation", said=f"{reference} galti se")
    assert (bare.outcome, bare.facts["summary"]) == ("confirm_undelivered", asked["facts"]["summary"])
    yes = {"text": "haan", "intents": [{"name": "affirm", "confidence": 0.9}], "values": []}
    heard = ramesh.do("/answers", question="confirm_cancelling", summary=bare.facts["summary"], reading=yes)
    assert heard.facts["answer"]["outcome"] == "undelivered"
    assert order(reference).status == Status.PLACED
