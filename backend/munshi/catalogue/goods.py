"""What everyday goods are called, whichever shop sells them: the words of `goods.yml` by how they sound."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from munshi.catalogue.endings import one_of_many, singulars, stem
from spelling import key, words

FILE = Path(__file__).with_name("goods.yml")

PORTIONS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}  # of the qualities

Words = tuple[str, ...]
"""The keys of the words of a phrase."""


class Kind(Enum):
    """What a word tells: which goods, what they are like, who makes them, or nothing of the goods at all."""

    GOODS = "goods"
    QUALITY = "quality"
    BRAND = "brand"
    TALK = "talk"


@dataclass(frozen=True)
class Concept:
    """One meaning, however it is said; `classes` are what it belongs to."""

    name: str
    kind: Kind
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Phrase:
    """Words of a text that have a meaning together: from `start` on, before `end`."""

    start: int
    end: int
    concepts: frozenset[Concept]


class Goods:
    """All meanings by the keys of their words."""

    def __init__(self, meanings: Mapping[Words, frozenset[Concept]]) -> None:
        self._meanings = meanings
        self._longest_from: dict[str, int] = defaultdict(int)
        for said in meanings:
            first = stem(said[0])
            self._longest_from[first] = max(self._longest_from[first], len(said))
        self._stems = {
            tuple(map(stem, words)): concepts for words, concepts in meanings.items() if len(words) > 1
        }
        self._classes = {
            each.name: each.classes for told in meanings.values() for each in told if each.kind is Kind.GOODS
        }
        self._members = {
            each.name: each.classes
            for told in meanings.values()
            for each in told
            if each.kind is not Kind.TALK
        }
        self._own: dict[str, list[Words]] = defaultdict(list)
        for said, told in meanings.items():
            for each in told:
                self._own[each.name].append(said)
        self._below: dict[str, list[str]] = defaultdict(list)
        for name, classes in self._members.items():
            for above in classes:
                self._below[above].append(name)
        self._qualities = frozenset(
            words[0]
            for words, told in meanings.items()
            if len(words) == 1 and all(each.kind is Kind.QUALITY for each in told)
        )
        self.words = frozenset(word for words in meanings for word in words if len(words) == 1)
        self.vocabulary = frozenset(word for words in meanings for word in words)
        self.common = frozenset(
            word
            for words, concepts in meanings.items()
            if any(each.kind is not Kind.BRAND for each in concepts)
            for word in words
        )

    @cache  # noqa: B019 - there is one of these in a process
    def ways_to_say(self, name: str) -> tuple[Words, ...]:
        """The words for a meaning, and for all that belongs to it: dal, arhar, toor dal …"""
        below = (
            words for each in self._below.get(name, ()) if each != name for words in self.ways_to_say(each)
        )
        return tuple({*self._own.get(name, ()), *below})

    def above(self, name: str) -> frozenset[str]:
        """The classes to which goods of this name belong."""
        return self._classes.get(name, frozenset())

    def meaning(self, word: str) -> frozenset[Concept]:
        """What a single word means."""
        return self._meanings.get((word,), frozenset())

    def differ(self, word: str, other: str) -> bool:
        """Whether two words are known for other things, however alike they sound: *tel*, *til*."""
        mine, theirs = self.meaning(word), self.meaning(other)
        return word != other and bool(mine and theirs) and mine.isdisjoint(theirs)

    def is_quality(self, word: str) -> bool:
        """Whether a word only says what goods are like."""
        return word in self._qualities

    def is_portion(self, word: str) -> bool:
        """Whether a word is a part of one: half."""
        return any(each.name in PORTIONS for each in self.meaning(word))

    def longest_from(self, word: str) -> int:
        """How many words the longest phrase may have that begins with this one; 0 where none does."""
        return self._longest_from.get(stem(word), 0)

    def phrases(self, words: Sequence[str]) -> Iterator[Phrase]:
        """Every phrase with a meaning that stands in the words, from the left, longer ones first."""
        for start in range(len(words)):
            for end in range(min(start + self.longest_from(words[start]), len(words)), start, -1):
                said = tuple(words[start:end])
                concepts = self._meanings.get(said) or self._stems.get(tuple(map(stem, said)))
                if concepts:
                    yield Phrase(start, end, concepts)


@cache
def _file() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return read


@cache
def known() -> Goods:
    """The goods of the file; read once."""
    return Goods(_meanings(_file()))


@cache
def made() -> frozenset[str]:
    """The classes of what is made of other goods and named by them: paneer tikka."""
    return frozenset(_said(_file()["made"]))


@cache
def not_veg() -> frozenset[str]:
    """What is of meat, fish or egg."""
    return frozenset(_said(_file()["not_veg"]))


def heard(text: str) -> tuple[str, ...]:
    """The keys of the words of a text; a plural of the trade is heard as its singular, which may sound otherwise."""
    return tuple(chain.from_iterable(map(_heard_in, text.split())))


@lru_cache(maxsize=1 << 16)
def _heard_in(piece: str) -> tuple[str, ...]:
    """The same of what stands between two spaces: a shelf of many names has few words."""
    return tuple(filter(None, map(_heard, words(piece))))


def _heard(word: str) -> str:
    as_said = key(word)
    if as_said in known().words:
        return as_said
    single = next((each for each in one_of_many(as_said) if each in known().words), None)
    if single or as_said in known().vocabulary:
        return single or as_said
    return next((each for many in singulars(word) if (each := key(many)) in known().vocabulary), as_said)


@cache
def joints() -> frozenset[str]:
    """The keys of words that hold others together: they are put into a name or left out."""
    return frozenset(key(word) for word in _said(_file()["fillers"]))


@cache
def units() -> frozenset[str]:
    """The keys of the words in which sizes are told."""
    return frozenset(key(word) for word in _said(_file()["talk"]["units"]))


@cache
def counting() -> frozenset[str]:
    """The keys of the words that count what was named before them."""
    return frozenset(key(word) for word in _said(_file()["counting"]))


@cache
def letter_sizes() -> frozenset[str]:
    """The letters that are sizes."""
    return frozenset(_said(_file()["letter sizes"]))


@cache
def forms() -> frozenset[str]:
    """The keys of the words that say in which form a remedy comes."""
    return frozenset(key(word) for word in _said(_file()["forms"]))


@cache
def _remedies() -> frozenset[str]:
    return frozenset(key(word) for word in _said(_file()["remedies"]))


def is_remedy(words: Sequence[str]) -> bool:
    """Whether words, by their keys, say against what something helps: dard ki goli."""
    return len(words) > 1 and words[-1] in _remedies()


def only_counts(text: str) -> bool:
    """Whether a text has no other words than such."""
    said = heard(text)
    return bool(said) and counting().issuperset(said)


def only_describes(text: str) -> bool:
    """Whether a text says what goods are like, and names none: eggless, sugar free."""
    said = heard(text)
    found = (each for each in known().phrases(said) if any(one.kind is Kind.QUALITY for one in each.concepts))
    described = {at for each in found for at in range(each.start, each.end)}
    return bool(said) and len(described) == len(said)


@lru_cache(maxsize=1 << 16)
def names_brand(text: str) -> bool:
    """Whether a text has the name of a maker in it."""
    return any(one.kind is Kind.BRAND for each in known().phrases(heard(text)) for one in each.concepts)


@cache
def measures() -> Mapping[str, tuple[str, str, int]]:
    """Each unit of a size as it is written: its measure, its name there, and how many of the smallest it is."""
    return {
        word: (measure, name, scale)
        for measure, units in _file()["measures"].items()
        for name, (scale, said) in units.items()
        for word in _said(said)
    }


@cache
def amounts() -> frozenset[str]:
    """The measures in which goods are also sold, so that a figure may be how much is wanted."""
    return frozenset(_said(_file()["amounts"]))


@cache
def numbers() -> Mapping[str, int]:
    """The numbers that may stand in words before a unit of a size."""
    return {word: number for number, said in _file()["numbers"].items() for word in _said(said)}


def is_unit_only_close(word: str) -> bool:
    """Whether a word is a unit only where it is written close behind its figure: no *a* of "2 a day", no size *M*."""
    return word.casefold() in _said(_file()["only close"])


def portion(word: str) -> Fraction | None:
    """What part of one a word is."""
    meant = (each.name for said in heard(word) for each in known().meaning(said))
    return next((PORTIONS[name] for name in meant if name in PORTIONS), None)


def _meanings(file: Mapping[str, Any]) -> dict[Words, frozenset[Concept]]:
    """A concept that stands in several classes is one concept of them all."""
    said: dict[Words, set[tuple[str, Kind]]] = defaultdict(set)
    classes: dict[tuple[str, Kind], set[str]] = defaultdict(set)
    for text, concept in _concepts(file):
        classes[concept.name, concept.kind] |= concept.classes
        for each in (text, *singulars(text)):
            if phrase := tuple(word for word in key(each).split() if word not in joints()):
                said[phrase].add((concept.name, concept.kind))
    whole = {known: Concept(*known, frozenset(within)) for known, within in classes.items()}
    return {words: frozenset(whole[known] for known in meant) for words, meant in said.items()}


def _concepts(file: Mapping[str, Any]) -> Iterator[tuple[str, Concept]]:
    for group, members in file["goods"].items():
        for name, said in members.items():
            within = frozenset() if name == "*" else frozenset({group})
            concept = Concept(group if name == "*" else name, Kind.GOODS, within)
            yield from ((each, concept) for each in _said(said))
    for name, said in file["qualities"].items():
        yield from ((each, Concept(name, Kind.QUALITY)) for each in _said(said))
    for group, said in file["brands"].items():
        for names in (each.split("/") for each in _said(said)):
            yield from ((each, Concept(names[0], Kind.BRAND, frozenset({group}))) for each in names)
    for said in file["talk"].values():
        yield from ((each, Concept("talk", Kind.TALK)) for each in _said(said))


def _said(line: str) -> Iterable[str]:
    return (each.strip() for each in line.split(","))
