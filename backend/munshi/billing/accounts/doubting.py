"""Whether the words of a customer call wrong what is written in their khata, and what becomes of them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import CLEARLY, FALLBACK, LEAVES, NO, Asked, Reading, SumRole
from munshi.asking.sums import figures
from munshi.billing.accounts import disputing
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.said import holds
from munshi.billing.payments.owed import due_of
from munshi.callers import Caller
from munshi.undoing.wording import (
    asks_why,
    denies,
    did_not_pay,
    disputes,
    erases,
    is_unwritten,
    misses_money,
    removes,
    replaces,
    tells_of_paying,
    was_overcharged,
)

DUES, OF_KHATA = "check_dues", "correct_khata"
LEAST_SUM = 1000  # in paise, that is heard as a sum though no word of money stands beside it
ABOUT, WRONG = "about", "wrong"  # a side of a wish for a bill
OF_A_BILL = ("request_invoice", "pay_bill", DUES, NO, FALLBACK)
BOTH = 2  # the sum that is written, and the one that is right
OF_BILLS = ("utter_request_invoice_sent", "utter_notice_bill")  # what tells of one
# What words that call a khata wrong may seem to want.
MAY_DISPUTE = (
    DUES,
    NO,
    LEAVES,
    FALLBACK,
    "report_payment",
    "modify_order",
    "talk_to_human",
    "opt_in",
    "record_credit",
    "request_invoice",
    "pay_bill",
)


def of_khata(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind what is owed: words that call it wrong, unless they clearly want something else."""
    shown = asked.summary if asked.question == OF_KHATA else None
    if puts_right(session, caller, reading):
        words = reading.text or ""
        return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words))
    if reading.is_tap or not calls_wrong(session, caller, reading):
        return None
    if reading.chance >= CLEARLY and not reading.wants(*MAY_DISPUTE):
        return None
    words = reading.text or ""
    return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words, shown))


def is_none_of_theirs(reading: Reading) -> bool:
    """Whether words say that a bill is not theirs, and want one by none of them; what is wrong in it is of bills."""
    names_bill = holds(reading.text or "", "bill") and not reading.first("reference")
    return reading.wants(*OF_A_BILL) and names_bill and WRONG not in reading.sides(ABOUT)


def wants_back(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a customer misses money that should have come back, and has nothing paid ahead that could."""
    if reading.is_tap or not misses_money(reading.text) or reading.first("order_line"):
        return False
    sums = figures(reading.text)
    return bool(sums) and due_of(session, caller.business_id, caller.person.id).ahead_paise <= 0


def was_overpriced(asked: Asked, reading: Reading) -> bool:
    """Whether a customer says that more was taken than it cost, and orders nothing; behind a bill it is of that."""
    of_bill = any(each.startswith(OF_BILLS) for each in asked.told)
    if reading.is_tap or of_bill or not was_overcharged(reading.text):
        return False
    return reading.first("order_line") is None


def puts_right(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a sum is said in place of one that stands in the khata: "i paid 700, not 500" is no second payment."""
    if reading.is_tap or not replaces(reading.text) or min(figures(reading.text)) < LEAST_SUM:
        return False
    return disputing.entry_of(session, caller, reading.text) is not None


def owes_otherwise(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether of two sums that are owed the other is said to be right: *140 likha hai 100 hona chahiye tha*."""
    owed = reading.sums_of(SumRole.WORTH)
    if reading.is_tap or len(owed) != BOTH or len(reading.sums) != BOTH or reading.first("order_line"):
        return False
    says = replaces(reading.text) or holds(reading.text or "", "should_be")
    return says and due_of(session, caller.business_id, caller.person.id).paise > 0


def calls_wrong(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether words call what is written wrong; where they tell of a payment, it is that of an entry whose sum is said.

    So does who asks what an entry is that they say to have paid for, or wants it taken out. Who takes goods out by
    their name and wants the rest (*aloo hata do baki bhej do*) speaks of no khata.
    """
    text = reading.text
    takes_out = removes(text) and names_a_khata(text) and not _takes_goods_out(reading)
    if not paid(text):
        return disputes(text) or _took_less(text) or takes_out
    wrong = takes_out or asks_why(text)
    entry = disputing.entry_of(session, caller, text) if wrong and not is_unwritten(text) else None
    return entry is not None and entry.paise > 0


def _takes_goods_out(reading: Reading) -> bool:
    names = [str(each.value.get("name") or "") for each in reading.all("order_line") if _is_out(each.value)]
    return any(name and not names_a_khata(name) for name in names)


def _is_out(line: Mapping[str, Any]) -> bool:
    return line.get("op") == "remove"


def wipes_out(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a customer who owes wants a sum wiped out: it is doubted, and no wish to be forgotten."""
    sums = [paise for paise in figures(reading.text) if paise >= LEAST_SUM]
    if reading.is_tap or not sums or not erases(reading.text) or reading.first("reference"):
        return False
    return due_of(session, caller.business_id, caller.person.id).paise > 0


def paid(text: str | None) -> bool:
    """Whether words say that it was paid."""
    return tells_of_paying(text) and not did_not_pay(text)


def doubts_surely(session: Session, caller: Caller, text: str) -> bool:
    """Whether words beside a sum of the khata ask why, though it was paid, or tell that less was taken."""
    says = (paid(text) and asks_why(text)) or _took_less(text)
    return says and disputing.is_of_khata(session, caller, text)


def _took_less(text: str | None) -> bool:
    """Whether what was taken is told otherwise than it is written: *3 hi li thi, 4 nahi*."""
    return holds(text or "", "had_taken") and (denies(text) or holds(text or "", "no_more"))
