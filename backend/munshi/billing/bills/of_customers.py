"""The bill of a customer whom who is in charge names: shown to them, or sent to the customer where that is said."""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.billing.accounts.said import holds
from munshi.billing.accounts.whom import named_alone
from munshi.callers import Caller
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.wording import is_given_to


def whose(session: Session, caller: Caller, reading: Reading) -> Person | None:
    """The one customer who is named, or whose phone is; None for who asks for a bill of their own."""
    if reading.is_tap or not caller.may_act_as(Role.OWNER, Role.MANAGER):
        return None
    return named_alone(session, caller.business_id, reading)


def as_theirs(caller: Caller, customer: Person) -> Caller:
    """The caller, looking among what is the customer's."""
    return replace(caller, person=customer)


def goes_to_them(caller: Caller, reading: Reading) -> bool:
    """Whether who is in charge wants it sent to whose it is: *1001 wale ko bill bhejo*."""
    text = reading.text or ""
    in_charge = not reading.is_tap and caller.may_act_as(Role.OWNER, Role.MANAGER)
    return in_charge and holds(text, "send") and is_given_to(text)
