"""What who sees to orders says of them by their numbers, whatever else the words sound like, and whatever is asked.

The words of a step, of a question and of money are facets of every message (nlu/lexicon/facets.yml); whether a number
is an order's the books know.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import JOINS, asks_whether
from munshi.asking.consent import says_yes
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import CLEARLY, Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.said import holds
from munshi.billing.accounts.whom import named_in
from munshi.billing.payments.said import begins_with_taking
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.orders.serving import (
    answering_by_name,
    asked_for,
    brought,
    by_words,
    following,
    left_out,
    several,
    stock,
    unnamed_cancelling,
)
from munshi.orders.serving.bearers import tells_of_duty, with_bearers
from munshi.orders.serving.duty import may_keep_stock, may_serve, works_here
from munshi.orders.serving.looking import open_orders, order_card, orders_of
from munshi.orders.serving.mentions import (
    ASKED,
    DENIED,
    FIGURE,
    GONE,
    LOOKED_AT,
    MONEY,
    MOST_WORDS,
    NUMBER,
    STEPS,
    Mention,
    hours_named,
    is_short,
    mentioned,
    says_more,
)
from munshi.orders.serving.rules import Named, Stepped, furthest
from munshi.orders.serving.stepping import LIKEWISE, stepped_on
from munshi.orders.serving.steps_said import steps_told
from munshi.orders.serving.tables import asks_of_tables, asks_who_sits, named_tables, seated, with_closing
from munshi.orders.serving.telling import TELLS, message_to, nobody_there
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.undoing.wording import Back, is_by_somebody, of_money
from spelling import key

PAGE = "track_order"
OF_ANOTHER = re.compile(r"\b(?!ord)[a-z]{2,4}-\d", re.IGNORECASE)  # a complaint, a visit, a payment
EVERY, YEARLY_CARE = "every_order", "of_yearly_care"
LEFT, SHELF = "left_of_goods", "ask_availability"
OF_GOODS = frozenset({SHELF, "ask_price", "update_stock", "place_order", "view_menu", "nlu_fallback"})
HAPPENED, OPEN_THINGS, REQUESTS = "happened", "open_things", frozenset({"leave", "expenses"})
ASKS_LEFT, STOCK = "so", "update_stock"
STANDS = frozenset(
    {"left", "gone", "set"}
)  # what has happened to goods of which it may be asked how many there are
OF_SHELF = STANDS | {"came", "back", "lost"}
MOST_OF_A_NAME = 5  # goods that one name may mean
NEW_ORDER = frozenset({"utter_notice_order_placed", "utter_notice_order_unanswered"})


def interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Moves the orders that are named by the steps that are said of them; None where anything else may be meant.

    Of several they are shown first; what is asked beside the step of one is answered by all of it.
    """
    text = reading.text
    if not text or OF_ANOTHER.search(text) or of_money(text) is Back.CREDITED:
        return None  # a credit note is of a bill
    if not may_serve(session, caller) or tells_of_duty(reading):
        return None
    reading = with_bearers(session, caller, with_closing(reading))
    told = nobody_there(session, caller, reading) or message_to(session, caller, asked, reading)
    if said := told or answering_by_name.told(session, caller, reading):
        return said
    by_phone = reading.first("phone") and reading.sides(asked_for.ORDERS)
    if of_table := _of_tables(session, caller, asked, reading):
        return of_table
    numbered = NUMBER.search(text) or named_tables(reading)
    names_one = numbered or by_phone or hours_named(reading) or by_words.may_name(reading)
    stepped = stepped_on(session, caller, asked, reading) if names_one else None
    if not numbered and (refused := left_out.of_unnamed(session, caller, reading)):
        return stepped or refused
    unnamed = stepped or brought.of_unnamed(session, caller, asked, reading)
    unnamed = unnamed or brought.of_bearer(session, caller, asked, reading)
    unnamed = unnamed or unnamed_cancelling.of_unnamed(session, caller, reading)
    return unnamed or _asked_for(session, caller, asked, reading)


