"""Both sides learn the same sample of the pages: what that takes, how fast each reads then, and what it understands.

Of all the pages stock Rasa would learn for an hour; so both learn a part that stands for all, and ours the whole too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rasa.shared.utils.io

from bench import own, sides, stock
from bench.misspelling import HEAVY, misspelt
from bench.sides import LAST, tell
from bench.table import Row, latency, seconds
from engine.settings import ROOT
from nlu.intents.classifier import NO_INTENT
from nlu.pages.folders import all_pages, corpora
from nlu.pages.goods import filled

Figures = dict[str, Any]

PARSE_TIMES = 2  # how often each sentence is read
FASTER, QUICKER_TO_LEARN = 8, 15  # times
OVER_STOCK = 6  # points on misspelt sentences
P50, P99 = 1.5, 5  # milliseconds, with all the pages learnt


@dataclass(frozen=True)
class Size:
    """How many examples of an intent in a language are learnt, and of how many sentences one is tried."""

    most: int
    every: int


FULL = Size(30, 1)  # stock Rasa learns for about ten minutes
QUICK = Size(2, 20)


def measure(size: Size, *, with_stock: bool) -> Figures:
    """Both sides one after the other. Raises Failed."""
    said = [each for each in own.held_out(corpora(ROOT)) if each.intent != NO_INTENT][:: size.every]
    found: Figures = {"stock": None}
    if with_stock:
        pages = LAST / "sample" / "data"
        found["examples"] = write(pages, size.most)
        tell("stock: installing")
        stock.install(LAST / "install.log")
        tell(f"stock: learning {found['examples']} examples, some minutes")
        trained = stock.train(LAST / "stock", pages)
        tell("stock: reading")
        read = _read(stock.PYTHON, stock.model(LAST / "stock"), said, "stock")
        found["stock"] = {"training_s": round(trained, 1), **read}
        tell("Munshi: learning the same")
        found["munshi"] = _learn(LAST / "munshi-sample", pages, said)
    tell("Munshi: learning all the pages")
    found["all_examples"] = sum(len(lines) for page in all_pages(ROOT) for _, _, lines in page.blocks())
    found["all"] = _learn(LAST / "munshi", ROOT / "data", said)
    return found


def _learn(folder: Path, pages: Path, said: Sequence[own.Sentence]) -> Figures:
    trained = sides.train_munshi(folder, pages)
    model = folder / "models" / "munshi.tar.gz"
    return {"training_s": round(trained, 1), **_read(Path(sys.executable), model, said, "munshi")}


def _read(python: Path, model: Path, said: Sequence[own.Sentence], whose: str) -> Figures:
    """The time that sentences take, and which of them are understood, also misspelt."""
    clean = sides.parse(python, model, [each.text for each in said], PARSE_TIMES, whose)
    heavy = sides.parse(python, model, [misspelt(each.text, HEAVY) for each in said], 1, whose)
    wanted = [each.intent for each in said]
    return {
        "parse": clean.milliseconds,
        "right": own.percent(list(map(str.__eq__, clean.intents, wanted))),
        "misspelt": own.percent(list(map(str.__eq__, heavy.intents, wanted))),
    }


def write(folder: Path, most: int) -> int:
    """Copies the pages with at most so many examples of an intent in a language; how many that are in all."""
    count = 0
    for page in all_pages(ROOT):
        content = rasa.shared.utils.io.read_yaml_file(page.file) or {}
        for block in content.get("nlu") or ():
            written = (line.strip().removeprefix("- ") for line in str(block["examples"]).splitlines())
            lines = spread([each for example in written for each in filled(example)], most)
            block["examples"] = "".join(f"- {line}\n" for line in lines)
            count += len(lines)
        copy = folder / page.skill / page.file.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        rasa.shared.utils.io.write_yaml(content, copy)
    return count


def spread(lines: Sequence[str], most: int) -> list[str]:
    """At most so many lines, from the first to the last at even steps: what stands together is mostly alike."""
    if len(lines) <= most:
        return list(lines)
    return [lines[at * len(lines) // most] for at in range(most)]


def rows(found: Figures) -> Iterator[Row]:
    """Both sides with the sample, then ours with all the pages."""
    stock_found = found["stock"]
    if stock_found:
        mine = found["munshi"]
        yield Row("examples learnt", f"{found['examples']:,}", f"{found['examples']:,}")
        yield seconds("training, s", mine, stock_found, "training_s", at_least=QUICKER_TO_LEARN)
        yield latency("parse, in the process, p50 / p99 ms", mine, stock_found, "parse", at_least=FASTER)
        yield Row("intents right, %", f"{mine['right']:g}", f"{stock_found['right']:g}")
        more = mine["misspelt"] - stock_found["misspelt"]
        yield Row(
            "intents right, heavily misspelt, %",
            f"{mine['misspelt']:g}",
            f"{stock_found['misspelt']:g}",
            target=f"≥ {OVER_STOCK} points more (is {more:.1f})",
            reached=more >= OVER_STOCK,
        )
    whole = found["all"]
    yield Row("all the pages: examples learnt", f"{found['all_examples']:,}")
    yield Row("all the pages: training, s", f"{whole['training_s']:.1f}")
    p50, p99 = whole["parse"]["p50_ms"], whole["parse"]["p99_ms"]
    yield Row(
        "all the pages: parse, p50 / p99 ms",
        f"{p50:.2f} / {p99:.2f}",
        target=f"≤ {P50} / {P99}",
        reached=p50 <= P50 and p99 <= P99,
    )
    yield Row("all the pages: intents right, %", f"{whole['right']:g}")
    yield Row("all the pages: intents right, misspelt, %", f"{whole['misspelt']:g}")
