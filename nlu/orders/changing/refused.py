"""What an order takes back in the same breath: "5 kilo nahi 10 kilo", "2 kilo aloo, paneer nahi chahiye"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlu.orders.changing.again import MAKING_IT, MORE, MORE_BEHIND
from nlu.orders.counting.amounts import Amount, merge
from nlu.orders.lexicon import LEXICON
from nlu.orders.parts import Kind, Part
from nlu.orders.words import PUT_RIGHT, PUT_RIGHT_BEHIND, REFUSALS, REFUSED_NEEDS, is_filler
from nlu.words.reading import Word

NONE = LEXICON.spelt("none")
ELSE = LEXICON.spelt("else")  # "nahi to" is or else
SAID = (Kind.NAME, Kind.AMOUNT)
COUNTED = [Kind.AMOUNT, Kind.NAME]


def without_refused(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """The parts as they hold in the end."""
    return _corrected(words, _renamed(words, _without_unneeded(words, _without_first(words, parts))))


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


def _renamed(words: Sequence[Word], parts: list[Part]) -> list[Part]:
    """ "coke nahi sprite 2 dena", "2 coke nahi 2 sprite": the thing that is refused for another goes."""
    kept = list(parts)
    for at in range(1, len(parts) - 1):
        if words[parts[at].start].plain not in REFUSALS or parts[at].kind in SAID:
            continue
        first = at
        while first and parts[first - 1].kind in SAID:
            first -= 1
        old, new = [part.kind for part in parts[first:at]], [part.kind for part in parts[at + 1 : at + 4]]
        if old.count(Kind.NAME) != 1 or len(old) > len(SAID):
            continue
        if new[0] is Kind.NAME or (old[-1] is Kind.NAME and new[:2] == COUNTED and new[2:] != [Kind.AMOUNT]):
            name = next(part for part in parts[first:at] if part.kind is Kind.NAME)
            other = next(part for part in parts[at + 1 :] if part.kind is Kind.NAME)
            is_other = _sound(words, name) != _sound(words, other)
            if is_other:
                kept[first:at] = [_gap(part) for part in parts[first:at]]
    return kept


def _corrected(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """ "aata 5 kilo nahi 10 kilo", "5 packet maggi, no 6": the later amount stands in the place of the first."""
    kept = list(parts)
    said = [at for at, part in enumerate(parts) if part.kind in SAID]
    moved: dict[int, int] = {}  # "5 kilo, ruko 5 nahi 10 kilo": where an amount stands that was put right
    for before, at in pairwise(said):
        part = parts[at]
        if part.kind is not Kind.AMOUNT:
            continue
        between = words[parts[before].end : part.start]
        again = _said_again(words, parts, before, at)
        alone = not _is_name(parts, at + 1) or (again and not _is_more(words, parts[at + 1].end))
        put_right = alone and (
            any(word.plain in PUT_RIGHT for word in between)
            or any((one.plain, other.plain) in MAKING_IT for one, other in pairwise(between))
            or _is_made(words, parts, before, at)
        )
        if not put_right and not _refuses(words, parts[before].end, part.start):
            continue
        old = _counted_at(parts, before)
        if old is None:
            continue
        first = before + (before - old < len(COUNTED))  # the unit behind a name goes too
        old = moved.get(old, old)
        if _is_name(parts, at + 1) and not again:
            if old == before and not _is_name(parts, old - 1):
                kept[old] = _gap(parts[old])  # "2 packet nahi 1 packet namak"
            continue
        kept[old] = replace(parts[old], amount=_renewed(kept[old].amount, part.amount))
        moved[at] = old
        kept[first : at + 1 + again] = [_gap(each) for each in parts[first : at + 1 + again]]
    return kept


def _is_more(words: Sequence[Word], at: int) -> bool:
    """ "2 kilo aloo aur", "2 kilo aloo bhi": what is said again comes besides."""
    behind = words[at : at + 2]
    return bool(behind) and (
        behind[0].plain in MORE_BEHIND
        or (behind[0].plain in MORE and not any(word.key for word in behind[1:]))
    )


def _counted_at(parts: Sequence[Part], before: int) -> int | None:
    """Where the amount stands that is put right: "aata 5 kilo", "5 packet maggi", "5 cement bags"."""
    old = before if parts[before].kind is Kind.AMOUNT else before - 1
    if old < 0 or parts[old].kind is not Kind.AMOUNT:
        return None
    amount = parts[old].amount
    is_unit = amount is not None and amount.quantity is None and amount.pack is None
    return old - 2 if is_unit and old > 1 and parts[old - 2].kind is Kind.AMOUNT else old


def _refuses(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a refusal stands between two amounts; *no* only behind a sign, else it counts: "switch 6 no"."""
    return any(
        (words[i].plain in REFUSALS and words[i + 1].plain not in ELSE)
        or (words[i].plain in NONE and not words[i - 1].key)
        for i in range(start, end)
    )


def _is_made(words: Sequence[Word], parts: Sequence[Part], before: int, at: int) -> bool:
    """ "2 bread.. 3 kar dena": an amount behind a sign, of the thing before it, that cannot be beside the first."""
    between = words[parts[before].end : parts[at].start]
    is_apart = any(not word.key for word in between) and all(
        not word.key or is_filler(word) for word in between
    )
    old = parts[before].amount or (parts[before - 1].amount if before else None)
    new = parts[at].amount
    end = parts[at].end
    if not is_apart or old is None or new is None or merge(old, new) or end == len(words):
        return False
    return PUT_RIGHT_BEHIND.begin_at(words, end)


def _is_name(parts: Sequence[Part], at: int) -> bool:
    return 0 <= at < len(parts) and parts[at].kind is Kind.NAME


def _said_again(words: Sequence[Word], parts: Sequence[Part], before: int, at: int) -> bool:
    """ "2 kilo aloo nahi 3 kilo aloo"."""
    if not _is_name(parts, at + 1) or not _is_name(parts, before):
        return False
    return _sound(words, parts[before]) == _sound(words, parts[at + 1])


def _sound(words: Sequence[Word], part: Part) -> list[str]:
    return [word.key for word in words[part.start : part.end]]


def _renewed(old: Amount | None, new: Amount | None) -> Amount | None:
    """The new amount, in the unit of the old where it names none."""
    if old and new and new.unit is None and not new.pack:
        return merge(replace(old, quantity=None), new)
    return new


def _gap(part: Part) -> Part:
    return part.as_gap() if part.kind in SAID else part
