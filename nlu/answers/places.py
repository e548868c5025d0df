"""Which ones of a list that is shown: "pehla", "1 aur 3", "1 se 3 tak", "pehle do", "last two"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.counting.giving import is_giving
from nlu.words.lexicon import lexicon
from nlu.words.numbers import read_number
from nlu.words.reading import Word

LONGEST_LIST = 20

_lists = lexicon("decisions")
PLACES = {word: int(place) for place, words in _lists.spelt_by("places").items() for word in words}
FIRST, LAST, BESIDE, TO = (
    _lists.spelt(name) for name in ("first_of_list", "last_of_list", "beside_count", "to_place")
)
SMALL = FIRST | LAST | BESIDE | TO | _lists.spelt("between_places")


def named_places(words: Sequence[Word], numbers: frozenset[int]) -> list[int]:
    """The places in the order said, the last one is -1; words at `numbers` may be places as bare numbers."""
    places: list[int] = []
    at = 0
    while at < len(words):
        named, at = _at(words, at, numbers)
        places += [place for place in named if place not in places]
    return places


def are_places(words: Sequence[Word]) -> bool:
    """Whether nothing but places is named: "1 aur 3", "pehle do"."""
    places = named_places(words, frozenset(range(len(words))))
    return bool(places) and all(
        not word.key or word.plain in PLACES or word.plain in SMALL or read_number(words, at) is not None
        for at, word in enumerate(words)
    )


def _at(words: Sequence[Word], at: int, numbers: frozenset[int]) -> tuple[list[int], int]:
    """The places that begin at a word, and the word after them."""
    plain = words[at].plain
    if numbers and (plain in FIRST or plain in LAST):
        after = at + 1
        while after < len(words) and words[after].plain in BESIDE:
            after += 1
        count = _number(words, after, numbers)
        if count and count[0] > 1:
            every = range(1, count[0] + 1) if plain in FIRST else range(-count[0], 0)
            return list(every), count[1]
        if after > at + 1 and plain not in PLACES:
            return [1 if plain in FIRST else -1], after
    if plain in PLACES:
        return [PLACES[plain]], at + 1
    first = None if is_giving(words, at) else _number(words, at, numbers)
    if first is None:
        return [], at + 1
    last = None
    if first[1] < len(words) and words[first[1]].plain in TO:
        last = _number(words, first[1] + 1, numbers)
    if last and last[0] > first[0]:
        return list(range(first[0], last[0] + 1)), last[1]
    return [first[0]], first[1]


def _number(words: Sequence[Word], at: int, numbers: frozenset[int]) -> tuple[int, int] | None:
    """A whole number that may be a place, and the word after it."""
    if at not in numbers:
        return None
    number = read_number(words, at)
    if number is None or number.value != int(number.value) or not 1 <= number.value <= LONGEST_LIST:
        return None
    return int(number.value), number.end
