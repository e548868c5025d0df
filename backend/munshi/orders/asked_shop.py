"""Questions that no shelf answers: of the shop what its file does not say, a lower price, advice, how long it takes.

The shop hears them in the customer's words, who is told so; how long it takes is told from the last deliveries.
The phrases stand in `asked_shop.yml`.
"""

import re
from datetime import date, timedelta
from functools import partial
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import PART
from munshi.asking.consent import says_yes
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.accounts.promising import is_promise
from munshi.callers import Caller
from munshi.offers.service import may_be_wished
from munshi.orders import store_info
from munshi.orders.asked_notes import CLAUSE, asks_enough
from munshi.orders.desk import SKILL
from munshi.orders.for_shop import OF_CART, asks_of_terms, asks_the_shop, names_owner, surely_asks
from munshi.orders.looking import open_orders
from munshi.orders.models import Order, OrderMove
from munshi.orders.passing_on import pass_on, pass_to_owners
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "asked_shop.yml")
STORE, FOLLOWS, ORDER, PRICE = "ask_store_info", "track_order", "place_order", "ask_price"
VISITS = "request_technician"  # where somebody comes to a place for another reason
SAYS_WHICH = ("period", "time", "pincode")  # days, hours and places are answered from the file
ASKS = ("asks_of_orders", "asks_whether")
KNOWN_OF_IT = ("phone",)  # told with what only the shop can answer
LOOKS_BACK, LONGEST = timedelta(days=30), timedelta(hours=6)
FEWEST, LAST = 5, 50  # deliveries from which it is told how long one takes
ROUNDED = 5  # minutes
FEWEST_WORDS = 3  # of what is said beside a question
FEW_WORDS = 6  # of who haggles and says nothing else
MOST_WORDS = 8  # of who asks which dishes are so
JOINING = re.compile(rf"^(?:{LISTS.any_of('joining')})\s+", re.IGNORECASE)
OFFERS = re.compile(
    rf"(?<!\S)\d{{2,5}} (?:(?:{LISTS.any_of('rupees')}) )?(?:{LISTS.any_of('for_so_much')})(?!\w)"
)


