"""What a customer asks of the yearly care that they have, or believe to have."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.amc import ending, selling
from munshi.service.visits import second, words
from munshi.service.visits.references import CARE

PAGE = "request_technician"


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Words of one's own care: until when it holds; where none is held that is said, and what else is wanted comes."""
    text = reading.text or ""
    if reading.is_tap or not speaks_of_own(text) or caller.may_act_as(*STAFF):
        return None
    if words.says(text, "cancelling"):
        return None
    if not ending.held(session, caller):
        rest = _beside(text)
        return heard(session, caller, PAGE, lambda here, by: Outcome[str](outcome="no_contract"), rest)
    if words.says(text, "renewing") or not _asks(text):
        return None
    held = selling.of_contract(session, caller, text)
    return heard(session, caller, PAGE, lambda here, by: held) if held else None


def by_number(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The same of who names it by its number, whatever is asked."""
    return hear(session, caller, asked, reading) if CARE.search(reading.text or "") else None


def speaks_of_own(text: str) -> bool:
    """Whether it speaks of care as one's own: by its number, or by words of having it."""
    of_care = words.says(text, "plan") or words.says(text, "yearly") or words.says(text, "care")
    if words.says(text, "holds_plan"):
        return False  # the shop hears these words
    own = words.says(text, "own_care") or words.says(text, "renewing")
    return CARE.search(text) is not None or (of_care and own)


def _asks(text: str) -> bool:
    return any(words.says(text, each) for each in ("asking", "running", "left_of_care")) or text.endswith("?")


def _beside(text: str) -> str | None:
    """The clauses that speak of no plan, where a machine stands in one."""
    clauses = [each.group().strip() for each in second.CLAUSE.finditer(text)]
    others = [each for each in clauses if not speaks_of_own(each) and not words.says(each, "plan")]
    rest = ", ".join(others)
    return rest if words.machine_in(rest) and len(others) < len(clauses) else None