def _of_tables(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What a table that is named has ordered, all of it; None where a step, money or goods are told of it.

    Where it is asked who sits where, it is what every table has.
    """
    if asks_who_sits(reading) and (there := seated(session, caller.business_id)):
        return Heard(PAGE, asked_for.shown(session, caller, asked_for.AskedFor(tables=there)))
    if not asks_of_tables(reading) or _tells_more(session, caller, asked, reading):
        return None
    tables = {table for table, _, _ in named_tables(reading)}
    return Heard(PAGE, asked_for.shown(session, caller, asked_for.AskedFor(tables=tables)))


def _tells_more(session: Session, caller: Caller, asked: Asked, reading: Reading) -> bool:
    """Whether words tell something of a table, or of something in it, beside what they ask."""
    told = reading.sides(GONE) or reading.sides(TELLS) or steps_told(asked, reading, [])
    return bool(told) or bool(NUMBER.search(reading.text or ""))


def _asked_for(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A question about orders none of which is named: those that the words ask for."""
    if _tells_of_else(session, caller, asked, reading):
        return None
    shown = asked_for.answer(session, caller, reading)
    return Heard(PAGE, shown) if shown else None


def _tells_of_else(session: Session, caller: Caller, asked: Asked, reading: Reading) -> bool:
    """Whether the words tell of money, yearly care, a step or an order that is named, and do not ask for orders."""
    if (
        reading.sides(GONE)
        or reading.sides(TELLS)
        or reading.sides(YEARLY_CARE)
        or mentioned(session, caller, reading)
    ):
        return True
    if reading.sides(asked_for.UNPAID):
        return False
    of_shelf = reading.sides(LEFT) and not reading.sides(asked_for.WAYS)
    return bool(reading.sides(MONEY) or of_shelf or steps_told(asked, reading, []))


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A bare "le lo" right behind the notice of a new order accepts the one that waits; or an order is asked for.

    A step of *all* of them is shown with those that come to it.
    """
    return (
        _of_their_sum(session, caller, reading)
        or _every(session, caller, asked, reading)
        or _accepted(session, caller, asked, reading)
        or _agreed(session, caller, asked, reading)
        or _asked(session, caller, reading)
        or _left(session, caller, reading)
        or _open(session, caller, reading)
    )


def _of_their_sum(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """An order that is handed over on khata, named by whose it is and what it costs: its delivery books it there.

    *Yasmin ka 154 wala order de diya, khate me likh do* is no credit beside the order; nor is *Harish le gaya, paise
    baad me* of who has one that is open.
    """
    text = reading.text or ""
    given = [each for each in reading.placed(STEPS) if each.value == Status.DELIVERED]
    gives = bool(given) and not is_by_somebody(text)
    if any(begins_with_taking(text[each.start :]) for each in given):
        return None  # it is money that came
    unpaid = names_a_khata(text) or holds(text, "paid_later")
    if not gives or reading.sides(ASKED) or not unpaid or not may_serve(session, caller):
        return None
    people, sums = named_in(session, caller.business_id, text), set(figures(text))
    theirs = orders_of(session, caller, people) if people else []
    meant = [each for each in theirs if (each.total_paise in sums if sums else _has_all(each, reading))]
    if len(sums) > 1 or len(meant) != 1:
        return None
    reference = meant[0].reference
    return heard(
        session,
        caller,
        PAGE,
        lambda here, by: following.told(here, by, reference, Status.DELIVERED, None),
    )


def _has_all(order: Order, reading: Reading) -> bool:
    """Whether an order has all goods that are named."""
    names = [key(name) for line in order.lines for name in line.name.values()]
    said = [key(str(each.value.get("name") or "")) for each in reading.all("order_line")]
    return all(any(set(each.split()) & set(name.split()) for name in names) for each in said if each)


def of_which_orders(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """To *which order?* of a step: one or several numbers alone, or all of them."""
    if not asked.summary or reading.is_tap or reading.sides(MONEY) or not may_serve(session, caller):
        return None
    mentions = mentioned(session, caller, reading)
    if reading.sides(ASKED) or (mentions and says_more(reading, mentions)):
        return None
    step = Stepped(Status(asked.summary), -1)
    if not mentions and not (reading.sides(EVERY) and is_short(reading)):
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
    steps = steps_told(asked, reading, []) if may_serve(session, caller) else []
    if not steps or furthest(steps) is Status.CANCELLED:
        return None
    shown = several.ask(session, caller, [], steps, every=True)
    return Heard(PAGE, shown) if shown and shown.outcome == "confirm_moves" else None


def _accepted(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    text = reading.text or ""
    is_bare = len(text.split()) <= MOST_WORDS and set(reading.sides(STEPS)) == {Status.ACCEPTED}
    if reading.is_tap or not is_bare or NEW_ORDER.isdisjoint(asked.told) or reading.sides(ASKED):
        return None
    names_more = FIGURE.search(text) or reading.sides(MONEY) or reading.first("order_line")
    if names_more or not may_serve(session, caller):
        return None
    return heard(session, caller, PAGE, following.accepted)


def _agreed(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes with the number of orders that wait accepts them: *haan 1001 theek hai, bana do*, *1006 aur 1008 ok*."""
    if asked.question or reading.is_tap or not may_serve(session, caller):
        return None
    names_goods = any(each.value.get("name") for each in reading.all("order_line"))
    if any(map(reading.sides, (ASKED, MONEY, STEPS, GONE))) or names_goods:
        return None
    mentions = mentioned(session, caller, reading)
    waiting = [each for each in mentions if each.order.status == Status.PLACED]
    agrees = reading.is_yes and not says_more(reading, mentions)
    if not waiting or len(waiting) < len(mentions) or not (agrees or _only_agrees(reading, mentions)):
        return None
    named = [Named(each.order.reference, each.start) for each in mentions]
    return heard(
        session, caller, PAGE, lambda here, by: _step_of(here, by, named, [Stepped(Status.ACCEPTED, -1)])
    )


def _only_agrees(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """Whether all that is said beside the orders is a yes to them."""
    text = reading.text or ""
    left = [(each.start, each.end) for each in mentions]
    left += [(each.start, each.end) for facet in (JOINS, LIKEWISE) for each in reading.placed(facet)]
    return says_yes(
        "".join(
            " " if any(start <= at < end for start, end in left) else sign for at, sign in enumerate(text)
        )
    )


def _asked(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A question about an order that is named, and nothing else: all of it is shown."""
    surely_else = reading.chance >= CLEARLY and not reading.wants(*LOOKED_AT)
    asks = not {DENIED}.issuperset(reading.sides(ASKED))
    text = reading.text
    if not text or surely_else or not asks or OF_ANOTHER.search(text) or reading.sides(MONEY):
        return None
    if reading.sides(STEPS) or reading.sides(GONE) or not may_serve(session, caller):
        return None
    mentions = mentioned(session, caller, reading)
    if not mentions or says_more(reading, mentions):
        return None
    shown = order_card(session, caller, mentions[0].order.reference)
    return Heard(PAGE, shown) if shown else None


def _left(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """How much is left of goods that are surely named, asked by who works here in whatever words.

    So is answered who asks whether something has happened to them: nothing is written by a question.
    """
    text, whether = reading.text, _asks_what_happened(reading)
    asks = whether or _asks_how_much(reading)
    keeps = may_keep_stock(session, caller)
    answered = keeps and reading.wants(SHELF) and not whether  # with how much there is, by itself
    if not whether and reading.chance >= CLEARLY and not reading.wants(*OF_GOODS):
        return None  # how many days of leave
    if not text or not asks or reading.sides(MONEY) or answered:
        return None
    if not whether and _counts(reading):
        return None  # so many came
    if reading.first("person") or not (keeps or works_here(caller)):
        return None
    shelf = StockedShelf(session, caller.business_id)
    named = (whether and shelf.name_in(text)) or _only_goods(reading) or _without(text, reading)
    meant = shelf.meant(named or text)
    if not meant.items or meant.against or not (meant.sure or meant.strong):
        return None
    return Heard(SHELF, stock.left(session, caller, meant.items[:MOST_OF_A_NAME], []))


def _asks_how_much(reading: Reading) -> bool:
    """Whether it is asked how much is left; *out of stock* asks nothing."""
    happened = [(each.start, each.end) for each in reading.placed(HAPPENED)]
    return any(
        each.value == ASKS_LEFT and not any(start <= each.start < end for start, end in happened)
        for each in reading.placed(LEFT)
    )


def _asks_what_happened(reading: Reading) -> bool:
    """Whether all that is said to have happened to goods is only asked: "50 packet aaye kya"."""
    happened = reading.placed(HAPPENED)
    return bool(happened) and all(
        each.value in OF_SHELF and asks_whether(reading, each.start) for each in happened
    )


def _counts(reading: Reading) -> bool:
    """Whether words say so many of the stock."""
    lines = [each.value for each in reading.values if each.entity == "order_line"]
    if reading.wants(STOCK) and any(each.get("quantity") for each in lines):
        return True
    return bool(FIGURE.search(reading.text or "")) and not STANDS.issuperset(reading.sides(HAPPENED))


def _open(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What is still to be done, where nothing but orders waits for anybody here."""
    others = REQUESTS.intersection(caller.business.skills)
    if not reading.sides(OPEN_THINGS) or reading.sides(MONEY) or others or FIGURE.search(reading.text or ""):
        return None
    shown = open_orders(session, caller)
    return Heard(PAGE, shown) if shown and shown.outcome == "to_do" else None


def _only_goods(reading: Reading) -> str | None:
    """The one thing that is named, with its size, as it is written."""
    lines = list(reading.all("order_line"))
    return (reading.text or "")[lines[0].start : lines[0].end] or None if len(lines) == 1 else None


def _without(text: str, reading: Reading) -> str:
    """The words but those that ask."""
    for side in sorted(reading.placed(LEFT), key=lambda each: -each.start):
        text = f"{text[: side.start]} {text[side.end :]}"
    return text.strip(" ?!.,")
