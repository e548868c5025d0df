"""Reads the years and quarters of accounts: FY26, FY 2025-26, Q3, is quarter, pichli timahi, third quarter.

A year is called by both of its years or, as FY26 is, by the one in which it ends. A quarter by its number is the latest
one that has begun; with a plain year behind it, it is of that year of the calendar: Q4 2026 is January to March 2026.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nlu.time import days
from nlu.time.days import Days
from nlu.time.matters import Matter
from nlu.time.pieces import Dated, Setting
from nlu.time.small_words import after_small, small_words
from nlu.time.words import Sense, sense
from nlu.words.reading import Word

QUARTERS = 4
OFFSETS = {"next": 1, "coming": 1, "this": 0, "last": -1}
DASHES = frozenset({"-", "–", "/"})
OF_YEAR = small_words("accounts")["of_year"]
CENTURY = 2000


def accounts_of(setting: Setting, at: int) -> Dated | None:
    """ "FY26", "financial year 2025-26"."""
    named = sense(setting.words, at, "financial_year")
    labelled = years(setting.words, after_small(setting.words, named.end, OF_YEAR)) if named else None
    return Dated(at, labelled[1], days.accounts(labelled[0])) if labelled else None


def years(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The year in which a financial year begins that is called "2025-26" or by its end, and the word after it."""
    first = _year(words, at)
    if first is None:
        return None
    joined = after_small(words, at + 1, DASHES)
    second = _year(words, joined) if joined > at + 1 else None
    if second is None:
        return first - 1, at + 1
    return (first, joined + 1) if second == first + 1 else None


def _year(words: Sequence[Word], at: int) -> int | None:
    plain = words[at].plain if at < len(words) else ""
    if not plain.isdecimal() or len(plain) not in (2, 4):
        return None
    year = int(plain) + (CENTURY if len(plain) == 2 else 0)
    return year if CENTURY < year < CENTURY + 100 else None


def quarter_of(setting: Setting, at: int, which: Sense | None) -> Dated | None:
    """ "is quarter", "last quarter", and of what is over "Q3" and "third quarter"."""
    words = setting.words
    named = sense(words, which.end, "quarter") if which else None
    if which and named and which.value in OFFSETS:
        return Dated(at, named.end, days.quarter(setting.today, OFFSETS[str(which.value)]))
    numbered = _number(words, at) if setting.matter is Matter.OVER else None
    if numbered is None:
        return None
    number, end = numbered
    place = after_small(words, end, OF_YEAR)
    if accounts := accounts_of(setting, place):
        return Dated(at, accounts.end, days.quarter_of_accounts(accounts.days.last, number))
    year = _year(words, place) if place < len(words) and len(words[place].plain) == len("2026") else None
    if year is None:
        return Dated(at, end, days.quarter_of_accounts(setting.today, number))
    return Dated(at, place + 1, _of_calendar(year, number))


def _of_calendar(year: int, number: int) -> Days:
    """The quarter of the accounts with this number that lies in a year of the calendar."""
    return days.quarter_of_accounts(date(year, 12, 31), number)


def _number(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The number of a quarter and the word after it: "Q3", "third quarter"."""
    if sense(words, at, "quarter_number"):
        plain = words[at + 1].plain if at + 1 < len(words) else ""
        close = plain.isdecimal() and words[at + 1].start == words[at].end
        return (int(plain), at + 2) if close and 1 <= int(plain) <= QUARTERS else None
    ordinal = sense(words, at, "nth")
    named = sense(words, ordinal.end, "quarter") if ordinal else None
    return (int(ordinal.value), named.end) if ordinal and named and int(ordinal.value) <= QUARTERS else None
