"""An order as the shop sees it, and each step of it by one tap."""

from functools import partial
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests.backend.orders.conftest import MANAGER, Customer, Decision, at_home
from tests.backend.orders.test_last_one import at_once

OWNER = "919000000001"


@pytest.fixture
def ramesh(books: None, client: TestClient) -> Customer:
    """The owner of the kirana."""
    return Customer(client, OWNER)


@pytest.fixture
def reference(priya: Customer) -> str:
    """An order that waits for the shop."""
    return str(priya.orders("6 kg chini").facts["reference"])


def moves(who: Customer, reference: str, status: str, **more: Any) -> Decision:
    """One tap."""
    return who.do("/orders/moved", reference=reference, status=status, **more)


def test_an_order_goes_step_by_step_to_the_customer(
    ramesh: Customer, priya: Customer, reference: str
) -> None:
    step, seen = "accepted", []
    while step != "cancelled":
        answer = moves(ramesh, reference, step)
        assert answer.outcome == "moved"
        seen.append(step)
        step = next(iter(answer.facts["next"]), "cancelled")
    assert seen == ["accepted", "ready", "out_for_delivery", "delivered"]
    assert priya.read("/orders/tracked").outcome == "delivered"


def test_who_comes_second_hears_who_was_first(ramesh: Customer, client: TestClient, reference: str) -> None:
    moves(ramesh, reference, "accepted")
    second = moves(Customer(client, MANAGER), reference, "accepted")
    assert (second.outcome, second.facts["status"], second.facts["moved_by"]) == (
        "not_possible",
        "accepted",
        "Ramesh Sharma",
    )


def test_two_taps_at_once_move_it_once(own_books: Engine, client: TestClient) -> None:
    reference = at_home(Customer(client)).orders("6 kg chini").facts["reference"]
    taps = [partial(moves, Customer(client, who), reference, "accepted") for who in (OWNER, MANAGER)]
    assert sorted(each.outcome for each in at_once(*taps)) == ["moved", "not_possible"]


def test_cancelling_wants_a_reason_which_the_customer_hears(
    ramesh: Customer, priya: Customer, reference: str
) -> None:
    asked = moves(ramesh, reference, "cancelled")
    assert asked.outcome == "ask_reason"
    assert priya.read("/orders/tracked").outcome == "placed"
    moves(ramesh, reference, "cancelled", reason="closed")
    assert priya.read("/orders/tracked").facts["cancelled_because"] == "closed"


def test_minutes_are_told_and_move_nothing(ramesh: Customer, priya: Customer, reference: str) -> None:
    assert ramesh.do("/orders/moved", reference=reference, minutes=30).outcome == "promised"
    assert priya.read("/orders/tracked").outcome == "placed"


def test_the_shop_sees_what_is_to_be_done(ramesh: Customer, reference: str) -> None:
    listed = ramesh.read("/orders/tracked")
    assert (listed.outcome, [each["reference"] for each in listed.facts["orders"]]) == ("to_do", [reference])
    assert ramesh.read("/orders/tracked", reference=reference).facts["next"] == ["accepted", "cancelled"]


def test_nobody_else_sees_or_moves_it(client: TestClient, books: None, reference: str) -> None:
    stranger = Customer(client, "919000000103")
    assert stranger.read("/orders/tracked", reference=reference).outcome == "not_found"
    assert moves(stranger, reference, "accepted").outcome == "not_allowed"
