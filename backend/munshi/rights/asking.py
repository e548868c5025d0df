"""What a person asks of what is kept of them: to see it, have it whole, correct it, erase it, take back a consent."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.access import service as access
from munshi.access.rules import How, Kind
from munshi.asking.reading import Reading
from munshi.billing.payments.owed import due_of
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role, in_digits
from munshi.rights import erasing, export, words
from munshi.rights.outcomes import Notice
from munshi.rights.unsettled import complaints, unsettled
from munshi.service.feedback.models import Feedback

FILE, CORRECT, ERASE, KEEP, QUOTES = "file", "correct", "erase", "keep", "quotes"
LONGEST = 1000

Facts = dict[str, Any]


def answer(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """What is tapped or said of it, else a summary; an owner names somebody else by their phone."""
    part = reading.first("part") or words.part_in(reading.text or "")
    whose = _whose(session, caller, reading.first("phone"))
    if part == FILE:
        return Outcome[str](outcome="file", facts={"files": [_file(session, caller, whose)]})
    if part == CORRECT:
        return Outcome[str](outcome="ask_correction")
    if part == ERASE:
        erasing.refuse_staff(caller.business, whose)
        facts = _summary(session, caller, whose)
        return Outcome[str](outcome="confirm_erasing", facts={**facts, "summary": token(whose)})
    if part == words.ONE:
        return pass_on_one(session, caller, reading.text or "")
    if part == KEEP:
        return keep(session, whose)
    if part == QUOTES:
        return withdraw_quotes(session, whose)
    return Outcome[str](outcome="shown", facts=_summary(session, caller, whose))


def erase(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """A yes: it is done when the time to think is over, and once nothing of theirs runs."""
    whose = _named(session, caller, summary)
    erasure = erasing.ask(session, caller.business, whose, caller.person)
    at = clock.on_the_wall(erasure.due_at, caller.business.timezone)
    running = list(unsettled(session, whose))
    if open_ones := complaints(running):
        _tell_of_complaints(session, whose, open_ones, erasure.id)
    facts = {"due_at": at, "unsettled": running, **_about(caller, whose)}
    return Outcome[str](outcome="erasing_waits" if running else "erasing", facts=facts)


def _tell_of_complaints(session: Session, person: Person, open_ones: list[str], erasure: int) -> None:
    """The owners hear for which complaints the erasing waits, and can close them."""
    name: Notice = "rights_waits"
    facts: Facts = {"erasing_waits": {"customer": person.called, "references": open_ones}}
    notices.tell_role(session, person.business_id, Role.OWNER, name, f"{name}:{erasure}", **facts)


def keep(session: Session, person: Person) -> Outcome[Any]:
    """Nothing is erased, where it was still to be."""
    back = erasing.take_back(session, person)
    return Outcome[str](outcome="taken_back" if back else "nothing_to_take_back")


def correct(session: Session, caller: Caller, words: str) -> Outcome[Any]:
    """What is wrong goes to the owners in the person's words; they change it, the bot does not."""
    name: Notice = "rights_correction"
    phones = people.phones(caller.person)
    customer = {"name": caller.person.called, "phone": phones[0] if phones else None}
    facts = {"correction": {"customer": customer, "words": words[:LONGEST]}}
    key = f"{name}:{caller.person.id}:{clock.now().isoformat()}"
    notices.tell_role(session, caller.business_id, Role.OWNER, name, key, caller.person, **facts)
    return Outcome[str](outcome="correction_passed_on")


def pass_on_one(session: Session, caller: Caller, words: str) -> Outcome[Any]:
    """One thing alone is erased by nobody but the owners, who hear the words; nothing else is erased."""
    correct(session, caller, words)
    return Outcome[str](outcome="one_passed_on")


def withdraw_quotes(session: Session, person: Person) -> Outcome[Any]:
    """No words of the person are shown to others any more."""
    given = select(Feedback).where(
        Feedback.business_id == person.business_id,
        Feedback.person_id == person.id,
        Feedback.quotable.is_(True),
    )
    for each in session.scalars(given):
        each.quotable = False
    session.flush()
    return Outcome[str](outcome="quotes_withdrawn")


def token(person: Person) -> str:
    """Stands for whose data a yes erases."""
    return f"person:{person.id}"


def keep_private(session: Session, person: Person) -> Outcome[Any]:
    """No words of the person are shown to others, and who has what is kept of them is said."""
    withdraw_quotes(session, person)
    return Outcome[str](outcome="private")


def _whose(session: Session, caller: Caller, phone: Any) -> Person:
    """The one who asks, or whom an owner names. Refuses with `not_found`; the look is noted."""
    if not phone or not caller.may_act_as(Role.OWNER):
        return caller.person
    person = people.find(session, caller.business_id, in_digits(str(phone)))
    if person is None:
        raise Refusal("not_found", phone=str(phone))
    access.note(session, caller.business_id, caller.person, How.STATUS, [(person.id, Kind.PERSON, "data")])
    return person


def _named(session: Session, caller: Caller, summary: str | None) -> Person:
    """Whose data was shown; somebody else's only to an owner."""
    wanted = (summary or "").removeprefix("person:")
    person = session.get(Person, (caller.business_id, int(wanted))) if wanted.isdecimal() else None
    if person is None or (person.id != caller.person.id and not caller.may_act_as(Role.OWNER)):
        raise Refusal("not_found", phone="")
    return person


def _about(caller: Caller, person: Person) -> Facts:
    """Somebody else is named, with the phone that the next tap names."""
    if person.id == caller.person.id:
        return {}
    phones = people.phones(person)
    return {"other": {"name": person.called, "phone": phones[0] if phones else None}}


def _summary(session: Session, caller: Caller, person: Person) -> Facts:
    """What is kept, counted, and what the person has allowed."""
    quotes = select(Feedback.id).where(
        Feedback.business_id == person.business_id,
        Feedback.person_id == person.id,
        Feedback.quotable.is_(True),
    )
    waiting = erasing.pending(session, person)
    return {
        "name": person.called,
        "ids": [alias.value for alias in person.aliases if alias.kind == "phone"],
        "counts": export.counts(session, caller.business, person),
        "opted": person.opted,
        "quoted": session.scalar(quotes.limit(1)) is not None,
        "erasing": waiting is not None,
        "unsettled": list(unsettled(session, person)),
        "owes_paise": due_of(session, caller.business_id, person.id).paise,
        "works_here": erasing.works_here(caller.business, person),
        **_about(caller, person),
    }


def _file(session: Session, caller: Caller, person: Person) -> Facts:
    if person.id != caller.person.id:
        access.note(session, caller.business_id, caller.person, How.FILE, [(person.id, Kind.PERSON, "data")])
    source = f"/api/businesses/{caller.business_id}/people/{person.id}/data.txt"
    return {"kind": "document", "source": source, "filename": "data.txt"}
