"""A repair shop with nothing but a list of goods, and the estimates that are written there."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi.testclient import TestClient

from munshi.business.models import Business
from munshi.service.estimates import writing
from munshi.service.estimates.rules import Line
from munshi.service.visits.models import Visit
from tests.backend.books import Operator, opened

SHOP = "plain-repairs"
Estimate = Callable[[str, str], Sequence[Line]]


def file(products: Sequence[Mapping[str, Any]], **more: Any) -> dict[str, Any]:
    """As its owner typed it in, with what there is besides."""
    return {
        "version": 1,
        "business": {
            "id": SHOP, "name": "Plain Repairs", "kind": "repair", "language": "hinglish", "pincode": "440001",
            "address": "5 Station Road, Nagpur", "state": "MH", "prices_include_gst": True,
            "skills": ["orders", "billing", "service"],
        },
        "numbers": [{"phone_number_id": "100000000000778", "display_number": "+91 90000 77800"}],
        "hours": {day: ["10:00-20:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
        "people": [{"name": "Meena", "roles": ["owner"], "phones": ["919000077800"]}],
        "delivery": {"pincodes": ["440001"], "pickup": True},
        "products": list(products),
        **more,
    }  # fmt: skip


def visit_at(machine: str) -> Visit:
    """A visit for a machine, before anything is written."""
    return Visit(business_id=SHOP, id=1, reference="VIS-1", machine=machine, work={})


def opens(client: TestClient, shop: Mapping[str, Any]) -> Estimate:
    """Brings the shop in. Returns what gives the lines of what is written at a machine."""
    answer = Operator(client).brings_in(dict(shop))
    assert answer.is_success, answer.text

    def lines(machine: str, said: str) -> Sequence[Line]:
        with opened() as session:
            business = session.get_one(Business, SHOP)
            return writing.lines_of(session, business, visit_at(machine), said)

    return lines
