"""What a message says of what is wrong, and what of it is kept for who comes."""

from munshi.asking.reading import Reading
from munshi.service.tickets.words import of_faults
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
    said = text if reading.attachment or (asked and words.is_to_note(text)) else said
    if begins:
        draft.put(wished=told_of.wished(reading))
    if said and said not in told:
        draft.put(problem=_joined(told, said))
    _take_note(draft, reading, place)


def _take_note(draft: Draft, reading: Reading, place: Place) -> None:
    known = (draft.get(name) for name in ("problem", "who", "second", "note"))
    wished = None if draft.get("problem") else draft.get("wished")
    if note := left.left(reading, *known, wished, place.street):
        draft.put(note=_joined(draft.get("note"), note))


def _joined(before: str | None, said: str) -> str:
    return ". ".join(filter(None, (before, said)))[:LONGEST]
