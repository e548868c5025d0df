"""What a business says of its visits, as the rules want it."""

from typing import Any

from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.service.visits.rules import Terms, Travel
from munshi.service.visits.sections import VisitSections, VisitTerms


def said(business: Business) -> VisitTerms:
    """The terms as they stand in the file."""
    return of(business, VisitSections).visits.terms


def charge_facts(business: Business) -> dict[str, Any]:
    """What coming costs, as replies want it: its sum, and whether a repair's bill has it taken off."""
    terms = said(business)
    return {"charge_paise": terms.charge_paise, "adjusted": terms.adjusted}


def terms_of(business: Business) -> Terms:
    """The terms by which slots are found."""
    terms = said(business)
    ways = {frozenset(way.between): way.minutes for way in terms.ways}
    travel = Travel(terms.travel_within, terms.travel_between, ways)
    return Terms(terms.minutes, terms.every, terms.notice_minutes, terms.days, travel)
