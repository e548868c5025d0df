"""What is said of orders that are named: the steps that they make, what ran out of them, how long they take."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import pieces
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.payments.said import paid_next, said_next, spoken_ways
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.orders.serving import (
    altered,
    beside,
    brought,
    by_words,
    each_order,
    following,
    handed_over,
    left_out,
    refused_lines,
    several,
    slips,
    until,
    where,
    words_added,
)
from munshi.orders.serving.apart import money_apart, on_its_khata, parted
from munshi.orders.serving.gone import lines_with
from munshi.orders.serving.looking import left_to_pay, order_card, which_order
from munshi.orders.serving.mentions import (
    ASKED,
    EVERY,
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
from munshi.orders.serving.steps_said import asked_in, money_came, not_asked, steps_told
from munshi.orders.serving.tables import named_tables
from munshi.orders.statuses import OPEN, Status
from munshi.outcomes import Outcome
from munshi.people.rules import Role
from munshi.undoing.wording import Back, of_money

PAGE, SHOWN = "track_order", "confirm_moves"
LATER, LIKEWISE, BUT = "later", "likewise", "all_but"
NOT_TOLD = frozenset({"who", "question", "denied"})
QUESTIONS = frozenset({"who", "question", LATER})


def stepped_on(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What becomes of the orders that are named; a question shows them, of several that may be meant it is asked."""
    mentions = mentioned(session, caller, reading)
    if not mentions:
        return _which(session, caller, asked, reading)
    if whole := _of_all_of_it(session, caller, asked, reading, mentions):
        return whole
    if reading.sides(BUT) and (but := _but(session, caller, asked, reading, mentions)):
        return but
    if khata := on_its_khata(session, caller, reading, mentions):
        return _on_khata(session, caller, asked, khata, mentions[0].order) or _not_given(
            session, caller, mentions[0].order, reading.text
        )
    for left, next_words in each_order.parted(session, caller, reading, mentions):
        if stepped := stepped_on(session, caller, asked, left):
            return _with_rest(stepped, next_words)
    if apart := parted(session, caller, reading, mentions):
        stepped = stepped_on(session, caller, asked, apart[0])
        return stepped and _with_rest(stepped, apart[1])
    if money := money_apart(session, caller, reading, mentions):
        stepped = stepped_on(session, caller, asked, money.reading)
        return stepped and beside.with_money(stepped, money)
    if reading.sides(MONEY) and len({each.order.id for each in mentions}) > 1:
        shown = handed_over.of_several(session, caller, asked, reading, mentions)
        return shown or _which_of_table(session, caller, asked, reading, mentions)
    if not _is_money_theirs(caller, reading, mentions):
        return brought.of_named(session, caller, asked, reading, mentions)
    return _put_right(session, caller, reading, mentions) or _moved_on(
        session, caller, asked, reading, mentions
    )


