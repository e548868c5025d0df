"""The number words of Hindi and English, by their phonetic key or, where keys collide, by their spelling."""

from collections.abc import Iterator
from decimal import Decimal

from nlu.words.lexicon import lexicon
from spelling import key

_lists = lexicon("numbers")


def _by_value(name: str) -> Iterator[tuple[str, Decimal]]:
    """Each word of the lists under a name, and the value by which its list is called."""
    return ((word, Decimal(value)) for value, words in _lists.entries(name).items() for word in words.split())


# Where a key is shared, the spelling decides: these are numbers, and those mean something else.
BY_SPELLING: dict[str, Decimal | None] = {
    **dict.fromkeys(_lists.text("spelt_no_number").split(), None),
    **dict(_by_value("spelt")),
}
ORDINAL_ENDINGS = tuple(_lists.text("ordinal_endings").split())
WHEN_A_UNIT_FOLLOWS = dict(_by_value("before_a_unit"))
MULTIPLIERS = {key(word): value for word, value in _by_value("multipliers")}
MULTIPLIERS_BY_SPELLING = dict(_by_value("multipliers_spelt"))
FRACTIONS = {key(word): value for word, value in _by_value("fractions")}
# What is added to the number that follows, and what the word means when none does.
SHIFTS = {
    key(word): (Decimal(added), Decimal(alone))
    for added, alone, words in (
        (*values.split(), words) for values, words in _lists.entries("shifts").items()
    )
    for word in words.split()
}
SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
RUN_ON = dict(_by_value("run_on"))


def _counted(name: str, first: int = 0, step: int = 1) -> dict[str, Decimal]:
    """The words of a list in the order of their values, of which a slash joins those of one value."""
    found: dict[str, Decimal] = {}
    for place, variants in enumerate(_lists.text(name).split()):
        for word in variants.split("/"):
            found.setdefault(key(word), Decimal(first + step * place))
    return found


_HINDI, _ENGLISH, _TENS = _counted("hindi"), _counted("english"), _counted("english_tens", 30, 10)
SIMPLE = {**_TENS, **_ENGLISH, **_HINDI}
LAST_DAY = 31
# Spelt like this, and more than a day of the month, they are numbers and neither names nor dates.
SURE = frozenset(
    word
    for value, variants in enumerate(_lists.text("hindi").split())
    if value > LAST_DAY
    for word in variants.split("/")
)
ENGLISH_TENS = {key("twenty"), *_TENS}
ENGLISH = _ENGLISH.keys() | ENGLISH_TENS
HUNDREDS = _lists.spelt("hundreds")
SOUNDS_OF_HUNDRED = _lists.keys("sounds_of_hundred")
AND = _lists.names("and")
AFTER_WHICH_AND_ADDS = _lists.keys("and_adds_after")
CURRENCY = _lists.keys("currency")
GIVING, DOERS, DONE, SPENT = (_lists.spelt(name) for name in ("giving", "doers", "done", "spent"))
