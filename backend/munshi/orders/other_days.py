"""The day of something else is no day of the order: one that a question names, or on which there is a party.

The phrases stand in `other_days.yml`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from munshi import clock
from munshi.orders.kept import SaidHour, Spoken
from munshi.orders.messages import Message, Moment
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "other_days.yml")
FARTHEST = timedelta(days=120)  # ahead of which goods are ordered
CLAUSE = re.compile(r"[^,;।!?\n.]+(?:\.\d+[^,;।!?\n.]*)*[,;।!?\n.]?")


def without_other_days(message: Message) -> Message:
    """The message, in which only the days and hours of its goods say when these shall come."""
    if not message.times or message.beside.hour is None:
        return message
    clauses = CLAUSE.findall(message.said or message.text or "")
    others = [each for each in message.times if _is_of_else(each, _clause(clauses, each), message)]
    own = [each for each in message.times if each not in others]
    if not others:
        return message
    named = next((each.day for each in others if names_which(each, message.said or message.text or "")), None)
    told = [Spoken(each.words, wished=True) for each in others if _is_far(each, message)]
    if own and named is None and not told and not any(each.day for each in own):
        own = [*own, *_days_alone(others, clauses)]
    beside = replace(message.beside, notes=[*message.beside.notes, *told])
    hour = first_of(own, sure=message.beside.hour.sure)
    return replace(
        message,
        times=own,
        at_times=message.at_times and bool(own),
        beside=replace(beside, hour=hour),
        of_day=named,
    )


def names_which(moment: Moment, said: str) -> bool:
    """Whether a day without an hour says of which order something is, and not when: *kal wale me paneer 1 kilo*."""
    words = rf"(?<!\w){re.escape(plain(moment.words))}\s(?:{LISTS.any_of('of_that_day')})(?!\w)"
    return moment.day is not None and moment.hour is None and re.search(words, plain(said)) is not None


def _clause(clauses: Sequence[str], moment: Moment) -> str:
    return next((each for each in clauses if moment.words in each), "")


def _is_of_else(moment: Moment, clause: str, message: Message) -> bool:
    """Whether a clause with no goods in it asks something, or tells of an occasion beside another day or hour."""
    said = plain(clause)
    if _is_far(moment, message) or names_which(moment, message.said or message.text or ""):
        return True
    counted = [line.name for line in message.lines if line.name and line.quantity is not None]
    if any(name in clause for name in counted) or LISTS.has(said, "comes"):
        return False
    asks = clause.endswith("?") and bool(counted)
    return asks or (len(message.times) > 1 and LISTS.has(said, "occasions"))


def _days_alone(others: Sequence[Moment], clauses: Sequence[str]) -> list[Moment]:
    """The days of occasions, on which the goods come whose hour is said without one: *function saturday, by 9 am*."""
    occasions = (each for each in others if LISTS.has(plain(_clause(clauses, each)), "occasions"))
    return [Moment(each.words, each.day) for each in occasions if each.day]


def _is_far(moment: Moment, message: Message) -> bool:
    """Whether a day without an hour is so far off that it is an occasion: *Rakshabandhan ke liye*."""
    if moment.day is None or moment.hour is not None or moment.day <= clock.now().date() + FARTHEST:
        return False
    return (
        re.search(rf"(?<!\w){re.escape(moment.words)}(?!\w)", message.said or "") is not None
    )  # no DIWALI10


def first_of(moments: Sequence[Moment], *, sure: bool) -> SaidHour | None:
    """The first day and the first hour of some moments."""
    if not moments:
        return None
    day = next((each.day for each in moments if each.day), None)
    hour = next((each for each in moments if each.hour), moments[0])
    return SaidHour(day, hour.opens, hour.closes, sure)
