"""The books of payments. Whoever changes one locks the customer's account first, so that no two settle the same debt.

Only a confirmed payment is in the ledger; what is taken back or given back is answered there by a line of its own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session, selectinload

from munshi import clock
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.rules import Kind
from munshi.billing.payments.models import (
    Payment,
    PaymentAttempt,
    PaymentMove,
    PaymentPart,
    PaymentRefund,
    PaymentSeries,
)
from munshi.billing.payments.owed import due_of, item_of
from munshi.billing.payments.rules import Way, settle
from munshi.billing.payments.statuses import TAKEN_BACK, Attempt, Status, may_move
from munshi.business.models import Business
from munshi.outcomes import Refusal
from munshi.people.models import Person
from munshi.series import next_number

PREFIX = "PAY-"
PAYMENT = re.compile(r"\b(?:(?i:pay)-?|PAY )([0-9]+)\b")  # named in words; "pay 300" is a sum
ORDERS = "ORD-"
WHOLE = (selectinload(Payment.parts), selectinload(Payment.moves), selectinload(Payment.refunds))


@dataclass(frozen=True)
class Said:
    """A payment as somebody tells of it, or a gateway has it; `named` is the order or bill that it is for."""

    paise: int
    way: Way
    utr: str | None = None
    named: str | None = None
    note: str | None = None
    screenshot: Mapping[str, str] | None = None
    at: datetime | None = None
    gateway: str | None = None
    gateway_payment_id: str | None = None
    attempt_id: int | None = None
    on: date | None = None


def report(session: Session, business_id: str, payer: int, said: Said, by: Person) -> Payment:
    """The customer says that they have paid: a claim, which changes no balance."""
    accounts.locked(session, business_id, payer)
    _refuse_used(session, business_id, said.utr)
    return _new(session, business_id, payer, said, Status.REPORTED, by)


def record(
    session: Session,
    business_id: str,
    payer: int,
    said: Said,
    by: Person | None,
    booked_at: datetime | None = None,
) -> Payment:
    """The owner or a gateway has the money: it is confirmed at once, and booked now or at another moment."""
    accounts.locked(session, business_id, payer)
    _refuse_used(session, business_id, said.utr)
    payment = _new(session, business_id, payer, said, Status.CONFIRMED, by)
    _book(session, payment, by, booked_at)
    return payment


def confirm(session: Session, payment: Payment, by: Person | None) -> None:
    """The owner or the gateway has seen the money. The payment is locked."""
    move(session, payment, Status.CONFIRMED, by)
    _book(session, payment, by, noon_of_its_day(session, payment))


def noon_of_its_day(session: Session, payment: Payment) -> datetime | None:
    """Noon of the earlier day that who told of a payment has named."""
    if payment.paid_on is None:
        return None
    zone = ZoneInfo(session.get_one(Business, payment.business_id).timezone)
    return datetime.combine(payment.paid_on, time(12), zone)


def reject(session: Session, payment: Payment, by: Person | None, reason: str | None = None) -> None:
    """The money has not come. The payment is locked."""
    move(session, payment, Status.REJECTED, by, reason)


def refund(
    session: Session,
    payment: Payment,
    by: Person | None,
    paise: int | None = None,
    *,
    gateway_refund_id: str | None = None,
    done: bool = True,
    way: Way | None = None,
) -> PaymentRefund:
    """Money goes back: all that has not yet, or a part, by the `way` it came unless another is said.

    The payment is locked; all of it back is its last move.
    """
    left = payment.paise - payment.refunded_paise
    back = left if paise is None else paise
    if payment.status != Status.CONFIRMED or not 0 < back <= left:
        raise Refusal("not_refundable", reference=payment.reference, left_paise=left, status=payment.status)
    step = PaymentRefund(
        position=len(payment.refunds) + 1,
        paise=back,
        at=clock.now(),
        person_id=by.id if by else None,
        gateway_refund_id=gateway_refund_id,
        done_at=clock.now() if done else None,
    )
    payment.refunds.append(step)
    payment.refunded_paise += back
    _post_refund(session, payment, step, by, way)
    if payment.refunded_paise == payment.paise:
        move(session, payment, Status.REFUNDED, by)
    session.flush()
    return step


def refund_way(session: Session, payment: Payment, step: PaymentRefund) -> str:
    """By which way money went back, as the ledger has it."""
    entry = accounts.find(session, payment.business_id, _refund_key(payment, step))
    return entry.way if entry is not None and entry.way else payment.way


def take_back_refund(session: Session, payment: Payment, step: PaymentRefund) -> None:
    """The gateway does not give it back: the money is still with the business. The payment is locked."""
    for place in range(len(payment.parts)):
        entry = accounts.find(session, payment.business_id, _refund_key(payment, step, place))
        assert entry is not None or place
        if entry is not None:
            accounts.reverse(session, entry, None)
    payment.refunded_paise -= step.paise
    payment.refunds.remove(step)
    if payment.status == Status.REFUNDED:
        _step(session, payment, Status.CONFIRMED, None)
    session.flush()


def take_back(session: Session, payment: Payment, then: Status, by: Person) -> None:
    """What was said by mistake is unsaid: its lines in the ledger are answered by their opposites."""
    if payment.refunded_paise or then not in TAKEN_BACK.get(Status(payment.status), frozenset()):
        raise Refusal("moved_on", reference=payment.reference)
    if payment.status == Status.CONFIRMED:
        for position in range(1, len(payment.parts) + 1):
            entry = accounts.find(session, payment.business_id, _key(payment, position))
            assert entry is not None
            said_later = entry.at < payment.moves[0].at  # it is of an earlier day, and so is its opposite
            accounts.reverse(session, entry, by, at=entry.at if said_later else None)
        let_off = accounts.find(session, payment.business_id, let_off_key(payment))
        if let_off is not None and accounts.reversal_of(session, let_off) is None:
            accounts.reverse(session, let_off, by)
        payment.parts.clear()
        session.flush()
    else:
        _refuse_used(session, payment.business_id, payment.utr)
    _step(session, payment, then, by)


def let_off_key(payment: Payment) -> str:
    """The key of what was let off along with a payment, in the ledger."""
    return f"let_off:{payment.reference}"


def move(
    session: Session, payment: Payment, then: Status, by: Person | None, reason: str | None = None
) -> None:
    """Makes an allowed move; `moved_already` says where the payment stands, and who has brought it there."""
    if not may_move(Status(payment.status), then):
        raise Refusal("moved_already", reference=payment.reference, status=payment.status)
    _step(session, payment, then, by, reason)


def locked(session: Session, business_id: str, reference: str) -> Payment | None:
    """The payment with its customer's account, both locked."""
    payment = session.scalar(_named(business_id, reference))
    if payment is None:
        return None
    accounts.locked(session, business_id, payment.person_id)
    query = _named(business_id, reference).with_for_update(of=Payment)
    return session.scalar(query.execution_options(populate_existing=True))


