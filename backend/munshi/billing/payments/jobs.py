"""Jobs that are paid for before they are billed: who keeps them says whose one is, and by what it is paid."""

import re
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy.orm import Session

from munshi.billing.payments.drafts import Told
from munshi.billing.payments.owed import due_of
from munshi.people.models import Person

JOB = re.compile(r"\b(vis|tkt)[- ]?(\d+)", re.IGNORECASE)


class Job(NamedTuple):
    """Whose job it is, and what a payment of it names: its bill, or while there is none the job."""

    person_id: int
    named: str


class Unbilled(NamedTuple):
    """A job that has no bill yet, by its reference and what it is of."""

    reference: str
    of: str


Finds = Callable[[Session, str, str], Job | None]
Lists = Callable[[Session, str, int], list[Unbilled]]
_SOURCES: list[tuple[Finds, Lists]] = []


def register(finds: Finds, lists: Lists) -> None:
    """A room that keeps jobs, to be asked for one by its reference, and for those of a customer without a bill."""
    _SOURCES.append((finds, lists))


def unbilled(session: Session, business_id: str, person_id: int) -> list[Unbilled]:
    """The jobs of a customer that are to be billed yet, the oldest first."""
    return [job for _, lists in _SOURCES for job in lists(session, business_id, person_id)]


def may_be_for(session: Session, told: Told, payer: Person) -> list[Unbilled]:
    """The jobs of which money beyond what is due may be, where there are several and none is named."""
    if told.named or told.of_khata or not told.paise:
        return []
    if told.paise <= due_of(session, payer.business_id, payer.id).paise:
        return []
    there = unbilled(session, payer.business_id, payer.id)
    return there if len(there) > 1 else []


def named_in(session: Session, business_id: str, text: str | None) -> Job | None:
    """The one job that words name: *VIS-3 ke 500 cash mile*."""
    named = {f"{kind.upper()}-{int(number)}" for kind, number in JOB.findall(text or "")}
    if len(named) != 1:
        return None
    reference = named.pop()
    return next((job for finds, _ in _SOURCES if (job := finds(session, business_id, reference))), None)
