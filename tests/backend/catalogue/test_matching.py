"""What people call things is found, and what the shop does not have is not."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from munshi.catalogue import service
from munshi.catalogue.matching import likeness, sound
from munshi.catalogue.rules import Kind
from munshi.catalogue.sections import Name
from munshi.catalogue.service import Match
from tests.backend.books import KIRANA, opened

CORPUS = Path(__file__).with_name("matching.yml")


def found(name: str, business_id: str = KIRANA, limit: int = 3) -> Match:
    with opened() as session:
        return service.find(session, business_id, name, limit)


def skus(name: str, **more: Any) -> list[str]:
    return [product.sku for product, _ in found(name, **more).products]


@pytest.fixture(scope="module")
def corpus() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(CORPUS.read_text("utf-8"))
    return read


def test_the_corpus_is_found(books: None, corpus: dict[str, Any]) -> None:
    asked = [(name, set(row["skus"])) for row in corpus["finds"] for name in row["says"]]
    missed = [name for name, right in asked if not right.intersection(skus(name)[:1])]
    assert 1 - len(missed) / len(asked) >= 0.96, missed


def test_what_is_sure_is_right(books: None, corpus: dict[str, Any]) -> None:
    for row in corpus["finds"]:
        for name in row["says"]:
            match = found(name)
            if match.kind is Kind.SURE:
                assert match.products[0][0].sku in row["skus"], name


def test_what_the_shop_does_not_have_is_not_taken_for_something_else(
    books: None, corpus: dict[str, Any]
) -> None:
    asked = [name for name in corpus["unknown"] if found(name).kind is not Kind.UNKNOWN]
    taken = [name for name in corpus["unknown"] if found(name).kind is Kind.SURE]
    assert len(asked) / len(corpus["unknown"]) <= 0.03, asked
    assert not taken


@pytest.mark.parametrize("name", ["shaadi", "शादी", "kapda", "कपड़ा", "pizza", "पिज़्ज़ा"])
def test_names_that_only_look_like_goods_are_unknown(books: None, name: str) -> None:
    assert found(name).kind is Kind.UNKNOWN


def test_loose_and_branded_goods_are_asked_loose_first(books: None) -> None:
    match = found("atta")
    assert match.kind is Kind.DOUBTFUL
    assert match.products[0][0].brand is None
    assert len(match.products) == 3


def test_a_brand_with_its_product_is_sure(books: None) -> None:
    match = found("fortune besan")
    assert (match.kind, match.products[0][0].sku) == (Kind.SURE, "BESAN-FORTUNE-500")


def test_filler_words_are_put_in_or_left_out(books: None) -> None:
    assert skus("amul ka doodh") == skus("amul doodh") == ["MILK-AMUL-500"]


def test_praise_is_not_part_of_the_name(books: None) -> None:
    assert skus("taaze tamatar") == skus("achhe wale tamatar") == ["TAMATAR"]


def test_words_are_written_together_or_apart(books: None) -> None:
    assert skus("parleg", limit=10) == skus("parle g", limit=10)


@pytest.mark.parametrize("name", ["", "   ", "!!!", "🙂", "12", "x" * 500, "ा", "%", "' OR 1=1"])
def test_what_is_no_name_is_unknown_and_no_fault(books: None, name: str) -> None:
    assert found(name).kind is Kind.UNKNOWN


def test_another_businesss_products_are_never_found(books: None) -> None:
    assert found("paneer tikka").kind is not Kind.SURE
    assert skus("paneer tikka", business_id="annapurna-bhojanalay") == ["PANEER-TIKKA"]


def test_a_product_is_found_by_its_new_name_and_no_longer_by_the_old(books: None) -> None:
    from munshi.catalogue import part

    with opened() as session:
        product = service.get(session, KIRANA, "PYAAZ")
        assert product is not None
        entry = part.entry_of(product, None)
        renamed = entry.model_copy(
            update={"name": Name(hi="गुलाबो", en="Gulabo", hinglish="Gulabo"), "aliases": []}
        )
        part.save(session, KIRANA, [renamed], whole=False)
    assert skus("gulabo") == ["PYAAZ"]
    assert "PYAAZ" not in skus("kanda")


def test_likeness_is_full_for_one_key_and_falls_with_each_other_consonant() -> None:
    assert likeness(sound("chhutti"), sound("छुट्टी")) == 100
    near = likeness(sound("haldi"), sound("holdi"))
    far = likeness(sound("haldi"), sound("halwa"))
    assert 100 > near > far