def find(session: Session, business_id: str, reference: str) -> Payment | None:
    """The payment with this reference."""
    return session.scalar(_named(business_id, reference))


def of_gateway(session: Session, business_id: str, gateway: str, payment_id: str) -> Payment | None:
    """The payment that a gateway knows by this id."""
    query = select(Payment).where(
        Payment.business_id == business_id,
        Payment.gateway == gateway,
        Payment.gateway_payment_id == payment_id,
    )
    return session.scalar(query.options(*WHOLE))


def with_utr(session: Session, business_id: str, utr: str) -> Payment | None:
    """The payment that has this bank's reference, unless it never came."""
    query = select(Payment).where(
        Payment.business_id == business_id, Payment.utr == utr, Payment.status != Status.REJECTED
    )
    return session.scalar(query.options(*WHOLE))


def _refuse_used(session: Session, business_id: str, utr: str | None) -> None:
    """A bank's reference is of one payment."""
    other = with_utr(session, business_id, utr) if utr else None
    if other is not None:
        raise Refusal("utr_used", utr=utr, reference=other.reference, status=other.status)


def _new(
    session: Session, business_id: str, payer: int, said: Said, status: Status, by: Person | None
) -> Payment:
    now = clock.now()
    payment = Payment(
        business_id=business_id,
        reference=f"{PREFIX}{next_number(session, PaymentSeries, business_id)}",
        person_id=payer,
        status=status,
        paise=said.paise,
        refunded_paise=0,
        way=said.way,
        at=said.at or now,
        utr=said.utr,
        named=said.named,
        note=said.note,
        screenshot=dict(said.screenshot) if said.screenshot else None,
        reported_by=by.id if by else None,
        gateway=said.gateway,
        gateway_payment_id=said.gateway_payment_id,
        attempt_id=said.attempt_id,
        paid_on=said.on,
        moves=[PaymentMove(position=1, status=status, person_id=by.id if by else None, at=now)],
    )
    session.add(payment)
    session.flush()
    return payment


