"""When a name is sure, doubtful or unknown."""

from typing import Any

import pytest

from munshi.catalogue.rules import EXACT, HEAD, Fit, Kind, bar_for_sure, verdict

SMALL_SHOP = 120


def fit(key: str, score: float = EXACT, **more: Any) -> Fit:
    """A product that has the one word that was said."""
    return Fit(key, score, covered=score / 100, **more)


def meant(*fits: Fit, products: int = SMALL_SHOP) -> tuple[Kind, list[str]]:
    kind, found = verdict(fits, products)
    return kind, [each.key for each in found]


def test_one_product_that_is_called_just_so_is_sure_in_a_catalogue_of_any_size() -> None:
    assert meant(fit("HALDI", exact=True), products=1_000_000) == (Kind.SURE, ["HALDI"])


def test_two_products_that_are_called_just_so_are_asked() -> None:
    found = meant(fit("ATTA", exact=True), fit("ATTA-5", exact=True), fit("MAIDA", 95.0))
    assert found == (Kind.DOUBTFUL, ["ATTA", "ATTA-5"])


def test_loose_and_branded_goods_are_asked_loose_first() -> None:
    found = meant(fit("MILK-AMUL", whole=True), fit("MILK", exact=True, whole=True))
    assert found == (Kind.DOUBTFUL, ["MILK", "MILK-AMUL"])


def test_a_close_name_is_sure_when_no_other_is_as_close() -> None:
    assert meant(fit("HALDI", 93.0), fit("HARI-MIRCH", 80.0)) == (Kind.SURE, ["HALDI"])


def test_two_close_names_are_asked() -> None:
    assert meant(fit("HALDI", 93.0), fit("HALDI-100", 89.0))[0] is Kind.DOUBTFUL


def test_a_name_that_is_like_nothing_is_unknown() -> None:
    assert meant(fit("PYAAZ", 70.0)) == (Kind.UNKNOWN, [])
    assert meant() == (Kind.UNKNOWN, [])


def test_the_bar_for_sure_rises_with_the_catalogue() -> None:
    bars = [bar_for_sure(products) for products in (120, 5_000, 20_000, 50_000)]
    assert bars == sorted(bars)
    assert bars[0] < bars[-1]


@pytest.mark.parametrize(("products", "kind"), [(120, Kind.SURE), (50_000, Kind.DOUBTFUL)])
def test_what_is_sure_in_a_small_shop_is_asked_in_a_large_one(products: int, kind: Kind) -> None:
    assert meant(fit("HALDI", 91.0), products=products)[0] is kind


def test_what_speaks_against_a_product_makes_it_doubtful() -> None:
    assert meant(fit("BISCUIT", whole=True, lost=0.5)) == (Kind.DOUBTFUL, ["BISCUIT"])


def test_where_most_speaks_against_it_nothing_is_meant() -> None:
    assert meant(fit("BISCUIT", whole=True, lost=4.0))[0] is Kind.UNKNOWN


def test_what_is_called_after_the_word_comes_before_what_only_has_it() -> None:
    assert meant(fit("MILK", whole=True), fit("MILK-BREAD", place=HEAD - 3)) == (Kind.SURE, ["MILK"])


def test_a_dish_with_another_word_is_asked_among_all_that_have_it() -> None:
    kind, found = meant(fit("KADAI-PANEER", missing=1), fit("PANEER-TIKKA", place=HEAD - 3, missing=1))
    assert (kind, found) == (Kind.DOUBTFUL, ["KADAI-PANEER", "PANEER-TIKKA"])


def test_the_goods_that_were_named_last_are_meant() -> None:
    found = meant(Fit("MASOORI-RICE", 95.0, covered=2.0, lost=1.0, headed=False), fit("TOOR-DAL", lost=1.2))
    assert found == (Kind.DOUBTFUL, ["TOOR-DAL"])


def test_a_word_that_cannot_name_a_product_is_asked() -> None:
    assert meant(fit("BUTTER-NAAN", enough=False, place=HEAD - 3))[0] is Kind.DOUBTFUL
