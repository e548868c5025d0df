"""Yearly care is asked for, shown with its price, and sold by a yes; renewed it goes on where it ended."""

from collections.abc import Sequence
from datetime import date, timedelta
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
from munshi.service.amc import booked, ending
from munshi.service.amc.facts import contract_facts, plan_facts
from munshi.service.amc.models import AmcContract, AmcPlan, AmcSeries
from munshi.service.tickets.words import brands_in
from munshi.service.visits import billing, machines, words
from munshi.service.visits.charging import contract_of, last_day
from munshi.service.visits.drafts import Draft
from munshi.service.visits.references import CARE
from munshi.service.warranty.models import SoldProduct

KIND, PREFIX, PIECE = "plan", "AMC-", "choose_plan_machine"
LONGEST_NAME = 60


def asked_for(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """What is answered to who wants yearly care; None where a visit is wanted, also one of a contract."""
    if plan := reading.first("plan"):
        sold = reading.first("sold")
        return _shown(session, caller, str(plan), sold=int(sold) if sold else None)
    if renewed := reading.first("renew"):
        return _shown(session, caller, _own(session, caller, str(renewed)).plan, str(renewed))
    if ended := reading.first("end_contract"):
        return ending.end(session, caller, str(ended))
    text = reading.text or ""
    named = plan_named(session, caller, text)
    if named is None and not words.of_care(text):
        return None
    _forget_begin(session, caller)
    held = ending.held(session, caller)
    if named is not None:
        return _of_plan(session, caller, text, named, held)
    machine = words.machine_in(text)
    if machine is None and len(held) == 1:
        machine = held[0].machine
    if words.says(text, "renewing") and held:
        return _shown(session, caller, held[0].plan, held[0].reference)
    if held and words.says(text, "left_of_care") and (told := of_contract(session, caller, text)):
        return told
    today = clock.now_in(caller.business.timezone).date()
    if machine and contract_of(session, caller.business_id, caller.person.id, machine, today):
        return None
    return _choose(session, caller, machine, text)


def _forget_begin(session: Session, caller: Caller) -> None:
    """A plan that is asked for anew begins today."""
    draft = Draft(session, caller, KIND)
    draft.put(begins=None)
    draft.save()


def note_machine(session: Session, caller: Caller, text: str) -> None:
    """The plan that is shown is for this machine, as its owner calls it."""
    draft = Draft(session, caller, KIND)
    code = draft.get("plan")
    plan = session.get(AmcPlan, (caller.business_id, code)) if code else None
    if plan is not None and (called := _machine_in(text, plan.machine)):
        draft.put(called=called, sold=None)
        draft.save()


def _machine_in(text: str, machine: str) -> str | None:
    """A machine of another maker than was sold, by its maker: "LG AC"."""
    brands = brands_in(text)
    return (
        machines.called(machine, brands[0]) if brands and words.machine_in(text) in (None, machine) else None
    )


def tell_machine(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """For which of several machines it is: the piece that is meant, else as the customer calls it."""
    draft, text = Draft(session, caller, KIND), (reading.text or "").strip()
    plan = draft.get("plan")
    if plan is None:
        raise Refusal("nothing_open")
    pieces = machines.bought(session, caller, _plan(session, caller, plan).machine)
    place, said = words.place_in(text), text.upper().split()
    meant = [sold.id for sold, _ in pieces if sold.serial in said]
    if not meant and place is not None and 0 < place <= len(pieces):
        meant = [pieces[place - 1][0].id]
    if not meant and (branded := machines.of_brands(session, pieces, brands_in(text))) and len(branded) == 1:
        meant = [branded[0][0].id]
    called = None if meant else text[:LONGEST_NAME]
    return _shown(session, caller, plan, draft.get("renews"), sold=meant[0] if meant else None, called=called)


def of_contract(session: Session, caller: Caller, text: str) -> Outcome[Any] | None:
    """Until when the only contract that is meant holds, and for which machine; None where it is not one."""
    machine = words.machine_in(text)
    held = [each for each in ending.held(session, caller) if machine in (None, each.machine)]
    if len(held) != 1:
        return _of_shown_plan(session, caller)
    facts = {**_facts(session, held[0]), "until": held[0].last.isoformat()}
    return Outcome[str](outcome="has_contract", facts=facts)


def _of_shown_plan(session: Session, caller: Caller) -> Outcome[Any] | None:
    """What the plan has in it that is being shown."""
    shown = Draft(session, caller, KIND).get("plan")
    plan = session.get(AmcPlan, (caller.business_id, shown)) if shown else None
    return Outcome[str](outcome="plan_includes", facts=plan_facts(plan)) if plan else None


def to_end(session: Session, caller: Caller, text: str) -> AmcContract | None:
    """The contract that a text no longer wants."""
    ends = words.says(text, "cancelling") and not words.says(text, "not_ending")
    return _spoken_of(session, caller, text) if ends else None


def to_keep(session: Session, caller: Caller, text: str) -> AmcContract | None:
    """The contract that a text does not want to end."""
    return _spoken_of(session, caller, text) if words.says(text, "not_ending") else None


def again(session: Session, caller: Caller, text: str) -> Outcome[Any] | None:
    """The plan that ended today, shown for a yes, where a text says that it is not to end."""
    if not (words.says(text, "not_ending") and words.says(text, "plan")):
        return None
    ended = ending.ended_today(session, caller)
    return _shown(session, caller, ended.plan, sold=ended.sold_id, called=ended.called) if ended else None


def _spoken_of(session: Session, caller: Caller, text: str) -> AmcContract | None:
    """The one by its number or its plan, else the one bought last."""
    number, plan = CARE.search(text), plan_named(session, caller, text)
    if not (number or plan or words.says(text, "plan")):
        return None
    held = ending.held(session, caller)
    if number:
        held = [each for each in held if each.reference == f"{PREFIX}{int(number[1])}"]
    elif plan:
        held = [each for each in held if each.plan == plan.code] or held
    return max(held, key=lambda each: (each.sold_at, each.id), default=None)


def has_plans(session: Session, caller: Caller) -> bool:
    """Whether the business sells yearly care at all."""
    query = select(AmcPlan.code).where(AmcPlan.business_id == caller.business_id)
    return session.scalar(query.limit(1)) is not None


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


def only_plan_for(session: Session, caller: Caller, text: str) -> AmcPlan | None:
    """The only plan that there is for the machine that a text names."""
    machine = words.machine_in(text)
    query = select(AmcPlan).where(AmcPlan.business_id == caller.business_id, AmcPlan.machine == machine)
    found = session.scalars(query).all()
    return found[0] if len(found) == 1 else None


def _of_plan(
    session: Session, caller: Caller, text: str, plan: AmcPlan, held: Sequence[AmcContract]
) -> Outcome[Any] | None:
    """What a plan has in it and costs; to who has it until when it holds, and None where they want a visit of it."""
    contract = next((each for each in held if each.plan == plan.code), None)
    if contract is None or words.says(text, "another"):
        return _shown(session, caller, plan.code, called=_machine_in(text, plan.machine))
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
    held = ending.held(session, caller)
    return held[0].machine if len(held) == 1 else None


def confirm(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Sells the plan that was shown, once."""
    draft = Draft(session, caller, KIND)
    if summary and draft.get("done") == summary:
        contract = session.scalars(_by_summary(caller, summary)).one()
        return Outcome[str](outcome="plan_sold", facts=_facts(session, contract))
    if draft.get("plan") is None:
        raise Refusal("nothing_open")
    which = {"sold": draft.get("sold"), "called": draft.get("called")}
    answer = _shown(session, caller, draft.get("plan"), draft.get("renews"), **which)
    if answer.facts.get("summary") != summary:
        return answer
    contract = _sell(session, caller, draft, summary)
    draft.empty(summary)
    _tell_owners(session, caller, contract)
    freed = [each.reference for each in booked.taken(session, contract)]
    return Outcome[str](outcome="plan_sold", facts={**_facts(session, contract), "freed": freed})


def give(session: Session, caller: Caller, customer: Caller, plan: AmcPlan) -> AmcContract | None:
    """Who runs the shop has sold a plan to a customer; None where that customer has it."""
    if any(each.plan == plan.code for each in ending.held(session, customer)):
        return None
    draft = Draft(session, customer, KIND)
    draft.put(plan=plan.code, renews=None, sold=None, called=None, begins=None)
    pieces = machines.bought(session, customer, plan.machine)
    if len(pieces) == 1:
        draft.put(sold=pieces[0][0].id, called=_called(pieces[0][0]))
    contract = _sell(session, customer, draft, None)
    draft.empty()
    facts = ending.with_customer(session, contract)
    key = f"{contract.reference}:given"
    notices.tell(session, caller.business_id, customer.person, "visit_plan_given", key, **facts)
    notices.tell_role(
        session, caller.business_id, Role.OWNER, "visit_plan_sold", key, but=caller.person, **facts
    )
    return contract


def begin_on(session: Session, caller: Caller, day: date) -> Outcome[Any]:
    """The shown plan begins on a day to come; it is shown anew. Refuses with `nothing_open`."""
    draft = Draft(session, caller, KIND)
    draft.put(begins=day.isoformat())
    draft.save()
    return shown_again(session, caller)


def shown_again(session: Session, caller: Caller) -> Outcome[Any]:
    """The plan that is shown, as it is now. Refuses with `nothing_open`."""
    draft = Draft(session, caller, KIND)
    if draft.get("plan") is None:
        raise Refusal("nothing_open")
    which = {"sold": draft.get("sold"), "called": draft.get("called")}
    return _shown(session, caller, draft.get("plan"), draft.get("renews"), **which)


def machine_shown(session: Session, caller: Caller) -> str | None:
    """The machine of the plan that is shown."""
    code = Draft(session, caller, KIND).get("plan")
    plan = session.get(AmcPlan, (caller.business_id, code)) if code else None
    return plan.machine if plan else None


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Leaves the plan."""
    Draft(session, caller, KIND).empty()
    return Outcome[str](outcome="dropped")


def _choose(session: Session, caller: Caller, machine: str | None, text: str) -> Outcome[Any]:
    query = select(AmcPlan).where(AmcPlan.business_id == caller.business_id).order_by(AmcPlan.price_paise)
    plans = [plan for plan in session.scalars(query) if machine is None or plan.machine == machine]
    if not plans:
        return Outcome[str](outcome="no_plans", facts={"machine": machine})
    if len(plans) == 1:
        called = _machine_in(text, plans[0].machine)
        return _shown(session, caller, plans[0].code, called=called)
    return Outcome[str](outcome="choose_plan", facts={"plans": [plan_facts(plan) for plan in plans[:10]]})


def _shown(
    session: Session,
    caller: Caller,
    code: str,
    renews: str | None = None,
    *,
    sold: int | None = None,
    called: str | None = None,
) -> Outcome[Any]:
    """What a yes buys: for which machine, from when until when, how many visits, for how much."""
    plan = _plan(session, caller, code)
    draft = Draft(session, caller, KIND)
    if renews and not sold and not called:
        before = _own(session, caller, renews)
        sold, called = before.sold_id, before.called
    pieces = machines.bought(session, caller, plan.machine)
    only = len(pieces) == 1 and not called
    piece = next((each for each, _ in pieces if each.id == sold or only), None)
    if piece is None and len(pieces) > 1 and not called:
        draft.put(plan=plan.code, renews=renews, sold=None, called=None)
        draft.save()
        options = [{**each, "plan": plan.code} for each in machines.options(pieces[:10])]
        return Outcome[str](outcome="choose_plan_machine", facts={**plan_facts(plan), "pieces": options})
    called = _called(piece) if piece else called
    first = _begins(session, caller, renews)
    facts = {
        **plan_facts(plan),
        "called": called,
        "first": first.isoformat(),
        "last": last_day(first, plan.months).isoformat(),
        "renews": renews,
    }
    token = draft.token(facts)
    draft.put(plan=plan.code, renews=renews, sold=piece.id if piece else None, called=called)
    draft.save()
    return Outcome[str](outcome="confirm_plan", facts={**facts, "summary": token})


def _called(piece: SoldProduct) -> str:
    """A piece by its name and its serial, by which it is told from another of its kind."""
    return " ".join(filter(None, (piece.name, piece.serial)))


def _sell(session: Session, caller: Caller, draft: Draft, summary: str | None) -> AmcContract:
    plan = _plan(session, caller, draft.get("plan"))
    first = _begins(session, caller, draft.get("renews"))
    contract = AmcContract(
        business_id=caller.business_id,
        reference=f"{PREFIX}{next_number(session, AmcSeries, caller.business_id)}",
        person_id=caller.person.id,
        sold_id=draft.get("sold"),
        plan=plan.code,
        machine=plan.machine,
        called=draft.get("called"),
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
    booked.take(session, caller.business, contract)
    return contract


def _tell_owners(session: Session, caller: Caller, contract: AmcContract) -> None:
    facts = ending.with_customer(session, contract)
    key = f"{contract.reference}:sold"
    notices.tell_role(session, caller.business_id, Role.OWNER, "visit_plan_sold", key, **facts)


def _begins(session: Session, caller: Caller, renews: str | None) -> date:
    today = clock.now_in(caller.business.timezone).date()
    if renews is None:
        wished = Draft(session, caller, KIND).get("begins")
        return max(today, date.fromisoformat(wished)) if wished else today
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


def _by_summary(caller: Caller, summary: str) -> Any:
    return select(AmcContract).where(
        AmcContract.business_id == caller.business_id,
        AmcContract.person_id == caller.person.id,
        AmcContract.summary == summary,
    )


def _facts(session: Session, contract: AmcContract) -> dict[str, Any]:
    plan = session.get_one(AmcPlan, (contract.business_id, contract.plan))
    return contract_facts(contract, plan)
