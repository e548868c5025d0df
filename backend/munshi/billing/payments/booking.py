"""What the gateway says of an attempt goes into the books: each payment and each refund once.

Whatever calls here has told no more than *look*: what the gateway says when it is asked is what is booked.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.billing.accounts import service as accounts
from munshi.billing.payments import attempts, notices, service
from munshi.billing.payments.gateways.configured import gateway_of
from munshi.billing.payments.gateways.port import Link, Paid, State
from munshi.billing.payments.models import Payment, PaymentAttempt
from munshi.billing.payments.rules import Way, sound_utr
from munshi.billing.payments.service import Said
from munshi.billing.payments.statuses import Attempt, Status, may_attempt_move


def look_up(business_id: str, reference: str) -> list[str]:
    """Asks the gateway where an attempt stands and books it; the references of payments that are new by it.

    Raises GatewayFault.
    """
    with database.transaction() as session:
        attempt, business = attempts.named(session, business_id, reference)
        if attempt.gateway_link_id is None:
            return []
        gateway = gateway_of(business, attempt.gateway)
        link = Link(attempt.gateway_link_id, attempt.url or "")
    state = gateway.look_up(link, reference)
    with database.transaction() as session:
        return book(session, business_id, reference, state)


def book(session: Session, business_id: str, reference: str, state: State) -> list[str]:
    """What the gateway says of an attempt goes into the books, each payment and each refund once."""
    known, _ = attempts.named(session, business_id, reference)
    accounts.locked(session, business_id, known.person_id)
    attempt = attempts.locked(session, business_id, reference)
    attempt.looked_up_at = clock.now()
    new = [payment for paid in state.paid if (payment := _booked(session, attempt, paid)) is not None]
    if may_attempt_move(Attempt(attempt.status), state.status):
        attempt.status = state.status
    session.flush()
    for payment in new:
        notices.tell_of_gateway_payment(session, payment)
    return [payment.reference for payment in new]


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
        said = replace(said, utr=None)  # it was told of with another sum: two rows, and the owner sees both
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
