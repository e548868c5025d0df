"""The numbers of a text are those that a plain reckoning gives, whatever is remembered of its words."""

from collections import Counter
from math import log, sqrt

import pytest

from nlu.intents.features import features
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


@pytest.fixture(scope="module")
def vectoriser() -> Vectoriser:
    return Vectoriser.learn([features(text) for text in TAUGHT])


def reckoned(vectoriser: Vectoriser, names: list[str]) -> dict[str, float]:
    """Every feature with its value, also the unknown ones: its count's logarithm times its rarity, by family."""
    rarity = dict(zip(vectoriser.names, vectoriser.idf.tolist(), strict=True))
    values = {
        name: (1 + log(count)) * rarity.get(name, max(rarity.values()))
        for name, count in Counter(names).items()
    }
    lengths = {
        family: sqrt(sum(value**2 for name, value in values.items() if name[0] == family))
        for family in WEIGHTS
    }
    return {name: WEIGHTS[name[0]] * value / lengths[name[0]] for name, value in values.items()}


@pytest.mark.parametrize("text", ASKED)
def test_a_feature_counts_by_how_often_it_is_said_and_how_rare_it_is(
    vectoriser: Vectoriser, text: str
) -> None:
    sample = features(text)
    for _ in range(2):  # the second time by heart
        places, values, _ = vectoriser.vector(sample)
        found = dict(zip((vectoriser.names[place] for place in places), values.tolist(), strict=True))
        known = {
            name: value for name, value in reckoned(vectoriser, sample.names).items() if name in vectoriser
        }
        assert found == pytest.approx(known, rel=1e-6)


def test_many_texts_at_once_have_the_vectors_of_each(vectoriser: Vectoriser) -> None:
    samples = [features(text) for text in ASKED]
    rows, shares = vectoriser.matrix(samples)
    for row, share, sample in zip(rows, shares, samples, strict=True):
        places, values, known = vectoriser.vector(sample)
        assert row.indices.tolist() == places.tolist()
        assert row.data == pytest.approx(values)
        assert share == pytest.approx(known)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("order cancel kar do", 1.0, 1.0), ("order zqxv kar do", 0.3, 0.9), ("zqxv wrrt", 0.0, 0.2)],
)
def test_how_much_of_a_text_is_known(vectoriser: Vectoriser, text: str, least: float, most: float) -> None:
    assert least <= vectoriser.vector(features(text))[2] <= most
