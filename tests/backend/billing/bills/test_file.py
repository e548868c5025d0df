"""Bills go out in the business's file and come in again as they were; the numbers count on from there."""

from typing import Any

import pytest
import yaml

from tests.backend.billing.bills.conftest import asks, bills, delivered
from tests.backend.billing.bills.test_crediting import credits
from tests.backend.books import KIRANA, Operator
from tests.backend.orders.conftest import Customer

COPY = "copy-kirana"
GSTIN = "23AAPFU0939F1Z3"


def exported(operator: Operator, business_id: str) -> dict[str, Any]:
    file: dict[str, Any] = yaml.safe_load(operator.gets(f"/businesses/{business_id}/export").text)
    return file


def copied(file: dict[str, Any], **bills: Any) -> dict[str, Any]:
    """The same business under another id, without its numbers on WhatsApp."""
    profile = {**file["business"], "id": COPY}
    return {**file, "business": profile, "numbers": [], "bills": {**file.get("bills", {}), **bills}}


def test_what_goes_out_comes_in(priya: Customer, operator: Operator) -> None:
    delivered(priya, "1 l mungfali tel", "2 kg khula aata")
    credits("INV/26-27/0001")
    asks(priya, f"GST bill chahiye {GSTIN}")
    delivered(priya, "3 l mungfali tel")
    file = exported(operator, KIRANA)
    answer = operator.brings_in(copied(file))
    assert answer.status_code == 201, answer.text
    assert exported(operator, COPY)["bills"] == file["bills"]
    assert [bill.number for bill in bills(COPY)] == [bill.number for bill in bills()]
    assert [bill.total_paise for bill in bills(COPY)] == [bill.total_paise for bill in bills()]
    again = operator.brings_in(copied(file))
    assert again.json()["outcome"] == "unchanged"


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ({"series": {"tax_invoice": "A", "bill_of_supply": "A"}}, "bills.series"),
        ({"parties": [{"person": "919999999999", "gstin": GSTIN}]}, "bills.parties[0].person"),
        ({"parties": [{"person": "919000000101", "gstin": "23AAPFU0939F1Z4"}]}, "bills.parties[0].gstin"),
        ({"logo": "http://example.com/logo.png"}, "bills.logo"),
    ],
)
def test_what_cannot_hold_is_told_with_its_place(
    priya: Customer, operator: Operator, said: dict[str, Any], at: str
) -> None:
    answer = operator.brings_in(copied(exported(operator, KIRANA), **said))
    assert answer.status_code == 422
    assert at in {error["at"] for error in answer.json()["errors"]}


def test_who_may_charge_no_tax_has_it_in_the_prices(priya: Customer, operator: Operator) -> None:
    file = copied(exported(operator, KIRANA), scheme="composition")
    file["business"]["prices_include_gst"] = False
    answer = operator.brings_in(file)
    assert {error["at"] for error in answer.json()["errors"]} == {"business.prices_include_gst"}
