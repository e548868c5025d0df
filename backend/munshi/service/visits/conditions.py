"""A yes under a condition is none: the shop hears it, and what was shown is asked once more."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.tickets.words import begins_with_yes
from munshi.service.visits import told_shop, wanting, words

PAGE = "change_visit"
OF_WHAT_IS_SHOWN = frozenset({wanting.SHOWN_ALL, "confirm_plan", "confirm_part", "confirm_move_visit"})


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to what is shown that holds only if: "haan agar free hai to", "kar do free me"."""
    text = reading.text or ""
    if asked.question not in OF_WHAT_IS_SHOWN or reading.is_tap or caller.may_act_as(*STAFF):
        return None
    agrees = reading.agrees or begins_with_yes(text) or words.says(text, "go_ahead")
    if not agrees or words.asks(text) or not _is_under_one(text):
        return None
    if asked.question == wanting.SHOWN_ALL and is_free_only(text) and wanting.costs_nothing(session, caller):
        return None  # it holds
    return heard(session, caller, PAGE, lambda here, by: _ask(here, by, text))


def is_free_only(text: str) -> bool:
    """Whether it is to be done for nothing."""
    return words.says(text, "free_only")


def _is_under_one(text: str) -> bool:
    """Whether it is for nothing or only if; words for who comes have an if of their own: "agar gate band ho to"."""
    hangs = words.says(text, "hangs_on_it") and not (words.is_to_note(text) or words.says(text, "calls_them"))
    return is_free_only(text) or hangs


def _ask(session: Session, caller: Caller, said: str) -> Outcome[str]:
    return Outcome[str](outcome="condition", facts=told_shop.tell(session, caller, said))
