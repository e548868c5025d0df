"""Whether what somebody wants is offered to them."""

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi.approvals.offer import OFFERS as APPROVALS
from munshi.billing.accounts.offer import OFFERS as ACCOUNTS
from munshi.billing.bills.offer import OFFERS as BILLS
from munshi.billing.payments.offer import OFFERS as PAYMENTS
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.catalogue import service as catalogue
from munshi.columns import plain
from munshi.expenses.offer import OFFERS as EXPENSES
from munshi.leave.offer import OFFERS as LEAVE
from munshi.offers.outcomes import CheckOffer
from munshi.offers.rules import Offer
from munshi.orders.offer import OFFERS as ORDERS
from munshi.outcomes import Outcome
from munshi.owner.offer import OFFERS as OWNER
from munshi.people.rules import STAFF, Role
from munshi.service.feedback.offer import OFFERS as FEEDBACK
from munshi.service.tickets.offer import OFFERS as TICKETS
from munshi.service.visits.offer import OFFERS as VISITS
from munshi.service.warranty.offer import OFFERS as WARRANTY

# To whom each skill is worth telling of; that a delegate approves too, they hear when it comes to that.
SKILLS: dict[str, frozenset[Role]] = {
    "leave": STAFF,
    "expenses": STAFF,
    "approvals": frozenset({Role.MANAGER, Role.OWNER}),
    "orders": frozenset(Role),
}
SHOP = "shop"  # in the place of orders, for who runs it
# What everybody may say to every business, whatever it offers.
TALK = frozenset(
    {
        "greet", "goodbye", "thank", "affirm", "deny", "cancel_flow", "nlu_fallback", "ask_help", "talk_to_human",
        "ask_my_data", "change_language", "opt_in", "opt_out",
        "answer_customer", "hand_back", "leave_answer", "pass_on_answer",
    }
)  # fmt: skip
OFFERS: tuple[Offer, ...] = (
    *ORDERS, *BILLS, *ACCOUNTS, *PAYMENTS, *LEAVE, *EXPENSES, *APPROVALS, *OWNER, *TICKETS, *WARRANTY, *FEEDBACK,
    *VISITS,
)  # fmt: skip


def introduce(session: Session, caller: Caller) -> Outcome[str]:
    """The kind of the business that sells something, with some of its goods; `bare` for one that does not.

    `staff` for who works where their own matters are seen to, and for who runs a shop.
    """
    skills = [
        skill for skill in SKILLS if skill in caller.business.skills and caller.may_act_as(*SKILLS[skill])
    ]
    skills = [_in_charge_of(skill, caller) for skill in skills]
    at_work = caller.may_act_as(*STAFF) and skills != ["orders"]
    facts: dict[str, Any] = {"business": caller.business.name, "skills": skills}
    if at_work and skills:
        return Outcome[str](outcome="staff", facts=facts)
    if caller.business.kind == "workshop":
        return Outcome[str](outcome="workshop", facts=facts)
    goods = goods_on_show(session, caller.business) if "orders" in skills else []
    return Outcome[str](outcome=caller.business.kind if goods else "bare", facts={**facts, "goods": goods})


def _in_charge_of(skill: str, caller: Caller) -> str:
    """Who runs a shop is told what they do with its orders and its stock, not how to order."""
    return SHOP if skill == "orders" and caller.may_act_as(Role.OWNER, Role.MANAGER) else skill


def goods_on_show(session: Session, business: Business) -> list[dict[str, Any]]:
    """A few of the goods that the business has on its shelf now, each with a quantity in which it can be ordered."""
    return [
        {
            "name": product.name,
            "quantity": plain(max(product.step, Decimal(1))),
            "unit": product.unit,
        }
        for product in catalogue.on_show(session, business.id)
    ]


def check(caller: Caller, intent: str) -> Outcome[CheckOffer]:
    """`offered` where the business has the skill, the books serve the intent and the person has the role for it."""
    outcome: CheckOffer = "offered" if is_offered(caller, intent) else "not_offered"
    return Outcome(outcome=outcome, facts={"business": caller.business.name})


def is_offered(caller: Caller, intent: str) -> bool:
    """Whether the business has the skill, the books serve the intent and the person has the role for it."""
    skills, roles = caller.business.skills, caller.roles
    return any(offer.holds(intent, skills, roles) for offer in OFFERS)


def may_be_wished(caller: Caller, intent: str) -> bool:
    """Whether an intent is offered, or is of talk and no wish of a skill."""
    return intent in TALK or is_offered(caller, intent)
