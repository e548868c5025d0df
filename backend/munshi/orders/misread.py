"""Whoever says that they were not understood is offered to have taken back what was just changed in the cart."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Hears, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import service
from munshi.orders.answers import answer
from munshi.orders.desk import Desk
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "misread.yml")
PAGE = "place_order"
LONGEST = 6  # words of a message that says nothing else


def first(hears: Hears) -> Hears:
    """Hears such words before anything else; with more beside them they are left to who asked."""

    def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        said = plain(reading.text)
        lines = (each for each in reading.values if each.entity == "order_line")
        is_alone = len(said.split()) <= LONGEST and not any(each.value.get("quantity") for each in lines)
        if not reading.is_tap and is_alone and LISTS.has(said, "says_so"):
            offered = heard(session, caller, PAGE, _offer)
            if offered.outcome.outcome == "ask_undo":
                return offered
        return hears(session, caller, asked, reading)

    return hear


def of_undo(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes takes the last change back, a no leaves the cart as it is; both show it."""
    if reading.is_yes:
        return heard(session, caller, PAGE, service.undo)
    return heard(session, caller, PAGE, service.show) if reading.is_no else None


def _offer(session: Session, caller: Caller) -> Outcome[Any]:
    desk = Desk(session, caller)
    if desk.cart.before is None:
        return Outcome[str](outcome="left")
    return answer(desk, "ask_undo", lines=desk.lines())
