"""What a message orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from nlu.orders.changing.predicates import MORE as VERBS_MORE
from nlu.orders.changing.predicates import Head, predicates_of
from nlu.orders.changing.repairs import MORE, MORE_BEHIND, said_once, without_refused
from nlu.orders.cutting import cut
from nlu.orders.lexicon import PHRASES
from nlu.orders.lines import Line, lines_of
from nlu.orders.parts import Kind
from nlu.orders.portions import with_portions
from nlu.orders.talk.outside import doubted, without_doubted
from nlu.orders.variants import with_their_thing
from nlu.words.reading import REMEMBERED, Word

IN_AN_ORDER, ADDING = PHRASES["in_an_order"], PHRASES["adding"]
SET = "set"
FEW_WORDS, FEWEST_WORDS = 6, 4
BESIDES = (MORE | VERBS_MORE) - MORE_BEHIND  # what is counted with one of these comes to what there is


def order_lines(words: Sequence[Word]) -> list[Line]:
    """The lines of an order."""
    read = without_doubted(words, list(_lines(tuple(words))))
    lines = said_once(words, with_their_thing(read))
    return (
        [replace(line, op="add") for line in lines] if _adds(words) else _set(words, _besides(words, lines))
    )


def doubted_lines(words: Sequence[Word]) -> list[Line]:
    """What an order names beside its lines, and may want: to be asked back rather than guessed."""
    return doubted(words, list(_lines(tuple(words))))


@lru_cache(maxsize=REMEMBERED)
def _lines(words: tuple[Word, ...]) -> tuple[Line, ...]:
    parts = with_portions(words, without_refused(words, cut(words)))
    return tuple(said_once(words, lines_of(words, parts)))


def _besides(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """The lines, with those that are to come besides marked so: "aur do", "ek aur doodh", "2 kilo chawal aur"."""
    if lines and _opens_with_more(words, lines[0]):
        return [replace(line, op="add") for line in lines]
    return [replace(line, op="add") if _is_more(words, line, lines) else line for line in lines]


def _set(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """The lines, where what is counted right behind *make it* is so many in all: "make it 30 meals"."""
    found = (each for each in predicates_of(words, ()) if each.op == SET and each.head is Head.INITIAL)
    ends = {each.end for each in found if each.end - each.start > 1}
    return [
        replace(line, op=SET) if line.start in ends and _is_named_once(words, line) else line
        for line in lines
    ]


def _is_named_once(words: Sequence[Word], line: Line) -> bool:
    """Whether a counted thing is named nowhere before: of one that is, the message puts its own amount right."""
    own = {word.key for word in words[line.start : line.end] if word.key and not word.is_number}
    return line.amount.quantity is not None and own.isdisjoint(word.key for word in words[: line.start])


def _opens_with_more(words: Sequence[Word], first: Line) -> bool:
    """Whether *aur* stands right before all that is named; behind something counted it only joins."""
    before = [word for word in words[: first.start] if word.key]
    if not before or before[-1].plain not in BESIDES:
        return False
    return not any(part.kind is Kind.AMOUNT for part in cut(words[: first.start]))


def _is_more(words: Sequence[Word], line: Line, lines: Sequence[Line]) -> bool:
    """Whether *aur* stands within a line that has no other in it, or behind the only one."""
    if any(line.start <= other.start < line.end for other in lines if other is not line):
        return False
    is_alone = len(lines) == 1 and line.end < len(words)
    return any(word.plain in BESIDES for word in words[line.start : line.end + is_alone])


def _adds(words: Sequence[Word]) -> bool:
    """Whether an order is named to which the things are added: "order me 2 dahi jod dena"."""
    return IN_AN_ORDER.occur_in(words) and ADDING.occur_in(words)


def short_answer(words: Sequence[Word], *, asked: bool) -> list[Line]:
    """The lines of a message that may be no order at all; unless something was asked, only an amount by itself."""
    spoken = sum(bool(word.key) for word in words)
    lines = order_lines(words) if spoken <= (FEW_WORDS if asked else FEWEST_WORDS) else []
    if asked:
        return [line for line in lines if not line.is_bare]
    parts = [part for part in cut(words) if part.kind is not Kind.BREAK]
    return lines if [part.kind for part in parts] == [Kind.AMOUNT] else []
