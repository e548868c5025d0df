"""What is to change in an order: each line with what is done to it, "ande hata do", "aata 3 kilo kar do"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from nlu.orders.changing.levels import ANAPHORA, as_it_shall_stand
from nlu.orders.changing.pointing import done_to_both, each_of_both, is_pointed_at
from nlu.orders.changing.predicates import (
    MORE,
    SENDS,
    Head,
    Predicate,
    faced,
    may_hold_predicates,
    parted,
    predicates_of,
)
from nlu.orders.changing.substitution import with_substitutions
from nlu.orders.counting.amounts import NOTHING, read_amount
from nlu.orders.counting.figures import is_lettered
from nlu.orders.cutting import cut_changes
from nlu.orders.goods import is_goods
from nlu.orders.lexicon import LEXICON, PHRASES
from nlu.orders.lines import Line, lines_of
from nlu.orders.parts import Kind, Part
from nlu.orders.words import BREAK_SIGNS, CHANGING, INSTEADS, STAPLES, THINGS, TOO, is_filler
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.repair import RATHER_THAN, RULES
from nlu.words.slips import slip_of
from spelling import key

SET, FROM, REMOVE = "set", "from", "remove"
FEW = 7  # words from "set" to the new amount
LESS = LEXICON.spelt("less")
WHICH, IN_THAT = LEXICON.spelt("which"), LEXICON.spelt("in_that")
SAME = LEXICON.spelt("same")
NEW_LEVEL, AS, UP_TO = LEXICON.spelt("new_level"), LEXICON.spelt("as"), LEXICON.sounds("up_to")
LEVELS = NEW_LEVEL | AS
ALL, EMPTIES = LEXICON.sounds("all"), LEXICON.spelt("empties")
HAVING, PUT_THERE = LEXICON.spelt("having"), LEXICON.spelt("put_there")
EMPTY = ANAPHORA | AS | LEXICON.spelt("will_do")
WANTING = LEXICON.spelt("wanting")  # "16A chahiye, 32A hata do"
ONLY = PHRASES["only"]
GIVEN = LEXICON.sounds("giving") - LEXICON.sounds("doing")
UP_AND_DOWN, MEASURED_BY = LEXICON.spelt("up_and_down"), LEXICON.spelt("measured_by")


def changes(words: Sequence[Word]) -> list[Line]:
    """The lines of a wish to change an order, each with its op; a line without a name means all."""
    words = tuple(map(_as_spelt, words))
    outside = frozenset(_outside(words))
    parts = _without_same(words, each_of_both(words, list(_without(words, cut_changes(words), outside))))
    found = [each for each in predicates_of(words, parts) if each.start not in outside]
    found = with_substitutions(words, parts, found)
    brought = frozenset(
        each.start for each in found if each.head is Head.INITIAL and each.end == each.start + 1
    )
    stood = list(_without(words, parts, brought))
    parts = as_it_shall_stand(words, stood, found)
    renewed = [part for part in parts if part.amount and not any(part is each for each in stood)]
    predicates = [faced(each, parts) for each in found if not _is_of_old(words, each, renewed)]
    parts = parted(words, parts, predicates)
    lines = [_changed(words, line, predicates, parts) for line in lines_of(words, parts)]
    named = [line for line in lines if key(line.name or "") not in ALL and not is_pointed_at(words, line)]
    told = done_to_both(words, _told_of(named))
    return _last_said(_replaced(words, told)) or _everything(words, predicates)


def taken_out(words: Sequence[Word]) -> list[Line]:
    """What a message takes out by its name, or lessens, in one clause: "crocin rehne do, ek volini"."""
    if not may_hold_predicates(words):
        return []
    removing = [each for each in predicates_of(words, ()) if each.op == REMOVE]
    gone = [line for line in changes(words) if line.op == REMOVE and line.name]
    return [line for line in gone if any(_are_near(words, line, each) for each in removing)]


def _are_near(words: Sequence[Word], line: Line, predicate: Predicate) -> bool:
    """Whether no sign parts a line from what is said of it: "dosa, plastic nahi chahiye" refuses no dosa."""
    between = words[min(line.end, predicate.end) : max(line.start, predicate.start)]
    return not any(word.plain in BREAK_SIGNS for word in between)


def _as_spelt(word: Word) -> Word:
    """A verb of change as it is spelt where a letter of it is missing, or too much: "rmove", "cancle"."""
    if word.plain in THINGS | STAPLES | CHANGING or word.plain.endswith("ed"):
        return word  # what was changed is told
    meant = slip_of(word.plain, CHANGING)
    differs = meant is not None and len(meant) == len(word.plain) and sorted(meant) != sorted(word.plain)
    return word if meant is None or differs else word.read_as(meant, key(meant))  # a remote is no remove


def _outside(words: Sequence[Word]) -> Iterator[int]:
    """The words that tell what was ordered, or how far it goes, and name and change nothing."""
    yield from _telling(words)
    for at, ends in RULES.ends(words, RATHER_THAN).items():
        if _counts_what_was(words, at, max(ends)):
            yield from range(at, max(ends))  # "5 litre oil rather than 1 litre"
    for at, word in enumerate(words):
        if word.plain in EMPTY and not is_goods(word):
            yield at
        elif word.plain == FROM and words[at + 2 : at + 3] and words[at + 1].is_number:
            yield from range(at, at + 3) if words[at + 2].plain in NEW_LEVEL else ()  # "from 1 to 3 packets"
        elif any(is_empty(words, at) for is_empty in (_sets, _was_put, _is_measured)):
            yield at


def _counts_what_was(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a bare amount stands behind "rather than", of what is counted before: not "16A", "2 donuts give 3"."""
    counted = next((i for i in range(end, min(end + 2, len(words))) if read_number(words, i)), None)
    if counted is None or is_lettered(words, counted + 1):
        return False
    return any(word.is_number for word in words[:at]) or not any(
        map(is_goods, words[counted + 1 : counted + 2])
    )


