"""Attempts at a gateway: begun, and opened there as soon as it answers. It is never asked within a transaction."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.billing.accounts import service as accounts
from munshi.billing.payments import notices
from munshi.billing.payments.gateways.configured import gateway_of
from munshi.billing.payments.gateways.port import GatewayFault, GatewayRefused, Request
from munshi.billing.payments.models import PaymentAttempt
from munshi.billing.payments.rules import attempt_reference
from munshi.billing.payments.statuses import OPEN_ATTEMPTS, Attempt, may_attempt_move
from munshi.billing.payments.terms import terms_of
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.people import service as people
from munshi.people.models import Person

SHORTEST_LIFE = timedelta(minutes=20)  # Razorpay wants fifteen minutes from its own clock on
UNDER_WAY = timedelta(seconds=30)  # an attempt so young is just being made by who asked for it
ALL = "DUES"  # begins the references of attempts for all that is owed

log = logging.getLogger(__name__)


def begin(
    session: Session, person: Person, paise: int, of: str | None, gateway: str, until: datetime
) -> PaymentAttempt:
    """An attempt for this sum: the one that is open for the very same, else a new one with a reference of its own."""
    accounts.locked(session, person.business_id, person.id)
    now = clock.now()
    for open_one in session.scalars(_open(person, of, gateway)):
        if open_one.paise == paise and not open_one.unwanted_at and open_one.expires_at > now + SHORTEST_LIFE:
            return open_one
    stem = of or f"{ALL}-{person.id}"
    earlier = session.scalar(
        select(func.count()).where(
            PaymentAttempt.business_id == person.business_id,
            PaymentAttempt.person_id == person.id,
            PaymentAttempt.of == of if of else PaymentAttempt.of.is_(None),
        )
    )
    attempt = PaymentAttempt(
        business_id=person.business_id,
        reference=attempt_reference(stem, (earlier or 0) + 1),
        person_id=person.id,
        of=of,
        gateway=gateway,
        status=Attempt.WAITING,
        paise=paise,
        created_at=now,
        expires_at=max(until, now + SHORTEST_LIFE),
    )
    session.add(attempt)
    session.flush()
    return attempt


def give_up(session: Session, person: Person, of: str | None, gateway: str) -> None:
    """What is open for the same at this gateway is to be cancelled: something else takes its place."""
    accounts.locked(session, person.business_id, person.id)
    for open_one in session.scalars(_open(person, of, gateway)):
        open_one.unwanted_at = open_one.unwanted_at or clock.now()
    session.flush()


def open_at_gateway(business_id: str, reference: str, returns_to: str | None = None) -> str:
    """The address where the attempt is paid. Raises GatewayFault; then the attempt waits and is tried again."""
    with database.transaction() as session:
        attempt, business = named(session, business_id, reference)
        if attempt.status != Attempt.WAITING:
            return attempt.url or ""
        person = session.get_one(Person, (business_id, attempt.person_id))
        phone = next(iter(people.phones(person)), None)
        gateway = gateway_of(business, attempt.gateway)
        request = Request(
            reference=attempt.reference,
            paise=attempt.paise,
            description=f"{business.name} {attempt.of or ''}".strip(),
            expires_at=attempt.expires_at,
            name=person.called,
            phone=phone,
            may_pay_part=terms_of(business).may_pay_part,
            returns_to=returns_to,
        )
    try:
        link = gateway.create(request)
    except GatewayRefused:
        _give_up(business_id, reference)
        raise
    with database.transaction() as session:
        attempt = locked(session, business_id, reference)
        if attempt.status == Attempt.WAITING:
            attempt.status, attempt.gateway_link_id, attempt.url = Attempt.CREATED, link.id, link.url
        return link.url


def _give_up(business_id: str, reference: str) -> None:
    """The gateway makes no link for this attempt, and would not the next time."""
    with database.transaction() as session:
        attempt = locked(session, business_id, reference)
        if may_attempt_move(Attempt(attempt.status), Attempt.CANCELLED):
            attempt.status = Attempt.CANCELLED


def waiting(session: Session) -> list[tuple[str, str]]:
    """The attempts whose gateway was away: business and reference of each."""
    query = select(PaymentAttempt.business_id, PaymentAttempt.reference).where(
        PaymentAttempt.status == Attempt.WAITING,
        PaymentAttempt.unwanted_at.is_(None),
        PaymentAttempt.created_at < clock.now() - UNDER_WAY,
        PaymentAttempt.expires_at > clock.now(),
    )
    return [(business_id, reference) for business_id, reference in session.execute(query)]


def follow_up() -> None:
    """Tries again what waits for a gateway that was away; the customer hears once its link is there."""
    with database.transaction() as session:
        found = waiting(session)
    for business_id, reference in found:
        try:
            url = open_at_gateway(business_id, reference)
        except GatewayFault as fault:
            log.info("%s of %s waits for its gateway: %s", reference, business_id, fault)
            continue
        with database.transaction() as session:
            attempt, _ = named(session, business_id, reference)
            notices.tell_of_link(session, attempt, url)


def named(session: Session, business_id: str, reference: str) -> tuple[PaymentAttempt, Business]:
    """The attempt with this reference, and its business."""
    attempt = session.scalars(_named(business_id, reference)).one()
    business = business_service.get(session, business_id)
    assert business is not None
    return attempt, business


def locked(session: Session, business_id: str, reference: str) -> PaymentAttempt:
    """The attempt, locked until the transaction ends."""
    query = _named(business_id, reference).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _named(business_id: str, reference: str) -> Select[PaymentAttempt]:
    return select(PaymentAttempt).where(
        PaymentAttempt.business_id == business_id, PaymentAttempt.reference == reference
    )


def _open(person: Person, of: str | None, gateway: str) -> Select[PaymentAttempt]:
    return (
        select(PaymentAttempt)
        .where(
            PaymentAttempt.business_id == person.business_id,
            PaymentAttempt.person_id == person.id,
            PaymentAttempt.gateway == gateway,
            PaymentAttempt.of == of if of else PaymentAttempt.of.is_(None),
            PaymentAttempt.status.in_(OPEN_ATTEMPTS - {Attempt.PARTLY_PAID}),
        )
        .order_by(PaymentAttempt.id.desc())
    )
