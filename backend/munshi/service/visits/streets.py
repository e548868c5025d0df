"""The names of streets and quarters in a text: what is called so is no maker, no machine and no part. Pure."""

import re
from functools import cache, lru_cache

from munshi.word_lists import WordLists
from spelling import key

_lists = WordLists(__file__, "streets.yml")

WORD = re.compile(r"[^\s,.;:!?।/()]+")
MOST_OF_A_NAME = 3  # words between the number of a house and its street
HEARD = 1 << 8  # texts that are kept: one message is held against many lists


@lru_cache(maxsize=HEARD)
def beside_streets(text: str) -> str:
    """A text with blanks for the names of its streets, so that all else stands where it stood.

    A name is the word right before *nagar* or *road*, with what leads to it from the number of a house, or one like
    *Motor Stand* as a whole.
    """
    streets, stands = _sounds()
    words = list(WORD.finditer(text))
    said = [key(word.group()) for word in words]
    named = set[int]()
    for at, sound in enumerate(said):
        if sound in streets and at:
            named.update(range(_begins(words, said, at, streets), at))
        if any(tuple(said[at : at + len(each)]) == each for each in stands):
            named.update((at, at + 1))
    for at in named:
        start, end = words[at].span()
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _begins(words: list[re.Match[str]], said: list[str], at: int, streets: frozenset[str]) -> int:
    """Where the name before a street begins: behind its house, else with the word before and a tower behind it."""
    first = max(at - MOST_OF_A_NAME - 1, 0)
    house = next((each for each in range(at - 1, first - 1, -1) if words[each].group()[0].isdecimal()), None)
    if house is not None:
        return house + 1
    return max(at - 2, 0) if said[at - 1] in streets else at - 1


@cache
def _sounds() -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """By sound: what makes a name that of a street, and the names that are one as a whole."""
    stands = (tuple(map(key, name.split())) for name in _lists.lists["stands"])
    return frozenset(map(key, _lists.words("streets"))), frozenset(stands)
