"""Yearly care ends before its last day: at once what was just bought and not used, else by who runs the shop."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders import passing_on
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.named import all_named_in
from munshi.people.rules import Role
from munshi.service.amc import booked
from munshi.service.amc.facts import contract_facts
from munshi.service.amc.models import AmcContract, AmcPlan
from munshi.service.visits import billing, words
from munshi.service.visits.facts import phone_of
from munshi.service.visits.references import CARE
from munshi.undoing.rules import is_late


def end(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """Ends a contract and takes its bill back where no visit of it was used; else the shop is asked to.

    Refuses with `nothing_open`.
    """
    contract = session.scalar(
        select(AmcContract)
        .where(AmcContract.business_id == caller.business_id, AmcContract.reference == reference.upper())
        .with_for_update()
    )
    manages = caller.may_act_as(Role.OWNER, Role.MANAGER)
    if contract is None or not (manages or contract.person_id == caller.person.id):
        raise Refusal("nothing_open")
    facts = with_customer(session, contract)
    if contract.ended_at is not None:
        return Outcome[str](outcome="plan_ended_already", facts=facts)
    unused = contract.used == len(booked.taken(session, contract))
    is_mistake = unused and not is_late(contract.sold_at, clock.now())
    if not manages and not is_mistake:
        notices.tell_role(
            session,
            caller.business_id,
            Role.OWNER,
            "visit_plan_unwanted",
            f"{contract.reference}:end",
            **facts,
        )
        return Outcome[str](outcome="plan_end_asked", facts=facts)
    contract.ended_at = clock.now()
    session.flush()
    if unused:
        booked.give_back(session, caller.business, contract)
    facts["plan_taken_back"] = unused and billing.take_back(session, contract, caller.person)
    _tell_other(session, caller, contract, facts)
    return Outcome[str](outcome="plan_ended", facts=facts)


def keep(session: Session, caller: Caller, reference: str, text: str) -> Outcome[Any]:
    """A contract of the person's goes on: the shop is told so in these words."""
    contract = next((each for each in held(session, caller) if each.reference == reference), None)
    if contract is None:
        raise Refusal("nothing_open")
    passing_on.pass_on(session, caller, f"{reference}: {text}")
    return Outcome[str](outcome="plan_kept", facts=with_customer(session, contract))


def named(session: Session, caller: Caller, text: str) -> str | None:
    """The contract that who runs the shop names, by its number or by whose it is: "AMC 919864000004 wali band karo"."""
    if number := CARE.search(text):
        return f"AMC-{int(number[1])}"
    if not words.says(text, "yearly"):
        return None
    today = clock.now_in(caller.business.timezone).date()
    rows = session.execute(
        select(AmcContract.reference, Person)
        .join(Person, (Person.business_id == AmcContract.business_id) & (Person.id == AmcContract.person_id))
        .where(
            AmcContract.business_id == caller.business_id,
            AmcContract.last >= today,
            AmcContract.ended_at.is_(None),
        )
    )
    found = [reference for reference, whose in rows if all_named_in(text, [whose])]
    return found[0] if len(found) == 1 else None


def held(session: Session, caller: Caller) -> list[AmcContract]:
    """What yearly care the person has today, the first to end first."""
    today = clock.now_in(caller.business.timezone).date()
    query = select(AmcContract).where(
        AmcContract.business_id == caller.business_id,
        AmcContract.person_id == caller.person.id,
        AmcContract.last >= today,
        AmcContract.ended_at.is_(None),
    )
    return list(session.scalars(query.order_by(AmcContract.last)))


def ended_today(session: Session, caller: Caller) -> AmcContract | None:
    """The yearly care of the person that was ended within a day, the last one."""
    query = select(AmcContract).where(
        AmcContract.business_id == caller.business_id,
        AmcContract.person_id == caller.person.id,
        AmcContract.ended_at >= clock.now() - timedelta(days=1),
    )
    return session.scalars(query.order_by(AmcContract.ended_at.desc()).limit(1)).first()


def _tell_other(session: Session, caller: Caller, contract: AmcContract, facts: dict[str, Any]) -> None:
    """The customer hears what the shop has ended, and the owner what the customer has."""
    customer = session.get_one(Person, (contract.business_id, contract.person_id))
    key = f"{contract.reference}:ended"
    if customer.id == caller.person.id:
        notices.tell_role(session, contract.business_id, Role.OWNER, "visit_plan_ended", key, **facts)
    else:
        notices.tell(session, contract.business_id, customer, "visit_plan_ended", key, **facts)


def with_customer(session: Session, contract: AmcContract) -> dict[str, Any]:
    """A contract as the shop is told of it: with whose it is."""
    customer = session.get_one(Person, (contract.business_id, contract.person_id))
    plan = session.get_one(AmcPlan, (contract.business_id, contract.plan))
    return {
        **contract_facts(contract, plan),
        "customer_name": customer.called or "?",
        "customer_phone": phone_of(customer),
    }
