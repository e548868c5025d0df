"""Where the goods of a cart go: said in one message or in several, or proposed from the order before."""

from sqlalchemy import Select, select

from munshi.orders.address_words import is_spoken_of, is_thin, says_more
from munshi.orders.desk import Desk, terms_of
from munshi.orders.kept import Beside, Way
from munshi.orders.models import Order
from munshi.orders.rules import Bill, Fulfilment

HOUSE = "ask_house"
ASKED, LEFT = "asked", "left"  # of the house of an address that names only an area: it is asked once


def come_to(desk: Desk, place: str | None, pincode: str | None) -> bool:
    """Takes a street, a pincode, or both: each in place of the one before. Whether there was any.

    A street that still wants its pincode is not replaced but goes on: an address comes in pieces. What an earlier order
    had goes: another street than the proposed one wants its pincode again.
    """
    if not (place or pincode):
        return False
    cart = desk.cart
    if place and cart.kept.said_where and is_spoken_of(place, cart.address or ""):
        place = None  # "7 is the number of the house" says nothing new
    if not (place or pincode):
        return True
    before = cart.address if cart.kept.said_where else None
    known = cart.pincode if cart.kept.said_where else None
    goes_on = before and place and known is None and says_more(place, before)
    told = bool(before and place and known is None and not goes_on)
    if before and place and cart.kept.house == ASKED and pincode is None:
        cart.address = _with_area(place, before)
        return True
    cart.address = f"{before}, {place}" if goes_on else before if told else place or before
    cart.pincode = pincode or known
    cart.kept.house = cart.kept.house if cart.address == before else None
    cart.kept.said_where = True
    return True


def _with_area(place: str, area: str) -> str:
    """The house with the area that was named before it."""
    if not says_more(place, area):
        return area
    return place if not says_more(area, place) else f"{place}, {area}"


def bring_instead(desk: Desk, beside: Beside) -> None:
    """Who names a house with a pincode in the delivery area, and no pick-up beside it, fetches no longer themselves."""
    kept, pincodes = desk.cart.kept, terms_of(desk.business).pincodes
    whole = bool(beside.place) and beside.pincode in pincodes
    if whole and kept.way is Way.PICKUP and Way.PICKUP not in beside.ways:
        kept.way = None


def propose(desk: Desk) -> None:
    """Of a cart that goes nowhere yet: where the person's last order was brought to."""
    cart = desk.cart
    if cart.kept.said_where or (cart.address and cart.pincode):
        return
    query = brought_last(desk.business.id, desk.caller.person.id).where(Order.pincode.is_not(None))
    last = desk.session.scalar(query)
    if last is not None:
        cart.address, cart.pincode = last.address, last.pincode


def brought_last(business_id: str, person_id: int) -> Select[Order]:
    """The last order of somebody that was brought to an address."""
    return (
        select(Order)
        .where(
            Order.business_id == business_id,
            Order.person_id == person_id,
            Order.fulfilment == Fulfilment.DELIVERY,
            Order.address.is_not(None),
        )
        .order_by(Order.placed_at.desc(), Order.id.desc())
        .limit(1)
    )


def _came_to_more(desk: Desk) -> bool:
    """Whether a cart that was fetched for too little may now be brought, and nobody has said how or where to."""
    kept, terms = desk.cart.kept, terms_of(desk.business)
    return kept.fetched and kept.way is None and not kept.said_where and terms.pickup and _is_proposed(desk)


def _is_proposed(desk: Desk) -> bool:
    return bool(desk.cart.address and desk.cart.pincode)


def question_of(desk: Desk, bill: Bill) -> str | None:
    """What is still asked of the address before a yes; None where it is whole, or nothing is brought.

    What was a pick-up is brought to the address of an earlier order only where that is said.
    """
    if bill.fulfilment is not Fulfilment.DELIVERY:
        return None
    if _came_to_more(desk):
        return "ask_way"
    missing = (desk.cart.address is None, desk.cart.pincode is None)
    asked = {(True, True): "ask_address", (True, False): "ask_street", (False, True): "ask_pincode"}
    return asked.get(missing) or (HOUSE if _lacks_house(desk) else None)


def _lacks_house(desk: Desk) -> bool:
    """Whether the address that was said names only an area of which the house was not asked, and nothing went there."""
    kept, address = desk.cart.kept, desk.cart.address
    if kept.house or not kept.said_where or not is_thin(address or ""):
        return False
    last = desk.session.scalar(brought_last(desk.business.id, desk.caller.person.id))
    return last is None or last.address != address
