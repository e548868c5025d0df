"""On which day and at what hour a machine is brought to the shop, as it was said, and whether the shop is open then."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, NamedTuple

from munshi.asking.reading import Reading
from munshi.business.models import Business
from munshi.orders.hours import is_open, of_day
from munshi.orders.opening import hours_of
from munshi.service.tickets.drafts import Draft
from munshi.service.visits.wishes import WEEK, beside_since, in_opening, is_past, to_come, wish_in


class When(NamedTuple):
    """A day, with the hour where one is said."""

    day: date
    hour: time | None = None

    def said(self) -> str:
        """As facts have it: `2026-12-05`, `2026-12-05T11:00`."""
        return said(self.day, self.hour) or ""


def said(day: date | None, hour: time | None) -> str | None:
    """A day, with its hour where one is known, as facts have it."""
    if day is None:
        return None
    return datetime.combine(day, hour).isoformat(timespec="minutes") if hour else day.isoformat()


def of_said(text: str) -> When:
    """The same back again."""
    day, _, hour = text.partition("T")
    return When(date.fromisoformat(day), time.fromisoformat(hour) if hour else None)


def wished(business: Business, reading: Reading, now: datetime, before: When | None = None) -> When | None:
    """The one day on which it shall be brought, and the hour; with an hour alone it is the day from `before`, or today.

    Nothing that is over is wished, and of several days none.
    """
    told, today = beside_since(reading), now.date()
    wish = wish_in(told, today, leaving=before.day if before else None)
    wish = to_come(wish, told, today)
    if wish is not None and wish.first is not None and wish.first == wish.last and wish.first < today:
        wish = replace(wish, first=wish.first + WEEK, last=wish.first + WEEK)  # nothing was brought: it comes
    if wish is None or wish.is_open:
        return None
    wish = in_opening(wish, told.text or "", hours_of(business))
    hour = time(*divmod(wish.since, 60)) if wish.exact and wish.since is not None else None
    if wish.first is None and hour is not None:
        return When(before.day, hour) if before else None
    if wish.first is None or wish.first != (wish.last or wish.first) or is_past(wish, now):
        return None
    return When(wish.first, hour)


def take(draft: Draft, business: Business, reading: Reading, now: datetime) -> bool:
    """Keeps the day with the report, where the shop is open then; whether one was said."""
    before = day_of(draft)
    when = wished(business, reading, now, When(before, hour_of(draft)) if before else None)
    if when is not None and fits(business, when, now):
        kept = when.hour or (hour_of(draft) if when.day == before else None)
        draft.brings_on, draft.brings_at = when.day.isoformat(), kept.isoformat("minutes") if kept else None
    return when is not None


def fits(business: Business, when: When, now: datetime) -> bool:
    """Whether somebody is at the shop then."""
    if when.hour is None:
        hours = hours_of(business)
        return not hours or (when.day not in business.closed_days and bool(of_day(when.day, hours)))
    at = datetime.combine(when.day, when.hour, now.tzinfo)
    return is_open(at, hours_of(business), business.closed_days)


def open_on(business: Business, day: date) -> dict[str, Any]:
    """From when until when the shop is open on a day, as facts; that it is closed."""
    hours = sorted(of_day(day, hours_of(business)), key=lambda each: each.opens)
    if not hours_of(business):
        return {}
    if day in business.closed_days or not hours:
        return {"told_closed": day.isoformat()}
    first, last = hours[0].opens, max(each.closes for each in hours)
    return {"told_day": day.isoformat(), "told_from": f"{first:%H:%M}", "told_to": f"{last:%H:%M}"}


def day_of(draft: Draft) -> date | None:
    """The day on which what is reported is brought."""
    return date.fromisoformat(draft.brings_on) if draft.brings_on else None


def hour_of(draft: Draft) -> time | None:
    """The hour of that."""
    return time.fromisoformat(draft.brings_at) if draft.brings_at else None
