"""Visits that are due by a contract, and renewals, are proposed to the customer without being asked, once each."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.notices import service as notices
from munshi.people.models import Person
from munshi.service.amc.facts import contract_facts
from munshi.service.amc.models import AmcContract, AmcPlan
from munshi.service.amc.rules import renewal_is_due, visit_due


def propose(session: Session, business: Business) -> None:
    """Tells each customer what is due today; what was proposed before is not said again."""
    today = clock.now_in(business.timezone).date()
    query = select(AmcContract).where(
        AmcContract.business_id == business.id,
        AmcContract.first <= today,
        AmcContract.last >= today,
        AmcContract.ended_at.is_(None),
    )
    for contract in session.scalars(query.with_for_update(skip_locked=True)):
        place = visit_due(contract.first, contract.last, contract.visits, contract.used, today)
        if place is not None and contract.told.get("visit", 0) < place:
            _tell(session, contract, "visit_due", f"visit:{place}")
            contract.told = {**contract.told, "visit": place}
        if (
            renewal_is_due(contract.last, today)
            and not contract.told.get("renewal")
            and not _renewed(session, contract)
        ):
            _tell(session, contract, "visit_renewal", "renewal")
            contract.told = {**contract.told, "renewal": True}


def _tell(session: Session, contract: AmcContract, name: str, key: str) -> None:
    person = session.get_one(Person, (contract.business_id, contract.person_id))
    plan = session.get_one(AmcPlan, (contract.business_id, contract.plan))
    facts = contract_facts(contract, plan)
    notices.tell(session, contract.business_id, person, name, f"{contract.reference}:{key}", **facts)


def _renewed(session: Session, contract: AmcContract) -> bool:
    query = select(AmcContract.id).where(
        AmcContract.business_id == contract.business_id,
        AmcContract.person_id == contract.person_id,
        AmcContract.machine == contract.machine,
        AmcContract.first > contract.last,
    )
    return session.scalar(query.limit(1)) is not None
