"""Puts goods of all trades into the place `{goods}` of an example: what is named says nothing of what is wanted."""

from __future__ import annotations

from functools import cache
from random import Random

from nlu.intents.concepts import concepts
from nlu.orders.goods import NAMES_OF_GOODS
from spelling import key
from spelling.script import is_devanagari

PLACE = "{goods}"
TIMES = 12  # that an example is filled
WORDS_OF_NAME = (1, 1, 2, 2, 3)
SHORTEST = 3  # letters
IN_DEVANAGARI = 0.6  # of the names in an example of this script


def filled(example: str) -> list[str]:
    """The example with other goods each time, always the same ones; itself where it has no place for goods."""
    if PLACE not in example:
        return [example]
    chance = Random(example)
    return list(dict.fromkeys(_filled(example, chance) for _ in range(TIMES)))


def _filled(example: str, chance: Random) -> str:
    while PLACE in example:
        example = example.replace(PLACE, _name(chance, hindi=any(map(is_devanagari, example))), 1)
    return example


def _name(chance: Random, *, hindi: bool) -> str:
    latin, devanagari = _goods()
    words = devanagari if hindi and chance.random() < IN_DEVANAGARI else latin
    return " ".join(chance.sample(words, chance.choice(WORDS_OF_NAME)))


@cache
def _goods() -> tuple[list[str], list[str]]:
    """The goods that we know and that mean nothing else to us, in Latin and in Devanagari letters."""
    known = [
        word for word in sorted(NAMES_OF_GOODS) if len(word) >= SHORTEST and not concepts(word, key(word))
    ]
    latin = [word for word in known if word.isascii()]
    return latin, [word for word in known if not word.isascii()]
