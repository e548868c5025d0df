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
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.wording import denies, did_not_pay

RECORD = "record_payment"
ASKS, QUESTION, LATER = "asks_of_orders", "question", "later"  # of every message
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
    if not PAYMENT.search(text):
        return _by_sum(session, caller, text)
    parts = parts_of(text)
    if not parts or not caller.may_act_as(Role.OWNER, Role.MANAGER):
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
    came = was_taken(clause) or holds(clause, "approves")
    return Verdict.CAME if came and not denies(clause) else None


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


def _by_sum(session: Session, caller: Caller, text: str) -> Heard | None:
    """The claim of the one customer and the sum that are named, which shall be rejected."""
    rejects = holds(text, "rejects") and verdict_of(text) is Verdict.GONE
    if not rejects or not caller.may_act_as(Role.OWNER, Role.MANAGER):
        return None
    payer = payers.find(session, caller.business_id, None, text).one
    claim = _of(session, payer, payers.sums(session, caller.business_id, text)) if payer else None
    if claim is None:
        return None
    reference = claim.reference
    return heard(session, caller, RECORD, lambda here, by: recording.decide(here, by, reference, "reject"))


def _of(session: Session, payer: Person, sums: Sequence[int]) -> Payment | None:
    """The only one of theirs with this sum."""
    there = [each for each in claims.of(session, payer) if [each.paise] == list(sums)]
    return there[0] if len(there) == 1 else None
