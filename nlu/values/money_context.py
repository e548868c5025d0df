"""Whether a number without a currency is money, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from nlu.values.expense_categories import names_category
from nlu.words.lexicon import lexicon
from nlu.words.number_words import CURRENCY, MULTIPLIERS
from nlu.words.numbers import Number
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit
from spelling import key

_lists = lexicon("money")
PAYING, OWED, IN_BOOKS = _lists.keys("paying"), _lists.keys("owed"), _lists.keys("in_books")
COUNTED, NAMING, OTP, WALA = (_lists.keys(name) for name in ("counted", "naming", "otp", "wala"))
OF = _lists.spelt("of")
IN_LETTERS, NAMING_EXACTLY = _lists.spelt("counted_in_letters"), _lists.spelt("naming")
BEFORE = _lists.spelt("before") | {"-", ":"}
ENDS = frozenset(",?!|।")  # of a clause
MAGNITUDES = {"k": 1000, "l": 100_000, "lac": 100_000, "cr": 10_000_000}
NAMED, AFTER_A_NAME, IS, FROM = (_lists.spelt(name) for name in ("named", "after_a_name", "is", "from"))
TICKET, ORDER = key("ticket"), key("order")
BILLS = _lists.keys("bills")

OF_MONEY = frozenset({
    "report_payment", "record_payment", "record_credit", "claim_reimbursement", "check_claim_status", "pay_bill",
    "check_dues",
})  # fmt: skip
OF_DECISIONS = frozenset({"list_approvals", "approve_request", "reject_request"})
OF_LIMITS = frozenset({"ask_store_info", "ask_sales_summary"})
LIMITS, LIMITS_EXACTLY = _lists.keys("limits"), _lists.spelt("limits_exactly")
SMALLEST = 10  # rupees; a smaller bare number counts something else
SMALLEST_LIMIT = 50  # of what may be no sum: "within 24"
SMALLEST_GRANTED = 100  # of what is only said to be approved
NEAR = 3  # words between a number and the word that makes it money


class Sure(IntEnum):
    """How surely a number is money."""

    NOT = 0
    BY_INTENT = 1  # the message is about money and the number is nothing else
    BY_SENTENCE = 2  # a word of paying, owing or spending stands beside it
    BY_CURRENCY = 3


def after_dash(words: Sequence[Word], end: int) -> int:
    """The word after /- and /=."""
    dash = [word.plain for word in words[end : end + 2]]
    return end + 2 if dash in (["/", "-"], ["/", "="]) else end


def by_sentence(
    words: Sequence[Word], at: int, number: Number, intent: str | None, *, magnified: bool
) -> Sure:
    """Whether a number without a currency is money."""
    if after_dash(words, number.end) > number.end and words[at].is_number:
        return Sure.BY_CURRENCY
    if intent in OF_LIMITS and is_price_limit(words, at, number, SMALLEST):
        return Sure.BY_SENTENCE
    if number.value < SMALLEST or _is_something_else(words, at, number):
        return Sure.NOT
    if is_price_limit(words, at, number):
        return Sure.BY_SENTENCE
    of_money = intent in OF_MONEY
    near = NEAR if of_money or intent in OF_DECISIONS else 1
    if _is_spent(words, at, number) or _is_paid(words, at, number, near) or _is_worth(words, number):
        return Sure.BY_SENTENCE
    granted = intent in OF_DECISIONS and number.value >= SMALLEST_GRANTED
    return Sure.BY_INTENT if of_money or magnified or granted else Sure.NOT


def _is_worth(words: Sequence[Word], number: Number) -> bool:
    """Whether hundreds or thousands in words are what a thing cost: "tees hazaar ka fridge"."""
    last, after = words[number.end - 1], words[number.end : number.end + 1]
    in_words = last.key in MULTIPLIERS and number.value > SMALLEST_GRANTED
    return in_words and any(word.plain in OF for word in after)


def is_in_books(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a word of what is owed stands right beside a number: "balance 2.5L", "2L udhaar"."""
    return any(word.key in IN_BOOKS for word in (*words[max(at - 1, 0) : at], *words[end : end + 1]))


def is_price_limit(words: Sequence[Word], at: int, number: Number, least: int = SMALLEST_LIMIT) -> bool:
    """Whether a number that is no smaller says up to how much, or from how much: "any mixer under 3000"."""
    return number.value >= least and _is_limit(words, at, number.end)


