"""Goods that several customers took on credit in one message: each line is of the name that it stands with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from munshi.billing.accounts import whom
from munshi.billing.accounts.drafts import Row, Told
from munshi.billing.accounts.listed import in_words
from munshi.billing.accounts.of_shelf import with_worth
from munshi.callers import Caller
from munshi.people.models import Person

TWO = 2


@dataclass(frozen=True)
class Head:
    """A name in the words, where it stands, and whoever has it."""

    start: int
    said: str
    people: Sequence[Person]


def heads(session: Session, business_id: str, told: Told) -> list[Head]:
    """Who is named beside the goods, in their order: customers, and names that nobody has."""
    found = [
        Head(start, told.text[start:end], people)
        for (start, end), people in whom.places_in(session, business_id, told.text)
        if not _is_of_goods(told, start, end)
    ]
    known = [(each.start, each.start + len(each.said)) for each in found]
    found += [
        Head(each.start, each.value, ())
        for each in told.people
        if not any(start < each.start + len(each.value) and each.start < end for start, end in known)
        and not _is_of_goods(told, each.start, each.start + len(each.value))
    ]
    return sorted(found, key=lambda each: each.start)


def rows(session: Session, caller: Caller, told: Told) -> list[Row]:
    """An entry for each who is named with the goods that are theirs; none where not all of it is of several."""
    if told.sums or told.phone or told.account is not None or len(told.goods) < TWO:
        return []
    if len(told.goods_at) != len(told.goods):
        return []
    named = heads(session, caller.business_id, told)
    if len(named) < TWO:
        return []
    is_first = named[0].start < told.goods_at[0][0]
    whose = [_of(named, start, end, is_first=is_first) for start, end in told.goods_at]
    if None in whose or {each.start for each in whose if each} != {each.start for each in named}:
        return []
    return [
        _row(session, caller, head, told, [at for at, each in enumerate(whose) if each is head])
        for head in named
    ]


def of_list(session: Session, caller: Caller, told: Told) -> list[Row]:
    """An entry with all goods for each name of a list, *imran aur meena ne 2 lux liye*: shown before it is written."""
    if told.sums or told.phone or told.account is not None or not told.goods:
        return []
    names = [(each.start, each.start + len(each.value)) for each in told.people]
    found = in_words(session, caller.business_id, told.text, names=names)
    if found is None:
        return []
    common = with_worth(session, caller, Row(on=told.on, note=told.note), told.goods)
    return [
        replace(common, said=each.said, person=each.people[0].id if len(each.people) == 1 else None)
        for each in found.items
    ]


def named_alone(session: Session, business_id: str, told: Told) -> Told:
    """The message with the one customer who surely stands in words in which no name was read."""
    if told.people or told.phone or told.account is not None or not told.goods:
        return told
    named = heads(session, business_id, told)
    if len(named) != 1 or len(named[0].people) != 1:
        return told
    return replace(told, account=named[0].people[0].id)


def _is_of_goods(told: Told, start: int, end: int) -> bool:
    return any(at < end and start < until for at, until in told.goods_at)


def _of(named: Sequence[Head], start: int, end: int, *, is_first: bool) -> Head | None:
    """The last name before a line; where the goods come first, the next behind it."""
    if is_first:
        return next((each for each in reversed(named) if each.start < start), None)
    return next((each for each in named if each.start >= end), None)


def _row(session: Session, caller: Caller, head: Head, told: Told, places: Sequence[int]) -> Row:
    """What is theirs, with what it comes to by the shelf, where that is known."""
    note = ", ".join(told.text[slice(*told.goods_at[at])].strip() for at in places)
    person = head.people[0].id if len(head.people) == 1 else None
    row = Row(said=head.said, person=person, on=told.on, note=note[:200] or None)
    return with_worth(session, caller, row, [told.goods[at] for at in places])
