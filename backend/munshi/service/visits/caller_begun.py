"""A booking that who runs the shop tells in several messages: what is known of the caller waits for the rest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Named, Reading, Value
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people import names
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import machines, words
from munshi.service.visits.called import name_of, names_for
from munshi.service.visits.called_by import called_in
from munshi.service.visits.drafts import Draft
from munshi.service.visits.wishes import when_alone

KIND, PAGE = "caller", "change_visit"
WITHIN = timedelta(minutes=20)  # in which one message goes on with the one before
MOST_BESIDE = 2  # words beside a name and a phone
SURELY = 0.85
# What a piece of a booking may seem to want.
PIECES = (
    FALLBACK, "request_technician", PAGE, "raise_ticket", "place_order", "modify_order", "apply_leave", "affirm",
    "ask_store_info",
)  # fmt: skip
BETWEEN = ", "  # two messages that are read as one


def with_before(session: Session, caller: Caller, reading: Reading) -> Reading | None:
    """What was told of a caller before, and this; None where nothing waits, or it tells nothing of a booking."""
    if not _adds(reading):
        return None
    draft = Draft(session, caller, KIND)
    before = _of_stored(draft.get("told")) if _is_fresh(draft.get("at")) else None
    if before is None or _is_of_another(session, caller, before, reading):
        return None
    return _joined(before, reading) if before.text else reading


def keep(session: Session, caller: Caller, reading: Reading) -> None:
    """Keeps what is known of a caller."""
    draft = Draft(session, caller, KIND)
    draft.put(told=_stored(reading), at=clock.now().isoformat())
    draft.save()


def drop(session: Session, caller: Caller) -> None:
    """Nothing waits any more."""
    draft = Draft(session, caller, KIND)
    if not draft.is_empty:
        draft.empty()


def wanted(session: Session, caller: Caller, reading: Reading, *, goes_on: bool) -> Heard | None:
    """A caller by name and phone, or that a booking comes, with no machine yet: the rest is asked for."""
    if not (goes_on or _begins(session, caller, reading)):
        return None
    text = reading.text or ""

    def work(here: Session, by: Caller) -> Outcome[Any]:
        named = called_in(here, by, reading)
        known = named.people[0].called if named and len(named.people) == 1 else named.name if named else None
        phone = named.phone if named else None
        tells = goes_on or phone or reading.people or words.machine_in(text)
        keep(here, by, reading if tells else replace(reading, text="", values=[], people=[]))
        return Outcome[str](outcome="caller_begun", facts={"customer_name": known or phone})

    return heard(session, caller, PAGE, work) if text else None


def _begins(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a phone stands with a name and nothing else, or it is said that a booking is to be written down."""
    text = reading.text or ""
    if (
        words.asks(text)
        or words.says(text, "how_it_stands")
        or not machines.served(session, caller.business_id)
    ):
        return False
    if words.says(text, "booking_comes"):
        return True
    named = [(each.start, each.end) for each in reading.people if not each.other]
    phones = [(each.start, each.end) for each in reading.values if each.entity == "phone"]
    for start, end in sorted([*named, *phones], reverse=True):
        text = text[:start] + text[end:]
    return bool(named and phones) and len(text.split()) <= MOST_BESIDE


def _adds(reading: Reading) -> bool:
    """Whether it tells a machine, a fault, whose, where or when, and is not surely something else."""
    text = reading.text or ""
    if reading.is_tap or words.asks(text) or (reading.chance >= SURELY and not reading.wants(*PIECES)):
        return False
    tells = words.machine_in(text) is not None or tells_fault(text) or bool(reading.addresses)
    named = reading.first("phone") or reading.first("pincode") or reading.people
    return tells or bool(named) or when_alone(reading) is not None


def _is_of_another(session: Session, caller: Caller, before: Reading, said: Reading) -> bool:
    """Whether another caller begins: another phone than before, or another name with a machine."""
    phones = {each.value for each in before.values if each.entity == "phone"}
    if phones and (phone := said.first("phone")):
        return phone not in phones
    known, told = (
        [name_of(each, named) for named in names_for(session, caller, each)] for each in (before, said)
    )
    is_other = bool(known and told) and not any(names.meant(each, known).names for each in told)
    return is_other and words.machine_in(said.text or "") is not None


def _is_fresh(at: str | None) -> bool:
    return at is not None and clock.now() - datetime.fromisoformat(at) <= WITHIN


def _joined(before: Reading, said: Reading) -> Reading:
    by = len(before.text or "") + len(BETWEEN)
    values = [replace(each, start=each.start + by, end=each.end + by) for each in said.values]
    people = [each._replace(start=each.start + by, end=each.end + by) for each in said.people]
    return replace(
        said,
        text=f"{before.text}{BETWEEN}{said.text}",
        values=[*before.values, *values],
        as_answer=[],
        people=[*before.people, *people],
        addresses=[*before.addresses, *said.addresses],
    )


def _stored(reading: Reading) -> dict[str, Any]:
    values: Sequence[Value] = reading.values
    return {
        "text": reading.text,
        "values": [[each.entity, each.value, each.start, each.end] for each in values],
        "people": [list(each) for each in reading.people],
        "addresses": list(reading.addresses),
    }


def _of_stored(told: dict[str, Any] | None) -> Reading | None:
    if told is None:
        return None
    return Reading(
        told["text"],
        [(PAGE, 1.0)],
        [Value(*each) for each in told["values"]],
        people=[Named(*each) for each in told["people"]],
        addresses=told["addresses"],
    )
