"""Whether there is a guarantee is asked while something else is open: it is answered, and the question stays."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.people.rules import STAFF
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import wanting, words
from munshi.service.visits.drafts import Draft
from munshi.service.warranty import looking
from munshi.service.warranty.models import SoldProduct

PAGE = "check_warranty"
BESIDE = (
    "ticket_problem",
    "ticket_product",
    "give_ticket_address",
    wanting.MACHINE,
    wanting.ADDRESS,
    wanting.SLOT,
)


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Of the machine that is named, else of that of which is spoken; nothing else is told or asked."""
    text = reading.text or ""
    if asked.question not in BESIDE or reading.is_tap or caller.may_act_as(*STAFF):
        return None
    asks = words.asks(text) or words.says(text, "or_not") or text.rstrip().endswith("?")
    if (
        not (asks and words.says(text, "guarantee"))
        or tells_fault(text)
        or reading.agrees
        or reading.addresses
    ):
        return None
    if not looking.models(session, caller.business_id):
        return None
    serial = reading.first("serial_number") or _spoken_of(session, caller)
    return heard(session, caller, PAGE, lambda here, by: looking.check(here, by, reading, serial))


def _spoken_of(session: Session, caller: Caller) -> str | None:
    """The serial of the piece that is reported, or for which somebody shall come."""
    sold_id = Desk(session, caller).draft.sold or Draft(session, caller, wanting.KIND).get("sold")
    piece = session.get(SoldProduct, (caller.business_id, sold_id)) if sold_id else None
    return piece.serial if piece else None
