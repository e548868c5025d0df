"""When and where a placed order comes: changed in the order itself until it leaves, and the shop hears it once.

A question moves nothing: whether the hour shall change is asked back; one about the shop is heard next. Hours that are
slots, and another way than the order has, change more than the order: for these it comes back into the cart
(`reopening.py`).
"""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, time
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import CLAUSE, clause_at, clause_of
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import reopening
from munshi.orders.address_words import sure_address
from munshi.orders.addresses import Address
from munshi.orders.answers import answer
from munshi.orders.desk import Desk, slots_of, terms_of
from munshi.orders.facts import Facts
from munshi.orders.kept import Wanted
from munshi.orders.looking import REFERENCE, facts_of, open_orders, own_order
from munshi.orders.messages import Message
from munshi.orders.models import Order
from munshi.orders.passing_on import pass_on, pass_wish
from munshi.orders.rules import Fulfilment
from munshi.orders.said import message_of
from munshi.orders.serving.notices import tell_shop
from munshi.orders.statuses import Status
from munshi.orders.wanted_hours import wanted_hour
from munshi.outcomes import Outcome, Refusal
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "of_placed.yml")
SIGNS = " ,.:;!?।"
WORD = re.compile(r"[^\s,.:;!?।]+[\s,.:;!?।]*")
PAGE = "place_order"
ORDERS = ("place_order", "modify_order")
ASKED = ("asks", "asks_of_orders")  # the sides of a message that asks
STILL_HERE = (Status.PLACED, Status.ACCEPTED, Status.READY)
NO_HOUR = "-"  # in what a yes confirms
NOTHING: Facts = {"said": [], "wanted": None, "payment": None}  # beside the goods


def hears_hour(session: Session, caller: Caller, reading: Reading, order: Order) -> Heard | None:
    """Another hour for an order that has not left; None where more is said, or the hour is one of the shop's slots.

    Whoever wants it ready then is asking nothing.
    """
    wants = reading.wants(*ORDERS) or LISTS.has(plain(reading.text), "be_ready")
    return hears_moved(session, caller, reading, message_of(reading), order) if wants else None


def hears_moved(
    session: Session, caller: Caller, reading: Reading, message: Message, order: Order
) -> Heard | None:
    """The same, whatever else the words sound like: *not tomorrow, the day after*."""
    if not _is_of_hour_alone(message, order):
        return None
    if order.status not in STILL_HERE or _is_of_slots(caller, order):
        return None
    words = reading.text or ""
    of_shop = {at for at, clause in enumerate(CLAUSE.split(words)) if asks_of_shop(clause)}
    work = _ask_hour if _asks(reading, of_shop) else _tell_hour
    rest = ", ".join(clause_of(words, at) for at in sorted(of_shop)) or None
    own = _without_clauses(words, of_shop) if of_shop else words
    return heard(session, caller, PAGE, lambda here, by: work(Desk(here, by), order, message, own), rest)


def _without_clauses(words: str, which: Collection[int]) -> str:
    own = [clause.strip() for at, clause in enumerate(CLAUSE.split(words)) if at not in which]
    return ", ".join(filter(None, own))


def _asks(reading: Reading, but: Collection[int]) -> bool:
    """Whether a clause but these asks."""
    text = reading.text or ""
    signs = [at for at, sign in enumerate(text) if sign == "?"]
    words = [side.start for each in ASKED for side in reading.placed(each) if side.value == "question"]
    return any(clause_at(text, at) not in but for at in (*signs, *words))


def asks_of_shop(words: str) -> bool:
    """Whether words ask when the shop is open."""
    said = plain(words)
    return LISTS.has(said, "asks_where") and LISTS.has(said, "of_shop")


def hears_coming(session: Session, caller: Caller, reading: Reading, order: Order) -> Heard | None:
    """The hour at which somebody says to fetch an order that has not been handed over."""
    message = message_of(reading)
    if message.beside.hour is None or order.status not in STILL_HERE:
        return None
    return heard(
        session, caller, PAGE, lambda here, by: _tell_hour(Desk(here, by), order, message, reading.text or "")
    )


def _is_of_hour_alone(message: Message, order: Order) -> bool:
    beside = message.beside
    same_way = all(way == order.fulfilment for way in beside.ways)
    more = (message.lines, beside.payments, beside.place, beside.pincode, beside.without_notes)
    return beside.hour is not None and same_way and not any(more)


def _is_of_slots(caller: Caller, order: Order) -> bool:
    return order.fulfilment == Fulfilment.DELIVERY and bool(slots_of(caller.business))


def _ask_hour(desk: Desk, order: Order, message: Message, words: str) -> Outcome[Any]:
    wanted = _wanted(desk, order, message)
    if wanted is None:
        return answer(desk, "order_as_before", **facts_of(desk.caller, order))
    desk.cart.kept.waiting = words
    desk.save()
    facts = {**facts_of(desk.caller, order), "beside": {**NOTHING, "wanted": wanted.as_json()}}
    return answer(desk, "ask_hour", **facts, summary=_summary(order, wanted))


