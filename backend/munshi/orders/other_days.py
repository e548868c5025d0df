"""The day of something else is no day of the order: one that a question names, or on which there is a party.

The phrases stand in `other_days.yml`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from munshi.orders.kept import SaidHour
from munshi.orders.messages import Message, Moment
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "other_days.yml")
CLAUSE = re.compile(r"[^,;।!?\n.]+(?:\.\d+[^,;।!?\n.]*)*[,;।!?\n.]?")


def without_other_days(message: Message) -> Message:
    """The message, in which only the days and hours of its goods say when these shall come."""
    if not message.times or message.beside.hour is None:
        return message
    clauses = CLAUSE.findall(message.said or message.text or "")
    others = [
        each for each in message.times if _is_of_else(_clause(clauses, each), message, len(message.times))
    ]
    own = [each for each in message.times if each not in others]
    if not others:
        return message
    hour = _first(own, sure=message.beside.hour.sure)
    return replace(
        message, times=own, at_times=message.at_times and bool(own), beside=replace(message.beside, hour=hour)
    )


def _clause(clauses: Sequence[str], moment: Moment) -> str:
    return next((each for each in clauses if moment.words in each), "")


def _is_of_else(clause: str, message: Message, moments: int) -> bool:
    """Whether a clause with no goods in it asks something, or tells of an occasion beside another day or hour."""
    said = plain(clause)
    counted = [line.name for line in message.lines if line.name and line.quantity is not None]
    if any(name in clause for name in counted) or LISTS.has(said, "comes"):
        return False
    asks = clause.endswith("?") and bool(counted)
    return asks or (moments > 1 and LISTS.has(said, "occasions"))


def _first(moments: Sequence[Moment], *, sure: bool) -> SaidHour | None:
    """The first day and the first hour of some moments."""
    if not moments:
        return None
    day = next((each.day for each in moments if each.day), None)
    hour = next((each for each in moments if each.hour), moments[0])
    return SaidHour(day, hour.opens, hour.closes, sure)
