"""Who is meant by a name as people write it: in any script, misspelt, half of it, with *bhai* or *ji* behind it."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from munshi.catalogue.matching import MORE_ENDING, OTHER_ENDING, SAME_WORD, begin_alike, word_likeness
from spelling import key, skeleton

ADDRESSES = frozenset(
    key(
        "ji jee bhai bhaiya bhaisahab bhaijaan bhabhi aunty uncle didi sahab saab sahib chacha chachi kaka mausi tai"
        " bua seth madam mam sir babu beta ben bhau anna akka mr mrs ms miss dr shri shrimati smt mohd md mohammad"
    ).split()
)
SURE = 0.94  # Rmesh is Ramesh; another ending is another person: Anil, Anila
ALIKE = 0.83  # enough to ask; Rakesh and Ramesh are less alike
# Its consonants, with vowels that the two scripts write differently: लता मेनन is Latha Menon.
OTHER_SCRIPT = 0.96
_TWICE = re.compile(r"([क-ह])\1")  # with the vowel between them that is not written: मेनन
_BREATH = re.compile("(?<=[kgjtdbp])h")
_VOWELS = re.compile("[aeiou]")
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
Likeness = Callable[[str, str], float]
KNOWN = 1 << 15  # names and pairs of words that are not compared anew: a shop hears the same ones again


class Meant(NamedTuple):
    """The names that may be meant; where it is not sure, it is for the person to say."""

    names: frozenset[str]
    sure: bool


def meant(said: str, names: Iterable[str]) -> Meant:
    """Those of the names that sound like what was said; where some sound just so, only they."""
    words = _words(said)
    same = _same_across if _DEVANAGARI.search(said) else _same
    likeness = {name: _likeness(words, _words(name), same) for name in names} if words else {}
    best = max(likeness.values(), default=0.0)
    kept = {name for name, alike in likeness.items() if alike >= (SAME_WORD if best == SAME_WORD else ALIKE)}
    return Meant(frozenset(kept), best == SAME_WORD or (best >= SURE and len(kept) == 1))


@lru_cache(maxsize=KNOWN)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name as they sound, without how one speaks to people; *Babu* alone is a name."""
    words = key(_TWICE.sub(r"\1अ\1", name)).split()
    return tuple(word for word in words if word not in ADDRESSES) or tuple(words)


def _likeness(said: tuple[str, ...], name: tuple[str, ...], same: Likeness) -> float:
    """0 to 1: what was said is in the name; more than the name was said is never sure."""
    there = _covered(said, name, same)
    if len(said) != len(name):  # written as one word, or as two
        there = max(there, same("".join(said), "".join(name)))
    if there >= ALIKE or len(said) <= len(name):
        return there
    return min(_covered(name, said, same), ALIKE)


def _covered(words: tuple[str, ...], others: tuple[str, ...], same: Likeness) -> float:
    """How alike the least alike of the words is to what it is most alike to; one that is not at all decides."""
    least = SAME_WORD
    for word in words:
        most = max([same(word, other) for other in others], default=0.0)
        least = min(least, most)
        if least < ALIKE:
            return least
    return least if words else 0.0


@lru_cache(maxsize=KNOWN)
def _same(word: str, other: str) -> float:
    """How alike two words of names are; an ending tells a man from a woman."""
    if not (word and other and begin_alike(word, other)):
        return 0.0
    alike = word_likeness(word, other)
    return ALIKE if alike in (OTHER_ENDING, MORE_ENDING) else alike


@lru_cache(maxsize=KNOWN)
def _same_across(word: str, other: str) -> float:
    """The same of two scripts, which write vowels differently."""
    alike = _same(word, other)
    return max(alike, OTHER_SCRIPT) if alike and _sound_alike(word, other) else alike


def _sound_alike(word: str, other: str) -> bool:
    """Whether two words have the same consonants, first vowel and ending, whatever the breath: Sonal is not Sunil."""
    return _frame(word) == _frame(other)


@lru_cache(maxsize=KNOWN)
def _frame(word: str) -> tuple[str, str, str]:
    plain = _BREATH.sub("", word)
    vowels = _VOWELS.findall(plain)
    return skeleton(plain), "".join(vowels[:1]), plain[-1] if plain[-1] in vowels else ""
