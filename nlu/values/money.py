"""Amounts of money: ₹1,250.50, Rs 500/-, dhai hazaar, 1.5k, and bare numbers where the sentence makes them money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.orders.goods import is_goods, is_quality
from nlu.time.words import is_a
from nlu.values.money_context import (
    MAGNITUDES,
    OF,
    OF_LIMITS,
    Sure,
    after_dash,
    by_sentence,
    is_in_books,
    is_price_limit,
)
from nlu.values.person_marks import OF_ONE_PERSON
from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.number_words import CURRENCY, FRACTIONS, MULTIPLIERS, SHIFTS, SIMPLE, SURE
from nlu.words.numbers import HUNDRED, Number, may_begin_number, read_number, run_together
from nlu.words.reading import Word
from nlu.words.repair import is_denied, repair

PAISE, AND = lexicon("money").keys("paise"), lexicon("money").keys("and")
APART = lexicon("money").names("apart")
SIGNS = frozenset({"₹", "₨"})
IN_ORDERS = frozenset(
    {"place_order", "modify_order", "ask_availability", "update_stock", "request_spare_part", "record_sale"}
)
ASKED_FOR = "ask_availability"  # a thing may be asked for up to a price
OF_SPENDING = frozenset({"claim_reimbursement", "record_payment", "record_credit", "report_payment"})
MOST = Decimal(10**9)  # rupees
PAISE_OF_A_RUPEE = 100
LAKH = 100_000  # so many are hardly anything but rupees


@dataclass(frozen=True)
class _Amount:
    rupees: Decimal
    start: int  # words
    end: int
    sure: Sure


def money(
    words: Sequence[Word],
    *,
    intent: str | None = None,
    taken: frozenset[int] = frozenset(),
    asked: bool = False,
) -> list[Found]:
    """The amounts of a message in order; words that are `taken` belong to other values.

    A sum in hundreds or thousands that is all of a message is money, unless something is `asked`, which it may count.
    """
    amounts = list(_amounts(words, intent, taken)) or ([] if asked or taken else _bare_sum(words))
    best = max((amount.sure for amount in amounts), default=Sure.NOT)
    least = Sure.BY_SENTENCE if best > Sure.BY_INTENT and intent not in OF_SPENDING else Sure.BY_INTENT
    return [
        Found(
            "money",
            {"paise": int((amount.rupees * PAISE_OF_A_RUPEE).to_integral_value())},
            words[amount.start].start,
            words[amount.end - 1].end,
        )
        for amount in _meant(words, [amount for amount in amounts if amount.sure >= least])
    ]


def _bare_sum(words: Sequence[Word]) -> list[_Amount]:
    """ "dhai hazaar", "teen sau pachas", "1.5k", "2 lakh", and nothing else said."""
    spoken = [at for at, word in enumerate(words) if word.key or word.is_number]
    number = read_number(words, spoken[0]) if spoken else None
    if number is None:
        return []
    number, magnified = with_magnitude(words, number)
    in_words = not words[number.end - 1].is_number and number.value >= HUNDRED
    if number.end <= spoken[-1] or not (magnified or in_words) or number.value >= MOST:
        return []
    return [_Amount(number.value, spoken[0], number.end, Sure.BY_SENTENCE)]


def _meant(words: Sequence[Word], amounts: Sequence[_Amount]) -> list[_Amount]:
    """Without the amounts that are taken back: "500 diye, nahi nahi 600 diye", "1250 not 1200"."""
    kept: list[_Amount] = []
    for amount in amounts:
        span = (amount.start, amount.end)
        if kept and is_denied(words, span):
            continue
        repaired = repair(words, (kept[-1].start, kept[-1].end), span) if kept else None
        if repaired and repaired.taken_back == span:
            continue
        if repaired:
            kept.pop()
        kept.append(amount)
    return kept


def with_currency(words: Sequence[Word]) -> list[tuple[int, int]]:
    """The words of the amounts that name their currency or can be nothing but numbers, as ranges."""
    if not any(map(may_begin_number, words)):
        return []
    named = [
        (amount.start, amount.end)
        for amount in _amounts(words, "place_order", frozenset())
        if amount.sure is Sure.BY_CURRENCY
    ]
    return named + [(at, number.end) for at, number in _sure_numbers(words)]


def _sure_numbers(words: Sequence[Word]) -> Iterator[tuple[int, Number]]:
    """ "dhai hazaar", "pachhattar ka": what sounds like a name, and is one no more."""
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        if after and word.key in SHIFTS and after.key in SIMPLE:
            after = words[at + 2] if at + 2 < len(words) else None  # "paune do hazaar"
        is_alone = word.plain in SURE and after and after.plain in OF
        if is_alone or (after and after.key in MULTIPLIERS and (word.key in FRACTIONS or word.key in SHIFTS)):
            number = read_number(words, at)
            if number:
                yield at, number
        elif (number := _multiplied(words, at)) and not is_a(words, number.end, "unit", "baje"):
            yield at, number


def _multiplied(words: Sequence[Word], at: int) -> Number | None:
    """A number word with its sau, hazar or lakh, which no name has: "char sou", "das hazar", "dosau"."""
    if run_together(words[at].plain) is None and words[at].key not in SIMPLE:
        return None
    number = read_number(words, at)
    return (
        number if number and number.value >= HUNDRED and number.value > SIMPLE.get(words[at].key, 0) else None
    )


def _amounts(words: Sequence[Word], intent: str | None, taken: frozenset[int]) -> Iterator[_Amount]:
    at = 0 if any(map(may_begin_number, words)) else len(words)
    while at < len(words):
        begins = _may_begin(words[at]) and at not in taken
        amount = _amount(words, at, intent, taken) if begins else None
        if amount and amount.sure and not taken.intersection(range(amount.start, amount.end)):
            yield amount
        at = max(at + 1, amount.end if amount else at)


def _may_begin(word: Word) -> bool:
    """Whether an amount may begin with a word; most words are none, and need no closer look."""
    return may_begin_number(word) or word.plain in SIGNS or word.key in CURRENCY


def _amount(words: Sequence[Word], at: int, intent: str | None, taken: frozenset[int]) -> _Amount | None:
    """The amount, or the number that is none, which begins at a word."""
    signed = _after_sign(words, at)
    number = read_number(words, signed) if signed < len(words) and signed not in taken else None
    if number is None or (signed > at and number.end == signed):
        return None
    if number.value >= MOST:
        return _Amount(number.value, at, number.end, Sure.NOT)
    if signed == at and words[at].key in PAISE:
        return None
    if _is_litres(words, at, number.end):
        return None
    number, magnified = with_magnitude(words, number)
    magnified = magnified or (
        (number.value >= LAKH or intent in OF_LIMITS) and words[number.end - 1].key in MULTIPLIERS
    )
    rupees, end, named = _with_currency(words, number)
    if signed > at or named:
        sure = Sure.NOT if _is_part(words, signed, number) else Sure.BY_CURRENCY
    elif intent in IN_ORDERS:
        in_lakhs = magnified and end - signed > 1 and is_in_books(words, at, end)
        priced = intent == ASKED_FOR and is_price_limit(words, at, number)
        sure = Sure.BY_SENTENCE if in_lakhs or priced else Sure.NOT
    else:
        sure = by_sentence(words, at, Number(rupees, end), intent, magnified=magnified)
        if sure is Sure.BY_INTENT and intent in OF_ONE_PERSON and at - 1 in taken:
            sure = Sure.BY_SENTENCE  # "Rahul 450 aur Vicky 300 diye"
    end = after_dash(words, end)
    return _Amount(rupees, at, end, sure if rupees > 0 else Sure.NOT)


def _is_litres(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether an *l* right behind a figure is of the goods before it: "emulsion white 4l" are no lakhs."""
    before = words[at - 1] if at else None
    glued = end < len(words) and words[end].plain == "l" and words[end - 1].end == words[end].start
    return glued and before is not None and (is_goods(before) or is_quality(before))


