"""What the connector has heard of WhatsApp's payments: statuses that hint, and cards that Meta did not take."""

from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.billing.payments import cards, events, links, notices
from munshi.billing.payments.gateways.port import Event
from munshi.billing.payments.gateways.whatsapp import NAME
from munshi.billing.payments.models import GatewayEvent, PaymentAttempt
from munshi.billing.payments.statuses import Attempt
from munshi.business.models import Number
from munshi.people.models import Person

TAKE = text(
    """
    UPDATE assistant.payment_news SET taken_at = :now WHERE id IN (
        SELECT id FROM assistant.payment_news WHERE taken_at IS NULL ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, phone_number_id, news
    """
)


def take() -> None:
    """Keeps what the connector has heard, and looks up what it hints at."""
    with database.transaction() as session:
        rows = sorted(session.execute(TAKE, {"now": clock.now()}), key=lambda row: row.id)
        heard = [(session.get(Number, row.phone_number_id), row.news) for row in rows]
        refused = [(number, news) for number, news in heard if number and news.get("refused")]
        for number, news in refused:
            _fall_back(session, number.business_id, news)
    for known, news in heard:
        if known is not None and not news.get("refused"):
            _follow(known.business_id, news)


def _follow(business_id: str, news: dict[str, Any]) -> None:
    payment = news.get("payment") or {}
    transaction = payment.get("transaction") or {}
    refunds = payment.get("refunds") or ()
    parts = (
        payment.get("reference_id"),
        transaction.get("pg_transaction_id") or transaction.get("id"),
        transaction.get("status") or news.get("status"),
        *(f"{each.get('id')}-{each.get('status')}" for each in refunds),
    )
    event = Event(
        id=":".join(str(part) for part in parts if part) or str(news.get("id")),
        kind=str(news.get("status")),
        reference=payment.get("reference_id"),
        body=news,
    )
    number = events.keep(business_id, NAME, event)
    if number is not None:
        events.follow(business_id, number)


def _fall_back(session: Session, business_id: str, news: dict[str, Any]) -> None:
    """Meta takes no payments for the business: the owner hears why, the customer gets the link, for a day no card."""
    reference, details = str(news.get("reference_id")), str(news.get("details") or "")
    first = not cards.was_refused(session, business_id)
    now = clock.now()
    kept = {
        "business_id": business_id,
        "gateway": NAME,
        "event_id": f"{cards.REFUSED}:{reference}",
        "kind": cards.REFUSED,
        "reference": reference,
        "body": news,
        "received_at": now,
        "handled_at": now,
    }
    session.execute(insert(GatewayEvent).values(kept).on_conflict_do_nothing())
    named = (PaymentAttempt.business_id == business_id) & (PaymentAttempt.reference == reference)
    attempt = session.scalar(select(PaymentAttempt).where(named))
    if attempt is not None and attempt.status == Attempt.CREATED:
        attempt.status = Attempt.CANCELLED
        person = session.get_one(Person, (business_id, attempt.person_id))
        issued = links.link_for(session, person, attempt.paise, order=attempt.of, is_part=True)
        notices.tell_of_link(session, attempt, issued.url)
    if first:
        notices.tell_of_refused_card(session, business_id, now.date().isoformat(), details)
