"""What a technician says to the question whether a part that was on order is in, or comes later."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.service.visits import part_later, steps, words, working

PAGE, QUESTION = "do_visit", "tell_part_in"
SAYS_LATER = ("put_off", "no_part", "lacking", "coming_again")


def answer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "lag gaya", "baad mein lagega"; words that say both or neither are no answer, and figures are money's."""
    text = reading.text or ""
    if asked.question != QUESTION or reading.is_tap or any(sign.isdecimal() for sign in text):
        return None
    later = any(words.says(text, each) for each in SAYS_LATER)
    if later == (words.says(text, "fitted") or steps.tells(reading, "fitted")):
        return None
    step = part_later.LATER if later else part_later.FITTED
    return heard(session, caller, PAGE, lambda here, by: working.hear(here, by, step, reading))
