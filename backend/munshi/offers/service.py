"""Whether what somebody wants is offered to them."""

from munshi.approvals.offer import OFFERS as APPROVALS
from munshi.callers import Caller
from munshi.expenses.offer import OFFERS as EXPENSES
from munshi.leave.offer import OFFERS as LEAVE
from munshi.offers.outcomes import CheckOffer
from munshi.offers.rules import Offer
from munshi.orders.offer import OFFERS as ORDERS
from munshi.outcomes import Outcome

OFFERS: tuple[Offer, ...] = (*ORDERS, *LEAVE, *EXPENSES, *APPROVALS)


def check(caller: Caller, intent: str) -> Outcome[CheckOffer]:
    """`offered` where the business has the skill, the books serve the intent and the person has the role for it."""
    skills, roles = caller.business.skills, caller.roles
    offered = any(offer.holds(intent, skills, roles) for offer in OFFERS)
    return Outcome(outcome="offered" if offered else "not_offered", facts={"business": caller.business.name})
