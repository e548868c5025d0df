"""What is wanted only if something is not there: *crocin, nahi to dolo*, *agar mutton na ho to chicken*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from nlu.left_over.finding import COMMA, Number, ends, matches
from nlu.orders.lexicon import LEXICON as ORDER_WORDS
from nlu.orders.ordered import order_lines
from nlu.orders.words import AND
from nlu.words.lexicon import lexicon
from nlu.words.reading import Word

OTHERWISE = "otherwise"  # of a note: what it says is wanted only then

_lists = lexicon("talk")
NONE_OF_IT, WHERE_NONE, IS_OUT = (_lists.phrases(name) for name in ("otherwise", "where_none", "is_out"))
IF, THEN = _lists.phrases("if"), frozenset({"then"})
SENDS = ORDER_WORDS.spelt("sends")


class Otherwise(NamedTuple):
    """The words of a condition with what is wanted then; of what is not there, and of what comes in its place."""

    start: int
    end: int
    without: tuple[int, int] | None
    then: tuple[int, int]


def otherwise(words: Sequence[Word], number: Number) -> Iterator[Otherwise]:
    """Each condition of a message, to the end of what is wanted then; behind a comma where nothing else says that."""
    for start, end in matches(NONE_OF_IT, words, number):
        front = start - (start > 0 and words[start - 1].plain == COMMA)
        closes = _end(words, end)
        if front > 0 and words[front - 1].key and closes > end:
            begins = _clause_start(words, start)
            led = begins < start and IF.begin_at(words, begins)
            yield Otherwise(begins if led else start, closes, _between(begins + led, start), (end, closes))
    for start, end in matches(WHERE_NONE, words, number):
        if (closes := _condition_end(words, end)) > end:
            begins = _then_at(words, end, closes)
            yield Otherwise(start, closes, _between(end, begins), (begins, closes))
    for start, end in matches(IS_OUT, words, number):
        begins = _clause_start(words, start)
        if IF.begin_at(words, begins) and (closes := _condition_end(words, end)) > end:
            yield Otherwise(begins, closes, _between(begins + 1, start), (end, closes))


def line_in(words: Sequence[Word], place: tuple[int, int] | None) -> dict[str, Any] | None:
    """The one thing that some words name, as an order line has it; None where it is not one."""
    lines = [line for line in order_lines(words[slice(*place)]) if line.name] if place else []
    return lines[0].value() if len(lines) == 1 else None


def _between(start: int, end: int) -> tuple[int, int] | None:
    return (start, end) if start < end else None


def _clause_start(words: Sequence[Word], at: int) -> int:
    """Where the clause begins in which a word stands: behind a sign or an *and*, or at an *if*."""
    while at > 0 and not (ends(words[at - 1]) or words[at - 1].plain in AND or IF.begin_at(words, at)):
        at -= 1
    return at


def _end(words: Sequence[Word], at: int) -> int:
    while at < len(words) and not ends(words[at]):
        at += 1
    return at


def _then_at(words: Sequence[Word], at: int, closes: int) -> int:
    """Where it begins what is wanted then: at the first word that sends, says so, or stands behind a comma."""
    places = range(at, closes)
    return next((i for i in places if words[i].plain in SENDS | THEN or words[i].plain == COMMA), closes)


def _condition_end(words: Sequence[Word], at: int) -> int:
    """Where a condition ends with what is wanted then, also behind a comma: "if no white bread, send brown"."""
    closes = [*(i for i in range(at, len(words)) if ends(words[i])), len(words)]
    says_what = any(word.plain in SENDS | THEN for word in words[at : closes[0]])
    parted = not says_what and closes[0] < len(words) and words[closes[0]].plain == COMMA
    return closes[1] if parted and closes[0] > at else closes[0]
