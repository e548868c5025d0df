"""What an order takes back of itself: "5 kilo nahi 10 kilo", "coke nahi sprite", "1 coke … coke rehne do"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from nlu.orders.changing.renewing import in_unit_of, renewed
from nlu.orders.counting.amounts import merge
from nlu.orders.lexicon import LEXICON
from nlu.orders.lines import Line
from nlu.orders.parts import GOODS, Kind, Part
from nlu.orders.words import AND, LEAVING, LEFT_OUT, OF, PUT_RIGHT_BEHIND, REFUSALS, REFUSED_NEEDS, is_filler
from nlu.words.numbers import may_begin_number
from nlu.words.reading import Word
from nlu.words.repair import Manner, Span, is_small, repair
from spelling import key

NO = LEXICON.spelt("no")
SORRY = LEXICON.spelt("sorry")
DEPENDING = LEXICON.spelt("depending")
MORE_BEHIND = LEXICON.spelt("more_behind")
MORE = MORE_BEHIND | LEXICON.spelt("more")


def _is_outside(word: Word) -> bool:
    """Whether a word between two amounts is of no other item; a figure that is of one would be an amount."""
    return is_filler(word) or is_small(word) or may_begin_number(word)


def _is_added(words: Sequence[Word], end: int) -> bool:
    """ "2 kilo aloo bhi", "2 kilo aloo aur": not what another thing is joined with, "aur 1 coke"."""
    behind = words[end : end + 2]
    is_last = not any(word.key for word in behind[1:])
    return bool(behind) and behind[0].plain in (MORE if is_last else MORE_BEHIND)


OF_ORDERS = Manner(_is_outside, _is_added)


def without_refused(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """The parts as they hold in the end."""
    parts = _without_other(words, _without_left_out(words, parts))

    def rule(old: Sequence[Part], new: Part) -> bool | None:
        is_repaired = repaired(words, old, new)
        return _is_made(words, old, new) if is_repaired is None else is_repaired

    return renewed(words, parts, rule)


def repaired(words: Sequence[Word], old: Sequence[Part], new: Part) -> bool | None:
    """Whether the later of two amounts holds, by the words of self-repair around them; None where both do."""
    ends = {max(part.end for part in old if part.kind in GOODS), old[0].end}
    found = (repair(words, (old[0].start, end), (new.start, new.end), OF_ORDERS) for end in ends)
    return next((each.holds[0] == new.start for each in found if each), None)


def _is_made(words: Sequence[Word], old: Sequence[Part], new: Part) -> bool | None:
    """ "2 bread.. 3 kar dena": an amount behind a sign, that cannot be beside the first."""
    between = words[max(part.end for part in old if part.kind in GOODS) : new.start]
    is_apart = any(not word.key for word in between)
    fits = old[0].amount and new.amount and merge(old[0].amount, new.amount)
    if fits or not is_apart or any(word.key and not is_filler(word) for word in between):
        return None
    return (new.end < len(words) and PUT_RIGHT_BEHIND.begin_at(words, new.end)) or None


def _without_left_out(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """ "paneer nahi chahiye", "1 coke … coke rehne do", "no, leave the coke": what is left out goes, counted or not."""
    kept = list(parts)
    runs = list(_runs(words, parts))
    for at, part in enumerate(parts):
        clause, is_needless = _left_out_at(words, parts, at)
        if any(each.says_how_much for each in clause):
            continue
        own = (word for each in clause for word in words[each.start : each.end])
        said = [word.key for word in own if not is_filler(word) and word.plain not in LEAVING | NO]
        before = [
            run for run in runs if said and run[-1].end <= clause[0].start and _sound_of(words, run) == said
        ]
        gone = [each for run in before if any(each.amount for each in run) for each in run]
        if gone or (is_needless and any(each.kind in GOODS for each in clause)):
            gone += clause
            kept[at] = Part(Kind.BREAK, part.start, part.end)
        if gone:
            kept = [each.as_outside() if each in gone and each.kind in GOODS else each for each in kept]
    return kept


def _left_out_at(words: Sequence[Word], parts: Sequence[Part], at: int) -> tuple[Sequence[Part], bool]:
    """The clause of what a word leaves out, in front of it or behind; and whether it is so where it is not counted."""
    start = parts[at].start
    is_needless = REFUSED_NEEDS.begin_at(words, start)
    end = max(LEFT_OUT.match(words, start, lambda i: i), start + (words[start].plain in REFUSALS - SORRY))
    depends = end < len(words) and words[end].plain in DEPENDING
    if is_needless or (end > start and not depends):
        first = next((i for i in range(at, 0, -1) if parts[i - 1].kind is Kind.BREAK), 0)
        return parts[first:at], is_needless
    if words[start].plain in LEAVING | NO:
        return list(takewhile(lambda each: each.kind is not Kind.BREAK, parts[at:])), False
    return (), False


def _without_other(words: Sequence[Word], parts: list[Part]) -> list[Part]:
    """ "coke nahi sprite 2 dena", "2 coke nahi 2 sprite": the thing that is refused for another goes."""
    kept = list(parts)
    runs = list(_runs(words, parts))
    named: list[list[str]] = []
    for old, new in pairwise(runs):
        names = [_sound_of(words, run) for run in (old, new)]
        named += names[:1]
        is_refused = any(word.plain in REFUSALS for word in words[old[-1].end : new[0].start])
        if not is_refused or not all(names) or names[1] in named:
            continue
        found = repair(words, _span(old), _span(new), OF_ORDERS)
        if found and found.holds == _span(new):
            kept = [part.as_outside() if part in old else part for part in kept]
    return kept


def _runs(words: Sequence[Word], parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Names and amounts that stand beside each other, one thing's."""
    run: list[Part] = []
    for part in parts:
        if part.kind is Kind.OUTSIDE and all(word.plain in OF for word in words[part.start : part.end]):
            continue  # "one tube of boroline"
        begins = bool(run) and part.kind is run[0].kind and (part.kind is Kind.NAME or part.says_how_much)
        if run and (begins or part.kind not in GOODS):
            yield run
            run = []
        run += [part] if part.kind in GOODS else []
    if run:
        yield run


