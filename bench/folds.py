"""Cross-validation of a bot that other people write to: what is learnt, what is tried, and what no intent wants."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold

FOLDS = 5
SEED = 7
ALIKE = 0.4  # farthest apart that two sentences of an intent go to the same fold


class Labelled(NamedTuple):
    """A sentence with its intent."""

    text: str
    intent: str


class Fold(NamedTuple):
    """What is learnt, what is tried, and sentences that no learnt intent wants."""

    learnt: list[Labelled]
    tried: list[Labelled]
    foreign: list[str]


def plain(said: Sequence[Labelled], others: Sequence[str], share: float) -> Iterator[Fold]:
    """Stratified folds, as published work has them; strangers are what is written to other bots.

    `share` is that of the strangers among all sentences that are tried, as far as there are so many.
    """
    chance = random.Random(SEED)
    counts = Counter(each.intent for each in said)
    often = [each for each in said if counts[each.intent] >= FOLDS]
    rare = [each for each in said if counts[each.intent] < FOLDS]
    parts = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for fold, (kept, out) in enumerate(parts.split(often, [each.intent for each in often])):
        learnt = [often[at] for at in kept] + [each for at, each in enumerate(rare) if at % FOLDS != fold]
        known = {each.intent for each in learnt}
        tried = [often[at] for at in out] + [each for each in rare[fold::FOLDS] if each.intent in known]
        yield Fold(learnt, tried, chance.sample(others, min(_strangers(tried, share), len(others))))


def apart(said: Sequence[Labelled], others: Sequence[str], share: float) -> Iterator[Fold]:
    """Folds that are as hard as people: whole intents are left out, as strangers beside those to other bots.

    Sentences that are nearly the same stay together, as those that people really write are unlike the examples.
    """
    chance = random.Random(SEED)
    group = groups(said)
    fold_of = {each: chance.randrange(FOLDS) for each in sorted(set(group))}
    intents = sorted({each.intent for each in said})
    chance.shuffle(intents)
    for fold in range(FOLDS):
        out = set(intents[fold::FOLDS])
        inside = [(each, fold_of[of]) for each, of in zip(said, group, strict=True) if each.intent not in out]
        learnt = [each for each, where in inside if where != fold]
        known = {each.intent for each in learnt}
        tried = [each for each, where in inside if where == fold and each.intent in known]
        near = [each.text for each in said if each.intent in out]
        wanted = _strangers(tried, share)
        far = chance.sample(others, min(wanted - wanted // 2, len(others)))
        yield Fold(learnt, tried, [*chance.choices(near, k=wanted // 2), *far])


def _strangers(tried: Sequence[Labelled], share: float) -> int:
    return int(len(tried) * share / (1 - share))


def groups(said: Sequence[Labelled]) -> list[str]:
    """The name of the group of alike sentences for each sentence; a group never has two intents."""
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    matrix = pieces.fit_transform(each.text for each in said)
    names = [""] * len(said)
    for intent in {each.intent for each in said}:
        at = [place for place, each in enumerate(said) if each.intent == intent]
        distances = np.clip(1 - (matrix[at] @ matrix[at].T).toarray(), 0, 1)
        alike = AgglomerativeClustering(
            n_clusters=None, distance_threshold=ALIKE, metric="precomputed", linkage="average"
        )
        labels = alike.fit_predict(distances) if len(at) > 1 else [0]
        for place, label in zip(at, labels, strict=True):
            names[place] = f"{intent} {label}"
    return names
