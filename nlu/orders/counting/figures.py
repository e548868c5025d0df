"""Figures among the words of an order that count nothing: those of a model, a size, a grade, a price or a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from nlu.orders.lexicon import LEXICON
from nlu.orders.words import OF, PRICE_SIGN, TIMES, WALA, is_filler
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.unit_words import LENGTHS, MEASURES, TECHNICAL, is_unit

FORMS = LEXICON.spelt("forms")
SHORTEST = 2  # letters within a code
SIZES = LEXICON.spelt("sizes")  # "shoes size 6"
ORDINALS = LEXICON.spelt("ordinals")
FIRST_SIGNS = frozenset({".", ")", ":"})
INLINE_SIGNS = frozenset({".", ")"})
LETTERS = frozenset("abcdefnptvwz")  # of k there are thousands
CHEAPEST = 5  # rupees
MANY_FIGURES = 4  # words of three figures in one


def model(words: Sequence[Word], at: int, number: Callable[[int], int]) -> int:
    """What a number is in a thing's name: 43 inch, dedh ton, A4, plywood 2x4, NPK 19-19-19."""
    end = number(at)
    if (measured := _measured(words, at)) > at:
        return measured
    if at < end < len(words):
        if is_part(words, at) and words[end].key in WALA:
            return end + 1  # "2.5 wala wire"
        is_technical = words[end].plain in TECHNICAL or is_lettered(words, end)
        if is_technical and not is_glued(words, end + 1):
            return _with_grade(words, end + 1)
        return end + 1 if _is_strength(words, at, end) else at
    if words[at].plain in SIZES and at + 1 < len(words) and words[at + 1].is_number:
        counted = at + 2 < len(words) and is_unit(words[at + 2].key)
        return at if counted else at + 2  # "size 6", not "L size 2 packets"
    letter = len(words[at].plain) == 1 and words[at].key and words[at].plain not in TIMES
    glued = (
        letter and at + 1 < len(words) and words[at + 1].is_number and words[at].end == words[at + 1].start
    )
    return at + 2 if glued and (at == 0 or words[at - 1].end < words[at].start) else at


def is_part(words: Sequence[Word], at: int) -> bool:
    """Whether a number of figures stands there that is no whole one."""
    number = read_number(words, at) if words[at].is_number else None
    return number is not None and number.value % 1 != 0


def _with_grade(words: Sequence[Word], at: int) -> int:
    """Where "5W30" and "20W-50" end, of which "5W" and "20W" are read."""
    figure = at + (at < len(words) and words[at].plain == "-")
    is_number = figure < len(words) and words[figure].is_number
    return figure + 1 if is_number and words[figure].start - words[at - 1].end == figure - at else at


def is_lettered(words: Sequence[Word], at: int) -> bool:
    """Whether a letter that is no unit is written in one with the number before it: "16A socket", "2B pencil"."""
    return (
        at < len(words)
        and words[at].plain in LETTERS
        and words[at - 1].is_number
        and words[at - 1].end == words[at].start
    )


def code(words: Sequence[Word], at: int) -> int:
    """Where a name of letters and figures by turns ends: "86m86", "AD3E", "wd-40"; not "dal2kg", "2x4"."""
    three = words[at : at + 3]
    if len(three) < 3 or any(one.end != other.start for one, other in pairwise(three)):
        return at
    first, middle, last = three
    if middle.plain == "-":
        is_brand = len(first.plain) == SHORTEST and _is_short(first) and not is_filler(first)
        return at + 3 if is_brand and last.is_number and len(last.plain) >= SHORTEST else at
    letters = [middle] if first.is_number else [first, last]
    by_turns = first.is_number == last.is_number != middle.is_number
    is_again = first.plain == last.plain and middle.plain.isalpha()  # "86m86", though of metres
    return at + 3 if by_turns and (is_again or all(map(_is_short, letters))) else at


def _is_short(word: Word) -> bool:
    """Whether letters are those of a code: so few, and no unit."""
    is_code = len(word.plain) <= SHORTEST and word.plain.isalpha() and word.plain not in TIMES
    return is_code and not is_unit(word.key)


