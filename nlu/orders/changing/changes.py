"""What is to change in an order: each line with what is done to it, "ande hata do", "aata 3 kilo kar do"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nlu.orders.changing.levels import MISTAKEN, as_it_shall_stand
from nlu.orders.changing.pointing import done_to_both, each_of_both, is_pointed_at
from nlu.orders.changing.replacing import replaced
from nlu.orders.changing.verbs import MORE, WITH, Side, Verb, broken, faced, verbs_of
from nlu.orders.counting.amounts import NOTHING, merge, read_amount
from nlu.orders.counting.models import is_model
from nlu.orders.cutting import cut_changes
from nlu.orders.goods import is_goods
from nlu.orders.lexicon import LEXICON
from nlu.orders.lines import Line, lines_of
from nlu.orders.parts import Kind, Part, segments
from nlu.orders.words import (
    AND,
    ARTICLES,
    BREAK_SIGNS,
    CHANGING,
    INSTEADS,
    OF,
    STAPLES,
    THINGS,
    TOO,
    is_filler,
)
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.silence import silenced
from nlu.words.slips import slip_of
from spelling import key

NEGATED_AMOUNT = LEXICON.spelt("negated_amount")  # "2 not 4", "2 instead of 4"
LESS = LEXICON.spelt("less")
REFUSED_AMOUNT = INSTEADS | LEXICON.spelt("refused_amount")  # "5 nahi 10 kilo"
SWAPS = LEXICON.spelt("swaps")
SWAPPED_FOR = LEXICON.spelt("swapped_for")
HAVING_DONE = tuple(LEXICON.spelt("having_done"))
FAR = 10  # words between what goes and what comes
WHICH = LEXICON.spelt("which")
IN_THAT = LEXICON.spelt("in_that")
SAME = LEXICON.spelt("same")
NEW_LEVEL = LEXICON.spelt("new_level")
UP_TO = LEXICON.sounds("up_to")
ALL = LEXICON.sounds("all")
EMPTIES = LEXICON.spelt("empties")


def changes(words: Sequence[Word]) -> list[Line]:
    """The lines of a wish to change an order, each with its op; a line without a name means all."""
    words = as_it_shall_stand(_swapped(_as_meant(replaced(_without_telling(words)))))
    parts = each_of_both(words, _without_same(words, cut_changes(words)))
    found = list(verbs_of(words, parts))
    verbs = [faced(verb, parts) for verb in found]
    parts = [
        part
        for segment in segments(broken(words, parts, verbs))
        for part in _newest(words, _meant(words, segment))
    ]
    lines = [_changed(words, line, verbs, parts) for line in lines_of(words, parts)]
    named = [line for line in lines if key(line.name or "") not in ALL and not is_pointed_at(words, line)]
    return _last_said(_replaced(done_to_both(words, _told_of(named)))) or _everything(words, verbs)


def _without_telling(words: Sequence[Word]) -> Sequence[Word]:
    """ "jo order kiya tha usme se": which order is meant, up to the word that takes it up."""
    first = next((i for i, word in enumerate(words) if word.plain in WHICH), None)
    if first is None:
        return words
    last = next((i for i in range(first, len(words)) if words[i].plain in IN_THAT), first)
    of_others = any(map(is_goods, words[last + 1 :]))
    return silenced(words, (i for i in range(first, last + 1) if of_others or not is_goods(words[i])))


def _as_meant(words: Sequence[Word]) -> Sequence[Word]:
    """The words with the verbs of change that a letter is missing in, or two are swapped: "rmove", "cancle"."""
    return tuple(word.read_as(meant, key(meant)) if (meant := _verb_meant(word)) else word for word in words)


def _verb_meant(word: Word) -> str | None:
    meant = slip_of(word.plain, CHANGING) if word.plain not in THINGS | STAPLES | CHANGING else None
    differs = meant is not None and len(meant) == len(word.plain) and sorted(meant) != sorted(word.plain)
    is_past = word.plain.endswith("ed")  # what was changed is told
    return None if differs or is_past else meant  # a remote is no remove


def _swapped(words: Sequence[Word]) -> Sequence[Word]:
    """ "swap the fries for rings", "change coke to pepsi": one comes for the other; but "change rice to 10 kg".

    "replace 4 maggi with 6" changes how many.
    """
    verb = next((i for i, word in enumerate(words) if word.plain in SWAPS), None)
    if verb is None:
        return words
    if (level := _new_level(words, verb)) is not None:
        return _read_as(words, {verb: "change", level: "to"})
    for i in range(verb + 2, min(len(words) - 1, verb + FAR)):
        if words[i].plain in BREAK_SIGNS:
            break
        is_level = words[i].plain in NEW_LEVEL
        counts = is_level and (read_number(words, i + 1) or words[i + 1].plain in ARTICLES)
        if words[i].plain in SWAPPED_FOR and words[i + 1].key and not counts:
            return _read_as(words, {verb: "replace", i: "with"})
    return words


def _new_level(words: Sequence[Word], verb: int) -> int | None:
    """The *with* of "replace 4 maggi with 6", behind which an amount stands and no other thing."""
    near = range(verb + 2, min(len(words) - 1, verb + FAR))
    at = next((i for i in near if words[i].plain in WITH), None)
    amount = read_amount(words, at + 1) if at is not None else None
    if at is None or amount is None or not any(read_number(words, i) for i in range(verb + 1, at)):
        return None
    rest = words[amount[1] : amount[1] + 1]
    return at if all(not word.key or word.plain in AND or is_filler(word) for word in rest) else None


def _read_as(words: Sequence[Word], said: Mapping[int, str]) -> Sequence[Word]:
    return tuple(
        word.read_as(said[at], key(said[at])) if at in said else word for at, word in enumerate(words)
    )


def _without_same(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """What shall stay as it is changes nothing: "cheeni utni hi rakho"."""

    def stays(part: Part) -> bool:
        return part.kind is Kind.NAME and any(words[i].plain in SAME for i in range(part.start, part.end))

    return [part.as_gap() if stays(part) else part for part in parts]


def _told_of(lines: list[Line]) -> list[Line]:
    """Beside a thing with its new amount, an amount of nothing is the old one: "sugar 1 kg, not 2"."""
    if not any(line.name and line.amount.quantity is not None for line in lines):
        return lines
    return [line for line in lines if line.name or line.amount.quantity is None]


def _last_said(lines: list[Line]) -> list[Line]:
    """Of what is said twice of one thing the last: "bread 1 hai, bread 3 kar do", "no bread, take the bread off"."""
    kept: list[Line] = []
    last: dict[str, Line] = {}
    for line in reversed(lines):
        name = key(line.name or "")
        if name not in last or not _is_renewed(line, last[name]):
            kept.append(line)
            last[name] = line
    return kept[::-1]


def _is_renewed(line: Line, later: Line) -> bool:
    """Whether what a later line says of the same thing makes the first say nothing."""
    if line.op is None or later.op == "set":
        return True
    is_whole = later.is_bare or line.is_bare
    return later.op == "remove" and is_whole and line.op in ("set", "remove")


def _newest(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    """Of two amounts for one thing the new one: "4 ki jagah 2", "from one dozen to two dozen", "2 not 4"."""
    one_name = sum(part.kind is Kind.NAME for part in segment) == 1
    kept = list(segment)
    first: int | None = None
    for at, part in enumerate(segment):
        if part.kind is not Kind.AMOUNT:
            continue
        old = _older(words, segment, first, at, one_name=one_name) if first is not None else None
        if old is not None:
            kept[old] = segment[old].as_gap()
        first = first if old == at else at
    return kept


def _older(
    words: Sequence[Word], segment: Sequence[Part], first: int, second: int, *, one_name: bool
) -> int | None:
    """Which of two amounts no longer holds, where both are of one thing and do not fit together."""
    one, other = segment[first].amount, segment[second].amount
    between = segment[first + 1 : second]
    negated = any(words[i].plain in NEGATED_AMOUNT for part in between for i in range(part.start, part.end))
    refused = any(words[i].plain in REFUSED_AMOUNT for part in between for i in range(part.start, part.end))
    after = segment[second].end
    taken_back = after < len(words) and words[after].plain in REFUSED_AMOUNT  # "sirf 2 bhejna 4 nahi"
    if taken_back and one and other and one.quantity is not None and not merge(one, other):
        return second
    is_beside = all(words[i].plain in OF for i in range(segment[first].end, segment[second].start))
    if is_beside and is_model(segment[first], segment[second]):
        return None  # "dolo 650 1 strip aur jod do", "dolo 650 ka ek patta"
    if one is None or other is None or (merge(one, other) and not negated and not refused):
        return None
    if not one_name and any(part.kind is Kind.NAME for part in between):
        return None
    return second if negated else first


def _meant(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    """The only amount beside "by mistake" is the one that was not meant."""
    by_mistake = any(words[i].key in MISTAKEN for part in segment for i in range(part.start, part.end))
    amounts = [i for i, part in enumerate(segment) if part.kind is Kind.AMOUNT]
    named = any(part.kind is Kind.NAME for part in segment)
    if not by_mistake or not named or len(amounts) != 1:
        return segment
    return [part.as_gap() if part.kind is Kind.AMOUNT else part for part in segment]


def _changed(words: Sequence[Word], line: Line, verbs: Sequence[Verb], parts: Sequence[Part]) -> Line:
    has_amount = line.amount.quantity is not None
    verb = _verb_of(words, line, verbs, parts)
    op = verb.op if verb else "set" if has_amount else None
    more = any(words[i].plain in MORE for i in range(line.start, line.end)) or _ends_with_more(
        words, line.end
    )
    if has_amount and op != "remove" and more:
        return replace(line, op="add")
    comes_too = verb is None and any(word.plain in TOO for word in words[line.end : line.end + 1])
    if op == "set" and (comes_too or _comes_instead(words, line, verbs)):
        return replace(line, op="add")
    within = any(
        words[i].plain in NEW_LEVEL | INSTEADS for i in range(line.start, line.end) if not words[i].is_number
    )
    if has_amount and any(
        part.end < line.end and _is_less(words, part) for part in parts if part.start >= line.start
    ):
        return replace(line, op="remove")
    new_level = within or (line.end < len(words) and words[line.end].key in UP_TO)  # "3 kilo tak badha do"
    inside = verb is not None and line.start <= verb.start < line.end and verb.op != "add"
    return replace(line, op="set" if has_amount and (new_level or inside) else op)


def _comes_instead(words: Sequence[Word], line: Line, verbs: Sequence[Verb]) -> bool:
    """Whether it stands right behind what goes: "2 coke ki jagah 2 pepsi kar do"."""
    gone = [verb.end for verb in verbs if _makes_room(words, verb) and verb.end <= line.start]
    return bool(gone and line.name) and all(is_filler(word) for word in words[gone[-1] : line.start])


def _makes_room(words: Sequence[Word], verb: Verb) -> bool:
    """Whether what goes makes room for what follows: "X ki jagah Y", "uski jagah Y", "X hatakar Y"."""
    removing = verb.op == "remove" and words[verb.end - 1].plain.endswith(HAVING_DONE)
    return removing or any(word.plain in INSTEADS for word in words[verb.start : verb.end])


def _is_less(words: Sequence[Word], part: Part) -> bool:
    """ "1 kg less sugar"."""
    return part.kind is Kind.AMOUNT and words[part.end].plain in LESS


def _ends_with_more(words: Sequence[Word], at: int) -> bool:
    """ "pyaz 1 kilo aur"."""
    return at < len(words) and words[at].plain in MORE and (at + 1 == len(words) or not words[at + 1].key)


def _replaced(lines: list[Line]) -> list[Line]:
    """What is named beside something that goes comes in its place: "dal ki jagah rajma"."""
    if not any(line.op == "remove" for line in lines):
        return lines
    return [replace(line, op=line.op or "add") for line in lines]


def _verb_of(words: Sequence[Word], line: Line, verbs: Sequence[Verb], parts: Sequence[Part]) -> Verb | None:
    """The verb in front of a line in its own clause, else the next one behind it, else one further in front."""
    front = [verb for verb in verbs if verb.side is Side.AFTER and verb.end <= line.start]
    behind = [verb for verb in verbs if verb.side is Side.BEFORE and verb.start >= line.end]
    if behind and behind[0].start > line.end and words[behind[0].start].plain in MORE:
        behind = behind[1:]
    inside = [verb for verb in verbs if line.start <= verb.start < line.end]
    if inside and inside[0].side is Side.AFTER and inside[0].op == "set":
        return inside[0]  # "rice make it 10 kg and oil remove"
    breaks = [part.start for part in parts if part.kind is Kind.BREAK]
    if front and not any(front[-1].end <= at < line.start for at in breaks):
        return front[-1]
    return next(iter([*behind[:1], *inside[:1], *front[-1:]]), None)


def _everything(words: Sequence[Word], verbs: Sequence[Verb]) -> list[Line]:
    """ "sab hata do", "cart khali kar do": all of it, as a removal without a name."""
    empties = any(word.plain in EMPTIES for word in words)
    takes_out = any(verb.op == "remove" for verb in verbs) and any(word.key in ALL for word in words)
    return [Line(None, NOTHING, 0, len(words), "remove")] if words and (empties or takes_out) else []
