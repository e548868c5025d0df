"""How what is said next adds to the leave that was asked for before, or corrects it."""

from datetime import date
from decimal import Decimal

from munshi.leave.drafts import Draft, Message, Period

TODAY = date(2026, 11, 24)
WED, THU, FRI, SAT = (date(2026, 11, day) for day in (25, 26, 27, 28))


def said(*messages: Message) -> Draft:
    draft = Draft()
    for message in messages:
        draft.hear(message, TODAY)
    return draft


def days(first: date | None = None, last: date | None = None) -> Message:
    return Message(period=Period(first=first, last=last))


def test_from_another_day_on_a_leave_ends_when_it_did() -> None:
    draft = said(days(WED, FRI), days(first=THU))
    assert (draft.first, draft.last) == (THU, FRI)


def test_from_a_day_after_its_end_a_leave_has_no_end_yet() -> None:
    draft = said(days(WED, THU), days(first=SAT))
    assert (draft.first, draft.last) == (SAT, None)


def test_until_another_day_a_leave_begins_when_it_did() -> None:
    draft = said(days(WED, FRI), days(last=THU))
    assert (draft.first, draft.last) == (WED, THU)


def test_of_a_leave_that_only_begins_its_length_is_not_known() -> None:
    draft = said(days(first=WED))
    assert (draft.first, draft.last, draft.days) == (WED, None, None)


def test_a_length_and_then_a_beginning_are_a_leave() -> None:
    draft = said(Message(days=Decimal(3)), days(first=WED))
    assert (draft.first, draft.days) == (WED, Decimal(3))


def test_until_a_day_before_its_beginning_a_leave_has_no_beginning_yet() -> None:
    draft = said(days(FRI, SAT), days(last=WED))
    assert (draft.first, draft.last) == (None, WED)


def test_until_a_day_a_half_becomes_whole_days() -> None:
    draft = said(Message(period=Period(first=WED, last=WED, half="first")), days(last=FRI))
    assert (draft.first, draft.last, draft.half) == (WED, FRI, None)
