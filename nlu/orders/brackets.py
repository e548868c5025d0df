"""What stands in brackets behind a thing only describes it: "2 lays (blue)", "milk packets (amul taaza)"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.parts import Kind, Part
from nlu.words.reading import Word

OPENS, CLOSES = "(", ")"


def without_bracketed(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """The parts without the names in such brackets; what says how much stays, and a list of things does."""
    found = list(parts)
    for opened, part in enumerate(parts):
        if words[part.start].plain != OPENS or not _is_behind_thing(parts[:opened]):
            continue
        closed = next(
            (i for i in range(opened, len(parts)) if words[parts[i].start].plain == CLOSES), len(parts)
        )
        inside = parts[opened + 1 : closed]
        if not _is_list(inside):
            found[opened + 1 : closed] = [
                each if each.kind is Kind.AMOUNT else each.as_outside() for each in inside
            ]
    return found


def _is_behind_thing(parts: Sequence[Part]) -> bool:
    kinds = [part.kind for part in parts if part.kind is not Kind.OUTSIDE]
    return bool(kinds) and kinds[-1] is not Kind.BREAK


def _is_list(inside: Sequence[Part]) -> bool:
    """Whether things are counted: "order (2 maggi, 1 lays)"."""
    counted = any(part.amount is not None and part.amount.quantity is not None for part in inside)
    return counted and any(part.kind is Kind.NAME for part in inside)
