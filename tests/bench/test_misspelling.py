"""Misspelt sentences: the same every time, as many words as promised, numbers untouched."""

import pytest

from bench.misspelling import HEAVY, LIGHT, misspelt

SENTENCES = [
    "bhaiya 2 kilo aata aur ek darjan ande bhej do jaldi",
    "please send the invoice of my last order again",
    "कल सुबह की छुट्टी चाहिए सर बेटी बीमार है",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("share", [LIGHT, HEAVY])
def test_a_sentence_is_misspelt_the_same_way_every_time(sentence: str, share: float) -> None:
    assert misspelt(sentence, share) == misspelt(sentence, share)
    assert misspelt(sentence, share) != sentence


def test_the_slips_of_a_sentence_are_these() -> None:
    assert [misspelt(sentence, HEAVY) for sentence in SENTENCES] == [
        "bhaiyya 2 ikloaata aur ek darjan ande bhje do jaldi",
        "plaese send th invoice of my last order agani",
        "कल सुबह की छूट्टी चाहिए सर बैटी बीमार है",
    ]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_heavy_is_more_than_light(sentence: str) -> None:
    assert changed(sentence, LIGHT) < changed(sentence, HEAVY)


def changed(sentence: str, share: float) -> int:
    return len(set(sentence.split()) - set(misspelt(sentence, share).split()))


@pytest.mark.parametrize("sentence", ["2500", "ok", "👍", "2 kg", ""])
def test_numbers_and_the_shortest_words_stay(sentence: str) -> None:
    assert misspelt(sentence, HEAVY) == sentence
