"""Who sees to the orders of a business: who is on duty, the owners, the managers."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.callers import Caller
from munshi.orders.sections import OrderSections
from munshi.outcomes import Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF, Role

IN_CHARGE = (Role.OWNER, Role.MANAGER)


def line(session: Session, business: Business) -> list[list[Person]]:
    """Who is asked about an order, one group after the other; nobody stands in two, and no group is empty."""
    terms = of(business, OrderSections).orders
    in_charge = people.holders(session, business, set(IN_CHARGE))
    groups = [
        list(named(session, business, terms.on_duty)),
        *([each for each in in_charge if people.was_given(each, role)] for role in IN_CHARGE),
    ]
    seen: set[int] = set()
    found = []
    for group in groups:
        new = [person for person in group if person.id not in seen]
        seen |= {person.id for person in new}
        found += [new] if new else []
    return found


def hearing(session: Session, business: Business, asked: int = 1) -> list[list[Person]]:
    """Who hears what a customer asks or complains of: who is asked first, up to the first who lead the business."""
    groups = line(session, business)
    leading = (
        at
        for at, group in enumerate(groups, 1)
        if any(people.roles_of(business, each) & set(IN_CHARGE) for each in group)
    )
    return groups[: max(asked, next(leading, 0))]


def named(session: Session, business: Business, ids: Sequence[str]) -> Iterable[Person]:
    """Those whom the file names and who still work here."""
    known = (people.find(session, business.id, each) for each in ids)
    return (person for person in known if person is not None and people.works_here(business, person))


def may_serve(session: Session, caller: Caller) -> bool:
    """Whether the person sees to orders here."""
    return caller.may_act_as(*IN_CHARGE) or is_named(
        session, caller, of(caller.business, OrderSections).orders.on_duty
    )


def must_serve(session: Session, caller: Caller) -> None:
    """Refuses with `not_allowed` whoever does not see to orders."""
    if not may_serve(session, caller):
        raise Refusal("not_allowed")


def may_keep_stock(session: Session, caller: Caller) -> bool:
    """Whether the person changes stock and prices here."""
    return caller.may_act_as(*IN_CHARGE) or is_named(
        session, caller, of(caller.business, OrderSections).orders.stock_keepers
    )


def works_here(caller: Caller) -> bool:
    """Whether the person works here, and may be told how much of something there is."""
    return caller.may_act_as(*STAFF) and people.works_here(caller.business, caller.person)


def is_named(session: Session, caller: Caller, ids: Sequence[str]) -> bool:
    """Whether the file names the person, who still works here."""
    if not ids or not people.works_here(caller.business, caller.person):
        return False
    mine = {alias.value for alias in caller.person.aliases}
    return not mine.isdisjoint(ids)
