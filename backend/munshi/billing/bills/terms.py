"""How a business bills, as its file says it."""

from munshi.billing.bills.rules import Kind, Scheme
from munshi.billing.bills.sections import Bills, BillSections
from munshi.business.models import Business
from munshi.business.stored_sections import of

SECTION = "bills"
IN_TABLES = ("parties", "issued")
SKILL = "billing"


def terms_of(business: Business) -> Bills:
    """What the file says of bills."""
    return of(business, BillSections).bills


def scheme_of(business: Business) -> Scheme:
    """How the business stands to GST: who has no GSTIN is not registered."""
    if not business.gstin:
        return Scheme.UNREGISTERED
    said = terms_of(business).scheme
    return Scheme(said) if said else Scheme.REGULAR


def collects_gst(business: Business) -> bool:
    """Whether its customers pay GST: none to who is not registered, or composes."""
    return scheme_of(business) is Scheme.REGULAR


def price_is_all(business: Business) -> bool:
    """Whether no GST comes on top of a listed price: it is in the price, or the business collects none."""
    return business.prices_include_gst or not collects_gst(business)


def prefix_of(business: Business, kind: Kind) -> str:
    """What stands before the numbers of this kind of document; an invoice counts with those that are a bill too."""
    series = terms_of(business).series
    named = {Kind.MIXED: Kind.TAX_INVOICE}.get(kind, kind)
    prefix: str = getattr(series, named)
    return prefix


def makes_bills(business: Business) -> bool:
    """Whether the business's bills are made here."""
    return SKILL in business.skills
