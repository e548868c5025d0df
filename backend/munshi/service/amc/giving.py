"""Who runs the shop has sold yearly care to a customer, and was paid for it or not: both are that customer's."""

import re
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.billing.bills import service as bills
from munshi.billing.bills.service import Source
from munshi.billing.payments import notices as payment_notices
from munshi.billing.payments import service as payments
from munshi.billing.payments.rules import Way
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.service.amc import ending, selling
from munshi.service.amc.facts import contract_facts
from munshi.service.amc.models import AmcPlan
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import advancing, words
from munshi.service.visits.called_by import Called, called_in
from munshi.service.visits.money_told import Part, parts_in

PAGE = "request_technician"
PHONE = re.compile(r"\+?\d{10,12}")
GIVEN = ("was_paid", "part_given", "to_give", "running", "go_ahead", "renewing", "booking", "has_sold")


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "Rakesh Jadhav ko AC Care de diya 1999 cash liya", "Rakesh ka AC Care chalu karo"; a question sells nothing."""
    text = reading.text or ""
    of_plan = words.says(text, "care") or words.says(text, "plan") or words.says(text, "yearly")
    if reading.is_tap or not of_plan or not runs_the_desk(caller) or words.asks(text):
        return None
    gives = any(words.says(text, each) for each in (*GIVEN, "part_wanted"))
    if not gives or words.says(text, "ends"):
        return None
    if words.of_care(text) and not selling.has_plans(session, caller) and called_in(session, caller, reading):
        return heard(session, caller, PAGE, lambda here, by: Outcome[str](outcome="plan_not_there"))
    if not any(words.says(text, each) for each in GIVEN):
        return None
    plan = selling.plan_named(session, caller, text) or selling.only_plan_for(session, caller, text)
    named = called_in(session, caller, reading) if plan is not None else None
    if plan is None or named is None or len(named.people) > 1:
        return None
    paid = parts_in(PHONE.sub("", text))
    return heard(session, caller, PAGE, lambda here, by: _give(here, by, named, plan.code, paid))


def _give(session: Session, caller: Caller, named: Called, code: str, paid: list[Part]) -> Outcome[Any]:
    plan = session.get_one(AmcPlan, (caller.business_id, code))
    person = named.person(session, caller)
    customer = replace(caller, person=person, roles=people.roles_of(caller.business, person))
    contract = selling.give(session, caller, customer, plan)
    if contract is None:
        held = next(each for each in ending.held(session, customer) if each.plan == code)
        facts = {**contract_facts(held, plan), "until": held.last.isoformat()}
        return Outcome[str](outcome="has_contract", facts=facts)
    facts = ending.with_customer(session, contract)
    came = [(way, paise) for way, paise in paid if way and paise]
    for way, paise in came:
        bill = bills.standing(session, caller.business_id, Source("amc", contract.reference))
        said = payments.Said(paise, Way(way), named=bill.number if bill else None)
        payment = payments.record(session, caller.business_id, person.id, said, caller.person)
        payment_notices.tell_of_record(session, payment)
    if not came:
        return Outcome[str](outcome="plan_given", facts=facts)
    parts = [{"by": way, "paise": paise} for way, paise in came]
    return Outcome[str](outcome="plan_given_paid", facts={**facts, **advancing.taken(parts, 0)})
