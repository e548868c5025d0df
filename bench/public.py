"""Public sets, by cross-validation on their training parts: HINT3's three bots and Hinglish-TOP's root intents."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import matthews_corrcoef

from engine.settings import ROOT
from nlu.classifier import IntentModel, train
from nlu.features import features

DATA = ROOT.parent / "shared" / "data"
HOW_TO_GET = (
    f"put HINT3's v1 train CSVs (github.com/hellohaptik/HINT3, ODbL) into {DATA / 'hint3' / 'train'} and "
    f"Hinglish-TOP's train.tsv and validation.tsv (github.com/google-research-datasets/Hinglish-TOP-Dataset, "
    f"Apache-2.0) into {DATA / 'hinglish-top'}"
)
STRANGERS = {
    "sofmattress": 0.42,
    "curekart": 0.54,
    "powerplay11": 0.72,
}  # of what people really wrote to the bots
FOLDS = 5
SEED = 7
ALIKE = 0.4  # farthest apart that two sentences of an intent go to the same fold
NOBODY = "out of scope"
LOWEST = 0.1  # the threshold of the published accuracy
THRESHOLDS = np.linspace(0, 1, 51)
ROOT_INTENT = re.compile(r"\[IN:(\S+)")


class Labelled(NamedTuple):
    """A sentence with its intent."""

    text: str
    intent: str


def hint3(bot: str) -> list[Labelled]:
    """The full training set of a bot."""
    with (DATA / "hint3" / "train" / f"{bot}_train.csv").open(encoding="utf-8", newline="") as file:
        return [Labelled(row["sentence"], row["label"]) for row in csv.DictReader(file)]


def hinglish_top(part: str) -> list[tuple[str, str]]:
    """Each romanised command with its parse."""
    with (DATA / "hinglish-top" / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["cs_query"], row["cs_parse"]) for row in rows]


def measure(fixed: float) -> dict[str, Any]:
    """The figures of every set at the fixed threshold, or where to get the data."""
    if not (DATA / "hint3").exists() or not (DATA / "hinglish-top").exists():
        return {"missing": HOW_TO_GET}
    bots = {bot: hint3(bot) for bot in STRANGERS}
    found: dict[str, Any] = {
        bot: _measure_bot(said, _others(bots, bot), STRANGERS[bot], fixed) for bot, said in bots.items()
    }
    return {**found, "hinglish-top": _measure_hinglish()}


def _others(bots: dict[str, list[Labelled]], bot: str) -> list[str]:
    return [each.text for other, said in bots.items() if other != bot for each in said]


def _measure_bot(
    said: Sequence[Labelled], others: Sequence[str], strangers: float, fixed: float
) -> dict[str, float]:
    right: list[bool] = []
    wanted: list[str] = []
    guessed: list[str] = []
    sure: list[float] = []
    for learnt, tried, foreign in _folds(said, others, strangers):
        model = _trained(learnt)
        for text, intent in [*tried, *((text, NOBODY) for text in foreign)]:
            best, confidence = next(iter(model.rank(features(text))), (NOBODY, 0.0))
            wanted.append(intent)
            guessed.append(best)
            sure.append(confidence)
            if intent != NOBODY:
                right.append(best == intent and confidence >= LOWEST)
    by_threshold = [_mcc(wanted, guessed, sure, float(threshold)) for threshold in THRESHOLDS]
    return {
        "in_scope": round(100 * float(np.mean(right)), 1),
        "mcc": round(max(by_threshold), 3),
        "mcc_fixed": round(_mcc(wanted, guessed, sure, fixed), 3),
        "best_threshold": float(THRESHOLDS[int(np.argmax(by_threshold))]),
    }


def _folds(
    said: Sequence[Labelled], others: Sequence[str], strangers: float
) -> Iterator[tuple[list[Labelled], list[Labelled], list[str]]]:
    """What is learnt, what is tried, and what no intent wants: whole intents left out, and words to other bots.

    Sentences that are nearly the same stay together, as those that people really write are unlike the examples.
    """
    chance = random.Random(SEED)
    group = _groups(said)
    fold_of = {each: chance.randrange(FOLDS) for each in sorted(set(group))}
    intents = sorted({each.intent for each in said})
    chance.shuffle(intents)
    for fold in range(FOLDS):
        out = set(intents[fold::FOLDS])
        learnt = [
            each
            for each, of in zip(said, group, strict=True)
            if fold_of[of] != fold and each.intent not in out
        ]
        known = {each.intent for each in learnt}
        tried = [
            each for each, of in zip(said, group, strict=True) if fold_of[of] == fold and each.intent in known
        ]
        near = [each.text for each in said if each.intent in out]
        wanted = int(len(tried) * strangers / (1 - strangers))
        yield (
            learnt,
            tried,
            [*chance.choices(near, k=wanted // 2), *chance.sample(others, wanted - wanted // 2)],
        )


def _groups(said: Sequence[Labelled]) -> list[str]:
    """The name of the group of alike sentences for each sentence."""
    matrix = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True).fit_transform(
        each.text for each in said
    )
    names = [""] * len(said)
    for intent in {each.intent for each in said}:
        at = [place for place, each in enumerate(said) if each.intent == intent]
        apart = np.clip(1 - (matrix[at] @ matrix[at].T).toarray(), 0, 1)
        alike = AgglomerativeClustering(
            n_clusters=None, distance_threshold=ALIKE, affinity="precomputed", linkage="average"
        )
        labels = alike.fit_predict(apart) if len(at) > 1 else [0]
        for place, label in zip(at, labels, strict=True):
            names[place] = f"{intent} {label}"
    return names


def _mcc(wanted: Sequence[str], guessed: Sequence[str], sure: Sequence[float], threshold: float) -> float:
    """Matthews' correlation where what is less sure than the threshold is called out of scope."""
    called = [
        best if confidence >= threshold else NOBODY for best, confidence in zip(guessed, sure, strict=True)
    ]
    return float(matthews_corrcoef(wanted, called))


def _measure_hinglish() -> dict[str, float]:
    learnt = [Labelled(text, _root(parse)) for text, parse in hinglish_top("train")]
    model = _trained(learnt)
    right = [
        next(iter(model.rank(features(text))), (NOBODY, 0.0))[0] == _root(parse)
        for text, parse in hinglish_top("validation")
    ]
    return {"root_intent": round(100 * float(np.mean(right)), 1)}


def _root(parse: str) -> str:
    found = ROOT_INTENT.search(parse)
    return found[1] if found else NOBODY


def _trained(said: Sequence[Labelled]) -> IntentModel:
    return train([features(each.text) for each in said], [each.intent for each in said])


def there_is_data(folder: Path = DATA) -> bool:
    """Whether the public sets lie where the benchmark looks for them."""
    return (folder / "hint3").exists() and (folder / "hinglish-top").exists()
