"""Days that leave a leave while the rest of it stays: "kal wali cancel, sirf parso", of a draft or of one asked for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import CLAUSE
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.leave.asking import drafts, moving, service
from munshi.leave.asking.drafts import Message, Period
from munshi.leave.asking.said import PeriodBody
from munshi.leave.desk import desk
from munshi.leave.holidays.calendar import DAY
from munshi.leave.models import LeaveRequest
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.word_lists import WordLists, plain

APPLY, CANCEL = "apply_leave", "cancel_leave"
ONLY, TAKES_OUT, STAYS = "only", "takes_out", "stays"  # the lists
_words = WordLists(__file__, "left_out.yml")

Days = set[date]


def of_draft(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What is left of the leave that is being asked for, where only some of its days are taken back."""
    draft, _ = drafts.load(session, caller.person, clock.now())
    if not _takes_out(reading) or draft.first is None or draft.last is None or draft.waiting:
        return None
    left = _left(reading, draft.first, draft.last)
    if not left:
        return None
    message = Message(period=left[0], others=left[1:])
    return heard(session, caller, APPLY, lambda here, by: service.say(here, by, message))


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is left of the one leave asked for before that is meant, to be put in its place by a yes.

    Who names nothing but days takes the whole leave of these days back.
    """
    if not reading.wants(CANCEL) or reading.is_tap or not _says_what_stays(reading):
        return None
    if not caller.may_act_as(*STAFF):
        return None
    found = [
        (each, left)
        for each in moving.movable(desk(session, caller))
        if (left := _left(reading, each.first, each.last))
    ]
    if len(found) != 1:
        return None
    return heard(session, caller, APPLY, lambda here, by: _instead(here, by, *found[0]))


def _instead(session: Session, caller: Caller, request: LeaveRequest, left: list[Period]) -> Outcome[Any]:
    """A draft of what was being asked for gives way: it was said of another leave."""
    draft, serial = drafts.load(session, caller.person, clock.now())
    if not draft.is_empty:
        drafts.save(session, caller.person, drafts.Draft(), serial + 1, clock.now())
    message = Message(period=left[0], others=left[1:], moves=True, reference=request.reference)
    return service.say(session, caller, message)


def _takes_out(reading: Reading) -> bool:
    """Whether something is taken back, in whatever words, and nothing tapped."""
    said = plain(reading.text)
    return not reading.is_tap and (reading.wants(CANCEL) or bool(_words.words(TAKES_OUT) & set(said.split())))


def _says_what_stays(reading: Reading) -> bool:
    kept, out = _named(reading)
    return bool(kept) and bool(out)


def _left(reading: Reading, first: date, last: date) -> list[Period]:
    """The spans of a leave that stay; none where all of it goes, or none of it."""
    whole = _days(first, last)
    kept, out = _named(reading)
    stays = whole & kept if kept else whole - out
    if not (kept | out) & whole or stays in (whole, set()):
        return []
    return _spans(sorted(stays))


def _named(reading: Reading) -> tuple[Days, Days]:
    """The days that stay, as is said of them, and those that go."""
    text = reading.text or ""
    said = sorted(reading.all("period"), key=lambda each: each.start)
    kept, out = Days(), Days()
    for place, each in enumerate(said):
        period = PeriodBody.model_validate(each.value).period()
        if period.first is None or period.last is None:
            continue
        begins = said[place - 1].end if place else 0
        ends = said[place + 1].start if place + 1 < len(said) else len(text)
        before, behind = CLAUSE.split(text[begins : each.start])[-1], CLAUSE.split(text[each.end : ends])[0]
        stays = _is_kept(before, behind, first=place == 0, alone=len(said) == 1)
        (kept if stays else out).update(_days(period.first, period.last))
    return kept, out


def _is_kept(before: str, behind: str, *, first: bool, alone: bool) -> bool:
    """Whether the words around a day keep it: *only* before it, unless that is of what goes, or a verb behind it."""
    leads, follows = set(plain(before).split()), set(plain(behind).split())
    if follows & _words.words(TAKES_OUT):
        return False
    if follows & _words.words(STAYS):
        return True
    of_what_goes = alone or (first and bool(leads & _words.words(TAKES_OUT)))
    return bool(leads & _words.words(ONLY)) and not of_what_goes


def _days(first: date, last: date) -> Days:
    return {date.fromordinal(each) for each in range(first.toordinal(), last.toordinal() + 1)}


def _spans(days: Sequence[date]) -> list[Period]:
    """Days in their order, those that follow each other as one span."""
    spans = list[Period]()
    for day in days:
        if spans and spans[-1].last == day - DAY:
            spans[-1] = Period(first=spans[-1].first, last=day)
        else:
            spans.append(Period(first=day, last=day))
    return spans