def _tell_hour(desk: Desk, order: Order, message: Message, words: str) -> Outcome[Any]:
    wanted = _wanted(desk, order, message)
    if wanted is None:
        return answer(desk, "order_as_before", **facts_of(desk.caller, order))
    return _move_hour(desk, order, wanted, words)


def _wanted(desk: Desk, order: Order, message: Message) -> Wanted | None:
    """When that is; where it has gone by, or nobody is there then, that is noted."""
    assert message.beside.hour
    return wanted_hour(desk, message.beside.hour, Wanted.of(order.wanted) if order.wanted else None)


def _move_hour(desk: Desk, order: Order, wanted: Wanted, words: str) -> Outcome[Any]:
    """The hour of an order that has not left meanwhile; of one that has the shop hears the wish.

    A part of the day that is no hour stands on the order in the words: "kal subah".
    """
    if order.status not in STILL_HERE:
        return pass_on(desk.session, desk.caller, words, order)
    order.wanted = wanted.as_json()
    desk.session.flush()
    says_more = not (wanted.opens or wanted.closes) and LISTS.has(plain(words), "part_of_day")
    tell = pass_wish if says_more else pass_on
    passed = tell(desk.session, desk.caller, words, order)
    return answer(desk, "words_passed", **{**passed.facts, **facts_of(desk.caller, order)})


def of_hour(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to the hour that was shown changes it, a no leaves the order as it is."""
    shown = reading.first("summary") or asked.summary
    if not shown or not (reading.is_yes or reading.is_no):
        return None
    reference, wanted = _shown(shown)

    def work(here: Session, by: Caller) -> Outcome[Any]:
        desk, order = Desk(here, by), own_order(here, by, reference, lock=True)
        words, desk.cart.kept.waiting = desk.cart.kept.waiting or shown, None
        desk.save()
        if reading.is_no:
            return answer(desk, "order_as_before", **facts_of(by, order))
        return _move_hour(desk, order, wanted, words)

    return heard(session, caller, PAGE, work)


def _summary(order: Order, wanted: Wanted) -> str:
    hours = (each.isoformat("minutes") if each else NO_HOUR for each in (wanted.opens, wanted.closes))
    return " ".join((order.reference, wanted.day.isoformat(), *hours))


def _shown(summary: str) -> tuple[str, Wanted]:
    reference, day, *hours = summary.split()
    opens, closes = (None if each == NO_HOUR else time.fromisoformat(each) for each in hours)
    return reference, Wanted(date.fromisoformat(day), opens, closes)


def change_address(session: Session, caller: Caller, said: str) -> Outcome[Any]:
    """The address that words give a placed order; it is asked for where they name none."""
    desk = Desk(session, caller)
    order = reopening.meant(desk, said)
    if order is None:
        raise Refusal("no_orders")
    place = _without_wish(sure_address(REFERENCE.sub("", said)))
    if place is None and order.status in STILL_HERE and order.fulfilment == Fulfilment.DELIVERY:
        return answer(desk, "ask_new_address", **facts_of(caller, order))
    return _bring(desk, order, place or Address(None, None), said)


def move_address(desk: Desk, address: Address, words: str) -> Outcome[Any] | None:
    """Brings the person's last open order to another address; None where none is on its way."""
    order = next(iter(open_orders(desk.session, desk.caller)), None)
    return _bring(desk, order, address, words) if order else None


def _bring(desk: Desk, order: Order, address: Address, words: str) -> Outcome[Any]:
    """One that is fetched is brought only by another bill, and one that has left is for the shop to turn round."""
    if address.pincode and address.pincode not in terms_of(desk.business).pincodes:
        return answer(desk, "address_outside", pincode=address.pincode)
    if order.status not in STILL_HERE or order.fulfilment == Fulfilment.DINE_IN:
        return pass_on(desk.session, desk.caller, words, order)
    if order.fulfilment != Fulfilment.DELIVERY:
        return reopening.ask(desk, order, words, words)
    before = (order.address, order.pincode)
    order.address, order.pincode = address.text or order.address, address.pincode or order.pincode
    desk.cart.address, desk.cart.pincode = order.address, order.pincode
    desk.save()
    if (order.address, order.pincode) != before:
        tell_shop(
            desk.session, order, "order_address", f"{order.reference}:address:{clock.now().isoformat()}"
        )
    return answer(desk, "address_moved", **facts_of(desk.caller, order))


def _without_wish(place: Address | None) -> Address | None:
    """The address without the words before it that only say that it is another one."""
    text = (place.text or "") if place else ""
    leading = frozenset[str]().union(*map(reopening.LISTS.words, ("address", "changes", "leading")))
    while found := WORD.match(text):
        if found.group().strip(SIGNS).casefold() not in leading:
            break
        text = text[found.end() :]
    return replace(place, text=text.strip(SIGNS) or None) if place else None
