"""Yearly care is asked for, shown with its price, and sold by a yes; renewed it goes on where it ended."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role
from munshi.series import next_number
from munshi.service.amc.facts import contract_facts, plan_facts
from munshi.service.amc.models import AmcContract, AmcPlan, AmcSeries
from munshi.service.visits import billing, machines, words
from munshi.service.visits.charging import contract_of, last_day
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import phone_of

KIND, PREFIX = "plan", "AMC-"


def asked_for(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """What is answered to who wants yearly care; None where a visit is wanted, also one of a contract."""
    if plan := reading.first("plan"):
        return _shown(session, caller, str(plan))
    if renewed := reading.first("renew"):
        return _shown(session, caller, _own(session, caller, str(renewed)).plan, str(renewed))
    text = reading.text or ""
    held = _held(session, caller)
    if (named := plan_named(session, caller, text)) is not None:
        return _of_plan(session, caller, text, named, held)
    if not words.says(text, "yearly"):
        return None
    machine = words.machine_in(text)
    if machine is None and len(held) == 1:
        machine = held[0].machine
    if words.says(text, "renewing") and held:
        return _shown(session, caller, held[0].plan, held[0].reference)
    today = clock.now_in(caller.business.timezone).date()
    if machine and contract_of(session, caller.business_id, caller.person.id, machine, today):
        return None
    return _choose(session, caller, machine)


def plan_named(session: Session, caller: Caller, text: str) -> AmcPlan | None:
    """The plan whose name or code a text has."""
    said = words.sounds(text)
    plans = session.scalars(select(AmcPlan).where(AmcPlan.business_id == caller.business_id))
    names = {plan: [*plan.name.values(), plan.code.replace("-", " ")] for plan in plans}
    found = [
        plan
        for plan, called in names.items()
        if any(_stands_in(words.sounds(name), said) for name in called if len(name.split()) > 1)
    ]
    return found[0] if len(found) == 1 else None


def _of_plan(
    session: Session, caller: Caller, text: str, plan: AmcPlan, held: Sequence[AmcContract]
) -> Outcome[Any] | None:
    """What a plan has in it and costs; to who has it until when it holds, and None where they want a visit of it."""
    contract = next((each for each in held if each.plan == plan.code), None)
    if contract is None:
        return _shown(session, caller, plan.code)
    if words.says(text, "renewing"):
        return _shown(session, caller, plan.code, contract.reference)
    if words.says(text, "running") or words.says(text, "asking"):
        facts = {**_facts(session, contract), "until": contract.last.isoformat()}
        return Outcome[str](outcome="has_contract", facts=facts)
    return None


def _stands_in(phrase: Sequence[str], said: Sequence[str]) -> bool:
    size = len(phrase)
    return any(list(said[at : at + size]) == list(phrase) for at in range(len(said) - size + 1))


def machine_of_contract(session: Session, caller: Caller, reference: str) -> str:
    """The machine of the person's contract. Refuses with `not_found`."""
    return _own(session, caller, reference).machine


def only_machine(session: Session, caller: Caller) -> str | None:
    """The machine of the only contract that the person has."""
    held = _held(session, caller)
    return held[0].machine if len(held) == 1 else None


