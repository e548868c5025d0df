"""Cross-validation: nothing that is tried has been learnt, and what is alike stays together."""

from collections.abc import Callable, Iterator

import pytest

from bench import folds
from bench.folds import Fold, Labelled, groups

Split = Callable[[list[Labelled], list[str], float], Iterator[Fold]]

ASKS = {
    "price": [
        "what does the mattress cost",
        "price of the big one",
        "kitne ka hai",
        "how much for two",
        "rate",
    ],
    "status": ["where is my order", "order not come yet", "kab aayega", "track it", "parcel is late"],
    "return": ["i want to return it", "take it back", "wapas karna hai", "money back please", "send it back"],
    "size": ["which size do i need", "is six feet there", "kaun sa size", "king or queen", "measure my bed"],
    "trial": ["can i try it first", "hundred nights", "trial kaise hota hai", "free test", "try at home"],
}
SAID = [Labelled(text, intent) for intent, texts in ASKS.items() for text in [*texts, f"{texts[0]}?"]]
OTHERS = [f"a word to another bot, number {number}" for number in range(40)]


@pytest.mark.parametrize("split", [folds.plain, folds.apart])
def test_what_is_tried_was_not_learnt_and_has_a_known_intent(split: Split) -> None:
    for fold in split(SAID, OTHERS, 0.5):
        assert fold.tried
        assert not set(fold.learnt) & set(fold.tried)
        assert {each.intent for each in fold.tried} <= {each.intent for each in fold.learnt}


@pytest.mark.parametrize("split", [folds.plain, folds.apart])
def test_folds_are_the_same_every_time(split: Split) -> None:
    assert list(split(SAID, OTHERS, 0.5)) == list(split(SAID, OTHERS, 0.5))


@pytest.mark.parametrize("split", [folds.plain, folds.apart])
def test_strangers_have_their_share(split: Split) -> None:
    for fold in split(SAID, OTHERS, 0.5):
        assert len(fold.foreign) == len(fold.tried)


def test_every_sentence_is_tried_once_in_stratified_folds() -> None:
    tried = [each for fold in folds.plain(SAID, OTHERS, 0.5) for each in fold.tried]
    assert sorted(tried) == sorted(SAID)


def test_an_intent_with_few_sentences_is_learnt_from_the_others() -> None:
    few = [Labelled("do you ship abroad", "abroad"), Labelled("videsh bhejte ho", "abroad")]
    tried = [each for fold in folds.plain([*SAID, *few], OTHERS, 0.5) for each in fold.tried]
    assert set(few) <= set(tried)


def test_alike_sentences_of_an_intent_stay_together() -> None:
    names = dict(zip(SAID, groups(SAID), strict=True))
    for intent, texts in ASKS.items():
        assert names[Labelled(texts[0], intent)] == names[Labelled(f"{texts[0]}?", intent)]
    assert len(set(names.values())) > len(ASKS)
    for fold in folds.apart(SAID, OTHERS, 0.5):
        assert not {names[each] for each in fold.learnt} & {names[each] for each in fold.tried}


def test_a_whole_intent_is_a_stranger_where_the_folds_are_hard() -> None:
    for fold in folds.apart(SAID, OTHERS, 0.5):
        unknown = {each.text for each in SAID} - {each.text for each in SAID if each.intent in intents(fold)}
        assert unknown & set(fold.foreign)


def intents(fold: Fold) -> set[str]:
    return {each.intent for each in fold.learnt}
