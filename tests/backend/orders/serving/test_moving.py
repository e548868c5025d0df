"""An order as the shop sees it, and each step of it by one tap."""

from functools import partial
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests.backend.books import OWNER, PRIYA
from tests.backend.orders.conftest import EMPLOYEE, MANAGER, Customer, Decision, at_home
from tests.backend.orders.serving.conftest import SetTerms
from tests.backend.orders.test_last_one import at_once
from tests.backend.orders.test_notices import told


def moves(who: Customer, reference: str, status: str, **more: Any) -> Decision:
    """One tap."""
    return who.do("/orders/moved", reference=reference, status=status, **more)


def test_an_order_goes_step_by_step_to_the_customer(
    ramesh: Customer, priya: Customer, reference: str
) -> None:
    step, seen = "accepted", []
    while step:
        answer = moves(ramesh, reference, step)
        assert answer.outcome == "moved"
        seen.append(step)
        step = next(iter(answer.facts["next"]), "")
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
    assert ramesh.read("/orders/tracked", reference=reference).facts["next"] == [
        "accepted",
        "out_of_stock",
        "more",
    ]


def test_nobody_else_sees_or_moves_it(client: TestClient, books: None, reference: str) -> None:
    stranger = Customer(client, "919000000103")
    assert stranger.read("/orders/tracked", reference=reference).outcome == "not_found"
    assert moves(stranger, reference, "accepted").outcome == "not_allowed"


def test_words_that_leave_steps_out_make_them_all_and_are_told_once(
    ramesh: Customer, priya: Customer, reference: str
) -> None:
    assert ramesh.do("/orders/told", reference=reference, step="out_for_delivery").outcome == "moved"
    assert priya.read("/orders/tracked").outcome == "out_for_delivery"
    assert [name for who, name in told() if who == PRIYA] == ["order_out_for_delivery"]


def test_a_step_without_a_name_is_of_the_one_order_that_comes_to_it_next(
    ramesh: Customer, priya: Customer, reference: str
) -> None:
    assert ramesh.do("/orders/told", step="ready").outcome == "to_do"
    moves(ramesh, reference, "accepted")
    assert ramesh.do("/orders/told", step="ready").outcome == "moved"
    assert priya.do("/orders/told", step="delivered").outcome == "ready"


def test_a_customers_name_is_of_their_order_alone(ramesh: Customer, priya: Customer, reference: str) -> None:
    moves(ramesh, reference, "accepted")
    nobodys = ramesh.do("/orders/told", step="ready", said="Arjun's order is ready")
    assert (nobodys.outcome, priya.read("/orders/tracked").outcome) == ("none_of_theirs", "accepted")
    assert ramesh.do("/orders/told", step="ready", said="Priya Joshi ka order taiyar").outcome == "moved"


def test_what_lies_behind_is_no_step(ramesh: Customer, reference: str) -> None:
    moves(ramesh, reference, "accepted")
    moves(ramesh, reference, "ready")
    assert ramesh.do("/orders/told", reference=reference, step="accepted").outcome == "not_possible"


def test_the_same_words_of_a_customer_are_a_question(priya: Customer, reference: str) -> None:
    assert priya.do("/orders/told", reference=reference, step="delivered").outcome == "placed"


def test_who_is_on_duty_moves_orders(client: TestClient, reference: str, file: SetTerms) -> None:
    asha = Customer(client, EMPLOYEE)
    assert moves(asha, reference, "accepted").outcome == "not_allowed"
    file(on_duty=[EMPLOYEE])
    assert moves(asha, reference, "accepted").outcome == "moved"
