"""What is to change in an order: each line with what is done to it, "ande hata do", "aata 3 kilo kar do"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from munshi_spelling import key

from nlu.amounts import Amount, merge
from nlu.numbers import read_number
from nlu.order_lines import Line, lines_of
from nlu.order_parts import cut
from nlu.order_words import BREAK_SIGNS, REST, keys, spelt
from nlu.parts import Kind, Part, segments
from nlu.phrases import Phrases
from nlu.reading import Word


class Side(Enum):
    """Where the things stand that a verb speaks of."""

    BEFORE = "before"  # ande hata do
    AFTER = "after"  # remove the eggs
    EITHER = "either"  # remove the eggs; ande remove


@dataclass(frozen=True)
class Verb:
    """A verb of change, from its first word to the word after it."""

    op: str
    side: Side
    start: int
    end: int


_VERBS = (
    ("remove", Side.BEFORE, Phrases("""
        hata/hatao/hatado/htado/htao/hataiye/hatana/hatadena/hatakar/hatake/hatwa do/dena/dijiye/de/ke/kar?
        nikal/nikalo/nikaldo/nikalna/nikaliye do/dena/dijiye/de/ke/kar?
        nahi/nahin/mat chahiye/bhejo/bhejna/bhej/dena/dalna/lena/mangta do/dena/dijiye?
        rehne/rahne/rehnedo do/dijiye/de/dena?
        remove/delete/drop/minus/cut/cancel/कैंसल/radd/cancl kar/karo/karna/kardo/karke/kijiye/krdo do/dena/dijiye?
        kam/ghata/ghatao kar/karo/karke/kardo/do/karna/kr? do/dena/dijiye/ke?
        less
    """)),
    ("remove", Side.EITHER, Phrases("""
        remove
        delete
        drop
        minus
        scratch
        cancel
        कैंसल
        radd
        cut
    """)),
    ("remove", Side.AFTER, Phrases("""
        take out/off?
        leave out
        don't/dont/not/no want/send/need/add/include
        do not want/send/need/add/include
        without
        instead/inplace of
        reduce
        replace
        swap
        no
    """)),
    ("add", Side.BEFORE, Phrases("""
        aur/or/और? badha/badhao/badhado/badhana/badhaiye do/dena/dijiye/ke/kar?
        dal/daal/डाल do/dena/dijiye/de
        dalo/jodo/jod/joddo/dalna/jodna do/dena/dijiye?
        add kar/karo/kardo/krdo do/dena/dijiye?
        more
        extra
    """)),
    ("add", Side.AFTER, Phrases("""
        add
        increase
        with
    """)),
    ("set", Side.BEFORE, Phrases("""
        kar/karo/kardo/karna/kardena/kijiye/krdo/karde do/dena/dijiye/de?
        hi rakhna/rakho/rakhiye/rakh/chahiye/bhejna/bhejo/dena do/dena?
        rakhna/rakho/rakhiye
    """)),
    ("set", Side.AFTER, Phrases("""
        make it/that/the?
    revise it/that/the?
        update
        change
        edit
        only want/need/send
    """)),
)  # fmt: skip
NOISE = Phrases("""
pehle/pahle wala/wale/wali hata/hatao/nikal ke/kar/do?
""")
INSTEAD_OF = Phrases("""
ki/ke/के/की jagah/jageh/badle/bajay par/pe/me?
""")
NEGATED_AMOUNT = spelt("not instead rather")  # "2 not 4", "2 instead of 4"
REFUSED_AMOUNT = spelt("nahi nahin nhi नहीं नही")  # "5 nahi 10 kilo"
NEW_LEVEL = spelt("to")
SAID_BEFORE = keys("galti mistake")
ALL = keys("sab sabhi sara saara saari sari everything all pura poora")
EMPTIES = spelt("khali khaali khaalee खाली clear empty")


def changes(words: Sequence[Word]) -> list[Line]:
    """The lines of a wish to change an order, each with its op; a line without a name means all."""
    parts = cut(words)
    verbs = [_faced(verb, parts) for verb in verbs_of(words, parts)]
    parts = [
        part for segment in segments(_broken(parts, verbs)) for part in _newest(words, _meant(words, segment))
    ]
    lines = [_changed(words, line, verbs, parts) for line in lines_of(words, parts)]
    named = [line for line in lines if key(line.name or "") not in ALL]
    return _replaced(named) or _everything(words, verbs)


def verbs_of(words: Sequence[Word], parts: Sequence[Part]) -> Iterator[Verb]:
    """The verbs in order; of two that begin at one word the longer; none of what is said of the rest."""
    at, number = 0, lambda i: found.end if (found := read_number(words, i)) else i
    silent = {i for start, end in _rests(words) for i in range(start, end)}
    names = {part.end for part in parts if part.kind is Kind.NAME}
    while at < len(words):
        ends = [(phrases.match(words, at, number), op, side) for op, side, phrases in _VERBS]
        end, op, side = max(ends, key=lambda found: found[0])
        replaced = INSTEAD_OF.match(words, at, number)
        if (noise := NOISE.match(words, at, number)) > at:
            at = noise
        elif replaced > at and at in names:
            yield Verb("remove", Side.BEFORE, at, replaced)
            at = replaced
        elif end > at and at not in silent:
            yield Verb(op, side, at, end)
            at = end
        else:
            at += 1


def _rests(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """From "baki" to the end of its clause."""
    for i, word in enumerate(words):
        if word.plain in REST:
            end = next((j for j in range(i, len(words)) if words[j].plain in BREAK_SIGNS), len(words))
            yield i, end


def _faced(verb: Verb, parts: Sequence[Part]) -> Verb:
    """An English verb looks at what follows it, or back when nothing does."""
    if verb.side is not Side.EITHER:
        return verb
    for part in parts:
        if part.start >= verb.end:
            if part.kind is Kind.BREAK:
                break
            if part.kind is not Kind.GAP:
                return replace(verb, side=Side.AFTER)
    return replace(verb, side=Side.BEFORE)


def _broken(parts: Sequence[Part], verbs: Sequence[Verb]) -> list[Part]:
    """A verb at the end of its clause ends it; its words are no names."""
    spoken = {i: verb for verb in verbs for i in range(verb.start, verb.end)}
    found = []
    for part in parts:
        verb = spoken.get(part.start)
        if verb and part.kind in (Kind.NAME, Kind.GAP):
            kind = Kind.BREAK if verb.side is Side.BEFORE else Kind.GAP
            found.append(Part(kind, part.start, part.end))
        else:
            found.append(part)
    return found


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
            kept[old] = Part(Kind.GAP, segment[old].start, segment[old].end)
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
    if one is None or other is None or (merge(one, other) and not negated and not refused):
        return None
    if not one_name and any(part.kind is Kind.NAME for part in between):
        return None
    return second if negated else first


def _meant(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    """The only amount beside "by mistake" is the one that was not meant."""
    by_mistake = any(words[i].key in SAID_BEFORE for part in segment for i in range(part.start, part.end))
    amounts = [i for i, part in enumerate(segment) if part.kind is Kind.AMOUNT]
    named = any(part.kind is Kind.NAME for part in segment)
    if not by_mistake or not named or len(amounts) != 1:
        return segment
    return [Part(Kind.GAP, part.start, part.end) if part.kind is Kind.AMOUNT else part for part in segment]


def _changed(words: Sequence[Word], line: Line, verbs: Sequence[Verb], parts: Sequence[Part]) -> Line:
    has_amount = line.amount.quantity is not None
    verb = _verb_of(line, verbs, parts)
    op = verb.op if verb else "set" if has_amount else None
    new_level = any(
        words[i].plain in NEW_LEVEL for i in range(line.start, line.end) if not words[i].is_number
    )
    inside = verb is not None and line.start <= verb.start < line.end
    return replace(line, op="set" if has_amount and (new_level or inside) else op)


def _replaced(lines: list[Line]) -> list[Line]:
    """What is named beside something that goes comes in its place: "dal ki jagah rajma"."""
    if not any(line.op == "remove" for line in lines):
        return lines
    return [replace(line, op=line.op or "add") for line in lines]


def _verb_of(line: Line, verbs: Sequence[Verb], parts: Sequence[Part]) -> Verb | None:
    """The verb in front of a line in its own clause, else the next one behind it, else one further in front."""
    front = [verb for verb in verbs if verb.side is Side.AFTER and verb.end <= line.start]
    behind = [verb for verb in verbs if verb.side is Side.BEFORE and verb.start >= line.end]
    inside = [verb for verb in verbs if line.start <= verb.start < line.end]
    breaks = [part.start for part in parts if part.kind is Kind.BREAK]
    if front and not any(front[-1].end <= at < line.start for at in breaks):
        return front[-1]
    return next(iter([*behind[:1], *inside[:1], *front[-1:]]), None)


def _everything(words: Sequence[Word], verbs: Sequence[Verb]) -> list[Line]:
    """ "sab hata do", "cart khali kar do": all of it, as a removal without a name."""
    empties = any(word.plain in EMPTIES for word in words)
    takes_out = any(verb.op == "remove" for verb in verbs) and any(word.key in ALL for word in words)
    return [Line(None, Amount(), 0, len(words), "remove")] if words and (empties or takes_out) else []
