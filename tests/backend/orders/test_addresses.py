"""Where an order goes, as policy."""

import pytest

from munshi.orders.addresses import Address, address_in
from tests.backend.books import OWNER
from tests.backend.orders.conftest import Customer


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("14 MG Road, Indore 452001", Address("452001", "14 MG Road, Indore")),
        ("452001", Address("452001", None)),
        ("फ्लैट ३०२, राजवाड़ा, ४५२ ००७", Address("452007", "फ्लैट 302, राजवाड़ा")),
        ("pincode 452001 hai, 14 MG Road", Address("452001", "pincode hai, 14 MG Road")),
        ("2 kilo cheeni", None),
        ("9826012345", None),
        ("order 1042 kahan hai", None),
    ],
)
def test_an_address_is_known_by_its_pincode(text: str, address: Address | None) -> None:
    assert address_in(text) == address


def test_an_order_that_is_to_be_brought_asks_where_to_once_it_is_placed(priya: Customer) -> None:
    order = priya.orders("6 kg cheeni")
    assert [note["note"] for note in order.facts["then"]] == ["ask_address"]
    noted = priya.says(text="14 MG Road, Indore 452001")
    assert (noted.outcome, noted.facts["where"]["pincode"]) == ("address_noted", "452001")
    assert priya.read("/orders/tracked").facts["where"]["address"] == "14 MG Road, Indore"


def test_the_next_bill_knows_the_address_and_nothing_is_asked(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    priya.says(text="14 MG Road, Indore 452001")
    bill = priya.says("6 kg cheeni")
    assert bill.facts["where"]["address"] == "14 MG Road, Indore"
    assert priya.do("/orders", summary=bill.facts["summary"]).facts["then"] == []


def test_what_is_picked_up_asks_for_no_address(priya: Customer) -> None:
    assert priya.orders("1 kg cheeni").facts["then"] == []


def test_an_address_where_the_shop_does_not_go_is_refused(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert priya.says(text="1 Connaught Place, Delhi 110001").outcome == "address_outside"
    assert priya.read("/orders/tracked").facts["where"]["pincode"] is None


def test_an_address_without_pincode_is_asked_again(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert priya.says(text="Rajwada ke paas").outcome == "address_unclear"


def test_another_address_while_the_bill_is_shown_is_shown_with_it(priya: Customer) -> None:
    first = priya.says("6 kg cheeni")
    second = priya.says(text="14 MG Road 452001")
    assert second.facts["where"]["address"] == "14 MG Road"
    assert priya.do("/orders", summary=first.facts["summary"]).outcome == "changed"
    assert priya.do("/orders", summary=second.facts["summary"]).facts["where"]["pincode"] == "452001"


def test_more_goods_instead_of_an_address_are_goods(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert priya.says("30 pc ande", text="30 ande bhi").cart == {"Eggs": "30"}


def test_to_a_shown_bill_a_yes_is_asked_for_once_more(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    again = priya.says(text="hmm")
    assert (again.outcome, again.notes) == ("confirm", ["say_yes"])


def test_a_wrong_address_is_corrected_until_the_order_leaves(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    priya.says(text="14 MG Road, Indore 452001")
    priya.says(text="41 MG Road, Indore 452001")
    assert priya.read("/orders/tracked").facts["where"]["address"] == "41 MG Road, Indore"
    owner = Customer(priya.client, OWNER)
    for status in ("accepted", "ready", "out_for_delivery"):
        owner.do("/orders/1001/status", status=status)
    priya.says(text="1 MG Road, Indore 452001")
    assert priya.read("/orders/tracked").facts["where"]["address"] == "41 MG Road, Indore"
