"""Who has yearly care, for who runs the shop: all of it, or only of whom a service or a renewal is due."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.service.amc.facts import contract_facts
from munshi.service.amc.models import AmcContract, AmcPlan
from munshi.service.amc.rules import renewal_is_due, visit_due

MOST_SHOWN = 20


def listed(session: Session, caller: Caller, *, due: bool) -> Outcome[Any]:
    """The contracts that hold, the first to end first."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    today = clock.now_in(caller.business.timezone).date()
    query = select(AmcContract).where(
        AmcContract.business_id == caller.business_id,
        AmcContract.last >= today,
        AmcContract.ended_at.is_(None),
    )
    held = session.scalars(query.order_by(AmcContract.last, AmcContract.id)).all()
    rows = [_row(session, each, today) for each in held]
    shown = [each for each in rows if not due or each["care_due"]]
    outcome = "contracts" if shown else "none_due" if due and rows else "no_contracts"
    return Outcome[str](outcome=outcome, facts={"contracts": shown[:MOST_SHOWN]})


def _row(session: Session, contract: AmcContract, today: date) -> dict[str, Any]:
    person = session.get_one(Person, (contract.business_id, contract.person_id))
    plan = session.get_one(AmcPlan, (contract.business_id, contract.plan))
    visit = visit_due(contract.first, contract.last, contract.visits, contract.used, today) is not None
    renewal = renewal_is_due(contract.last, today)
    return {
        **contract_facts(contract, plan),
        "customer_name": person.called or "?",
        "until": contract.last.isoformat(),
        "care_due": "visit" if visit else "renewal" if renewal else None,
    }
