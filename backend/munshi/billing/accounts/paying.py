"""How a customer who hears what they owe can pay it."""

from sqlalchemy.orm import Session

from munshi.billing.accounts.facts import Facts
from munshi.billing.payments.links import link_for
from munshi.billing.payments.rules import Way
from munshi.billing.payments.terms import ways_of
from munshi.business.models import Business
from munshi.people.models import Person


def ways_to_pay(session: Session, business: Business, person: Person, paise: int) -> Facts:
    """A link to the pay page where the business is paid by UPI or a gateway; else its UPI id, if it has one."""
    if paise > 0 and {Way.UPI, Way.GATEWAY} & set(ways_of(business)):
        return {"link": link_for(session, person, paise).url, "upi_id": None}
    return {"link": None, "upi_id": business.upi_id}
