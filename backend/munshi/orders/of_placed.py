"""What a customer says of what they have ordered, or of what no order is, whatever else the words sound like.

They come later, add to an order that is placed, ask how it stands, have the shop told something, book a table, or want
a bill for what they took at the counter. The phrases stand in `of_placed.yml`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.promising import is_promise
from munshi.billing.bills import gstins, naming
from munshi.billing.bills import looking as bills
from munshi.billing.bills.service import of_person
from munshi.billing.payments.receipts import last_paid
from munshi.billing.pieces import REFERENCE
from munshi.callers import Caller
from munshi.offers.service import may_be_wished
from munshi.orders import (
    at_table,
    bill_and_pay,
    bill_names,
    called_off,
    cancelling,
    changing,
    following,
    how_made,
    naming_bills,
    paying_placed,
    paying_to_come,
    placed_terms,
    reopening,
    repeating,
    service,
    tables,
    wished_behind,
)
from munshi.orders.asked_beside import PRICE, SHELF
from munshi.orders.asked_shop import asks_how_long
from munshi.orders.counted import counted_in
from munshi.orders.desk import SKILL, Desk
from munshi.orders.kept import Wanted
from munshi.orders.looking import (
    SITTING,
    facts_of,
    has_cart,
    last_order,
    normalised,
    open_orders,
    reference_in,
)
from munshi.orders.making import RESTAURANT
from munshi.orders.models import Order
from munshi.orders.passing_on import PAGE, UNCLEAR, ask, pass_on, pass_wish
from munshi.orders.reopening import RIGHT_AFTER
from munshi.orders.rules import Fulfilment
from munshi.orders.said import message_of
from munshi.orders.serving import replies
from munshi.orders.serving.duty import may_serve
from munshi.orders.serving.goods_added import may_join
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.orders.wishes import Op
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.undoing.wording import disputes, goes_back
from munshi.word_lists import WordLists, plain

_has = WordLists(__file__, "of_placed.yml").has
TRACK, CANCEL, CLAIM = "track_order", "cancel_order", "claim_reimbursement"
BILL, REPEAT = "request_invoice", "repeat_order"
OF_GOODS = ("place_order", "modify_order")
TABLE = "ask_table_request"
COURTESIES = ("greet", "goodbye", "thank")
STEP, ASKS, QUESTION = "step_of_order", "asks_of_orders", "question"  # of every message
CLAUSE = re.compile(r"[;।!?\n]|,(?!\d)|\.(?!\d)|\s(?:also|aur haan|और हाँ)\s", re.IGNORECASE)
MINUTES = re.compile(
    r"\b(\d{1,3})\s*(?:-\s*\d{1,3}\s*)?(?:min|mins|minute|minutes|mint|minit|मिनट|मिनिट)", re.IGNORECASE
)
NOT_MADE = (Status.PLACED, Status.ACCEPTED)  # nobody knows before when it comes
FEWEST = 3  # words that say something
LONG = 6  # words of a wish for a bill that tells of what


def of_customer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What a customer says while nothing of orders is asked; None where it may be anything else."""
    said = plain(reading.text)
    if not said or reading.is_tap or not _may_speak(session, caller, asked):
        return None
    if is_promise(caller, reading) and not _has(said, "comes_by_themselves"):
        return None
    if has_cart(session, caller) or (reading.wants(TRACK) and goes_back(reading.text)):
        return None  # when it comes is asked of money
    if both := bill_and_pay.told(session, caller, reading):
        return both
    if named := naming_bills.to_come(session, caller, reading) or paying_to_come.told(
        session, caller, reading
    ):
        return named
    order = _meant(session, caller, reading)
    if order and order.fulfilment != Fulfilment.DINE_IN and books_table(session, caller, reading, said):
        return Heard(PAGE, ask(reading.text or "", TABLE))
    if buyer := naming_bills.of_order(session, caller, asked, reading, order):
        return buyer
    if order is None:
        return _of_none(session, caller, reading, said)
    return _of_order(session, caller, reading, order, said)


