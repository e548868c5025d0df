"""Whether what should come back has: when, how much and by which way, by the books, or that it is under way."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import whether
from munshi.asking.heard import Heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment, PaymentRefund
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.service import WHOLE, refund_way
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.undoing.wording import goes_back
from munshi.word_lists import WordLists, plain

REPORT = "report_payment"
LISTS = WordLists(__file__, "asked_state.yml")
MOST_WORDS = 10
OF_LATE = timedelta(days=62)
ASKS, QUESTION = "asks_of_orders", "question"  # of every message


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The last that went back to who asks; None where something still waits to, or nothing of these days did."""
    refund = of_who_asks(session, caller, reading)
    if refund is None:
        return None
    payment = session.get_one(Payment, (refund.business_id, refund.payment_id), options=WHOLE)
    on = clock.on_the_wall(refund.done_at or refund.at, caller.business.timezone)
    facts = {**payment_facts(session, payment), "pay_back_paise": refund.paise, "pay_on": on[:10]}
    facts["pay_way"] = refund_way(session, payment, refund)
    outcome = "refund_made" if refund.done_at else "refund_under_way"
    return Heard(REPORT, Outcome[str](outcome=outcome, facts=facts))


def of_who_asks(session: Session, caller: Caller, reading: Reading) -> PaymentRefund | None:
    """What went back last to a customer who asks after it and has nothing more paid ahead."""
    if not _asks(caller, reading) or due_of(session, caller.business_id, caller.person.id).ahead_paise > 0:
        return None
    query = (
        select(PaymentRefund)
        .join(
            Payment,
            (Payment.business_id == PaymentRefund.business_id) & (Payment.id == PaymentRefund.payment_id),
        )
        .where(
            Payment.business_id == caller.business_id,
            Payment.person_id == caller.person.id,
            PaymentRefund.at >= clock.now() - OF_LATE,
        )
        .order_by(PaymentRefund.at.desc(), PaymentRefund.position.desc())
        .limit(1)
    )
    return session.scalar(query)


def _asks(caller: Caller, reading: Reading) -> bool:
    """Whether few words ask if money came back, and name no goods."""
    text, said = reading.text or "", plain(reading.text)
    if reading.is_tap or not goes_back(text) or caller.may_act_as(*STAFF) or reading.first("order_line"):
        return False
    is_question = text.rstrip().endswith("?") or whether(reading) or QUESTION in reading.sides(ASKS)
    return len(said.split()) <= MOST_WORDS and bool(is_question) and LISTS.has(said, "came_back")
