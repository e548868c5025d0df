"""Attempts at a gateway: begun, looked up, and what came by them booked.

The gateway is never asked within a transaction. Whatever calls here has told no more than *look*: what the gateway says
when it is asked is what is booked.
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.billing.accounts import service as accounts
from munshi.billing.payments import notices, service
from munshi.billing.payments.gateways.configured import gateway_of
from munshi.billing.payments.gateways.port import GatewayFault, GatewayRefused, Link, Paid, Request, State
from munshi.billing.payments.models import Payment, PaymentAttempt, ReconciledDay
from munshi.billing.payments.rules import Way, attempt_reference, sound_utr
from munshi.billing.payments.service import Said
from munshi.billing.payments.statuses import OPEN_ATTEMPTS, Attempt, Status, may_attempt_move
from munshi.billing.payments.terms import terms_of
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.people import service as people
from munshi.people.models import Person

SHORTEST_LIFE = timedelta(minutes=20)  # Razorpay wants fifteen minutes from its own clock on
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


def open_at_gateway(business_id: str, reference: str, returns_to: str | None = None) -> str:
    """The address where the attempt is paid. Raises GatewayFault; then the attempt waits and is tried again."""
    with database.transaction() as session:
        attempt, business = _of(session, business_id, reference)
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
    link = gateway.create(request)
    with database.transaction() as session:
        attempt = _locked(session, business_id, reference)
        if attempt.status == Attempt.WAITING:
            attempt.status, attempt.gateway_link_id, attempt.url = Attempt.CREATED, link.id, link.url
        return link.url


def look_up(business_id: str, reference: str) -> list[str]:
    """Asks the gateway where an attempt stands and books it; the references of payments that are new by it.

    Raises GatewayFault.
    """
    with database.transaction() as session:
        attempt, business = _of(session, business_id, reference)
        if attempt.gateway_link_id is None:
            return []
        gateway = gateway_of(business, attempt.gateway)
        link = Link(attempt.gateway_link_id, attempt.url or "")
    state = gateway.look_up(link, reference)
    with database.transaction() as session:
        return book(session, business_id, reference, state)


def book(session: Session, business_id: str, reference: str, state: State) -> list[str]:
    """What the gateway says of an attempt goes into the books, each payment and each refund once."""
    person_id = session.scalars(
        select(PaymentAttempt.person_id).where(
            PaymentAttempt.business_id == business_id, PaymentAttempt.reference == reference
        )
    ).one()
    accounts.locked(session, business_id, person_id)
    attempt = _locked(session, business_id, reference)
    attempt.looked_up_at = clock.now()
    new = [payment for paid in state.paid if (payment := _booked(session, attempt, paid)) is not None]
    if may_attempt_move(Attempt(attempt.status), state.status):
        attempt.status = state.status
    session.flush()
    for payment in new:
        notices.tell_of_gateway_payment(session, payment)
    return [payment.reference for payment in new]


def cancel(business_id: str, reference: str) -> None:
    """Nobody can pay the attempt any more; one that was paid meanwhile is booked instead."""
    with database.transaction() as session:
        attempt, business = _of(session, business_id, reference)
        if attempt.status == Attempt.WAITING:
            attempt.status = Attempt.CANCELLED
            return
        if attempt.gateway_link_id is None or not may_attempt_move(
            Attempt(attempt.status), Attempt.CANCELLED
        ):
            return
        gateway = gateway_of(business, attempt.gateway)
        link = Link(attempt.gateway_link_id, attempt.url or "")
    try:
        gateway.cancel(link, reference)
    except GatewayRefused:
        look_up(business_id, reference)
        return
    with database.transaction() as session:
        attempt = _locked(session, business_id, reference)
        if may_attempt_move(Attempt(attempt.status), Attempt.CANCELLED):
            attempt.status = Attempt.CANCELLED


def begin_day(business_id: str, day: str) -> bool:
    """Whether nobody has compared the books of this day with the gateway yet; from now on somebody has."""
    with database.transaction() as session:
        statement = insert(ReconciledDay).values(business_id=business_id, day=day, at=clock.now())
        done = session.execute(statement.on_conflict_do_nothing().returning(ReconciledDay.day))
        return done.first() is not None


def waiting(session: Session) -> list[tuple[str, str]]:
    """The attempts whose gateway was away: business and reference of each."""
    query = select(PaymentAttempt.business_id, PaymentAttempt.reference).where(
        PaymentAttempt.status == Attempt.WAITING,
        PaymentAttempt.unwanted_at.is_(None),
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
            attempt, _ = _of(session, business_id, reference)
            notices.tell_of_link(session, attempt, url)


def cancel_unwanted() -> None:
    """Cancels what is not to be paid any more; a gateway that is away is asked again."""
    query = select(PaymentAttempt.business_id, PaymentAttempt.reference).where(
        PaymentAttempt.unwanted_at.is_not(None), PaymentAttempt.status.in_((Attempt.WAITING, Attempt.CREATED))
    )
    with database.transaction() as session:
        found = session.execute(query).all()
    for business_id, reference in found:
        try:
            cancel(business_id, reference)
        except GatewayFault as fault:
            log.info("%s of %s is not cancelled yet: %s", reference, business_id, fault)


def _booked(session: Session, attempt: PaymentAttempt, paid: Paid) -> Payment | None:
    """The payment, where it is new; of one that is known only what went back of it is."""
    known = service.of_gateway(session, attempt.business_id, attempt.gateway, paid.id)
    if known is None and paid.utr:
        known = _claimed(session, attempt, paid)
    if known is not None:
        _book_refund(session, known, paid)
        return None
    utr = sound_utr(paid.utr) if paid.utr else None
    said = Said(
        paise=paid.paise,
        way=Way.GATEWAY,
        utr=utr,
        named=attempt.of,
        at=paid.at,
        gateway=attempt.gateway,
        gateway_payment_id=paid.id,
        attempt_id=attempt.id,
    )
    if utr and service.with_utr(session, attempt.business_id, utr) is not None:
        said = replace(
            said, utr=None
        )  # somebody has told of it with another sum: two rows, and the owner sees both
    payment = service.record(session, attempt.business_id, attempt.person_id, said, None)
    _book_refund(session, payment, paid)
    return payment


def _claimed(session: Session, attempt: PaymentAttempt, paid: Paid) -> Payment | None:
    """What the customer has reported with the bank's reference is this payment: the gateway confirms it."""
    utr = sound_utr(paid.utr or "")
    payment = service.with_utr(session, attempt.business_id, utr) if utr else None
    if payment is None or payment.person_id != attempt.person_id or payment.paise != paid.paise:
        return None
    payment.gateway, payment.gateway_payment_id = attempt.gateway, paid.id
    payment.attempt_id = attempt.id
    if payment.status == Status.REPORTED:
        service.confirm(session, payment, None)
        notices.tell_of_gateway_payment(session, payment)
    return payment


def _book_refund(session: Session, payment: Payment, paid: Paid) -> None:
    """What the gateway has given back, and the books do not know of yet."""
    for refund in payment.refunds:
        if refund.done_at is None and paid.refunded_paise >= payment.refunded_paise:
            refund.done_at = clock.now()
    more = paid.refunded_paise - payment.refunded_paise
    if more > 0 and payment.status == Status.CONFIRMED:
        service.refund(session, payment, None, min(more, payment.paise - payment.refunded_paise))
        notices.tell_of_refund(session, payment)


def _of(session: Session, business_id: str, reference: str) -> tuple[PaymentAttempt, Business]:
    attempt = session.scalars(_named(business_id, reference)).one()
    business = business_service.get(session, business_id)
    assert business is not None
    return attempt, business


def _locked(session: Session, business_id: str, reference: str) -> PaymentAttempt:
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
