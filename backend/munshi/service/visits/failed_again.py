"""A part that was put in here and failed, or came wrong with an order, is no new one that is wanted."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.service.parts.looking import all_parts, named_in
from munshi.service.tickets import telling
from munshi.service.tickets.words import came_wrong, tells_fault
from munshi.service.visits import machines, wanting, words

REPORT = "raise_ticket"
OF_PARTS = (FALLBACK, "request_spare_part", "place_order", "modify_order", "check_warranty", "ask_price", REPORT,
            "request_technician", "cancel_order", "track_order", "change_visit", "deny")  # fmt: skip


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Somebody comes for what was put in and failed; what came wrong is a complaint of its order."""
    text = reading.text or ""
    if reading.is_tap or asked.question or not reading.wants(*OF_PARTS):
        return None
    failed = (
        words.says(text, "put_in_before") and tells_fault(text) and machines.is_served(session, caller, text)
    )
    if failed:
        return heard(session, caller, wanting.PAGE, lambda here, by: wanting.begin(here, by, reading))
    wrong = came_wrong(text) and (words.says(text, "exchange_wished") or words.says(text, "of_an_order"))
    if not wrong or not named_in(text, all_parts(session, caller.business_id)):
        return None
    return heard(session, caller, REPORT, lambda here, by: telling.tell(here, by, reading))
