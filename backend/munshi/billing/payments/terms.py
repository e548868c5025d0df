"""How a business can be paid: what its file says, and what of that works now."""

from munshi import clock
from munshi.billing.payments import limits
from munshi.billing.payments.rules import UpiWays, Way
from munshi.billing.payments.sections import PaymentSections, PaymentTerms
from munshi.business.models import Business
from munshi.business.stored_sections import of

SKILL = "billing"


def terms_of(business: Business) -> PaymentTerms:
    """The terms of the business's file."""
    return of(business, PaymentSections).payments


def takes(business: Business, way: Way) -> bool:
    """Whether the business takes money this way, and has what it needs for it."""
    terms = terms_of(business)
    if way not in terms.ways:
        return False
    if way is Way.UPI:
        return bool(business.upi_id)
    return terms.gateway is not None if way is Way.GATEWAY else True


def ways_of(business: Business) -> list[Way]:
    """The ways in which this business can be paid, in its own order; on khata nothing is paid."""
    return [way for way in terms_of(business).ways if way is not Way.KHATA and takes(business, way)]


def upi_ways(business: Business, paise: int) -> UpiWays:
    """How a sum can be asked by UPI today."""
    today = clock.now_in(business.timezone).date()
    return limits.ways(terms_of(business).payee, paise, today)
