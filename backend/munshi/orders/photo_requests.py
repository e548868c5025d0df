"""A photo of which nobody here knows what it is, a list or a prescription: the shop is shown it by one yes.

What names goods of the shelf below a photo is ordered as it is written; a photo that somebody waits for goes there.
"""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import passed_photos
from munshi.orders.desk import SKILL
from munshi.orders.for_shop import OF_CART, REPAIRS
from munshi.orders.passing_on import PAGE, ask_photo, names_goods
from munshi.orders.serving.duty import may_serve
from munshi.outcomes import Outcome

NOTHING: Outcome[Any] = Outcome[str](outcome="not_offered")
# What a photo belongs to by itself, where it is surely meant.
OF_OTHERS = (
    "report_payment",
    "raise_ticket",
    "check_ticket_status",
    "register_warranty",
    "check_warranty",
    "request_technician",
    "change_visit",
    "request_spare_part",
    "give_feedback",
)


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A photo with words that name nothing of the shelf, and that nobody else has heard."""
    is_free = asked.question in ("", "confirm_request", *OF_CART)
    if not (reading.text and is_free and passed_photos.came(reading)) or caller.business.kind in REPAIRS:
        return None
    is_of_others = reading.wants(*OF_OTHERS) and not reading.is_doubtful
    if is_of_others or not _may_pass(session, caller) or names_goods(session, caller, reading):
        return None
    return heard(session, caller, PAGE, lambda here, by: ask(here, by, reading))


def ask(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """Whether the shop shall be shown what came along; `not_offered` where nothing did, or nobody is to be shown it."""
    if not (passed_photos.came(reading) and _may_pass(session, caller)):
        return NOTHING
    return ask_photo(passed_photos.keep(session, caller, reading), reading.text or "")


def _may_pass(session: Session, caller: Caller) -> bool:
    return SKILL in caller.business.skills and not may_serve(session, caller)
