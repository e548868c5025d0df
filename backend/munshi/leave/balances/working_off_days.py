"""Work on an off-day, said by who runs the business: it earns a day off, once, and the employee hears of it."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.columns import plain
from munshi.leave.asking.refusals import Refused
from munshi.leave.balances import comp_off, ledger, posting
from munshi.leave.balances.accrual import Kind, expires_on
from munshi.leave.facts import Facts, called, told
from munshi.leave.notices import tell_of_comp_off
from munshi.leave.policy import Accrual, LeaveType, Policy
from munshi.leave.rules import Portion
from munshi.leave.terms import Grants, employment, grants
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF


def record(
    session: Session, business: Business, alias: str, worked: date, portion: Portion, proof: str
) -> Outcome[Any]:
    """Writes down what the work has earned; `proof` says how it is known, as a bill or who was there."""
    if posting.SKILL not in business.skills:
        raise Refusal("not_offered")
    person = _employee(session, business, alias)
    granted = grants(session, business)
    policy = _policy(granted)
    calendar = granted.calendar(employment(session, business.id, person.id))
    try:
        comp_off.refuse_unearned(worked, calendar, policy, granted.today)
    except Refused as refused:
        raise Refusal(refused.outcome, **told(refused.facts)) from refused
    account = posting.accrue(session, granted, person.id)
    facts: Facts = {"person": alias, "name": called(person), "date": worked.isoformat(), "portion": portion}
    if any(portion.meets(earlier) for earlier in _recorded(account, worked)):
        return Outcome[str](outcome="recorded_already", facts=facts)
    earned = comp_off.earned(worked, portion)
    ledger.add(
        session,
        business.id,
        person.id,
        type_=policy.type,
        year=granted.year_of(worked).name,
        days=earned.days,
        kind=Kind.COMP_OFF_EARNED,
        day=worked,
        key=earned.key,
        reference=proof,
    )
    until = expires_on(policy, worked)
    available = comp_off.available_on(
        granted.today, ledger.account(session, business.id, person.id).comp_offs(policy)
    )
    facts |= {
        "count": plain(earned.days),
        "good_until": until.isoformat() if until else None,
        "available": plain(available),
    }
    tell_of_comp_off(session, granted, person, earned.key, facts)
    return Outcome[str](outcome="recorded", facts=facts)


def _employee(session: Session, business: Business, alias: str) -> Person:
    person = people.find(session, business.id, alias)
    if person is None or not people.roles_of(business, person) & STAFF:
        raise Refusal("not_found", person=alias)
    return person


def _policy(granted: Grants) -> Policy:
    policy = granted.policy(LeaveType.COMP_OFF, granted.today)
    if policy is None or policy.accrual is not Accrual.BY_PROOF:
        raise Refusal("not_entitled", type=str(LeaveType.COMP_OFF))
    return policy


def _recorded(account: ledger.Account, worked: date) -> list[Portion]:
    """Which parts of the day have earned something already; the key of an entry ends with it, or it is all of it."""
    keys = [e.key for e in account.entries if e.kind == Kind.COMP_OFF_EARNED and e.day == worked]
    parts = [key.rpartition(":")[2] for key in keys]
    return [Portion(part) if part in set(Portion) else Portion.FULL for part in parts]
