"""What was handed over with its money in words that name no order, and money of a table that has several."""

import pytest
from sqlalchemy import select

from munshi.orders.models import Order
from munshi.orders.statuses import Status
from tests.backend.books import opened
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.serving.saying import Numbers, of, tells
from tests.backend.orders.serving.test_handed_over import totals, yes
from tests.backend.orders.serving.test_several import statuses


def made(owner: Customer, *numbers: str) -> None:
    """They are ready to be handed over."""
    for each in numbers:
        tells(owner, f"{each} taiyar hai")
        assert statuses(owner)[f"ORD-{each}"] == Status.READY


def brought(owner: Customer, text: str) -> Decision:
    return of(tells(owner, text, said="record_payment"))


@pytest.mark.parametrize("words", ["de diya, {} cash mila", "de aaya, {} cash mila"])
def test_the_one_that_is_ready_is_shown_and_written_by_one_yes(
    ramesh: Customer, two: Numbers, words: str
) -> None:
    made(ramesh, two[0])
    total = totals(ramesh, two)[0]
    shown = brought(ramesh, words.format(total // 100))
    assert shown.outcome == "confirm_moves", shown
    assert [(each["reference"], each["paid_paise"]) for each in shown.facts["moves"]] == [
        (f"ORD-{two[0]}", total)
    ]
    assert statuses(ramesh)[f"ORD-{two[0]}"] == Status.READY
    assert yes(ramesh, shown.facts["summary"]) == "moved_all"
    card = of(tells(ramesh, f"{two[0]} me kya hai")).facts
    assert (card["state"], card["beside"]["left_paise"]) == (Status.DELIVERED, 0)


def test_of_several_that_are_ready_the_sum_says_which(ramesh: Customer, two: Numbers) -> None:
    made(ramesh, *two)
    total = totals(ramesh, two)[1]
    shown = brought(ramesh, f"de diya, {total // 100} cash mila")
    assert [each["reference"] for each in shown.facts["moves"]] == [f"ORD-{two[1]}"]


def test_of_several_that_a_sum_does_not_tell_apart_it_is_asked_which(ramesh: Customer, two: Numbers) -> None:
    made(ramesh, *two)
    shown = brought(ramesh, "de diya, 45 cash mila")
    assert shown.outcome == "which_paid", shown
    assert len(shown.facts["which_paid"]) == len(two)
    reading = {"text": "haan", "intents": [{"name": "affirm", "confidence": 1}]}
    ramesh.do("/answers", question="confirm_moves", summary=shown.facts["summary"], reading=reading)
    assert set(statuses(ramesh).values()) == {Status.READY}
    reading = {"text": two[0], "intents": [{"name": "nlu_fallback", "confidence": 0.5}]}
    of(ramesh.do("/answers", question="confirm_moves", summary=shown.facts["summary"], reading=reading))
    assert statuses(ramesh) == {f"ORD-{two[1]}": Status.READY}


@pytest.mark.parametrize("words", ["de diya kya, 45 cash mila?", "kamla ne de diya, 45 cash mila"])
def test_a_question_and_somebody_unknown_show_none(ramesh: Customer, two: Numbers, words: str) -> None:
    made(ramesh, two[0])
    assert tells(ramesh, words, said="record_payment").facts.get("answer", {}).get("outcome") not in (
        "confirm_moves",
        "which_paid",
    )


def test_on_the_way_it_is_the_one_before_what_is_only_ready(ramesh: Customer, two: Numbers) -> None:
    made(ramesh, *two)
    with opened() as session:
        for order in session.scalars(select(Order)):
            order.fulfilment = "delivery"
    tells(ramesh, f"{two[1]} nikal gaya")
    assert statuses(ramesh)[f"ORD-{two[1]}"] == Status.OUT_FOR_DELIVERY
    shown = brought(ramesh, "de diya, 45 cash mila")
    assert [each["reference"] for each in shown.facts["moves"]] == [f"ORD-{two[1]}"]


def test_what_somebody_of_the_shop_gave_is_asked_where_no_order_is_named(
    ramesh: Customer, two: Numbers
) -> None:
    asked = of(tells(ramesh, "sunita ne de diya", said="record_payment"))
    assert (asked.outcome, asked.facts["move_to"]) == ("which_order", Status.DELIVERED)
    assert len(asked.facts["orders"]) == len(two)


@pytest.mark.parametrize("words", ["sunita ne 500 de diye", "sunita ne de diya kya"])
def test_money_and_a_question_of_somebody_of_the_shop_are_no_step(
    ramesh: Customer, two: Numbers, words: str
) -> None:
    answer = tells(ramesh, words, said="record_payment").facts.get("answer", {})
    assert answer.get("outcome") != "which_order"
