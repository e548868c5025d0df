"""A step of an order that was made by mistake: for ten minutes it stands where it stood."""

import pytest

from munshi.orders.statuses import Status
from tests.backend.books import PRIYA, Clock
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.serving.saying import Numbers, of, says
from tests.backend.orders.serving.test_not_delivered import brought, order
from tests.backend.orders.test_notices import told


def confirmed(shop: Customer, asked: Decision) -> Decision:
    """The answer to a yes to what was asked."""
    answer = Decision(**asked.facts["answer"])
    assert answer.outcome == "confirm_step_back", answer
    return of(
        says(shop, "haan", question="confirm_cancelling", said="affirm", summary=answer.facts["summary"])
    )


@pytest.mark.parametrize(
    ("before", "made"),
    [
        (Status.PLACED, Status.ACCEPTED),
        (Status.PLACED, Status.READY),
        (Status.ACCEPTED, Status.READY),
        (Status.ACCEPTED, Status.OUT_FOR_DELIVERY),
        (Status.READY, Status.OUT_FOR_DELIVERY),
    ],
)
def test_it_goes_back_to_where_it_stood_and_its_customer_is_told(
    ramesh: Customer, reference: str, before: Status, made: Status
) -> None:
    if before is not Status.PLACED:
        brought(ramesh, reference, before)
    done = brought(ramesh, reference, made)
    undone = ramesh.do("/acts/undone", act=done.facts["act"])
    assert (undone.outcome, undone.facts["state"]) == ("stepped_back", before)
    assert told()[-1] == (PRIYA, "order_step_back")
    assert ramesh.do("/acts/undone", act=done.facts["act"]).outcome == "undone_already"
    assert brought(ramesh, reference, made).facts["state"] == made


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Status.ACCEPTED, "{0} galti se le liya, wapas kar do"),
        (Status.ACCEPTED, "{0} ग़लती से ले लिया था"),
        (Status.READY, "{0} ready nahi hua abhi"),
        (Status.OUT_FOR_DELIVERY, "{0} abhi nahi nikla, galti se likh diya"),
        (Status.OUT_FOR_DELIVERY, "sorry {0} has not left yet"),
        (Status.OUT_FOR_DELIVERY, "{0} ka status wapas lo, galti ho gayi"),
    ],
)
def test_in_words_it_is_asked_first(ramesh: Customer, two: Numbers, step: Status, words: str) -> None:
    brought(ramesh, f"ORD-{two[0]}", step)
    other = brought(ramesh, f"ORD-{two[1]}", Status.ACCEPTED).facts["state"]
    asked = of(says(ramesh, words.format(*two)))
    assert order(f"ORD-{two[0]}").status == step
    assert confirmed(ramesh, asked).facts["state"] == Status.PLACED
    assert order(f"ORD-{two[0]}").status == Status.PLACED
    assert order(f"ORD-{two[1]}").status == other


def test_without_a_number_it_is_the_last_step_of_that_kind(ramesh: Customer, two: Numbers) -> None:
    brought(ramesh, f"ORD-{two[1]}", Status.READY)
    brought(ramesh, f"ORD-{two[0]}", Status.ACCEPTED)
    asked = ramesh.do("/orders/told", step=Status.READY, said="ready nahi hua abhi")
    assert confirmed(ramesh, asked).facts["reference"] == f"ORD-{two[1]}"


def test_a_step_that_was_not_made_is_not_taken_back(ramesh: Customer, two: Numbers) -> None:
    brought(ramesh, f"ORD-{two[0]}", Status.ACCEPTED)
    heard = says(ramesh, f"{two[0]} abhi taiyar nahi hai")
    assert heard.outcome == "left" or of(heard).outcome != "taking_back"


def test_a_bare_cancel_speaks_of_the_last_step_alone(ramesh: Customer, two: Numbers) -> None:
    for each in two:
        brought(ramesh, f"ORD-{each}", Status.ACCEPTED)
    asked = ramesh.do("/cancellation", said="galti ho gayi")
    assert (asked.outcome, asked.facts["reference"]) == ("confirm_step_back", f"ORD-{two[1]}")
    named = ramesh.do("/cancellation", said=f"{two[0]} galti se ho gaya")
    assert named.facts["reference"] == f"ORD-{two[0]}"


def test_what_has_gone_on_or_is_long_ago_stays(ramesh: Customer, reference: str, now: Clock) -> None:
    first = brought(ramesh, reference, Status.ACCEPTED)
    last = brought(ramesh, reference, Status.READY)
    assert ramesh.do("/acts/undone", act=first.facts["act"]).outcome == "moved_on"
    now.passes(minutes=11)
    assert ramesh.do("/acts/undone", act=last.facts["act"]).outcome == "too_late_step"
    assert order(reference).status == Status.READY
