"""What a table has ordered, and what is to be brought, as who works here asks it: never their own cart."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.backend.books import RESTAURANT_NUMBER
from tests.backend.orders.conftest import EMPLOYEE, Customer, at_home
from tests.backend.orders.serving.saying import of, tells
from tests.backend.orders.serving.test_asked_for import KAMLA
from tests.backend.orders.test_ways import at_table

AT_FIVE = [
    "what all is ordered on table 5",
    "table 5 ka order kya hai",
    "table 5 orders",
    "table 5 ka bill kitna hua",
    "टेबल नंबर 5 पर क्या क्या ऑर्डर है",
]
TO_BRING = ["aaj kahan kahan delivery jaani hai", "deliveries today", "आज कहां कहां डिलीवरी जानी है"]


@pytest.fixture
def kamla(guest: Customer, client: TestClient) -> Customer:
    """The owner of the restaurant, where a table has two orders, another one, and one goes home."""
    for who, table in (
        (guest, "5"),
        (guest, "5"),
        (Customer(client, "919812300001", RESTAURANT_NUMBER), "4"),
    ):
        bill = who.says("1 pc samosa", left_over=at_table(f"table {table} pe"))
        who.do("/orders", summary=bill.facts["summary"])
    away = at_home(Customer(client, "919812300002", RESTAURANT_NUMBER))
    assert away.orders("20 pc samosa").outcome == "placed"
    return Customer(client, KAMLA, RESTAURANT_NUMBER)


def rows(who: Customer, words: str, wish: str = "track_order") -> dict[str, Any]:
    answer = of(tells(who, words, wish))
    assert answer.outcome == "of_these", answer
    return answer.facts


@pytest.mark.parametrize("words", AT_FIVE)
@pytest.mark.parametrize("wish", ["track_order", "view_cart"])
def test_all_open_orders_of_a_table_are_told_with_their_sum(kamla: Customer, words: str, wish: str) -> None:
    facts = rows(kamla, words, wish)
    assert [each["where"]["table"] for each in facts["orders"]] == ["5", "5"]
    assert facts["sum_paise"] == sum(each["total_paise"] for each in facts["orders"])
    assert all(each["has"] for each in facts["orders"])


def test_a_step_of_a_table_still_moves_its_orders(kamla: Customer) -> None:
    assert of(tells(kamla, "table 4 ka order accept")).outcome == "moved"


@pytest.mark.parametrize("words", ["table 5 ne 24 cash de diye", "table 5 paid 24 cash"])
def test_of_money_of_a_table_with_several_orders_it_is_asked_which(kamla: Customer, words: str) -> None:
    asked = of(tells(kamla, words, "record_payment"))
    assert (asked.outcome, len(asked.facts["which_paid"])) == ("which_paid", 2)
    assert {each["paid_paise"] for each in asked.facts["which_paid"]} == {2400}


def test_the_sum_of_all_orders_of_a_table_is_shown_for_all(kamla: Customer) -> None:
    whole = sum(each["total_paise"] for each in rows(kamla, "table 5 ka order kya hai")["orders"])
    asked = of(tells(kamla, f"table 5 ne {whole // 100} cash de diye", "record_payment"))
    assert asked.outcome == "confirm_moves", asked
    assert sum(each["paid_paise"] for each in asked.facts["moves"]) == whole
    assert len(asked.facts["moves"]) == 2


@pytest.mark.parametrize("words", TO_BRING)
def test_what_is_to_be_brought_is_told_with_where_it_goes(kamla: Customer, words: str) -> None:
    (order,) = rows(kamla, words, "ask_store_info")["orders"]
    assert (order["where"]["fulfilment"], order["is_brought"]) == ("delivery", True)
    assert order["where"]["address"]
    assert order["whose"]["phone"]


@pytest.mark.parametrize("words", ["what all is ordered on table 5", *TO_BRING])
def test_who_works_here_and_is_not_on_duty_asks_the_owner_and_hears_so(
    books: None, client: TestClient, words: str
) -> None:
    helper = Customer(client, EMPLOYEE)
    helper.says("1 kg chini")
    assert of(tells(helper, words, "view_cart")).outcome == "helper_asks"


def test_a_guest_asks_of_no_table(guest: Customer) -> None:
    assert tells(guest, "table 5 ka order kya hai").outcome == "left"


@pytest.mark.parametrize("words", ["table 4 chale gaye", "table 4 khatam ho gaya"])
def test_a_table_that_is_over_hands_its_order_over(kamla: Customer, words: str) -> None:
    assert of(tells(kamla, "table 4 accept")).outcome == "moved"
    moved = of(tells(kamla, words))
    assert (moved.outcome, moved.facts["state"]) == ("moved", "delivered")


def test_who_sits_where_is_what_each_table_has(kamla: Customer) -> None:
    facts = rows(kamla, "kaun si table par kaun baitha hai", "view_menu")
    assert {each["where"]["table"] for each in facts["orders"]} == {"4", "5"}
