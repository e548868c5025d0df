"""How well messages are understood: our own corpora, public sets, and stock Rasa on the same misspelt sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import own, processes, public, slots, stock
from bench.misspelling import HEAVY, misspelt
from bench.sides import INSIDE, LAST, tell
from bench.table import Row
from engine.settings import ROOT
from nlu.classifier import NO_INTENT
from nlu.pages import LANGUAGES, corpora
from nlu.trial import fallback_below

Figures = dict[str, Any]

# To be reached, in per cent.
INTENT, MISSPELT, OUT_OF_SCOPE, REFUSED = 93, 88, 85, 4
VALUES = {"dates": 93, "money": 95, "order lines": 93}
OVER_STOCK = 6  # points on misspelt sentences
IN_SCOPE = {"sofmattress": 77, "curekart": 86, "powerplay11": 67}
MCC = {"sofmattress": 0.66, "curekart": 0.63, "powerplay11": 0.44}
ROOT_INTENT, SLOT_F1 = 87, 66


def measure() -> Figures:
    """Everything in this process, in a few minutes."""
    tell("understanding: our own corpora")
    found: Figures = {**own.measure()}
    tell("understanding: public sets")
    found["public"] = public.measure(fallback_below(ROOT))
    tell("understanding: slots of a public set")
    found["public"] |= slots.measure()
    return found


def measure_stock(folder: Path) -> Figures:
    """How many of 100 heavily misspelt sentences stock Rasa, trained in this folder, gets right. Raises Failed."""
    tell("stock: understanding misspelt sentences")
    said = [each for each in own.held_out(corpora(ROOT)) if each.intent != NO_INTENT]
    texts, out = LAST / "misspelt.json", LAST / "misspelt-stock.json"
    texts.write_text(json.dumps([misspelt(each.text, HEAVY) for each in said]), encoding="utf-8")
    command = [str(stock.PYTHON), str(INSIDE / "intents.py")]
    command += [str(folder / "models" / f"{stock.MODEL}.tar.gz"), str(texts), str(out)]
    processes.run(command, folder, stock.environment(), LAST / "misspelt-stock.log")
    guessed = json.loads(out.read_text(encoding="utf-8"))
    right = [guess == each.intent for guess, each in zip(guessed, said, strict=True)]
    return {"misspelt": {"heavy": own.percent(right)}}


def rows(found: Figures, stock_found: Figures | None) -> Iterator[Row]:
    """What is understood, each with its target."""
    yield from _own("", found["corpora"], stock_found)
    if "held_apart" in found:
        yield from _own("held apart: ", found["held_apart"], None)
    yield from _public(found["public"])
    spelt = found.get("spelling", {})
    if "dev" in spelt:
        yield Row("Dakshina, one key for one word, F1, dev", _shown(round(spelt["dev"]["f1"], 3)))


def _own(whose: str, found: Figures, stock_found: Figures | None) -> Iterator[Row]:
    for language, name in LANGUAGES.items():
        yield _at_least(f"{whose}intents right, {name}, %", found["intent"].get(language), INTENT)
    yield _at_least(f"{whose}intents right, lightly misspelt, %", found["misspelt"]["light"], None)
    yield _heavy(f"{whose}intents right, heavily misspelt, %", found["misspelt"]["heavy"], stock_found)
    yield _at_least(f"{whose}out of scope recognised, %", found["out_of_scope"], OUT_OF_SCOPE)
    refused = found["refused"]
    yield Row(
        f"{whose}good messages refused, %",
        _shown(refused),
        target=f"≤ {REFUSED} %",
        reached=None if refused is None else refused <= REFUSED,
    )
    for kind, least in VALUES.items():
        yield _at_least(f"{whose}{kind} exactly right, %", found["values"][kind], least)


def _heavy(measure_name: str, mine: float | None, stock_found: Figures | None) -> Row:
    row = _at_least(measure_name, mine, MISSPELT)
    if not stock_found or mine is None:
        return row
    theirs = stock_found["misspelt"]["heavy"]
    target = f"≥ {MISSPELT} %, and {OVER_STOCK} points over stock Rasa"
    return Row(
        row.measure, row.ours, _shown(theirs), None, target, bool(row.reached) and mine >= theirs + OVER_STOCK
    )


def _public(found: Figures) -> Iterator[Row]:
    if "missing" in found:
        yield Row("public sets", f"not here: {found['missing']}")
        return
    for bot, least in IN_SCOPE.items():
        figures = found[bot]
        yield _at_least(f"HINT3 {bot}, in scope, cross-validated, %", figures["in_scope"], least)
        yield _at_least(f"HINT3 {bot}, MCC at the best threshold", figures["mcc"], MCC[bot])
        yield Row(f"HINT3 {bot}, MCC at our threshold", _shown(figures["mcc_fixed"]))
    yield _at_least(
        "Hinglish-TOP, root intent, validation, %", found["hinglish-top"]["root_intent"], ROOT_INTENT
    )
    yield _at_least("Hinglish-TOP, slot F1, validation, %", found["slot_f1"], SLOT_F1)


def _at_least(measure_name: str, value: float | None, least: float | None) -> Row:
    if value is None or least is None:
        return Row(measure_name, _shown(value))
    return Row(measure_name, _shown(value), target=f"≥ {least:g}", reached=value >= least)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
