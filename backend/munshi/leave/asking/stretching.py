"""A leave that was said becomes longer or shorter: "ek din aur", "parso bhi".

Days on which nobody works are passed over.
"""

from datetime import date
from decimal import Decimal

from munshi.leave.asking.drafts import Draft, Message, Period
from munshi.leave.holidays.calendar import DAY, WorkCalendar
from munshi.leave.rules import Asked


def stretch(draft: Draft, message: Message, known: Asked | None, calendar: WorkCalendar) -> None:
    """Takes in what comes to the leave or goes from it; `known` are its days as far as they were said before."""
    if message.by_days:
        _by_days(draft, message.by_days, known, calendar)
    if message.also:
        _also(draft, message.also, known, calendar)


def _by_days(draft: Draft, days: Decimal, known: Asked | None, calendar: WorkCalendar) -> None:
    """Whole days at its end; where it has none yet, the number is its length."""
    if known is None:
        draft.days = days if days > 0 else draft.days
        return
    last = known.last
    for _ in range(abs(int(days))):
        if days > 0:
            last = _next(last, calendar)
        elif last > known.first:
            last = max(calendar.working_day_before(last), known.first)
    _spans(draft, Period(first=known.first, last=last))


def _also(draft: Draft, more: Period, known: Asked | None, calendar: WorkCalendar) -> None:
    """Days that follow it or come right before are of one leave with it; others are asked for after it."""
    assert more.first
    last = more.last or more.first
    if known is None:
        _spans(draft, Period(first=more.first, last=last))
        return
    follows = more.first <= _next(known.last, calendar) and last >= known.first
    leads = _next(last, calendar) >= known.first and more.first <= known.last
    if follows or leads:
        _spans(draft, Period(first=min(known.first, more.first), last=max(known.last, last)))
    else:
        draft.waiting = [*draft.waiting, more.model_copy(update={"last": last})]


def _next(day: date, calendar: WorkCalendar) -> date:
    return calendar.working_day_on_or_after(day + DAY)


def _spans(draft: Draft, days: Period) -> None:
    draft.first, draft.last = days.first, days.last
    draft.days, draft.half, draft.hours, draft.either = None, None, False, []
