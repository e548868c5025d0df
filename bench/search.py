"""Fifty thousand products are searched while somebody waits for the answer; and five shops with nothing but names."""

import os
import random
import time
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import text

from bench import figures, shelves
from bench.sides import Figures, tell
from bench.table import Row
from engine.launch import steps
from engine.launch.environment import BACKEND, environment
from engine.settings import Settings
from munshi import clock, database
from munshi.business.models import Business
from munshi.catalogue import part, service
from munshi.catalogue.sections import ProductEntry

SEED = 50_000
PRODUCTS = 50_000
BRANDS = 4_000
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
SHOP = "supermarket"
KIRANA = BACKEND / "demo" / "businesses" / "sharma-kirana.yaml"
COMMON = [
    "masala",
    "oil",
    "shaadi",
    "pizza",
    "xyzzy",
    "aata",
    "doodh",
    "dal",
    "tel",
]  # many have them, or nobody
MOST_MS = 15.0  # p95

Product = dict[str, Any]


def measure(settings: Settings, database_url: str, logs: Path) -> Figures:
    """The seconds of a hundred names, most of them with a letter left out, and what is found in the shops."""
    steps.migrate(environment(settings, database_url), logs)
    os.environ |= {**settings.environment(), "DATABASE_URL": database_url}
    database.use(database.connect(database_url))
    chance = random.Random(SEED)
    goods: list[Product] = yaml.safe_load(KIRANA.read_text("utf-8"))["products"]
    brands = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(BRANDS)]
    tell(f"search: {PRODUCTS:,} products")
    _fill([_branded(number, chance.choice(brands), chance.choice(goods)) for number in range(PRODUCTS)])
    tell("search: names")
    names = [f"{chance.choice(brands)} {chance.choice(goods)['name']['hinglish']}" for _ in range(60)]
    names += [chance.choice(goods)["name"]["en"] for _ in range(30)]
    first = _seconds(names[0])  # reads the shelf
    seconds = [_seconds(_misspelt(name, chance)) for name in [*names, *COMMON]]
    tell("search: five shops")
    return {
        "p95_ms": round(1000 * figures.percentile(seconds, 0.95), 1),
        "first_ms": round(1000 * first),
        **figures.milliseconds(seconds),
        "shops": shelves.measure(),
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    p95 = found["p95_ms"]
    return [
        Row(f"a name among {PRODUCTS:,}, p50 ms", f"{found['p50_ms']:.1f}"),
        Row("  p95 ms", f"{p95:.1f}", target=f"≤ {MOST_MS:.0f} ms", reached=p95 <= MOST_MS),
        Row("  the first one, which reads the shelf, ms", f"{found['first_ms']:,}"),
        *shelves.rows(found["shops"]),
    ]


def _fill(entries: list[ProductEntry]) -> None:
    with database.transaction() as session:
        session.add(_empty())
        session.flush()
        part.save(session, SHOP, entries, whole=True)
    with database.transaction() as session:
        session.execute(text("ANALYZE"))


def _empty() -> Business:
    return Business(
        id=SHOP,
        name=SHOP,
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


def _branded(number: int, brand: str, product: Product) -> ProductEntry:
    return ProductEntry.model_validate(
        {
            "sku": f"S{number}",
            "name": {language: f"{brand} {name}" for language, name in product["name"].items()},
            "aliases": [f"{brand} {alias}" for alias in product.get("aliases", [])[:2]],
            "unit": product["unit"],
            "price_paise": 1000,
            "gst_rate": "5",
        }
    )


def _misspelt(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(name) - 1)
    return name[:place] + name[place + 1 :]


def _seconds(name: str) -> float:
    with database.transaction() as session:
        began = time.perf_counter()
        service.find(session, SHOP, name)
        return time.perf_counter() - began
