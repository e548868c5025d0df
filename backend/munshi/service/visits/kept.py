"""What a technician has said of a job that is not known yet: it waits until the job is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading, Value
from munshi.callers import Caller
from munshi.service.visits.drafts import Draft
from munshi.service.visits.job import KIND

SLOT = "which"
INTENT = "do_visit"


@dataclass(frozen=True)
class Waiting:
    """A step with what was said to it, and the jobs of which one is meant."""

    step: str
    jobs: Sequence[str]
    reading: Reading


def keep(session: Session, caller: Caller, step: str, reading: Reading, jobs: Sequence[str]) -> None:
    """Keeps it in the place of what waited before."""
    said = {"step": step, "jobs": list(jobs), "text": reading.text}
    values = {"values": _plain(reading.values), "as_answer": _plain(reading.as_answer)}
    draft = Draft(session, caller, KIND)
    draft.put(**{SLOT: {**said, **values}})
    draft.save()


def waiting(session: Session, caller: Caller) -> Waiting | None:
    """What waits; None where nothing does."""
    said = Draft(session, caller, KIND).get(SLOT)
    if not said:
        return None
    values, as_answer = (
        [Value(entity, value) for entity, value in said[name]] for name in ("values", "as_answer")
    )
    return Waiting(said["step"], said["jobs"], Reading(said["text"], [(INTENT, 1.0)], values, as_answer))


def taken(session: Session, caller: Caller, step: str, reference: str, tapped: Reading) -> Reading:
    """A tap on one of the jobs for the step that waits has with it what was said; any step ends the waiting."""
    said = waiting(session, caller)
    if said is None:
        return tapped
    drop(session, caller)
    if not tapped.is_tap or step != said.step or reference not in said.jobs:
        return tapped
    kept = said.reading
    return Reading(kept.text, tapped.intents, [*tapped.values, *kept.values], kept.as_answer)


def drop(session: Session, caller: Caller) -> None:
    """Nothing waits any more."""
    draft = Draft(session, caller, KIND)
    if draft.get(SLOT):
        draft.put(**{SLOT: None})
        draft.save()


def _plain(values: Sequence[Value]) -> list[tuple[str, Any]]:
    return [(each.entity, each.value) for each in values]
