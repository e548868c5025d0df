"""What a message says to an open question about how it went."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import CLEARLY, FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.service.feedback import giving

PAGE = "give_feedback"
MAY_BE_WORDS = (PAGE, FALLBACK, "raise_ticket", "thank", "affirm")  # what an opinion may be taken for


def _of_rating(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Stars; a no leaves it."""
    if reading.is_no:
        return heard(session, caller, PAGE, lambda here, by: giving.add_words(here, by, None))
    if reading.first("rating") is None and not reading.wants(PAGE):
        return None
    return heard(session, caller, PAGE, lambda here, by: giving.give(here, by, reading))


def _of_words(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Any words are the answer, unless something else is clearly wanted."""
    if reading.is_no or reading.first("choice") == giving.SKIP:
        return heard(session, caller, PAGE, lambda here, by: giving.add_words(here, by, None))
    if reading.is_tap or (reading.chance >= CLEARLY and not reading.wants(*MAY_BE_WORDS)):
        return None
    return heard(session, caller, PAGE, lambda here, by: giving.add_words(here, by, reading.text))


def _of_consent(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the words may be shown to others."""
    if not (reading.agrees or reading.is_no):
        return None
    allowed = reading.agrees
    return heard(
        session, caller, PAGE, lambda here, by: giving.allow_quoting(here, by, allowed), reading.next_wish
    )


def _of_reopening(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether what is still broken is looked at again; it may be left so."""
    reference = asked.summary
    if not reading.agrees or not reference:
        return None
    return heard(
        session, caller, PAGE, lambda here, by: giving.reopen(here, by, reference), reading.next_wish
    )


QUESTIONS = Questions(
    "feedback",
    {
        giving.RATING: _of_rating,
        giving.WORDS: _of_words,
        giving.CONSENT: _of_consent,
        giving.REOPENING: _of_reopening,
    },
)
