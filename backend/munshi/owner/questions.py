"""What an owner is asked about the stock."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.owner import service
from munshi.owner.choosing import chosen, with_figure
from munshi.owner.rules import figures_in

PAGE = "update_stock"
MOST_WORDS = 3  # of an answer to what is meant


def _confirmed(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to what was shown, or a no."""
    shown = reading.first("summary") or asked.summary
    if reading.is_yes:
        return heard(session, caller, PAGE, lambda here, by: service.confirm(here, by, shown))
    return heard(session, caller, PAGE, service.keep) if reading.is_no else None


def _chosen(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A place in the list, a name of it, or what has happened; more words are a message of their own."""
    text = reading.text or ""
    if asked.summary is None or not text or len(text.split()) > MOST_WORDS or reading.is_yes or reading.is_no:
        return None
    kinds = reading.sides("happened")
    told = chosen(session, caller, asked.summary, text, kinds)
    if told is None:
        return None
    return heard(session, caller, PAGE, lambda here, by: service.update(here, by, told))


def _counted(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """How much of it, or its price: a number with its unit at most; anything else is a message of its own."""
    text = reading.text or ""
    numbers = figures_in(text)
    if asked.summary is None or len(numbers) != 1 or len(text.split()) > MOST_WORDS:
        return None
    line = reading.first("order_line") or {}
    told = with_figure(asked.summary, numbers[0], line.get("unit"))
    return heard(session, caller, PAGE, lambda here, by: service.update(here, by, told))


QUESTIONS = Questions("owner", {"confirm_stock": _confirmed, "take_meant": _chosen, "take_amount": _counted})
