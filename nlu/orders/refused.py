"""What an order takes back in the same breath: "5 kilo nahi 10 kilo", "2 kilo aloo, paneer nahi chahiye"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlu.orders.amounts import Amount, merge
from nlu.orders.parts import Kind, Part
from nlu.orders.words import PUT_RIGHT, REFUSALS, REFUSED_NEEDS
from nlu.words.reading import Word

NONE = frozenset({"no"})
ELSE = frozenset({"to", "toh", "तो"})  # "nahi to" is or else
SAID = (Kind.NAME, Kind.AMOUNT)


def without_refused(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """The parts as they hold in the end."""
    return _corrected(words, _without_unneeded(words, _without_first(words, parts)))


def _without_first(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """ "no bread today, just 2 milk": what the message begins by refusing."""
    if not words or words[0].plain not in NONE:
        return list(parts)
    stop = next((at for at, word in enumerate(words) if not word.key), 0)
    return [_gap(part) if part.start < stop else part for part in parts]


def _without_unneeded(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """ "paneer nahi chahiye", "bag mat dena", "booking not needed": a thing of which no amount is said."""
    kept = list(parts)
    for at, part in enumerate(parts):
        end = REFUSED_NEEDS.match(words, part.start, lambda i: i)
        first = at
        while end > part.start and first and kept[first - 1].kind is not Kind.BREAK:
            first -= 1
        said = parts[first:at]
        counted = any(each.amount and each.amount.quantity is not None for each in said)
        if counted or not any(each.kind in SAID for each in said):
            continue
        kept[first:at] = [_gap(each) for each in parts[first:at]]
        kept[at] = Part(Kind.BREAK, part.start, part.end)
    return kept


def _corrected(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """ "aata 5 kilo nahi 10 kilo", "5 packet maggi, no 6": the later amount stands in the place of the first."""
    kept = list(parts)
    said = [at for at, part in enumerate(parts) if part.kind in SAID]
    for before, at in pairwise(said):
        part = parts[at]
        if part.kind is not Kind.AMOUNT:
            continue
        between = words[parts[before].end : part.start]
        put_right = not _is_name(parts, at + 1) and any(word.plain in PUT_RIGHT for word in between)
        if not put_right and not _refuses(words, parts[before].end, part.start):
            continue
        old = before if parts[before].kind is Kind.AMOUNT else before - 1
        if old < 0 or parts[old].kind is not Kind.AMOUNT:
            continue
        again = _said_again(words, parts, before, at)
        if _is_name(parts, at + 1) and not again:
            if old == before and not _is_name(parts, old - 1):
                kept[old] = _gap(parts[old])  # "2 packet nahi 1 packet namak"
            continue
        kept[old] = replace(parts[old], amount=_renewed(parts[old].amount, part.amount))
        kept[before + 1 : at + 1 + again] = [_gap(each) for each in parts[before + 1 : at + 1 + again]]
    return kept


def _refuses(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a refusal stands between two amounts; *no* only behind a sign, else it counts: "switch 6 no"."""
    return any(
        (words[i].plain in REFUSALS and words[i + 1].plain not in ELSE)
        or (words[i].plain in NONE and not words[i - 1].key)
        for i in range(start, end)
    )


def _is_name(parts: Sequence[Part], at: int) -> bool:
    return 0 <= at < len(parts) and parts[at].kind is Kind.NAME


def _said_again(words: Sequence[Word], parts: Sequence[Part], before: int, at: int) -> bool:
    """ "2 kilo aloo nahi 3 kilo aloo"."""
    if not _is_name(parts, at + 1) or not _is_name(parts, before):
        return False
    first, second = (
        [word.key for word in words[each.start : each.end]] for each in (parts[before], parts[at + 1])
    )
    return first == second


def _renewed(old: Amount | None, new: Amount | None) -> Amount | None:
    """The new amount, in the unit of the old where it names none."""
    if old and new and new.unit is None and not new.pack:
        return merge(replace(old, quantity=None), new)
    return new


def _gap(part: Part) -> Part:
    return part.as_gap() if part.kind in SAID else part
