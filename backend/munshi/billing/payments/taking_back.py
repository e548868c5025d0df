"""A customer takes back a claim of theirs in a clause of a message: a cheque, or what failed beside another wish.

*Wo cheque mat lagana, kal upi kar dungi*; *sorry the payment failed. i will pay cash at delivery*. The claim is
withdrawn at once, the owners read the words, and what else is said is heard next.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS, pieces
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading, SumRole
from munshi.billing import pieces as parts
from munshi.billing.payments import claims, reporting
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.rules import Way
from munshi.billing.payments.said import holds, spoken_ways
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.undoing.wording import did_not_pay, tells_of_paying

REPORT = "report_payment"
FEWEST = 3  # words behind what takes a cheque back that say something of their own
Span = tuple[int, int]


def told(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Such a clause, where one claim waits that it means; a question takes nothing back."""
    text = reading.text or ""
    if reading.is_tap or "?" in text:
        return None
    spans = _clauses(reading)
    of_cheque = [each for each in spans if _takes_cheque_back(text[slice(*each)])]
    of_it = of_cheque or [each for each in spans if _did_not_go(reading, each)]
    others = [each for each in spans if each not in of_it]
    if not of_it or not (of_cheque or _pays_else(reading, others)):
        return None
    claim = _meant(session, caller, reading, of_it, of_cheque=bool(of_cheque))
    if claim is None:
        return None
    said = _joined(text, of_it)
    if of_cheque and _only_waits(said):
        return heard(
            session,
            caller,
            REPORT,
            lambda here, by: reporting.pass_on(here, by, text, claim.reference, "gone_passed_on"),
            _joined(text, [each for each in others if _says_more(text[slice(*each)])]) or None,
        )

    def work(here: Session, by: Caller) -> Outcome[Any]:
        gone = reporting.withdraw(here, by, claim.reference, said)
        return Outcome[str](outcome="denied", facts=payment_facts(here, gone))

    return heard(session, caller, REPORT, work, _joined(text, others) or None)


def _clauses(reading: Reading) -> list[Span]:
    """Between signs and what joins; around what takes a cheque back the others begin and end without one."""
    text = reading.text or ""
    found: list[Span] = []
    for begin, stop in pieces(reading):
        start = _start_of_cheque(reading, begin, stop)
        found += [(begin, start)] if begin < start else []
        end = _end_of_refusal(text, start, stop)
        found += [(start, end), (end, stop)] if end < stop else [(start, stop)]
    return found


def _start_of_cheque(reading: Reading, start: int, stop: int) -> int:
    """Where it is spoken of a cheque behind a sum that was paid: by what points at it, its sum, or its name."""
    text = reading.text or ""
    went = [each.end for each in reading.sums_of(SumRole.PAID) if start <= each.start < stop]
    if not went or not _takes_cheque_back(text[start:stop]):
        return start
    at = went[0]
    for word in re.finditer(r"\S+", text[at:stop]):
        said = word.group()
        if holds(said, "pointed") or Way.CHEQUE in spoken_ways(said) or said[:1].isdecimal():
            return at + word.start()
    return start


def _end_of_refusal(text: str, start: int, stop: int) -> int:
    """Where the words end that take a cheque back, where more of a clause follows."""
    words = text[start:stop].split()
    for count in range(1, len(words) - FEWEST + 1):
        if _takes_cheque_back(" ".join(words[:count])):
            at = start
            for word in words[:count]:
                at = text.index(word, at) + len(word)
            return at if _says_more(text[at:stop]) else stop
    return stop


def _says_more(words: str) -> bool:
    """Whether words speak of money of their own: how it is paid, or that it was."""
    return bool(spoken_ways(words)) or tells_of_paying(words) or parts.holds(words, "will_pay")


def _takes_cheque_back(clause: str) -> bool:
    of_cheque = Way.CHEQUE in spoken_ways(clause)
    return of_cheque and (holds(clause, "cheque_refused") or holds(clause, "cheque_cancelled"))


def _only_waits(clause: str) -> bool:
    """Whether a cheque shall only wait: *abhi cheque mat lagana, 5 ko lagana*."""
    return holds(clause, "not_yet") and not holds(clause, "cheque_cancelled")


def _did_not_go(reading: Reading, span: Span) -> bool:
    """Whether a clause says that a payment failed, or that its sum was not paid."""
    denied = [each for each in reading.sums_of(SumRole.DENIED) if span[0] <= each.start < span[1]]
    clause = (reading.text or "")[slice(*span)]
    return bool(denied) or (did_not_pay(clause) and holds(clause, "payment"))


def _pays_else(reading: Reading, others: Sequence[Span]) -> bool:
    """Whether the other clauses say how it will be paid, and of nothing that was."""
    if parts.paid(reading) or not others:
        return False
    return any(parts.is_to_come(reading, each) for each in others)


def _meant(
    session: Session, caller: Caller, reading: Reading, spans: Sequence[Span], *, of_cheque: bool
) -> Payment | None:
    """The claim with the sum that the clauses say; without one the only cheque, or the last claim of the hour."""
    sums = {each.paise for each in reading.sums if any(start <= each.start < end for start, end in spans)}
    own = [Payment.person_id == caller.person.id, *([Payment.way == Way.CHEQUE] if of_cheque else [])]
    there = claims.waiting(session, caller.business_id, *own)
    of_sum = [each for each in there if each.paise in sums]
    if sums and (of_sum or not of_cheque):
        return of_sum[0] if len(of_sum) == 1 else None
    if of_cheque:
        return there[0] if len(there) == 1 else None
    return reporting.waiting(session, caller, reporting.DENIED_WITHIN)


def _joined(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(text[slice(*each)].strip(SIGNS) for each in spans)