def not_understood(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Words of which nothing is understood: the shop may hear them, after a yes; the fewer while an order is open."""
    words, text = len(plain(reading.text).split()), reading.text or ""
    if asked.waits or reading.is_tap or SKILL not in caller.business.skills or caller.may_act_as(*STAFF):
        return None
    says_when = reading.first("period") is not None or reading.first("time") is not None
    is_courtesy = reading.wants(*COURTESIES) and says_when  # "sham ko nahi, kal aaunga"
    unclear = _is_no_claim(caller, asked, reading) or (reading.wants(FALLBACK) and words > FEWEST)
    may_be = (reading.wants(FALLBACK) or is_courtesy) and words >= FEWEST and not asked.question
    if unclear or (may_be and open_orders(session, caller)):
        return Heard(PAGE, ask(text, UNCLEAR))
    return None


def _is_no_claim(caller: Caller, asked: Asked, reading: Reading) -> bool:
    """Whether a sum that a customer speaks of sounds like the claim of an employee, which is not for them."""
    claims = reading.wants(CLAIM) and not (may_be_wished(caller, CLAIM) or caller.may_act_as(*STAFF))
    return claims and not asked.question and not reading.is_tap and bool(figures(reading.text))


def _may_speak(session: Session, caller: Caller, asked: Asked) -> bool:
    is_free = not asked.waits and asked.question != replies.QUESTION
    return is_free and SKILL in caller.business.skills and not may_serve(session, caller)


def _of_none(session: Session, caller: Caller, reading: Reading, said: str) -> Heard | None:
    """A table that is to be kept, or a bill of what was bought without an order: the shop may hear it."""
    if books_table(session, caller, reading, said):
        return Heard(PAGE, ask(reading.text or "", TABLE))
    if _has(said, "bill") and _has(said, "table") and not _orders(session, caller, reading):
        return Heard(PAGE, ask(reading.text or ""))  # who eats there has ordered of a waiter
    if _has(said, "bill") and (_has(said, "bought") or _has_nothing_to_bill(session, caller, reading)):
        return Heard(PAGE, ask(reading.text or ""))
    return None


def _orders(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether goods are counted in the same words: how these shall be billed is a note of them."""
    return counted_in(StockedShelf(session, caller.business_id), [reading.text or ""])


def _has_nothing_to_bill(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether who asks for a receipt, or tells of what they bought, has nothing here of which one could be made."""
    text = reading.text or ""
    if not reading.wants("request_invoice") or reading.first("order_line"):
        return False
    says_more = _has(plain(text), "receipt") or len(text.split()) >= LONG
    is_of_else = (
        gstins.find(text) or naming.wants_gst(caller, text) or disputes(text) or REFERENCE.search(text)
    )
    if is_of_else or not says_more or last_order(session, caller) is not None:
        return False
    if _has(plain(text), "receipt") and last_paid(session, caller) is not None:
        return False  # it is one of money
    return not of_person(session, caller.business_id, caller.person.id)


def books_table(session: Session, caller: Caller, reading: Reading, said: str) -> bool:
    """Whether a table is wanted, and no goods that are sold here are counted beside it.

    At a restaurant a table with a day or an hour is one, where neither its bill nor one by its number is spoken of.
    """
    of_time = caller.business.kind == RESTAURANT and reading.first("time")
    for_then = of_time and not (_has(said, "bill") or tables.of(said))
    if not (_has(said, "table") and (_has(said, "books") or for_then)):
        return False
    shelf = StockedShelf(session, caller.business_id)
    lines = (each.value for each in reading.values if each.entity == "order_line")
    counted = [line["name"] for line in lines if line.get("name") and line.get("quantity") is not None]
    return not any(shelf.meant(name).items for name in counted)


def _of_order(session: Session, caller: Caller, reading: Reading, order: Order, said: str) -> Heard | None:
    text = reading.text or ""
    if (
        Status.CANCELLED in reading.sides(STEP)
        and reading.first("time")
        and QUESTION not in reading.sides(ASKS)
    ):
        return heard(session, caller, CANCEL, lambda here, by: cancelling.ask(here, by, order.reference))
    if reading.wants("view_cart") and naming_bills.wants_bill(text):  # with its total
        return heard(session, caller, BILL, lambda here, by: bills.request(here, by, reading))
    if told := (
        paying_placed.told(session, caller, reading, order)
        or at_table.told(session, caller, reading, order)
        or called_off.told(session, caller, reading, order)
    ):
        return told
    if _is_late(order, said):
        return heard(session, caller, PAGE, lambda here, by: _come_late(here, by, order, reading))
    if (told := _comes_then(session, caller, reading, order, said)) is not None:
        return told
    asks_where = (_has(said, "asks_where") and not _has(said, "of_shop")) or said in ("time", "टाइम")
    if asks_where and not _names_time(said):
        return _asked_where(session, caller, order, text)
    named = reference_in(text) is not None or clock.now() - order.placed_at < RIGHT_AFTER
    once_more = reopening.LISTS.has(said, "besides") and bool(
        reading.first("time") or reading.first("period")
    )
    if named and once_more and not reading.first("order_line"):  # the same again, at another time
        return _once_more(session, caller, reading, order)
    if reading.wants(*OF_GOODS) and _says_once_more(session, caller, reading, said):
        return _once_more(session, caller, reading, order)
    if (
        reading.wants(REPEAT) and bill_names.of_order(text) is None
    ):  # what is put right beside it is of the new order
        return _more_in_same(session, caller, reading, order, said)
    told = (
        placed_terms.hears_hour(session, caller, reading, order) if named or _has(said, "be_ready") else None
    )
    told = told or wished_behind.told(session, caller, reading, order, recent=named)
    told = told or changing.told(session, caller, reading, order)
    if told := told or (how_made.told(session, caller, reading, order) if named else None):
        return told
    wished = [note for note in message_of(reading).beside.notes if note.wished]
    to_shop = _has(said, "tells") or books_table(session, caller, reading, said)
    if to_shop or (wished and reading.wants(FALLBACK) and order.status != Status.PLACED):
        tell = pass_wish if wished else pass_on
        return heard(session, caller, PAGE, lambda here, by: tell(here, by, text, order))
    return _more_of_it(session, caller, reading, order, said) if named else None


def _more_of_it(session: Session, caller: Caller, reading: Reading, order: Order, said: str) -> Heard | None:
    """More goods with the order: the shop is asked for them once it has taken it, else it comes back into the cart.

    Who sits at a table orders more as an order of its own there.
    """
    text, message = reading.text or "", message_of(reading)
    adds = (_has(said, "adds") or _has(said, "beside_it")) and not reading.wants(PRICE, SHELF)
    sits = order.fulfilment == Fulfilment.DINE_IN and not order.wanted
    of_it = _has(said, "beside_it") or reopening.LISTS.has(said, "in_same")
    names = _names_goods(session, caller, text) or (of_it and _counts(session, caller, reading))
    if not (adds and names) or (sits and reading.wants(*OF_GOODS)):
        return None
    if may_join(order):
        return heard(session, caller, PAGE, lambda here, by: service.tell_for(here, by, order, message))
    if order.status in NOT_MADE or reopening.LISTS.has(said, "names_order"):
        return heard(session, caller, PAGE, lambda here, by: reopening.ask(Desk(here, by), order, text, text))
    return None


def _more_in_same(
    session: Session, caller: Caller, reading: Reading, order: Order, said: str
) -> Heard | None:
    """More that is counted, in the same order, is no order like it: *2 more ice bags in same order*."""
    is_of_it = reopening.LISTS.has(said, "in_same") or reference_in(reading.text or "") is not None
    counts = is_of_it and _counts(session, caller, reading)
    return _more_of_it(session, caller, reading, order, said) if counts else None


def _says_once_more(session: Session, caller: Caller, reading: Reading, said: str) -> bool:
    """Whether the order itself is wanted again, and no more of something in it: *yahi order ek baar aur*."""
    again = _has(said, "once_more") and _has(said, "the_same") and not reopening.LISTS.has(said, "in_same")
    return again and QUESTION not in reading.sides(ASKS) and not _counts(session, caller, reading)


def _once_more(session: Session, caller: Caller, reading: Reading, order: Order) -> Heard:
    """The same goods at another time are an order of their own; beside an open cart the shop hears it."""
    text, message = reading.text or "", message_of(reading)
    if has_cart(session, caller):
        return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, text, order))
    return heard(
        session, caller, REPEAT, lambda here, by: repeating.repeat(here, by, order.reference, False, message)
    )


def _asked_where(session: Session, caller: Caller, order: Order, text: str) -> Heard:
    """How the order stands, and that the shop says how long it takes; what is said beside it is heard next."""
    clauses = [each.strip() for each in CLAUSE.split(text) if each.strip()]
    others = [each for each in clauses if not _has(plain(each), "asks_where")]
    rest = ", ".join(each for each in others if len(each.split()) >= FEWEST) or None
    named = order.reference if reference_in(text) else None
    unknown = order.status in NOT_MADE and not order.wanted and asks_how_long(text)

    def follow(here: Session, by: Caller) -> Outcome[Any]:
        found = following.follow(here, by, named)
        if not unknown:
            return found
        then = [{"note": "takes_how_long"}, *found.facts.get("then", ())]
        return Outcome[str](outcome=found.outcome, facts={**found.facts, "then": then})

    return heard(session, caller, TRACK, follow, rest)


def _is_late(order: Order, said: str) -> bool:
    """Whether who fetches an order, or eats here, says that they come later: "30 min baad aaunga"."""
    if order.fulfilment == Fulfilment.DELIVERY or _has(said, "brings"):
        return False
    comes = _has(said, "comes")
    after = _delay(said) is not None and _has(said, "after")
    return comes and (_has(said, "late") or after)


def _comes_then(session: Session, caller: Caller, reading: Reading, order: Order, said: str) -> Heard | None:
    """Who fetches an order and says when they come has its hour moved: "aaj nahi aa paunga, kal 9 baje aaunga"."""
    if (
        order.fulfilment == Fulfilment.DELIVERY
        or reading.first("time") is None
        or "?" in (reading.text or "")
    ):
        return None
    counted = any(
        each.entity == "order_line" and each.value.get("quantity") is not None for each in reading.values
    )
    if counted:
        return None
    speaks = _has(said, "comes_by_themselves") and not _has(said, "brings") and not _has(said, "asks_where")
    return placed_terms.hears_coming(session, caller, reading, order) if speaks else None


def _delay(said: str) -> timedelta | None:
    """So much later, where it is said."""
    if found := MINUTES.search(said):
        return timedelta(minutes=int(found[1]))
    hours = {"half_hour": timedelta(minutes=30), "one_hour": timedelta(hours=1)}
    return next((much for name, much in hours.items() if _has(said, name)), None)


def _names_time(said: str) -> bool:
    return bool(re.search(r"\d\s*(?:baje|am|pm|बजे)", said)) and not said.endswith("?")


def _come_late(session: Session, caller: Caller, order: Order, reading: Reading) -> Outcome[Any]:
    """The hour of the order moves where it had one, and the shop hears it."""
    wanted = Wanted.of(order.wanted) if order.wanted else None
    moved = _moved(wanted, _delay(plain(reading.text)), reading.first("time"))
    if moved is not None:
        order.wanted = moved.as_json()
        session.flush()
    passed = pass_on(session, caller, reading.text or "", order)
    return Outcome[str](outcome="words_passed", facts={**passed.facts, **facts_of(caller, order)})


def _moved(wanted: Wanted | None, delay: timedelta | None, said: Mapping[str, Any] | None) -> Wanted | None:
    """The hour so much later, or that which is named."""
    if wanted is None or wanted.slot or not (wanted.opens or wanted.closes):
        return None
    named = (said or {}).get("from") or (said or {}).get("to")
    if delay is None and named:
        return replace(wanted, opens=time.fromisoformat(named), closes=None)
    if delay is None:
        return None
    return replace(
        wanted, opens=_later(wanted, wanted.opens, delay), closes=_later(wanted, wanted.closes, delay)
    )


def _later(wanted: Wanted, hour: time | None, delay: timedelta) -> time | None:
    """An hour so much later, of the same day."""
    if hour is None:
        return None
    then = datetime.combine(wanted.day, hour) + delay
    return then.time() if then.date() == wanted.day else time(23, 59)


def _counts(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether something that is sold here is counted, by its name or by the unit that it is called after: *1 jar*."""
    shelf = StockedShelf(session, caller.business_id)
    lines = [each.value for each in reading.values if each.entity == "order_line"]
    counted = [line for line in lines if line.get("quantity") is not None]
    named = any(shelf.meant(line["name"]).items for line in counted if line.get("name"))
    return named or any(
        shelf.is_name(line["unit"]) for line in counted if line.get("unit") and not line.get("name")
    )


def _names_goods(session: Session, caller: Caller, text: str) -> bool:
    meant = Desk(session, caller).shelf.meant(text)
    return bool(meant.items) and meant.sure


def _meant(session: Session, caller: Caller, reading: Reading) -> Order | None:
    """The open order that is named, of several the one alone that has what is taken out, else the last one."""
    orders = open_orders(session, caller)
    named = reference_in(reading.text or "")
    if named:
        return next((each for each in orders if each.reference == normalised(named.group())), None)
    of_late = [each for each in orders if clock.now() - each.placed_at < SITTING]
    has_it = _with_goods_taken_out(session, caller, reading, of_late) if len(of_late) > 1 else []
    return has_it[0] if len(has_it) == 1 else next(iter(of_late), None)


def _with_goods_taken_out(
    session: Session, caller: Caller, reading: Reading, orders: Sequence[Order]
) -> list[Order]:
    """The orders that have goods which a message takes out by their name."""
    shelf = StockedShelf(session, caller.business_id)
    gone = [line.name for line in message_of(reading).lines if line.name and line.op is Op.REMOVE]
    skus = {item.sku for name in gone for item in shelf.meant(name).items}
    return [each for each in orders if not skus.isdisjoint(line.sku for line in each.lines)]