def _telling(words: Sequence[Word]) -> Iterator[int]:
    """ "jo order kiya tha usme se raita hata do": which order is meant, up to the word that takes it up."""
    first = next((i for i, word in enumerate(words) if word.plain in WHICH), len(words))
    last = next((i for i in range(first, len(words)) if words[i].plain in IN_THAT), first)
    of_others = any(map(is_goods, words[last + 1 :]))
    yield from (i for i in range(first, min(last + 1, len(words))) if of_others or not is_goods(words[i]))


def _sets(words: Sequence[Word], at: int) -> bool:
    """ "set milk to 3"."""
    return words[at].plain == SET and any(word.plain in LEVELS for word in words[at + 2 : at + FEW])


def _was_put(words: Sequence[Word], at: int) -> bool:
    """ "I have put 2 kg onion"."""
    return words[at].plain in PUT_THERE and at > 0 and words[at - 1].plain in HAVING


def _is_measured(words: Sequence[Word], at: int) -> bool:
    """ "bring it down to 3"."""
    return words[at].plain in UP_AND_DOWN and any(
        word.plain in MEASURED_BY for word in words[at + 1 : at + 2]
    )


def _without(words: Sequence[Word], parts: Sequence[Part], outside: Collection[int]) -> Iterator[Part]:
    """The parts, in which the words outside are of no name."""
    for part in parts:
        first = next((i for i in range(part.start, part.end) if i not in outside), part.start)
        if part.kind is Kind.NAME:
            yield from _pieces(part, outside)
        elif first > part.start and (amount := read_amount(words, first)):
            yield Part(part.kind, first, part.end, amount[0])
        else:
            yield part.as_outside() if part.start in outside else part


def _pieces(name: Part, outside: Collection[int]) -> Iterator[Part]:
    start = name.start
    for at in range(name.start, name.end + 1):
        if at < name.end and at not in outside:
            continue
        if start < at:
            yield Part(Kind.NAME, start, at)
        if at < name.end:
            yield Part(Kind.OUTSIDE, at, at + 1)
        start = at + 1


def _is_of_old(words: Sequence[Word], predicate: Predicate, renewed: Sequence[Part]) -> bool:
    """Whether its object is an amount that no longer holds: "instead of 10 send 20 vade", "reduce 10 kilo to 5"."""
    is_removed = predicate.op == "remove" and predicate.head is Head.INITIAL
    return any(
        (is_removed and part.start == predicate.end)
        or (part.start <= predicate.start < part.end and words[predicate.start].plain in SENDS)
        for part in renewed
    )


