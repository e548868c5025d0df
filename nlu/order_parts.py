"""Cuts a message of orders into parts: names, amounts, gaps and breaks; what belongs to no order becomes a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from nlu.amounts import Amount, read_amount
from nlu.numbers import read_number
from nlu.order_words import (
    AND,
    AWAY,
    BREAK_SIGNS,
    COPULAS,
    EMPTY,
    FOR,
    GIVING,
    JOINTS,
    LENTILS,
    LIYE,
    NOISE,
    NUMBERED_NAMES,
    OF,
    PRICE_SIGN,
    PUT,
    PUTTING,
    REST,
    STEMS,
    TIMES,
    TIMES_OF_DAY,
    TO_SOMEBODY,
    is_filler,
)
from nlu.reading import Word
from nlu.unit_words import is_unit


class Kind(Enum):
    """What a stretch of words is."""

    NAME = "name"
    AMOUNT = "amount"
    GAP = "gap"  # polite words: a name ends here, a line need not
    BREAK = "break"  # a line ends here


@dataclass(frozen=True)
class Part:
    """A stretch of words of one kind; for an amount, which."""

    kind: Kind
    start: int
    end: int
    amount: Amount | None = None


def cut(words: Sequence[Word]) -> list[Part]:
    """The parts of a message in order, names with their joints, gaps and breaks merged."""
    parts = list(_first_cut(words))
    for rule in (_drop_headings, _drop_purposes, _drop_rest, _drop_clauses):
        parts = rule(words, parts)
    return list(_named(words, parts))


def _first_cut(words: Sequence[Word]) -> Iterator[Part]:
    """Word by word: the longest thing that begins there."""
    at = 0
    while at < len(words):
        part = _part(words, at)
        yield part
        at = part.end


def _part(words: Sequence[Word], at: int) -> Part:
    word = words[at]
    numbering = _numbering(words, at)
    if numbering > at:
        return Part(Kind.BREAK, at, numbering)
    if named := NUMBERED_NAMES.match(words, at, lambda i: _number_end(words, i)):
        if named > at:
            return Part(Kind.NAME, at, named)
    noise = NOISE.match(words, at, lambda i: _number_end(words, i))
    if noise > at:
        return Part(Kind.GAP, at, noise)
    if word.plain in BREAK_SIGNS or word.text.startswith("\n") or "\n" in word.text:
        return Part(Kind.BREAK, at, at + 1)
    if word.plain in AND and not _is_dash_letter(words, at):
        return Part(Kind.BREAK, at, at + 1)
    if not word.key and word.plain not in TIMES:
        return _sign(words, at)
    if is_giving(words, at) or _is_putting(words, at):
        return Part(Kind.GAP, at, at + 1)
    amount = read_amount(words, at)
    if amount:
        return Part(Kind.AMOUNT, at, amount[1], amount[0])
    if is_filler(word):
        return Part(Kind.GAP, at, at + 1)
    return Part(Kind.NAME, at, at + 1)


def _number_end(words: Sequence[Word], at: int) -> int:
    number = read_number(words, at)
    return number.end if number else at


def _numbering(words: Sequence[Word], at: int) -> int:
    """The "1." and "2)" that count the lines of a list, and where they end."""
    begins = at == 0 or "\n" in words[at - 1].text
    counted = (
        begins
        and words[at].is_number
        and at + 2 < len(words)
        and words[at + 1].plain in (".", ")", ":")
        and "\n" not in words[at + 2].text
    )
    return at + 2 if counted else at


def _sign(words: Sequence[Word], at: int) -> Part:
    """A sign: between letters without spaces it belongs to the name, a full stop breaks, all else is a gap."""
    glued = (
        0 < at < len(words) - 1
        and words[at - 1].end == words[at].start
        and words[at].end == words[at + 1].start
        and words[at - 1].key
        and words[at + 1].key
        and not words[at - 1].is_number
        and not words[at + 1].is_number
    )
    if glued and words[at].plain in "-.'’":
        return Part(Kind.NAME, at, at + 1)
    if words[at].plain == "." and at and not is_unit(words[at - 1].key):
        return Part(Kind.BREAK, at, at + 1)
    if words[at].plain == PRICE_SIGN:
        return Part(Kind.GAP, at, _number_end(words, at + 1) if at + 1 < len(words) else at + 1)
    return Part(Kind.GAP, at, at + 1)


def _is_dash_letter(words: Sequence[Word], at: int) -> bool:
    return (
        len(words[at].text) == 1
        and at > 0
        and words[at - 1].plain == "-"
        and words[at - 1].end == words[at].start
    )


def is_giving(words: Sequence[Word], at: int) -> bool:
    """Whether a *do* is the verb (give), not two."""
    if words[at].key != "do" or words[at].plain not in ("do", "दो", "doo"):
        return False
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if after and (is_unit(after.key) or after.key in ("sau", "hjar")):
        return False
    if before and before.key in STEMS:
        return True
    if after and after.key in GIVING:
        return bool(before and _amount_ends(words, at))
    if _amount_ends(words, at):
        return not (after and _is_name_word(after)) or _is_amount_first(words, at)
    if after and _is_name_word(after):
        return False
    return not _has_other_amounts(words, at)


def _is_putting(words: Sequence[Word], at: int) -> bool:
    """Whether a *dal* is the verb: "sabun bhi daal do", not "toor dal do"."""
    if words[at].plain not in PUT:
        return False
    if words[at].plain == "डाल":
        return True
    before = words[at - 1] if at else None
    named = (
        before
        and before.key
        and before.plain not in AND
        and not is_unit(before.key)
        and before.key not in LENTILS
    )
    return bool(
        named and not read_number(words, at - 1) and at + 1 < len(words) and words[at + 1].key in PUTTING
    )


def _is_name_word(word: Word) -> bool:
    return bool(word.key) and not word.is_number and not is_filler(word) and word.plain not in AND


def _amount_ends(words: Sequence[Word], at: int) -> bool:
    """Whether an amount with its unit stands right before a word."""
    return at > 1 and is_unit(words[at - 1].key) and read_amount(words, at - 2) is not None


def _is_amount_first(words: Sequence[Word], at: int) -> bool:
    """Whether no name has come before the amount that ends here: "do kilo do cheeni"."""
    for word in reversed(words[:at]):
        if word.plain in AND or word.plain in BREAK_SIGNS or "\n" in word.text:
            return True
        if _is_name_word(word) and not is_unit(word.key) and word.key != "do" and not read_amount([word], 0):
            return False
    return True


def _has_other_amounts(words: Sequence[Word], at: int) -> bool:
    """In a list with amounts a last *do* is one more: "maggi ke char packet aur lays do"."""
    return any(words[i].key != "do" and read_number(words, i) for i in range(len(words)) if i != at)


def segments(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts from break to break; each break begins one."""
    segment: list[Part] = []
    for part in parts:
        if part.kind is Kind.BREAK and segment:
            yield segment
            segment = []
        segment.append(part)
    if segment:
        yield segment


