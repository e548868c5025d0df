"""What who is in charge answers to a complaint of goods in words: what is done about it, and until when."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading, Value
from munshi.callers import Caller
from munshi.orders import moving
from munshi.orders.serving.gone import lines_named
from munshi.outcomes import Outcome, Refusal
from munshi.people.named import gives
from munshi.service.settling.rules import Way, way_in
from munshi.service.tickets import for_staff
from munshi.service.tickets.looking import WHOLE, locked, named
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import IN_CHARGE, tell_promised
from munshi.service.tickets.statuses import LIVE
from munshi.service.visits.references import TICKET
from munshi.service.visits.words import says

PAGE = "move_ticket"
GOOD, COMPLAINT, COMES = "makes_good", "of_complaint", "is_to_come"
TOLD = "utter_notice_ticket_of_order"
NAMED = "_named"
SIGNS = " ,.:;-–!।"
MOST_WORDS = 8  # of an answer that names no complaint
LONGEST = 300  # characters


def answer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A way of making it good is shown as by its tap; the time that is said is told to the customer before."""
    text = reading.text or ""
    if reading.is_tap or not caller.may_act_as(*IN_CHARGE) or "service" not in caller.business.skills:
        return None
    way = _way(reading)
    promises = _promises(reading)
    if text.rstrip().endswith("?") or gives(text) or not (way or promises):
        return None
    ticket = _meant(session, caller, asked, reading, way)
    if ticket is None:
        return None
    reference = ticket.reference
    if not promises:
        assert way is not None
        return heard(session, caller, PAGE, lambda here, by: for_staff.settle(here, by, reference, way, None))
    good = next(iter(reading.placed(GOOD)), None)
    rest = f"{reference} {text[good.start : good.end]}" if good else None
    words = " ".join(TICKET.sub("", text).split()).strip(SIGNS)[:LONGEST]
    return heard(session, caller, PAGE, lambda here, by: promise(here, by, reference, words), rest)


def _way(reading: Reading) -> Way | None:
    """How it is made good; the bare word says so beside the number of a complaint, where nothing is denied."""
    text = reading.text or ""
    bare = TICKET.search(text) is not None and not says(text, "not_yet")
    values = (each.value.removesuffix(NAMED) if bare else each.value for each in reading.placed(GOOD))
    return next((way for each in values if (way := way_in(each))), None)


def promise_next(reading: Reading, reference: str) -> str | None:
    """The words by which the time is told that stands beside a yes: "haan, kal subah tak"."""
    text, times = reading.text or "", _times(reading)
    if not times:
        return None
    start, end = min(each.start for each in times), max(each.end for each in times)
    said = text[start:end].strip(SIGNS)
    return f"{reference} {said} tak" if not said.endswith("tak") else f"{reference} {said}"


def promise(session: Session, caller: Caller, reference: str, words: str) -> Outcome[Any]:
    """Has the customer told what will be done about it until when, in the words of who is in charge."""
    caller.must_be(*IN_CHARGE)
    ticket = locked(session, caller.business_id, reference)
    if ticket.status not in LIVE:
        raise Refusal("no_such_move", **for_staff.card(session, caller, ticket))
    tell_promised(session, ticket, words, clock.now().isoformat())
    facts = {**for_staff.card(session, caller, ticket), "ticket_words": words}
    return Outcome[str](outcome="promised", facts=facts)


def _promises(reading: Reading) -> bool:
    """Whether a time is said by which something is done."""
    return bool(_times(reading)) and bool(
        reading.sides(GOOD)
        or reading.sides(COMES)
        or any(_is_end(each) for each in _times(reading))
        or _says_until(reading)
    )


def _says_until(reading: Reading) -> bool:
    text = (reading.text or "").casefold().rstrip(SIGNS)
    return text.endswith((" tak", " तक")) or " by " in f" {text}"


def _times(reading: Reading) -> list[Value]:
    return [each for each in reading.values if each.entity in ("time", "period", "duration")]


def _is_end(value: Value) -> bool:
    return value.entity == "time" and bool(value.value.get("to"))


def _meant(
    session: Session, caller: Caller, asked: Asked, reading: Reading, way: Way | None
) -> Ticket | None:
    """The live complaint that is named; else the only one of goods, or that of the goods which are named."""
    text = reading.text or ""
    if found := TICKET.search(text):
        return session.scalar(named(caller.business_id, found.group()))
    speaks = bool(reading.sides(COMPLAINT)) or TOLD in asked.told
    is_short = way == "replace" and len(text.split()) <= MOST_WORDS
    if asked.question or way is None or not (speaks or is_short):
        return None
    live = _of_goods(session, caller)
    of_these = [each for each in live if _names_goods(session, each, text)] if len(live) > 1 else live
    return of_these[0] if len(of_these) == 1 else None


def _of_goods(session: Session, caller: Caller) -> Sequence[Ticket]:
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id,
        Ticket.status.in_(LIVE),
        Ticket.order_reference.is_not(None),
    )
    return session.scalars(query.order_by(Ticket.id).options(*WHOLE)).all()


def _names_goods(session: Session, ticket: Ticket, text: str) -> bool:
    order = moving.find(session, ticket.business_id, ticket.order_reference or "")
    return order is not None and bool(lines_named(session, order, text))
