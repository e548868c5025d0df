"""An hour by which somebody is to be there, and one that is told by how long it is until then."""

from dataclasses import replace
from datetime import datetime, timedelta

from munshi.asking.reading import Reading
from munshi.service.visits import words
from munshi.service.visits.rules import HOUR, Wish


def at_it(wish: Wish, reading: Reading) -> Wish:
    """Who comes at the hour by which somebody is to be there is in time: "4 baje tak", not "4 baje se pehle"."""
    if wish.until is None or wish.since is not None or words.says(reading.text or "", "earlier_than"):
        return wish
    return replace(wish, until=wish.until + 1)


def by_then(wish: Wish, reading: Reading, now: datetime) -> Wish:
    """The same; an hour without a day, by which somebody can still be there, is today's."""
    minute = now.hour * HOUR + now.minute
    is_timed = wish.until is not None and wish.since is None and wish.until > minute
    if is_timed and wish.first is None and not words.says(reading.text or "", "any_day"):
        wish = replace(wish, first=now.date(), last=now.date())
    return at_it(wish, reading)


def so_far_off(reading: Reading, now: datetime) -> Wish | None:
    """An hour that is told by how long it is until then: "2 ghante me", "in an hour"; None where none is told."""
    length = reading.answer("duration") or {}
    minutes = length.get("minutes")
    then = now + timedelta(minutes=minutes or 0)
    if not minutes or then.date() != now.date() or not words.says(reading.text or "", "so_far_off"):
        return None
    until = then.hour * HOUR + then.minute
    if words.says(reading.text or "", "after"):
        return Wish(now.date(), now.date(), since=until)
    return Wish(now.date(), now.date(), until=until + 1)
