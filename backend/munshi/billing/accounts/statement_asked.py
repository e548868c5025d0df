"""Who shall have a statement or a reminder, and of which days, said right behind one or in few words."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing import pieces
from munshi.billing.accounts import looking
from munshi.billing.accounts.doubting import of_khata
from munshi.billing.accounts.entry_asked import what_became
from munshi.billing.accounts.looking import REMIND, STATEMENT, Wish
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.accounts.said import asks_statement, days_of, holds, is_for_them, names_a_statement
from munshi.callers import Caller

DUES, SEND = "check_dues", "send_statement"
WANTED = "wanted"  # the sides of a wish for dues
FEW_OF_DAYS = 10  # words that say the days of a statement
TELLS_OF_STATEMENT = "utter_check_dues_statement"


def day_of(written: str | None) -> date | None:
    """The day that is written, where one is."""
    return date.fromisoformat(written) if written else None


def of_statement(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind a statement: the owner has it sent to its customer, a customer calls it wrong, or says its days."""
    if not caller.may_act_as(*IN_CHARGE):
        return _of_other_days(session, caller, reading) or of_khata(session, caller, asked, reading)
    if reading.is_tap or not asked.summary or list(reading.all("person")):
        return None
    number, first, last = asked.summary.split("|")
    if REMIND in reading.sides(WANTED) and (theirs := for_them(reading, int(number))):
        return heard(session, caller, DUES, lambda here, by: looking.look(here, by, theirs))
    if not is_for_them(reading):
        return None
    wish = Wish(("statement",), account=int(number), first=day_of(first), last=day_of(last), to_them=True)
    return heard(session, caller, SEND, lambda here, by: looking.look(here, by, wish))


def _of_other_days(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Few words that name the days of a statement once more: *no, the whole period 1 Nov till today*."""
    first, last = days_of(reading)
    few = len((reading.text or "").split()) <= FEW_OF_DAYS and not (
        reading.sums or reading.first("order_line")
    )
    if reading.is_tap or first is None or not few or pieces.holds(reading.text, "will_pay"):
        return None
    wish = Wish((STATEMENT,), first=first, last=last)
    return heard(session, caller, DUES, lambda here, by: looking.look(here, by, wish))


def wants_statement(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That a statement is to be sent, in words that say so and nothing else; right behind one its other days."""
    if reading.agrees or reading.first("order_line"):
        return None
    if any(each.startswith(TELLS_OF_STATEMENT) for each in asked.told):
        return _of_other_days(session, caller, reading)
    few = len((reading.text or "").split()) <= FEW_OF_DAYS
    asked_for = asks_statement(reading)
    if not (few and asked_for) or reading.sums or pieces.holds(reading.text, "will_pay"):
        return None
    if became := what_became(session, caller, reading):
        return replace(became, rest=asked_for)
    first, last = days_of(reading)
    wish = Wish((STATEMENT,), first=first, last=last)
    return heard(session, caller, DUES, lambda here, by: looking.look(here, by, wish))


def for_them(reading: Reading, account: int) -> Wish | None:
    """What shall go to who was just looked at: a reminder or the statement, *usko bhi yaad dila do*."""
    text = reading.text or ""
    reminds, states = REMIND in reading.sides(WANTED), names_a_statement(text)
    if not holds(text, "them") or not (reminds or states):
        return None
    return Wish((REMIND if reminds else STATEMENT,), account=account, to_them=not reminds)
