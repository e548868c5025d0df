"""Goods that are on the shelf are never denied: every word said stands in the name, or they are of the kind."""

import pytest

from munshi.catalogue import ranking
from munshi.catalogue.index import Index
from munshi.catalogue.listings import Named
from munshi.catalogue.rules import Kind

SHELF = (
    "Fortune Sunflower Oil 1L",
    "Fortune Sunflower Oil 5L",
    "Saffola Gold 1L",
    "Kolam Rice",
    "Basmati Rice Long",
    "Indrayani Rice",
    "Amul Butter 100g",
    "Peanut Butter 350g",
)


def likely(said: str) -> ranking.Likely:
    return ranking.likeliest(said, Index([Named(name, [name], place=at) for at, name in enumerate(SHELF)]))


@pytest.mark.parametrize("said", ["basmati rice", "basmati chawal", "बासमती राइस", "rice basmati"])
def test_a_name_of_which_every_word_is_said_is_meant_whatever_its_last_word_means(said: str) -> None:
    found = likely(said)
    assert found.kind is Kind.SURE
    assert [fit.key for fit in found.fits] == ["Basmati Rice Long"]


def test_one_word_within_another_name_still_names_what_is_called_after_it() -> None:
    assert [fit.key for fit in likely("butter").fits] == ["Amul Butter 100g"]


@pytest.mark.parametrize(
    "said", ["1 litre cooking oils", "1 litre oil", "cooking oil 1L", "1 litre khane ka tel"]
)
def test_a_kind_of_goods_with_a_size_is_each_that_comes_so(said: str) -> None:
    found = {fit.key for fit in likely(said).fits}
    assert found == {"Fortune Sunflower Oil 1L", "Saffola Gold 1L"}
