"""Our own intents: the held-out corpora, clean and misspelt, their values, and what no intent wants."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from bench.misspelling import HEAVY, LIGHT, misspelt
from engine.settings import ROOT
from nlu.intents.classifier import NO_INTENT
from nlu.pages.folders import Corpus, corpora, pages
from nlu.pages.trial import Trial, examples, fallback_below

HELD_APART = "MUNSHI_HELD_APART"  # names a folder with corpora that nobody who trains has seen
THUMBS = ROOT / "tests" / "nlu"  # holds lists of what people misspelt themselves
KINDS = {
    "dates": ("period", "time", "duration"),
    "money": ("money",),
    "order lines": ("order_line",),
}


class Sentence(NamedTuple):
    """A held-out sentence with what it means; the language is empty where it is not said."""

    text: str
    intent: str
    language: str
    value: Mapping[str, Any]


def measure() -> dict[str, Any]:
    """The figures of `tests/` and, where it is named, of the folder that is held apart."""
    trial = Trial(examples(ROOT), fallback_below(ROOT))
    thumbs = [each for file in sorted(THUMBS.glob("misspelt*.yml")) for each in sentences(file)]
    found = {
        "corpora": measure_sentences(trial, held_out(corpora(ROOT))),
        "typed_in_haste": percent([trial.rank(each.text)[0][0] == each.intent for each in thumbs]),
    }
    if apart := os.environ.get(HELD_APART):
        said = [each for file in sorted(Path(apart).rglob("*.yml")) for each in sentences(file)]
        found["held_apart"] = measure_sentences(trial, said)
    return found


def held_out(found: Iterable[Corpus], root: Path = ROOT) -> list[Sentence]:
    """The sentences of intents that have a page."""
    taught = {page.intent for page in pages(root)}
    return [each for corpus in found if corpus.intent in taught for each in _said(corpus)]


def sentences(file: Path) -> list[Sentence]:
    """Those of a corpus, or of a plain list: intent and text, and language and value where they are said."""
    content = YAML(typ="safe").load(file)
    if isinstance(content, dict) and "intent" in content:
        return list(_said(Corpus(file, content)))
    if not isinstance(content, list):
        return []
    return [
        Sentence(each["text"], each["intent"], each.get("language", ""), each.get("value") or {})
        for each in content
    ]


def _said(corpus: Corpus) -> Iterator[Sentence]:
    for text, language, value in corpus.sentences():
        yield Sentence(text, corpus.intent, language, value)


def measure_sentences(trial: Trial, said: Sequence[Sentence]) -> dict[str, Any]:
    """Shares in per cent, of good messages where nothing else is said; nothing of a kind that is not there."""
    guessed = [trial.rank(each.text)[0][0] for each in said]
    right_of, by_intent = defaultdict(list), defaultdict(list)
    for each, guess in zip(said, guessed, strict=True):
        by_intent[each.intent].append(guess == each.intent)
        if each.language and each.intent != NO_INTENT:
            right_of[each.language].append(guess == each.intent)
    good = [each for each in said if each.intent != NO_INTENT]
    return {
        "sentences": len(said),
        "intent": {language: percent(right) for language, right in sorted(right_of.items())},
        "by_intent": {intent: percent(right) for intent, right in sorted(by_intent.items())},
        "misspelt": {
            name: percent([trial.rank(misspelt(each.text, share))[0][0] == each.intent for each in good])
            for name, share in (("light", LIGHT), ("heavy", HEAVY))
        },
        "out_of_scope": percent(by_intent[NO_INTENT]),
        "refused": percent(
            [
                guess == NO_INTENT
                for each, guess in zip(said, guessed, strict=True)
                if each.intent != NO_INTENT
            ]
        ),
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
