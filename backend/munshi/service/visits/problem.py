"""What a message says of what is wrong, and what of it is kept for who comes."""

from munshi.asking.reading import Reading
from munshi.service.tickets.words import SENTENCES, of_faults, only_names_maker, tells_fault
from munshi.service.visits import left, words
from munshi.service.visits import told as told_of
from munshi.service.visits.drafts import Draft
from munshi.service.visits.places import Place

REPORT = "raise_ticket"
LONGEST = 1000
FEWEST_OF_A_FAULT = 3  # words of what is more than the name of a machine


def take(draft: Draft, reading: Reading, *, asked: bool, of_machine: bool, place: Place) -> None:
    """Of a wish its fault, else its words; of an answer what tells of a fault or is under a photo. The rest is a note.

    `asked`: it answers a question, `of_machine`: the one for the machine.
    """
    text, told = reading.text or "", draft.get("problem") or ""
    begins = not asked and not told
    said = told_of.told(reading) if begins or reading.wants(REPORT) or of_faults(text) else None
    if of_machine and not told and len(text.split()) >= FEWEST_OF_A_FAULT:
        said = told_of.told(reading)
    to_them = words.is_to_note(text) or words.is_to_bring(text)
    notes = asked and (to_them or words.counts_machines(text, draft.get("machine")))
    if reading.attachment or notes:
        said = text if reading.attachment else left.for_who_comes(reading) or text
    if said and only_names_maker(text):
        said = None
    if begins:
        draft.put(wished=told_of.wished(reading))
    if said and said not in told:
        before = told or (draft.get("wished") if notes else "")
        draft.put(problem=_joined(before, said))
    _take_note(draft, reading, place)


def told_later(known: str, told: str | None) -> str | None:
    """What is told of a visit and stands not yet in its complaint: a fault, or words for who comes."""
    said = (each.rstrip(" .") for each in SENTENCES.split(told or ""))
    new = [each for each in said if each not in known and (tells_fault(each) or words.is_to_note(each))]
    return ". ".join(new) or None


def add_note(draft: Draft, said: str) -> None:
    """Words that go along for who comes, once."""
    if said not in (draft.get("note") or ""):
        draft.put(note=_joined(draft.get("note"), said))


def _take_note(draft: Draft, reading: Reading, place: Place) -> None:
    known = (draft.get(name) for name in ("problem", "who", "second", "note"))
    wished = None if draft.get("problem") else draft.get("wished")
    if note := left.left(reading, *known, wished, place.street):
        draft.put(note=_joined(draft.get("note"), note))
    phone = left.of_phone(reading)
    if phone and not any(phone in (draft.get(name) or "") for name in ("problem", "note")):
        draft.put(note=_joined(draft.get("note"), phone))


def _joined(before: str | None, said: str) -> str:
    return ". ".join(filter(None, (before, said)))[:LONGEST]
