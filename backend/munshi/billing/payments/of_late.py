"""The last payment that a customer spoke of: told once more it is the same, and by which way it came is put right."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import asks_whether
from munshi.asking.reading import Reading, SumRole
from munshi.asking.sums import figures
from munshi.billing.accounts.notices import tell_of_doubt
from munshi.billing.payments import drafts
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.service import WHOLE
from munshi.billing.payments.statuses import Status
from munshi.billing.pieces import paid
from munshi.callers import Caller
from munshi.outcomes import Outcome

MOVES = (SumRole.PAID, SumRole.TO_PAY, SumRole.BACK)  # of these it is not asked where they stand
STORE = "ask_store_info"
SAME_WITHIN = timedelta(days=2)  # so long the same sum is the same payment, until something tells them apart


def of_late(
    session: Session,
    caller: Caller,
    paise: int | None,
    within: timedelta = SAME_WITHIN,
    way: str | None = None,
) -> Payment | None:
    """The last payment of the person of these days, claimed or come, of this sum and way where they are said."""
    wanted = [Payment.at >= clock.now() - within]
    wanted += [] if paise is None else [Payment.paise == paise]
    wanted += [] if way is None else [Payment.way == way]
    return next(iter(lately(session, caller, 1, *wanted)), None)


def lately(session: Session, caller: Caller, most: int, *wanted: Any) -> Sequence[Payment]:
    """The payments of the person, the last first: claims, and what came."""
    query = select(Payment).where(
        Payment.business_id == caller.business_id,
        Payment.person_id == caller.person.id,
        Payment.status.in_([Status.REPORTED, Status.CONFIRMED]),
        *wanted,
    )
    return session.scalars(query.order_by(Payment.id.desc()).limit(most).options(*WHOLE)).all()


def with_words(session: Session, caller: Caller, paise: int) -> Payment | None:
    """The last payment of these days, where what the customer wrote with it names this sum: what was too much of it."""
    last = of_late(session, caller, None)
    return last if last is not None and paise in figures(last.note) else None


def asked_after(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """What has become of the payment that a question is about, which is no report: *mere pati ne 2000 diye the kya?*.

    Who says that they have paid and asks whether it came reports it: *500 bhej diye mile kya*.
    """
    sums = reading.sums_of(SumRole.ASKED) or [
        each for each in reading.sums if each.role not in MOVES and asks_whether(reading, each.start)
    ]
    if reading.is_tap or paid(reading) or len({each.paise for each in sums}) != 1:
        return None
    paise = sums[0].paise
    found = of_late(session, caller, paise) or with_words(session, caller, paise)
    if found is not None:
        return standing(session, found)
    if not reading.sums_of(SumRole.ASKED) or reading.wants(STORE):
        return None  # *is delivery free above 500?*
    return Outcome[str](outcome="none_like_it", facts={"pay_paise": paise})


def standing(session: Session, payment: Payment) -> Outcome[Any]:
    """What has become of it: the shop knows of it, or it came."""
    outcome = "reported_already" if payment.status == Status.REPORTED else "received_already"
    return Outcome[str](outcome=outcome, facts=payment_facts(session, payment))


def of_that_way(session: Session, caller: Caller, told: Told) -> Outcome[Any] | None:
    """Which way it was paid, of the last payment: known so already, or for the owners, who have confirmed another."""
    last = of_late(session, caller, None)
    if last is None:
        return None
    drafts.drop(session, caller)
    facts = payment_facts(session, last)
    if told.way in (None, last.way) or last.status == Status.REPORTED:
        return Outcome[str](outcome="reported_already", facts=facts)
    tell_of_doubt(session, caller.business, caller.person, told.words or "")
    return Outcome[str](outcome="words_passed_on", facts={**facts, "pay_words": told.words})


def keep_one(session: Session, caller: Caller) -> Outcome[Any]:
    """It is the payment that the shop has heard of already."""
    told = drafts.load(session, caller, "report")
    found = of_late(session, caller, told.paise) if told else None
    drafts.drop(session, caller)
    if found is None:
        return Outcome[str](outcome="dropped")
    return Outcome[str](outcome="reported_already", facts=payment_facts(session, found))
