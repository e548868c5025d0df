"""What an owner is asked about the stock."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.owner import service

PAGE = "update_stock"


def _confirmed(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to what was shown, or a no."""
    shown = reading.first("summary") or asked.summary
    if reading.is_yes:
        return heard(session, caller, PAGE, lambda here, by: service.confirm(here, by, shown))
    return heard(session, caller, PAGE, service.keep) if reading.is_no else None


QUESTIONS = Questions("owner", {"confirm_stock": _confirmed})
