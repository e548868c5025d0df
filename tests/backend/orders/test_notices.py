"""Who is told of an order: its customer what the shop does, the owners what a customer does, nobody their own doing."""

from typing import Any

import pytest
from sqlalchemy import text

from tests.backend.books import KIRANA, OPERATOR_TOKEN, OWNER, PRIYA, opened
from tests.backend.orders.conftest import HOME, MANAGER, Customer, at_home


def told() -> list[tuple[str, str]]:
    """Person and name of every notice, in the order written."""
    with opened() as session:
        rows = session.execute(text("SELECT person, name FROM assistant.notices ORDER BY id"))
        return [(person, name) for person, name in rows]


def facts(name: str) -> dict[str, Any]:
    """The facts of a notice."""
    with opened() as session:
        row = session.execute(text("SELECT facts FROM assistant.notices WHERE name = :name"), {"name": name})
        found: dict[str, Any] = row.scalar_one()
        return found


def operator_moves(customer: Customer, status: str) -> str:
    answer = customer.client.post(
        f"/api/businesses/{KIRANA}/orders/ORD-1001/status",
        json={"status": status},
        headers={"Authorization": f"Bearer {OPERATOR_TOKEN}"},
    )
    return str(answer.json()["outcome"])


def test_the_owner_is_told_of_a_new_order(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert told() == [(OWNER, "order_placed")]
    order = facts("order_placed")
    assert (order["reference"], order["status"]) == ("ORD-1001", "placed")
    assert order["customer"] == {"name": "Priya Joshi", "phone": PRIYA}
    assert [line["name"]["en"] for line in order["lines"]] == ["Sugar"]


def test_the_owner_hears_what_was_said_beside_the_goods(priya: Customer) -> None:
    said = [
        {"text": "moti wali", "line": 0},
        {"text": "gate band hai"},
        {"text": "UPI kar dunga", "kind": "payment", "value": "upi"},
    ]
    bill = priya.says("6 kg cheeni", left_over=said, time={"from": "17:00", "date": "2026-11-25"})
    priya.do("/orders", summary=bill.facts["summary"])
    order = facts("order_placed")
    assert order["lines"][0]["said"] == ["moti wali"]
    assert order["beside"]["said"] == ["gate band hai"]
    assert (order["beside"]["wanted"]["opens"], order["beside"]["payment"]) == ("17:00", "upi")
    assert order["where"]["address"] == HOME


def test_the_customer_is_told_of_each_step_that_the_shop_makes(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    for status in ("accepted", "ready", "out_for_delivery", "delivered"):
        assert operator_moves(priya, status) == "moved"
    assert told()[1:] == [
        (PRIYA, "order_accepted"),
        (PRIYA, "order_ready"),
        (PRIYA, "order_out_for_delivery"),
        (PRIYA, "bill_delivered_to_pay"),
    ]
    assert facts("order_ready")["total_paise"] > 0


@pytest.mark.parametrize("person", [OWNER, MANAGER])
def test_the_customer_is_told_what_owner_and_manager_do(priya: Customer, person: str) -> None:
    priya.orders("6 kg cheeni")
    Customer(priya.client, person).do("/orders/1001/status", status="cancelled")
    assert told()[1:] == [(PRIYA, "order_cancelled")]


def test_a_move_that_is_refused_tells_nobody(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert operator_moves(priya, "delivered") == "not_possible"
    assert told() == [(OWNER, "order_placed")]


def test_the_owner_is_told_of_a_customers_cancelling_and_the_customer_is_not(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    priya.do("/orders/cancelled", summary="ORD-1001")
    assert told()[1:] == [(OWNER, "order_withdrawn")]


def test_a_call_that_comes_twice_tells_once(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni")
    for key in (
        "wamid.a:action_confirm_order",
        "wamid.a:action_confirm_order",
        "wamid.b:action_confirm_order",
    ):
        priya.do("/orders", key=key, summary=bill.facts["summary"])
    assert told() == [(OWNER, "order_placed")]


def test_an_owner_who_orders_from_their_own_shop_is_told_nothing(priya: Customer) -> None:
    owner = at_home(Customer(priya.client, OWNER))
    owner.orders("6 kg cheeni")
    owner.do("/orders/1001/status", status="accepted")
    owner.do("/orders/cancelled", summary="ORD-1001")
    assert told() == []
