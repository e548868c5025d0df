"""What a skill adds to the file of a business: sections, what must hold in them, and the way into the books and out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.problems import Fault


class Section(BaseModel):
    """Anything in the file: what is not known there is refused, so that a slip of the pen is not lost."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


@dataclass(frozen=True)
class Part[Sections: Section]:
    """One skill's part. A file that is handed to it is an instance of `sections`, among others.

    `check` looks at what a schema cannot say: what one entry says about another, or about other businesses' rows.
    `write` brings the books to what the file says; written twice, the second time changes nothing. It may rely on the
    parts before it. `read` gives the sections as `write` would take them. `note_export` writes down what is private in
    them and goes out.
    """

    sections: type[Sections]
    check: Callable[[Session, Sections, str], Iterable[Fault]]
    write: Callable[[Session, Business, Sections], None]
    read: Callable[[Session, Business], Sections]
    note_export: Callable[[Session, Business], None] = lambda _session, _business: None


def nothing_to_check(_session: Session, _file: Section, _business_id: str) -> Iterable[Fault]:
    """The schema says it all."""
    return ()
