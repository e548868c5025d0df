"""Who may do what of the owner's: the stock is also for whom the business lets."""

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders.serving.duty import may_keep_stock
from munshi.outcomes import Refusal
from munshi.people.rules import Role


def must_keep_stock(session: Session, caller: Caller) -> None:
    """Refuses who may not change the stock of a business that sells."""
    _must_sell(caller)
    if not may_keep_stock(session, caller):
        raise Refusal("not_allowed")


def must_see_sales(caller: Caller) -> None:
    """What is sold is for owners and managers."""
    _must_sell(caller)
    caller.must_be(Role.OWNER, Role.MANAGER)


def _must_sell(caller: Caller) -> None:
    caller.must_be_offered("orders")
