"""Sections that need no table: they are kept with the business under their own names."""

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.part import Part, Section, nothing_to_check


def stored[Sections: Section](sections: type[Sections]) -> Part[Sections]:
    """A part whose sections are kept in `Business.settings` as they stand in the file."""

    def write(_session: Session, business: Business, file: Sections) -> None:
        said = file.model_dump(mode="json", exclude_defaults=True, include=set(sections.model_fields))
        others = {name: kept for name, kept in business.settings.items() if name not in sections.model_fields}
        business.settings = {**others, **said}

    return Part(sections, nothing_to_check, write, lambda _session, business: of(business, sections))


def of[Sections: Section](business: Business, sections: type[Sections]) -> Sections:
    """What the business's file says in these sections."""
    kept = {name: said for name, said in business.settings.items() if name in sections.model_fields}
    return sections.model_validate(kept)
