"""What is to change in an order: each line with what is done to it, "ande hata do", "aata 3 kilo kar do"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from nlu.orders.changing.levels import ANAPHORA, as_it_shall_stand
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
from nlu.orders.changing.substitution import INSIDE, REFUSED, with_substitutions
from nlu.orders.counting.amounts import NOTHING
from nlu.orders.cutting import cut_changes
from nlu.orders.goods import is_goods
from nlu.orders.lexicon import LEXICON, PHRASES
from nlu.orders.lines import Line, lines_of
from nlu.orders.parts import GOODS, Kind, Part
from nlu.orders.portions import with_portions
from nlu.orders.variants import with_their_thing
from nlu.orders.words import BREAK_SIGNS, INSTEADS, TOO, is_filler
from nlu.words.reading import Word
from spelling import key
from spelling.script import clean

REMOVE, NO, ENDS = "remove", LEXICON.spelt("no"), frozenset(".;!।?")
LESS, CUTTING = LEXICON.spelt("less"), LEXICON.spelt("cutting_less")
WHICH, IN_THAT = LEXICON.spelt("which"), LEXICON.spelt("in_that")
SAME = LEXICON.spelt("same")
NEW_LEVEL, AS, UP_TO = LEXICON.spelt("new_level"), LEXICON.spelt("as"), LEXICON.sounds("up_to")
LEVELS = NEW_LEVEL | AS
ALL, EMPTIES = LEXICON.sounds("all"), LEXICON.spelt("empties")
EMPTY = ANAPHORA | AS | LEXICON.spelt("will_do")
ONLY, LETS_BE, HAD_ASKED = PHRASES["only"], PHRASES["lets_be"], PHRASES["had_asked"]
GIVEN = LEXICON.sounds("giving") - LEXICON.sounds("doing")
SO_MANY = dict.fromkeys(LEXICON.spelt("so_many"), 2) | dict.fromkeys(LEXICON.spelt("so_many_all_three"), 3)
UP_AND_DOWN, MEASURED_BY = LEXICON.spelt("up_and_down"), LEXICON.spelt("measured_by")
WHICH_ONE = LEXICON.spelt("which_one")
SET, FEW = "set", 7  # words from "set" to the new amount


def changes(words: Sequence[Word]) -> list[Line]:
    """The lines of a wish to change an order, each with its op; a line without a name means all."""
    outside = frozenset(_outside(words))
    cut = with_portions(words, cut_changes(words))
    parts = _each_of_both(words, _without_same(words, list(_without(cut, outside))))
    found = [each for each in predicates_of(words, parts) if each.start not in outside]
    found = [each for each in found if not _is_answer(words, each, parts)]
    found = with_substitutions(words, parts, found)
    brought = frozenset(
        each.start for each in found if each.head is Head.INITIAL and each.end == each.start + 1
    )
    stood = list(_without(parts, brought))
    parts = as_it_shall_stand(words, stood, found)
    renewed = [part for part in parts if part.amount and not any(part is each for each in stood)]
    predicates = [faced(each, parts) for each in found if not _is_of_old(words, each, renewed)]
    parts = parted(words, parts, predicates)
    lines = [_changed(words, line, predicates, parts) for line in with_their_thing(lines_of(words, parts))]
    named = [line for line in lines if key(line.name or "") not in ALL and not _is_pointed_at(words, line)]
    named = [line for line in named if not _was_asked_about(words, line)]
    return _last_said(_replaced(words, _told_of(words, named))) or _everything(words, predicates)


def taken_out(words: Sequence[Word]) -> list[Line]:
    """What a message takes out by its name, or lessens, in one clause: "crocin rehne do, ek volini"."""
    if not may_hold_predicates(words):
        return []
    removing = [each for each in predicates_of(words, ()) if each.op == REMOVE]
    gone = [line for line in changes(words) if line.op == REMOVE and line.name]
    return [line for line in gone if any(_are_near(words, line, each) for each in removing)]


def lessens(words: Sequence[Word]) -> bool:
    """Whether so many of a thing shall come less than there are: "ek roti kam kar do"."""
    return any(
        line.amount.quantity is not None
        and any(word.plain in CUTTING for word in words[line.end : line.end + 1])
        for line in taken_out(words)
    )


def _are_near(words: Sequence[Word], line: Line, predicate: Predicate) -> bool:
    """Whether no sign parts a line from what is said of it: "dosa, plastic nahi chahiye" refuses no dosa."""
    between = words[min(line.end, predicate.end) : max(line.start, predicate.start)]
    return not any(word.plain in BREAK_SIGNS for word in between)


def _outside(words: Sequence[Word]) -> Iterator[int]:
    """The words that tell what was ordered, or how far it goes, and name and change nothing."""
    yield from _telling(words)
    yield from _refused_in_a_dish(words)
    for at, word in enumerate(words):
        sets = word.plain == SET and any(after.plain in LEVELS for after in words[at + 2 : at + FEW])
        measured = word.plain in UP_AND_DOWN and any(by.plain in MEASURED_BY for by in words[at + 1 : at + 2])
        if sets or measured or (word.plain in EMPTY and not is_goods(word)):
            yield at  # "set milk to 3", "bring it down to 3"


def _refused_in_a_dish(words: Sequence[Word]) -> Iterator[int]:
    """ "coffee me cheeni nahi": what shall not be in a dish is of no line."""
    for at in range(1, len(words) - 2):
        closes = at + 3 == len(words) or not words[at + 3].key
        if words[at].plain in INSIDE and words[at + 2].plain in REFUSED and closes and words[at - 1].key:
            yield at + 1


def _telling(words: Sequence[Word]) -> Iterator[int]:
    """ "jo order kiya tha usme se raita hata do": which order is meant, up to the word that takes it up."""
    first = next((i for i, word in enumerate(words) if word.plain in WHICH), len(words))
    last = next((i for i in range(first, len(words)) if words[i].plain in IN_THAT), first)
    of_others = any(map(is_goods, words[last + 1 :]))
    yield from (i for i in range(first, min(last + 1, len(words))) if of_others or not is_goods(words[i]))


def _without(parts: Sequence[Part], outside: Collection[int]) -> Iterator[Part]:
    """The parts, in which the words outside are of no name and count nothing."""
    for part in parts:
        if part.kind is not Kind.NAME:
            yield part.as_outside() if part.start in outside else part
            continue
        for is_outside, run in groupby(range(part.start, part.end), key=outside.__contains__):
            own = list(run)
            yield Part(Kind.OUTSIDE if is_outside else Kind.NAME, own[0], own[-1] + 1)


def _is_of_old(words: Sequence[Word], predicate: Predicate, renewed: Sequence[Part]) -> bool:
    """Whether its object is an amount that no longer holds: "instead of 10 send 20 vade", "reduce 10 kilo to 5"."""
    is_removed = predicate.op == REMOVE and predicate.head is Head.INITIAL
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


def _each_of_both(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """Two words before *both* name two things, and three before all three: "aata chawal dono hata do"."""
    found: list[Part] = []
    for part, after in zip_longest(parts, parts[1:]):
        so_many = SO_MANY.get(clean(words[after.start].text)) if after else None
        is_each = part.kind is Kind.NAME and part.end - part.start == so_many
        own = range(part.start, part.end) if is_each else ()
        found += [Part(Kind.NAME, at, at + 1) for at in own] or [part]
    return found


def _is_pointed_at(words: Sequence[Word], line: Line) -> bool:
    """Whether a line names nothing but which one is meant: "aakhri wala item hata do", "sab double kar do"."""
    named = [word for word in words[line.start : line.end] if word.key]
    return line.is_bare and all(word.plain in WHICH_ONE for word in named)


def _was_asked_about(words: Sequence[Word], line: Line) -> bool:
    """Whether what was asked about, and what was not, is told: what is not counted changes nothing."""
    is_spoken_of = line.op in (REMOVE, None) and line.amount.quantity is None
    return is_spoken_of and tells_what_was_asked(words, line.start, line.end)


def tells_what_was_asked(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the sentence around these words tells what was asked about: "tel poocha tha, rai nahi"."""
    begins = max((at + 1 for at in range(start) if words[at].plain in ENDS), default=0)
    ends = next((at for at in range(end, len(words)) if words[at].plain in ENDS), len(words))
    return HAD_ASKED.occur_in(words[begins:ends])


