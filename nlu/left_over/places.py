"""Where a message names places, with the numbers of their houses."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from nlu.left_over.finding import COMMA, Number, behind, matches, numbers
from nlu.orders.goods import is_goods
from nlu.orders.lexicon import LEXICON
from nlu.orders.words import NAMES, REFUSALS
from nlu.words.lexicon import lexicon
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit

SLASH, SLASHED = "/", 3  # the sign in "8/2", and its words
PARTS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)})  # of a kilo
NEAR, MONTHS = timedelta(days=45), 12
LONG = 6  # figures of a pincode; a phone has more
MOST_BEFORE_PINCODE = 6  # words of a place
MOST_OF_A_NAME = 3  # words of a place before *nagar*

PINCODE = re.compile(r"[1-9][0-9]{5}")
POSTPOSITIONS, ORDERING = LEXICON.role("postpositions"), LEXICON.role("ordering")
APART = frozenset(",.:;-–—")
_lists = lexicon("talk")
HOUSE, OF_HOURS = _lists.phrases("house"), _lists.phrases("of_hours")
LEADS_TO_PLACE = _lists.spelt("leads_to_place")
HOMES = lexicon("persons").spelt("homes")
SENDS = _lists.phrases("sends")
PLACES, BEHIND_PLACES = _lists.phrases("address"), _lists.phrases("address_behind")


def beside_places(words: Sequence[Word]) -> Sequence[Word]:
    """The words without those that name places, where any are left: of "AB Road" nobody speaks Hindi."""
    spans = places(words, numbers(words))
    inside = {at for start, end in spans for at in range(start, end)}
    rest = [word for at, word in enumerate(words) if at not in inside]
    return rest if rest or any(word.of_address for word in words) else words


def names_place(words: Sequence[Word]) -> bool:
    """Whether a place is named, as in an address."""
    return bool(places(words, numbers(words)))


def places(words: Sequence[Word], number: Number) -> list[tuple[int, int]]:
    """Where places are named, with the number of the house before them: those that are learnt, and by rules."""
    found = [*matches(PLACES, words, number), *_ending(words, number)]
    houses = [(_house(words, start), end) for start, end in found]
    return [*learnt(words), *houses, *_before_pincode(words, number), *_behind_pincode(words, number)]


def learnt(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where words follow each other that are of an address, with the house that is denied: "14 nahi 15 mg road"."""
    inside = [at for at, word in enumerate(words) if word.of_address]
    for _, run in groupby(enumerate(inside), key=lambda each: each[1] - each[0]):
        places = [at for _, at in run]
        yield _denied_before(words, places[0]), places[-1] + 1


def _denied_before(words: Sequence[Word], start: int) -> int:
    """Where a house begins that is put right by the one behind it; the place itself where none is."""
    refused = start - 1 - (start > 0 and words[start - 1].plain == COMMA)
    is_put_right = refused > 0 and words[refused].plain in REFUSALS and words[refused - 1].is_number
    return refused - 1 if is_put_right and words[start].is_number else start


def words_inside(words: Sequence[Word]) -> frozenset[int]:
    """The words of addresses but pincodes and phones, which are values wherever they stand."""
    inside = (at for start, end in learnt(words) for at in range(start, end))
    return frozenset(at for at in inside if not (words[at].is_number and len(words[at].plain) >= LONG))


def _ending(words: Sequence[Word], number: Number) -> Iterator[tuple[int, int]]:
    """What the last word of a place ends, where that begins no goods: "hill street", but no "2 street light"."""
    for start, end in behind(BEHIND_PLACES, words, number):
        if NAMES.match(words, end - 1, number) <= end:
            yield start, end


def _before_pincode(words: Sequence[Word], number: Number) -> Iterator[tuple[int, int]]:
    """What stands between a word that leads there, or sends something, and a pincode.

    "deliver to 9 palm grove 452001", "1 kg kalakand bhejo 6 siyaganj 452007".
    """
    ends = [at for at, word in enumerate(words) if PINCODE.fullmatch(word.plain)]
    sent = {end for _, end in matches(SENDS, words, number)} if ends else set()
    for end in ends:
        for start in range(end - 2, max(end - MOST_BEFORE_PINCODE, 1) - 1, -1):
            leads = words[start - 1].plain in LEADS_TO_PLACE and not OF_HOURS.begin_at(words, start + 1)
            if words[start].is_number and (
                leads or (start in sent and _names_house(words, start, start + 1))
            ):
                yield start, end


def _behind_pincode(words: Sequence[Word], number: Number) -> Iterator[tuple[int, int]]:
    """A house with its place right behind a pincode: "452001, 9 palm grove", "452010 me shop 4 ring road"."""
    for at in (at for at, word in enumerate(words) if PINCODE.fullmatch(word.plain)):
        start = at + 1
        while start < len(words) and _leads_on(words[start]):
            start += 1
        house = max(start, HOUSE.match(words, start, number)) if start < len(words) else start
        name = house + (SLASHED if _is_plot(words, house) else 1)
        if _names_house(words, house, name):
            yield start, _end_of_place(words, name)


def _leads_on(word: Word) -> bool:
    """Whether a word stands between a pincode and the house: a sign, "me", "par bhejo"."""
    return word.plain in APART or (bool(word.key) and (POSTPOSITIONS.has(word) or ORDERING.has(word)))