def of_asking(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A customer wants the shop asked or told, which hears the words; a yes to what is asked is heard next."""
    if reading.is_tap or SKILL not in caller.business.skills or caller.may_act_as(*STAFF):
        return None
    if not asks_the_shop(reading.text) or is_promise(caller, reading):
        return None
    counted = any(line.name and line.quantity for line in message_of(reading).lines)
    if counted and reading.wants(ORDER):
        return None  # "malik ko bolo 2 kilo chini bhej de" is an order
    first = PART.split(reading.text or "")[0].strip()
    rest = first if asked.waits and says_yes(first) else None
    return heard(session, caller, STORE, lambda here, by: _passed(here, by, reading.text or ""), rest)


def of_place(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A question that names a pincode and no goods asks whether goods are brought there, whatever it sounds like.

    What is said in the other clauses is heard next: "is it spicy? and do u deliver to 500034".
    """
    pincode = next(reading.all("pincode"), None)
    is_free = asked.question in ("", *OF_CART, "take_shown") and not may_be_wished(caller, VISITS)
    if reading.is_tap or pincode is None or not is_free or SKILL not in caller.business.skills:
        return None
    clause, rest = _around(reading.text or "", pincode.start)
    if reading.wants(STORE) and not (asked.question or rest):
        return None
    text = JOINING.sub("", clause)
    names_goods = any(not rest or (line.text or "") in clause for line in message_of(reading).lines)
    if names_goods or not (surely_asks(text) and LISTS.has(plain(text), "brings")):
        return None
    where = str(pincode.value)
    told = partial(_tell_where, where)
    return heard(session, caller, STORE, told, rest)


def _tell_where(pincode: str, session: Session, caller: Caller) -> Outcome[Any]:
    return store_info.tell(caller, ("delivery",), None, None, pincode)


def _around(text: str, at: int) -> tuple[str, str | None]:
    """The clause around a place in a text, and what else is said."""
    clauses = [(found.start(), found.end(), found.group().strip()) for found in CLAUSE.finditer(text)]
    own = next((each for start, end, each in clauses if start <= at < end), text)
    others = " ".join(each for start, end, each in clauses if not start <= at < end)
    return own, others if len(others.split()) >= FEWEST_WORDS else None


def of_day_alone(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """*And sunday?* while nothing is asked: a day with the sign of a question and no other word asks of its hours."""
    text, day = reading.text or "", next(reading.all("period"), None)
    if reading.is_tap or asked.question or day is None or "?" not in text or caller.may_act_as(*STAFF):
        return None
    others = plain(f"{text[: day.start]} {text[day.end :]}").split()
    if SKILL not in caller.business.skills or not LISTS.words("beside_a_day").issuperset(others):
        return None
    first = date.fromisoformat(day.value["from"])
    last = date.fromisoformat(day.value["to"]) if day.value.get("to") else None
    return heard(session, caller, STORE, lambda here, by: store_info.tell(by, ("hours",), first, last, None))


def of_shop(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The answer to a message that is such a question; what was asked before waits."""
    if reading.is_tap or reading.agrees or SKILL not in caller.business.skills:
        return None
    if asked.waits and asked.question not in OF_CART:
        return None
    text = reading.text or ""
    counted = any(line.name and line.quantity for line in message_of(reading).lines)
    passes = (
        (asks_of_terms(text) and not counted)
        or _is_of_shop_alone(reading)
        or _asks_for_less(reading)
        or _asks_for_advice(reading)
        or _asks_which_are_so(session, caller, reading)
    )
    how_long = not passes and reading.wants(FOLLOWS, STORE) and LISTS.has(plain(text), "how_long")
    if not (passes or how_long) or may_serve(session, caller):
        return None
    if passes:
        asked_less, price = _beside_price(reading) if _asks_for_less(reading) else (text, None)
        return heard(session, caller, STORE, lambda here, by: _passed(here, by, asked_less), price)
    if open_orders(session, caller):
        return None
    return heard(session, caller, STORE, _how_long)


def _is_of_shop_alone(reading: Reading) -> bool:
    """Whether it asks about the shop and names no side of it that the file tells, nor all of it; and orders nothing."""
    asks = surely_asks(reading.text) or any(reading.sides(facet) for facet in ASKS)
    if not reading.wants(STORE) or reading.sides("topic") or not asks:
        return False
    message = message_of(reading)
    if message.beside.ways or any(line.quantity is not None for line in message.lines):
        return False  # "ok 40 notebook pickup today"
    says_which = any(reading.first(entity) is not None for entity in SAYS_WHICH)
    return not says_which and not LISTS.has(plain(reading.text), "all_of_it")


def _asks_for_less(reading: Reading) -> bool:
    """Whether the price shall go down, to a sum or just so, or if more is taken, and nothing is ordered beside it."""
    said = plain(reading.text)
    less = LISTS.has(said, "less")
    if reading.wants(ORDER):
        return False
    return (less and LISTS.has(said, "price")) or (
        LISTS.has(said, "if_more") and (less or LISTS.has(said, "discount"))
    )


def _beside_price(reading: Reading) -> tuple[str, str | None]:
    """What asks for less, and the clause beside it that asks what goods cost, which is heard next."""
    text = reading.text or ""
    clauses = [found.group().strip() for found in CLAUSE.finditer(text)]
    prices = [each for each in clauses if LISTS.has(plain(each), "price") and not _is_for_less(plain(each))]
    names = [str(each.value["name"]) for each in reading.all("order_line") if each.value.get("name")]
    if not prices or not any(name in prices[0] for name in names) or not reading.wants(PRICE):
        return text, None
    return " ".join(each for each in clauses if each != prices[0]), prices[0]


def _is_for_less(said: str) -> bool:
    return any(LISTS.has(said, name) for name in ("less", "if_more", "discount"))


def of_haggling(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who haggles in a few words that name no goods: the shop hears it, whatever is asked of the cart."""
    if reading.is_tap or SKILL not in caller.business.skills or asked.question not in ("", *OF_CART):
        return None
    text = reading.text or ""
    if not _haggles(reading, plain(text)) or may_serve(session, caller):
        return None
    return heard(session, caller, STORE, lambda here, by: _passed(here, by, text))


def _haggles(reading: Reading, said: str) -> bool:
    """Whether a few words say that it shall cost less, and nothing else: "thoda kam karo bhaiya", "220 me de do"."""
    offers, less = OFFERS.search(said), LISTS.found(said, "less")
    if len(said.split()) > FEW_WORDS or not (offers or less):
        return False
    lines = message_of(reading).lines
    if any(line.name for line in lines):
        return False
    beside = said.replace(less or "", " ").split()
    return bool(offers) or LISTS.words("around_haggling").issuperset(beside)


def _asks_for_advice(reading: Reading) -> bool:
    """Whether it asks which is best, what helps, is enough, may be made or is kept apart, and orders nothing.

    No program advises.
    """
    message = message_of(reading)
    said = plain(reading.text)
    counted = any(line.name and line.quantity and not line.doubted for line in message.lines)
    asks = surely_asks(reading.text) or any(reading.sides(facet) for facet in ASKS)
    of_kitchen = LISTS.has(said, "kitchen") and LISTS.has(said, "apart")
    for_shop = LISTS.has(said, "may_be_made") or of_kitchen
    return not counted and (LISTS.has(said, "advice") or asks_enough(said) or (asks and for_shop))


def _asks_which_are_so(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether it asks which dishes are hot or mild, and names none: "aur spicy kya kya hai". The kitchen knows."""
    said, lines = plain(reading.text), message_of(reading).lines
    asks = LISTS.has(said, "so_made") and LISTS.has(said, "which") and len(said.split()) <= MOST_WORDS
    if not asks or any(line.quantity is not None for line in lines):
        return False
    named = StockedShelf(session, caller.business_id).name_in(LISTS.besides(said, ("so_made", "which")))
    return named is None


def _passed(session: Session, caller: Caller, text: str) -> Outcome[Any]:
    """The shop is asked; its phone is told meanwhile."""
    passing = pass_to_owners if names_owner(text) else pass_on
    told = passing(session, caller, text)
    known = store_info.tell(caller, KNOWN_OF_IT, None, None, None).facts
    return Outcome[str](outcome="asked_shop", facts={**known, "order_words": told.facts["order_words"]})


def asks_how_long(text: str | None) -> bool:
    """Whether words ask how long it takes, or by when it comes."""
    said = plain(text)
    return LISTS.has(said, "how_long") or LISTS.has(said, "by_when")


def _how_long(session: Session, caller: Caller) -> Outcome[Any]:
    minutes = usual_minutes(session, caller.business_id)
    if minutes is None:
        return Outcome[str](outcome="comes_when", facts={"about": []})
    return Outcome[str](outcome="comes_usually", facts={"about": [], "minutes": minutes})


def usual_minutes(session: Session, business_id: str) -> int | None:
    """How long the last deliveries took that were wanted at once, in the middle; None where there were too few."""
    took = func.extract("epoch", func.max(OrderMove.at) - Order.placed_at)
    query = (
        select(took)
        .join(OrderMove, (OrderMove.business_id == Order.business_id) & (OrderMove.order_id == Order.id))
        .where(
            Order.business_id == business_id,
            Order.status == Status.DELIVERED,
            Order.fulfilment == "delivery",
            Order.wanted.is_(None),
            Order.placed_at > clock.now() - LOOKS_BACK,
            OrderMove.status == Status.DELIVERED,
        )
        .group_by(Order.id, Order.placed_at)
        .having(func.max(OrderMove.at) - Order.placed_at < LONGEST)
        .order_by(Order.placed_at.desc())
        .limit(LAST)
    )
    times = [float(each) / 60 for each in session.scalars(query)]
    if len(times) < FEWEST:
        return None
    return max(round(median(times) / ROUNDED), 1) * ROUNDED
