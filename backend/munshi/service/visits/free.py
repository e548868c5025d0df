"""When technicians are free on a day, for who runs the business."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.leave.terms import employment, grants
from munshi.outcomes import Outcome
from munshi.service.visits import availability, looking
from munshi.service.visits.facts import person
from munshi.service.visits.rules import Span, Wish, wall

LEAVE = "leave"


def told(session: Session, caller: Caller, who: Sequence[int], wish: Wish | None) -> Outcome[Any]:
    """The free hours of those who are named, or of everybody; at an hour only of who is free then."""
    looking.must_mind_desk(session, caller)
    business, today = caller.business, looking.today(caller.business)
    day = (wish.first if wish else None) or today
    since = wish.named if wish else None
    now = clock.now_in(business.timezone)
    earliest = now.hour * 60 + now.minute if day == today else 0
    crew = availability.crew_of(session, business)
    rows = []
    for each in crew.technicians:
        if who and each.key not in who:
            continue
        hours = [] if day in crew.diary.closed else each.hours.get(day.weekday(), ())
        booked = [booking.span for booking in crew.diary.booked.get((each.key, day), ())]
        barred = [*booked, *crew.diary.away.get((each.key, day), ())]
        spans = list(_free(hours, barred, earliest))
        at_hour = since is None or any(span.start <= since < span.end for span in spans)
        somebody = person(session, business.id, each.key)
        why = _why_off(session, caller, crew, each.key, day)
        if somebody and (who or why or (spans and at_hour)):
            shown = [[wall(span.start), wall(span.end)] for span in spans]
            row = {"name": somebody.called, "spans": shown, "why_off": why, "booked_then": len(booked)}
            rows.append(row)
    facts = {
        "free_technicians": rows,
        "on": day.isoformat(),
        "at_hour": wall(since) if since is not None else None,
    }
    some = any(row["spans"] for row in rows) or bool(who and rows)
    return Outcome[str](
        outcome="free_then" if rows and (some or since is None) else "nobody_free_then", facts=facts
    )


def _why_off(session: Session, caller: Caller, crew: availability.Crew, key: int, day: date) -> str | None:
    """That a technician is away on a day, or that it is their weekly off, though they can be booked then."""
    if crew.diary.away.get((key, day)):
        return "away"
    if LEAVE not in caller.business.skills:
        return None
    calendar = grants(session, caller.business).calendar(employment(session, caller.business_id, key))
    return "off" if calendar.off(day) else None


def _free(hours: Sequence[Span], barred: Sequence[Span], earliest: int) -> Iterator[Span]:
    """What of the hours is left."""
    for open_ in hours:
        start = max(open_.start, earliest)
        for each in sorted(barred):
            if each.end <= start or each.start >= open_.end:
                continue
            if each.start > start:
                yield Span(start, each.start)
            start = max(start, each.end)
        if start < open_.end:
            yield Span(start, open_.end)
