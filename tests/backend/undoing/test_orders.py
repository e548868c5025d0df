"""A bare *cancel* of a customer is asked about what there is; an order that was a mistake is taken back in time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from munshi import database
from munshi.catalogue import stock
from munshi.orders.moving import move
from munshi.orders.statuses import Status
from tests.backend.books import KIRANA, KIRANA_NUMBER, Clock, opened
from tests.backend.orders.conftest import Customer, Decision, at_home

JHADU = "JHADU"
Left = Callable[[str], Decimal | None]


def hears(customer: Customer, question: str, intent: str, asked: Decision, **more: Any) -> Decision:
    """What the books answer to an answer."""
    values = [{"entity": name, "value": value} for name, value in more.pop("values", {}).items()]
    ranking = more.pop("ranking", [{"name": intent, "confidence": 0.9}])
    reading = {"text": "…", "intents": ranking, "values": values, **more}
    heard = customer.do("/answers", question=question, summary=asked.facts.get("summary"), reading=reading)
    return Decision(**heard.facts["answer"]) if heard.outcome == "taken" else heard


def told(name: str) -> int:
    with opened() as session:
        return int(
            session.execute(
                text("SELECT count(*) FROM assistant.notices WHERE phone_number_id = :at AND name = :name"),
                {"at": KIRANA_NUMBER, "name": name},
            ).scalar_one()
        )


def test_with_nothing_begun_there_is_nothing_to_cancel(priya: Customer) -> None:
    assert priya.do("/cancellation").outcome == "none"


def test_the_only_order_is_named_and_nothing_is_done_before_a_yes(priya: Customer) -> None:
    placed = priya.orders("1 pc jhadu")
    asked = priya.do("/cancellation")
    assert (asked.outcome, asked.facts["thing"]) == ("confirm", "order")
    assert asked.facts["reference"] == placed.facts["reference"]
    assert priya.read("/orders/tracked").outcome == "placed"
    assert hears(priya, "confirm_cancelling", "deny", asked).outcome == "kept"
    assert priya.read("/orders/tracked").outcome == "placed"
    done = hears(priya, "confirm_cancelling", "affirm", asked)
    assert (done.outcome, done.facts["reference"]) == ("cancelled", placed.facts["reference"])
    assert priya.read("/orders/tracked").outcome == "cancelled"


@pytest.mark.parametrize(
    ("rivals", "outcome"),
    [
        ([("cancel_flow", 0.9), ("cancel_order", 0.05)], "unclear"),
        ([("cancel_flow", 0.99), ("cancel_order", 0.001)], "kept"),
        ([("cancel_flow", 0.94), ("deny", 0.03), ("cancel_order", 0.02)], "kept"),
        ([("cancel_flow", 0.95), ("cancel_leave", 0.01)], "unclear"),
        ([("cancel_order", 0.9)], "unclear"),
    ],
)
def test_words_that_may_mean_either_cancel_nothing(
    priya: Customer, rivals: list[tuple[str, float]], outcome: str
) -> None:
    priya.orders("1 pc jhadu")
    ranking = [{"name": name, "confidence": chance} for name, chance in rivals]
    asked = priya.do("/cancellation")
    assert hears(priya, "confirm_cancelling", rivals[0][0], asked, ranking=ranking).outcome == outcome


def test_of_a_cart_and_an_order_it_is_asked_which(priya: Customer) -> None:
    placed = priya.orders("1 pc jhadu")
    priya.says("1 pc jhadu")
    asked = priya.do("/cancellation")
    assert asked.outcome == "choose"
    assert [each["thing"] for each in asked.facts["things"]] == ["cart", "order"]
    named = hears(
        priya, "choose_cancelling", "cancel_order", asked, values={"reference": placed.facts["reference"]}
    )
    assert (named.outcome, named.facts["thing"]) == ("confirm", "order")
    tapped = priya.do("/cancellation", summary=asked.facts["things"][0]["summary"])
    assert (tapped.outcome, tapped.facts["thing"]) == ("confirm", "cart")
    assert hears(priya, "confirm_cancelling", "affirm", tapped).outcome == "cancelled"
    assert priya.do("/cart/view").outcome == "only_orders"


def test_a_cart_that_has_changed_since_is_not_emptied(priya: Customer) -> None:
    priya.says("1 pc jhadu")
    asked = priya.do("/cancellation")
    priya.changes("set", "2 pc jhadu")
    assert hears(priya, "confirm_cancelling", "affirm", asked).outcome == "changed"
    assert priya.do("/cart/view").cart == {"Soft broom": "2"}


def test_a_placed_order_is_taken_back_within_ten_minutes_and_the_owner_hears(
    priya: Customer, left: Left, now: Clock
) -> None:
    before = left(JHADU)
    placed = priya.orders("1 pc jhadu")
    now.passes(minutes=9)
    undone = priya.do("/acts/undone", act=placed.facts["act"])
    assert undone.outcome == "cancelled"
    assert left(JHADU) == before
    assert told("order_withdrawn") == 1
    assert priya.do("/acts/undone", act=placed.facts["act"]).outcome == "undone_already"
    assert told("order_withdrawn") == 1


def test_the_button_is_no_answer_to_what_was_asked_since(priya: Customer) -> None:
    placed = priya.orders("1 pc jhadu")
    bill = priya.says("1 pc jhadu")
    tapped = hears(
        priya, "confirm_order", "cancel_flow", bill, text=None, values={"act": placed.facts["act"]}
    )
    assert tapped.outcome == "left"
    assert priya.do("/cart/view").outcome == "confirm"


def test_after_ten_minutes_it_is_said_what_works_instead(priya: Customer, now: Clock) -> None:
    placed = priya.orders("1 pc jhadu")
    now.passes(minutes=11)
    assert priya.do("/acts/undone", act=placed.facts["act"]).outcome == "too_late_order"
    assert priya.do("/cancellation").outcome == "confirm"


def test_what_the_shop_has_begun_with_is_not_taken_back(priya: Customer, now: Clock) -> None:
    placed = priya.orders("1 pc jhadu")
    with opened() as session:
        move(session, KIRANA, placed.facts["reference"], Status.ACCEPTED, None)
    assert priya.do("/acts/undone", act=placed.facts["act"]).outcome == "moved_on"
    assert priya.read("/orders/tracked").outcome == "accepted"


def test_nobody_takes_back_what_somebody_else_did(priya: Customer, client: TestClient) -> None:
    placed = priya.orders("1 pc jhadu")
    other = Customer(client, "919000000102")
    assert other.do("/acts/undone", act=placed.facts["act"]).outcome == "none"
    assert priya.read("/orders/tracked").outcome == "placed"


def test_an_order_cancelled_by_mistake_is_placed_again(priya: Customer, left: Left) -> None:
    placed = priya.orders("1 pc jhadu")
    there = left(JHADU)
    undone = priya.do("/acts/undone", act=placed.facts["act"])
    asked = priya.do("/cancellation")
    assert (asked.outcome, asked.facts["reference"]) == ("confirm_restore", placed.facts["reference"])
    again = priya.do("/acts/undone", act=undone.facts["act"])
    assert (again.outcome, again.facts["status"]) == ("restored", "placed")
    assert left(JHADU) == there
    assert told("order_placed") == 2


def test_what_is_sold_out_since_is_not_placed_again(priya: Customer) -> None:
    placed = priya.orders("1 pc jhadu")
    undone = priya.do("/acts/undone", act=placed.facts["act"])
    with opened() as session:
        stock.count(session, KIRANA, {JHADU: Decimal(0)})
    assert priya.do("/acts/undone", act=undone.facts["act"]).outcome == "out_of_stock"
    assert priya.read("/orders/tracked").outcome == "cancelled"


@pytest.mark.usefixtures("own_books")
def test_two_taps_at_once_take_it_back_once(own_books: Engine, client: TestClient) -> None:
    priya = at_home(Customer(client))
    with database.transaction() as session:
        stock.count(session, KIRANA, {JHADU: Decimal(5)})
    placed = priya.orders("2 pc jhadu")
    with ThreadPoolExecutor(4) as pool:
        taps = [pool.submit(priya.do, "/acts/undone", act=placed.facts["act"]) for _ in range(4)]
    assert sorted(tap.result().outcome for tap in taps) == ["cancelled", *["undone_already"] * 3]
    with database.transaction() as session:
        assert stock.on_hand(session, KIRANA, [JHADU]) == {JHADU: Decimal(5)}