def _gap(parts: Sequence[Part]) -> list[Part]:
    return [Part(Kind.GAP, part.start, part.end) if part.kind is not Kind.BREAK else part for part in parts]


def _drop_headings(words: Sequence[Word], parts: list[Part]) -> list[Part]:
    """ "My list for today:" heads a list; "aata: 2 kg" does not."""
    found: list[Part] = []
    for segment in segments(parts):
        colon = next((i for i in range(len(segment)) if _heads(words, segment, i)), None)
        following = segment[colon + 1 :] if colon is not None else []
        amount_follows = bool(following) and following[0].kind is Kind.AMOUNT
        amount_before = any(part.kind is Kind.AMOUNT for part in segment[:colon])
        if colon is None or amount_follows or amount_before:
            found += segment
        else:
            found += [
                *_gap(segment[:colon]),
                Part(Kind.BREAK, segment[colon].start, segment[colon].end),
                *following,
            ]
    return found


def _heads(words: Sequence[Word], segment: Sequence[Part], at: int) -> bool:
    """A colon, or a dash after a verb: "sabzi bhej do - lauki 1"."""
    sign = words[segment[at].start].plain
    return sign == ":" or (sign == "-" and at > 0 and segment[at - 1].kind is Kind.GAP)


def _drop_purposes(words: Sequence[Word], parts: list[Part]) -> list[Part]:
    """ "pooja ke liye", "for the office", "at the hostel mess": not what is ordered."""
    found: list[Part] = []
    for segment in segments(parts):
        found += _without_hindi_purpose(words, _without_english_purpose(words, segment))
    return found


