"""An amount that is of no goods is an hour, of who waits for somebody or books a visit: "make it 11 instead of 10".

So is a figure that is agreed to while hours are shown: "6 is good".
"""

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from sqlalchemy.orm import Session

from munshi.asking.clauses import part
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading, Value
from munshi.callers import Caller
from munshi.orders import looking as orders
from munshi.people.rules import STAFF
from munshi.service.visits import changing, looking, rescheduling, wanting
from munshi.service.visits.rules import HOUR, wall
from munshi.service.visits.statuses import MAY_CHANGE

OF_BOOKING, OF_MOVING = (wanting.SLOT, wanting.SHOWN_ALL), (rescheduling.SLOT, rescheduling.SHOWN_ALL)
MOST_WORDS = 7  # of a message that says no more
LINE, SETS = "order_line", "set"
AGREED = re.compile(
    r"\s*(?:at\s)?(\d{1,2})\s(?:baje\s|o'?clock\s|pe\s|par\s|wala\s|is\s|will\sbe\s)*"
    r"(?:good|fine|ok|okay|works|perfect|best|suits|chalega|chlega|theek|thik|sahi|ठीक|चलेगा|सही)(?!\w)",
    re.IGNORECASE,
)
FIRST, LAST = Decimal(1), Decimal(22)  # hours of a day


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The hour of the visit that is booked just now, or to which the only one that waits is moved."""
    shown = asked.question in (*OF_BOOKING, *OF_MOVING)
    timed = with_hour(reading) or (_agreed(reading) if shown else None)
    if timed is None or caller.may_act_as(*STAFF):
        return None
    if asked.question in OF_BOOKING:
        return heard(
            session, caller, wanting.PAGE, lambda here, by: wanting.tell(here, by, timed, asked.question)
        )
    if asked.question and asked.question not in OF_MOVING:
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    ordered = orders.has_cart(session, caller) or bool(orders.open_orders(session, caller))
    if len(visits) != 1 or visits[0].status not in MAY_CHANGE or (ordered and not asked.question):
        return None
    question = asked.question or None
    return heard(session, caller, changing.PAGE, lambda here, by: changing.tell(here, by, timed, question))


def with_hour(reading: Reading) -> Reading | None:
    """The message with its only amount as an hour: what is set, of nothing and in no unit; None where it is none."""
    lines = [each for each in reading.values if each.entity == LINE]
    if reading.is_tap or len(lines) != 1 or reading.first("time") or reading.first("period"):
        return None
    said = lines[0].value
    if said.get("op") != SETS or said.get("name") or said.get("unit") or said.get("pack"):
        return None
    hour = _hour(str(said.get("quantity") or ""))
    if hour is None or len((reading.text or "").split()) > MOST_WORDS:
        return None
    clock = wall(int(hour * HOUR))
    values = [each for each in reading.values if each.entity != LINE]
    values.append(Value("time", {"from": clock, "to": None, "date": None}, 0, len(clock)))
    return replace(reading, text=clock, values=values, as_answer=[])


def _agreed(reading: Reading) -> Reading | None:
    """The message with the hour that it agrees to at its beginning; what is said behind it stays."""
    text = reading.text or ""
    found = AGREED.match(text)
    hour = _hour(found.group(1)) if found else None
    if found is None or hour is None or reading.is_tap or reading.first("time"):
        return None
    at = wall(int(hour * HOUR))
    behind = part(reading, found.end(), len(text))
    return replace(
        behind,
        text=f"{at}, {behind.text}".rstrip(", "),
        values=[Value("time", {"from": at, "to": None, "date": None}, 0, len(at))],
        as_answer=[],
    )


def _hour(quantity: str) -> Decimal | None:
    """An hour of the day, or a half one."""
    try:
        said = Decimal(quantity)
    except InvalidOperation:
        return None
    return said if FIRST <= said <= LAST and said * 2 % 1 == 0 else None
