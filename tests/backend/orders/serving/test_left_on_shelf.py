"""Who works here and asks how much is left of something hears how much, and not its price; a customer does not."""

import pytest
from fastapi.testclient import TestClient

from tests.backend.billing.accounts.conftest import EMPLOYEE
from tests.backend.books import PRIYA
from tests.backend.orders.conftest import Customer
from tests.backend.readings import reading, value


@pytest.mark.parametrize("intent", ["ask_price", "ask_availability"])
@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("cheeni kitni bachi h", "kitni bachi h"),
        ("चीनी कितनी बची है", "कितनी बची है"),
        ("how much is left of cheeni", "how much is left"),
    ],
)
@pytest.mark.parametrize("is_staff", [True, False])
def test_the_number_is_for_who_works_here(
    books: None, client: TestClient, intent: str, words: str, asks: str, is_staff: bool
) -> None:
    who = Customer(client, EMPLOYEE if is_staff else PRIYA)
    goods = "चीनी" if "चीनी" in words else "cheeni"
    start, at = words.index(asks), words.index(goods)
    named = value("order_line", {"name": goods, "quantity": None, "unit": None}, at, at + len(goods))
    side = {"facet": "left_of_goods", "value": "so", "start": start, "end": start + len(asks)}
    read = {**reading(words, intent, [named]), "facets": [side]}
    taken = who.do("/answers", question="", reading=read)
    said = taken.facts.get("answer", {"outcome": taken.outcome})["outcome"]
    assert (said == "in_stock") is is_staff


@pytest.mark.parametrize("words", ["how many tea leaves do i have left", "meri kitni cheeni bachi h"])
def test_a_clear_wish_for_something_else_is_not_of_the_shelf(
    books: None, client: TestClient, words: str
) -> None:
    goods = "cheeni" if "cheeni" in words else "tea leaves"
    at = words.index(goods)
    named = value("order_line", {"name": goods, "quantity": None, "unit": None}, at, at + len(goods))
    side = {"facet": "left_of_goods", "value": "so", "start": len(words) - 4, "end": len(words)}
    read = {**reading(words, "check_leave_balance", [named]), "facets": [side]}
    taken = Customer(client, EMPLOYEE).do("/answers", question="", reading=read)
    assert taken.outcome == "left"
