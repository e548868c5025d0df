"""Whether what somebody wants is offered to them."""

from munshi.approvals.offer import OFFERS as APPROVALS
from munshi.callers import Caller
from munshi.expenses.offer import OFFERS as EXPENSES
from munshi.leave.offer import OFFERS as LEAVE
from munshi.offers.outcomes import CheckOffer
from munshi.offers.rules import Offer
from munshi.orders.offer import OFFERS as ORDERS
from munshi.outcomes import Outcome
from munshi.owner.offer import OFFERS as OWNER
from munshi.people.rules import STAFF, Role

# To whom each skill is worth telling of; that a delegate approves too, they hear when it comes to that.
SKILLS: dict[str, frozenset[Role]] = {
    "leave": STAFF,
    "expenses": STAFF,
    "approvals": frozenset({Role.MANAGER, Role.OWNER}),
    "orders": frozenset(Role),
}
OFFERS: tuple[Offer, ...] = (*ORDERS, *LEAVE, *EXPENSES, *APPROVALS, *OWNER)


def introduce(caller: Caller) -> Outcome[str]:
    """The kind of the business; `staff` for who works where their own matters are seen to."""
    skills = [
        skill for skill in SKILLS if skill in caller.business.skills and caller.may_act_as(*SKILLS[skill])
    ]
    at_work = caller.may_act_as(*STAFF) and skills != ["orders"]
    facts = {"business": caller.business.name, "skills": skills}
    return Outcome[str](outcome="staff" if at_work and skills else caller.business.kind, facts=facts)


def check(caller: Caller, intent: str) -> Outcome[CheckOffer]:
    """`offered` where the business has the skill, the books serve the intent and the person has the role for it."""
    skills, roles = caller.business.skills, caller.roles
    offered = any(offer.holds(intent, skills, roles) for offer in OFFERS)
    return Outcome(outcome="offered" if offered else "not_offered", facts={"business": caller.business.name})
