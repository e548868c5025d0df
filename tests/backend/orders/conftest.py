"""Customers who order, and what the books answer them."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from fastapi.testclient import TestClient

from munshi import database, settings
from munshi.catalogue import stock
from tests.backend.books import KIRANA, KIRANA_NUMBER, PRIYA, RESTAURANT_NUMBER
from tests.nlu.sum_texts import with_sums

ARJUN, FATIMA = "919000000102", "919000000103"
MANAGER, EMPLOYEE = "919000000011", "919000000021"

HOME, PINCODE = "7 Sneh Nagar", "452001"

Facts = dict[str, Any]
_keys = count()


@dataclass(frozen=True)
class Decision:
    """What the books answered."""

    outcome: str
    facts: Facts

    @property
    def notes(self) -> list[str]:
        """What is said before the answer."""
        return [note["note"] for note in self.facts["notes"]]

    def note(self, name: str) -> Facts:
        """The facts of a note."""
        return next(note for note in self.facts["notes"] if note["note"] == name)

    @property
    def cart(self) -> dict[str, str]:
        """The lines by their English names."""
        return {line["name"]["en"]: line["quantity"] for line in self.facts["lines"]}


@dataclass
class Customer:
    """Somebody who writes to one of the numbers, as the actions call for them."""

    client: TestClient
    person: str = PRIYA
    number: str = KIRANA_NUMBER

    def do(self, path: str, key: str | None = None, **body: Any) -> Decision:
        """One call, under a key of its own unless one is given."""
        headers = {**self._who(), "Idempotency-Key": key or f"wamid.{next(_keys)}:action"}
        answer = self.client.post(f"/api{path}", json=with_sums(body), headers=headers)
        assert answer.status_code == 200, answer.text
        return Decision(**answer.json())

    def read(self, path: str, **parameters: str) -> Decision:
        """One call that changes nothing."""
        answer = self.client.get(f"/api{path}", params=parameters, headers=self._who())
        assert answer.status_code == 200, answer.text
        return Decision(**answer.json())

    def says(self, *lines: str, **more: Any) -> Decision:
        """Lines such as `2 kg aata`, `1 - maggi` without a unit, `- - haldi` with neither."""
        return self.do("/cart/lines", lines=[_line(line) for line in lines], **more)

    def changes(self, op: str, *lines: str) -> Decision:
        """Lines in the same form, each with this op."""
        return self.do("/cart/changes", lines=[{**_line(line), "op": op} for line in lines])

    def orders(self, *lines: str) -> Decision:
        """Says the lines and yes to the bill."""
        bill = self.says(*lines)
        assert bill.outcome == "confirm", bill
        return self.do("/orders", summary=bill.facts["summary"])

    def _who(self) -> dict[str, str]:
        token = settings.current().api_token
        return {
            "Authorization": f"Bearer {token}",
            "Munshi-Number": self.number,
            "Munshi-Person": self.person,
        }


def at_home(customer: Customer) -> Customer:
    """The customer, once they have said where they live."""
    assert customer.says(text=f"{HOME} {PINCODE}").outcome == "address_noted"
    return customer


def _line(text: str) -> Facts:
    quantity, unit, name = text.split(maxsplit=2)
    return {
        "name": None if name == "-" else name,
        "quantity": None if quantity == "-" else quantity,
        "unit": None if unit == "-" else unit,
    }


@pytest.fixture
def stranger(books: None, client: TestClient) -> Customer:
    """Somebody of whom the kirana does not know yet where they live."""
    return Customer(client, ARJUN)


@pytest.fixture
def priya(books: None, client: TestClient) -> Customer:
    """A customer of the kirana, who lives near it."""
    return at_home(Customer(client))


@pytest.fixture
def guest(books: None, client: TestClient) -> Customer:
    """A customer of the restaurant, who lives near it."""
    return at_home(Customer(client, FATIMA, RESTAURANT_NUMBER))


@pytest.fixture
def left() -> Callable[[str], Decimal | None]:
    """How much of a product the kirana has."""

    def ask(sku: str) -> Decimal | None:
        with database.transaction() as session:
            return stock.on_hand(session, KIRANA, [sku])[sku]

    return ask
