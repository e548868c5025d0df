"""A visit that its customer calls off by name is that visit, whatever is in a cart: "tank wali visit cancel kar do"."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders.cancelling import says_not_to
from munshi.orders.for_shop import OF_CART
from munshi.people.rules import STAFF
from munshi.service.visits import cancelling, changing, choosing, looking, words


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Shown for a yes, where goods are asked about meanwhile."""
    text = reading.text or ""
    if reading.is_tap or asked.question not in OF_CART or caller.may_act_as(*STAFF) or words.asks(text):
        return None
    names = words.says(text, "called_off_by_name") and words.says(text, "visits")
    if not names or says_not_to(text):
        return None
    visits = choosing.meant(session, looking.live_of(session, caller.business_id, caller.person.id), text)
    if len(visits) != 1:
        return None
    visit = visits[0]
    return heard(session, caller, changing.PAGE, lambda here, by: cancelling.ask_to_cancel(here, by, visit))
