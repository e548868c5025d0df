"""A list that is longer than it shows says how many more there are, and which come next."""

import pytest
from fastapi.testclient import TestClient

from munshi.orders.serving import looking
from tests.backend.orders.conftest import ARJUN, FATIMA, Customer, at_home
from tests.backend.orders.serving.saying import Numbers, _reading, of


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists hold two."""
    monkeypatch.setattr(looking, "LISTED", 2)


@pytest.mark.parametrize("words", ["aur dikhao", "show more", "बाकी दिखाओ", "baaki order dikhao"])
def test_the_rest_is_shown_by_words(
    ramesh: Customer, client: TestClient, two: Numbers, short: None, words: str
) -> None:
    third = at_home(Customer(client, FATIMA)).orders("6 kg chini").facts["reference"]
    shown = ramesh.read("/orders/tracked").facts
    assert [each["reference"] for each in shown["orders"]] == [f"ORD-{each}" for each in two]
    assert (shown["more_orders"], shown["orders_left"]) == (1, third)
    more = of(
        ramesh.do(
            "/answers",
            question="take_more_orders",
            summary=shown["orders_left"],
            reading=_reading(words, "view_menu"),
        )
    )
    assert (more.outcome, [each["reference"] for each in more.facts["orders"]]) == ("these_named", [third])
    assert more.facts["more_orders"] == 0


def test_a_customer_is_shown_no_orders_of_the_shop(client: TestClient, two: Numbers) -> None:
    arjun = Customer(client, ARJUN)
    heard = arjun.do(
        "/answers",
        question="take_more_orders",
        summary=f"ORD-{two[0]}",
        reading=_reading("aur dikhao", "view_menu"),
    )
    assert heard.outcome == "left"
