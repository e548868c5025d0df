"""Words for a customer, as who sees to orders says them: shown first, behind the step that is made with them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE, clause_at, clause_of
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import CLEARLY, Asked, Reading, Side
from munshi.billing.accounts import whom
from munshi.billing.payments.said import said_next
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.orders.serving import asked_for, following, messages
from munshi.orders.serving.apart import without_clauses
from munshi.orders.serving.looking import orders_of
from munshi.orders.serving.mentions import ASKED, LOOKED_AT, MONEY, STEPS, Mention, mentioned, minutes_said
from munshi.orders.serving.messages import PAGE as MESSAGE
from munshi.orders.serving.moving import ask_why, promise
from munshi.orders.serving.reasons import LEADING, said_to_them
from munshi.orders.serving.rules import furthest
from munshi.orders.serving.stepping import stepped_on
from munshi.orders.serving.steps_said import steps_told
from munshi.orders.serving.tables import named_tables, orders_at
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.people import service as people_here
from munshi.people.models import Person
from munshi.people.rules import STAFF
from munshi.undoing import acts
from munshi.undoing.rules import Kind
from spelling import key

PAGE = "track_order"
TELLS, FROM_THE_LAST, BEHIND = "tells_customer", "from_the_last", "told_behind"
SOMEBODY = "tells_somebody"
# What words for a customer sound like, by the goods and days in them.
OF_SHELF = ("modify_order", "ask_price", "ask_store_info", "update_stock", "repeat_order")
NOT_QUESTIONS = frozenset({"denied", "later"})
SIGNS = " ,:-–\"“”'"
SERVICE = "service"


def nobody_there(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Something is said of a table at which nothing is ordered."""
    tables = named_tables(reading)
    says = reading.sides(STEPS) or reading.sides(TELLS) or reading.sides(MONEY)
    if not tables or not says or orders_at(session, caller.business_id, reading):
        return None
    facts = {"table": ", ".join(table for table, _, _ in tables)}
    return Heard(MESSAGE, Outcome[str](outcome="none_at_table", facts=facts))


