"""The way of the terms from a file into the books and out again."""

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.part import Part, nothing_to_check
from munshi.business.stored_sections import of
from munshi.handoffs.sections import HandoffSections

SECTION = "handoffs"


def write(_: Session, business: Business, file: HandoffSections) -> None:
    """Keeps what differs from what holds anyway."""
    said = file.handoffs.model_dump(mode="json", exclude_defaults=True)
    others = {name: kept for name, kept in business.settings.items() if name != SECTION}
    business.settings = {**others, **({SECTION: said} if said else {})}


def read(_: Session, business: Business) -> HandoffSections:
    """The terms."""
    return of(business, HandoffSections)


PART: Part[HandoffSections] = Part(HandoffSections, nothing_to_check, write, read)
