"""A payment as it is said. The names begin with `pay_`, so that no other skill's words are filled with them."""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.payments.models import Payment
from munshi.billing.payments.owed import due_of
from munshi.business import service as business_service
from munshi.people.models import Person

Facts = dict[str, Any]


def payment_facts(session: Session, payment: Payment) -> Facts:
    """What was paid, by whom and how, what it settled, and what is left to pay."""
    payer = session.get_one(Person, (payment.business_id, payment.person_id))
    due = due_of(session, payment.business_id, payment.person_id)
    business = business_service.get(session, payment.business_id)
    assert business is not None
    return {
        "pay_reference": payment.reference,
        "pay_paise": payment.paise,
        "pay_way": payment.way,
        "pay_utr": payment.utr,
        "pay_payer": payer.called,
        "pay_status": payment.status,
        "pay_on": payment.paid_on.isoformat() if payment.paid_on else None,
        "pay_at": clock.on_the_wall(payment.at, business.timezone),
        "pay_for": [part.of for part in payment.parts if part.of]
        or ([payment.named] if payment.named else []),
        "pay_left_paise": due.paise,
        "pay_left_coming_paise": due.paise - due.now_paise,
        "pay_ahead_paise": due.ahead_paise,
        "pay_refunded_paise": payment.refunded_paise,
        "pay_words": payment.note,
        "pay_has_screenshot": payment.screenshot is not None,
        "pay_business": business.name,
    }
