"""Whose khata a claim is for, where its words name another customer: nothing is booked before the owner says it."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.accounts.whom import named_in
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person

MOST_OTHERS = 2  # beside the payer, as buttons


def named_beside(session: Session, claim: Payment) -> list[Person]:
    """The customers whom the words of a claim name beside who has made it: it may be for one of these."""
    named = named_in(session, claim.business_id, claim.note) if claim.note else []
    return [each for each in named if each.id != claim.person_id]


def ask(session: Session, claim: Payment) -> Outcome[Any] | None:
    """On whose khata a claim goes, where its words name somebody else; nothing is booked before that is said."""
    others = named_beside(session, claim)
    if not others:
        return None
    payer = session.get_one(Person, (claim.business_id, claim.person_id))
    accounts = [
        {"payer": each.id, "name": each.called or next(iter(people.phones(each)), "?")}
        for each in [*others[:MOST_OTHERS], payer]
    ]
    facts = {**payment_facts(session, claim), "pay_accounts": accounts, "summary": claim.reference}
    return Outcome[str](outcome="choose_account", facts=facts)