def confirm(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Sells the plan that was shown, once."""
    draft = Draft(session, caller, KIND)
    if summary and draft.get("done") == summary:
        contract = session.scalars(_by_summary(caller, summary)).one()
        return Outcome[str](outcome="plan_sold", facts=_facts(session, contract))
    if draft.get("plan") is None:
        raise Refusal("nothing_open")
    answer = _shown(session, caller, draft.get("plan"), draft.get("renews"))
    if answer.facts["summary"] != summary:
        return answer
    contract = _sell(session, caller, _plan(session, caller, draft.get("plan")), draft.get("renews"), summary)
    draft.empty(summary)
    _tell_owners(session, caller, contract)
    return Outcome[str](outcome="plan_sold", facts=_facts(session, contract))


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Leaves the plan."""
    Draft(session, caller, KIND).empty()
    return Outcome[str](outcome="dropped")


def _choose(session: Session, caller: Caller, machine: str | None) -> Outcome[Any]:
    query = select(AmcPlan).where(AmcPlan.business_id == caller.business_id).order_by(AmcPlan.price_paise)
    plans = [plan for plan in session.scalars(query) if machine is None or plan.machine == machine]
    if not plans:
        return Outcome[str](outcome="no_plans", facts={"machine": machine})
    if len(plans) == 1:
        return _shown(session, caller, plans[0].code)
    return Outcome[str](outcome="choose_plan", facts={"plans": [plan_facts(plan) for plan in plans[:10]]})


def _shown(session: Session, caller: Caller, code: str, renews: str | None = None) -> Outcome[Any]:
    """What a yes buys: from when until when, how many visits, for how much."""
    plan = _plan(session, caller, code)
    draft = Draft(session, caller, KIND)
    first = _begins(session, caller, renews)
    facts = {
        **plan_facts(plan),
        "first": first.isoformat(),
        "last": last_day(first, plan.months).isoformat(),
        "renews": renews,
    }
    token = draft.token(facts)
    draft.put(plan=plan.code, renews=renews)
    draft.save()
    return Outcome[str](outcome="confirm_plan", facts={**facts, "summary": token})


def _sell(
    session: Session, caller: Caller, plan: AmcPlan, renews: str | None, summary: str | None
) -> AmcContract:
    first = _begins(session, caller, renews)
    pieces = machines.bought(session, caller, plan.machine)
    contract = AmcContract(
        business_id=caller.business_id,
        reference=f"{PREFIX}{next_number(session, AmcSeries, caller.business_id)}",
        person_id=caller.person.id,
        sold_id=pieces[0][0].id if len(pieces) == 1 else None,
        plan=plan.code,
        machine=plan.machine,
        first=first,
        last=last_day(first, plan.months),
        visits=plan.visits,
        used=0,
        parts=plan.parts,
        price_paise=plan.price_paise,
        summary=summary,
        sold_at=clock.now(),
        told={},
    )
    session.add(contract)
    session.flush()
    billing.sell(session, caller.business, contract, plan)
    return contract


def _tell_owners(session: Session, caller: Caller, contract: AmcContract) -> None:
    facts = {
        **_facts(session, contract),
        "customer_name": caller.person.called or "?",
        "customer_phone": phone_of(caller.person),
    }
    key = f"{contract.reference}:sold"
    notices.tell_role(session, caller.business_id, Role.OWNER, "visit_plan_sold", key, **facts)


def _begins(session: Session, caller: Caller, renews: str | None) -> Any:
    today = clock.now_in(caller.business.timezone).date()
    if renews is None:
        return today
    return max(today, _own(session, caller, renews).last + timedelta(days=1))


def _plan(session: Session, caller: Caller, code: str) -> AmcPlan:
    plan = session.get(AmcPlan, (caller.business_id, code))
    if plan is None:
        raise Refusal("no_plans", machine=None)
    return plan


def _own(session: Session, caller: Caller, reference: str) -> AmcContract:
    query = select(AmcContract).where(
        AmcContract.business_id == caller.business_id,
        AmcContract.person_id == caller.person.id,
        AmcContract.reference == reference.upper(),
    )
    contract = session.scalar(query)
    if contract is None:
        raise Refusal("no_plans", machine=None)
    return contract


def _held(session: Session, caller: Caller) -> list[AmcContract]:
    today = clock.now_in(caller.business.timezone).date()
    query = select(AmcContract).where(
        AmcContract.business_id == caller.business_id,
        AmcContract.person_id == caller.person.id,
        AmcContract.last >= today,
    )
    return list(session.scalars(query.order_by(AmcContract.last)))


def _by_summary(caller: Caller, summary: str) -> Any:
    return select(AmcContract).where(
        AmcContract.business_id == caller.business_id,
        AmcContract.person_id == caller.person.id,
        AmcContract.summary == summary,
    )


def _facts(session: Session, contract: AmcContract) -> dict[str, Any]:
    plan = session.get_one(AmcPlan, (contract.business_id, contract.plan))
    return contract_facts(contract, plan)
