"""A sum that the owner takes off a khata with its reason: *Ashok ke khate se 330 kam karo, ghee gayi hi nahi thi*.

What it is of decides the way: a part of a bill is a credit note, a part of what was written by hand is a reversal and a
new entry, and what is of neither is an entry the other way. Each is shown first, and a yes does it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.accounts import service, waiving
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.rules import Kind
from munshi.billing.accounts.said import clauses_of, holds
from munshi.billing.bills import returning
from munshi.billing.bills.models import Bill
from munshi.billing.payments import payers
from munshi.callers import Caller
from munshi.orders.looking import reference_in
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing import correcting
from munshi.undoing.wording import tells_of_paying

CREDIT, BILL, ENTRY = "record_credit", "credit_bill", "cancel_flow"  # the pages that say it
WHOLE_BILL = "confirm_credit_whole"  # of which a part is named in answer to it
LEAST_SUM = 1000  # in paise; less is a count of goods
OF_LATE = timedelta(days=62)


@dataclass(frozen=True)
class TakenOff:
    """How much is taken off whose khata, and why, in the words."""

    person: Person
    paise: int
    text: str
    reason: str | None


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What it is of, shown for a yes; None where words take no sum off anything."""
    less = _said(session, caller, asked, reading)
    if isinstance(less, int):
        return heard(session, caller, CREDIT, lambda here, by: _ask_whose(less))
    if less is None:
        return None
    bill, entry = _bill(session, caller, less), _entry(session, caller, less)
    if bill is not None and entry is not None:
        if _is_of_bill(session, bill, entry, less):
            entry = None
        else:
            bill = None
    if bill is not None:
        return heard(
            session, caller, BILL, lambda here, by: returning.lowered(here, by, bill, less.paise, less.text)
        )
    if entry is not None:
        right = entry.paise - less.paise
        return heard(session, caller, ENTRY, lambda here, by: correcting.entry_shown(here, by, entry, right))
    return heard(
        session,
        caller,
        CREDIT,
        lambda here, by: waiving.show(here, by, less.person, less.paise, Kind.ALLOWANCE, less.reason),
    )


def _ask_whose(paise: int) -> Outcome[Any]:
    """Nobody is named, and nobody was just written of: nothing is taken off."""
    raise Refusal("off_whose", paise=paise)


def _said(session: Session, caller: Caller, asked: Asked, reading: Reading) -> TakenOff | int | None:
    """The one sum of a clause that takes off, and of whom, where the words name a khata or a bill, or for what.

    The sum alone where it is for goods, and of whom is not known: it is no count of them.
    """
    text = reading.text or ""
    clause = next((each for each in clauses_of(text) if _takes_off(each)), None)
    if (
        asked.question == WHOLE_BILL
        or reading.is_tap
        or clause is None
        or not caller.may_act_as(Role.OWNER, Role.MANAGER)
    ):
        return None
    for_goods = holds(clause, "off_for")
    names = names_a_khata(text) or holds(text, "bill") or holds(clause, "surely_off") or for_goods
    asks = whether(reading) or "?" in text or holds(text, "shows")
    if not names or asks or holds(text, "limit") or reference_in(text) or returning.BILL.search(text):
        return None
    if tells_of_paying(clause):
        return None
    person = waiving.whose(session, caller, asked, reading, text)
    counted = _counted(reading)
    said = payers.sums(session, caller.business_id, clause)
    sums = [each for each in said if each >= LEAST_SUM and each not in counted]
    if len(sums) != 1:
        return None
    if person is None:
        return sums[0] if for_goods else None
    reason = ", ".join(each for each in clauses_of(text) if each != clause)
    return TakenOff(person, sums[0], text, reason or None)


def _takes_off(clause: str) -> bool:
    """Whether a clause says by how much."""
    return holds(clause, "takes_off") and any(sign.isdecimal() for sign in clause)


def _counted(reading: Reading) -> set[int]:
    """The figures that count goods by a unit, as if they were sums: they are no money."""
    lines = (each.value for each in reading.all("order_line"))
    return {
        int(Decimal(each["quantity"]) * 100) for each in lines if each.get("unit") and each.get("quantity")
    }


def _bill(session: Session, caller: Caller, less: TakenOff) -> Bill | None:
    """The last bill of theirs of which so much is left and owed; one with goods that are named leads."""
    there = returning.of_late(session, caller, less.person, clock.now() - OF_LATE, less.paise)
    with_goods = [each for each in there if returning.names_its_goods(session, each, less.text)]
    return next(iter([*with_goods, *there]), None)


def _entry(session: Session, caller: Caller, less: TakenOff) -> AccountEntry | None:
    """The last that was written by hand and comes to so much; where the words name its goods, that one."""
    there: Sequence[AccountEntry] = [
        each
        for each in correcting.by_hand(session, caller, less.person.id)
        if each.kind == Kind.CREDIT and each.paise >= less.paise and each.at >= clock.now() - OF_LATE
    ]
    noted = [each for each in there if correcting.names_its_goods(session, caller, each, less.text)]
    return next(iter([*noted, *there]), None)


def _is_of_bill(session: Session, bill: Bill, entry: AccountEntry, less: TakenOff) -> bool:
    """Whether of a bill and an entry the bill is meant: it is named, or its goods are; else what is newer."""
    if holds(less.text, "bill") or returning.names_its_goods(session, bill, less.text):
        return True
    sold = service.sale_of(session, bill.business_id, bill.source)
    return sold is not None and sold.at > entry.at and not (entry.note and _shares(entry.note, less.text))


def _shares(note: str, text: str) -> bool:
    words = set(note.casefold().split())
    return any(word in words and not word.isdecimal() for word in text.casefold().split())
