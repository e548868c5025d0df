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
from munshi.orders.counter.offer import OFFERS as COUNTER
from munshi.orders.offer import OFFERS as ORDERS
from munshi.outcomes import Outcome
from munshi.owner.offer import OFFERS as OWNER
from munshi.people.rules import STAFF, Role
from munshi.service.feedback.offer import OFFERS as FEEDBACK
from munshi.service.tickets.offer import OFFERS as TICKETS
from munshi.service.visits import looking as visits
from munshi.service.visits.offer import OFFERS as VISITS
from munshi.service.warranty.offer import OFFERS as WARRANTY

# What is told of each skill: to who runs the business, to who works there, and to its customers. That a delegate
# approves too, they hear when it comes to that.
TOLD: dict[str, tuple[str | None, str | None, str | None]] = {
    "orders": ("shop", "orders", "orders"),
    "billing": ("khata", None, "money"),
    "service": ("desk", None, "complaints"),
    "leave": ("leave", "leave", None),
    "expenses": ("expenses", "expenses", None),
    "approvals": ("approvals", None, None),
}
JOBS = "jobs"  # of a technician
MACHINES = "machines"  # what customers bring where machines are repaired, in the place of complaints
REPAIRS, SELLS = "repair", "shop"  # kinds of business
# What everybody may say to every business, whatever it offers.
TALK = frozenset(
    {
        "greet", "goodbye", "thank", "affirm", "deny", "cancel_flow", "nlu_fallback", "ask_help", "talk_to_human",
        "ask_my_data", "open_console", "change_language", "opt_in", "opt_out",
        "answer_customer", "hand_back", "leave_answer", "pass_on_answer",
    }
)  # fmt: skip
OFFERS: tuple[Offer, ...] = (
    *ORDERS, *COUNTER, *BILLS, *ACCOUNTS, *PAYMENTS, *LEAVE, *EXPENSES, *APPROVALS, *OWNER, *TICKETS, *WARRANTY,
    *FEEDBACK, *VISITS,
)  # fmt: skip


def introduce(session: Session, caller: Caller) -> Outcome[str]:
    """The kind of the business that sells something, with some of its goods; `bare` for one that does not.

    `staff` for who works where their own matters are seen to, and for who runs a shop. `skills` is what is told of.
    """
    told = _told_of(session, caller)
    facts: dict[str, Any] = {"business": caller.business.name, "skills": told}
    if caller.may_act_as(*STAFF) and told and told != ["orders"]:
        return Outcome[str](outcome="staff", facts=facts)
    if caller.business.kind == "workshop":
        return Outcome[str](outcome="workshop", facts=facts)
    goods = goods_on_show(session, caller.business) if "orders" in told else []
    return Outcome[str](outcome=_kind(caller.business) if goods else "bare", facts={**facts, "goods": goods})


def _told_of(session: Session, caller: Caller) -> list[str]:
    """What the business does for somebody; a technician's jobs come first."""
    business = caller.business
    place = 0 if caller.may_act_as(Role.OWNER, Role.MANAGER) else 1 if caller.may_act_as(*STAFF) else 2
    told = [told[place] for skill, told in TOLD.items() if skill in business.skills]
    named = [each for each in told if each]
    if _kind(business) == REPAIRS:
        named = [MACHINES if each == "complaints" else each for each in named]
    is_technician = "service" in business.skills and visits.technician(session, caller.person) is not None
    return [JOBS, *named] if is_technician else named


def _kind(business: Business) -> str:
    """The kind of a business; one that repairs nothing here only sells."""
    return SELLS if business.kind == REPAIRS and "service" not in business.skills else business.kind


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
