"""When a name is sure, doubtful or unknown."""

import pytest

from munshi.catalogue.rules import EXACT, Kind, bar_for_sure, verdict


def small_shop() -> int:
    return 120


def test_one_product_that_is_called_just_so_is_sure_in_a_catalogue_of_any_size() -> None:
    assert verdict({"HALDI": EXACT}, lambda: 1_000_000) == (Kind.SURE, ["HALDI"])


def test_two_products_that_are_called_just_so_are_asked() -> None:
    kind, meant = verdict({"ATTA": EXACT, "ATTA-5": EXACT, "MAIDA": 95.0}, small_shop)
    assert (kind, meant) == (Kind.DOUBTFUL, ["ATTA", "ATTA-5"])


def test_a_close_name_is_sure_when_no_other_is_as_close() -> None:
    assert verdict({"HALDI": 93.0, "HARI-MIRCH": 80.0}, small_shop) == (Kind.SURE, ["HALDI"])


def test_two_close_names_are_asked() -> None:
    assert verdict({"HALDI": 93.0, "HALDI-100": 89.0}, small_shop)[0] is Kind.DOUBTFUL


def test_a_name_that_is_like_nothing_is_unknown() -> None:
    assert verdict({"PYAAZ": 70.0}, small_shop) == (Kind.UNKNOWN, [])
    assert verdict({}, small_shop) == (Kind.UNKNOWN, [])


def test_the_bar_for_sure_rises_with_the_catalogue() -> None:
    bars = [bar_for_sure(products) for products in (120, 5_000, 20_000, 50_000)]
    assert bars == sorted(bars)
    assert bars[0] < bars[-1]


@pytest.mark.parametrize(("products", "kind"), [(120, Kind.SURE), (50_000, Kind.DOUBTFUL)])
def test_what_is_sure_in_a_small_shop_is_asked_in_a_large_one(products: int, kind: Kind) -> None:
    assert verdict({"HALDI": 91.0}, lambda: products)[0] is kind
