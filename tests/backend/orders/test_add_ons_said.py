"""An add-on that is sold by itself and is said beside a dish is a line with its price, and changes no other amount."""

from typing import Any

import pytest
from sqlalchemy import inspect, select

from munshi.catalogue import search
from munshi.catalogue.models import Product
from tests.backend.books import RESTAURANT_NUMBER, opened
from tests.backend.orders.conftest import FATIMA, Customer, Facts

HERE, CHEESE = "annapurna-bhojanalay", "extra cheese"


@pytest.fixture
def guest(priya: Customer) -> Customer:
    """A guest of the restaurant, which sells pizzas, and extra cheese by itself."""
    with opened() as session:
        samosa = session.scalars(select(Product).where(Product.business_id == HERE)).first()
        assert samosa
        kept = {each.key: getattr(samosa, each.key) for each in inspect(Product).column_attrs}
        for sku, name, price in (("PZ", "Farmhouse Pizza", 29000), ("XC", "Extra Cheese", 4000)):
            own = {"sku": sku, "name": dict.fromkeys(("en", "hi", "hinglish"), name), "price_paise": price}
            session.add(
                Product(
                    **{
                        **kept,
                        **own,
                        "aliases": [],
                        "unit": "pc",
                        "position": 900 + price,
                        "variants": [],
                        "add_ons": [],
                    }
                )
            )
        search.renew(session, HERE)
    return Customer(priya.client, FATIMA, RESTAURANT_NUMBER)


def says(guest: Customer, said: str, *lines: tuple[str, str | None, str], **more: Any) -> dict[str, str]:
    """What is in the cart then."""
    read: list[Facts] = [{"name": name, "quantity": amount, "text": words} for name, amount, words in lines]
    told = guest.do("/cart/lines", lines=read, said=said, text=said, **more)
    assert "lines" in told.facts, told
    return told.cart


def test_it_comes_with_as_many_as_the_dish(guest: Customer) -> None:
    cart = says(
        guest,
        "2 farmhouse pizza with extra cheese",
        ("farmhouse pizza", "2", "2 farmhouse pizza"),
        ("cheese", None, "cheese"),
    )
    assert cart == {"Farmhouse Pizza": "2", "Extra Cheese": "2"}


def test_in_the_name_of_the_dish_it_is_a_line(guest: Customer) -> None:
    name = "farmhouse pizza extra cheese"
    cart = says(guest, f"1 {name} ke saath", (name, "1", f"1 {name}"))
    assert cart == {"Farmhouse Pizza": "1", "Extra Cheese": "1"}


def test_on_how_many_of_them_is_no_amount_of_the_dish(guest: Customer) -> None:
    says(guest, "2 farmhouse pizza", ("farmhouse pizza", "2", "2 farmhouse pizza"))
    cart = says(
        guest,
        "1 extra cheese, and the extra cheese only on 1 pizza",
        (CHEESE, "1", "1 extra cheese"),
        ("pizza", "1", "1 pizza"),
    )
    assert cart == {"Farmhouse Pizza": "2", "Extra Cheese": "1"}


@pytest.mark.parametrize(
    "said", ["1 farmhouse pizza, no extra cheese", "1 farmhouse pizza bina extra cheese"]
)
def test_what_is_refused_is_not_added(guest: Customer, said: str) -> None:
    assert says(guest, said, ("farmhouse pizza", "1", "1 farmhouse pizza")) == {"Farmhouse Pizza": "1"}
