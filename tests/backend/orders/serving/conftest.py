"""The shop, which sees to an order of Priya's."""

from typing import Any, Protocol

import pytest
from fastapi.testclient import TestClient

from munshi.business.models import Business
from tests.backend.books import KIRANA, OWNER, opened
from tests.backend.orders.conftest import ARJUN, Customer, at_home, left, priya
from tests.backend.orders.serving.saying import Numbers

__all__ = ["left", "priya"]


class SetTerms(Protocol):
    """Says some of the terms of the kirana's file."""

    def __call__(self, **terms: Any) -> None: ...


@pytest.fixture
def ramesh(books: None, client: TestClient) -> Customer:
    """The owner of the kirana."""
    return Customer(client, OWNER)


@pytest.fixture
def reference(priya: Customer) -> str:
    """An order that waits for the shop."""
    return str(priya.orders("6 kg chini").facts["reference"])


@pytest.fixture
def two(priya: Customer, client: TestClient, reference: str) -> Numbers:
    """The numbers of two orders of two customers."""
    other = at_home(Customer(client, ARJUN)).orders("4 kg aata").facts["reference"]
    return reference.removeprefix("ORD-"), other.removeprefix("ORD-")


@pytest.fixture
def file(books: None) -> SetTerms:
    """Changes what the file of the kirana says about orders."""

    def say(**terms: Any) -> None:
        with opened() as session:
            business = session.get_one(Business, KIRANA)
            orders: Any = business.settings.get("orders", {})
            business.settings = {**business.settings, "orders": {**orders, **terms}}

    return say
