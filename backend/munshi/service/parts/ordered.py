"""Parts that are goods of an order: what shall be brought home, or stands among other goods of the shelf."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard
from munshi.asking.reading import Reading
from munshi.business.stored_sections import of
from munshi.callers import Caller
from munshi.columns import plain
from munshi.orders.address_words import surely_an_address
from munshi.orders.sections import OrderSections
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome
from munshi.service.parts import counting
from munshi.service.parts.cancelling import live_of
from munshi.service.parts.looking import all_parts, goods_counted, named_in
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import words
from munshi.service.visits.drafts import Draft

ORDERS, DELIVERY = "orders", "delivery"
PART, PAGE = "part", "request_spare_part"
FOR_WHO_COMES = ("going_there", "repairing", "work_wished", "anyone")


def is_ordered(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a message orders a part as goods: it is to be brought, or is counted among goods that are no parts."""
    text = reading.text or ""
    if reading.is_tap or ORDERS not in caller.business.skills or tells_fault(text):
        return False
    if words.asks(text) or any(words.says(text, each) for each in FOR_WHO_COMES):
        return False
    named = {found.part.sku for found in named_in(text, all_parts(session, caller.business_id))}
    if not named or any(each.sku in named for each in live_of(session, caller)):
        return False  # what is kept already is fetched
    return is_brought(caller, reading) or goods_counted(session, caller, reading)


def is_of_the_shelf(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether all that is wanted stands on the shelf of a shop that keeps no parts for machines: that is an order."""
    text = reading.text or ""
    if reading.is_tap or ORDERS not in caller.business.skills or tells_fault(text):
        return False
    if all_parts(session, caller.business_id) or any(words.says(text, each) for each in FOR_WHO_COMES):
        return False
    names = [str(each.value["name"]) for each in reading.all("order_line") if each.value.get("name")]
    shelf = StockedShelf(session, caller.business_id)
    found = [shelf.meant(name) for name in names]
    return bool(found) and all(each.items for each in found) and any(each.sure for each in found)


def names_others(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether goods of the shelf are counted by name, and the shown part is none of them: those are wanted."""
    lines = [each.value for each in reading.all("order_line") if isinstance(each.value, dict)]
    named = [str(line["name"]) for line in lines if line.get("quantity") and line.get("name")]
    if reading.is_tap or not named or ORDERS not in caller.business.skills or words.asks(reading.text or ""):
        return False
    shelf, shown = StockedShelf(session, caller.business_id), Draft(session, caller, PART).get("sku")
    found = [shelf.meant(name) for name in named]
    parts = {each.part.sku for each in all_parts(session, caller.business_id)}
    skus = {item.sku for each in found for item in each.items}
    return all(each.items and each.sure for each in found) and skus.isdisjoint({shown}) and not skus <= parts


def is_brought(caller: Caller, reading: Reading) -> bool:
    """Whether goods shall be brought to a place that is named, or home, where the business brings any."""
    if not of(caller.business, OrderSections).delivery.pincodes:
        return False
    text = reading.text or ""
    way = any(piece.get("kind") == "way" and piece.get("value") == DELIVERY for piece in reading.left_over)
    return way or surely_an_address(text) or words.says(text, "bring_home")


def instead(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What is said to the shown part where it shall be brought: an order of it, with these words, comes next."""
    text = reading.text or ""
    talks_of_else = any(words.says(text, each) for each in FOR_WHO_COMES) or tells_fault(text)
    if reading.is_tap or talks_of_else or words.asks(text) or not is_brought(caller, reading):
        return None
    draft = Draft(session, caller, PART)
    shown = next(
        (each for each in all_parts(session, caller.business_id) if each.part.sku == draft.get("sku")), None
    )
    if shown is None:
        return None
    number = counting.counted(reading) if named_in(text, [shown]) else None
    quantity = plain(number) if number is not None else draft.get("quantity") or "1"
    facts = {"item": shown.facts(), "quantity": quantity}
    draft.empty()
    rest = f"{quantity} {shown.product.name[caller.writes_in]}, {text}"
    return Heard(PAGE, Outcome[str](outcome="to_order", facts=facts), rest)
