"""The photo of a prescription that comes while something else of the order is asked: it is kept, that stays asked."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import service
from munshi.orders.desk import Desk
from munshi.orders.for_shop import OF_CART

PAGE, QUESTION = "place_order", "give_prescription"
SHORTEST = 3  # words below a photo that say more than what it is


def of_photo(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Keeps the photo with the cart where something in it, or asked about, wants one; its words are heard next."""
    sent = reading.attachment
    if sent is None or asked.question == QUESTION or asked.question not in OF_CART:
        return None
    if not _is_wanted(Desk(session, caller)):
        return None
    words = reading.text if len((reading.text or "").split()) >= SHORTEST else None
    return heard(session, caller, PAGE, lambda here, by: service.bring_prescription(here, by, sent), words)


def _is_wanted(desk: Desk) -> bool:
    asked = (desk.shelf.item(key) for wish in desk.cart.wishes for key in wish.items)
    inside = (line.item for line in desk.cart.lines)
    return any(item is not None and item.prescription for item in (*inside, *asked))
