"""Sections that need no table: they are kept with the business under their own names."""

from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.part import Part, Section, nothing_to_check

# What was read of the settings of each business, which are put in the place of others, never changed.
_read: WeakKeyDictionary[Business, tuple[dict[str, Any], dict[type[Section], Section]]] = WeakKeyDictionary()


def stored[Sections: Section](sections: type[Sections]) -> Part[Sections]:
    """A part whose sections are kept in `Business.settings` as they stand in the file."""

    def write(_session: Session, business: Business, file: Sections) -> None:
        said = file.model_dump(mode="json", exclude_defaults=True, include=set(sections.model_fields))
        others = {name: kept for name, kept in business.settings.items() if name not in sections.model_fields}
        business.settings = {**others, **said}

    return Part(sections, nothing_to_check, write, lambda _session, business: of(business, sections))


def of[Sections: Section](business: Business, sections: type[Sections]) -> Sections:
    """What the business's file says in these sections; read once for as long as it says that."""
    settings, read = _read.get(business, (None, {}))
    if settings is not business.settings:
        read = {}
        _read[business] = business.settings, read
    if sections not in read:
        kept = {name: said for name, said in business.settings.items() if name in sections.model_fields}
        read[sections] = sections.model_validate(kept)
    found = read[sections]
    assert isinstance(found, sections)
    return found
