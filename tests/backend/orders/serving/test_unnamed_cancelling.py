"""An order that the shop cancels in words that name none: the last one with its reason, or which is asked."""

import pytest

from munshi.orders.statuses import Status
from tests.backend.orders.conftest import Customer
from tests.backend.orders.serving.saying import Numbers, of, tells
from tests.backend.orders.serving.test_handed_over import yes
from tests.backend.orders.serving.test_several import statuses

WISH = "cancel_order"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("cancel the last order, no gas", "no gas"),
        ("aakhri order cancel karo, gas khatam", "gas khatam"),
        ("आख़िरी ऑर्डर रद्द कर दो, गैस खत्म", "गैस खत्म"),
    ],
)
def test_the_last_one_is_shown_with_its_reason_and_cancelled_by_a_yes(
    ramesh: Customer, two: Numbers, words: str, why: str
) -> None:
    shown = of(tells(ramesh, words, said=WISH))
    assert [(each["reference"], each["state"], each["order_reason"]) for each in shown.facts["moves"]] == [
        (f"ORD-{two[1]}", Status.CANCELLED, why)
    ]
    assert len(statuses(ramesh)) == len(two)
    assert yes(ramesh, shown.facts["summary"]) == "moved_all"
    assert set(statuses(ramesh)) == {f"ORD-{two[0]}"}


def test_of_several_it_is_asked_which(ramesh: Customer, two: Numbers) -> None:
    asked = of(tells(ramesh, "order cancel kar do", said=WISH))
    assert (asked.outcome, asked.facts["move_to"]) == ("which_order", Status.CANCELLED)
    assert len(asked.facts["orders"]) == len(two)


def test_who_has_a_cart_or_no_rights_means_their_own(ramesh: Customer, priya: Customer, two: Numbers) -> None:
    assert tells(priya, "aakhri order cancel karo, gas khatam", said=WISH).outcome == "left"
    ramesh.says("1 kg chini")
    answer = tells(ramesh, "aakhri order cancel karo", said=WISH).facts.get("answer", {})
    assert answer.get("outcome") != "confirm_moves"
