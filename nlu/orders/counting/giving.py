"""Tells *do* (give) from *do* (two), and *dal do* (put) from *dal* (lentils)."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.counting.amounts import read_amount
from nlu.orders.lexicon import LEXICON
from nlu.orders.words import AND, BREAK_SIGNS, GIVING, LENTILS, OF, PUT, PUTTING, STEMS, THINGS, is_filler
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit

MORE = LEXICON.spelt("giving_more")
WHICH_ONE = LEXICON.spelt("which_one")
SPELLINGS = LEXICON.spelt("spellings")
ENGLISH_OBJECTS = LEXICON.spelt("english_objects")  # "do the needful"
LETTING = LEXICON.sounds("letting")  # "cup rehne do cups hai": nobody lets two cups be
NEAR = 50  # words of one list
MORE_OR_LESS = LEXICON.sounds("more_or_less")


def is_giving(words: Sequence[Word], at: int) -> bool:
    """Whether a *do* is the verb: "bhej do", "do kilo do cheeni"; not "do kilo", "maggi do dena"."""
    if words[at].plain not in SPELLINGS:
        return False
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if (after and after.plain in ENGLISH_OBJECTS) or (before and before.key in LETTING):
        return True
    if _is_said_twice(words, at):
        return False
    if after and is_unit(after.key):
        return False
    if before is None:
        return False
    if before.key in STEMS and before.plain not in THINGS:
        return True
    if before.plain in WHICH_ONE and not (after and after.key):
        return True  # "4 inch wala do"
    if _counts_more(words, at):
        return False
    complete = _amount_ends(words, at)
    if after and after.key in GIVING:
        return complete
    if complete:
        return not (after and _is_name_word(after)) or _is_amount_first(words, at)
    if after and _is_name_word(after):
        return False
    return not _has_other_amounts(words, at)


def _is_said_twice(words: Sequence[Word], at: int) -> bool:
    """ "idli aur vada do-do plate": two of each."""
    near = (words[at + 1 : at + 3], words[max(at - 2, 0) : at][::-1])
    return any(len(two) > 1 and two[0].plain == "-" and two[1].plain in SPELLINGS for two in near)


def _counts_more(words: Sequence[Word], at: int) -> bool:
    """ "raita do aur jod do": two more; "roti do kam kar do": two less."""
    after = words[at + 1 : at + 3]
    if after and after[0].key in MORE_OR_LESS:
        return True
    return len(after) > 1 and after[0].plain in MORE and after[1].key in STEMS and after[1].plain not in PUT


def is_putting(words: Sequence[Word], at: int) -> bool:
    """Whether a *dal* is the verb: "sabun bhi daal do", not "toor dal do"."""
    if words[at].plain not in PUT:
        return False
    if words[at].plain == "डाल":
        return True
    before = words[at - 1] if at else None
    packed = at > 1 and words[at - 2].plain in OF  # "dahi ka packet dal dena"
    named = before and before.key and before.plain not in AND and (packed or not is_unit(before.key))
    if not named or not before or before.key in LENTILS or before.plain in OF or read_number(words, at - 1):
        return False
    return at + 1 < len(words) and words[at + 1].key in PUTTING


def _is_name_word(word: Word) -> bool:
    return bool(word.key) and not word.is_number and not is_filler(word) and word.plain not in AND


def _amount_ends(words: Sequence[Word], at: int) -> bool:
    """Whether an amount with its unit stands right before a word."""
    return at > 1 and is_unit(words[at - 1].key) and read_amount(words, at - 2) is not None


def _is_amount_first(words: Sequence[Word], at: int) -> bool:
    """Whether no name has come before the amount that ends here: "do kilo do cheeni"."""
    for i in range(at - 1, -1, -1):
        word = words[i]
        if word.plain in AND or word.plain in BREAK_SIGNS:
            return True
        if _is_name_word(word) and not (is_unit(word.key) or read_number(words, i)):
            return False
    return True


def _has_other_amounts(words: Sequence[Word], at: int) -> bool:
    """In a list with amounts a last *do* is one more: "maggi ke char packet aur lays do"."""
    return any(
        words[i].plain not in SPELLINGS and read_number(words, i)
        for i in range(max(at - NEAR, 0), min(at + NEAR, len(words)))
        if i != at
    )
