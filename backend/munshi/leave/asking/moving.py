"""A leave in the place of one that was asked for before: "24 ki chhutti 26 ko kar do", "LV-3 ek din badha do".

The one before is taken back by the yes that files the new one. Where several may be meant, it is asked which.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from munshi.leave import cancelling
from munshi.leave.asking.drafts import BESIDES, UNCLEAR, Draft, Message, Period
from munshi.leave.balances import ledger
from munshi.leave.desk import Desk
from munshi.leave.models import LeaveRequest
from munshi.leave.policy import LeaveType


def movable(at: Desk) -> list[LeaveRequest]:
    """The person's leave that can still be taken back, by its first day."""
    return [each for each in at.live() if cancelling.may_be_taken_back(at, each)]


def begin(at: Desk, draft: Draft, message: Message) -> Message:
    """Puts the leave that is named, or the only one, behind an empty draft; what is left is said of the new one."""
    requests = movable(at)
    named = _named(requests, message)
    if requests and named is None and len(requests) > 1:
        draft.instead = UNCLEAR
        return message.model_copy(update={"by_days": None})
    return _in_place(draft, named or next(iter(requests), None), message)


def choose(at: Desk, draft: Draft, message: Message) -> Message:
    """Which one was meant, of several; or none, and the leave is one more."""
    if message.choice == BESIDES:
        draft.instead = None
        return message
    return _in_place(draft, _named(movable(at), message), message)


@contextmanager
def without(at: Desk, reference: str | None) -> Iterator[Desk]:
    """The desk as it is when this request is taken back; as it stands where it is none, or no more."""
    before = _standing(at, reference)
    if before is None:
        yield at
        return
    trial = at.session.begin_nested()
    try:
        cancelling.take_back(at, before)
        account = ledger.account(at.session, at.caller.business_id, at.caller.person.id)
        yield replace(at, account=account)
    finally:
        trial.rollback()


def give_up(at: Desk, reference: str | None) -> LeaveRequest | None:
    """Takes back the request in whose place another one is filed."""
    before = _standing(at, reference)
    if before is not None:
        cancelling.take_back(at, before)
    return before


def _standing(at: Desk, reference: str | None) -> LeaveRequest | None:
    return next((each for each in movable(at) if each.reference == reference), None) if reference else None


def _named(requests: Sequence[LeaveRequest], message: Message) -> LeaveRequest | None:
    """The one that is meant by its number or its days."""
    said = (message.reference, message.choice)
    spans = [message.period, *message.others]
    named = [each for each in requests if each.reference in said or _span(each) in spans]
    return named[0] if len(named) == 1 else None


def _in_place(draft: Draft, request: LeaveRequest | None, message: Message) -> Message:
    """The kind and reason of the one before are the draft's, its days only where it is said how many more or fewer.

    What the message says is left without the days of the one before.
    """
    if request is None:
        return message
    draft.instead, draft.type = request.reference, draft.type or LeaveType(request.type)
    draft.reason = draft.reason or request.reason
    if message.by_days or message.also or message.half:
        draft.first, draft.last = request.first, request.last
    left = [each for each in (message.period, *message.others) if each and each != _span(request)]
    return message.model_copy(update={"period": next(iter(left), None), "others": left[1:], "choice": None})


def _span(request: LeaveRequest) -> Period:
    return Period(first=request.first, last=request.last)
