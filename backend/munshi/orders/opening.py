"""When a business is open: its week, and the days on which it has other hours."""

from datetime import date

from munshi.business.models import Business
from munshi.business.rules import stretch
from munshi.orders.hours import Stretch

OTHER = "other_hours"  # the section of the business's file


def hours_of(business: Business) -> list[Stretch]:
    """Its openings; none where it names no hours."""
    week = [Stretch(each.weekday, each.opens, each.closes) for each in business.hours]
    others = [
        Stretch(day.weekday(), *stretch(written), day)
        for day, times in other_hours(business).items()
        for written in times
    ]
    return [*week, *others] if week else []


def other_hours(business: Business) -> dict[date, list[str]]:
    """The days of other hours, each with its openings as the file writes them."""
    kept = business.settings.get(OTHER)
    return (
        {date.fromisoformat(day): list(times) for day, times in kept.items()}
        if isinstance(kept, dict)
        else {}
    )
