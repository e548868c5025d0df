"""A payment that is there is laid against what is owed already, and not against an order that is to come.

*Shalimar ke 1000 purane udhaar me lagao, kal ke order me nahi*: it is shown, and a yes books the same payment anew. No
entry is ever written by such words.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import whether
from munshi.asking.reading import Reading
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.whom import named_apart
from munshi.billing.payments import notices, payers, service
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.said import holds
from munshi.billing.payments.service import ORDERS, WHOLE
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.orders.moving import find
from munshi.orders.statuses import OPEN
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.wording import denies, points_at_a_sum, tells_of_paying

OF_LATE = timedelta(days=62)
TOKEN = "laid"  # before the payment of a yes


def told(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """The payment that the words would lay against the old debt, to be agreed to; None of other words."""
    text = reading.text or ""
    if not caller.may_act_as(Role.OWNER, Role.MANAGER) or not _lays(text) or whether(reading):
        return None
    sums = payers.sums(session, caller.business_id, text)
    people = list(named_apart(session, caller.business_id, text))
    if len(sums) != 1 or len(people) > 1 or not (people or points_at_a_sum(text)):
        return None
    found = _payments(session, caller, people, sums[0])
    meant = [each for each in found if _waits_for_an_order(session, each)] or found
    if not meant or len({each.person_id for each in meant}) > 1:
        who = people[0].called if people else None
        return Outcome[str](outcome="none_to_lay", facts={"pay_payer": who or "", "pay_paise": sums[0]})
    return _shown(session, meant[0])


def is_of(summary: str) -> bool:
    """Whether a yes is to what was shown here."""
    return summary.startswith(f"{TOKEN}|")


def confirm(session: Session, caller: Caller, summary: str) -> Outcome[Any]:
    """A yes to it: the same payment is booked anew, the oldest debt first. The customer hears what is left."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    payment = service.locked(session, caller.business_id, summary.partition("|")[2])
    if payment is None or payment.status not in (Status.REPORTED, Status.CONFIRMED):
        raise Refusal("not_found", pay_reference=summary.partition("|")[2])
    if payment.refunded_paise:
        raise Refusal("not_refundable", **payment_facts(session, payment))
    if payment.status == Status.CONFIRMED:
        service.take_back(session, payment, Status.REPORTED, caller.person)
    payment.named = None
    service.confirm(session, payment, caller.person)
    who_knows = notices.tell_of_decision(session, payment)
    return Outcome[str](outcome="laid", facts={**payment_facts(session, payment), **who_knows})


def _lays(text: str) -> bool:
    """Whether a sum that is spoken of is to go to an old debt, or away from an order; nobody pays or has it written."""
    if tells_of_paying(text):
        return False
    old = holds(text, "old_debt") or (holds(text, "lays") and names_a_khata(text))
    not_of_order = denies(text) and holds(text, "of_order")
    return old and (holds(text, "lays") or not_of_order)


def _payments(session: Session, caller: Caller, people: Sequence[Person], paise: int) -> list[Payment]:
    """The payments of this sum of late, the last first; of the customer who is named where one is."""
    query = select(Payment).where(
        Payment.business_id == caller.business_id,
        *([Payment.person_id == people[0].id] if people else []),
        Payment.paise == paise,
        Payment.status.in_([Status.REPORTED, Status.CONFIRMED]),
        Payment.refunded_paise == 0,
        Payment.gateway.is_(None),
        Payment.at >= clock.now() - OF_LATE,
    )
    return list(session.scalars(query.order_by(Payment.id.desc()).options(*WHOLE)))


def _waits_for_an_order(session: Session, payment: Payment) -> bool:
    """Whether any of it is for an order that is not delivered."""
    of = [part.of for part in payment.parts] or [payment.named]
    orders = (find(session, payment.business_id, each) for each in of if each and each.startswith(ORDERS))
    return any(order is not None and order.status in OPEN for order in orders)


def _shown(session: Session, payment: Payment) -> Outcome[Any]:
    facts = payment_facts(session, payment)
    if not _waits_for_an_order(session, payment):
        return Outcome[str](outcome="laid_already", facts=facts)
    return Outcome[str](outcome="confirm_laid", facts={**facts, "summary": f"{TOKEN}|{payment.reference}"})


def against(
    session: Session,
    payer: Person,
    bill_number: str,
    named: Sequence[str],
    since: datetime,
    ahead: int,
    by: Person,
) -> list[int]:
    """Books what was paid for a job, or ahead since it began, anew for its bill, that was just made: the sums.

    What names something else than the job is of that; of what names nothing no more is taken than stood `ahead`.
    """
    laid = []
    for found in _of_job(session, payer, named, since):
        payment = service.locked(session, payer.business_id, found.reference)
        if payment is None or not (payment.named or (ahead > 0 and _is_ahead(payment))):
            continue
        ahead -= sum(part.paise for part in payment.parts if part.of is None)
        service.take_back(session, payment, Status.REPORTED, by)
        payment.named = bill_number
        service.confirm(session, payment, by)
        laid.append(payment.paise)
    return laid


def for_job(session: Session, payer: Person, named: Sequence[str], since: datetime) -> int:
    """What was paid for a job that has no bill yet, or stands ahead since it began."""
    there = _of_job(session, payer, named, since)
    ahead = due_of(session, payer.business_id, payer.id).ahead_paise
    unnamed = sum(each.paise for each in there if not each.named and _is_ahead(each))
    return sum(each.paise for each in there if each.named) + min(unnamed, ahead)


def _of_job(session: Session, payer: Person, named: Sequence[str], since: datetime) -> Sequence[Payment]:
    """The payments that name the job, and those since it began that name nothing."""
    query = select(Payment).where(
        Payment.business_id == payer.business_id,
        Payment.person_id == payer.id,
        Payment.status == Status.CONFIRMED,
        Payment.refunded_paise == 0,
        or_(Payment.named.in_(named), Payment.named.is_(None) & (Payment.at >= since)),
    )
    return session.scalars(query.order_by(Payment.id).options(*WHOLE)).all()


def _is_ahead(payment: Payment) -> bool:
    """Whether nothing that has a reference was settled by it."""
    return all(part.of is None for part in payment.parts)
