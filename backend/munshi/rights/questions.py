"""What a message says to an open question about what is kept of somebody."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.rights import asking

PAGE = "ask_my_data"


def _of_erasing(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Only a plain yes erases."""
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


QUESTIONS = Questions("rights", {"confirm_erasing": _of_erasing, "data_correction": _of_correction})
