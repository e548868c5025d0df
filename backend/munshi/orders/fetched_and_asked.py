"""That somebody fetches the goods, in one breath with a question about the shop: "to khud le lungi kab tak khuli hai".

The pick-up is taken, with its hour, and the question is heard behind it.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import service
from munshi.orders.asked_beside import ORDER
from munshi.orders.desk import SKILL
from munshi.orders.fetched_then import PICKUP
from munshi.orders.for_shop import OF_CART, surely_asks
from munshi.orders.kept import NOTHING_BESIDE
from munshi.orders.messages import Message
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve

WAY, SELF = "way_of_orders", "speaks_of_self"  # facets of every message
ABOUT = ("topic", "shop_hours")  # of the shop itself


def of_fetching(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The cart with its pick-up, where the words of it ask nothing themselves and count no goods."""
    if reading.is_tap or asked.question not in OF_CART or SKILL not in caller.business.skills:
        return None
    text, place = reading.text or "", _fetches(reading)
    if place is None or reading.agrees:
        return None
    start, end = place
    about = [side.start for facet in ABOUT for side in reading.placed(facet)]
    asks = [each for each in about if not start <= each < end]
    message = message_of(reading)
    counted = any(line.name and line.quantity is not None for line in message.lines)
    if not asks or counted or surely_asks(text[:end]) or may_serve(session, caller):
        return None
    hour = message.beside.hour if _says_when(reading, min(asks)) else None
    told = Message(said=text[:end], beside=replace(NOTHING_BESIDE, ways=(PICKUP,), hour=hour))
    rest = f"{text[:start].strip(SIGNS)} {text[end:].strip(SIGNS)}".strip()
    return heard(session, caller, ORDER, lambda here, by: service.tell(here, by, told), rest)


def _fetches(reading: Reading) -> tuple[int, int] | None:
    """Where it is said that who writes fetches the goods."""
    ways = [side for side in reading.placed(WAY) if side.value == PICKUP]
    own = [side for side in reading.placed(SELF) if ways and 0 <= side.start - ways[0].end <= 1]
    if ways and own:
        return ways[0].start, own[0].end
    left = [each for each in reading.left_over if each.get("kind") == "way" and each.get("value") == PICKUP]
    return (left[0]["start"], left[0]["end"]) if left else None


def _says_when(reading: Reading, asks: int) -> bool:
    """Whether an hour or a day stands before the question."""
    return any(each.start < asks for entity in ("time", "period") for each in reading.all(entity))
