"""Fifty thousand products are searched while somebody waits for the answer."""

import random
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from munshi import clock
from munshi.business.models import Business
from munshi.catalogue import part, service
from munshi.catalogue.sections import ProductEntry
from tests.backend.books import KIRANA, opened, seed

PRODUCTS = 50_000
SYLLABLES = [
    "ka",
    "ri",
    "mo",
    "shi",
    "ta",
    "ne",
    "pu",
    "la",
    "vi",
    "go",
    "dha",
    "ma",
    "su",
    "ra",
    "bi",
    "cho",
]
SECONDS_AT_MOST = 0.030


@pytest.fixture(scope="module")
def chance() -> random.Random:
    return random.Random(50_000)


@pytest.fixture(scope="module")
def brands(chance: random.Random) -> list[str]:
    return ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(4_000)]


@pytest.fixture(scope="module")
def supermarket(engine: Engine, chance: random.Random, brands: list[str]) -> Iterator[str]:
    """Every brand makes some of what the kirana sells."""
    goods = seed(KIRANA)["products"]
    entries = [
        _branded(f"S{number}", chance.choice(brands), chance.choice(goods)) for number in range(PRODUCTS)
    ]
    with opened() as session:
        session.add(_empty("supermarket"))
        session.flush()
        part.save(session, "supermarket", entries, whole=True)
    with opened() as session:
        session.execute(text("ANALYZE"))
    yield "supermarket"
    with opened() as session:
        for table in ("search_keys", "search_words", "products"):
            session.execute(text(f"DELETE FROM {table} WHERE business_id = 'supermarket'"))
        session.execute(text("DELETE FROM businesses WHERE id = 'supermarket'"))


def _branded(sku: str, brand: str, product: dict[str, object]) -> ProductEntry:
    names, aliases = product["name"], product.get("aliases", [])
    assert isinstance(names, dict)
    assert isinstance(aliases, list)
    return ProductEntry.model_validate(
        {
            "sku": sku,
            "name": {language: f"{brand} {name}" for language, name in names.items()},
            "aliases": [f"{brand} {alias}" for alias in aliases[:2]],
            "unit": product["unit"],
            "price_paise": 1000,
            "gst_rate": "5",
        }
    )


def _empty(business_id: str) -> Business:
    return Business(
        id=business_id,
        name=business_id,
        kind="shop",
        language="hi",
        state="MP",
        timezone="Asia/Kolkata",
        currency="INR",
        prices_include_gst=True,
        skills=[],
        closed_days=[],
        settings={},
        created_at=clock.now(),
    )


def seconds(business_id: str, name: str) -> float:
    """The fastest of five: another program that takes the processor is not the search's fault."""
    taken = []
    for _ in range(5):
        with opened() as session:
            began = time.perf_counter()
            service.find(session, business_id, name)
            taken.append(time.perf_counter() - began)
    return min(taken)


def misspelt(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(name) - 1)
    return name[:place] + name[place + 1 :]


def test_nineteen_of_twenty_names_are_found_within_thirty_milliseconds(
    supermarket: str, brands: list[str], chance: random.Random
) -> None:
    goods = seed(KIRANA)["products"]
    names = [f"{chance.choice(brands)} {chance.choice(goods)['name']['hinglish']}" for _ in range(60)]
    names += [chance.choice(goods)["name"]["en"] for _ in range(30)]
    names += ["masala", "oil", "shaadi", "pizza", "xyzzy", "aata", "doodh", "dal", "tel", "chai patti"]
    times = sorted(seconds(supermarket, misspelt(name, chance)) for name in names)
    assert times[len(times) * 95 // 100] <= SECONDS_AT_MOST, times[-10:]


def test_a_brand_with_its_product_is_still_found_when_misspelt(supermarket: str) -> None:
    with opened() as session:
        product = service.get(session, supermarket, "S4711")
        assert product is not None
        name = product.name["en"]
        match = service.find(session, supermarket, name.replace("a", "aa"), limit=10)
    assert "S4711" in {product.sku for product, _ in match.products}
