"""Sums that are the number of an order: *1003 de diya* may be money, or the order that was handed over."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import pieces, whether
from munshi.asking.reading import Reading
from munshi.asking.sums import figures, sums_in
from munshi.billing.accounts import whom
from munshi.billing.payments import payers, service
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.said import hands_over, said_next, told_of, was_taken
from munshi.callers import Caller
from munshi.orders.looking import normalised, reference_in
from munshi.orders.models import Order
from munshi.orders.serving.tables import orders_at
from munshi.orders.statuses import OPEN
from munshi.outcomes import Outcome
from munshi.undoing.wording import did_not_pay, tells_of_paying

LEAST_PAISE = 1000  # of two figures what is below is a count
STEP, NAMED_BY = "step_of_order", "named_by"  # of every message
TWO = 2
WRITTEN, TOLD = ("recorded", "confirmed"), "told_owner"
SPOKEN_OF = timedelta(days=14)  # so long an order is called by its number


def payer_of(session: Session, business_id: str, reference: str) -> int | None:
    """Whose order it is, who has paid where nobody else is named."""
    query = select(Order.person_id).where(Order.business_id == business_id, Order.reference == reference)
    return session.scalar(query)


def order_of(session: Session, business_id: str, told: Told) -> str | None:
    """The order of late that has this sum as its number, unless it is sure that money is meant."""
    if told.is_sum or told.once_more or told.paise is None:
        return None
    return called(session, business_id, told.paise)


def apart(session: Session, business_id: str, told: Told) -> Told:
    """Of two sums one may be the number of an order, and the other what was paid for it: *1008 ke 423 mile*.

    The only sum is none where it is the number of the order that is named.
    """
    if told.paise is not None and told.named == f"ORD-{told.paise // 100}" and not told.is_sum:
        return replace(told, paise=None)
    told = of_ending(session, business_id, told)
    orders = {paise: order for paise in told.sums if (order := called(session, business_id, paise))}
    others = [paise for paise in told.sums if paise not in orders]
    if not told.several or len(orders) != 1 or len(others) != 1:
        return told
    return replace(
        told, paise=others[0], several=False, sums=(), named=next(iter(orders.values())), is_sum=True
    )


def of_ending(session: Session, business_id: str, told: Told) -> Told:
    """Of several sums one may be the last figures of a customer's phone: *480 mil gaye 8207 ke*."""
    if not told.several or told.kind != "record" or told.who or told.payer:
        return told
    named = payers.find(session, business_id, None, told.words).one
    endings = whom.endings(named, told.words or "") if named else set()
    others = [paise for paise in told.sums if paise not in endings or called(session, business_id, paise)]
    if named is None or len(others) == len(told.sums):
        return told
    if len(others) != 1:
        return replace(told, sums=tuple(others))
    return replace(told, paise=others[0], several=False, sums=(), payer=named.id)


def without_phones(session: Session, business_id: str, told: Told) -> Told:
    """What is said without the last figures of a phone by which somebody is called: *9214 wale ke liye 239*."""
    gone = set(figures(told.words)) - set(payers.sums(session, business_id, told.words))
    if not gone or told.is_sum:
        return told
    left = tuple(each for each in told.sums if each not in gone)
    paise = None if told.paise in gone else told.paise
    if told.several and len(left) == 1:
        return replace(told, paise=left[0], several=False, sums=())
    return replace(told, paise=paise, several=told.several and bool(left), sums=left)


def paid_for_order(session: Session, business_id: str, reading: Reading) -> Told | None:
    """What was paid for the one order that the words name by its number, where one other sum stands beside it."""
    sums = tuple(dict.fromkeys(figures(reading.text)))
    if len(sums) > TWO:  # "1012 wala 4 bulb le gaya 520 cash diye"
        sums = tuple(each for each in sums if each >= LEAST_PAISE)
    said = Told("record", sums=sums, several=True, way=told_of(reading, "record").way, words=reading.text)
    told = apart(session, business_id, said) if len(sums) > 1 else said
    if len(sums) == 1 and (named := reference_in(reading.text or "")):  # its whole name is no sum
        order = normalised(named.group())
        return replace(said, paise=sums[0], several=False, sums=(), named=order, is_sum=True)
    return None if told.several else told


