"""Several orders moved by one message, and the lists that who sees to orders asks for."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from munshi.orders.serving.rules import Named, Stepped, furthest, moves_said
from munshi.orders.statuses import Status
from tests.backend.orders.conftest import ARJUN, Customer, Decision, at_home

ACCEPTED, READY, OUT, DELIVERED = (
    Status.ACCEPTED,
    Status.READY,
    Status.OUT_FOR_DELIVERY,
    Status.DELIVERED,
)


@pytest.fixture
def two(priya: Customer, client: TestClient, reference: str) -> list[str]:
    """Two orders of two customers."""
    return [reference, at_home(Customer(client, ARJUN)).orders("4 kg aata").facts["reference"]]


def tells(owner: Customer, steps: list[tuple[str, int]], *named: tuple[str, int], **more: Any) -> Decision:
    """Steps and orders with their places in the message."""
    return owner.do(
        "/orders/told",
        reference=named[0][0] if named else None,
        named=[{"reference": reference, "start": start} for reference, start in named],
        steps=[{"status": status, "start": start} for status, start in steps],
        **more,
    )


def answers(owner: Customer, shown: Decision, intent: str) -> str:
    """The outcome of a yes or a no to what was shown."""
    reading = {"text": "…", "intents": [{"name": intent, "confidence": 1}]}
    heard = owner.do("/answers", question="confirm_moves", summary=shown.facts["summary"], reading=reading)
    return str(heard.facts["answer"]["outcome"])


def statuses(owner: Customer) -> dict[str, str]:
    """Where each open order stands."""
    return {each["reference"]: each["status"] for each in owner.read("/orders/tracked").facts["orders"]}


@pytest.mark.parametrize(
    ("steps", "pairs"),
    [
        ([(ACCEPTED, 20)], [("1", ACCEPTED), ("2", ACCEPTED)]),
        ([(ACCEPTED, 0)], [("1", ACCEPTED), ("2", ACCEPTED)]),
        ([(READY, 7), (OUT, 20)], [("1", READY), ("2", OUT)]),
        ([(READY, 7)], [("1", READY), ("2", READY)]),
        ([(ACCEPTED, 0), (READY, 14)], [("1", ACCEPTED), ("2", READY)]),
    ],
)
def test_each_order_has_the_step_that_is_said_of_it(
    steps: list[tuple[Status, int]], pairs: list[tuple[str, Status]]
) -> None:
    named = [Named("1", 3), Named("2", 12)]
    assert moves_said(named, [Stepped(*each) for each in steps]) == pairs


def test_of_two_steps_of_one_order_the_further_one_holds(ramesh: Customer, reference: str) -> None:
    assert furthest([Stepped(OUT, 9), Stepped(READY, 3)]) is OUT
    assert tells(ramesh, [(READY, 5), (OUT, 20)], (reference, 0)).facts["state"] == OUT


def test_several_are_shown_and_move_by_one_yes(ramesh: Customer, two: list[str]) -> None:
    shown = tells(ramesh, [(ACCEPTED, 30)], (two[0], 0), (two[1], 9))
    assert shown.outcome == "confirm_moves"
    assert set(statuses(ramesh).values()) == {"placed"}
    assert answers(ramesh, shown, "affirm") == "moved_all"
    assert set(statuses(ramesh).values()) == {"accepted"}


def test_a_no_moves_none(ramesh: Customer, two: list[str]) -> None:
    shown = tells(ramesh, [(ACCEPTED, 30)], every=True)
    assert [each["reference"] for each in shown.facts["moves"]] == two
    assert answers(ramesh, shown, "deny") == "moves_kept"
    assert set(statuses(ramesh).values()) == {"placed"}


def test_what_has_moved_since_is_told_and_the_others_move(ramesh: Customer, two: list[str]) -> None:
    shown = tells(ramesh, [(ACCEPTED, 30)], every=True)
    tells(ramesh, [(READY, 9)], (two[1], 0))
    reading = {"text": "haan", "intents": [{"name": "affirm", "confidence": 1}]}
    heard = ramesh.do("/answers", question="confirm_moves", summary=shown.facts["summary"], reading=reading)
    done = heard.facts["answer"]
    assert done["outcome"] == "moved_all"
    assert [each["reference"] for each in done["facts"]["moves"]] == [two[0]]
    assert [(each["reference"], each["state"]) for each in done["facts"]["stay"]] == [(two[1], "ready")]
    assert statuses(ramesh) == {two[0]: "accepted", two[1]: "ready"}


def test_where_all_have_moved_since_it_is_told_where_they_stand(ramesh: Customer, two: list[str]) -> None:
    shown = tells(ramesh, [(ACCEPTED, 30)], every=True)
    for each in two:
        tells(ramesh, [(READY, 9)], (each, 0))
    assert answers(ramesh, shown, "affirm") == "not_possible"


def test_nobody_else_is_shown_them(priya: Customer, two: list[str]) -> None:
    assert tells(priya, [(ACCEPTED, 30)], every=True).outcome == "placed"


def test_the_shop_asks_for_new_ones(ramesh: Customer, two: list[str]) -> None:
    tells(ramesh, [(ACCEPTED, 9)], (two[0], 0))
    new = ramesh.read("/orders/tracked", new="true")
    assert [each["reference"] for each in new.facts["orders"]] == [two[1]]


def test_a_customer_hears_only_of_their_own(priya: Customer, two: list[str]) -> None:
    assert priya.read("/orders/tracked", new="true").outcome == "placed"


def test_one_that_is_cancelled_stays_and_the_others_move(ramesh: Customer, two: list[str]) -> None:
    ramesh.do("/orders/moved", reference=two[0], status="cancelled", reason="other")
    shown = tells(ramesh, [(ACCEPTED, 20)], (two[0], 0), (two[1], 10))
    assert shown.outcome == "confirm_moves"
    assert answers(ramesh, shown, "affirm") == "moved_all"
    assert statuses(ramesh)[two[1]] == "accepted"
