"""Lines that a guarantee or a plan would make free cost after all, by who does the job: "free nahi hai, 500 lagega"."""

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.service.estimates import writing
from munshi.service.estimates.editing import CLAUSE
from munshi.service.visits import letting_off, words
from munshi.service.visits.models import Visit


def is_said(text: str) -> bool:
    """Whether it is said that something is not free, or is to be charged."""
    return letting_off.is_denied(text) or words.says(text, "charged")


def without(text: str) -> str:
    """The words without the clauses that say so and name no sum, and without what says so beside one."""
    clauses = (each.strip() for each in CLAUSE.split(text))
    return ", ".join(_bare(each) for each in clauses if each and not (is_said(each) and not _has_sum(each)))


def keep(session: Session, business: Business, visit: Visit, text: str) -> None:
    """The lines in a text cost from now on, in whatever version."""
    try:
        named = [line.text for line in writing.lines_of(session, business, visit, text)]
    except writing.Unclear:
        return
    known = visit.work.get(writing.CHARGED) or []
    visit.work = {**visit.work, writing.CHARGED: list(dict.fromkeys([*known, *named]))}
    session.flush()


def _bare(clause: str) -> str:
    while (at := words.placed(clause, "charged")) is not None:
        clause = f"{clause[: at[0]]}{clause[at[1] :]}"
    return " ".join(clause.split())


def _has_sum(text: str) -> bool:
    return any(sign.isdecimal() for sign in text)
