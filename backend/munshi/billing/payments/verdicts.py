"""Verdicts on claims that are named: each part of a message decides its own, and what is refused is never booked.

*PAY-3 mil gaya, PAY-6 nahi mila* books the one and rejects the other; *Savita ke 200 reject karo* names it by its sum.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE, whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing import pieces
from munshi.billing.accounts.whom import endings, named_in
from munshi.billing.payments import claims, payers, recording, service, striking
from munshi.billing.payments.models import Payment
from munshi.billing.payments.said import holds, said_next, was_taken
from munshi.billing.payments.service import PAYMENT, PREFIX
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role
from munshi.undoing.wording import came, denies, did_not_pay

RECORD = "record_payment"
ASKS, QUESTION, LATER = "asks_of_orders", "question", "later"  # of every message
TWO = 2
FEW_WORDS = 5  # that only say again what became of it
MOST_WORDS = 9  # of a part that says no more than what became of a claim


class Verdict(StrEnum):
    """What a part says of the claims that it names."""

    CAME = "came"
    GONE = "gone"


@dataclass(frozen=True)
class Part:
    """Words that say one verdict of the claims that they name."""

    text: str
    verdict: Verdict

    @property
    def references(self) -> list[str]:
        """The claims that are named."""
        return [f"{PREFIX}{each}" for each in dict.fromkeys(PAYMENT.findall(self.text))]


def told(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The first claim that is decided, and the others to be heard next; None where all came or it is not plain."""
    text = reading.text or ""
    asks = {QUESTION, LATER}.intersection(reading.sides(ASKS))
    if reading.is_tap or asks or "?" in text or whether(reading):
        return None
    if not caller.may_act_as(Role.OWNER, Role.MANAGER):
        return None
    parts = parts_of(_with_numbers(session, caller, reading))
    if not parts:
        return None
    if all(each.verdict is Verdict.CAME for each in parts) and (len(parts) > 1 or was_taken(text)):
        return None
    if not all(_says_no_more(session, caller, each) for each in parts):
        return None
    (reference, verdict), *others = [(name, each.verdict) for each in parts for name in each.references]
    rest = ", ".join(said_next(caller, f"claim_{each}", claim=name) for name, each in others)
    return heard(
        session, caller, RECORD, lambda here, by: _decide(here, by, reference, verdict), rest or None
    )


def parts_of(text: str) -> list[Part]:
    """Each part with its verdict; none where a claim is named of which it is not plain what is said."""
    found: list[Part] = []
    waits = ""
    for clause in _clauses(text):
        names, verdict = PAYMENT.search(clause) is not None, verdict_of(clause)
        if not names and found and not waits:
            if verdict is None or len(clause.split()) > FEW_WORDS:
                return []
            continue
        if verdict is None and found and holds(clause, "likewise"):
            verdict = found[-1].verdict
        waits = f"{waits} {clause}".strip()
        if verdict is not None and PAYMENT.search(waits):
            found.append(Part(waits, verdict))
            waits = ""
    return [] if PAYMENT.search(waits) else found


def verdict_of(clause: str) -> Verdict | None:
    """Whether words say that what they speak of came, or that it did not or is to be rejected."""
    if holds(clause, "leaves_it"):
        return None
    if did_not_pay(clause) or holds(clause, "rejects"):
        return None if holds(clause, "not_yet") else Verdict.GONE
    is_there = was_taken(clause) or came(clause) or holds(clause, "approves")
    return Verdict.CAME if is_there and not denies(clause) else None


def _clauses(text: str) -> list[str]:
    """Between signs and words that join."""
    words = [
        "," if pieces.holds(word, "joins") else word
        for clause in CLAUSE.split(text)
        for word in [*clause.split(), ","]
    ]
    return [each.strip() for each in re.split(r"(?:^| ),", " ".join(words)) if each.strip()]


def _says_no_more(session: Session, caller: Caller, part: Part) -> bool:
    """Whether words speak of nothing but the claims, of who pays them and of their sums."""
    there = [service.find(session, caller.business_id, each) for each in part.references]
    known = [each for each in there if each is not None]
    beside = PAYMENT.sub(" ", part.text)
    named = named_in(session, caller.business_id, beside)
    sums = {each.paise for each in known}.union(*(endings(person, beside) for person in named))
    payers_ = {each.person_id for each in known}
    is_theirs = all(person.id in payers_ for person in named)
    return len(part.text.split()) <= MOST_WORDS and is_theirs and set(figures(beside)) <= sums


def _decide(session: Session, caller: Caller, reference: str, verdict: Verdict) -> Outcome[Any]:
    """It is booked or rejected; one that is in the books already is taken out only by one more yes."""
    payment = service.find(session, caller.business_id, reference)
    if payment is None:
        raise Refusal("not_found", pay_reference=reference)
    if verdict is Verdict.CAME:
        return recording.decide(session, caller, reference, "confirm")
    if payment.status == Status.CONFIRMED:
        return striking.shown(session, payment)
    return recording.decide(session, caller, reference, "reject")


def _with_numbers(session: Session, caller: Caller, reading: Reading) -> str:
    """The words, with the number of each claim that is named by its customer and its sum before its clause.

    Where nothing is refused the sums may be of money beside what was reported; one that only did not come is shown.
    """
    text = reading.text or ""
    clauses = _clauses(text)
    if not any(verdict_of(each) is Verdict.GONE for each in clauses):
        return text
    phones = [str(each.value) for each in reading.all("phone")]
    numbered = [(_claim_in(session, caller, each, phones), each) for each in clauses]
    if not holds(text, "rejects") and len([claim for claim, _ in numbered if claim]) < TWO:
        return text
    return ", ".join(f"{claim.reference} {each}" if claim else each for claim, each in numbered)


def _claim_in(session: Session, caller: Caller, clause: str, phones: Sequence[str]) -> Payment | None:
    """The only claim of the one customer who is named with the one sum that is; a clause with a number needs none."""
    if PAYMENT.search(clause):
        return None
    phone = next((each for each in phones if each[-payers.PHONE :] in clause), None)
    payer = payers.find(session, caller.business_id, phone, clause).one
    sums = payers.sums(session, caller.business_id, clause)
    there = [each for each in claims.of(session, payer) if [each.paise] == sums] if payer else []
    return there[0] if len(there) == 1 else None