def _book(session: Session, payment: Payment, by: Person | None, at: datetime | None = None) -> None:
    """Writes into the ledger what the payment settles, a line for each; what is too much is paid ahead."""
    due = due_of(session, payment.business_id, payment.person_id)
    named_item = item_of(session, payment.business_id, payment.named)
    settled = settle(payment.paise, due.items, named_item)
    named = [part for part in settled.parts if part.reference is not None]
    rest = payment.paise - sum(part.paise for part in named)
    parts = [(part.reference, part.paise) for part in named] + ([(None, rest)] if rest else [])
    for position, (of, paise) in enumerate(parts, 1):
        payment.parts.append(PaymentPart(position=position, of=of, paise=paise))
        accounts.post(
            session,
            payment.business_id,
            payment.person_id,
            Kind.PAYMENT,
            -paise,
            _key(payment, position),
            by=by,
            at=at,
            payment_reference=payment.reference,
            way=payment.way,
            order_reference=_order(of),
            bill_number=_bill(of),
        )
    _want_no_more(session, payment)
    session.flush()


def want_no_more(session: Session, business_id: str, person_id: int, of: str | None = None) -> None:
    """The open attempts of a person, or those for one order or bill, are to be cancelled at their gateways."""
    query = update(PaymentAttempt).where(
        PaymentAttempt.business_id == business_id,
        PaymentAttempt.person_id == person_id,
        PaymentAttempt.status.in_((Attempt.WAITING, Attempt.CREATED)),
        PaymentAttempt.unwanted_at.is_(None),
    )
    session.execute((query.where(PaymentAttempt.of == of) if of else query).values(unwanted_at=clock.now()))


def _want_no_more(session: Session, payment: Payment) -> None:
    """What was asked for before the payment may be too much now: whoever pays again asks again."""
    if payment.attempt_id is None:
        want_no_more(session, payment.business_id, payment.person_id)


def _post_refund(
    session: Session, payment: Payment, step: PaymentRefund, by: Person | None, way: Way | None
) -> None:
    """What goes back is owed again, an entry for each part that it is of: by that order or bill, where it has one."""
    for place, (of, paise) in enumerate(_given_back(payment, step)):
        accounts.post(
            session,
            payment.business_id,
            payment.person_id,
            Kind.REFUND,
            paise,
            _refund_key(payment, step, place),
            by=by,
            payment_reference=payment.reference,
            way=way or payment.way,
            order_reference=_order(of),
            bill_number=_bill(of),
        )


def _given_back(payment: Payment, step: PaymentRefund) -> Iterator[tuple[str | None, int]]:
    """Of which parts the money is that goes back, the last part first: what stood ahead, then the newest."""
    before, left = payment.refunded_paise - step.paise, step.paise
    for part in reversed(payment.parts):
        gone = min(before, part.paise)
        paise = min(left, part.paise - gone)
        before, left = before - gone, left - paise
        if paise:
            yield part.of, paise


def _refund_key(payment: Payment, step: PaymentRefund, place: int = 0) -> str:
    """By its moment too: a refund that was taken back leaves its place to another. By its part too, of several."""
    key = f"refund:{payment.reference}:{step.position}:{step.at.timestamp():.6f}"
    return f"{key}:{place}" if place else key


def _order(of: str | None) -> str | None:
    return of if of and of.startswith(ORDERS) else None


def _bill(of: str | None) -> str | None:
    return of if of and not of.startswith(ORDERS) else None


def _step(
    session: Session, payment: Payment, then: Status, by: Person | None, reason: str | None = None
) -> None:
    step = PaymentMove(
        position=len(payment.moves) + 1,
        status=then,
        person_id=by.id if by else None,
        at=clock.now(),
        reason=reason,
    )
    payment.status = then
    payment.moves.append(step)
    session.flush()


def _key(payment: Payment, position: int) -> str:
    """The key of a line in the ledger; another one each time the payment is confirmed."""
    times = sum(move.status == Status.CONFIRMED for move in payment.moves)
    again = f":{times}" if times > 1 else ""
    return f"payment:{payment.reference}:{position}{again}"


def _named(business_id: str, reference: str) -> Select[Payment]:
    query = select(Payment).where(Payment.business_id == business_id, Payment.reference == reference)
    return query.options(*WHOLE)
