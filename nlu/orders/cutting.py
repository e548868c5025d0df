"""Cuts a message of orders into its parts; what belongs to no order is outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from nlu.orders.asking import without_asking
from nlu.orders.brackets import without_bracketed
from nlu.orders.counting.amounts import NUMBER_WORDS, Amount, may_hold_amounts, read_amount
from nlu.orders.counting.figures import (
    SIZES,
    code,
    is_glued,
    model,
    numbering,
    ordinal,
    price,
)
from nlu.orders.counting.giving import SPELLINGS, is_giving, is_putting
from nlu.orders.counting.joining import PLUS, joins_amounts
from nlu.orders.counting.packing import PACKING, is_packing, packs
from nlu.orders.lexicon import LEXICON
from nlu.orders.naming import trimmed
from nlu.orders.parts import Kind, Part
from nlu.orders.talk.outside import (
    OF_CHANGES,
    OF_ORDERS,
    OF_QUESTIONS,
    Sureness,
    of_items,
    without_left_over,
)
from nlu.orders.words import (
    AND,
    AND_BEFORE_NUMBERS,
    AUXILIARIES,
    BREAK_SIGNS,
    NAMES,
    NOISE,
    PRICE_SIGN,
    PUT,
    STAPLES,
    TIMES,
    VOCATIVES,
    is_filler,
)
from nlu.words.numbers import may_begin_number, read_number
from nlu.words.reading import CACHED_WORDS, REMEMBERED, Word
from nlu.words.slips import slip_of
from nlu.words.unit_words import PAV

MANY_THINGS = 3  # of fewer words one may be of another's name: egg roll, milk bread
LESS = LEXICON.spelt("cutting_less")
# What a word must not be to be only itself: the first of a phrase, or one that something depends on.
_BEGINNING = NAMES.first_words | NOISE.first_words
_MEANING_MORE = frozenset[str]().union(
    PLUS, SIZES, PACKING, AND, AND_BEFORE_NUMBERS, VOCATIVES, AUXILIARIES, SPELLINGS, PUT, TIMES
)


def cut(words: Sequence[Word]) -> list[Part]:
    """The parts of an order."""
    return list(_cut(tuple(words), OF_ORDERS))


def cut_changes(words: Sequence[Word]) -> list[Part]:
    """The parts of a wish to change an order."""
    return list(_cut(tuple(words), OF_CHANGES))


def cut_told(words: Sequence[Word]) -> list[Part]:
    """The parts of a message that tells or asks something of things."""
    return list(_cut(tuple(words), OF_QUESTIONS))


@lru_cache(maxsize=REMEMBERED)
def _cut(words: tuple[Word, ...], sure: Sureness) -> tuple[Part, ...]:
    ordered = sure is not OF_QUESTIONS
    first = list(_first_cut(words))
    first = of_items(words, first if ordered else without_asking(words, first), sure)
    named = list(_named(words, without_bracketed(words, first)))
    if ordered:
        named = [one for part in named for one in _staples(words, part)]
    if sure is OF_ORDERS and any(part.kind is Kind.AMOUNT for part in named):
        named = without_left_over(words, named)
    return tuple(named if any(part.kind is Kind.NAME for part in named) else _breads(words, named))


def _first_cut(words: Sequence[Word]) -> Iterator[Part]:
    """Word by word: the longest thing that begins there."""
    at = 0
    while at < len(words):
        part = _part(words, at)
        yield part
        at = part.end


def _part(words: Sequence[Word], at: int) -> Part:
    word = words[at]
    if (end := code(words, at)) > at:
        return Part(Kind.NAME, at, end)
    alone = _alone(word.plain, word.key)
    if alone and not (word.key in _BEGINNING or word.exact in _BEGINNING):
        return Part(Kind.NAME if is_glued(words, at - 1) else alone, at, at + 1)
    if not word.key and word.plain != PRICE_SIGN and not may_begin_number(word):
        return Part(_sign(words, at), at, at + 1)
    ends: dict[int, int] = {}  # many phrases ask for the number at one place

    def number(i: int) -> int:
        if i not in ends:
            found = read_number(words, i)
            ends[i] = found.end if found else i
        return ends[i]

    if alone:
        return _phrase(words, at, number) or Part(Kind.NAME if is_glued(words, at - 1) else alone, at, at + 1)
    if (end := numbering(words, at)) > at:
        return Part(Kind.BREAK, at, end)
    if (end := max(NAMES.match(words, at, number), model(words, at, number))) > at:
        return Part(Kind.NAME, at, end)
    if (end := max(NOISE.match(words, at, number), price(words, at, number), ordinal(words, at))) > at:
        return Part(Kind.OUTSIDE, at, end)
    return _by_itself(words, at)


def _by_itself(words: Sequence[Word], at: int) -> Part:
    """What a word is with which no phrase and no figure of a name begins."""
    word = words[at]
    if not word.key:
        return Part(_sign(words, at), at, at + 1)
    if word.plain in AND or joins_amounts(words, at) or "\n" in word.text:
        return Part(Kind.BREAK, at, at + 1)
    if any(is_said(words, at) for is_said in _SAID_ALONG):
        return Part(Kind.OUTSIDE, at, at + 1)
    if amount := read_amount(words, at):
        return Part(Kind.AMOUNT, at, amount[1], amount[0])
    is_outside = is_filler(word) and not is_glued(words, at - 1)
    return Part(Kind.OUTSIDE if is_outside else Kind.NAME, at, at + 1)


@lru_cache(maxsize=CACHED_WORDS)
def _alone(plain: str, word_key: str) -> Kind | None:
    """What a word is that begins nothing but a phrase; most are such, and need no closer look."""
    if len(plain) < 2 or not word_key or plain in _MEANING_MORE or slip_of(plain, NUMBER_WORDS):
        return None
    word = Word.of(plain, 0, len(plain), plain, word_key)
    if may_hold_amounts((word,)):
        return None
    return Kind.OUTSIDE if is_filler(word) else Kind.NAME


def _phrase(words: Sequence[Word], at: int, number: Callable[[int], int]) -> Part | None:
    """The name or the empty talk of several words that begins at a word."""
    if (end := NAMES.match(words, at, number)) > at:
        return Part(Kind.NAME, at, end)
    if (end := NOISE.match(words, at, number)) > at:
        return Part(Kind.OUTSIDE, at, end)
    return None


_SAID_ALONG = (is_giving, is_putting, is_packing, packs)


def _sign(words: Sequence[Word], at: int) -> Kind:
    """Between letters without spaces a sign belongs to the name; a full stop and a comma break; all else is outside."""
    plain = words[at].plain
    if plain in "-.'’&" and is_glued(words, at):
        return Kind.NAME
    return Kind.BREAK if plain in BREAK_SIGNS or plain == "." or "\n" in plain else Kind.OUTSIDE


def _named(words: Sequence[Word], parts: Sequence[Part]) -> Iterator[Part]:
    """Joins the words of a name; joints at its ends are no part of it, nor is a name made of nothing else."""
    for kind, near in groupby(parts, key=lambda part: part.kind):
        run = list(near)
        if kind is Kind.NAME:
            yield trimmed(words, run[0].start, run[-1].end)
        else:
            yield from run


def _staples(words: Sequence[Word], part: Part) -> Iterator[Part]:
    """Many things that are bought by their bare names, one beside the other: "milk bread eggs"."""
    if part.kind is Kind.NAME and part.end - part.start >= MANY_THINGS:
        found = list(_single_things(words, part))
        if len(found) >= MANY_THINGS:
            yield from found
            return
    yield part


def _single_things(words: Sequence[Word], part: Part) -> Iterator[Part]:
    """The things of a name, each by itself; what is none ends them, and then they are too few."""
    at, found = part.start, []
    while at < part.end:
        end = NAMES.match(words, at, lambda i: i)
        if end == at and words[at].plain not in STAPLES:
            return
        found.append(Part(Kind.NAME, at, max(end, at + 1)))
        at = max(end, at + 1)
    yield from found


def _breads(words: Sequence[Word], parts: Sequence[Part]) -> Iterator[Part]:
    """Where nothing else is named, *pav* is the bread: "do pav"."""
    for part in parts:
        last = part.end - 1
        if part.kind is Kind.AMOUNT and last > part.start and words[last].key == PAV:
            number = read_number(words, part.start)
            yield Part(Kind.AMOUNT, part.start, last, Amount(number.value if number else None))
            yield Part(Kind.NAME, last, part.end)
        else:
            yield part
