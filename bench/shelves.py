"""Five shops with nothing but a list of names: what people say who want one of their goods, and who want another's.

The lists in `bench/shelves/` say by hand how each product is asked for; the rules below change that as people do. They
know nothing of `goods.yml`, and what fails here is mended there only by kinds.
"""

import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from bench import figures
from bench.table import Row
from munshi.catalogue import ranking
from munshi.catalogue.index import Index
from munshi.catalogue.listings import Named
from munshi.catalogue.rules import Kind

FOLDER = Path(__file__).with_name("shelves")
SHOPS = ("kirana", "restaurant", "medical", "hardware", "stationery")
SEED = 13
SHOWN = 3  # of a question
LEAST_FOUND, MOST_TAKEN = 97.0, 2.0

Figures = dict[str, Any]

BY_EAR = (  # what sounds alike and is written either way
    ("aa", "a"),
    ("ee", "i"),
    ("oo", "u"),
    ("i(?=[^aeiou])", "ee"),
    ("u(?=[^aeiou])", "oo"),
    ("v", "w"),
    ("w", "v"),
    ("z", "j"),
    ("sh", "s"),
    ("ph", "f"),
    ("f", "ph"),
    ("c(?=[aouklrt])", "k"),
    ("ck", "k"),
    ("dh", "d"),
    ("bh", "b"),
    ("th", "t"),
    ("([tlmnps])\\1", "\\1"),
    ("(?<=[aeiou])([tlmn])(?=[aeiou])", "\\1\\1"),
    ("ai", "e"),
    ("au", "o"),
    ("x", "ks"),
)
AROUND = (
    "{} bhej dena",
    "2 {}",
    "mujhe {} chahiye",
    "{} kitne ka hai",
    "bhaiya {} de do",
    "please send {}",
    "{} alag rakh dena",
    "ek {} jaldi",
    "{} home delivery",
    "teen {}",
)


@dataclass(frozen=True)
class Query:
    """What somebody says, in which way it was made, and the products that may be meant, if any."""

    text: str
    way: str
    right: frozenset[str]


@dataclass(frozen=True)
class Shop:
    """A shelf of bare names, and what is said there."""

    name: str
    names: Sequence[str]
    queries: Sequence[Query]


def read(name: str) -> Shop:
    """One of the shops, always with the same queries."""
    file = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
    goods = {pattern: _names(pattern, file) for pattern in file["products"]}
    right: dict[str, set[str]] = defaultdict(set)
    for pattern, says in file["products"].items():
        for say in says:
            right[say] |= set(goods[pattern].values())
    chance = random.Random(SEED)
    queries = [*_present(file, goods, right, chance), *_absent(file["absent"])]
    names = [each for named in goods.values() for each in named.values()]
    return Shop(name, list(dict.fromkeys(names)), list(dict.fromkeys(queries)))


def index_of(shop: Shop) -> Index:
    """Its shelf, of names alone."""
    return Index(Named(name, [name], place=place) for place, name in enumerate(shop.names))


def measure() -> Figures:
    """How many are found, taken wrongly, and taken though they are not there, of each shop."""
    return {name: measure_shop(read(name)) for name in SHOPS}


def rows(found: Mapping[str, Figures]) -> Iterator[Row]:
    """The lines of the table."""
    for name, of in found.items():
        yield Row(
            f"{name}, {of['products']:,} names: {of['asked']:,} found, %",
            f"{of['found']:.1f}",
            target=f"≥ {LEAST_FOUND:.0f} %",
            reached=of["found"] >= LEAST_FOUND,
        )
        yield Row("  taken for another, %", f"{of['wrong']:.1f}")
        yield Row(
            f"  of {of['absent']} not there, taken, %",
            f"{of['taken']:.1f}",
            target=f"≤ {MOST_TAKEN:.0f} %",
            reached=of["taken"] <= MOST_TAKEN,
        )
        yield Row("  of these asked about, %", f"{of['asked_back']:.1f}")
        yield Row("  a name, p95 ms", f"{of['p95_ms']:.1f}")


