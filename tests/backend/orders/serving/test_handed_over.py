"""Several orders handed over with their money in one message: each by itself, shown first, by one yes."""

import pytest

from munshi.orders.statuses import Status
from tests.backend.orders.conftest import Customer
from tests.backend.orders.serving.saying import Numbers, of, tells
from tests.backend.orders.serving.test_several import statuses
from tests.backend.orders.test_notices import told


def totals(owner: Customer, two: Numbers) -> list[int]:
    """What each comes to."""
    shown = [owner.read("/orders/tracked", reference=f"ORD-{each}").facts["total_paise"] for each in two]
    return [int(each) for each in shown]


def yes(owner: Customer, summary: str) -> str:
    reading = {"text": "haan", "intents": [{"name": "affirm", "confidence": 1}]}
    return of(owner.do("/answers", question="confirm_moves", summary=summary, reading=reading)).outcome


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("{0}, {1} dono pahunch gaye, cash mil gaya", ["cash", "cash"]),
        ("{0} {1} pahunch gaye, {total} upi mila dono ka", ["upi", "upi"]),
        ("{0} pahunch gaya {first} upi mila, {1} pahunch gaya {second} cash mila", ["upi", "cash"]),
    ],
)
def test_each_has_its_step_and_its_sum(ramesh: Customer, two: Numbers, words: str, ways: list[str]) -> None:
    first, second = (each // 100 for each in totals(ramesh, two))
    text = words.format(*two, total=first + second, first=first, second=second)
    shown = of(tells(ramesh, text, said="record_payment"))
    assert shown.outcome == "confirm_moves", shown
    assert [each["paid_paise"] for each in shown.facts["moves"]] == [first * 100, second * 100]
    assert [each["paid_way"] for each in shown.facts["moves"]] == ways
    assert set(statuses(ramesh).values()) == {Status.PLACED}
    assert yes(ramesh, shown.facts["summary"]) == "moved_all"
    for each in two:
        card = of(tells(ramesh, f"{each} me kya hai")).facts
        assert (card["state"], card["beside"]["left_paise"]) == (Status.DELIVERED, 0)


@pytest.mark.parametrize(
    "words", ["{0} {1} pahunch gaye, 45 cash mila", "{0} {1} pahunch gaye, paise nahi mile"]
)
def test_a_sum_that_is_not_theirs_is_shown_with_no_step(ramesh: Customer, two: Numbers, words: str) -> None:
    tells(ramesh, words.format(*two), said="record_payment")
    assert set(statuses(ramesh).values()) == {Status.PLACED}
    assert "order_delivered" not in {name for _, name in told()}
