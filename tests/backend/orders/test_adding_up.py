"""More of what is in the cart comes besides; what it shall come to in all agrees with it, or it is asked; as policy."""

import pytest

from tests.backend.orders.conftest import Customer, Decision


def more(who: Customer, said: str, quantity: str, text: str | None = None) -> Decision:
    line = {"name": "cheeni", "quantity": quantity, "unit": "kg", "op": "add", "text": text or said}
    return who.do("/cart/changes", lines=[line], said=said)


@pytest.mark.parametrize(
    "said",
    ["2 kg more cheeni total 6", "2 kilo cheeni aur, kul 6", "2 किलो चीनी और, कुल 6", "add 2, 6 in all"],
)
def test_more_that_makes_the_sum_is_added(priya: Customer, said: str) -> None:
    priya.says("4 kg cheeni")
    assert more(priya, said, "2").cart == {"Sugar": "6"}


def test_the_sum_is_never_added(priya: Customer) -> None:
    priya.says("4 kg cheeni")
    assert more(priya, "2 more kg cheeni total 6", "6").cart == {"Sugar": "6"}


def test_more_that_does_not_make_the_sum_is_asked(priya: Customer) -> None:
    priya.says("4 kg cheeni")
    asked = more(priya, "2 kg more cheeni total 10", "2")
    assert (asked.outcome, asked.facts["held"]) == ("in_cart", "4")
    assert priya.says("10 kg -").cart == {"Sugar": "10"}


def test_more_of_what_is_counted_that_does_not_make_the_sum_is_asked(guest: Customer) -> None:
    guest.says("4 pc butter naan")
    line = {"name": "butter naan", "quantity": "2", "op": "add", "text": "2 more butter naan"}
    asked = guest.do("/cart/changes", lines=[line], said="2 more butter naan total 10")
    assert (asked.outcome, asked.facts["held"]) == ("in_cart", "4")


@pytest.mark.parametrize(
    "said", ["no no only add 2 kg cheeni", "sirf 2 kilo cheeni aur", "बस 2 किलो चीनी और"]
)
def test_what_is_only_added_is_not_all(priya: Customer, said: str) -> None:
    priya.says("4 kg cheeni")
    assert more(priya, said, "2").cart == {"Sugar": "6"}
