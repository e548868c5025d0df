"""The verbs of a wish to change an order: where they stand, what they do, and on which side their objects are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from nlu.orders.lexicon import LEXICON, PHRASES
from nlu.orders.parts import GOODS, Kind, Part
from nlu.orders.words import BREAK_SIGNS
from nlu.words.numbers import read_number
from nlu.words.reading import Word


class Head(Enum):
    """Where the objects of a predicate stand."""

    FINAL = "before"  # ande hata do
    INITIAL = "after"  # remove the eggs
    EITHER = "either"  # remove the eggs; ande remove


@dataclass(frozen=True)
class Predicate:
    """A verb of change, from its first word to the word after it."""

    op: str
    head: Head
    start: int
    end: int
    substitutes: bool = False  # what goes makes room for what follows
    of_one: bool = False  # only what stands right before it is meant


_PHRASES = tuple(
    (op, head, PHRASES[name])
    for op in ("remove", "add", "set")
    for head in (Head.FINAL, Head.EITHER, Head.INITIAL)
    if (name := f"{op} {head.value}") in PHRASES
)
MORE = LEXICON.spelt("verbs_more")
SEPARABLE, PARTICLE = (
    LEXICON.spelt("separable"),
    LEXICON.spelt("particle"),
)  # "take the rice out", "take 2 rice"
INSTEAD, SENDS = LEXICON.spelt("instead"), LEXICON.spelt("sends")
NOISE, INSTEAD_OF, INSTEAD_OF_THAT = (PHRASES[name] for name in ("noise", "instead_of", "instead_of_that"))
CONDITIONAL = LEXICON.spelt("conditional")
HAVING_DONE = tuple(LEXICON.spelt("having_done"))
_BEGIN = frozenset[str]().union(
    *(
        phrases.first_words
        for phrases in (NOISE, INSTEAD_OF, INSTEAD_OF_THAT, *(each for *_, each in _PHRASES))
    )
)


def predicates_of(words: Sequence[Word], parts: Sequence[Part]) -> Iterator[Predicate]:
    """The predicates in order; of two that begin at one word the longer."""
    names = {part.end for part in parts if part.kind is Kind.NAME}
    at, contrasted = 0, False  # "don't send this, send that"
    while at < len(words):
        may_send = contrasted and words[at].plain in SENDS
        if not (_may_begin(words[at]) or may_send):
            at += 1
            continue
        found = _predicate(words, parts, at, names)
        if found is None and may_send:
            found = Predicate("add", Head.INITIAL, at, at + 1, substitutes=True)
        if found and found.op:
            yield found
            refuses = found.op == "remove" and words[found.end - 1].plain in SENDS
            contrasted = contrasted or refuses or words[at].plain in INSTEAD
        at = found.end if found else at + 1


def _predicate(
    words: Sequence[Word], parts: Sequence[Part], at: int, names: Collection[int]
) -> Predicate | None:
    """The predicate that begins at a word; one without an op where it changes nothing: "pehle wala hata ke"."""

    def number(i: int) -> int:
        return found.end if (found := read_number(words, i)) else i

    if (end := NOISE.match(words, at, number)) > at:
        return Predicate("", Head.EITHER, at, end)
    if (end := INSTEAD_OF.match(words, at, number)) > at and at in names and brings(parts, end):
        return Predicate("remove", Head.FINAL, at, end, substitutes=True)
    if (end := INSTEAD_OF_THAT.match(words, at, number)) > at:
        return Predicate("set", Head.FINAL, at, end, substitutes=True)
    ends = ((phrases.match(words, at, number), op, head) for op, head, phrases in _PHRASES)
    end, op, head = max(ends, key=lambda found: found[0])
    if op == "remove" and at > 0 and words[at - 1].plain in CONDITIONAL:
        return None  # "if no brown bread, send white"
    if words[at].plain in SEPARABLE and not any(
        word.plain in PARTICLE for word in words[at : clause_end(words, at)]
    ):
        return None
    is_removed_for = op == "remove" and words[end - 1].plain.endswith(HAVING_DONE)  # "coke hata ke limca"
    return Predicate(op, head, at, end, is_removed_for) if end > at else None


def brings(parts: Sequence[Part], at: int) -> bool:
    """Whether another thing is named behind a word, and not only how much of the same."""
    following = [part.kind for part in parts if part.start >= at and part.kind is not Kind.OUTSIDE][:2]
    return following[:1] != [Kind.AMOUNT] or following[1:] == [Kind.NAME]


def may_hold_predicates(words: Sequence[Word]) -> bool:
    """Whether a message may hold a verb of change; a quick look that most messages end at."""
    return any(map(_may_begin, words))


def _may_begin(word: Word) -> bool:
    return word.key in _BEGIN or word.exact in _BEGIN


def clause_end(words: Sequence[Word], at: int) -> int:
    """The sign that ends the clause of a word, or the end of the message."""
    return next((i for i in range(at, len(words)) if words[i].plain in BREAK_SIGNS), len(words))


def faced(predicate: Predicate, parts: Sequence[Part]) -> Predicate:
    """An English verb looks at what follows it, or back when nothing does; a Hindi one that begins looks ahead."""
    before = [part for part in parts if part.end <= predicate.start and part.kind is not Kind.OUTSIDE]
    has_before = bool(before) and before[-1].kind is not Kind.BREAK
    if predicate.head is Head.INITIAL and not (predicate.op == "add" and has_before):
        return predicate
    if predicate.head is Head.FINAL and (predicate.op == "set" or predicate.substitutes or has_before):
        return predicate
    after = (part.kind for part in parts if part.start >= predicate.end and part.kind is not Kind.OUTSIDE)
    return replace(predicate, head=Head.INITIAL if next(after, None) in GOODS else Head.FINAL)


def parted(words: Sequence[Word], parts: Sequence[Part], predicates: Sequence[Predicate]) -> list[Part]:
    """A predicate at the end of its clause ends it, and so does one that brings another thing; it is of no name."""
    spoken = {i: predicate for predicate in predicates for i in range(predicate.start, predicate.end)}
    found: list[Part] = []
    for part in parts:
        predicate = spoken.get(part.start)
        if predicate is None or part.amount or words[part.start].plain in MORE:
            found.append(part)
        else:
            ends = predicate.head is Head.FINAL or (predicate.substitutes and predicate.op == "add")
            found.append(Part(Kind.BREAK if ends else Kind.OUTSIDE, part.start, part.end))
    return found
