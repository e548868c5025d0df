"""Packs of one thing in several sizes, as a plain list of goods has them: compared by what a kilo or a litre costs."""

import pytest

from munshi.catalogue import part
from munshi.catalogue.sections import ProductEntry
from tests.backend.books import KIRANA, opened
from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_of_placed import told
from tests.backend.readings import value

PACKS = {"Sonu tea 250g": 14200, "Sonu tea 500g": 27500, "Monu drink 1L": 15800, "Monu drink 5L": 76500}


@pytest.fixture
def buyer(priya: Customer) -> Customer:
    """Of a shop that has goods with their size in the name."""
    with opened() as session:
        entries = [
            {"sku": f"PACK-{at}", "name": name, "unit": "pc", "price_paise": paise}
            for at, (name, paise) in enumerate(PACKS.items())
        ]
        part.save(session, KIRANA, [ProductEntry.model_validate(each) for each in entries], whole=False)
    return priya


@pytest.mark.parametrize(
    ("said", "cheapest", "per_paise"),
    [
        ("sonu tea 250g vs 500g, which is cheaper per kg?", "Sonu tea 500g", 55000),
        ("monu drink 1L vs 5L per litre?", "Monu drink 5L", 15300),
        ("sonu tea 250g ya 500g, kaunsa sasta padega", "Sonu tea 500g", 55000),
    ],
)
@pytest.mark.parametrize("intent", ["ask_price", "place_order"])
def test_the_pack_of_which_a_kilo_costs_least_is_told_and_nothing_ordered(
    buyer: Customer, said: str, cheapest: str, per_paise: int, intent: str
) -> None:
    answer = told(buyer, said, intent)
    assert answer
    assert answer.outcome == "cheapest_of_unit"
    first = answer.facts["rows"][0]
    assert (first["name"]["en"], first["per_paise"]) == (cheapest, per_paise)
    assert len(answer.facts["rows"]) == 2


def test_the_packs_of_what_was_shown_are_compared(buyer: Customer) -> None:
    buyer.do("/goods/prices", lines=[{"name": "sonu tea", "quantity": "250", "unit": "g"}])
    answer = told(buyer, "which one is cheaper per kg", "ask_price")
    assert answer
    assert answer.facts["rows"][0]["name"]["en"] == "Sonu tea 500g"


def test_both_sizes_that_are_said_are_priced(buyer: Customer) -> None:
    lines = [{"name": "sonu tea", "quantity": "250", "unit": "g"}]
    answer = buyer.do("/goods/prices", lines=lines, said="what is price of sonu tea 250g and 500g")
    assert [row["name"]["en"] for row in answer.facts["rows"]] == ["Sonu tea 250g", "Sonu tea 500g"]


def test_goods_that_are_counted_beside_what_is_compared_are_not_dropped(buyer: Customer) -> None:
    said = "1 kilo chini aur sonu tea 250g vs 500g kaunsa sasta"
    chini = {"name": "chini", "quantity": "1", "unit": "kg"}
    answer = told(buyer, said, "place_order", values=[value("order_line", chini)])
    assert answer is None or answer.outcome != "cheapest_of_unit"
