"""A customer says when they will pay: the owners hear it, reminders wait until then, and nothing is written as paid."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import PART
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading, SumRole, Value
from munshi.billing.accounts import notices, service
from munshi.billing.accounts.facts import named
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.said import asks_statement, begins, statement_at
from munshi.billing.accounts.statements import today
from munshi.billing.payments.owed import due_of
from munshi.billing.pieces import asks_to_pay, beside_promise, coming, holds, to_come
from munshi.callers import Caller
from munshi.orders.looking import has_cart
from munshi.outcomes import Outcome
from munshi.undoing.wording import did_not_pay

PAYING = "pay_bill"  # who wants to pay now is shown how
OF_MONEY = ("report_payment", PAYING)  # what a promise of who owes nothing yet sounds like
OF_DAYS_GONE_BY = ("request_invoice", "send_statement", "ask_sales_summary")  # what a day beside a wish is of
LEAST_SUM = 1000  # in paise; less is a count
DUES, MONEY, ASKS, QUESTION = "check_dues", "of_money", "asks_of_orders", "question"
EITHER_DAY = "either_day"  # of every message: a day that may lie before or behind
WEEK = timedelta(days=7)
WAITS = timedelta(days=31)  # a later day is told to the owners, and keeps nobody from being reminded
TOLD, FEW_WORDS = "utter_check_dues_promise", 6
BESIDE = 2  # words beside a day that deny it
MONTHS, DAYS_OF_MONTH = 12, 28


def promised_of_none_else(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A promise, whatever is asked; or right behind one another day for it.

    While something is being ordered only a day beside a sum, or beside a wish for a statement, surely is one.
    """
    if _is_none_meant(asked, reading):
        said = reading.text or ""
        return heard(session, caller, DUES, lambda here, by: _take_back(here, by, said), _beside_denial(said))
    if _is_another_day(caller, asked, reading) or _moves(session, caller, reading):
        text, day = reading.text or "", day_said(caller, reading)
        return heard(session, caller, DUES, lambda here, by: _note(here, by, text, day))
    if not is_promise(caller, reading):
        return None
    of_money = bool(_sums(reading) or statement_at(reading))
    surely = of_money and day_said(caller, reading) is not None and not reading.addresses
    return promised(session, caller, reading) if surely or not has_cart(session, caller) else None


def _is_none_meant(asked: Asked, reading: Reading) -> bool:
    """Whether words say, right behind what was told of a promise, that they were not of money."""
    told = any(each.startswith(TOLD) for each in asked.told)
    return told and not (reading.is_tap or reading.sums) and holds(reading.text, "not_of_money")


def _beside_denial(text: str) -> str | None:
    """What is said beside it, which is heard next."""
    others = [each.strip() for each in PART.split(text) if each.strip() and not holds(each, "not_of_money")]
    return (
        ", ".join(each for each in others if not holds(each, "denies") or len(each.split()) > BESIDE) or None
    )


def _take_back(session: Session, caller: Caller, text: str) -> Outcome[Any]:
    """Nobody waits for money that was not promised: the day is no more, and the owners hear it."""
    account = service.locked(session, caller.business_id, caller.person.id)
    account.promised_on = None
    session.flush()
    notices.tell_of_no_promise(session, caller.business, caller.person, text)
    return Outcome[str](outcome="promise_taken_back", facts=named(caller.person))


def _is_another_day(caller: Caller, asked: Asked, reading: Reading) -> bool:
    """Whether few words say another day, right behind what was told of a promise: *friday bola tha*."""
    told = any(each.startswith(TOLD) for each in asked.told)
    few = told and len((reading.text or "").split()) <= FEW_WORDS
    if not few or reading.is_tap or "?" in (reading.text or "") or reading.first("money"):
        return False
    if reading.wants(*OF_DAYS_GONE_BY):
        return False
    return reading.first("order_line") is None and day_said(caller, reading) is not None