def _is_limit(words: Sequence[Word], at: int, end: int) -> bool:
    """ "500 se kam ka order", "orders above 300", "pachas hazar paar hua": from or to how much."""
    if end < len(words) and _is_counted(words, end):
        return False
    end += end < len(words) and words[end].plain in FROM
    before = at - (at > 1 and words[at - 1].key == ORDER)  # "minimum order 200"
    beside = [*words[end : end + 1], *words[max(before - 1, 0) : before]]
    return any(word.key in LIMITS or word.plain in LIMITS_EXACTLY for word in beside)


def _is_something_else(words: Sequence[Word], at: int, number: Number) -> bool:
    before = words[at - 1] if at else None
    after = words[number.end] if number.end < len(words) else None
    if words[at].plain in NAMED and number.end == at + 1 and after and after.plain in AFTER_A_NAME:
        return True
    if words[at].is_number and _is_joined(words, at, number.end):
        return True
    if after and (after.plain == "%" or _is_counted(words, number.end)):
        return True
    if before is None:
        return False
    back = 2 if before.plain in (".", ":", "-", "#") or before.plain in IS else 1
    named = words[at - back] if at >= back else before
    if named.key in OTP or before.plain == "#":
        return True
    if named.plain not in NAMING_EXACTLY and names_category(words, at - back):
        return False  # "flight 8500" sounds like a flat
    if named.key == TICKET and any(
        names_category(words, i) for i in range(max(at - back - NEAR, 0), at - back)
    ):
        return False  # "train ki ticket 640"
    if before.plain == "#" or named.key in NAMING:
        return not (named.key in PAYING and number.value >= 100 and not _is_numbered(words, at - back))
    return False


def _is_numbered(words: Sequence[Word], at: int) -> bool:
    return words[at].key in {key("no"), key("number"), key("id")}


def _is_counted(words: Sequence[Word], at: int) -> bool:
    """Whether the word after a number is what it counts: 3 din, 5 kilo; but "500 ka bill" has no count."""
    word = words[at]
    if word.key in BILLS:  # "500 bill" is an amount
        return words[at - 1].is_number and len(words[at - 1].plain) == 1
    return is_unit(word.key) or word.key in COUNTED or word.plain in IN_LETTERS


def _is_joined(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether digits stand in something longer: 12/11, 10:30, AB-12, 12cd."""
    before = words[start - 1] if start else None
    after = words[end] if end < len(words) else None
    if before and before.end == words[start].start:
        if before.key and not before.is_number and not _may_be_glued(words, start - 1):
            return True
        if before.plain in ("/", ":", "-", "_", "@") and start > 1 and words[start - 2].end == before.start:
            return (
                before.plain != "-"
                or not words[start - 2].key
                or words[start - 2].is_number
                or (len(words[start - 2].plain) <= 4 and words[start - 2].key not in PAYING)
            )
    if after and after.start == words[end - 1].end and after.plain in (":", "/", "_", "@"):
        return end + 1 < len(words) and words[end + 1].start == after.end and words[end + 1].is_number
    glued = bool(after and after.start == words[end - 1].end and after.key and not after.is_number)
    return bool(
        glued
        and after
        and after.plain not in OF
        and after.key not in PAYING
        and after.plain not in MAGNITUDES
    )


def _may_be_glued(words: Sequence[Word], at: int) -> bool:
    """Whether an amount may follow a word without a space: rs500, petrol500."""
    return words[at].key in CURRENCY or words[at].key in PAYING or names_category(words, at)


def _is_spent(words: Sequence[Word], at: int, number: Number) -> bool:
    """ "500 ka petrol", "petrol 500", "petrol ka 500", "500 auto ka"."""
    after = number.end
    if after < len(words) and words[after].plain in OF:
        after += 1
    if after > number.end or (after < len(words) and words[after].key in WALA):
        after += after == number.end
        if after < len(words) and words[after].key in OWED:
            return True
    if any(names_category(words, i) for i in range(after, min(after + 2, len(words)))):
        return True
    before = at - 1
    if before >= 0 and words[before].plain in OF:
        before -= 1
        if before >= 0 and words[before].key in OWED:
            return True
    elif before >= 0 and (words[before].plain in BEFORE or words[before].key in WALA):
        before -= 1
    return before >= 0 and names_category(words, before)


def _is_paid(words: Sequence[Word], at: int, number: Number, near: int) -> bool:
    """Whether a word of paying stands within so many words, with nothing that ends a clause between."""
    return _reaches(words, range(number.end, min(number.end + near, len(words)))) or _reaches(
        words, range(at - 1, max(at - 1 - near, -1), -1)
    )


def _reaches(words: Sequence[Word], others: range) -> bool:
    for i in others:
        if words[i].key in PAYING:
            return True
        if words[i].plain in ENDS or "\n" in words[i].text:
            return False
    return False
