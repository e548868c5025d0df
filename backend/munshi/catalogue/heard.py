"""A name as it was said: its words with what each may mean, before any shelf is looked at. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from munshi.catalogue import goods
from munshi.catalogue.figures import Figure, figures
from munshi.catalogue.goods import Concept, Kind
from munshi.catalogue.listings import sizes

MOST_WORDS = 12  # of what was said; a name with all that is around it has no more
LONGEST = 6  # letters of a word that count
WEIGHTS = {Kind.GOODS: 1.5, Kind.BRAND: 1.0, Kind.QUALITY: 0.8, Kind.TALK: 0.25, None: 1.0}


@dataclass(frozen=True)
class Token:
    """Words that are said as one; `at`: which words; `likeness`: how surely these are the words of its meaning."""

    at: tuple[int, ...]
    words: tuple[str, ...]
    concepts: frozenset[Concept] = frozenset()
    kind: Kind | None = None
    likeness: float = 1.0

    @cached_property
    def weight(self) -> float:
        """How much it matters that the listing has it."""
        return WEIGHTS[self.kind] * (3 + sum(min(len(word), LONGEST) for word in self.words) / 2)

    @cached_property
    def is_number(self) -> bool:
        """Whether it is nothing but a figure."""
        return all(word.isdigit() for word in self.words)

    @cached_property
    def is_size(self) -> bool:
        """Whether it is nothing but a figure or a unit."""
        return all(word.isdigit() or word in goods.units() for word in self.words)

    @cached_property
    def tells(self) -> bool:
        """Whether it says which goods are meant."""
        return self.kind is not Kind.TALK and not self.is_number


@dataclass(frozen=True)
class Heard:
    """What was said: the pieces as they were written, the piece of each word, the tokens of the words, the figures."""

    pieces: tuple[str, ...]
    piece_of: tuple[int, ...]
    tokens: tuple[Token, ...]
    figures: tuple[Figure, ...] = ()

    def left(self, used: set[int]) -> str:
        """What is over beside the words that were used, as it was written and in its order."""
        taken = {self.piece_of[at] for at in used}
        for place, piece in enumerate(self.pieces):
            if place - 1 in taken and all(word in goods.joints() for word in goods.heard(piece)):
                taken.add(place)
        return " ".join(piece for place, piece in enumerate(self.pieces) if place not in taken)


Nearest = Callable[[str], tuple[str, float] | None]
"""The word of the trade that one stands for, and how surely; None for a word that stands for itself."""


Parted = Callable[[str], tuple[str, ...]]
"""The words of the shelf that were written as one, or the word as it is."""


def hear(text: str, nearest: Nearest, parted: Parted) -> Heard:
    """Reads what was said."""
    pieces = tuple(text.split())
    words: list[str] = []
    piece_of: list[int] = []
    for place, piece in enumerate(pieces):
        for word in _figure_in_words(pieces, place) or goods.heard(piece):
            if word not in goods.joints() and len(words) < MOST_WORDS:
                several = parted(word)
                words += several
                piece_of += [place] * len(several)
    return Heard(pieces, tuple(piece_of), tuple(_tokens(words, nearest)), figures(text))


def _figure_in_words(pieces: Sequence[str], place: int) -> tuple[str, ...]:
    """The figure for which a word stands before the unit of a size: the 2 of *do inch*."""
    number = goods.numbers().get(pieces[place].casefold())
    behind = pieces[place + 1].casefold() if place + 1 < len(pieces) else ""
    return (str(number),) if number and behind in goods.measures() else ()


def _tokens(words: Sequence[str], nearest: Nearest) -> list[Token]:
    meant, likeness = _as_meant(words, nearest)
    sized = sizes(words)
    tokens: list[Token] = []
    at = 0
    longest = {phrase.start: phrase for phrase in reversed(list(goods.known().phrases(meant)))}
    while at < len(words):
        phrase = longest.get(at)
        end = phrase.end if phrase else at + 1
        places = tuple(range(at, end))
        concepts = phrase.concepts if phrase else frozenset()
        kind = Kind.TALK if at in sized and end == at + 1 else _kind(concepts)
        tokens.append(Token(places, tuple(words[at:end]), concepts, kind, min(likeness[at:end])))
        at = end
    return tokens


def _as_meant(words: Sequence[str], nearest: Nearest) -> tuple[list[str], list[float]]:
    """The words with those that neither the shelf nor the trade knows brought to the nearest that the trade does."""
    meant, likeness = list(words), [1.0] * len(words)
    for at, word in enumerate(words):
        if not word.isdigit() and (found := nearest(word)):
            meant[at], likeness[at] = found
    return meant, likeness


def _kind(concepts: frozenset[Concept]) -> Kind | None:
    """What tells most of it, where a word has several meanings."""
    kinds = {each.kind for each in concepts}
    return next((kind for kind in (Kind.GOODS, Kind.BRAND, Kind.QUALITY, Kind.TALK) if kind in kinds), None)
