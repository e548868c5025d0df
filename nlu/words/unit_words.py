"""The units of the shop: what measures, what contains, and what counts."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from nlu.words.lexicon import lexicon
from nlu.words.reading import CACHED_WORDS
from nlu.words.slips import slip_of
from spelling import key


class Unit(NamedTuple):
    """A unit by its name in the contract, and how many of it one of the word is."""

    name: str
    times: Decimal = Decimal(1)


_lists = lexicon("units")
A_DOZEN, A_GROSS, KILOS_OF_A_QUINTAL, KILOS_OF_A_TONNE = (Decimal(each) for each in (12, 144, 100, 1000))


def _units(name: str) -> dict[str, Unit]:
    return {key(word): Unit(unit) for unit, words in _lists.entries(name).items() for word in words.split()}


MEASURES = {
    **_units("measures"),
    **dict.fromkeys(_lists.keys("quintals"), Unit("kg", KILOS_OF_A_QUINTAL)),
    **dict.fromkeys(_lists.keys("tonnes"), Unit("kg", KILOS_OF_A_TONNE)),
}
CONTAINERS = {**_units("containers"), **dict.fromkeys(_lists.keys("dozens"), Unit("pc", A_DOZEN))}
GOODS_TOO = {
    **{word: Unit(unit) for unit, words in _lists.spelt_by("goods_too").items() for word in words},
    **dict.fromkeys(_lists.spelt("gross"), Unit("pc", A_GROSS)),
}
UNITS_SPELT = frozenset(
    word for name in ("measures", "containers") for words in _lists.spelt_by(name).values() for word in words
)
LENGTHS = frozenset().union(*(_lists.keys_by("measures")[unit] for unit in ("m", "ft")))
MEASURED_ALONE = _lists.keys("measured_alone") | {
    key(word) for word in _lists.text("dozens").split() if len(word) > len("dz")
}
COUNTED_ALONE, DISHES = _lists.names("counted_alone"), _lists.names("dishes")
HOLDING_MORE = _lists.names("holding_more")  # of what is packed itself
HOLDING = COUNTED_ALONE | _lists.names("holding")
TECHNICAL, TINS, COMMON = (_lists.names(name) for name in ("technical", "tins", "common"))
SHORTENED = {short: whole for whole, words in _lists.spelt_by("shortened").items() for short in words}
PAV = key("pav")  # a quarter of a kilo, or bread
QUARTER = Unit("kg", Decimal("0.25"))


def unit_of(word_key: str) -> Unit | None:
    """The unit that a word names, by its key."""
    return MEASURES.get(word_key) or CONTAINERS.get(word_key)


@lru_cache(maxsize=CACHED_WORDS)
def unit_meant(written: str) -> Unit | None:
    """The common unit that a word names but for a slip of the finger: kiol, packte, drjan."""
    if written in SHORTENED:
        return MEASURES[key(SHORTENED[written])]
    meant = slip_of(written, COMMON) if not is_unit(key(written)) else None
    return unit_of(key(meant)) if meant else None


def is_unit(word_key: str) -> bool:
    """Whether a word names a unit."""
    return word_key in MEASURES or word_key in CONTAINERS or word_key == PAV
