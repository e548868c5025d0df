"""What a customer writes back to words of the shop: for a while it goes to who wrote them, unless it is an order."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import CLEARLY, FALLBACK, NO, YES, Asked, Reading
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.offers.service import may_be_wished
from munshi.orders.looking import own_order
from munshi.orders.models import Order
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person

PAGE, QUESTION = "move_order", "take_reply"
FOR = timedelta(hours=2)
LONGEST = 500  # characters
OF_NO_ORDER = "-"
DENIED, ASKS, TAKES_OUT = "denied", "asks_of_orders", "takes_line_out"


def asking(order: Order | None, by: Person) -> dict[str, str]:
    """What a notice with words of the shop asks: who wrote them, about which order if any, and when."""
    about = order.reference if order else OF_NO_ORDER
    return {"asking": QUESTION, "summary": f"{about} {by.id} {clock.now().isoformat()}"}


def of_reply(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The answer, where it is one: a yes, a no, or what is no clear wish for anything else."""
    reference, person, at = (asked.summary or "").split(" ")
    if reading.is_tap or not reading.text or clock.now() > datetime.fromisoformat(at) + FOR:
        return None
    answers = reading.agrees or reading.wants(YES, NO, FALLBACK) or _begins_with_no(reading)
    answers = answers or _takes_out(session, caller, reading, reference)
    wants_else = reading.chance >= CLEARLY and may_be_wished(caller, reading.intent)
    if wants_else and not answers:
        return None
    words = " ".join(reading.text.split())[:LONGEST]
    return heard(
        session,
        caller,
        PAGE,
        lambda here, by: _pass_on(here, by, reference, int(person), words, asked.summary),
    )


def _takes_out(session: Session, caller: Caller, reading: Reading, reference: str) -> bool:
    """Whether goods of the order of which the shop has asked go by their name: "aloo hata do baki bhej do"."""
    order = None if reference == OF_NO_ORDER else own_order(session, caller, reference)
    if order is None or TAKES_OUT not in {side.facet for side in reading.facets}:
        return False
    shelf = StockedShelf(session, caller.business_id)
    names = [str(each.value.get("name") or "") for each in reading.all("order_line")]
    skus = {item.sku for name in names if name for item in shelf.meant(name).items}
    return not skus.isdisjoint(line.sku for line in order.lines)


def _pass_on(
    session: Session, caller: Caller, reference: str, to: int, words: str, summary: str | None
) -> Outcome[Any]:
    order = None if reference == OF_NO_ORDER else own_order(session, caller, reference)
    writer = session.get_one(Person, (caller.business_id, to))
    key = f"{reference}:reply:{clock.now().isoformat()}"
    facts = {"order_words": words, "customer": people.name_and_phone(caller.person)}
    if order is None:
        notices.tell(session, caller.business_id, writer, "shop_reply", key, **facts)
    else:
        facts["reference"] = order.reference
        notices.tell(session, caller.business_id, writer, "order_reply", key, **facts)
    return Outcome[str](outcome="reply_passed", facts={"order_words": words, "summary": summary})


def _begins_with_no(reading: Reading) -> bool:
    return any(each.value == DENIED and not each.start for each in reading.placed(ASKS))
