"""What who sees to orders says of them by their numbers, whatever else the words sound like, and whatever is asked.

The words of a step, of a question and of money are facets of every message (nlu/lexicon/facets.yml); whether a number
is an order's the books know.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, decides, heard
from munshi.asking.reading import CLEARLY, FALLBACK, YES, Asked, Reading, Side
from munshi.asking.sums import figures
from munshi.billing.accounts.said import names_a_khata
from munshi.billing.accounts.whom import named_in
from munshi.billing.payments.said import begins_with_taking, paid_next, said_next, was_taken
from munshi.callers import Caller
from munshi.orders import moving
from munshi.orders.models import Order
from munshi.orders.serving import asked_for, following, messages, several, slips, stock
from munshi.orders.serving.duty import may_keep_stock, may_serve
from munshi.orders.serving.gone import lines_named, report
from munshi.orders.serving.looking import open_orders, order_card, orders_of
from munshi.orders.serving.messages import PAGE as MESSAGE
from munshi.orders.serving.moving import ask_why, promise
from munshi.orders.serving.reasons import said_reason
from munshi.orders.serving.rules import CLAUSE, Named, Stepped, clause_at, clause_of, furthest
from munshi.orders.serving.tables import named_tables, orders_at
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import OPEN, Status
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing import acts
from munshi.undoing.rules import Kind
from munshi.undoing.wording import Back, is_by_somebody, of_money

PAGE = "track_order"
NUMBER = re.compile(r"(?<![\w/-])(?:ord[\s.:#-]*)?(\d{3,6})(?![\w/:%-]|\.\d|,\d{2,3}(?!\d))", re.IGNORECASE)
FIGURE = re.compile(r"\d{2,}")
OF_ANOTHER = re.compile(r"\b(?!ord)[a-z]{2,4}-\d", re.IGNORECASE)  # a complaint, a visit, a payment
OF_A_TIME = ("duration", "time", "period")
GONE, DENIED, LATER = "ran_out", "denied", "later"
EVERY, LIKEWISE = "every_order", "likewise"
LEFT, SHELF = "left_of_goods", "ask_availability"
HAPPENED, BILL = "happened", "asks_for_bill"
OPEN_THINGS, REQUESTS = "open_things", frozenset({"leave", "expenses"})
ASKS_LEFT, STOCK = "so", "update_stock"
STANDS = frozenset(
    {"left", "gone", "set"}
)  # what has happened to goods of which it may be asked how many there are
TELLS, FROM_THE_LAST = "tells_customer", "from_the_last"
MOST_OF_WHO = 8  # words that say who else shall hear it
MOST_OF_A_NAME = 5  # goods that one name may mean
STEPS, ASKED, PAID, MONEY, REASON = (
    "step_of_order",
    "asks_of_orders",
    "may_be_paid",
    "of_money",
    "cancel_reason",
)
LOOKED_AT = (PAGE, "view_menu", "view_cart", "ask_help", "ask_availability", "place_order", FALLBACK, YES)
NEW_ORDER = frozenset({"utter_notice_order_placed", "utter_notice_order_unanswered"})
OF_A_SUM = ("payment_", "credit_", "claim_", "tell_")  # begin the names of questions that a sum answers
MOST_WORDS = 4  # of a bare "le lo"


class Mention(NamedTuple):
    """An order, and where its number stands."""

    order: Order
    start: int
    end: int


def interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Moves the orders that are named by the steps that are said of them; None where anything else may be meant.

    Of several they are shown first; what is asked beside the step of one is answered by all of it.
    """
    text = reading.text
    if not text or OF_ANOTHER.search(text) or not may_serve(session, caller):
        return None
    if said := _nobody_there(session, caller, reading) or _message_to(session, caller, asked, reading):
        return said
    names_one = NUMBER.search(text) or named_tables(reading)
    stepped = _stepped_on(session, caller, asked, reading) if names_one else None
    return stepped or _asked_for(session, caller, asked, reading)


