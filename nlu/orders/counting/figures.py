"""Figures among the words of an order that count nothing: those of a model, a size, a grade, a price or a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nlu.orders.lexicon import LEXICON
from nlu.orders.words import AND, OF, PRICE_SIGN, TIMES, WALA, is_filler
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.unit_words import LENGTHS, MEASURES, TECHNICAL, is_unit

NUMBERED = LEXICON.spelt("numbered")
SIZES = LEXICON.spelt("sizes")  # "shoes size 6"
ORDINALS = LEXICON.spelt("ordinals")
FIRST_SIGNS = frozenset({".", ")", ":"})
INLINE_SIGNS = frozenset({".", ")"})
LONGEST_SHORT = 4  # letters of a unit that is written short
WHOLE = LEXICON.spelt("whole")
SHORTEST = 2  # letters within a code
LETTERS = frozenset("abcdefnptvwz")  # of k there are thousands
FORMS = LEXICON.spelt("forms")
CHEAPEST = 5  # rupees
MANY_FIGURES = 4  # words of three figures in one


def model(words: Sequence[Word], at: int, number: Callable[[int], int]) -> int:
    """What a number is in a thing's name: 43 inch, dedh ton, A4, plywood 2x4, NPK 19-19-19."""
    end = number(at)
    if (measured := _measured(words, at)) > at:
        return measured
    if end > at:
        technical = end < len(words) and (words[end].plain in TECHNICAL or _is_grade(words, end))
        technical = (technical or is_lettered(words, end)) and not is_glued(words, end + 1)
        if technical:
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


def code(words: Sequence[Word], at: int) -> int:
    """Where a name of letters and figures by turns ends: "86m86", "AD3E", "wd-40"; not "dal2kg", "2x4"."""
    if (
        at + 2 >= len(words)
        or words[at].end != words[at + 1].start
        or words[at + 1].end != words[at + 2].start
    ):
        return at
    first, middle, last = words[at : at + 3]
    if middle.plain == "-":
        return at + 3 if _is_brand(first) and last.is_number and len(last.plain) >= SHORTEST else at
    if first.is_number and last.is_number:
        joins = _is_short(middle) or (middle.plain.isalpha() and first.plain == last.plain)
        return at + 3 if joins and middle.plain not in TIMES else at
    return at + 3 if _is_short(first) and middle.is_number and _is_short(last) else at


def _is_brand(word: Word) -> bool:
    """Whether letters may be those of a name: not "kg-10", "no-45"."""
    return len(word.plain) == SHORTEST and _is_short(word) and word.plain != "rs" and not is_filler(word)


def _is_short(word: Word) -> bool:
    return len(word.plain) <= SHORTEST and word.plain.isalpha() and not is_unit(word.key)


def _with_grade(words: Sequence[Word], at: int) -> int:
    """Where "5W30" and "20W-50" end, of which "5W" and "20W" are read."""
    sign = at < len(words) and words[at].plain == "-"
    figure = at + sign
    if figure >= len(words) or not words[figure].is_number:
        return at
    is_one = all(words[i].start == words[i - 1].end for i in range(at, figure + 1))
    return figure + 1 if is_one else at


def _is_strength(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a number is of a medicine whose form follows it, and then how much: "liv 52 syrup 1 bottle"."""
    if at == 0 or not words[at - 1].key or words[at - 1].is_number or is_filler(words[at - 1]):
        return False
    if end >= len(words) or words[end].plain not in FORMS or is_unit(words[at - 1].key):
        return False
    count = read_number(words, end + 1) if end + 1 < len(words) else None
    return count is not None and (count.end == len(words) or is_unit(words[count.end].key))


def is_lettered(words: Sequence[Word], at: int) -> bool:
    """Whether a letter that is no unit is written in one with the number before it: "16A socket", "2B pencil"."""
    return (
        at < len(words)
        and words[at].plain in LETTERS
        and words[at - 1].is_number
        and words[at - 1].end == words[at].start
    )


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


def _is_grade(words: Sequence[Word], at: int) -> bool:
    """Whether *number* makes a name of a number, as an amount with its unit follows: "80 number 10 sheet"."""
    number = read_number(words, at + 1) if words[at].plain in NUMBERED else None
    return bool(number and number.end < len(words) and is_unit(words[number.end].key))


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


def is_shortened(words: Sequence[Word], at: int) -> bool:
    """Whether a full stop is of a unit that is written short behind its number: "2 pkt. namak"."""
    unit = words[at - 1]
    if at < 2 or not is_unit(unit.key) or len(unit.text) > LONGEST_SHORT or unit.plain in WHOLE:
        return False
    number = read_number(words, at - 2)
    before = words[at - 3] if at > 2 else None
    ends = before is not None and bool(before.key) and not is_filler(before) and before.plain not in AND
    return number is not None and number.end == at - 1 and not ends  # "butter 4 pcs. regular order"


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