def paid_beside(session: Session, business_id: str, reading: Reading) -> tuple[Told, str] | None:
    """What came for an order in one clause, and the clause in which the order makes a step, which is heard next.

    *1010 le liya aur 480 bhi aa gaye*: the money is of the order that is named, and no step of it is lost.
    """
    text, places = reading.text or "", [each.start for each in reading.placed(STEP)]
    told = paid_for_order(session, business_id, reading)
    if told is None or told.named is None or told.paise is None or not places:
        return None
    spans = _parted_at(reading, told.paise, max(each.end for each in reading.placed(STEP)))
    if len(spans) != TWO:
        return None
    number, rupees = (str(each) for each in (told.named.rpartition("-")[2], told.paise // 100))
    of_order = [(start, end) for start, end in spans if number in text[start:end]]
    of_money = [(start, end) for start, end in spans if rupees in text[start:end]]
    if len(of_order) != 1 or len(of_money) != 1 or of_order == of_money:
        return None
    (start, end), (first, last) = of_order[0], of_money[0]
    came = text[first:last]
    steps = any(start <= place < end for place in places)
    if not steps or not (was_taken(came) or tells_of_paying(came)) or did_not_pay(came):
        return None
    return told, text[start:end].strip(" ,;")


def _parted_at(reading: Reading, paise: int, step_ends: int) -> list[tuple[int, int]]:
    """The clauses; where nothing parts them, a sum behind a step begins one: *1010 le liya 480 aa gaye*."""
    spans = list(pieces(reading))
    starts = [start for start, _, each in sums_in(reading.text) if each == paise and start >= step_ends]
    if len(spans) != 1 or not starts:
        return spans
    (start, end), at = spans[0], starts[-1]
    return [(start, at), (at, end)]


def paid_of_order(session: Session, business_id: str, reading: Reading) -> Told | None:
    """*1014 ka 176 aa gaya*: the sum that came of the order whose number stands right before what marks it."""
    text = reading.text or ""
    if not was_taken(text) or did_not_pay(text) or reading.sides("asks_of_orders") or whether(reading):
        return None
    told = paid_for_order(session, business_id, reading)
    if told is None or told.named is None or told.paise is None:
        return None
    ends = [end for _, end, paise in sums_in(text) if paise == _number(told.named)]
    ends += [found.end()] if (found := reference_in(text)) else []
    marked = any(not text[end : each.start].strip() for each in reading.placed(NAMED_BY) for end in ends)
    return told if marked else None


def paid_without_sum(session: Session, business_id: str, reading: Reading) -> str | None:
    """The one order whose money came, in words that have no figure but its number; None where it is asked or denied."""
    text = reading.text or ""
    sums = set(figures(text))
    found = reference_in(text)
    order = normalised(found.group()) if found else None
    if order is None and len(sums) == 1:
        order = called(session, business_id, next(iter(sums)))
    if order is None or sums - {_number(order)} or not reading.sides("of_money"):
        return None
    return order if was_taken(text) and not reading.sides("asks_of_orders") else None


def order_named(session: Session, business_id: str, text: str) -> str | None:
    """The one order that words name, by its reference or by its number alone."""
    found = reference_in(text)
    if found:
        return normalised(found.group())
    orders = {order for paise in figures(text) if (order := called(session, business_id, paise))}
    return orders.pop() if len(orders) == 1 else None


def given_back(session: Session, business_id: str, reading: Reading) -> Told | None:
    """The one sum that words give back, and the order that they name beside it: *1001 me se 38 wapas karo*."""
    text = reading.text or ""
    sums = payers.sums(session, business_id, text)
    found = reference_in(text)
    orders = {called(session, business_id, each): each for each in sums}
    named = normalised(found.group()) if found else next((each for each in orders if each), None)
    others = [each for each in sums if named is None or each != _number(named)]
    if len(others) > 1:
        others = [each for each in others if each >= LEAST_PAISE]  # "1 lux kam tha, 38 wapas karo"
    phone = reading.first("phone")
    who = str(phone) if phone else None
    return Told("record", paise=others[0], named=named, who=who, words=text) if len(others) == 1 else None


def paid_at_table(session: Session, business_id: str, reading: Reading) -> Told | None:
    """What was paid for the one open order of a table that is named: *table 4 wale ne 355 cash diye*."""
    named, text = orders_at(session, business_id, reading), reading.text or ""
    if len({each.order.reference for each in named}) != 1 or reading.sides("asks_of_orders"):
        return None
    sums = set(figures(text[: named[0].start] + text[named[0].end :]))
    if len(sums) != 1 or not (was_taken(text) or tells_of_paying(text)):
        return None
    way = told_of(reading, "record").way
    return Told("record", paise=sums.pop(), named=named[0].order.reference, is_sum=True, way=way, words=text)


def words_of(begun: Told, order: str) -> str:
    """What was said, to be read as of an order and of no sum."""
    number = order.rpartition("-")[2]
    return (
        re.sub(
            rf"(?<!\d)(?:ord[\s.:#-]*)?{number}(?!\d)", order, begun.words or "", count=1, flags=re.IGNORECASE
        )
        or f"order {order}"
    )


def _number(order: str) -> int:
    """The number of an order as if it were a sum."""
    digits = order.rpartition("-")[2]
    return int(digits) * 100 if digits.isdecimal() else 0


def with_step(
    session: Session, caller: Caller, answer: Outcome[Any], reading: Reading, order: str | None = None
) -> Outcome[Any]:
    """Money for an order in words that hand it over as well: that is said next, where the order is still open.

    The order is the one that is given, or that the words name.
    """
    named = (
        {order}
        if order
        else {normalised(found.group()) for found in [reference_in(reading.text or "")] if found}
    )
    if order is None:
        named |= {
            each for paise in figures(reading.text) if (each := called(session, caller.business_id, paise))
        }
    if not named:
        return _with_step_of_payer(session, caller, answer, reading)
    if not (hands_over(reading) and len(named) == 1):
        return answer
    reference = named.pop()
    query = select(Order.status).where(Order.business_id == caller.business_id, Order.reference == reference)
    return _handed(caller, answer, reference) if session.scalar(query) in OPEN else answer


def _with_step_of_payer(
    session: Session, caller: Caller, answer: Outcome[Any], reading: Reading
) -> Outcome[Any]:
    """Who paid has taken their order with them, or it has come: the one that is paid, or the only one that is open."""
    paid = service.find(session, caller.business_id, str(answer.facts.get("pay_reference") or ""))
    if answer.outcome not in (*WRITTEN, TOLD) or paid is None or not _is_taken(reading):
        return answer
    query = select(Order.reference).where(
        Order.business_id == caller.business_id, Order.person_id == paid.person_id, Order.status.in_(OPEN)
    )
    there = session.scalars(query).all()
    settled = [each for each in there if each in answer.facts.get("pay_for", ())]
    meant = settled if len(settled) == 1 else there
    payer = answer.facts.get("pay_payer")
    if len(meant) > 1 and payer:
        return _handed(caller, answer, said_next(caller, "order_of", name=payer))
    return _handed(caller, answer, meant[0]) if len(meant) == 1 else answer


def _is_taken(reading: Reading) -> bool:
    """Whether words hand an order over, and not only money: *le gaya*, *order mil gaya*."""
    text = reading.text or ""
    money = {(each.start, each.end) for each in reading.placed("may_be_paid")}
    orders = [each.end for each in reading.placed("names_orders")]
    return any(
        each.value == "delivered"
        and (
            (each.start, each.end) not in money
            or any(end <= each.start and not text[end : each.start].strip() for end in orders)
        )
        for each in reading.placed(STEP)
    )


def _handed(caller: Caller, answer: Outcome[Any], order: str) -> Outcome[Any]:
    """What was written, with the words by which the order is handed over next."""
    then = said_next(caller, "handed_over", order=order)
    return Outcome[str](outcome=answer.outcome, facts={**answer.facts, "pay_then": then})


def called(session: Session, business_id: str, paise: int) -> str | None:
    """The order of late whose number is as many rupees."""
    if paise % 100:
        return None
    query = select(Order.reference).where(
        Order.business_id == business_id,
        Order.reference == f"ORD-{paise // 100}",
        Order.placed_at >= clock.now() - SPOKEN_OF,
    )
    return session.scalar(query)
