"""Among a few things near at hand little is enough to say which is meant."""

from decimal import Decimal

import pytest

from munshi.orders import nearest
from munshi.orders.items import Item
from munshi.orders.quantities import Measure, Pack


def item(sku: str, name: str, variant: str | None = None, size: str | None = None, price: int = 100) -> Item:
    pack = Pack(Decimal(size.split()[0]), size.split()[1]) if size else None
    names = {"hi": name, "en": name, "hinglish": name}
    called = {"hi": variant, "en": variant, "hinglish": variant} if variant else None
    measure = Measure("pc", Decimal(1), None, pack)
    return Item(sku, names, measure, price, Decimal(5), variant=called)


HALF = item("KADAI-PANEER", "Kadai Paneer", "Half", price=140)
FULL = item("KADAI-PANEER", "Kadai Paneer", "Full", price=240)
NAAN = item("NAAN", "Butter Naan", price=40)
SMALL = item("AMUL-500", "Amul Milk", size="500 ml", price=30)
LARGE = item("AMUL-1", "Amul Milk", size="1 l", price=58)
BISCUIT = item("PARLEG", "Parle-G", size="80 g", price=10)


def meant(text: str, *items: Item, at_hand: tuple[Item, ...] = ()) -> list[str] | None:
    found = nearest.among(items, text, {each.key for each in at_hand})
    return [each.key for each in found.items] if found else None


@pytest.mark.parametrize("text", ["half", "aadha", "half wala hata do", "paneer half", "हाफ"])
def test_a_portion_is_enough(text: str) -> None:
    assert meant(text, HALF, FULL, NAAN) == ["KADAI-PANEER#Half"]


def test_the_other_portion_is_meant_where_it_is_named() -> None:
    assert meant("paneer full kar do", HALF, FULL, NAAN, at_hand=(HALF, NAAN)) == ["KADAI-PANEER#Full"]


def test_where_no_portion_is_named_the_one_at_hand_is_meant() -> None:
    assert meant("paneer", HALF, FULL, NAAN, at_hand=(HALF, NAAN)) == ["KADAI-PANEER#Half"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("naan", "NAAN"),
        ("500 wala", "AMUL-500"),
        ("chota wala", "PARLEG"),
        ("doodh chota wala", "AMUL-500"),
        ("amul bada", "AMUL-1"),
        ("sasta wala", "PARLEG"),
        ("parle", "PARLEG"),
        ("biscuit", "PARLEG"),
    ],
)
def test_a_head_a_size_a_brand_or_a_comparison_is_enough(text: str, key: str) -> None:
    assert meant(text, SMALL, LARGE, BISCUIT, NAAN) == [key]


def test_what_fits_several_is_handed_on_to_be_asked() -> None:
    assert meant("amul", SMALL, LARGE, BISCUIT) == ["AMUL-500", "AMUL-1"]


@pytest.mark.parametrize("text", ["amul butter", "chawal", "haan", "kar do", "", "bade wale chawal"])
def test_what_says_more_or_nothing_is_not_forced_on_them(text: str) -> None:
    assert meant(text, SMALL, LARGE, BISCUIT) is None


def test_what_is_over_is_handed_back() -> None:
    found = nearest.among([HALF, FULL], "half wala kam teekha", ())
    assert found is not None
    assert found.left == "kam teekha"


@pytest.mark.parametrize("text", ["plain wale", "plain", "plain fries", "सादा"])
def test_what_is_called_plain_is_meant_by_it_beside_another_kind(text: str) -> None:
    plain, peri = item("PLAIN", "Plain Fries"), item("PERI", "Peri Peri Fries", price=120)
    assert meant(text, peri, plain) == ["PLAIN"]


def test_what_others_only_add_to_is_plain_where_nothing_is_called_so() -> None:
    momos, fried = item("MOMOS", "Momos"), item("FRIED", "Fried Momos")
    assert meant("sada wale", fried, momos) == ["MOMOS"]
