"""Once a day the gateway is asked about the links of the last days; owners hear where it and the books differ."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.billing.payments import booking, notices
from munshi.billing.payments.gateways.configured import gateway_of
from munshi.billing.payments.gateways.port import GatewayFault, Link, State
from munshi.billing.payments.models import Payment, PaymentAttempt, ReconciledDay
from munshi.billing.payments.service import WHOLE
from munshi.billing.payments.statuses import COUNTS
from munshi.billing.payments.terms import terms_of
from munshi.business import service as business_service

LOOKED_BACK = timedelta(days=4)  # a refund may be made so long after the payment, and a webhook be lost
HOUR = 4  # of the business's own night

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Books:
    """What the books say of an attempt: by the gateway's id of each payment, what came and what went back."""

    came: dict[str, int]
    back: dict[str, int]


def reconcile_everywhere() -> None:
    """Does it for each business whose night it is, once for a day."""
    with database.transaction() as session:
        due = [
            (business.id, today.isoformat())
            for business in business_service.all_of_them(session)
            if terms_of(business).gateway or terms_of(business).whatsapp
            for now in [clock.now_in(business.timezone)]
            for today in [now.date()]
            if now.hour >= HOUR
        ]
    for business_id, day in due:
        if begin_day(business_id, day):
            reconcile(business_id, day)


def begin_day(business_id: str, day: str) -> bool:
    """Whether nobody has compared the books of this day with the gateway yet; from now on somebody has."""
    with database.transaction() as session:
        statement = insert(ReconciledDay).values(business_id=business_id, day=day, at=clock.now())
        done = session.execute(statement.on_conflict_do_nothing().returning(ReconciledDay.day))
        return done.first() is not None


def reconcile(business_id: str, day: str) -> list[dict[str, Any]]:
    """Brings the books to what the gateway says; the differences there were, which the owners are told."""
    found: list[dict[str, Any]] = []
    for reference, gateway, link in _of_the_last_days(business_id):
        try:
            with database.transaction() as session:
                business = business_service.get(session, business_id)
                assert business is not None
                account = gateway_of(business, gateway)
            state = account.look_up(link, reference)
        except GatewayFault as fault:
            log.warning("%s of %s cannot be compared: %s", reference, business_id, fault)
            continue
        with database.transaction() as session:
            found += _differences(reference, _books(session, business_id, reference), state)
            booking.book(session, business_id, reference, state)
    if found:
        with database.transaction() as session:
            notices.tell_of_differences(session, business_id, day, found)
    return found


def _of_the_last_days(business_id: str) -> Sequence[tuple[str, str, Link]]:
    query = select(PaymentAttempt).where(
        PaymentAttempt.business_id == business_id,
        PaymentAttempt.gateway_link_id.is_not(None),
        PaymentAttempt.expires_at >= clock.now() - LOOKED_BACK,
    )
    with database.transaction() as session:
        return [
            (attempt.reference, attempt.gateway, Link(attempt.gateway_link_id or "", attempt.url or ""))
            for attempt in session.scalars(query.order_by(PaymentAttempt.id))
        ]


def _books(session: Session, business_id: str, reference: str) -> Books:
    query = (
        select(Payment)
        .join(
            PaymentAttempt,
            (PaymentAttempt.business_id == Payment.business_id) & (PaymentAttempt.id == Payment.attempt_id),
        )
        .where(PaymentAttempt.business_id == business_id, PaymentAttempt.reference == reference)
    )
    payments = [each for each in session.scalars(query.options(*WHOLE)) if each.status in COUNTS]
    return Books(
        {str(each.gateway_payment_id): each.paise for each in payments},
        {str(each.gateway_payment_id): each.refunded_paise for each in payments},
    )


def _differences(reference: str, books: Books, state: State) -> list[dict[str, Any]]:
    """`missed`: the gateway has it, the books had not; `unknown`: the other way round; `sum`, `refund`: not alike."""
    said = {paid.id: paid for paid in state.paid}
    found = []
    for id_ in sorted({*said, *books.came}):
        there, here = said.get(id_), books.came.get(id_)
        if there is None or here is None:
            kind, paise = ("missed", there.paise) if there else ("unknown", here or 0)
        elif there.paise != here:
            kind, paise = "sum", there.paise - here
        elif there.refunded_paise > books.back[id_]:
            kind, paise = "refund", there.refunded_paise - books.back[id_]
        else:
            continue
        found.append({"kind": kind, "of": reference, "paise": paise, "id": id_})
    return found