def _told_of(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """Beside a thing with its new amount, an amount of nothing is the old one: "sugar 1 kg, not 2".

    What is said of both, or of all, is none: "dono 5-5, 4 mahal".
    """
    if not any(line.name and line.amount.quantity is not None for line in lines):
        return lines
    return [
        line for line in lines if line.name or line.amount.quantity is None or _is_of_all(words, line.start)
    ]


def _is_of_all(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1] if at else None
    return before is not None and (clean(before.text) in SO_MANY or before.key in ALL)


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
    ends = not any(word.key for word in words[line.end + 1 : line.end + 2])
    said = (*own, *behind) if ends else own  # "pyaz 1 kilo aur"
    if has_amount and op != "remove" and any(word.plain in MORE for word in said):
        return replace(line, op="add")
    comes_too = predicate is None and any(word.plain in TOO for word in behind)
    apart = predicate is not None and any(
        word.plain in BREAK_SIGNS for word in words[line.end : predicate.start]
    )
    if (op == "set" and comes_too) or ((op == "set" or apart) and _comes_instead(words, line, predicates)):
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


def _replaced(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """What is named beside something that goes comes in its place, "dal ki jagah rajma", or stays: "sirf rajma"."""
    if not any(line.op == REMOVE for line in lines):
        return lines
    stay = [line for line in lines if line.start > 0 and ONLY.begin_at(words, line.start - 1)]
    return [replace(line, op=line.op or ("set" if line in stay else "add")) for line in lines]


def _predicate_of(
    words: Sequence[Word], line: Line, predicates: Sequence[Predicate], parts: Sequence[Part]
) -> Predicate | None:
    """The one in front of a line in its own clause, else the next one behind it, else one further in front."""
    front = [
        each
        for each in predicates
        if each.head is Head.INITIAL and each.end <= line.start and not _is_over(words, each, line)
    ]
    behind = [
        each
        for each in predicates
        if each.head is Head.FINAL and each.start >= line.end and not _is_of_another(words, each, line, parts)
    ]
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


def _is_of_another(words: Sequence[Word], predicate: Predicate, line: Line, parts: Sequence[Part]) -> bool:
    """Whether a no behind one thing stands behind another than this: "1 crocin, combiflam nahi".

    So does what leaves out a thing by its name, behind one that is counted apart: "nahi roti 6 aur salad rehne do".
    """
    between = [part for part in parts if line.end <= part.start < predicate.start]
    names = [part for part in between if part.kind is Kind.NAME]
    last = max((at for at, part in enumerate(between) if part.kind is Kind.BREAK), default=0)
    counted = line.amount.quantity is not None and not any(part.says_how_much for part in between[last:])
    apart = counted and LETS_BE.begin_at(words, predicate.start) and _is_apart(words, line, predicate)
    return bool(names) and (predicate.of_one or apart)


def _is_apart(words: Sequence[Word], line: Line, predicate: Predicate) -> bool:
    """Whether a counted thing is told by itself: before a sign, its name first, or behind a no."""
    signs = any(word.plain in BREAK_SIGNS for word in words[line.end : predicate.start])
    return signs or words[0].plain in NO or not words[line.start].is_number


def _is_over(words: Sequence[Word], predicate: Predicate, line: Line) -> bool:
    """Whether a sentence ends between what takes something out and a thing that is counted: "leave tea. 3 dosa"."""
    between = words[predicate.end : line.start]
    ended = any(word.plain in ENDS or "\n" in word.text for word in between)
    return predicate.op == REMOVE and line.amount.quantity is not None and ended


def _is_answer(words: Sequence[Word], predicate: Predicate, parts: Sequence[Part]) -> bool:
    """Whether a no before a count begins a clause, and takes nothing out: "no 2 full and 1 half"."""
    at = predicate.start
    behind = [part for part in parts if part.start >= predicate.end and part.kind in GOODS][:1]
    counts = bool(behind) and behind[0].says_how_much
    begins = at == 0 or not words[at - 1].key
    return words[at].plain in NO and predicate.end == at + 1 and begins and counts


def _everything(words: Sequence[Word], predicates: Sequence[Predicate]) -> list[Line]:
    """ "sab hata do", "cart khali kar do": all of it, as a removal without a name."""
    empties = any(word.plain in EMPTIES for word in words)
    takes_out = any(each.op == "remove" for each in predicates) and any(word.key in ALL for word in words)
    return [Line(None, NOTHING, 0, len(words), "remove")] if words and (empties or takes_out) else []
