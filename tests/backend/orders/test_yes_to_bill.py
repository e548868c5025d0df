"""A yes to the bill of a cart, and the wish for the bill of the order behind it."""

import pytest

from munshi.asking.reading import Reading
from munshi.orders.messages import NOTHING_SAID
from munshi.orders.yes_to_bill import behind_yes


def behind(text: str) -> str | None:
    return behind_yes(Reading(text, [("affirm", 0.9)]), NOTHING_SAID)


@pytest.mark.parametrize(
    ("text", "bill"),
    [
        ("ye order confirm kar do aur bill bhi", "bill bhi"),
        ("haan order pakka, bill bhi bhejna", "bill bhi bhejna"),
        ("yes place it and the bill too", "the bill too"),
        ("हाँ पक्का कर दो और बिल भी", "बिल भी"),
    ],
)
def test_the_bill_that_is_wished_behind_a_yes_is_heard_once_the_order_stands(text: str, bill: str) -> None:
    assert behind(text) == bill


@pytest.mark.parametrize(
    "text", ["haan", "haan aur bill nahi chahiye", "haan, 2 samosa aur bill bhi", "order pakka kar do"]
)
def test_nothing_is_heard_behind_a_yes_that_wishes_for_no_bill(text: str) -> None:
    assert behind(text) is None