def _is_strength(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a number is of a medicine whose form follows it, and then how much: "liv 52 syrup 1 bottle"."""
    if at == 0 or not words[at - 1].key or is_filler(words[at - 1]) or words[end].plain not in FORMS:
        return False
    count = read_number(words, end + 1)
    return count is not None and (count.end == len(words) or is_unit(words[count.end].key))


def _measured(words: Sequence[Word], at: int) -> int:
    """Where figures end that are written in one: "8x4", "2*4 feet", "19-19-19"; not "2x500 ml"."""
    end = at
    while words[end].is_number and end + 2 < len(words) and words[end + 2].is_number:
        sign = words[end + 1]
        if not (sign.start == words[end].end and sign.end == words[end + 2].start):
            break
        if sign.plain not in TIMES and sign.plain not in "-:":
            break
        end += 2
    by_times = end == at + 2 and words[at + 1].plain in TIMES
    if not by_times and end < at + MANY_FIGURES:
        return at
    after = words[end + 1 : end + 2]
    in_feet = any(word.plain in TECHNICAL or word.key in LENGTHS for word in after)
    if in_feet:
        return end + 2
    return at if any(is_unit(word.key) and word.key in MEASURES for word in after) else end + 1


def ordinal(words: Sequence[Word], at: int) -> int:
    """Where "2nd" and "3rd" end, which count no things."""
    follows = words[at].is_number and at + 1 < len(words) and words[at + 1].start == words[at].end
    return at + 2 if follows and words[at + 1].plain in ORDINALS else at


def price(words: Sequence[Word], at: int, number: Callable[[int], int]) -> int:
    """ "₹20 ka", "10 wala": what a thing costs, not how much of it."""
    sign = words[at].plain == PRICE_SIGN and at + 1 < len(words)
    end = number(at + 1 if sign else at)
    if end == at or (sign and end == at + 1):
        return at
    if end == len(words):
        return end if sign else at
    follows = words[end].key in WALA or (words[end].plain in OF and (sign or _costs(words, at, end)))
    return end + 1 if follows else end if sign else at


def _costs(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a number before *ka* is a price: "20 ka lays", not "12 ka packet"."""
    number = read_number(words, at)
    after = words[end + 1] if end + 1 < len(words) else None
    if number is None or number.value < CHEAPEST or not after or not after.key or is_filler(after):
        return False
    return not is_unit(after.key) and read_number(words, end + 1) is None


def is_glued(words: Sequence[Word], at: int) -> bool:
    """Whether a sign stands between two words of one name: parle-g, h&s."""
    if not 0 < at < len(words) - 1 or words[at].key or words[at].plain not in "-.'’&":
        return False
    before, after = words[at - 1], words[at + 1]
    letters = before.key and after.key and not before.is_number and not after.is_number
    return bool(letters and before.end == words[at].start and words[at].end == after.start)


def numbering(words: Sequence[Word], at: int) -> int:
    """The "1." and "2)" that count the lines of a list, and where they end."""
    if not words[at].is_number or at + 2 >= len(words) or "\n" in words[at + 2].text:
        return at
    begins = at == 0 or "\n" in words[at - 1].text
    if words[at + 1].plain == ":" and words[at + 2].is_number and words[at + 1].end == words[at + 2].start:
        return at  # "10:26:26 khad"
    if begins or _goes_on_counting(words, at):
        return at + 2 if words[at + 1].plain in FIRST_SIGNS else at
    return at


def _goes_on_counting(words: Sequence[Word], at: int) -> bool:
    """Whether a number follows up the one that began the message: "1) aloo 2kg 2) pyaz 1kg"."""
    sign = words[at + 1].plain
    opened = words[0].plain == "1" and len(words) > 1 and words[1].plain == sign
    return (
        opened and sign in INLINE_SIGNS and words[at].end == words[at + 1].start and bool(words[at + 2].key)
    )
