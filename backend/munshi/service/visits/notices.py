"""Who is told of a visit without asking: the customer, the technician, and who runs the business."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.notices import service as notices
from munshi.people.rules import Role
from munshi.service.visits.facts import job_facts, person, visit_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.outcomes import Notice


def tell_customer(
    session: Session, business: Business, visit: Visit, name: Notice, again: object = "", **more: Any
) -> None:
    """Has the customer told; `again` tells a notice from the same one before."""
    customer = person(session, visit.business_id, visit.person_id)
    assert customer
    facts = {**visit_facts(session, business, visit), **more}
    notices.tell(session, visit.business_id, customer, name, _key(visit, name, again), **facts)


def tell_technician(
    session: Session, business: Business, visit: Visit, name: Notice, again: object = "", **more: Any
) -> None:
    """Has who comes told."""
    tell_person(session, business, visit, visit.technician_id, name, again, **more)


def tell_person(
    session: Session,
    business: Business,
    visit: Visit,
    person_id: int | None,
    name: Notice,
    again: object = "",
    **more: Any,
) -> None:
    """Has somebody who works here told of a job."""
    somebody = person(session, visit.business_id, person_id)
    if somebody is not None:
        facts = {**job_facts(session, business, visit), **more}
        notices.tell(session, visit.business_id, somebody, name, _key(visit, name, again), **facts)


def tell_owners(
    session: Session, business: Business, visit: Visit, name: Notice, again: object = "", **more: Any
) -> None:
    """Has the owners told."""
    facts = {**job_facts(session, business, visit), **more}
    notices.tell_role(session, business.id, Role.OWNER, name, _key(visit, name, again), **facts)


def _key(visit: Visit, name: str, again: object) -> str:
    return f"{visit.reference}:{name}:{len(visit.moves)}:{again}"
