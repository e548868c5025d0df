"""What is said of orders that are named: the steps that they make, what ran out of them, how long they take."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.payments.said import paid_next
from munshi.callers import Caller
from munshi.orders.serving import altered, following, handed_over, several, slips, until
from munshi.orders.serving.apart import parted
from munshi.orders.serving.looking import order_card
from munshi.orders.serving.mentions import (
    ASKED,
    DENIED,
    GONE,
    MONEY,
    STEPS,
    Mention,
    is_short,
    is_their_sum,
    mentioned,
    says_more,
)
from munshi.orders.serving.moving import ask_why
from munshi.orders.serving.reasons import said_reason
from munshi.orders.serving.rules import Named, Stepped, furthest
from munshi.orders.serving.steps_said import money_came, not_asked, steps_told
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.people.rules import Role
from munshi.undoing.wording import Back, of_money

PAGE = "track_order"
LATER, LIKEWISE = "later", "likewise"


def stepped_on(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    mentions = mentioned(session, caller, reading)
    if apart := parted(session, caller, reading, mentions):
        stepped = stepped_on(session, caller, asked, apart[0])
        return stepped and replace(stepped, rest=stepped.rest or apart[1])
    paid = bool(reading.sides(MONEY))
    if paid and len({each.order.id for each in mentions}) > 1:
        return handed_over.of_several(session, caller, asked, reading, mentions)
    came = money_came(reading) or is_their_sum(reading, mentions)
    if paid and not (came and caller.may_act_as(Role.OWNER, Role.MANAGER)):
        return None
    if not paid and (slip := _slip(session, caller, reading, mentions)):
        return Heard(PAGE, slip)
    if altering := altered.of_amount(session, caller, reading, mentions):
        return altering
    if of_money(reading.text) is Back.TAKEN:
        return None  # a mistake is taken back, and moves nothing
    if not mentions or says_more(reading, mentions) or (paid and len(mentions) > 1):
        return None
    if reading.sides(GONE) and Status.CANCELLED not in reading.sides(STEPS):
        return altered.of_gone(session, caller, reading, mentions)
    steps = steps_told(asked, reading, mentions) or _as_before(session, caller, reading)
    if not steps:
        return _takes_longer(session, caller, reading, mentions)
    named, rest = not_asked(reading, mentions, steps)
    if paid:
        rest = paid_next(caller, reading, named[0].reference)
    asks_more = not {DENIED}.issuperset(reading.sides(ASKED)) and rest is None

    def move(here: Session, by: Caller) -> Outcome[Any]:
        moved = _move(here, by, named, steps, reading)
        shown = order_card(here, by, named[0].reference) if asks_more and moved.outcome == "moved" else None
        return shown or moved

    return heard(session, caller, PAGE, move, rest)


def _takes_longer(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """How long the one order that is named still takes: its customer hears it."""
    named = {each.order.reference for each in mentions}
    if not until.is_told(reading) or len(named) != 1 or not {LATER}.issuperset(reading.sides(ASKED)):
        return None
    reference = named.pop()
    return heard(
        session,
        caller,
        PAGE,
        lambda here, by: until.tell(here, by, reference, reading) or Outcome[str](outcome="not_found"),
    )


def _slip(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Outcome[Any] | None:
    """What is asked of a step that is taken back of the one order that is named."""
    named = {each.order.reference for each in mentions}
    if len(named) != 1 or says_more(reading, mentions):
        return None
    steps = {Status(each) for each in reading.sides(STEPS)}
    return slips.not_made(session, caller, [*named], steps, reading.text)


def _as_before(session: Session, caller: Caller, reading: Reading) -> list[Stepped]:
    """The step that the caller has just made of another order: "1042 bhi"."""
    if not reading.sides(LIKEWISE) or reading.sides(STEPS) or reading.sides(MONEY) or not is_short(reading):
        return []
    if reading.sides(ASKED) or (made := slips.last_made(session, caller)) is None:
        return []
    return [Stepped(made, -1)]


def _move(
    session: Session,
    caller: Caller,
    named: Sequence[Named],
    steps: Sequence[Stepped],
    reading: Reading,
) -> Outcome[Any]:
    why = said_reason(reading)
    if shown := several.ask(session, caller, named, steps, every=False, reason=why):
        return shown
    step, reference = furthest(steps), named[0].reference
    if step is Status.CANCELLED:
        return ask_why(session, caller, reference, why) or Outcome[str](outcome="not_found")
    moved = following.told(session, caller, reference, step, None)
    return until.tell(session, caller, reference, reading) or moved if moved.outcome == "moved" else moved
