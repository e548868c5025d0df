"""The numbers of a text are those that a plain reckoning gives, whatever is remembered of its words."""

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest

from nlu.intents.classifier import IntentModel
from nlu.intents.confidence import Confidence
from nlu.intents.features import features
from nlu.intents.known_words import KnownWords
from nlu.intents.vectors import WEIGHTS, Vectoriser

TAUGHT = ["mera order kab aayega", "order cancel kar do", "मेरा ऑर्डर कहाँ है", "2 kilo aata bhej do"]
ASKED = [
    *TAUGHT,
    "order order order",
    "ordr zqxv kahan zqxv",
    "zqxv",
    "👍",
    "kal 3 packet maggi aur 2 kilo aata",
]
KNOWN = KnownWords.learn(TAUGHT)


@pytest.fixture(scope="module")
def vectoriser() -> Vectoriser:
    return Vectoriser.learn([features(text) for text in TAUGHT])


def reckoned(vectoriser: Vectoriser, names: list[str]) -> dict[str, float]:
    """What each known feature adds up to: how often it is said times its rarity, as a part of its family's length."""
    rarity = dict(zip(vectoriser.names, vectoriser.idf.tolist(), strict=True))
    values = [(name, rarity.get(name, max(rarity.values()))) for name in names]
    lengths = {
        family: sqrt(sum(value**2 for name, value in values if name[0] == family)) for family in WEIGHTS
    }
    found: Counter[str] = Counter()
    for name, value in values:
        found[name] += WEIGHTS[name[0]] * value / lengths[name[0]]
    return {name: value for name, value in found.items() if name in rarity}


def test_a_feature_counts_by_how_often_it_is_said_and_how_rare_it_is(vectoriser: Vectoriser) -> None:
    samples = [features(text) for text in ASKED]
    vectors, _ = vectoriser.matrix(samples)
    for row, sample in zip(vectors, samples, strict=True):
        found = {vectoriser.names[place]: value for place, value in zip(row.indices, row.data, strict=True)}
        assert found == pytest.approx(reckoned(vectoriser, sample.names), rel=1e-6)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("order cancel kar do", 1.0, 1.0), ("order zqxv kar do", 0.3, 0.9), ("zqxv wrrt", 0.0, 0.2)],
)
def test_how_much_of_a_text_is_known(vectoriser: Vectoriser, text: str, least: float, most: float) -> None:
    _, (share,) = vectoriser.matrix([features(text)])
    assert least <= share <= most


@pytest.mark.parametrize("text", ASKED)
def test_a_message_is_scored_as_its_vector(vectoriser: Vectoriser, text: str) -> None:
    weights = np.random.default_rng(7).normal(size=(len(vectoriser.idf), 2)).astype(np.float32)
    bias, sure = (
        np.array([0.5, -0.5], np.float32),
        Confidence((0, 1, 0, 0, 0)),
    )  # as sure as the lead is large
    model = IntentModel.of(["one", "other"], KNOWN, vectoriser, weights, bias, sure)
    vectors, _ = vectoriser.matrix([features(text, KNOWN.as_meant)])
    if not vectors.nnz:
        assert model.rank(text) == []
        return
    one, other = (vectors @ weights + bias)[0].tolist()
    best, chance = model.rank(text)[0]
    assert best == ("one" if one > other else "other")
    assert log(chance / (1 - chance)) == pytest.approx(abs(one - other), abs=0.02)
