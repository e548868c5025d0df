"""Our own intents: the held-out corpora, clean and misspelt, their values, and what no intent wants."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from bench.misspelling import HEAVY, LIGHT, misspelt
from engine.settings import ROOT
from nlu.classifier import NO_INTENT
from nlu.pages import Corpus, corpora, pages
from nlu.trial import Trial, examples, fallback_below

HELD_APART = "MUNSHI_HELD_APART"  # names a folder with corpora that nobody who trains has seen
KINDS = {
    "dates": ("period", "time", "duration"),
    "money": ("money",),
    "order lines": ("order_line",),
}


class Sentence(NamedTuple):
    """A held-out sentence with what it means."""

    text: str
    intent: str
    language: str
    value: Mapping[str, Any]


def measure() -> dict[str, Any]:
    """The figures of `tests/` and, where it is named, of the folder that is held apart."""
    trial = Trial(examples(ROOT), fallback_below(ROOT))
    found = {"corpora": measure_sentences(trial, held_out(corpora(ROOT)))}
    apart = os.environ.get(HELD_APART)
    if apart:
        found["held_apart"] = measure_sentences(trial, held_out(corpora_under(Path(apart))))
    return found


def corpora_under(folder: Path) -> list[Corpus]:
    """Corpora of any folder, those in its folders too."""
    loader = YAML(typ="safe")
    found = [(file, loader.load(file)) for file in sorted(folder.rglob("*.yml"))]
    return [
        Corpus(file, content) for file, content in found if isinstance(content, dict) and "intent" in content
    ]


def held_out(found: Sequence[Corpus], root: Path = ROOT) -> list[Sentence]:
    """The sentences of intents that have a page."""
    taught = {page.intent for page in pages(root)}
    return [
        Sentence(text, corpus.intent, language, value)
        for corpus in found
        if corpus.intent in taught
        for text, language, value in corpus.sentences()
    ]


def measure_sentences(trial: Trial, said: Sequence[Sentence]) -> dict[str, Any]:
    """Shares in per cent, of good messages where nothing else is said; nothing of a kind that is not there."""
    guessed = [trial.rank(each.text)[0][0] for each in said]
    good = [(each, guess) for each, guess in zip(said, guessed, strict=True) if each.intent != NO_INTENT]
    other = [
        guess == NO_INTENT for each, guess in zip(said, guessed, strict=True) if each.intent == NO_INTENT
    ]
    by_language, by_intent = defaultdict(list), defaultdict(list)
    for each, guess in zip(said, guessed, strict=True):
        by_language[each.language].append(guess == each.intent)
        by_intent[each.intent].append(guess == each.intent)
    return {
        "sentences": len(said),
        "intent": {language: percent(right) for language, right in sorted(by_language.items())},
        "by_intent": {intent: percent(right) for intent, right in sorted(by_intent.items())},
        "misspelt": {
            name: percent([trial.rank(misspelt(each.text, share))[0][0] == each.intent for each, _ in good])
            for name, share in (("light", LIGHT), ("heavy", HEAVY))
        },
        "out_of_scope": percent(other),
        "refused": percent([guess == NO_INTENT for _, guess in good]),
        "values": {kind: percent(list(_values(trial, said, names))) for kind, names in KINDS.items()},
    }


def percent(right: Sequence[bool]) -> float | None:
    """How many of 100 are right, or nothing of nothing."""
    return round(100 * sum(right) / len(right), 1) if right else None


def _values(trial: Trial, said: Sequence[Sentence], names: Sequence[str]) -> Iterator[bool]:
    """Of each sentence whose corpus says such a value, whether exactly these values are read."""
    for each in said:
        wanted = {name: each.value[name] for name in names if name in each.value}
        if wanted:
            found = trial.values(each.text, each.intent)
            yield all(agrees(found.get(name, []), expected) for name, expected in wanted.items())


def agrees(found: Sequence[Any], expected: Any) -> bool:
    """Whether the same values are found; a mapping agrees in what it names, a pack that is not named is not there."""
    wanted = expected if isinstance(expected, list) else [expected]
    return len(found) == len(wanted) and all(map(_agrees, found, wanted))


def _agrees(found: Any, expected: Any) -> bool:
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return all(found.get(name) == value for name, value in {"pack": None, **expected}.items())
    return bool(found == expected)