def _asked_for(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A question about orders none of which is named: those that the words ask for."""
    told = reading.sides(MONEY) or reading.sides(GONE) or reading.sides(TELLS)
    if (
        told
        or (reading.sides(LEFT) and not reading.sides(asked_for.WAYS))
        or _steps(asked, reading, [])
        or _mentions(session, caller, reading)
    ):
        return None
    shown = asked_for.answer(session, caller, reading)
    return Heard(PAGE, shown) if shown else None


def _stepped_on(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    mentions = _mentions(session, caller, reading)
    if apart := _apart(session, caller, reading, mentions):
        stepped = _stepped_on(session, caller, asked, apart[0])
        return stepped and replace(stepped, rest=stepped.rest or apart[1])
    paid = bool(reading.sides(MONEY))
    came = _money_came(reading) or _is_their_sum(reading, mentions)
    if paid and not (came and caller.may_act_as(Role.OWNER, Role.MANAGER)):
        return None
    if not paid and (slip := _slip(session, caller, reading, mentions)):
        return Heard(PAGE, slip)
    if of_money(reading.text) is Back.TAKEN:
        return None  # a mistake is taken back, and moves nothing
    if not mentions or _says_more(reading, mentions) or (paid and len(mentions) > 1):
        return None
    if reading.sides(GONE) and Status.CANCELLED not in reading.sides(STEPS):
        return _ran_out(session, caller, reading, mentions)
    steps = _steps(asked, reading, mentions) or _as_before(session, caller, reading)
    if not steps:
        return _takes_longer(session, caller, reading, mentions)
    named, rest = _not_asked(reading, mentions, steps)
    if paid:
        rest = paid_next(caller, reading, named[0].reference)
    asks_more = not {DENIED}.issuperset(reading.sides(ASKED)) and rest is None

    def move(here: Session, by: Caller) -> Outcome[Any]:
        moved = _move(here, by, named, steps, reading)
        shown = order_card(here, by, named[0].reference) if asks_more and moved.outcome == "moved" else None
        return shown or moved

    return heard(session, caller, PAGE, move, rest)


def _apart(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> tuple[Reading, str] | None:
    """The words of the orders that are stepped on, and the clauses beside them that say something else.

    That is of the shelf, and no line of the orders that ran out; or it asks for a bill. None where there is none.
    """
    text = reading.text or ""
    if Status.CANCELLED in reading.sides(STEPS):
        return None  # what is said beside it is why
    steps = {clause_at(text, each.start) for each in reading.placed(STEPS)}
    bill = {clause_at(text, each.start) for each in reading.placed(BILL)}
    if steps and bill and steps.isdisjoint(bill):
        facets = [
            each
            for each in reading.facets
            if each.facet != BILL and (each.facet != MONEY or clause_at(text, each.start) not in bill)
        ]
        return replace(reading, facets=facets), _by_numbers(text, bill, mentions)
    named = {clause_at(text, each.start) for each in mentions}
    happened = {clause_at(text, each.start) for facet in (GONE, HAPPENED) for each in reading.placed(facet)}
    others = {
        each
        for each in happened - steps - named
        if _is_of_shelf(session, caller, reading, mentions, clause_of(text, each))
    }
    return (_without_clauses(reading, others), _clauses(text, others)) if steps and others else None


def _is_of_shelf(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention], clause: str
) -> bool:
    """Whether a clause names goods, which have not run out of an order that is named."""
    gone = bool(reading.sides(GONE)) and any(lines_named(session, each.order, clause) for each in mentions)
    return not gone and StockedShelf(session, caller.business_id).name_in(clause) is not None


def _by_numbers(text: str, clauses: Collection[int], mentions: Sequence[Mention]) -> str:
    """The clauses, in which a table has the number of its order: the table may be free by then."""
    for each in sorted(mentions, key=lambda each: -each.start):
        if clause_at(text, each.start) in clauses and not NUMBER.match(text, each.start):
            text = f"{text[: each.start]}{each.order.reference} {text[each.end :].lstrip()}"
    return _clauses(text, clauses)


def _clauses(text: str, numbers: Collection[int]) -> str:
    return ", ".join(clause_of(text, each) for each in sorted(numbers))


def _without_clauses(reading: Reading, clauses: Collection[int]) -> Reading:
    """The same without some clauses, whose places stay empty."""
    text = reading.text or ""
    kept = "".join(" " if clause_at(text, at) in clauses else sign for at, sign in enumerate(text))
    values = [each for each in reading.values if clause_at(text, each.start) not in clauses]
    facets = [each for each in reading.facets if clause_at(text, each.start) not in clauses]
    return replace(reading, text=kept, values=values, facets=facets)


def _nobody_there(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Something is said of a table at which nothing is ordered."""
    tables = named_tables(reading)
    says = reading.sides(STEPS) or reading.sides(TELLS) or reading.sides(MONEY)
    if not tables or not says or orders_at(session, caller.business_id, reading):
        return None
    facts = {"table": ", ".join(table for table, _, _ in tables)}
    return Heard(MESSAGE, Outcome[str](outcome="none_at_table", facts=facts))


def _message_to(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Words for the customer of the one order that is named, or was dealt with last; what is done first comes before.

    Minutes are told as such; anything else is shown first. Where a cancelling stands behind them they are why.
    """
    text = reading.text or ""
    tells = next(iter(reading.placed(TELLS)), None)
    if tells is None or _minutes(reading) is not None:
        return None
    if any(each.start < tells.start for each in reading.placed(MONEY)):
        return None
    mentions = [each for each in _mentions(session, caller, reading) if each.start <= tells.end + 1]
    if not mentions and (people := named_in(session, caller.business_id, text[: tells.end])):
        if reading.sides(MONEY):
            return None
        mentions = [Mention(order, 0, 0) for order in orders_of(session, caller, people)]
        if not mentions:
            return _none_of_theirs(reading, people)
    words = _words_told(text, tells, mentions)
    if not words:
        return None
    if not mentions and (said := _to_who_has(session, caller, reading, text[: tells.start], words)):
        return said
    named = {each.order.reference for each in mentions}
    if not named and _names_nobody(reading, tells) and not reading.sides(MONEY):
        named = _last_dealt_with(session, caller)
    if len(named) != 1:
        return None
    return _told_to(session, caller, asked, reading, tells, named.pop(), mentions, words)


def _none_of_theirs(reading: Reading, people: Sequence[Person]) -> Heard | None:
    if reading.chance >= CLEARLY and not reading.wants(*LOOKED_AT):
        return None
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
    steps = _steps(asked, first, mentions)
    if not (steps and mentions):
        return heard(session, caller, MESSAGE, lambda here, by: messages.ask(here, by, reference, words))
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
    return heard(
        session,
        caller,
        PAGE,
        lambda here, by: ask_why(here, by, reference, why) or Outcome[str](outcome="not_found"),
    )


def of_message(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """To *shall I send this?*: a yes, a no, or who else shall hear it."""
    text, shown = reading.text or "", asked.summary
    other = asked_for.of_goods(session, caller, reading, text) if shown and not reading.is_tap else None
    orders = asked_for.found(session, caller, other) if other and len(text.split()) <= MOST_OF_WHO else ()
    if shown and len(orders) == 1:
        reference, words = orders[0].reference, shown.partition(" ")[2]
        return heard(session, caller, MESSAGE, lambda here, by: messages.ask(here, by, reference, words))
    return decides(messages.PAGE, messages.keep, messages.send)(session, caller, asked, reading)


def _words_told(text: str, tells: Side, mentions: Sequence[Mention]) -> str:
    """What the customer shall hear: behind the words that say so, and behind the order that stands there."""
    start = tells.end
    if tells.value == FROM_THE_LAST:
        start = text.rfind(" ", 0, tells.end) + 1
    start = max([start, *(each.end for each in mentions if each.start <= tells.end + 1)])
    return text[start:].strip(" ,:-–\"“”'")


def _last_dealt_with(session: Session, caller: Caller) -> set[str]:
    """The order of which the caller has just made a step, where they did nothing else since."""
    act = next(iter(acts.recent(session, caller)), None)
    is_step = act is not None and act.kind in (Kind.ORDER_DELIVERED, Kind.ORDER_STEPPED)
    return {act.references[0]} if act is not None and is_step else set()


def _takes_longer(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """Minutes that are told of the one order that is named: its customer hears them."""
    minutes, named = _minutes(reading), {each.order.reference for each in mentions}
    if minutes is None or len(named) != 1 or not {LATER}.issuperset(reading.sides(ASKED)):
        return None
    reference = named.pop()
    return heard(session, caller, PAGE, lambda here, by: promise(here, by, reference, minutes))


def _slip(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Outcome[Any] | None:
    """What is asked of a step that is taken back of the one order that is named."""
    named = {each.order.reference for each in mentions}
    if len(named) != 1 or _says_more(reading, mentions):
        return None
    steps = {Status(each) for each in reading.sides(STEPS)}
    return slips.not_made(session, caller, [*named], steps, reading.text)


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A bare "le lo" right behind the notice of a new order accepts the one that waits; or an order is asked for.

    A step of *all* of them is shown with those that come to it.
    """
    return (
        _of_their_sum(session, caller, reading)
        or _every(session, caller, asked, reading)
        or _accepted(session, caller, asked, reading)
        or _asked(session, caller, reading)
        or _left(session, caller, reading)
        or _open(session, caller, reading)
    )


def _of_their_sum(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """An order that is handed over on khata, named by whose it is and what it costs: its delivery books it there.

    *Yasmin ka 154 wala order de diya, khate me likh do* is no credit beside the order.
    """
    text = reading.text or ""
    gives = Status.DELIVERED in reading.sides(STEPS) and not is_by_somebody(text)
    if not gives or reading.sides(ASKED) or not names_a_khata(text) or not may_serve(session, caller):
        return None
    people, sums = named_in(session, caller.business_id, text), set(figures(text))
    meant = (
        [each for each in orders_of(session, caller, people) if each.total_paise in sums] if people else []
    )
    if len(sums) != 1 or len(meant) != 1:
        return None
    reference = meant[0].reference
    return heard(
        session,
        caller,
        PAGE,
        lambda here, by: following.told(here, by, reference, Status.DELIVERED, None),
    )


def of_which_orders(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """To *which order?* of a step: one or several numbers alone, or all of them."""
    if not asked.summary or reading.is_tap or reading.sides(MONEY) or not may_serve(session, caller):
        return None
    mentions = _mentions(session, caller, reading)
    if reading.sides(ASKED) or (mentions and _says_more(reading, mentions)):
        return None
    step = Stepped(Status(asked.summary), -1)
    if not mentions and not (reading.sides(EVERY) and _is_short(reading)):
        return None
    named = [Named(each.order.reference, each.start) for each in mentions]
    return heard(session, caller, PAGE, lambda here, by: _step_of(here, by, named, [step]))


def _step_of(
    session: Session, caller: Caller, named: Sequence[Named], steps: Sequence[Stepped]
) -> Outcome[Any]:
    """The step of one order, of several, or where none is named of all that come to it."""
    if shown := several.ask(session, caller, named, steps, every=not named):
        return shown
    return following.told(session, caller, named[0].reference, furthest(steps), None)


def _every(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    text = reading.text or ""
    surely_else = reading.chance >= CLEARLY and not reading.wants(*LOOKED_AT)
    if not reading.sides(EVERY) or (surely_else and NEW_ORDER.isdisjoint(asked.told)):
        return None
    if FIGURE.search(text) or reading.sides(MONEY) or reading.first("order_line"):
        return None
    steps = _steps(asked, reading, []) if may_serve(session, caller) else []
    if not steps or furthest(steps) is Status.CANCELLED:
        return None
    shown = several.ask(session, caller, [], steps, every=True)
    return Heard(PAGE, shown) if shown and shown.outcome == "confirm_moves" else None


def _as_before(session: Session, caller: Caller, reading: Reading) -> list[Stepped]:
    """The step that the caller has just made of another order: "1042 bhi"."""
    if not reading.sides(LIKEWISE) or reading.sides(STEPS) or reading.sides(MONEY) or not _is_short(reading):
        return []
    if reading.sides(ASKED) or (made := slips.last_made(session, caller)) is None:
        return []
    return [Stepped(made, -1)]


def _is_short(reading: Reading) -> bool:
    return len((reading.text or "").split()) <= MOST_WORDS


def _accepted(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    text = reading.text or ""
    is_bare = len(text.split()) <= MOST_WORDS and set(reading.sides(STEPS)) == {Status.ACCEPTED}
    if reading.is_tap or not is_bare or NEW_ORDER.isdisjoint(asked.told) or reading.sides(ASKED):
        return None
    names_more = FIGURE.search(text) or reading.sides(MONEY) or reading.first("order_line")
    if names_more or not may_serve(session, caller):
        return None
    return heard(session, caller, PAGE, following.accepted)


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
    return following.told(session, caller, reference, step, _minutes(reading))


def _ran_out(session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]) -> Heard | None:
    """A line of the order that its words name; goods that were read as such are heard with what comes instead."""
    order, text = mentions[0].order, reading.text or ""
    asks = not {DENIED}.issuperset(reading.sides(ASKED))
    if asks or reading.first("order_line"):
        return None
    if len({each.order.id for each in mentions}) > 1 or not lines_named(session, order, text):
        return None
    accepts = Status.ACCEPTED in reading.sides(STEPS)
    return heard(session, caller, PAGE, lambda here, by: report(here, by, order, [text], accepts=accepts))


def _asked(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A question about an order that is named, and nothing else: all of it is shown."""
    surely_else = reading.chance >= CLEARLY and not reading.wants(*LOOKED_AT)
    asks = not {DENIED}.issuperset(reading.sides(ASKED))
    text = reading.text
    if not text or surely_else or not asks or OF_ANOTHER.search(text) or reading.sides(MONEY):
        return None
    if reading.sides(STEPS) or reading.sides(GONE) or not may_serve(session, caller):
        return None
    mentions = _mentions(session, caller, reading)
    if not mentions or _says_more(reading, mentions):
        return None
    shown = order_card(session, caller, mentions[0].order.reference)
    return Heard(PAGE, shown) if shown else None


def _left(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """How much is left of goods that are surely named, asked by who keeps the stock in whatever words."""
    text = reading.text
    if not text or ASKS_LEFT not in reading.sides(LEFT) or reading.sides(MONEY) or reading.wants(SHELF):
        return None
    lines = [each.value for each in reading.values if each.entity == "order_line"]
    if reading.wants(STOCK) and any(each.get("quantity") for each in lines):
        return None
    if FIGURE.search(text) and not STANDS.issuperset(reading.sides(HAPPENED)):
        return None  # so many came
    if reading.first("person") or not may_keep_stock(session, caller):
        return None
    meant = StockedShelf(session, caller.business_id).meant(_without(text, reading) or text)
    if not meant.items or meant.against or not (meant.sure or meant.strong):
        return None
    return Heard(SHELF, stock.left(session, caller, meant.items[:MOST_OF_A_NAME], []))


def _open(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What is still to be done, where nothing but orders waits for anybody here."""
    others = REQUESTS.intersection(caller.business.skills)
    if not reading.sides(OPEN_THINGS) or reading.sides(MONEY) or others or FIGURE.search(reading.text or ""):
        return None
    shown = open_orders(session, caller)
    return Heard(PAGE, shown) if shown and shown.outcome == "to_do" else None


def _without(text: str, reading: Reading) -> str:
    """The words but those that ask."""
    for side in sorted(reading.placed(LEFT), key=lambda each: -each.start):
        text = f"{text[: side.start]} {text[side.end :]}"
    return text.strip(" ?!.,")


def _mentions(session: Session, caller: Caller, reading: Reading) -> list[Mention]:
    """Where the words have the number of a customer's order."""
    found = []
    for match in NUMBER.finditer(reading.text or ""):
        order = None if _is_amount(reading, match) else moving.find(session, caller.business_id, match[1])
        if order is not None and order.person_id != caller.person.id:
            found.append(Mention(order, match.start(), match.end()))
    return found + [Mention(*each) for each in orders_at(session, caller.business_id, reading)]


def _is_amount(reading: Reading, number: re.Match[str]) -> bool:
    """Whether it is said with a unit or a currency."""
    start, end = number.span(1)
    there = [each for each in reading.values if each.start <= start and end <= each.end]
    counted = any(each.entity == "order_line" and each.value.get("unit") for each in there)
    return counted or any(each.entity == "money" and each.end - each.start > end - start for each in there)


def _says_more(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """Whether another figure stands there, which may be a sum or an amount."""
    times = [(each.start, each.end) for each in reading.values if each.entity in OF_A_TIME]
    sums = [(each.start, each.end) for each in reading.values if each.entity == "money"]
    their_sum = sums if _is_their_sum(reading, mentions) else []
    known = [*times, *their_sum, *((each.start, each.end) for each in mentions)]
    figures = (each.start() for each in FIGURE.finditer(reading.text or ""))
    return any(not any(start <= at < end for start, end in known) for at in figures)


def _steps(asked: Asked, reading: Reading, mentions: Sequence[Mention]) -> list[Stepped]:
    """The steps that are told: what is asked or denied in its clause, or still takes minutes, has not been done.

    What is cancelled may be so because something is *not* there.
    """
    text = reading.text or ""
    asks = {clause_at(text, each.start) for each in reading.placed(ASKED)}
    why = {clause_at(text, each.start) for each in reading.placed(REASON)}
    paid = {each.start for each in reading.placed(PAID)}
    told = [
        each
        for each in reading.placed(STEPS)
        if (clause := clause_at(text, each.start)) not in asks
        or (each.value == Status.CANCELLED and clause in why)
    ]
    if _minutes(reading) is not None:
        told = [each for each in told if each.value == Status.ACCEPTED or _is_before_minutes(reading, each)]
    may_hand = not asked.question.startswith(OF_A_SUM) and all(
        _may_be_handed(each.order, text) for each in mentions
    )
    money = {clause_at(text, each.start) for each in reading.placed(MONEY)}
    return [
        _stepped(each)
        for each in told
        if (each.start not in paid or may_hand)
        and (clause_at(text, each.start) not in money or _is_surely_a_step(text, each, paid))
    ]


def _is_before_minutes(reading: Reading, step: Side) -> bool:
    """Whether it is told in a clause of its own before the minutes: "nikal gaya hai, 20 minute late hoga"."""
    text = reading.text or ""
    told = [clause_at(text, each.start) for each in reading.values if each.entity == "duration"]
    return bool(told) and clause_at(text, step.start) < min(told)


def _may_be_handed(order: Order, text: str) -> bool:
    """Whether "de diya" is of the order, and no payment: it waits to be brought, or is open and nobody has given."""
    waits = order.status in (Status.READY, Status.OUT_FOR_DELIVERY)
    return waits or (order.status in OPEN and not is_by_somebody(text))


def _is_surely_a_step(text: str, step: Side, paid: Collection[int]) -> bool:
    """Whether a step beside money is none of the money's: it was not given, and not taken."""
    takes = step.value == Status.ACCEPTED or begins_with_taking(text[step.start :])
    return step.start not in paid and not takes


def _money_came(reading: Reading) -> bool:
    """Whether the words tell of money that was taken, and neither ask nor deny it."""
    text = reading.text or ""
    asks = {clause_at(text, each.start) for each in reading.placed(ASKED)}
    return was_taken(text) and all(clause_at(text, each.start) not in asks for each in reading.placed(MONEY))


def _is_their_sum(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """Whether the sum beside *delivered* is that of the one order that is named: "1042 delivered, 340 cash"."""
    totals = {each.order.total_paise for each in mentions}
    sums = {each.value.get("paise") for each in reading.values if each.entity == "money"}
    handed = Status.DELIVERED in reading.sides(STEPS) and not reading.sides(ASKED)
    return handed and len(totals) == 1 and totals == sums


def _stepped(side: Side) -> Stepped:
    return Stepped(Status(side.value), side.start)


def _not_asked(
    reading: Reading, mentions: Sequence[Mention], steps: Sequence[Stepped]
) -> tuple[list[Named], str | None]:
    """The orders that move, and the clauses of the others, which ask or deny: "1041 nahi, 1042 le liya"."""
    text = reading.text or ""
    stepped = {clause_at(text, each.start) for each in steps}
    asked = {clause_at(text, each.start) for each in reading.placed(ASKED)} - stepped
    there = [each for each in mentions if clause_at(text, each.start) not in asked]
    of_others = {clause_at(text, each.start) for each in mentions} & asked if there else set()
    rest = ", ".join(clause_of(text, each) for each in sorted(of_others))
    return [Named(each.order.reference, each.start) for each in there or mentions], rest or None


def _minutes(reading: Reading) -> int | None:
    return (reading.first("duration") or {}).get("minutes")