def _names_house(words: Sequence[Word], house: int, name: int) -> bool:
    """Whether a number and a name stand there: no amount, no hour, and no goods that are known."""
    if name >= len(words) or not (words[house].is_number and words[house].plain.isdecimal()):
        return False
    first = words[name]
    counts = is_unit(first.key) or first.is_number or POSTPOSITIONS.has(first)
    return bool(first.key) and not (counts or OF_HOURS.begin_at(words, name) or is_goods(first))


def _is_plot(words: Sequence[Word], at: int) -> bool:
    return at + SLASHED <= len(words) and _is_part_of_plot(words, at)


def _end_of_place(words: Sequence[Word], at: int) -> int:
    """Where its name ends: at a sign, a word behind a name, a number, or after as many words as a name has."""
    end = at
    while end < min(at + MOST_OF_A_NAME, len(words)):
        word = words[end]
        if not word.key or word.is_number or POSTPOSITIONS.has(word) or ORDERING.has(word):
            break
        end += 1
    return end


def with_plots(words: Sequence[Word]) -> frozenset[int]:
    """The words of places whose house is a part of a plot: "45/2 sneh nagar" is no amount and no day.

    So is one before a pincode: "5/2 malharganj 452002".
    """
    found = [(_plot_of(words, start), end) for start, end in places(words, numbers(words))]
    pincode = next((at for at, word in enumerate(words) if PINCODE.fullmatch(word.plain)), 0)
    found += [(at, pincode) for at in range(max(pincode - SLASHED, 0)) if _is_house(words, at)]
    return frozenset(at for start, end in found if start is not None for at in range(start, end))


def led_to(words: Sequence[Word]) -> frozenset[int]:
    """The numbers of houses behind a word that leads there, which end no hours: "at 11am to 4 gokhale road"."""
    found = (start for start, _ in places(words, numbers(words)) if start and words[start].is_number)
    return frozenset(at for at in found if words[at - 1].plain in LEADS_TO_PLACE)


def _is_house(words: Sequence[Word], at: int) -> bool:
    """Whether "5/2" stands there before a name: not "1/2 kilo", not "25/12 ko"."""
    if not _is_part_of_plot(words, at) or _is_fraction(words, at):
        return False
    behind = words[at + SLASHED]
    return bool(behind.key) and not (is_unit(behind.key) or POSTPOSITIONS.has(behind))


def slashed(words: Sequence[Word]) -> frozenset[int]:
    """The words of figures like "45/2", which are no fraction, and by themselves no amount."""
    found = (at for at in range(len(words) - SLASHED + 1) if _is_part_of_plot(words, at))
    return frozenset(at + i for at in found if not _is_fraction(words, at) for i in range(SLASHED))


def far_days(words: Sequence[Word], today: date) -> frozenset[int]:
    """The words of houses like "9/11" that would be days more than six weeks off, for which nobody orders or books.

    Behind a word for the house itself they are one whenever that day is: "ghar 9/12 malharganj".
    """
    found = set[int]()
    for at in range(len(words) - SLASHED):
        behind = words[at + SLASHED]
        names = behind.key and not (is_unit(behind.key) or POSTPOSITIONS.has(behind))
        begins = not at or words[at - 1].end < words[at].start  # no part of "INV/20-21/0002"
        if begins and names and _is_part_of_plot(words, at):
            day, month = int(words[at].plain), int(words[at + SLASHED - 1].plain)
            near = timedelta() if at and words[at - 1].plain in HOMES else NEAR
            if (day, month) not in PARTS and _next(day, month, today) > today + near:
                found.update(range(at, at + SLASHED))
    return frozenset(found)


def _next(day: int, month: int, today: date) -> date:
    """The next such day; one that is in no year is far off."""
    years = (today.year, today.year + 1)
    possible = [date(year, month, day) for year in years if _is_day(year, month, day)]
    return next((each for each in possible if each >= today), date.max)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= MONTHS and 1 <= day <= monthrange(year, month)[1]


def _house(words: Sequence[Word], start: int) -> int:
    """Where a place begins that has its house before it: "14 MG road", or as part of a plot "8/2 new palasia road"."""
    for at in range(start, max(start - MOST_OF_A_NAME, 0), -1):
        if at > SLASHED - 1 and _is_part_of_plot(words, at - SLASHED):
            return at - SLASHED
        if not words[at - 1].key or is_unit(words[at - 1].key) or words[at - 1].is_number:
            break
    return start - (start > 0 and words[start - 1].is_number)


def _is_part_of_plot(words: Sequence[Word], at: int) -> bool:
    """Whether "8/2" stands there, written as one."""
    first, sign, last = words[at : at + SLASHED]
    is_one = first.end == sign.start and sign.end == last.start
    return first.is_number and sign.plain == SLASH and last.is_number and is_one


def _plot_of(words: Sequence[Word], start: int) -> int | None:
    """Where the part of a plot begins that a place begins with, or that stands before it and a comma."""
    apart = words[start - 1].plain == COMMA if start > SLASHED else False
    places = (start, start - SLASHED - 1) if apart else (start,)
    return next((at for at in places if len(words) >= at + SLASHED and _is_part_of_plot(words, at)), None)


def _is_fraction(words: Sequence[Word], at: int) -> bool:
    """Whether "1/2" or "3/4" stands there."""
    first, last = read_number(words, at), read_number(words, at + SLASHED - 1)
    return first is None or last is None or first.value < last.value
