"""What a person reports: said in one message or in several, thrown away, or looked at."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.address_words import sure_address, surely_an_address, written_address
from munshi.outcomes import Outcome, Refusal
from munshi.service.tickets import meant, words
from munshi.service.tickets.answers import conclude
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.drafts import (
    ASK_ADDRESS,
    ASK_PROBLEM,
    ASK_PRODUCT,
    CONFIRM,
    OPEN_ALREADY,
    Draft,
)
from munshi.service.visits.wishes import says_when
from munshi.service.visits.words import machine_in

KINDS = ("image", "video", "audio", "voice", "document")  # of files that show what is wrong
FEWEST_WORDS = 3  # of a street without a figure or a word of a place
PIECE, APART, OTHER = "piece:", "apart", "other"  # what can be tapped


def tell(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """The person reports something, answers what is asked of it, or sends what shows it."""
    desk = Desk(session, caller)
    choice, text = reading.first("choice"), (reading.text or "").strip()
    if (file := file_of(reading)) is not None:
        desk.draft.add(file)
    if choice:
        _choose(desk, str(choice))
    elif text and not _hear(desk, text, reading):
        answer = conclude(desk)
        answer.facts["unclear"] = True
        return answer
    return conclude(desk)


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Throws away what was said."""
    desk = Desk(session, caller)
    if desk.draft.is_empty:
        raise Refusal("nothing_open")
    desk.empty()
    return Outcome[str](outcome="dropped")


def file_of(reading: Reading) -> dict[str, str] | None:
    """The photo, video, voice note or document that came along, where it is kept."""
    came = reading.attachment or {}
    if came.get("fault") or not came.get("sha256") or came.get("kind") not in KINDS:
        return None
    return {part: str(came[part]) for part in ("path", "sha256", "mime_type")}


def _choose(desk: Desk, choice: str) -> None:
    """A tap: which piece, that it is none of them, or that it is another fault."""
    if choice == APART:
        desk.draft.apart = True
    elif choice == OTHER:
        desk.draft.is_of(product=None)
    elif choice.startswith(PIECE):
        wanted = choice.removeprefix(PIECE)
        piece = next((each for each in desk.pieces if str(each.id) == wanted), None)
        if piece is None:
            raise Refusal("nothing_open")
        desk.draft.is_of(sold=piece.id)


def _hear(desk: Desk, text: str, reading: Reading) -> bool:
    """Words, as an answer to what is asked or as a report of their own; whether they were one."""
    asked = desk.draft.asked
    if asked in (ASK_ADDRESS, CONFIRM) and says_when(reading) and not surely_an_address(text):
        _take_problem(desk, text)
        desk.draft.when = text if desk.draft.sold or desk.draft.product else None
        return True
    if asked == ASK_ADDRESS and file_of(reading) is not None and not surely_an_address(text):
        _take_problem(desk, text)  # what is written under a photo is about what it shows
        return True
    if asked == ASK_ADDRESS:
        return _take_address(desk, text)
    if asked == ASK_PRODUCT:
        _take_product(desk, text, reading)
    elif asked == CONFIRM and desk.draft.address and (place := sure_address(text)):
        desk.draft.address = place.text or desk.draft.address
        desk.draft.pincode = place.pincode or desk.draft.pincode
    elif asked in (ASK_PROBLEM, CONFIRM):
        _take_problem(desk, text)
    else:
        if asked == OPEN_ALREADY or desk.draft.asked is None:
            desk.draft = Draft(files=desk.draft.files if asked is None else [])
        _take_report(desk, text, reading)
    return True


def _take_report(desk: Desk, text: str, reading: Reading) -> None:
    """A report from the beginning: what it is of, what is wrong, where."""
    meant.find(desk, text, reading.first("serial_number"), reading.first("reference"))
    desk.draft.hazard = words.hazard_in(text)
    if words.says_what(text, meant.product_words(desk.model())):
        desk.draft.tell(text)
    place = sure_address(text)
    if place is not None and place.pincode and machine_in(place.text or "") is None:
        desk.draft.address, desk.draft.pincode = place.text, place.pincode


def _take_problem(desk: Desk, text: str) -> None:
    desk.draft.tell(text)
    desk.draft.hazard = desk.draft.hazard or words.hazard_in(text)
    if not desk.draft.named:
        meant.find(desk, text, None, None)


def _take_product(desk: Desk, text: str, reading: Reading) -> None:
    """Which of them, by its place in the list, its serial or its name; else it is none of them and in words."""
    meant.find(desk, text, reading.first("serial_number"), reading.first("reference"))
    if not desk.draft.named:
        desk.draft.is_of(product=text[:100])


def _take_address(desk: Desk, text: str) -> bool:
    """An address comes in pieces until it is whole; whether this was a piece of one."""
    found = written_address(text)
    draft, street = desk.draft, found.text if found else text
    if found is None and len(text.split()) < FEWEST_WORDS:
        return False
    draft.pincode = (found.pincode if found else None) or draft.pincode
    if street and street != draft.pincode:
        draft.address = draft.address or street[:300]
    return True
