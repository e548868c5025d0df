"""Pincodes: six digits that say where, "pin 452001", "452 001 me delivery hai kya"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.number_words import CURRENCY
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit
from spelling.script import DIGITS

PINCODE = re.compile(r"(?<![\w.,/#@₹-])[1-9]\d{2}[ -]?\d{3}(?![\w@%/]|[.,]\d)")
_lists = lexicon("pincodes")
PIN, CODES, PLACE = (_lists.keys(name) for name in ("pin", "codes", "place"))
OF_MONEY = {
    "report_payment",
    "record_payment",
    "record_credit",
    "claim_reimbursement",
    "pay_bill",
    "check_dues",
}
NEAR = 4  # words


def pincodes(text: str, words: Sequence[Word], intent: str | None) -> list[Found]:
    """The pincodes of a text; six digits about money or codes are none without the word, or an address before them."""
    found = []
    starts = [word.start for word in words]
    for match in PINCODE.finditer(text.translate(DIGITS)):
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        before, after = words[max(first - NEAR, 0) : first], words[last : last + NEAR]
        if _is_pincode(before, after, spaced=len(match[0]) > 6, intent=intent):
            found.append(Found("pincode", re.sub(r"\D", "", match[0]), match.start(), match.end()))
    return found


def _is_pincode(before: Sequence[Word], after: Sequence[Word], *, spaced: bool, intent: str | None) -> bool:
    if spaced and after and is_unit(after[0].key):
        return False  # "200 200 gm wale"
    around = {word.key for word in (*before, *after)}
    if around & PIN:
        return True
    if before and (before[-1].key in CURRENCY or before[-1].plain == "₹"):
        return False
    if around & CODES or (after and after[0].key in CURRENCY):
        return False
    if intent in OF_MONEY:
        return bool({word.key for word in before} & PLACE)
    return bool(around & PLACE) or not spaced
