"""What is outside of every item names and counts nothing, as sure as the tagger is of its words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from statistics import fmean
from typing import NamedTuple

from nlu.orders.goods import is_quality
from nlu.orders.lines import Line, are_kinds
from nlu.orders.parts import GOODS, Kind, Part, segments
from nlu.orders.words import REFUSALS
from nlu.words.reading import Word, read

DOUBTED = 0.3  # a name without an amount beside others that have one is none
LEFT_OVER = 0.05  # of two names that have one amount between them the likelier is none
MAY_BE = 0.75  # but below this it may well be one: what is left out so is asked back
CERTAIN = 0.985  # so is a name where nothing else is named
Run = list[Part]  # the parts of one name


class Sureness(NamedTuple):
    """How likely outside a word must be, for what is read of it."""

    at_an_end: float  # to be of no name, at the end of one
    name: float  # to name nothing, all words of the name together
    figure: float  # to count nothing, beside no name
    amount: float = 0.9  # to count nothing


OF_ORDERS = Sureness(at_an_end=0.97, name=0.6, figure=0.65)
OF_CHANGES = Sureness(at_an_end=0.96, name=0.8, figure=0.65)  # what goes, and what stood, is of an item too
OF_QUESTIONS = Sureness(at_an_end=0.9, name=0.5, figure=0.65)


def of_items(words: Sequence[Word], parts: Sequence[Part], sure: Sureness) -> list[Part]:
    """The parts, where names and amounts that are of no item are outside."""
    if not any(word.outside for word in words):
        return list(parts)
    named = _names(words, parts, sure)
    if not _names_any(named):
        named = _with_likeliest(words, parts, named)
    found: list[Part] = []
    for segment in segments(named):
        kept = [
            part.as_outside() if _counts_nothing(words, segment, at, sure) else part
            for at, part in enumerate(segment)
        ]
        lacks_name = any(part.says_how_much for part in kept) and not _names_any(kept)
        own = [part for part in parts if segment[0].start <= part.start < segment[-1].end]
        found += _with_likeliest(words, own, kept) if lacks_name else kept
    return found


def _names(words: Sequence[Word], parts: Sequence[Part], sure: Sureness) -> list[Part]:
    """The parts with the names that are of items; one that is such elsewhere is one wherever it is counted too."""
    runs = [list(run) for _, run in groupby(parts, key=lambda part: part.kind)]
    chances: dict[tuple[str, ...], float] = {}
    for run in runs:
        sound = _sound(words, run)
        chances[sound] = min(chances.get(sound, 1.0), _mean(words, run))
    found: list[Part] = []
    kinds = _counted_kinds(words, runs)
    for at, run in enumerate(runs):
        near = [each[0].kind for each in (*runs[max(at - 1, 0) : at], *runs[at + 1 : at + 2])]
        is_again = at in kinds or (Kind.AMOUNT in near and chances[_sound(words, run)] < DOUBTED)
        is_again = is_again or (sure is OF_CHANGES and _is_refused_for_another(words, runs, at))
        found += _trimmed(words, run, sure) if run[0].kind is Kind.NAME and not is_again else run
    return found


def _is_refused_for_another(words: Sequence[Word], runs: Sequence[Run], at: int) -> bool:
    """Whether a no, and nothing else, parts a name from the next one: "are basmati nahi kolam"."""
    if at + 2 >= len(runs) or runs[at + 2][0].kind is not Kind.NAME:
        return False
    between = words[runs[at + 1][0].start : runs[at + 1][-1].end]
    return all(word.plain in REFUSALS for word in between)


def _counted_kinds(words: Sequence[Word], runs: Sequence[Run]) -> frozenset[int]:
    """The runs that only say a kind right behind its count, where several do: "pen 5 blue 5 black"."""
    pairs = zip(range(1, len(runs)), runs, runs[1:], strict=False)
    found = [at for at, count, name in pairs if count[-1].says_how_much and _is_kind(words, name)]
    return frozenset(found if len(found) > 1 else ())


def _is_kind(words: Sequence[Word], run: Run) -> bool:
    named = run[0].kind is Kind.NAME
    return named and all(is_quality(word) for part in run for word in words[part.start : part.end])


def _sound(words: Sequence[Word], run: Run) -> tuple[str, ...]:
    return tuple(word.key for part in run for word in words[part.start : part.end])


def _counts_nothing(words: Sequence[Word], segment: Sequence[Part], at: int, sure: Sureness) -> bool:
    """Whether an amount is outside; a figure alone, beside which no name stands, is so sooner."""
    part = segment[at]
    if part.amount is None:
        return False
    before, after = _next_goods(segment[:at][::-1]), _next_goods(segment[at + 1 :])
    is_alone = part.amount.unit is None and not any(_is_beside(part, each) for each in (*before, *after))
    return _least(words, [part]) >= (sure.figure if is_alone else sure.amount)


def _next_goods(parts: Sequence[Part]) -> list[Part]:
    """The next part that is not outside, if there is any."""
    return [part for part in parts if part.kind is not Kind.OUTSIDE][:1]


def _is_beside(figure: Part, other: Part) -> bool:
    """Whether a part may have a figure for its number: a name, a unit, what stands right behind it."""
    if other.kind is Kind.NAME or (other.amount is not None and other.amount.quantity is None):
        return True
    return other.kind is Kind.AMOUNT and figure.end == other.start


def _trimmed(words: Sequence[Word], run: Run, sure: Sureness) -> list[Part]:
    """A name without what is surely outside at its ends; nothing of it where the rest is likely outside too."""
    inside = [at for at, part in enumerate(run) if _least(words, [part]) < sure.at_an_end]
    own = run[inside[0] : inside[-1] + 1] if inside else []
    if not own or _mean(words, own) >= sure.name:
        return [part.as_outside() for part in run]
    return [part if part in own else part.as_outside() for part in run]


def _with_likeliest(words: Sequence[Word], parts: Sequence[Part], kept: list[Part]) -> list[Part]:
    """What was kept, and the name among the parts that is likeliest one, unless it is certainly outside too."""
    runs = [list(run) for kind, run in groupby(parts, key=lambda part: part.kind) if kind is Kind.NAME]
    best = min(runs, key=lambda run: _mean(words, run), default=[])
    if not best or _mean(words, best) >= CERTAIN:
        return kept
    again = {part.start for part in best}
    return [part if part.start in again else other for part, other in zip(parts, kept, strict=True)]


def without_left_over(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """Where names stand at both ends and amounts between, the one that is likelier outside is no item."""
    found: list[Part] = []
    for segment in segments(parts):
        goods = [part for part in segment if part.kind in GOODS]
        kinds = [part.kind for part in goods]
        are_counted = are_kinds(words, goods[2::2])  # "pen 5 blue 5 black"
        if (
            not are_counted
            and kinds[1:]
            and kinds == [*[Kind.NAME, Kind.AMOUNT] * (len(kinds) // 2), Kind.NAME]
        ):
            dropped = max((goods[0], goods[-1]), key=lambda part: _mean(words, [part]))
            if _mean(words, [dropped]) >= LEFT_OVER:
                segment = [part.as_outside() if part is dropped else part for part in segment]
        found += segment
    return found


def without_doubted(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """The lines; beside what is counted, a name without an amount that may well be outside is none."""
    if not any(line.name and not line.is_bare for line in lines):
        return lines
    return [line for line in lines if not line.is_bare or _chance(words[line.start : line.end]) < DOUBTED]


def doubted(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """Those that `without_doubted` leaves out although they may be of an item."""
    kept = without_doubted(words, lines)
    left_out = (line for line in lines if line not in kept)
    return [line for line in left_out if _chance(words[line.start : line.end]) < MAY_BE]


def confidence(words: Sequence[Word], line: Line) -> float | None:
    """How likely the name of a line is of an item, or its amount where it names nothing; None where nothing is known.

    Below a half the rules have kept what the tagger takes for talk.
    """
    if not any(word.outside for word in words):
        return None
    named = {word.text for word in read(line.name or "")}
    own = words[line.start : line.end]
    return round(1 - _chance([word for word in own if word.text in named] or own), 2)


def _names_any(parts: Sequence[Part]) -> bool:
    return any(part.kind is Kind.NAME for part in parts)


def _least(words: Sequence[Word], parts: Sequence[Part]) -> float:
    return min(word.outside for part in parts for word in words[part.start : part.end])


def _mean(words: Sequence[Word], parts: Sequence[Part]) -> float:
    return _chance([word for part in parts for word in words[part.start : part.end]])


def _chance(words: Sequence[Word]) -> float:
    return fmean(word.outside for word in words)