def _without_english_purpose(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    for i, part in enumerate(segment):
        first = words[part.start]
        if first.plain not in AWAY or part.kind not in (Kind.NAME, Kind.GAP) or part.end != part.start + 1:
            continue
        rest = next(
            (
                j
                for j in range(i + 1, len(segment))
                if segment[j].kind is Kind.AMOUNT and not _is_article(words, segment[j])
            ),
            None,
        )
        if rest is None:
            return [*segment[:i], *_gap(segment[i:])]
        if first.key in FOR and not any(p.kind is Kind.AMOUNT for p in segment[:i]):
            return [*_gap(segment[: i + 1]), *segment[i + 1 :]]
    return segment


def _is_article(words: Sequence[Word], part: Part) -> bool:
    return words[part.start].plain in ("a", "an")


def _without_hindi_purpose(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    for i, part in enumerate(segment):
        if words[part.start].key in LIYE and i and words[segment[i - 1].start].plain in ("ke", "के", "k"):
            first = i - 2
            while first >= 2 and words[segment[first - 1].start].plain in OF:
                first -= 2
            while first >= 1 and words[segment[first - 1].start].key in TIMES_OF_DAY:
                first -= 1
            first = max(first, 0)
            return [*segment[:first], *_gap(segment[first : i + 1]), *segment[i + 1 :]]
    return segment


def _drop_rest(words: Sequence[Word], parts: list[Part]) -> list[Part]:
    """ "baki sab bhej do", "rest is fine": nothing new."""
    found: list[Part] = []
    for segment in segments(parts):
        i = next((i for i, part in enumerate(segment) if words[part.start].key in REST), None)
        if i is None or any(part.kind is Kind.AMOUNT for part in segment[i:]):
            found += segment
        else:
            found += [*segment[:i], *_gap(segment[i:])]
    return found


def _drop_clauses(words: Sequence[Word], parts: list[Part]) -> list[Part]:
    """ "ghar pe mehman aa gaye hain", "dukan khuli hai kya": what is told, not ordered."""
    found: list[Part] = []
    for segment in segments(parts):
        for i in range(len(segment) - 1, -1, -1):
            before = segment[:i]
            if (
                words[segment[i].start].plain in COPULAS
                and before
                and before[-1].kind is Kind.NAME
                and not any(part.kind is Kind.AMOUNT for part in before)
            ):
                segment = [*_gap(segment[: i + 1]), *segment[i + 1 :]]
                break
        found += segment
    return found


def _named(words: Sequence[Word], parts: Sequence[Part]) -> Iterator[Part]:
    """Joins the words of a name; joints at its ends are no part of it, nor is a name made of nothing else."""
    run: list[Part] = []
    for part in [*parts, None]:
        if part and part.kind is Kind.NAME and words[part.start].plain not in TIMES:
            run.append(part)
            continue
        if run and part and words[part.start].plain in TO_SOMEBODY:
            yield Part(Kind.GAP, run[0].start, run[-1].end)
        elif run:
            yield _trimmed(words, run[0].start, run[-1].end, goes_on=bool(part and part.kind is Kind.AMOUNT))
        run = []
        if part:
            yield part


def _trimmed(words: Sequence[Word], start: int, end: int, *, goes_on: bool) -> Part:
    first, last = start, end
    if not goes_on and last - first > 2 and words[last - 1].plain in OF:
        last -= 2  # "kishmish diwali ka"
    while first < last and _is_edge(words[first]):
        first += 1
    while last > first and _is_edge(words[last - 1]):
        last -= 1
    if all(word.key in EMPTY or not word.key for word in words[first:last]):
        return Part(Kind.GAP, start, end)
    return Part(Kind.NAME, first, last)


def _is_edge(word: Word) -> bool:
    return word.plain in JOINTS or not word.key
