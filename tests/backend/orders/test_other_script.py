"""Goods that are listed in Latin letters are known by their consonants where they are said in Devanagari."""

from decimal import Decimal

import pytest

from munshi.orders.items import Item
from munshi.orders.other_script import only
from munshi.orders.quantities import Measure


def listed(name: str) -> Item:
    names = {"hi": name, "en": name, "hinglish": name}
    measure = Measure("kg", Decimal("0.25"), Decimal(20))
    return Item(name, names, measure, 100, Decimal(0))


SHELF = [listed(each) for each in ("Chicken Boneless", "Chicken Curry Cut", "Mutton Keema", "Pen")]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("चिकन बोनलेस", "Chicken Boneless"), ("चिकन करी कट", "Chicken Curry Cut"), ("मटन कीमा", "Mutton Keema")],
)
def test_all_consonants_of_only_one_are_surely_it(said: str, meant: str) -> None:
    found = only(said, SHELF)
    assert found is not None
    assert found.sku == meant


@pytest.mark.parametrize("said", ["पानी", "चिकन", "chicken boneless", "मटन करी"])
def test_less_is_left_to_the_matching(said: str) -> None:
    assert only(said, SHELF) is None