def _after_sign(words: Sequence[Word], at: int) -> int:
    """The word after ₹, Rs., INR that stands before its number; the word itself when there is none."""
    word = words[at]
    if word.plain in SIGNS or word.key in CURRENCY:
        after = at + 1
        while after < len(words) and words[after].plain in (".", ":", "-", "=") and after - at < 3:
            after += 1
        if after < len(words) and (words[after].is_number or read_number(words, after)):
            return after
    return at


def with_magnitude(words: Sequence[Word], number: Number) -> tuple[Number, bool]:
    """5k, 1.5 K, 2L, 3cr."""
    at = number.end
    if at < len(words) and words[at - 1].is_number and words[at].plain in MAGNITUDES:
        glued = words[at - 1].end == words[at].start
        if glued or words[at].plain in APART:
            return Number(number.value * MAGNITUDES[words[at].plain], at + 1), True
    return number, False


def _with_currency(words: Sequence[Word], number: Number) -> tuple[Decimal, int, bool]:
    """The rupees, the word after them, and whether their currency is named: "bees rupya pachas paisa"."""
    at = number.end
    if at < len(words) and words[at].key in PAISE and number.value < PAISE_OF_A_RUPEE:
        half = words[at - 1].key in FRACTIONS
        return number.value / PAISE_OF_A_RUPEE, at + 1, not half
    is_sign = at < len(words) and words[at].plain in SIGNS
    if at < len(words) and (is_sign or words[at].key in CURRENCY) and not _is_half(words, number):
        if is_sign and at + 1 < len(words) and words[at + 1].is_number:
            return number.value, at, False  # 2 ₹20 wale
        at += 1
        at += at < len(words) and words[at].plain == "." and words[at].start == words[at - 1].end
        rest = at + (at < len(words) and words[at].key in AND)
        below = read_number(words, rest) if rest < len(words) else None
        if (
            below
            and below.end < len(words)
            and words[below.end].key in PAISE
            and below.value < PAISE_OF_A_RUPEE
        ):
            return number.value + below.value / PAISE_OF_A_RUPEE, below.end + 1, True
        return number.value, at, True
    return number.value, at, False


def _is_half(words: Sequence[Word], number: Number) -> bool:
    return number.value < 1 and words[number.end - 1].key in FRACTIONS


def _is_part(words: Sequence[Word], at: int, number: Number) -> bool:
    """Whether digits are glued to letters before them: ab12."""
    return (
        at > 0
        and words[at].is_number
        and words[at - 1].end == words[at].start
        and bool(words[at - 1].key and words[at - 1].key not in CURRENCY)
    )