def _of_all_of_it(
    session: Session, caller: Caller, asked: Asked, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """What the whole message is of, whatever its clauses say beside that."""
    if asked_of := where.shown(session, caller, reading, mentions):
        return Heard(PAGE, asked_of)
    return (
        _one_more(session, caller, asked, reading, mentions)
        or words_added.of_words(session, caller, reading, mentions)
        or refused_lines.of_refused(session, caller, reading, mentions)
        or _and_every(session, caller, asked, reading, mentions)
    )


def _which_of_table(
    session: Session, caller: Caller, asked: Asked, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """Which order of a table is meant that has several, of which money is told."""
    orders = list({each.order.id: each.order for each in mentions}.values())
    tables = named_tables(reading)
    is_one = len(tables) == 1 and {each.dining_table for each in orders} == {tables[0][0]}
    if reading.sides(ASKED) or not is_one:
        return None
    paid = brought.at_one_table(session, caller, asked, reading, mentions)
    return paid or Heard(PAGE, which_order(session, caller, orders))


def _one_more(
    session: Session, caller: Caller, asked: Asked, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """ "1028 bhi", to moves that were shown."""
    is_more = reading.sides(LIKEWISE) and not reading.sides(STEPS) and not reading.sides(ASKED)
    if asked.question != SHOWN or not is_more or not is_short(reading) or len(mentions) != 1:
        return None
    reference = mentions[0].order.reference
    shown = several.with_one_more(session, caller, asked.summary, reference)
    return Heard("move_order", shown) if shown else None


def _on_khata(session: Session, caller: Caller, asked: Asked, reading: Reading, order: Order) -> Heard | None:
    """The step of an order that goes on its customer's khata, with what is there by its delivery."""
    stepped = stepped_on(session, caller, replace(asked, question=""), reading)
    if stepped is None:
        return None
    facts = stepped.outcome.facts
    if stepped.outcome.outcome != "moved" or facts.get("status") != Status.DELIVERED:
        return stepped
    outcome = Outcome[str](outcome="moved", facts={**facts, "on_khata_paise": left_to_pay(session, order)})
    return replace(stepped, outcome=outcome)


def _not_given(session: Session, caller: Caller, order: Order, said: str | None) -> Heard | None:
    """The order that shall go on its customer's khata; that nothing is there before it is handed over is said."""
    shown = order_card(session, caller, order.reference)
    if shown is None:
        return None
    return Heard(PAGE, beside.with_passed(shown, said) if order.status in OPEN else shown)


def _with_rest(stepped: Heard, words: str) -> Heard:
    """The same with words that are heard next."""
    return replace(stepped, rest=", ".join(filter(None, (stepped.rest, words))))


def _but(
    session: Session, caller: Caller, asked: Asked, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """What is left out: a line of the one order that is named, or else the orders that stand beside those words."""
    text, beside_it = (
        reading.text or "",
        [
            piece
            for piece in pieces(reading)
            for but in reading.placed(BUT)
            if piece[0] <= but.start < piece[1]
        ],
    )
    if without := left_out.of_line(session, caller, reading, mentions, beside_it):
        return without
    if any(start <= each.start < end for each in mentions for start, end in beside_it) or not text:
        return _all_but(session, caller, asked, reading, mentions)
    return None


def _all_but(
    session: Session, caller: Caller, asked: Asked, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """Every order that comes to a step but those that are named: "sab nikal gaye 1006 chhod ke"."""
    steps = steps_told(asked, reading, mentions)
    if not steps or reading.sides(MONEY):
        return None
    named = {each.order.reference for each in mentions}
    shown = several.ask(session, caller, [], steps, every=True, but=named)
    return Heard(PAGE, shown) if shown else None


def _and_every(
    session: Session, caller: Caller, asked: Asked, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """One that is named with its step, and behind that all of them: "1001 bhi le lo, sab le lo"."""
    steps = steps_told(asked, reading, mentions)
    every = [each.start for each in reading.placed(EVERY)]
    if len({each.order.id for each in mentions}) != 1 or not every or reading.sides(MONEY):
        return None
    before = [each for each in steps if mentions[0].start < each.start < every[-1]]
    behind = [each for each in steps if each.start > every[-1]]
    if not before or not behind or furthest(before) != furthest(behind):
        return None
    shown = several.ask(session, caller, [], behind, every=True)
    return Heard(PAGE, shown) if shown else None


def _is_money_theirs(caller: Caller, reading: Reading, mentions: Sequence[Mention]) -> bool:
    """Whether no money is spoken of, or what came for the orders, by who may write it down."""
    if not reading.sides(MONEY):
        return True
    came = money_came(reading) or is_their_sum(reading, mentions)
    return came and caller.may_act_as(Role.OWNER, Role.MANAGER)


def _put_right(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """A step that was none, or another amount of a line."""
    changed = (
        altered.of_swapped(session, caller, reading, mentions)
        or altered.of_taken_out(session, caller, reading, mentions)
        or altered.of_amount(session, caller, reading, mentions)
    )
    if changed or reading.sides(MONEY):
        return changed
    slip = _slip(session, caller, reading, mentions)
    return Heard(PAGE, slip) if slip else None


def _moved_on(
    session: Session, caller: Caller, asked: Asked, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """The steps that are made; what the words hold besides is told."""
    paid = bool(reading.sides(MONEY))
    if of_money(reading.text) is Back.TAKEN:
        return None  # a mistake is taken back, and moves nothing
    if says_more(reading, mentions) or (paid and len(mentions) > 1):
        return None
    if reading.sides(GONE) and Status.CANCELLED not in reading.sides(STEPS):
        return altered.of_gone(session, caller, reading, mentions)
    places = [each.start for each in mentions]
    told = steps_told(asked, reading, mentions) or _as_before(session, caller, reading)
    steps = [each for each in told if not by_words.names_another(reading, each.start, places)]
    if not steps:
        return _takes_longer(session, caller, reading, mentions)
    meant = beside.with_a_step(reading, mentions)
    named, rest = not_asked(reading, meant, steps)
    rest = rest or beside.of_another(reading, told, steps)
    if paid:
        rest = _money_next(caller, reading, mentions, named[0].reference)
    asks_more = bool(asked_in(reading, QUESTIONS)) and rest is None

    def move(here: Session, by: Caller) -> Outcome[Any]:
        moved = _move(here, by, named, steps, reading)
        shown = order_card(here, by, named[0].reference) if asks_more and moved.outcome == "moved" else None
        return shown or moved

    return beside.told(heard(session, caller, PAGE, move, rest), reading, mentions, meant)


def _money_next(caller: Caller, reading: Reading, mentions: Sequence[Mention], order: str) -> str:
    """The words by which the money of an order is read next: its sum where one is said, and how it came.

    The number of an order is no sum of it.
    """
    text = reading.text or ""
    said = [
        words
        for each in reading.all("money")
        if not any(mention.start <= each.start < mention.end for mention in mentions)
        and (words := text[each.start : each.end].strip())
    ]
    if len(said) != 1:
        return paid_next(caller, reading, order)
    way = next(iter(spoken_ways(text)), "")
    return said_next(caller, "came_for", order=order, words=f"{said[0]} {way}".strip())


def _which(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Several orders may be meant by words without a number: they are shown, and of a step it is asked which."""
    found = by_words.called(session, caller, reading)
    if not found.orders or reading.sides(MONEY):
        return None
    mentions = [Mention(each, found.start, found.end) for each in found.orders]
    if says_more(reading, mentions):
        return None
    if asked_of := where.shown(session, caller, reading, mentions):
        return Heard(PAGE, asked_of)
    steps = steps_told(asked, reading, mentions)
    if not steps:
        return None
    coming = [each for each in found.orders if several.may_move(each, furthest(steps))]
    return Heard(PAGE, which_order(session, caller, coming or found.orders, furthest(steps)))


def _takes_longer(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """How long the one order that is named still takes: its customer hears it."""
    named = {each.order.reference for each in mentions}
    if not until.is_told(reading) or len(named) != 1 or asked_in(reading, NOT_TOLD):
        return None
    reference = named.pop()
    told = heard(
        session,
        caller,
        PAGE,
        lambda here, by: until.tell(here, by, reference, reading) or Outcome[str](outcome="not_found"),
    )
    return beside.told(told, reading, mentions, mentions)


def _slip(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Outcome[Any] | None:
    """What is asked of a step that is taken back of the one order that is named."""
    named = {each.order.reference for each in mentions}
    if len(named) != 1 or says_more(reading, mentions):
        return None
    if reading.sides(GONE) and lines_with(session, mentions[0].order, reading.text or ""):
        return None  # it is the goods that are not there
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
