"""How what is said next adds to the leave that was asked for before, or corrects it."""

from datetime import date
from decimal import Decimal

from munshi.leave.asking.drafts import Draft, Message, Period
from munshi.leave.policy import LeaveType

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


def test_hours_of_a_day_are_a_half_of_it_of_which_it_is_asked_which() -> None:
    draft = said(days(WED, WED), Message(hours=True))
    assert (draft.first, draft.half, draft.hours) == (WED, "any", True)


def test_hours_beside_several_days_say_nothing_of_them() -> None:
    draft = said(Message(period=Period(first=WED, last=FRI), hours=True))
    assert (draft.first, draft.last, draft.half) == (WED, FRI, None)


def test_in_place_of_a_half_it_may_be_the_whole_day() -> None:
    draft = said(Message(period=Period(first=WED, last=WED), hours=True), Message(choice="full"))
    assert (draft.first, draft.half) == (WED, None)


def test_days_apart_are_drafts_one_after_another_of_the_same_type() -> None:
    first = Message(
        period=Period(first=WED, last=WED),
        others=[Period(first=FRI, last=FRI), Period(first=SAT, last=SAT)],
        type=LeaveType.CASUAL,
    )
    second = said(first).next(TODAY)
    third = second.next(TODAY)
    assert [(each.first, each.type) for each in (second, third)] == [
        (FRI, LeaveType.CASUAL),
        (SAT, LeaveType.CASUAL),
    ]
    assert third.next(TODAY).is_empty
