"""What a message says to an open question about what is kept of somebody."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.rights import asking, words

PAGE = "ask_my_data"
SHOWN = "utter_ask_my_data_shown"


def _of_erasing(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Only a plain yes erases; words for one thing of it alone go to the shop."""
    if not reading.is_tap and words.is_of_one(reading.text or ""):
        return heard(session, caller, PAGE, lambda here, by: asking.pass_on_one(here, by, reading.text or ""))
    if reading.is_no:
        return heard(session, caller, PAGE, lambda *_: Outcome[str](outcome="kept"))
    if not reading.is_yes:
        return None
    shown = reading.first("summary") or asked.summary
    return heard(session, caller, PAGE, lambda here, by: asking.erase(here, by, shown))


def _of_correction(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is wrong, in any words."""
    if reading.is_no:
        return heard(session, caller, PAGE, lambda *_: Outcome[str](outcome="kept"))
    words = (reading.text or "").strip()
    if not words:
        return None
    return heard(session, caller, PAGE, lambda here, by: asking.correct(here, by, words))


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind what is kept of somebody, words for what can be tapped there are that."""
    if SHOWN not in asked.told or reading.is_tap or asked.question:
        return None
    if words.part_in(reading.text or "") is None:
        return None
    return heard(session, caller, PAGE, lambda here, by: asking.answer(here, by, reading))


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That what is one's own shall go to nobody is no complaint, whoever has asked."""
    if reading.is_tap or not words.keeps_private(reading.text or ""):
        return None
    return heard(session, caller, PAGE, lambda here, by: asking.keep_private(here, by.person))


QUESTIONS = Questions(
    "rights",
    {"confirm_erasing": _of_erasing, "data_correction": _of_correction},
    overhears=_overhear,
    interrupts=_interrupt,
)