def _moves(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether who has promised says another day, and denies one: *5 ko nahi ho payega, 12 ko dunga*."""
    text = reading.text or ""
    says = not (reading.is_tap or "?" in text or _sums(reading) or names_goods(reading))
    if not (says and holds(text, "will_pay") and holds(text, "denies") and reading.first("period")):
        return False
    if has_cart(session, caller):
        return False
    account = service.account_of(session, caller.business_id, caller.person.id)
    return account is not None and account.promised_on is not None


def is_promise(caller: Caller, reading: Reading) -> bool:
    """Whether the words surely are a promise of money, of a day or a sum: who promises changes no order by it."""
    said = to_come(reading)
    if reading.is_tap or reading.attachment or not said or names_goods(reading):
        return False
    if holds(reading.text, "same_goods") and not (holds(reading.text, "will_pay") or reading.sides(MONEY)):
        return False
    if holds(reading.text, "either") or asks_to_pay(reading):
        return False  # it is asked: *abhi dun ya baad me*, *kal de du?*
    of_a_day = day_said(caller, reading) is not None or holds(reading.text, "some_day")
    asks = "?" in (reading.text or "") or QUESTION in reading.sides(ASKS)
    of_a_sum = bool(_sums(reading)) and not asks and not reading.wants(PAYING)
    return (of_a_day or of_a_sum) and _is_of_dues(reading, said)


def _sums(reading: Reading) -> list[int]:
    """The sums that will be paid, by the words."""
    return [each.paise for each in reading.sums_of(SumRole.TO_PAY) if each.paise >= LEAST_SUM]


def names_goods(reading: Reading) -> bool:
    """Whether goods are named: what is only the verb of paying is none, the *दूंगी* of *220 दे दूंगी*."""
    lines = [each.value for each in reading.values if each.entity == "order_line"]
    return any(line.get("name") and not holds(line["name"], "will_pay") for line in lines)


def promised(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Words that say when what is owed will be paid; what of the message was paid already is heard next.

    Behind a yes to a cart they are of the order, which stands first.
    """
    text = reading.text or ""
    if not is_promise(caller, reading) or (reading.agrees and has_cart(session, caller)):
        return None
    day = day_said(caller, reading)
    of_a_day = reading.wants(FALLBACK) and reading.first("period") is not None
    of_money = bool(_sums(reading)) and (reading.wants(*OF_MONEY) or of_a_day)
    if not of_money and due_of(session, caller.business_id, caller.person.id).paise <= 0:
        return None
    rest = beside_promise(reading) or asks_statement(reading)
    parts = len(_sums(reading)) > 1 or len(_undenied(reading)) > 1
    return heard(session, caller, DUES, lambda here, by: _note(here, by, text, day, parts=parts), rest)


def _is_of_dues(reading: Reading, said: str) -> bool:
    """Whether it is money that will come, and no question: the rest of it, what is owed, or a sum."""
    if _sums(reading):
        return True
    if holds(said, "will_pay"):
        of_money = reading.sides(MONEY) or names_a_khata(said)
        denied = did_not_pay(reading.text)  # "abhi nahi diye, shaam ko denge"
        return bool(
            of_money or denied or statement_at(reading) or holds(said, "rest") or holds(said, "will_give")
        )
    return holds(said, "rest") and QUESTION not in reading.sides(ASKS)


def _note(
    session: Session, caller: Caller, text: str, day: date | None, *, parts: bool = False
) -> Outcome[Any]:
    """The promise, which the owners read whole; of one in parts the first day is kept, and the words said back."""
    account = service.locked(session, caller.business_id, caller.person.id)
    account.promised_on = kept_until(caller, day)
    session.flush()
    notices.tell_of_promise(session, caller.business, caller.person, text, day)
    facts = {**named(caller.person), "said": text, "paise": account.paise}
    if day is None:
        return Outcome[str](outcome="promise_passed", facts=facts)
    outcome = "promise_parts" if parts else "promise_told"
    return Outcome[str](outcome=outcome, facts={**facts, "on": day.isoformat()})


def kept_until(caller: Caller, day: date | None) -> date | None:
    """The day until which nobody is reminded; a later one keeps nobody from it."""
    return day if day and day <= today(caller.business) + WAITS else None


def day_said(caller: Caller, reading: Reading) -> date | None:
    """The day that is named; one that lies behind is meant of the week, the month, or the year, to come.

    *Kal* and *parso* lie as far ahead as behind; a day without a figure is one of the week, an hour alone is of today.
    """
    days, spans = _undenied(reading), coming(reading)
    own = [each for each in days if any(start <= each.start < end for start, end in spans)]
    named = next(iter(own or days), None)
    period = named.value if named else {}
    hour, now = reading.first("time"), today(caller.business)
    written = period.get("to") or period.get("from") or (hour or {}).get("date")
    if not written:
        return now if hour else None
    day = date.fromisoformat(written)
    if day < now and reading.sides(EITHER_DAY):
        return now + (now - day)
    said = (reading.text or "")[named.start : named.end] if named else ""
    if day < now and not any(map(str.isdecimal, said)) and now - day <= WEEK:
        return day + WEEK
    while day < now:
        day = _later(day, now)
    return day


def _undenied(reading: Reading) -> list[Value]:
    """The days of which none is denied, by a word behind it or right before: *5 ko nahi 10 ko*.

    From a day on something is owed, and nothing is paid then; those of a statement are its own.
    """
    text, (start, end) = reading.text or "", statement_at(reading) or (0, 0)
    every = sorted(reading.all("period"), key=lambda each: each.start)
    days = [each for each in every if not (begins(text, each) or start <= each.start < end)]
    stops = [*(each.start for each in days[1:]), len(text)][: len(days)]
    left = [
        each
        for each, stop in zip(days, stops, strict=True)
        if not (
            holds(" ".join(text[each.end : stop].split()[:BESIDE]), "denies")
            or holds(" ".join(text[: each.start].split()[-BESIDE:]), "denies_before")
        )
    ]
    return left or days


def _later(day: date, now: date) -> date:
    if (now - day).days > WAITS.days:
        return day.replace(year=day.year + 1, day=min(day.day, DAYS_OF_MONTH))
    year, month = day.year + day.month // MONTHS, day.month % MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
