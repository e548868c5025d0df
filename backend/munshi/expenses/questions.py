"""What a message says to an open question about what is being claimed."""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Hears, Questions, heard
from munshi.asking.reading import CLEARLY, FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.expenses import filing, service, spent
from munshi.expenses.drafts import DIFFERENT_BILL
from munshi.expenses.said import bill_of, body_of
from munshi.people.rules import STAFF

CLAIM = "claim_reimbursement"


def _of_claim(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is still to be said of a claim, or its bill; a no leaves it."""
    if reading.is_no and not bill_of(reading):
        return heard(session, caller, CLAIM, service.drop)
    if bill_of(reading) or reading.is_yes or reading.wants(CLAIM, FALLBACK):
        return _told(session, caller, asked, reading)
    return None


def _of_summary(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes files what was shown, with a note that came along; with a bill or more to claim it is shown first."""
    said = body_of(reading, asked.question)
    is_of_claims = reading.is_yes or reading.wants(CLAIM, FALLBACK) or said.note is not None
    no_more = not (said.money or said.expense_category or said.taken_out or said.period or said.attachments)
    if reading.agrees and not bill_of(reading) and (no_more or not is_of_claims):
        shown = reading.first("summary") or asked.summary
        note = said.note if is_of_claims else None
        rest = None if note or reading.wants(CLAIM) else reading.next_wish
        return heard(session, caller, CLAIM, lambda here, by: filing.file(here, by, shown, note), rest)
    return _of_claim(session, caller, asked, reading)


def _of_other_bill(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether it is another bill than that of the claim that looks the same."""
    if reading.agrees and (reading.is_yes or reading.wants(CLAIM, FALLBACK)):
        return _told(session, caller, asked, reading, DIFFERENT_BILL)
    return _of_claim(session, caller, asked, reading)


def _of_correction(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Another bill or another sum; a word that says none is nobody's."""
    if reading.is_yes or (reading.wants(FALLBACK) and not bill_of(reading)):
        return None
    return _of_claim(session, caller, asked, reading)


def _told(
    session: Session, caller: Caller, asked: Asked, reading: Reading, choice: str | None = None
) -> Heard:
    body = body_of(reading, asked.question)
    body = body.model_copy(update={"choice": choice}) if choice else body
    return heard(session, caller, CLAIM, lambda here, by: service.tell(here, by, body.said))


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What was spent, in words that clearly say so, is no answer to another skill: no address, and no item."""
    is_ours = asked.question in HEARS
    surely = reading.wants(CLAIM) and reading.chance >= CLEARLY and reading.first("money")
    if reading.is_tap or is_ours or not (asked.question and surely) or not caller.may_act_as(*STAFF):
        return None
    return _told(session, caller, asked, replace(reading, as_answer=[]))  # it answers nothing


HEARS: dict[str, Hears] = {
    "claim_amount": _of_claim,
    "claim_category": _of_claim,
    "claim_date": _of_claim,
    "claim_purpose": _of_claim,
    "claim_receipt": _of_claim,
    "confirm_other_bill": _of_other_bill,
    "confirm_claim": _of_summary,
    "correct_claim": _of_correction,
}
QUESTIONS = Questions("expenses", HEARS, overhears=spent.wanted, interrupts=_interrupt)
