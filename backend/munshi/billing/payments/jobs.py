"""Jobs that are paid for before they are billed: who keeps them says whose one is, and by what it is paid."""

import re
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy.orm import Session

JOB = re.compile(r"\b(vis|tkt)[- ]?(\d+)", re.IGNORECASE)


class Job(NamedTuple):
    """Whose job it is, and what a payment of it names: its bill, or while there is none the job."""

    person_id: int
    named: str


Finds = Callable[[Session, str, str], Job | None]
_SOURCES: list[Finds] = []


def register(source: Finds) -> None:
    """A room that keeps jobs, to be asked for one by its reference."""
    _SOURCES.append(source)


def named_in(session: Session, business_id: str, text: str | None) -> Job | None:
    """The one job that words name: *VIS-3 ke 500 cash mile*."""
    named = {f"{kind.upper()}-{int(number)}" for kind, number in JOB.findall(text or "")}
    if len(named) != 1:
        return None
    reference = named.pop()
    return next((job for source in _SOURCES if (job := source(session, business_id, reference))), None)
