"""What a message says to an open question about what is kept of somebody."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import Role
from munshi.rights import asking, words
from munshi.service.tickets.words import begins_with_yes

PAGE = "ask_my_data"
SHOWN = "utter_ask_my_data_shown"
ERASING = frozenset({"utter_ask_my_data_erasing", "utter_ask_my_data_erasing_waits"})
MOST_WORDS = 4  # of a button that is written


def _of_erasing(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Only a plain yes erases; words for one thing of it alone go to the shop."""
    if not reading.is_tap and words.is_of_one(reading.text or ""):
        return heard(session, caller, PAGE, lambda here, by: asking.pass_on_one(here, by, reading.text or ""))
    if reading.is_no:
        return heard(session, caller, PAGE, lambda *_: Outcome[str](outcome="kept"))
    if not (reading.is_yes or _writes_yes(reading)):
        return None
    shown = reading.first("summary") or asked.summary
    return heard(session, caller, PAGE, lambda here, by: asking.erase(here, by, shown))


def _writes_yes(reading: Reading) -> bool:
    """Whether the button of the yes is written: "haan, mita do"."""
    text = reading.text or ""
    return _is_button(text) and begins_with_yes(text) and words.part_in(text) == words.ERASE


def _is_button(text: str) -> bool:
    """Whether words are so few as those of a button."""
    return 0 < len(text.split()) <= MOST_WORDS


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


def _of_button(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The words of a button that was shown last are that button, whatever else they sound like."""
    text = reading.text or ""
    if not _is_button(text):
        return None
    if SHOWN in asked.told and words.part_in(text) is not None:
        return heard(session, caller, PAGE, lambda here, by: asking.answer(here, by, reading))
    if not ERASING.isdisjoint(asked.told) and words.takes_back(text):
        return heard(session, caller, PAGE, lambda here, by: asking.keep(here, by.person))
    return None


def _of_somebody(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """An owner who writes a phone with words for its data asks for that customer's."""
    if not reading.first("phone") or not caller.may_act_as(Role.OWNER) or reading.first("order_line"):
        return None
    if not words.is_of_somebody(reading.text or ""):
        return None
    return heard(session, caller, PAGE, lambda here, by: asking.answer(here, by, reading))


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Buttons that are written, a customer's data, and that what is one's own shall go to nobody, whoever has asked."""
    if reading.is_tap:
        return None
    told = _of_button(session, caller, asked, reading) or _of_somebody(session, caller, reading)
    if told is not None or not words.keeps_private(reading.text or ""):
        return told
    return heard(session, caller, PAGE, lambda here, by: asking.keep_private(here, by.person))


QUESTIONS = Questions(
    "rights",
    {"confirm_erasing": _of_erasing, "data_correction": _of_correction},
    overhears=_overhear,
    interrupts=_interrupt,
)
