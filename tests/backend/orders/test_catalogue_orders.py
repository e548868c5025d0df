"""An order that was put together in the business's catalogue on WhatsApp."""

from typing import Any

from tests.backend.orders.conftest import Customer, Decision


def picks(customer: Customer, *items: tuple[str, str], **more: Any) -> Decision:
    """Sends the basket: each product by the shop's own name, with how many."""
    lines = [{"sku": sku, "quantity": quantity, **more} for sku, quantity in items]
    return customer.do("/cart/lines", lines=lines)


def test_what_was_picked_becomes_a_cart_in_the_products_own_units(priya: Customer) -> None:
    bill = picks(priya, ("CHEENI-LOOSE", "2"), ("ANDE", "12"), ("ATTA-FORTUNE-5", "1"))
    assert bill.outcome == "confirm"
    assert bill.cart == {"Sugar": "2", "Eggs": "12", "Fortune chakki atta": "1"}


def test_a_picked_product_is_meant_and_no_other(priya: Customer) -> None:
    assert picks(priya, ("ATTA-LOOSE", "5")).outcome == "confirm"


def test_what_was_picked_comes_to_what_is_in_the_cart(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    assert picks(priya, ("ANDE", "6")).cart == {"Sugar": "6", "Eggs": "6"}


def test_a_basket_answers_no_open_question(priya: Customer) -> None:
    assert priya.says("5 kg aata").outcome == "choose_product"
    after = picks(priya, ("ANDE", "6"))
    assert after.outcome == "choose_product"
    assert after.facts["asked"] == "aata"


def test_what_the_books_do_not_have_is_said_together_with_the_rest(priya: Customer) -> None:
    bill = picks(priya, ("di9ozbzfi4", "2"), ("CHEENI-LOOSE", "6"))
    assert bill.note("unknown")["names"] == ["di9ozbzfi4"]
    assert bill.cart == {"Sugar": "6"}


def test_nothing_but_unknown_products_is_no_order(priya: Customer) -> None:
    assert picks(priya, ("di9ozbzfi4", "2"), ("nqryix03ez", "1")).outcome == "nothing_known"


def test_a_product_with_another_id_is_known_by_its_name(priya: Customer) -> None:
    assert picks(priya, ("di9ozbzfi4", "12"), name="Ande").cart == {"Eggs": "12"}


def test_more_than_the_shop_has_is_asked_back(priya: Customer) -> None:
    assert picks(priya, ("CHEENI-LOOSE", "9000")).outcome in {"over_limit", "few_left"}


def test_the_same_basket_again_changes_nothing(priya: Customer) -> None:
    for _ in range(2):
        bill = priya.do("/cart/lines", key="wamid.b:action", lines=[{"sku": "ANDE", "quantity": "6"}])
    assert bill.cart == {"Eggs": "6"}


def test_a_dish_in_portions_is_asked_for_its_portion(guest: Customer) -> None:
    assert picks(guest, ("DAL-TADKA", "1")).outcome == "choose_product"
