"""Whether there is a guarantee is asked while something else is open: it is answered, and the question stays."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import wanting, words
from munshi.service.visits.drafts import Draft
from munshi.service.warranty import looking
from munshi.service.warranty.models import SoldProduct

OF_REPORT = ("ticket_problem", "ticket_product", "give_ticket_address")
BESIDE = (*OF_REPORT, wanting.MACHINE, wanting.ADDRESS, wanting.SLOT)


def is_asked(session: Session, caller: Caller, asked: Asked, reading: Reading) -> bool:
    """Whether it is asked beside a report or a wish that somebody comes, and nothing else is told."""
    text = reading.text or ""
    if asked.question not in BESIDE or reading.is_tap or caller.may_act_as(*STAFF):
        return False
    asks = words.asks(text) or words.says(text, "or_not") or text.rstrip().endswith("?")
    if not (asks and words.says(text, "guarantee")):
        return False
    if tells_fault(text) or reading.agrees or reading.addresses:
        return False
    return bool(looking.models(session, caller.business_id))


def tell(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """How the machine stands that is named, else that of which is spoken."""
    serial = reading.first("serial_number") or _spoken_of(session, caller)
    return looking.check(session, caller, reading, serial)


def _spoken_of(session: Session, caller: Caller) -> str | None:
    """The serial of the piece that is reported, or for which somebody shall come."""
    sold_id = Desk(session, caller).draft.sold or Draft(session, caller, wanting.KIND).get("sold")
    piece = session.get(SoldProduct, (caller.business_id, sold_id)) if sold_id else None
    return piece.serial if piece else None
