"""What the intent classifier sees of a message: how its words sound, what they mean, and which values stand in it."""

import unicodedata
from collections.abc import Callable, Container, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from nlu.intents.concepts import concepts
from nlu.orders.changing.predicates import may_hold_predicates, predicates_of
from nlu.orders.counting.amounts import may_hold_amounts
from nlu.orders.cutting import cut
from nlu.orders.goods import is_goods
from nlu.orders.lines import Line, lines_of
from nlu.orders.parts import Kind, Part
from nlu.values.references import references
from nlu.values.tax_numbers import in_tax_numbers
from nlu.words.languages import NAMES as LANGUAGE_NAMES
from nlu.words.reading import Word, read
from spelling import skeleton

SHORTEST, LONGEST = 3, 4  # letters of a piece of a word
LONGEST_TEXT = 1000  # characters; what follows changes no intent
CACHED_WORDS = 1 << 12
MANY = 3  # more lines say no more
NEAR = 3  # words within which two meanings belong together
AMOUNT, NAME = "0", "N"
SEEN = (None, "pc")  # units that hide no name: a spare part is counted by the piece as a bulb is
PAIR = "_"  # between neighbours

# The families of features: each begins with its sign.
SOUND = "k"  # pieces of a word's phonetic key: one for all spellings and both scripts
SPELLING = "r"  # pieces of a word as it was written: what the key gives away (s and sh, English endings)
WORD = "="  # whole words and their neighbours
BONES = "~"  # the consonants of a word: vowels are what people leave out
MEANING = "c"  # groups of words that mean the same
GOODS = f"{MEANING}goods"  # known as such, and of no other such group
MEANINGS = "p"  # two such groups close together
SHAPE = "#"  # what is ordered or done to an order
SIGN = "!"  # 👍


class Features(NamedTuple):
    """What a text has: by each of its words alone, spelling and sound, and by how they stand together."""

    words: Sequence[tuple[str, str]] = ()
    together: Sequence[str] = ()

    @property
    def names(self) -> list[str]:
        """Every feature, its family first."""
        return [*chain.from_iterable(of_word(*word) for word in self.words), *self.together]


def features(text: str, as_meant: Callable[[Sequence[Word]], Sequence[Word]] | None = None) -> Features:
    """The features of a text; none where nothing in it is a word.

    What is ordered by weight or packet is hidden: which things a shop sells says nothing of what a person wants. Other
    goods are seen as such too, and a word beside them as one beside a name.
    `as_meant` puts other words in the place of those that are misspelt.
    """
    text = text[:LONGEST_TEXT]
    words: Sequence[Word] = as_meant(read(text)) if as_meant else read(text)
    numbers = in_tax_numbers(text, words, with_names=False)
    words = [word for at, word in enumerate(words) if at not in numbers] if numbers else words
    signs = [word.text for word in words if not word.key and unicodedata.category(word.text[0]) == "So"]
    if not signs and not any(word.key for word in words):
        return Features()
    parts = cut(words) if may_hold_amounts(words) or may_hold_predicates(words) else []
    lines = lines_of(words, parts)
    hidden = _hidden(words, parts, lines)
    shown = [word for at, word in enumerate(words) if word.key and at not in hidden]
    goods = {at for at, word in enumerate(words) if is_goods(word) and not concepts(word.plain, word.key)}
    together = [
        *_words(_named(words, hidden | goods), WORD),
        *([GOODS] if goods else ()),
        *_meanings(shown),
        *_shape(text, words, parts, lines),
        *(f"{SIGN}{sign}" for sign in signs),
    ]
    return Features([(word.plain, word.key) for word in shown], together)


@lru_cache(maxsize=CACHED_WORDS)
def of_word(plain: str, word_key: str) -> tuple[str, ...]:
    """What a word says wherever it stands."""
    return (
        *_pieces(SOUND, word_key),
        *_pieces(SPELLING, plain),
        *(BONES + bones for bones in skeleton(word_key).split()),
        *(MEANING + meaning for meaning in concepts(plain, word_key)),
    )


def _pieces(family: str, word: str) -> Iterator[str]:
    padded = f" {word} "
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(len(padded) - size + 1):
            yield family + padded[start : start + size]


def _hidden(words: Sequence[Word], parts: Sequence[Part], lines: Sequence[Line]) -> set[int]:
    """The words of the names in lines with a unit; not those that mean something to us: *ek kilo ghee kitne ka*."""
    counted = {at for line in lines if line.amount.unit not in SEEN for at in range(line.start, line.end)}
    named = {at for part in parts if part.kind is Kind.NAME for at in range(part.start, part.end)}
    return {at for at in named & counted if not concepts(words[at].plain, words[at].key)}


def _named(words: Sequence[Word], names: Container[int]) -> list[str]:
    """The keys of the words, with one sign for a name of however many words."""
    keys = [NAME if at in names else word.key for at, word in enumerate(words) if word.key]
    return [each for last, each in pairwise(["", *keys]) if each != NAME or last != NAME]


def _words(keys: Sequence[str], mark: str) -> Iterator[str]:
    for first, second in pairwise(["^", *keys, "$"]):
        yield f"{mark}{first}"
        yield f"{mark}{first}{PAIR}{second}"


def _meanings(words: Sequence[Word]) -> Iterator[str]:
    """Two groups of words that stand close together."""
    found = [concepts(word.plain, word.key) for word in words]
    for at, meanings in enumerate(found):
        for one in meanings:
            for near in found[at + 1 : at + 1 + NEAR]:
                yield from (f"{MEANINGS}{one}+{other}" for other in near if one != other)


def _shape(text: str, words: Sequence[Word], parts: Sequence[Part], lines: Sequence[Line]) -> Iterator[str]:
    """The message with a sign for each amount and name ("0 N bhej do"), how many lines it has, what is done to them.

    Nothing where nothing is counted or done: other trades than a shop's have no orders.
    """
    yield from (f"{SHAPE}reference" for _ in references(text, words))
    yield from (f"{SHAPE}language" for word in words if word.key in LANGUAGE_NAMES)
    predicates = list(predicates_of(words, parts))
    amounts = sum(line.amount.quantity is not None for line in lines)
    if not amounts and not predicates:
        return
    yield from _words(_signs(words, parts), SHAPE)
    yield f"{SHAPE}lines:{min(len(lines), MANY)}"
    yield f"{SHAPE}amounts:{min(amounts, MANY)}"
    yield f"{SHAPE}units:{min(sum(line.amount.unit is not None for line in lines), MANY)}"
    for predicate in predicates:
        yield f"{SHAPE}does:{predicate.op}"
        yield f"{SHAPE}does:{predicate.op}:{predicate.head.value}"


def _signs(words: Sequence[Word], parts: Sequence[Part]) -> list[str]:
    shape: list[str] = []
    for part in parts:
        if part.kind is Kind.AMOUNT:
            shape.append(AMOUNT)
        elif part.kind is Kind.NAME:
            shape.append(NAME)
        else:
            shape += [word.key for word in words[part.start : part.end] if word.key]
    return shape
