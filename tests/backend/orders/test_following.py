"""An order is followed, moved and cancelled, as policy."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from munshi import database
from munshi.business import exchange, service
from munshi.orders.models import OrderLine, OrderMove
from tests.backend.books import (
    API_TOKEN,
    KIRANA,
    KIRANA_NUMBER,
    OPERATOR_TOKEN,
    OWNER,
    RESTAURANT_NUMBER,
    Clock,
)
from tests.backend.orders.conftest import EMPLOYEE, FATIMA, HOME, MANAGER, PINCODE, Customer

Left = Callable[[str], Decimal | None]


def staff(customer: Customer, person: str = OWNER) -> Customer:
    return Customer(customer.client, person, customer.number)


def move(customer: Customer, reference: str, *statuses: str) -> str:
    outcome = ""
    for status in statuses:
        outcome = staff(customer).do(f"/orders/{reference}/status", status=status).outcome
    return outcome


def test_the_last_order_is_followed_without_its_number(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert priya.read("/orders/tracked").outcome == "placed"
    move(priya, "ORD-1001", "accepted", "ready", "out_for_delivery")
    assert priya.read("/orders/tracked").outcome == "out_for_delivery"


@pytest.mark.parametrize("reference", ["1001", "ORD-1001", "ord 1001", "०1001", "१००१", "ORD-001001"])
def test_an_order_is_named_as_people_write_it(priya: Customer, reference: str) -> None:
    priya.orders("6 kg cheeni")
    assert priya.read("/orders/tracked", reference=reference).facts["reference"] == "ORD-1001"


def test_several_open_orders_are_listed_the_last_one_first(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    priya.orders("30 pc ande")
    listed = priya.read("/orders/tracked")
    assert listed.outcome == "several"
    assert [order["reference"] for order in listed.facts["orders"]] == ["ORD-1002", "ORD-1001"]


def test_whoever_has_no_order_hears_so_or_of_the_cart(priya: Customer) -> None:
    assert priya.read("/orders/tracked").outcome == "no_orders"
    priya.says("6 kg cheeni")
    assert priya.read("/orders/tracked").outcome == "only_cart"


def test_in_place_of_an_empty_cart_the_orders_on_their_way_are_shown(priya: Customer) -> None:
    assert priya.do("/cart/view").outcome == "empty"
    total = priya.orders("6 kg cheeni").facts["total_paise"]
    shown = priya.do("/cart/view")
    assert shown.outcome == "only_orders"
    assert [(each["reference"], each["total_paise"]) for each in shown.facts["ordered"]] == [
        ("ORD-1001", total)
    ]
    move(priya, "ORD-1001", "accepted", "ready", "out_for_delivery", "delivered")
    assert priya.do("/cart/view").outcome == "empty"


def test_nobody_sees_or_cancels_somebody_elses_order(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    for other in (
        Customer(priya.client, FATIMA, KIRANA_NUMBER),
        Customer(priya.client, priya.person, RESTAURANT_NUMBER),
    ):
        assert other.read("/orders/tracked", reference="1001").outcome == "not_found"
        assert other.do("/orders/cancellation", reference="1001").outcome == "not_found"
        assert other.do("/orders/cancelled", summary="ORD-1001").outcome == "not_found"


def test_cancelling_asks_first_and_returns_the_stock_once(priya: Customer, left: Left) -> None:
    before = left("CHEENI-LOOSE")
    priya.orders("6 kg cheeni")
    asked = priya.do("/orders/cancellation")
    assert asked.outcome == "confirm_cancel"
    assert left("CHEENI-LOOSE") != before
    assert priya.do("/orders/cancelled", summary=asked.facts["summary"]).outcome == "cancelled"
    assert priya.do("/orders/cancelled", summary=asked.facts["summary"]).outcome == "already_cancelled"
    assert left("CHEENI-LOOSE") == before


def test_of_several_orders_one_is_chosen_to_cancel(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    priya.orders("30 pc ande")
    assert priya.do("/orders/cancellation").outcome == "choose_order"
    assert priya.do("/orders/cancellation", reference="1001").facts["summary"] == "ORD-1001"


def test_a_no_keeps_the_order(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert priya.read("/orders/kept", summary="ORD-1001").outcome == "kept"
    assert priya.read("/orders/tracked").outcome == "placed"


def test_without_an_order_the_cart_is_offered_to_be_emptied(priya: Customer) -> None:
    assert priya.do("/orders/cancellation").outcome == "no_orders"
    priya.says("6 kg cheeni")
    assert priya.do("/orders/cancellation").outcome == "confirm_empty"


def test_on_its_way_an_order_is_cancelled_no_more(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    move(priya, "ORD-1001", "accepted", "ready")
    asked = priya.do("/orders/cancellation")
    move(priya, "ORD-1001", "out_for_delivery")
    late = priya.do("/orders/cancelled", summary=asked.facts["summary"])
    assert (late.outcome, late.facts["phone"]) == ("too_late_out_for_delivery", "+91 90000 00001")


def test_the_business_sets_its_own_cut_off(guest: Customer) -> None:
    guest.orders("4 pc butter naan")
    owner = Customer(guest.client, "919000000201", RESTAURANT_NUMBER)
    owner.do("/orders/1001/status", status="accepted")
    assert guest.do("/orders/cancellation").outcome == "too_late_accepted"


def test_only_owner_and_manager_move_an_order(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    for person in (priya.person, EMPLOYEE):
        refused = staff(priya, person).do("/orders/ORD-1001/status", status="accepted")
        assert refused.outcome == "not_allowed"
    assert staff(priya, MANAGER).do("/orders/ORD-1001/status", status="accepted").outcome == "moved"


def test_a_move_that_the_table_does_not_have_is_refused(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert move(priya, "ORD-1001", "delivered") == "not_possible"
    assert move(priya, "ORD-9", "accepted") == "not_found"


def test_every_move_is_written_down_with_who_and_when_for_ever(priya: Customer, now: Clock) -> None:
    priya.orders("6 kg cheeni")
    now.passes(minutes=20)
    move(priya, "ORD-1001", "accepted", "cancelled")
    operator = {"Authorization": f"Bearer {OPERATOR_TOKEN}"}
    shown = priya.client.get(f"/api/businesses/{KIRANA}/orders/1001", headers=operator).json()
    assert [(step["status"], step["person"], step["at"]) for step in shown["moves"]] == [
        ("placed", priya.person, "2026-11-24T05:30:00Z"),
        ("accepted", OWNER, "2026-11-24T05:50:00Z"),
        ("cancelled", OWNER, "2026-11-24T05:50:00Z"),
    ]
    for table in (OrderMove, OrderLine):
        with pytest.raises(DBAPIError, match="never changed"), database.transaction() as session:
            session.execute(update(table).values(position=7))


def test_the_operator_reads_and_moves_orders_and_nobody_else_does(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    path = f"/api/businesses/{KIRANA}/orders"
    operator = {"Authorization": f"Bearer {OPERATOR_TOKEN}"}
    actions = {"Authorization": f"Bearer {API_TOKEN}"}
    assert priya.client.get(path, headers=actions).status_code == 401
    assert [order["reference"] for order in priya.client.get(path, headers=operator).json()["items"]] == [
        "ORD-1001"
    ]
    moved = priya.client.post(f"{path}/1001/status", json={"status": "accepted"}, headers=operator)
    assert moved.json()["outcome"] == "moved"
    assert priya.client.get(f"{path}?status=placed", headers=operator).json()["items"] == []
    assert priya.client.get(f"{path}/9", headers=operator).status_code == 404


def test_the_operator_reads_the_orders_of_one_person(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert staff(priya, FATIMA).says(text=f"{HOME} {PINCODE}").outcome == "address_noted"
    staff(priya, FATIMA).orders("30 pc ande")
    path = f"/api/businesses/{KIRANA}/orders"
    operator = {"Authorization": f"Bearer {OPERATOR_TOKEN}"}
    of_priya = priya.client.get(path, params={"person": f"+{priya.person}"}, headers=operator).json()["items"]
    assert [order["person"] for order in of_priya] == [priya.person]
    assert priya.client.get(path, params={"person": "9100"}, headers=operator).status_code == 404


def test_a_business_goes_into_a_file_with_its_orders_and_comes_back_the_same(
    priya: Customer, left: Left
) -> None:
    priya.orders("6 kg cheeni", "30 pc ande")
    move(priya, "ORD-1001", "accepted")
    said = [{"text": "desi wale", "line": 0}, {"text": "upi", "kind": "payment", "value": "upi"}]
    bill = priya.says(
        "12 pc ande",
        "8 kg cheeni",
        left_over=[*said, {"text": "gate band hai"}],
        time={"from": "17:00", "date": "2026-11-25"},
    )
    priya.do("/orders", summary=bill.facts["summary"])
    with database.transaction() as session:
        business = service.get(session, KIRANA)
        assert business
        text = exchange.as_yaml(exchange.export(session, business))
        for kept in ("desi wale", "gate band hai", "payment: upi", "opens: '17:00'"):
            assert kept in text
        assert exchange.bring_in(session, text).outcome == "unchanged"
        moved = text.replace(f"id: {KIRANA}", "id: moved-kirana").replace(KIRANA_NUMBER, "100000000000077")
        assert exchange.bring_in(session, moved).outcome == "created"
        again = service.get(session, "moved-kirana")
        assert again
        assert exchange.as_yaml(exchange.export(session, again)) == moved
        assert session.scalars(select(OrderMove.status).where(OrderMove.business_id == "moved-kirana")).all()
    there = Customer(priya.client, priya.person, "100000000000077")
    assert there.do("/orders/cancelled", summary="ORD-1001").outcome == "cancelled"
    assert there.orders("6 kg cheeni").facts["reference"] == "ORD-1003"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (("person: '919000000101'", "person: '919999999999'"), "there is nobody"),
        (("status: placed", "status: delivered"), "begins as placed"),
    ],
)
def test_a_file_with_an_impossible_order_is_refused(
    priya: Customer, fault: tuple[str, str], said: str
) -> None:
    priya.orders("6 kg cheeni")
    with database.transaction() as session:
        business = service.get(session, KIRANA)
        assert business
        text = exchange.as_yaml(exchange.export(session, business)).replace(*fault)
        with pytest.raises(exchange.Faulty) as faulty:
            exchange.bring_in(session, text)
    assert any(said in each.problem for each in faulty.value.faults)