def message_to(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Words for the customer who is named, by an order or not, or was dealt with last; what is done first comes before.

    Minutes are told as such; anything else is shown first. Where a cancelling stands behind them they are why.
    """
    text = reading.text or ""
    tells = next(iter(reading.placed(TELLS)), None) or _tells_by_name(session, caller, reading)
    if tells is None:
        return _told_behind(session, caller, asked, reading)
    mentions = [each for each in mentioned(session, caller, reading) if each.start <= tells.end + 1]
    if len({each.order.id for each in mentions}) > 1 and (
        said := _after_a_step(session, caller, asked, reading, tells)
    ):
        return said
    if minutes_said(reading) is not None and mentions:
        return _to_another(session, caller, asked, reading, tells, mentions)
    if minutes_said(reading) is not None:
        return _minutes_for(session, caller, reading, tells)
    if any(each.start < tells.start for each in reading.placed(MONEY)):
        return None
    words = _words_told(text, tells, mentions)
    if not mentions and (people := _people(session, caller, reading, tells.end)):
        return _told_to_people(session, caller, asked, reading, tells, people, words)
    if not words:
        return None
    if not mentions and (name := _unknown(session, caller, reading, tells)):
        return Heard(MESSAGE, Outcome[str](outcome="no_such_customer", facts={"whose": {"name": name}}))
    if not mentions and (said := _to_who_has(session, caller, reading, text[: tells.start], words)):
        return said
    named = {each.order.reference for each in mentions}
    if not named and _names_nobody(reading, tells) and not reading.sides(MONEY):
        named = _last_dealt_with(session, caller)
    if len(named) != 1:
        return None
    return _told_to(session, caller, asked, reading, tells, named.pop(), mentions, words)


def _after_a_step(
    session: Session, caller: Caller, asked: Asked, reading: Reading, tells: Side
) -> Heard | None:
    """What is said of other orders in clauses before it, and next the words for the customer of the clause."""
    text = reading.text or ""
    clause = clause_at(text, tells.start)
    if not clause or clause != max(clause_at(text, each.start) for each in reading.placed(TELLS)):
        return None
    behind = set(range(clause, clause_at(text, len(text)) + 1))
    stepped = stepped_on(session, caller, asked, without_clauses(reading, behind))
    words = ", ".join(filter(None, (clause_of(text, each) for each in sorted(behind))))
    return stepped and replace(stepped, rest=words)


def _tells_by_name(session: Session, caller: Caller, reading: Reading) -> Side | None:
    """The words that say so with the customer right behind them, by name or phone: *tell meena*."""
    text = reading.text or ""
    called = [place for place, _ in whom.places_in(session, caller.business_id, text)]
    called += [(each.start, each.end) for each in reading.all("phone")]
    called += [(each.start, each.end) for each in reading.people]
    found = (
        Side(TELLS, "so", said.start, end)
        for said in reading.placed(SOMEBODY)
        for start, end in called
        if start >= said.end and not text[said.end : start].strip()
    )
    return next(found, None)


def _unknown(session: Session, caller: Caller, reading: Reading, tells: Side) -> str | None:
    """The name right before the words, where nobody is called so who writes to or works at the business."""
    text = reading.text or ""
    said = {0} | {each.end for each in reading.placed(SOMEBODY)}
    names = (
        text[each.start : each.end]
        for each in reading.people
        if each.end <= tells.end and any(not text[begin : each.start].strip() for begin in said)
    )
    name = next(names, None)
    known = name and whom.named_in(session, caller.business_id, name)
    works = (each.called or "" for each in people_here.holders(session, caller.business, STAFF))
    own = set(key(name or "").split())
    return None if not name or known or any(own & set(key(each).split()) for each in works) else name


def _to_another(
    session: Session,
    caller: Caller,
    asked: Asked,
    reading: Reading,
    tells: Side,
    mentions: Sequence[Mention],
) -> Heard | None:
    """What is said of an order, and next the minutes that a clause has for a customer whose order it is not."""
    text, clause = reading.text or "", clause_at(reading.text or "", tells.start)
    named = whom.named_in(session, caller.business_id, clause_of(text, clause))
    customers = {each.order.person_id for each in mentions}
    is_apart = all(clause_at(text, each.start) != clause for each in mentions)
    if not named or not is_apart or not customers.isdisjoint({person.id for person in named}):
        return None
    stepped = stepped_on(session, caller, asked, without_clauses(reading, {clause}))
    return stepped and replace(stepped, rest=clause_of(text, clause))


def _minutes_for(session: Session, caller: Caller, reading: Reading, tells: Side) -> Heard | None:
    """Minutes for the customer who is named, of their one order that is open."""
    people = _people(session, caller, reading, tells.end)
    orders = orders_of(session, caller, people) if people else ()
    if not people or len(orders) > 1 or reading.sides(MONEY) or reading.sides(ASKED):
        return None
    if not orders and (_wants_else(reading) or not _is_of_orders(session, caller, people)):
        return None
    if not orders:
        return _none_of_theirs(people)
    reference, minutes = orders[0].reference, minutes_said(reading) or 0
    return heard(session, caller, MESSAGE, lambda here, by: promise(here, by, reference, minutes))


def _told_behind(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Words for the customer of the one order that is named before them: "1042 le liya, 4 baje tak aayega bolo"."""
    text = reading.text or ""
    tells = next(iter(reading.placed(BEHIND)), None)
    is_last = tells is not None and not text[tells.end :].strip(" .!।?")
    if tells is None or not is_last or minutes_said(reading) is not None:
        return None
    if any(each.start <= tells.start < each.end for each in reading.placed(STEPS)):
        return None  # "haan bol do" accepts it
    mentions = [each for each in mentioned(session, caller, reading) if each.start < tells.start]
    named = {each.order.reference for each in mentions}
    if len(named) != 1 or reading.sides(MONEY) or not NOT_QUESTIONS.issuperset(reading.sides(ASKED)):
        return None
    start = _begins_behind(reading, mentions, tells)
    cancelled = [each.end for each in reading.placed(STEPS) if each.value == Status.CANCELLED]
    begins = max([*cancelled, *(each.end for each in mentions)]) if cancelled else start
    words = said_to_them(reading, begins, tells)
    first = replace(reading, facets=[each for each in reading.facets if each.start < start])
    return _told_to(session, caller, asked, first, tells, named.pop(), mentions, words) if words else None


def _begins_behind(reading: Reading, mentions: Sequence[Mention], tells: Side) -> int:
    """Where the words begin: in their clause, behind the order, a step and *wale ko*."""
    text = reading.text or ""
    clause = clause_at(text, tells.start)
    ends = [each.end() for each in CLAUSE.finditer(text) if each.end() <= tells.start]
    there = max([0, *ends, *(each.end for each in mentions)])
    led = sorted(
        (each.start, each.end) for facet in LEADING for each in reading.placed(facet) if each.start >= there
    )
    steps = [each.end for each in reading.placed(STEPS) if each.value == Status.ACCEPTED]
    there = max([there, *(end for end in steps if end < tells.start and clause_at(text, end - 1) == clause)])
    for start, end in led:
        if not text[there:start].strip(SIGNS):
            there = max(there, end)
    return there


def _people(session: Session, caller: Caller, reading: Reading, until: int) -> Sequence[Person]:
    """Who is named before the words: by a phone, the last figures of one, or a name."""
    phone = next((each.value for each in reading.all("phone") if each.start < until), None)
    person = whom.with_phone(session, caller.business_id, str(phone)) if phone else None
    text = (reading.text or "")[:until]
    if person is not None:
        return [person]
    return whom.with_ending(session, caller.business_id, text) or whom.named_in(
        session, caller.business_id, text
    )


def _told_to_people(
    session: Session,
    caller: Caller,
    asked: Asked,
    reading: Reading,
    tells: Side,
    people: Sequence[Person],
    words: str,
) -> Heard | None:
    """Words of one order that is open, or for somebody with none or several of them.

    What stands behind a colon is for them whatever it speaks of: *reply to imran: it is there, 118 rs*.
    """
    text = reading.text or ""
    quoted = text[: tells.end].endswith(":") or text[tells.end :].lstrip().startswith(":")
    if reading.sides(MONEY) and not quoted:
        return None
    orders = orders_of(session, caller, people)
    if not orders and not quoted and (_wants_else(reading) or not _is_of_orders(session, caller, people)):
        return None
    if len(orders) != 1 and len(people) != 1:
        return None if orders else _none_of_theirs(people)
    if not words:
        return None
    if len(orders) == 1:
        there = [Mention(orders[0], 0, 0)]
        return _told_to(session, caller, asked, reading, tells, orders[0].reference, there, words)
    to = messages.named(people[0])
    return heard(session, caller, MESSAGE, lambda here, by: messages.ask(here, by, to, words))


def _is_of_orders(session: Session, caller: Caller, people: Sequence[Person]) -> bool:
    """Whether they have ordered here; where visits are made, whoever has not is written to beside those."""
    ordered = select(Order.id).where(
        Order.business_id == caller.business_id, Order.person_id.in_([each.id for each in people])
    )
    return SERVICE not in caller.business.skills or session.scalar(ordered.limit(1)) is not None


def _wants_else(reading: Reading) -> bool:
    return reading.chance >= CLEARLY and not reading.wants(*LOOKED_AT, *OF_SHELF)


def _none_of_theirs(people: Sequence[Person]) -> Heard:
    names = ", ".join(each.called or "?" for each in people)
    return Heard(MESSAGE, Outcome[str](outcome="none_of_theirs", facts={"whose": {"name": names}}))


def _told_to(
    session: Session,
    caller: Caller,
    asked: Asked,
    reading: Reading,
    tells: Side,
    reference: str,
    mentions: Sequence[Mention],
    words: str,
) -> Heard | None:
    """What is to be said to the customer of an order is shown, behind the step that is made first."""
    if mentions and (cancelled := _cancelled_for(session, caller, reading, reference, tells, words)):
        return cancelled
    first = replace(reading, facets=[each for each in reading.facets if each.start < tells.start])
    steps = steps_told(asked, first, mentions)
    if not (steps and mentions):
        return heard(session, caller, MESSAGE, lambda here, by: messages.ask(here, by, reference, words))
    if furthest(steps) is Status.CANCELLED:
        return heard(session, caller, PAGE, lambda here, by: _cancelled(here, by, reference, words))
    rest = said_next(caller, "told", order=reference, words=words)
    return heard(
        session,
        caller,
        PAGE,
        lambda here, by: following.told(here, by, reference, furthest(steps), None),
        rest,
    )


def _to_who_has(session: Session, caller: Caller, reading: Reading, said: str, words: str) -> Heard | None:
    """Words for the customer whose open order has the goods that are named: *calculator wale ko bolo*."""
    who = asked_for.of_goods(session, caller, reading, said)
    if who is None:
        return None
    orders = asked_for.found(session, caller, who)
    if len(orders) != 1:
        return Heard(PAGE, asked_for.shown(session, caller, who))
    reference = orders[0].reference
    return heard(session, caller, MESSAGE, lambda here, by: messages.ask(here, by, reference, words))


def _names_nobody(reading: Reading, tells: Side) -> bool:
    """Whether no words but *customer* and the like say who shall hear it."""
    return not asked_for.rest_of(reading, until=tells.start)


def _cancelled_for(
    session: Session, caller: Caller, reading: Reading, reference: str, tells: Side, words: str
) -> Heard | None:
    """The order is cancelled by a clause behind the words for its customer: they hear those as the reason."""
    text = reading.text or ""
    said_at = clause_at(text, tells.end)
    cancels = [
        clause_at(text, each.start)
        for each in reading.placed(STEPS)
        if each.value == Status.CANCELLED and clause_at(text, each.start) > said_at
    ]
    if not cancels:
        return None
    why = ", ".join(CLAUSE.split(words)[: cancels[0] - said_at]).strip()
    return heard(session, caller, PAGE, lambda here, by: _cancelled(here, by, reference, why))


def _cancelled(session: Session, caller: Caller, reference: str, why: str) -> Outcome[Any]:
    return ask_why(session, caller, reference, why) or Outcome[str](outcome="not_found")


def _words_told(text: str, tells: Side, mentions: Sequence[Mention]) -> str:
    """What the customer shall hear: behind the words that say so, and behind the order that stands there."""
    start = tells.end
    if tells.value == FROM_THE_LAST:
        start = text.rfind(" ", 0, tells.end) + 1
    start = max([start, *(each.end for each in mentions if each.start <= tells.end + 1)])
    return text[start:].strip(SIGNS)


def _last_dealt_with(session: Session, caller: Caller) -> set[str]:
    """The order of which the caller has just made a step, where they did nothing else since."""
    act = next(iter(acts.recent(session, caller)), None)
    is_step = act is not None and act.kind in (Kind.ORDER_DELIVERED, Kind.ORDER_STEPPED)
    return {act.references[0]} if act is not None and is_step else set()