def _without_same(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """What shall stay as it is changes nothing: "cheeni utni hi rakho"."""

    def stays(part: Part) -> bool:
        return part.kind is Kind.NAME and any(words[i].plain in SAME for i in range(part.start, part.end))

    return [part.as_outside() if stays(part) else part for part in parts]


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


def _changed(
    words: Sequence[Word], line: Line, predicates: Sequence[Predicate], parts: Sequence[Part]
) -> Line:
    """The line with what is done to it; an amount beside which nothing is said of it is set."""
    has_amount = line.amount.quantity is not None
    predicate = _predicate_of(words, line, predicates, parts)
    op = predicate.op if predicate else "set" if has_amount else None
    own, behind = words[line.start : line.end], words[line.end : line.end + 1]
    if (
        has_amount
        and op != "remove"
        and (any(word.plain in MORE for word in own) or _ends_with_more(words, line.end))
    ):
        return replace(line, op="add")
    comes_too = predicate is None and any(word.plain in TOO for word in behind)
    apart = predicate is not None and any(
        word.plain in BREAK_SIGNS for word in words[line.end : predicate.start]
    )
    comes_too = (op == "set" and comes_too) or (apart and any(word.plain in WANTING for word in behind))
    if comes_too or ((op == "set" or apart) and _comes_instead(words, line, predicates)):
        return replace(line, op="add")
    if not has_amount:
        return replace(line, op=op)
    amounts = [part for part in parts if part.amount and line.start <= part.start and part.end < line.end]
    if any(words[part.end].plain in LESS for part in amounts):
        return replace(line, op="remove")  # "1 kg less sugar"
    is_level = any(word.plain in LEVELS | INSTEADS for word in own if not word.is_number)
    is_level = is_level or any(word.key in UP_TO for word in behind)  # "3 kilo tak badha do"
    inside = predicate is not None and line.start <= predicate.start < line.end and op != "add"
    return replace(line, op="set" if is_level or inside else op)


def _comes_instead(words: Sequence[Word], line: Line, predicates: Sequence[Predicate]) -> bool:
    """Whether it stands right behind what goes: "2 coke ki jagah 2 pepsi kar do"."""
    gone = [each.end for each in predicates if each.substitutes and each.end <= line.start]
    return bool(gone and line.name) and all(is_filler(word) for word in words[gone[-1] : line.start])


def _ends_with_more(words: Sequence[Word], at: int) -> bool:
    """ "pyaz 1 kilo aur"."""
    return at < len(words) and words[at].plain in MORE and (at + 1 == len(words) or not words[at + 1].key)


def _replaced(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """What is named beside something that goes comes in its place, "dal ki jagah rajma", or stays: "sirf rajma"."""
    if not any(line.op == REMOVE for line in lines):
        return lines
    return [replace(line, op=line.op or (SET if _stays(words, line) else "add")) for line in lines]


def _stays(words: Sequence[Word], line: Line) -> bool:
    """Whether it is said to be all that shall be left."""
    return line.is_bare and line.start > 0 and ONLY.begin_at(words, line.start - 1)


def _predicate_of(
    words: Sequence[Word], line: Line, predicates: Sequence[Predicate], parts: Sequence[Part]
) -> Predicate | None:
    """The one in front of a line in its own clause, else the next one behind it, else one further in front."""
    front = [each for each in predicates if each.head is Head.INITIAL and each.end <= line.start]
    behind = [each for each in predicates if each.head is Head.FINAL and each.start >= line.end]
    if behind and any(word.key in GIVEN for word in words[line.end : behind[0].start]):
        behind = []  # "do doodh bhejna, bread hata do"
    if behind and behind[0].start > line.end and words[behind[0].start].plain in MORE:
        behind = behind[1:]
    inside = [each for each in predicates if line.start <= each.start < line.end]
    if inside and inside[0].head is Head.INITIAL and inside[0].op == "set":
        return inside[0]  # "rice make it 10 kg and oil remove"
    breaks = [part.start for part in parts if part.kind is Kind.BREAK]
    if front and not any(front[-1].end <= at < line.start for at in breaks):
        return front[-1]
    return next(iter([*behind[:1], *inside[:1], *front[-1:]]), None)


def _everything(words: Sequence[Word], predicates: Sequence[Predicate]) -> list[Line]:
    """ "sab hata do", "cart khali kar do": all of it, as a removal without a name."""
    empties = any(word.plain in EMPTIES for word in words)
    takes_out = any(each.op == "remove" for each in predicates) and any(word.key in ALL for word in words)
    return [Line(None, NOTHING, 0, len(words), "remove")] if words and (empties or takes_out) else []
