"""One payment that two people tell of: what the technician took is what the customer reports, and the owner finds."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts import service as accounts
from munshi.billing.payments import service
from munshi.billing.payments.models import Payment, PaymentPart
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.service import WHOLE, Said
from munshi.billing.payments.statuses import Status
from munshi.people.models import Person

SAME_WITHIN = timedelta(minutes=10)  # the same sum of the same customer again is asked about
SAME_WAY_WITHIN = timedelta(days=1)  # so long it is where no other way is said
HALF_A_DAY = timedelta(hours=12)
TOLD_WITHIN = timedelta(hours=12)  # so far apart two tell of one payment


def booked_for(session: Session, claim: Payment) -> Payment | None:
    """The payment of the same sum about the time of a claim, where nothing is owed any more that the claim would pay;
    of an order that is paid, what another teller said to have come for it.

    The claim is locked.
    """
    due = due_of(session, claim.business_id, claim.person_id)
    if claim.named and not due.of(claim.named) and not claim.utr and (paid := _paid_by(session, claim)):
        return paid
    if due.paise >= claim.paise:
        return None
    around = service.noon_of_its_day(session, claim) or claim.at
    query = select(Payment).where(
        Payment.business_id == claim.business_id,
        Payment.person_id == claim.person_id,
        Payment.paise == claim.paise,
        Payment.id != claim.id,
        Payment.status == Status.CONFIRMED,
        Payment.at.between(around - TOLD_WITHIN, around + TOLD_WITHIN),
    )
    if claim.utr:
        query = query.where(or_(Payment.utr.is_(None), Payment.utr == claim.utr))
    return session.scalar(query.order_by(Payment.id.desc()).limit(1).options(*WHOLE))


def _paid_by(session: Session, claim: Payment) -> Payment | None:
    """The payment that another teller has told of by which the order of a claim is paid, of about the same time."""
    query = select(Payment).where(
        Payment.business_id == claim.business_id,
        Payment.person_id == claim.person_id,
        Payment.status == Status.CONFIRMED,
        Payment.reported_by.is_distinct_from(claim.reported_by),
        Payment.parts.any(PaymentPart.of == claim.named),
        Payment.at.between(claim.at - TOLD_WITHIN, claim.at + TOLD_WITHIN),
    )
    return session.scalar(query.order_by(Payment.id.desc()).limit(1).options(*WHOLE))


def take_for_bill(
    session: Session,
    business_id: str,
    payer: int,
    said: Said,
    since: datetime,
    by: Person,
    *,
    due: int | None = None,
    but: Collection[str] = (),
) -> Payment | None:
    """What somebody was handed for a bill, written `since`, that is named: the claim of the same sum is it.

    `due` is the sum of the bill where this may be a part of it, `but` the payments that are other parts.
    None where the bill's money is in the books already.
    """
    accounts.locked(session, business_id, payer)
    query = (
        select(Payment)
        .where(
            Payment.business_id == business_id,
            Payment.person_id == payer,
            Payment.paise == said.paise,
            or_(Payment.named.is_(None), Payment.named == said.named),
            Payment.reference.not_in(but),
        )
        .order_by(Payment.id)
        .limit(1)
        .options(*WHOLE)
    )
    claim = session.scalar(
        query.where(Payment.status == Status.REPORTED, Payment.at >= clock.now() - TOLD_WITHIN)
    )
    if claim is not None and (locked := service.locked(session, business_id, claim.reference)):
        locked.named = said.named
        locked.way = locked.way if locked.utr else said.way
        service.confirm(session, locked, by)
        return locked
    booked = session.scalar(query.where(Payment.status == Status.CONFIRMED, Payment.at >= since))
    if booked is not None:
        booked.named = said.named
        session.flush()
        return None
    left = min(said.paise, (due or said.paise) - paid_for(session, business_id, payer, said.named))
    return service.record(session, business_id, payer, replace(said, paise=left), by) if left > 0 else None


def paid_for(session: Session, business_id: str, payer: int, bill_number: str | None) -> int:
    """What payments have paid of a bill."""
    query = (
        select(func.coalesce(func.sum(PaymentPart.paise), 0))
        .join(Payment)
        .where(
            Payment.business_id == business_id,
            Payment.person_id == payer,
            Payment.status == Status.CONFIRMED,
            PaymentPart.of == bill_number,
        )
    )
    return int(session.scalar(query) or 0)


def just_recorded(
    session: Session,
    payer: Person,
    paise: int,
    utr: str | None,
    at: datetime | None,
    within: timedelta = SAME_WITHIN,
) -> Payment | None:
    """The same sum of a moment ago, or of the day that is said; what has a bank's reference of its own is another."""
    since = clock.now() - within if at is None else at - HALF_A_DAY
    until = clock.now() if at is None else at + HALF_A_DAY
    query = (
        select(Payment)
        .where(
            Payment.business_id == payer.business_id,
            Payment.person_id == payer.id,
            Payment.paise == paise,
            Payment.status == Status.CONFIRMED,
            Payment.at.between(since, until),
        )
        .order_by(Payment.id.desc())
        .limit(1)
    )
    found = session.scalar(query.options(*WHOLE))
    return None if found is not None and utr and found.utr and found.utr != utr else found


def alike(
    session: Session, payer: Person, paise: int, utr: str | None, way: str | None, at: datetime | None = None
) -> Payment | None:
    """The payment that may be told of once more: of a moment ago, or the same sum by the same way within a day."""
    if (just := just_recorded(session, payer, paise, utr, at)) is not None or at is not None:
        return just
    before = just_recorded(session, payer, paise, utr, None, SAME_WAY_WITHIN)
    return before if before is not None and way in (None, before.way) else None
