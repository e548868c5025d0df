"""Reads numbers that may be days of a month: 25, 25th, 5 se 8, 25, 26 aur 27, 26,27."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from nlu.time.counts import whole_number
from nlu.time.small_words import small_words
from nlu.time.words import is_a, sense
from nlu.words.reading import Word

LAST, SHORTEST_MONTH = 31, 28
NOON = 12  # an hour of the clock goes no farther
GIVEN, OR = (small_words("day_numbers")[name] for name in ("given", "or"))
LONGEST_OVER_THE_END = 20  # days of a range that ends in the next month
MOST = 8  # days in one list
GLUED = re.compile(r"\d{1,2}(,\d{1,2})+")  # "26,27 nov"


class DayNumbers(NamedTuple):
    """Numbers of days in a row, whether they are the two ends of a range, and the word after them."""

    numbers: tuple[int, ...]
    ranged: bool
    end: int
    marked: bool  # the last has an ordinal sign
    choice: str = ""  # the word that leaves the choice between them: "26 ya 27"


def day_numbers(words: Sequence[Word], at: int) -> DayNumbers | None:
    """The numbers that begin here: "25", "25th", "5 se 8", "28 se 1", "25, 26 aur 27"."""
    glued = _glued(words, at)
    first = None if glued else _number(words, at)
    if not glued and first is None:
        return None
    numbers, end, marked = glued, at + 1, False
    if first:
        numbers, end, marked = [first[0]], first[1], first[2]
    further = sense(words, end, "to") if first else None
    second = _number(words, further.end + _is_the(words, further.end)) if further else None
    if second and (second[0] > numbers[0] or goes_over_the_end(numbers[0], second[0])):
        return DayNumbers((numbers[0], second[0]), True, second[1], second[2])
    choice = ""
    while len(numbers) < MOST and not _is_refused(words, at):
        joined = sense(words, end, "and")
        chosen = end < len(words) and words[end].plain in OR
        place = joined.end if joined else end + chosen
        more = _number(words, place)
        if not more or (joined is None and not chosen and not _continues(words, end, more[0] - numbers[-1])):
            break
        if words[at].plain in GIVEN and words[place].is_number:
            break  # "khiska do, 3 december"
        if more[0] <= numbers[-1] and not (numbers[-1] >= SHORTEST_MONTH and more[0] == 1):
            break  # "30 aur 1 tarikh ko" goes on
        choice = words[end].plain if chosen else choice
        numbers.append(more[0])
        end, marked = more[1], more[2]
    return DayNumbers(tuple(numbers), False, end, marked, choice)


def _glued(words: Sequence[Word], at: int) -> list[int]:
    """Days that are written without a space: "26,27,28"."""
    if at >= len(words) or not GLUED.fullmatch(words[at].plain):
        return []
    numbers = [int(number) for number in words[at].plain.split(",")]
    rising = all(one < two for one, two in pairwise(numbers))
    return numbers if rising and numbers[0] and numbers[-1] <= LAST else []


def goes_over_the_end(first: int, last: int) -> bool:
    """Whether two numbers are the days of a range that ends in the next month: "28 se 1"; "10 se 5" are hours."""
    return NOON < first > last and last + LAST - first <= LONGEST_OVER_THE_END


def _is_the(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].plain == "the"


def _is_refused(words: Sequence[Word], at: int) -> bool:
    """Whether what follows is no list: "not 25th, 26th"."""
    before = at - 1 - (at > 1 and _is_the(words, at - 1))
    return before >= 0 and words[before].plain == "not"


def _continues(words: Sequence[Word], at: int, step: int) -> bool:
    """ "25 26 ko": days that follow each other, in digits."""
    return step == 1 and words[at].is_number and words[at - 1].is_number


def _number(words: Sequence[Word], at: int) -> tuple[int, int, bool] | None:
    number = whole_number(words, at)
    if number is None or not 1 <= number[0] <= LAST:
        return None
    marked = number[1] < len(words) and words[number[1]].start == words[number[1] - 1].end
    marked = marked and is_a(words, number[1], "ordinal")
    return number[0], number[1] + marked, marked
