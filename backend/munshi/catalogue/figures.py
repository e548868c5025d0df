"""The figures of a name with what they measure: 4 inch, 1.5 sqmm, 500 g, and the 40 of Telma 40. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, lru_cache

from munshi.catalogue import goods, matching
from spelling import key

LEAST = 20  # from here on a figure without a measure is none of how many
MOST_KINDS = 9  # up to here a bare figure in the name of a product may number its kind: Lactogen 1, Stage 3
WORD = r"(?:[^\W\d_]|[\u0900-\u0963])+"  # with the signs of vowels
FIGURE = re.compile(rf"(?<![\w./])(\d+(?:[./]\d+)?)(?:(\s*)({WORD})(?!\w))?")
BEFORE = re.compile(rf"({WORD})[\s-]*$")
NUMBERED = re.compile(rf"(?<![\w\u0900-\u0963])({WORD})(?=\s+({WORD})(?!\w))")


@dataclass(frozen=True)
class Figure:
    """A number, in the smallest unit of its measure; without one it is said bare.

    `behind`: the word that it ends, where none follows it.
    """

    number: Fraction
    measure: str = ""
    in_unit: str = ""
    so_many: Fraction = Fraction(0)
    behind: str = field(default="", compare=False)

    @property
    def is_telling(self) -> bool:
        """Whether it says by itself which goods are meant: a small whole number says how many."""
        return self.number >= LEAST or self.number.denominator > 1

    @property
    def may_be_amount(self) -> bool:
        """Whether it may say how much is wanted."""
        return self.measure in goods.amounts() or not (self.measure or self.is_telling)

    def is_same(self, listed: "Figure") -> bool:
        """Whether a listing's figure is the one that was said; what is said bare may leave the measure out."""
        if self.measure or not listed.measure:
            return (self.number, self.measure) == (listed.number, listed.measure)
        return self.is_telling and self.number == listed.so_many

    def differs_from(self, listed: "Figure") -> bool:
        """Whether it is another size of the same measure; of what is an amount too it may be how much is wanted."""
        if self.is_of_other_kind(listed):
            return True
        if self.may_be_amount or self.measure != listed.measure:
            return False
        return self.number != listed.number and (bool(self.measure) or self.is_telling)

    def is_of_other_kind(self, listed: "Figure") -> bool:
        """Whether it numbers another kind of what a listing numbers: Lactogen 2 is no two of Lactogen 1."""
        numbered = all(
            each.behind and not each.measure and each.number <= MOST_KINDS for each in (self, listed)
        )
        return (
            numbered
            and self.number != listed.number
            and matching.word_likeness(self.behind, listed.behind) >= matching.SAME_CONSONANTS
        )


@lru_cache(maxsize=1 << 14)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text, in their order; those in words, *half inch*, last."""
    return (*_written(text), *_in_words(text))


def agree(said: Sequence[Figure], listed: Collection[Figure]) -> int:
    """How many of the figures that were said a listing has, less those that speak against it."""
    has = [figure for figure in said if any(figure.is_same(each) for each in listed)]
    against = [
        figure for figure in said if figure not in has and any(figure.differs_from(each) for each in listed)
    ]
    return -len(against) if against else len(has)


def _written(text: str) -> Iterator[Figure]:
    for found in FIGURE.finditer(text):
        number, space, word = found.groups()
        whole, _, part = number.partition("/")
        if part and not int(part):
            continue
        unit = _unit(word) if word and not (space and goods.is_unit_only_close(word)) else None
        before = None if word else BEFORE.search(text[: found.start()])
        yield _figure(Fraction(whole) / int(part or 1), unit, key(before[1]) if before else "")


def _in_words(text: str) -> Iterator[Figure]:
    """*Half inch* is 1/2 inch, *do inch* 2."""
    for found in NUMBERED.finditer(text):
        unit = _unit(found[2])
        if unit and (number := goods.portion(found[1]) or goods.numbers().get(found[1].casefold())):
            yield _figure(Fraction(number), unit)


def _figure(number: Fraction, unit: tuple[str, str, int] | None, behind: str = "") -> Figure:
    if unit is None:
        return Figure(number, so_many=number, behind=behind)
    measure, name, scale = unit
    return Figure(number * scale, measure, name, number)


@cache
def _unit(word: str) -> tuple[str, str, int] | None:
    """The measure of a unit, its name there, and how many of the smallest it is."""
    return goods.measures().get(word.casefold())
