"""Which of what was shown is meant by its place in the list: 1 the first, -1 the last. Pure."""

from collections.abc import Sequence


def is_number(text: str) -> bool:
    """Whether nothing but a number is said, as it stands before each of them: *2*, *2.*"""
    return text.strip(" .").isdecimal()


def by_number[Shown](shown: Sequence[Shown], text: str) -> Shown | None:
    """What stands at the number that is all of a text."""
    return at_place(shown, int(text.strip(" ."))) if is_number(text) else None


def by_pick[Shown](shown: Sequence[Shown], pick: str) -> Shown | None:
    """What stands at the place that a pick names, as `2` or `-1` does and `cheapest` does not."""
    return at_place(shown, int(pick)) if pick.removeprefix("-").isdecimal() else None


def at_place[Shown](shown: Sequence[Shown], place: int) -> Shown | None:
    """What stands at a place from the front, or below nothing from behind; None where there are not so many."""
    at = place - 1 if place > 0 else len(shown) + place
    return shown[at] if 0 <= at < len(shown) else None
