"""Customers of the kirana with orders that can be billed."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from munshi.billing.accounts import service as accounts
from munshi.billing.bills.models import Bill
from munshi.billing.bills.service import WHOLE
from munshi.business.models import Business
from munshi.orders import moving
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from munshi.people import service as people
from tests.backend.books import KIRANA, PRIYA, opened
from tests.backend.orders.conftest import Customer, Decision, at_home, guest, stranger

__all__ = ["guest", "stranger"]

WAY = (Status.ACCEPTED, Status.READY, Status.OUT_FOR_DELIVERY, Status.DELIVERED)


def reading(text: str | None = "bill bhejo", **values: Any) -> dict[str, Any]:
    """A message that asks for a bill, with what was read in it."""
    return {
        "text": text,
        "intents": [{"name": "request_invoice", "confidence": 0.9}],
        "values": [{"entity": name, "value": value} for name, value in values.items()],
    }


def asks(
    customer: Customer, text: str | None = "bill bhejo", *, wrong: bool = False, **values: Any
) -> Decision:
    """Somebody wants something of a bill."""
    return customer.do("/bills/wanted", reading=reading(text, **values), wrong=wrong)


def moves(reference: str, *statuses: Status, business_id: str = KIRANA) -> None:
    """The shop moves an order on."""
    for status in statuses:
        with opened() as session:
            assert moving.move(session, business_id, reference, status, None).outcome == "moved"


def ordered(customer: Customer, *lines: str) -> str:
    """An order that was placed."""
    placed = customer.orders(*lines)
    assert placed.outcome == "placed", placed
    return str(placed.facts["reference"])


def delivered(customer: Customer, *lines: str) -> str:
    """An order that came home."""
    reference = ordered(customer, *lines)
    moves(reference, *WAY)
    return reference


def bills(business_id: str = KIRANA) -> Sequence[Bill]:
    """Every bill and credit note, in their order."""
    with opened() as session:
        query = select(Bill).where(Bill.business_id == business_id).order_by(Bill.id).options(*WHOLE)
        return session.scalars(query).all()


def order(reference: str) -> Order:
    with opened() as session:
        found = moving.find(session, KIRANA, reference)
        assert found
        return found


def told(person: str) -> list[str]:
    """The names of what somebody was told, in the order written."""
    with opened() as session:
        query = text("SELECT name FROM assistant.notices WHERE person = :person ORDER BY id")
        return list(session.scalars(query, {"person": person}))


def notice(name: str) -> dict[str, Any]:
    """The facts of the last notice of this name."""
    with opened() as session:
        query = text("SELECT facts FROM assistant.notices WHERE name = :name ORDER BY id DESC LIMIT 1")
        facts: dict[str, Any] = session.execute(query, {"name": name}).scalar_one()
        return facts


@pytest.fixture
def priya(books: None, client: TestClient) -> Customer:
    """A customer who owes nothing yet, of a kirana that takes cash: its bills have no link to pay."""
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        business.settings = {**business.settings, "payments": {"ways": ["cash"]}}
        person = people.find(session, KIRANA, PRIYA)
        assert person
        for entry in accounts.entries(session, KIRANA, person.id):
            accounts.reverse(session, entry, None)
    return at_home(Customer(client))


@pytest.fixture
def takes_upi(priya: Customer) -> None:
    """The kirana takes UPI."""
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        business.settings = {**business.settings, "payments": {"ways": ["cash", "upi"]}}


@pytest.fixture
def profile(books: None) -> Callable[..., None]:
    """Sets how the business bills."""

    def set_profile(*, gstin: str | None = "23AKVPS4821M1ZH", **said: Any) -> None:
        with opened() as session:
            business = session.get_one(Business, KIRANA)
            business.gstin = gstin
            business.settings = {**business.settings, "bills": said}

    return set_profile
