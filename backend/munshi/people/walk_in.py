"""Who buys over the counter and is not known: one customer of a business, whom no message reaches."""

from functools import cache
from pathlib import Path

import yaml
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.people import service
from munshi.people.models import Alias, Person

NAMES = Path(__file__).with_name("walk_in.yml")


def of(session: Session, business: Business) -> Person:
    """The walk-in of a business, made when something is first sold to one."""
    person = service.walk_in(session, business.id)
    person.name = person.name or _names()[business.language]
    session.flush()
    return person


def is_walk_in(person: Person) -> bool:
    """Whether this is nobody who is known."""
    return any(alias.kind == "walk_in" for alias in person.aliases)


def is_somebody() -> ColumnElement[bool]:
    """Of a query for people: those who are known."""
    return ~Person.aliases.any(Alias.kind == "walk_in")


@cache
def _names() -> dict[str, str]:
    return dict(yaml.safe_load(NAMES.read_text("utf-8")))