def _span(run: Sequence[Part]) -> Span:
    return run[0].start, run[-1].end


def _sound_of(words: Sequence[Word], run: Sequence[Part]) -> list[str]:
    """How the name sounds that stands in a run."""
    names = [part for part in run if part.kind is Kind.NAME]
    return [word.key for part in names for word in words[part.start : part.end]]


def said_once(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """The lines as they hold in the end; what is counted twice without a word of correction stays two."""
    if len(lines) < 2:
        return lines
    return _without_bare(_put_right(words, lines))


def _sound(line: Line) -> str:
    return key(line.name or "")


def _counts(line: Line) -> bool:
    return line.name is not None and (line.amount.quantity is not None or line.amount.pack is not None)


def _put_right(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """ "2 roti, 1 dal, nahi ruko roti 4": the later amount, in the unit of the first where it names none."""
    kept: list[Line] = []
    goes_on = False  # what stands right behind something put right is put right too
    for line in lines:
        same = (each for each in kept if _counts(each) and _sound(each) == _sound(line))
        old = next(same, None) if _counts(line) else None
        is_renewed = old is not None and (goes_on or _is_put_right(words, old, line))
        if old is not None and is_renewed:
            line = replace(line, amount=in_unit_of(old.amount, line.amount))
            kept.remove(old)
        goes_on = is_renewed or any(word.plain in REFUSALS | NO for word in words[line.start : line.end])
        kept.append(line)
    return kept


def _is_put_right(words: Sequence[Word], first: Line, second: Line) -> bool:
    """Whether an amount takes the place of another of the same thing: by a word between them, or one behind."""
    clause = takewhile(lambda word: word.key and word.plain not in AND, reversed(words[: second.end]))
    if _is_added(words, second.end) or any(word.plain in MORE for word in clause):
        return False
    if second.end < len(words) and PUT_RIGHT_BEHIND.begin_at(words, second.end):
        return True
    found = repair(words, (first.start, first.end), (second.start, second.end), OF_ORDERS)
    return found is not None and found.holds[0] == second.start


def _without_bare(lines: list[Line]) -> list[Line]:
    """ "shampoo 1 bottle, sirf shampoo": a bare name that is counted elsewhere, or was said before, is no line."""
    known = {_sound(line) for line in lines if _counts(line)}
    kept: list[Line] = []
    for line in lines:
        if line.name is not None and line.is_bare:
            if _sound(line) in known:
                continue
            known.add(_sound(line))
        kept.append(line)
    return kept
