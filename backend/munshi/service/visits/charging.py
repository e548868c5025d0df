"""What a visit costs: nothing within a guarantee or a contract of yearly care, else what the business asks."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.service.amc.models import AmcContract, AmcPlan
from munshi.service.parts.looking import all_parts, named_in, shapes
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import words
from munshi.service.visits.terms import said
from munshi.service.warranty.models import ProductModel, SoldProduct, WarrantyPolicy
from spelling import key

GUARANTEE, AMC, REPEAT = "guarantee", "amc", "repeat"
OF_CARE = "servicing"  # the work for which there is yearly care


@dataclass(frozen=True)
class Charge:
    """What is due for coming; `free` says why nothing is, `until` for how long the guarantee or contract holds.

    `own_fault`: the guarantee would hold, but not for what the customer has broken or lost; `not_covered` is what it
    excludes in the shop's words, where that is what is wrong. `work` is the kind of work that is wished and is no
    repair, so that no guarantee makes it free.
    """

    paise: int
    free: str | None = None
    until: date | None = None
    contract: AmcContract | None = None
    own_fault: bool = False
    not_covered: str | None = None
    work: str | None = None

    def facts(self) -> dict[str, Any]:
        """As replies want it."""
        return {
            "charge_paise": self.paise,
            "free": self.free,
            "until": self.until.isoformat() if self.until else None,
            "own_fault": self.own_fault,
            "not_covered": self.not_covered,
            **({"work": self.work} if self.work else {}),
        }


def charge_for(
    session: Session,
    business: Business,
    person_id: int,
    machine: str,
    today: date,
    sold: SoldProduct | None = None,
    ticket: Ticket | None = None,
    *,
    by_contract: bool = False,
    told: str | None = None,
    again: bool = False,
) -> Charge:
    """What the visit costs the person; `by_contract` is the wish that it is one of those of their contract.

    `told` is what is wrong: no guarantee has what the customer has broken or lost. `again`: what was put right is
    broken again within the guarantee of that repair.
    """
    policy = policy_of(session, sold) if sold else None
    until = last_day(sold.sold_on, policy.months) if sold and policy else None
    contract = contract_of(session, business.id, person_id, machine, today)
    work = work_wished(told or "")
    if contract is not None and work and not cares_for(session, contract, work):
        contract = None
    is_guaranteed = sold is not None and sold.standing == "held" and until is not None and today <= until
    own_fault = is_guaranteed and words.says(told or "", "own_fault")
    not_covered = excluded_in(session, sold, told or "") if sold and is_guaranteed else None
    no_repair = work if is_guaranteed and work and not guarantees(policy, work, told or "") else None
    if is_guaranteed and not (own_fault or not_covered or no_repair) and not (by_contract and contract):
        return Charge(0, GUARANTEE, until)
    if contract is not None:
        return Charge(0, AMC, contract.last, contract)
    if again or (ticket is not None and ticket.free):
        return Charge(0, REPEAT)
    asked = policy.visit_paise if policy and policy.visit_paise is not None else said(business).charge_paise
    return Charge(asked, None, until, own_fault=own_fault, not_covered=not_covered, work=no_repair)


def work_wished(told: str) -> str | None:
    """The kind of work that is wished and is no repair, while nothing is told to be wrong: "fitting karni hai"."""
    return None if tells_fault(told) else words.work_in(told)


def guarantees(policy: WarrantyPolicy | None, work: str, told: str) -> bool:
    """Whether a policy says that a kind of work is guaranteed, by a part of that name: "gas", "installation"."""
    named = [each["part"] for each in policy.parts] if policy else []
    said = shapes(told)
    return any(words.work_in(each) == work or shapes(each) <= said for each in named)


def cares_for(session: Session, contract: AmcContract, work: str) -> bool:
    """Whether a kind of work is of yearly care: its service, and what its plan is named by."""
    plan = session.get(AmcPlan, (contract.business_id, contract.plan))
    return work == OF_CARE or (plan is not None and work in map(words.work_in, plan.name.values()))


def contract_of(
    session: Session, business_id: str, person_id: int, machine: str, today: date
) -> AmcContract | None:
    """The contract that holds for a person's machine today and has visits left."""
    query = (
        select(AmcContract)
        .where(
            AmcContract.business_id == business_id,
            AmcContract.person_id == person_id,
            AmcContract.machine == machine,
            AmcContract.first <= today,
            AmcContract.last >= today,
            AmcContract.used < AmcContract.visits,
            AmcContract.ended_at.is_(None),
        )
        .order_by(AmcContract.last)
    )
    return session.scalars(query).first()


def policy_of(session: Session, sold: SoldProduct) -> WarrantyPolicy | None:
    """The policy of the model that was sold."""
    model = session.get(ProductModel, (sold.business_id, sold.model))
    return session.get(WarrantyPolicy, (sold.business_id, model.policy)) if model else None


def part_is_free(session: Session, sold: SoldProduct, part: str, today: date) -> bool:
    """Whether a part of a sold piece is still guaranteed."""
    return guarantee_of_part(session, sold, part, today)[1]


def guarantee_of_part(session: Session, sold: SoldProduct, part: str, today: date) -> tuple[date, bool]:
    """Until when a part of a sold piece is guaranteed, by its own months where there are such; whether it holds.

    One that the policy names among what it excludes is not.
    """
    policy = policy_of(session, sold)
    if policy is None:
        return sold.sold_on, False
    own = next((each["months"] for each in policy.parts if each["part"] == part), None)
    until = last_day(sold.sold_on, own or policy.months)
    covered = own is not None or not _is_excluded(policy, part)
    return until, covered and sold.standing == "held" and today <= until


def excluded_in(session: Session, sold: SoldProduct, told: str) -> str | None:
    """What no guarantee of a sold piece covers and words tell of: by a part that stands in it, or by all its words."""
    policy, said = policy_of(session, sold), shapes(told)
    if policy is None or not policy.excluded:
        return None
    own = {each["part"] for each in policy.parts}
    machine = words.kind_of(session.get_one(ProductModel, (sold.business_id, sold.model)).appliance)
    named = {found.part.part for found in named_in(told, all_parts(session, sold.business_id, machine))} - own
    parts = [shapes(part) for part in named]
    for each in policy.excluded:
        excluded = shapes(each)
        if excluded <= said or any(part <= excluded for part in parts):
            return str(each)
    return None


def _is_excluded(policy: WarrantyPolicy, part: str) -> bool:
    """Whether the words of a part stand among those of one thing that no guarantee covers: "filter aur remote"."""
    name = set(key(part).split())
    return any(name <= set(key(each).split()) for each in policy.excluded)


def last_day(sold_on: date, months: int) -> date:
    """The last day of a guarantee of so many months."""
    return months_after(sold_on, months) - timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
