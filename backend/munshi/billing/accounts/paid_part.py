"""Of what was bought a part was paid, and only the rest is owed: *1850 ka pankha liya, 1000 diya, baki likho*. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from munshi.asking.clauses import CLAUSE
from munshi.asking.sums import sums_in
from munshi.billing import pieces
from munshi.billing.accounts.drafts import Placed, Told
from munshi.billing.accounts.said import holds
from munshi.undoing.wording import is_by_somebody, tells_of_paying

NEAR = 3  # words behind a sum by which it was given
WHOLE_AND_REST = 2  # sums beside the one that was paid

Found = tuple[int, int, int]  # where a sum begins and ends, and what it is


def without_paid_part(told: Told) -> Told:
    """The same with the only sum that is owed; as it was where no part of it was paid, or it is not plain which."""
    said = [
        (start, start + len(told.text[start:end].rstrip(",")), paise)
        for start, end, paise in sums_in(told.text)
    ]
    if len(told.people) > 1 or {each for _, _, each in said} != {each.value for each in told.sums}:
        return told
    paid = [place for place in range(len(said)) if _was_given(told.text, said, place)]
    if len(paid) != 1:
        return told
    rest = _rest(told.text, said, paid[0])
    return told if rest is None else replace(told, sums=[Placed(rest, said[paid[0]][0])])


def _rest(text: str, said: Sequence[Found], paid: int) -> int | None:
    """What is left: said beside the whole that it makes up, or behind a word for it; else the whole less that."""
    others = [each for place, each in enumerate(said) if place != paid]
    given = said[paid][2]
    if len(others) == WHOLE_AND_REST:
        whole, rest = others[0][2], others[1][2]
        return rest if whole - given == rest else None
    if len(others) != 1 or not (pieces.holds(text, "rest") or is_by_somebody(text)):
        return None
    start, _, other = others[0]
    if start > said[paid][0]:
        return other if pieces.holds(text[said[paid][1] : start], "rest") else None
    return other - given if other > given else None


def _was_given(text: str, said: Sequence[Found], place: int) -> bool:
    """Whether what stands right behind a sum, or right before it, tells that it was given; no goods of that worth."""
    start, end, _ = said[place]
    stop = said[place + 1][0] if place + 1 < len(said) else len(text)
    behind = CLAUSE.split(text[end:stop])[0].split()[:NEAR]
    if behind and not holds(behind[0], "of_goods") and tells_of_paying(" ".join(behind)):
        return True
    before = text[said[place - 1][1] if place else 0 : start].split()[-1:]
    is_of_last = place > 0 and _was_given(text, said, place - 1)
    return not is_of_last and tells_of_paying(" ".join(before))