def measure_shop(shop: Shop) -> Figures:
    """The figures of one shop, with what was missed and what was taken wrongly."""
    index = index_of(shop)
    seconds: list[float] = []
    missed: list[Query] = []
    wrong: list[Query] = []
    taken: list[Query] = []
    asked_back: list[Query] = []
    for query in shop.queries:
        began = time.perf_counter()
        likely = ranking.likeliest(query.text, index)
        seconds.append(time.perf_counter() - began)
        shown = [fit.key for fit in likely.fits[: 1 if likely.kind is Kind.SURE else SHOWN]]
        if query.right:
            missed += [query] if query.right.isdisjoint(shown) else []
            wrong += [query] if likely.kind is Kind.SURE and query.right.isdisjoint(shown) else []
        elif likely.kind is not Kind.UNKNOWN:
            (taken if likely.kind is Kind.SURE else asked_back).append(query)
    there = sum(bool(query.right) for query in shop.queries)
    absent = len(shop.queries) - there
    return {
        "products": len(shop.names),
        "asked": there,
        "found": 100 - 100 * len(missed) / there,
        "wrong": 100 * len(wrong) / there,
        "absent": absent,
        "taken": 100 * len(taken) / absent,
        "asked_back": 100 * len(asked_back) / absent,
        "p95_ms": round(1000 * figures.percentile(seconds, 0.95), 2),
        "missed": [f"{query.way}: {query.text}" for query in missed],
        "taken_wrongly": [f"{query.way}: {query.text}" for query in [*wrong, *taken]],
    }


def _names(pattern: str, file: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    """All the ways of a line, by what stands in its gaps."""
    gaps = re.findall(r"{(\w+)}", pattern)
    ways = [file["brands"].get(gap) or file["sizes"][gap] for gap in gaps]
    return {each: pattern.format_map(dict(zip(gaps, each, strict=True))) for each in product(*ways)}


def _present(
    file: Mapping[str, Any],
    goods: Mapping[str, Mapping[tuple[str, ...], str]],
    right: Mapping[str, set[str]],
    chance: random.Random,
) -> Iterator[Query]:
    for pattern, says in file["products"].items():
        bare = " ".join(re.sub(r"{\w+}", "", pattern).split())
        yield Query(bare.lower(), "name", frozenset(goods[pattern].values()))
        yield from _branded(pattern, says, file, right, chance)
        for say in says:
            may = frozenset(right[say])
            yield Query(say, "said", may)
            yield Query(chance.choice(AROUND).format(say), "around", may)
            if say.isascii():
                yield Query(_by_ear(say, chance), "by ear", may)
                yield Query(_many(say), "many", may)


def _branded(
    pattern: str,
    says: Sequence[str],
    file: Mapping[str, Any],
    right: Mapping[str, set[str]],
    chance: random.Random,
) -> Iterator[Query]:
    gaps = re.findall(r"{(\w+)}", pattern)
    if not gaps or gaps[0] not in file["brands"]:
        return
    for brand in file["brands"][gaps[0]]:
        say = chance.choice(list(says))
        may = frozenset(name for name in right[say] if name.startswith(brand))
        yield Query(f"{brand.lower()} {say}", "brand first", may)
        yield Query(f"{say} {brand.lower()} wala", "brand behind", may)


def _absent(names: Sequence[str]) -> Iterator[Query]:
    for name in names:
        yield Query(name, "absent", frozenset())
        yield Query(AROUND[len(name) % len(AROUND)].format(name), "absent", frozenset())


def _by_ear(say: str, chance: random.Random) -> str:
    """One sound as somebody else writes it; the first letter stays."""
    ways = [(old, new) for old, new in BY_EAR if re.search(old, say[1:])]
    if not ways:
        return say
    old, new = chance.choice(ways)
    return say[0] + re.sub(old, new, say[1:], count=1)


def _many(say: str) -> str:
    """The last word in its plural: *papad* papads, *ande* as it is, *roti* rotiyan, *samosa* samose."""
    if say.endswith("a") and len(say) > 3:
        return f"{say[:-1]}e"
    if say.endswith("i") and say[-2] not in "aeioh" and len(say) > 3:
        return f"{say}yan"
    if say.endswith(("s", "e", "u", "o", "i", "x", "an", "sh", "ch")) or say[-1].isdigit() or len(say) < 4:
        return say
    return f"{say[:-1]}ies" if say.endswith("y") and say[-2] not in "aeiou" else f"{say}s"
