"""Of two amounts that are said of one thing, the one that holds: "5 kilo nahi 10 kilo", "4 se ghata ke 2"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from nlu.orders.counting.amounts import Amount, merge
from nlu.orders.parts import GOODS, Kind, Part
from nlu.words.reading import Word
from nlu.words.unit_words import unit_of

Rule = Callable[[Sequence[Part], Part], bool | None]
_UNIT_BEHIND = [Kind.AMOUNT, Kind.NAME, Kind.AMOUNT]  # "5 cement bags"


def renewed(
    words: Sequence[Word], parts: Sequence[Part], rule: Rule, ends: Collection[int] = ()
) -> list[Part]:
    """The parts, where an amount that holds stands in the place of the one that does not.

    The `rule` is asked with the parts from the earlier amount on, and the later one, whether the later holds; None is
    both hold. Words at `ends` end a line beside its breaks.
    """
    found: list[Part] = []
    for at, part in enumerate(parts):
        following = map(parts.__getitem__, range(at + 1, len(parts)))
        line = takewhile(lambda each: each.kind is not Kind.BREAK and each.start not in ends, following)
        old = _of_same_thing(found, line) if part.says_how_much else None
        later_holds = rule(found[old:], part) if old is not None else None
        if old is None or later_holds is None:
            found.append(part)
        elif not later_holds:
            found.append(part.as_outside())
        else:
            named = [each for each in found[old:] if each.kind is Kind.NAME]
            amount = _in_its_unit(words, [each for each in found[old:] if each.amount], part)
            found[old:] = [Part(Kind.AMOUNT, found[old].start, part.end, amount), *named]
    return found


def _of_same_thing(found: Sequence[Part], following: Iterable[Part]) -> int | None:
    """Where the last amount stands, if one that comes now is of its thing: "aata 5 kilo", "5 cement bags"."""
    newest = (at for at in reversed(range(len(found))) if found[at].kind in GOODS)
    goods = [*islice(newest, 3)][::-1]
    kinds = [found[at].kind for at in goods]
    has_own_name = next((part.kind for part in following if part.kind in GOODS), None) is Kind.NAME
    if kinds[-3:] == _UNIT_BEHIND and not found[goods[-1]].says_how_much:
        return None if has_own_name else goods[-3]
    if kinds[-1:] == [Kind.AMOUNT]:
        has_name = kinds[-2:-1] == [Kind.NAME] and not _is_parted(found[goods[-2] : goods[-1]])
        return None if has_own_name and has_name else goods[-1]
    if has_own_name or kinds[-2:] != [Kind.AMOUNT, Kind.NAME] or _is_parted(found[goods[-2] : goods[-1]]):
        return None
    is_of_another = len(goods) > 2 and not _is_parted(found[goods[-3] : goods[-2]])
    return None if is_of_another else goods[-2]


def _is_parted(parts: Sequence[Part]) -> bool:
    return any(part.kind is Kind.BREAK for part in parts)


def in_unit_of(old: Amount, new: Amount) -> Amount:
    """The new amount, in the unit of the old one where it names none."""
    if new.unit or new.pack:
        return new
    return merge(replace(old, quantity=None), new) or new


def _in_its_unit(words: Sequence[Word], olds: Sequence[Part], new: Part) -> Amount | None:
    """The amount of the new part in the units of the old ones; a dozen is twelve, not the unit of what follows."""
    amount = new.amount
    for old in olds:
        unit = unit_of(words[old.end - 1].key)
        if amount and old.amount and (unit is None or unit.times == 1):
            amount = in_unit_of(old.amount, amount)
    return amount
