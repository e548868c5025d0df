"""Reads amounts: do kilo, aadha darjan, ek paav, half a kg, 5 kilo wala, one 5 kg bag, ek ek packet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nlu.orders.counting.own_units import own_unit
from nlu.orders.counting.packing import is_packing
from nlu.orders.lexicon import LEXICON
from nlu.orders.words import (
    ARTICLES,
    COUNTERS,
    EACH,
    EATEN_WITH_PAV,
    NAMES,
    NO_UNITS,
    OF,
    OR,
    RUNNING,
    TIMES,
    WALA,
    is_filler,
)
from nlu.words.numbers import may_begin_number, read_number
from nlu.words.reading import Word
from nlu.words.unit_words import (
    COUNTED_ALONE,
    HOLDING,
    MEASURED_ALONE,
    MEASURES,
    PAV,
    QUARTER,
    TINS,
    UNITS_SPELT,
    Unit,
    is_unit,
    unit_meant,
    unit_of,
)
from spelling import key

TOLD = LEXICON.role("told")
PARTICIPIAL = LEXICON.role("of_participles")
KILO = key("kilo")
ONES = LEXICON.spelt("ones")
FULL = LEXICON.spelt("full")
INSIDE = LEXICON.spelt("in")
PACKS = LEXICON.spelt("packs")
NUMBER_WORDS = LEXICON.spelt("number_words")
MOST = 1_000_000  # more is a phone number, a code or a slip
MANY = 10
PIECE = Unit("pc")
MOST_QUARTERS = 3  # four of them are a kilo; more are breads


@dataclass(frozen=True)
class Measure:
    """A quantity with the unit it is in, such as the content of one pack."""

    quantity: Decimal
    unit: str


@dataclass(frozen=True)
class Amount:
    """How much of a thing is meant; what is not said is None."""

    quantity: Decimal | None = None
    unit: str | None = None
    pack: Measure | None = None
    each: bool = False  # of every thing named with it

    @property
    def is_measure(self) -> bool:
        """Whether it says how much, not how many."""
        return self.unit in _MEASURE_NAMES and self.quantity is not None

    @property
    def is_count(self) -> bool:
        """Whether it says how many and nothing else."""
        return self.quantity is not None and self.unit is None and self.pack is None

    def measure(self) -> Measure | None:
        """The amount as the content of a pack."""
        return (
            Measure(self.quantity, self.unit)
            if self.quantity is not None and self.unit is not None and self.is_measure
            else None
        )


NOTHING = Amount()  # nothing is said of how much
_MEASURE_NAMES = {unit.name for unit in MEASURES.values()}


def read_amount(words: Sequence[Word], at: int) -> tuple[Amount, int] | None:
    """The amount that begins at a word and the word after it, or None."""
    at = _skip_times(words, at)
    if _is(words, at, PAV) and _is_full(words, at + 1):
        return Amount(QUARTER.times, QUARTER.name), at + 2
    if 0 < at < len(words) and words[at].plain in TINS and words[at - 1].plain in OF:
        return Amount(None, "tin"), at + 1  # tel ka tin
    number = _number(words, at)
    if number is None:
        return one_pack(words, at) or _unit_alone(words, at)
    quantity, after, each = number
    counted = after < len(words) and words[after].plain in COUNTERS
    after += counted
    if quantity >= MOST:
        return NOTHING, after
    unit, end = _unit(words, after, quantity)
    between = _range_end(words, at, after) if not each else None
    if between:
        unit, end = _unit(words, between, quantity)
        return Amount(None, unit.name if unit else None), end if unit else between
    if end < len(words) and words[end].plain in EACH:
        each, end = True, end + 1
    if unit is None and (unit := own_unit(words, at, end)):
        end += 1
    if unit is None and counted:
        unit = PIECE
    if unit and (content := _content(words, end)):
        return Amount(quantity, unit.name, content), end + 2
    if unit is None:
        return Amount(quantity, each=each), _skip_times(words, end)
    if quantity * unit.times >= MOST:
        return NOTHING, end
    amount = Amount(quantity * unit.times, unit.name, each=each)
    return _as_pack(words, amount, end)


def may_hold_amounts(words: Sequence[Word]) -> bool:
    """Whether a message may hold an amount; a quick look that most messages end at."""
    return any(
        may_begin_number(word) or is_unit(word.key) or word.plain in ARTICLES or word.plain in TINS
        for word in words
    )


def merge(first: Amount, second: Amount) -> Amount | None:
    """Two amounts of one thing: "500 ml" and "2 packet" are two packets of 500 ml; None when they do not fit."""
    if NOTHING in (first, second):
        return second if first == NOTHING else first
    if (first.pack and second.pack) or (first.is_measure and second.is_measure):
        return None
    if first.is_measure and not second.pack:
        first, second = second, first
    each = first.each or second.each
    if measure := second.measure():
        return Amount(first.quantity, first.unit, first.pack or measure, each)
    if first.quantity is not None and second.quantity is not None:
        return None
    quantity = first.quantity if first.quantity is not None else second.quantity
    return Amount(quantity, first.unit or second.unit, first.pack or second.pack, each)


def _is(words: Sequence[Word], at: int, word_key: str) -> bool:
    return at < len(words) and words[at].key == word_key


def _is_full(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].plain in FULL


def _number(words: Sequence[Word], at: int) -> tuple[Decimal, int, bool] | None:
    """A number, the word after it, and whether it is said of each thing."""
    if at >= len(words):
        return None
    if words[at].plain in ARTICLES:
        counts = at + 1 < len(words) and (_unit_at(words, at + 1) or _can_be_named(words[at + 1]))
        return (Decimal(1), at + 1, False) if counts else None
    if _is(words, at, PAV) and _is(words, at + 1, KILO):
        return QUARTER.times, at + 1, False
    number = read_number(words, at)
    if number is None:
        return None
    twice = _again(words, at, number.end)
    return (number.value, twice, True) if twice else (number.value, number.end, False)


def _can_be_named(word: Word) -> bool:
    return bool(word.key) and not is_filler(word)


def one_pack(words: Sequence[Word], at: int) -> tuple[Amount, int] | None:
    """ "a 25kg bag"."""
    found = read_amount(words, at + 1) if at < len(words) and words[at].plain in ARTICLES else None
    if found is None or found[0].pack is None or found[0].unit is None or found[0].quantity is not None:
        return None
    return replace(found[0], quantity=Decimal(1)), found[1]


def _again(words: Sequence[Word], at: int, end: int) -> int | None:
    """ek ek, do-do: the same number said twice means of each."""
    if end != at + 1 or end >= len(words):
        return None
    second = end + 1 if words[end].plain == "-" else end
    same = second < len(words) and words[second].key == words[at].key
    return second + 1 if same and read_number(words, second) else None


def _range_end(words: Sequence[Word], at: int, end: int) -> int | None:
    """2-3, do teen, 8 to 10: about so many, which is still to be asked; the word after it."""
    joined = end < len(words) and (words[end].plain == "-" or words[end].plain in OR)
    after = end + joined
    in_digits = words[at].is_number
    if not joined and end < len(words) and words[end].plain in TINS and not _unit_at(words, end + 1):
        return None  # "do tin tel"
    if after >= len(words) or words[after].is_number != in_digits or (in_digits and not joined):
        return None
    first, second = read_number(words, at), read_number(words, after)
    if first is None or second is None or not first.value < second.value <= 10 * first.value:
        return None
    lone_do = words[end].key == "do" and _unit_at(words, second.end) is None
    whole = first.value == int(first.value) and second.value == int(second.value)
    return second.end if joined or (whole and not lone_do) else None


def _unit_at(words: Sequence[Word], at: int) -> Unit | None:
    """The unit that a word names, unless it begins the name of a thing: tube light, patta gobhi."""
    if at >= len(words) or words[at].plain in NO_UNITS or NAMES.begin_at(words, at) or _is_verb(words, at):
        return None
    if words[at].plain not in UNITS_SPELT and any(map(PARTICIPIAL.has, words[at + 1 : at + 2])):
        return None  # *kata hua* is cut, and no *katta*
    return unit_of(words[at].key) if not is_packing(words, at) else None


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """Whether a stem stands here with what helps it: the *bol* of "2 bol diya", which is no bowl."""
    return words[at].key in RUNNING and any(map(TOLD.has, words[at + 1 : at + 2]))


def _unit(words: Sequence[Word], at: int, quantity: Decimal) -> tuple[Unit | None, int]:
    start = at
    if at < len(words) and words[at].plain in ARTICLES:
        at += 1  # half a kilo
    if at < len(words) and words[at].plain in TINS:
        return Unit("tin"), at + 1
    if _is(words, at, PAV):
        bread = quantity > MOST_QUARTERS or NAMES.begin_at(words, at)
        bread = bread or (at + 1 < len(words) and is_unit(words[at + 1].key))
        return (None, at) if bread else (QUARTER, at + 1)
    found = _unit_at(words, at) or _unit_by_slip(words, at)
    if found is None and quantity >= MANY and at < len(words):
        found = MEASURES.get(words[at].key)  # 250 gram flour, though gram flour is a thing
    return (found, at + 1) if found else (None, start)


def _unit_by_slip(words: Sequence[Word], at: int) -> Unit | None:
    if at >= len(words) or words[at].plain in NO_UNITS or is_filler(words[at]):
        return None
    return unit_meant(words[at].plain)


def _unit_alone(words: Sequence[Word], at: int) -> tuple[Amount, int] | None:
    """A unit without a number: "kilo aata", "whisper ka packet", "adrak paav"."""
    if _is(words, at, PAV):
        return (Amount(QUARTER.times, QUARTER.name), at + 1) if _weighs_a_quarter(words, at) else None
    found = _unit_at(words, at)
    if found is None:
        return None
    if content := _content(words, at + 1):
        return Amount(None, found.name, content), at + 3
    if found.name in COUNTED_ALONE and at + 1 < len(words) and words[at + 1].plain in INSIDE:
        return None  # "kali thaili me dena"
    if words[at].key in MEASURED_ALONE and _is_full(words, at + 1):
        return Amount(found.times, found.name), at + 2  # kilo bhar
    if words[at].key in MEASURED_ALONE:
        return Amount(found.times if found.times != 1 else None, found.name), at + 1
    return (Amount(None, found.name), at + 1) if found.name in COUNTED_ALONE else None


def _weighs_a_quarter(words: Sequence[Word], at: int) -> bool:
    """Whether a *paav* without a number stands behind a thing, where others are weighed."""
    before = words[at - 1] if at else None
    if before is None or not before.key or before.plain in EATEN_WITH_PAV:
        return False
    if is_filler(before) or is_unit(before.key):
        return False
    counted = read_number(words, at + 1) is not None or read_number(words, at - 1) is not None
    return not counted and any(word.key in MEASURES for word in words if word is not words[at])


def _content(words: Sequence[Word], end: int) -> Measure | None:
    """How many pieces one pack holds: "2 packs of 6 eggs", "soap pack of 3"."""
    if not 0 < end < len(words) - 1 or words[end].plain != "of" or words[end - 1].plain not in PACKS:
        return None
    number = read_number(words, end + 1)
    alone = number is not None and number.end == end + 2 and not NAMES.begin_at(words, end + 1)
    return Measure(number.value, "pc") if number and alone and not _unit_at(words, end + 2) else None


def _as_pack(words: Sequence[Word], amount: Amount, end: int) -> tuple[Amount, int]:
    """5 kilo wala; 5 kg bag: what one pack holds."""
    measure = amount.measure()
    if measure is None or end >= len(words):
        return amount, end
    if words[end].key in WALA or _is_the_one(words, end):
        return Amount(pack=measure), end + 1
    container = _unit_at(words, end)
    if container and container.name in HOLDING:
        return Amount(None, container.name, measure), end + 1
    if words[end].plain in TINS:
        return Amount(None, "tin", measure), end + 1
    return amount, end


def _is_the_one(words: Sequence[Word], at: int) -> bool:
    """ "the 500 g one", "2 litre ones"."""
    return words[at].plain == "ones" or (
        words[at].plain in ONES and any(word.plain == "the" for word in words[max(at - 3, 0) : at])
    )


def _skip_times(words: Sequence[Word], at: int) -> int:
    """The x of "x 5" and "5 x"."""
    return at + 1 if at < len(words) and words[at].plain in TIMES else at
