"""What the shop would change of an order that is named: another amount of a line, or what may come for what ran out.

Its customer is asked, and by their yes it changes; of the stock nothing is said.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from munshi.asking.clauses import clause_at, clause_of, whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders import money_complaints
from munshi.orders.items import Item
from munshi.orders.models import Order, OrderLine
from munshi.orders.serving import filing, putting_in, taking_out
from munshi.orders.serving.gone import lines_named, lines_with, report
from munshi.orders.serving.hearing import hears
from munshi.orders.serving.mentions import ASKED, DENIED, GONE, MONEY, OF_A_TIME, STEPS, Mention
from munshi.orders.serving.questions import gives_the_rest
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.orders.wishes import Op
from munshi.outcomes import Outcome, Refusal
from spelling import key

PAGE = "move_order"
OUT, REASON = "takes_line_out", "cancel_reason"
SETS, ADDS, LOWERS, INSTEAD = "sets_amount", "adds_to_amount", "lowers_amount", "offers_instead"
OF_CHANGES = frozenset({Op.SET, Op.REMOVE})
FIGURE = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d+)?(?![\w.:%])")


def of_amount(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """ "1042 me naan 2 hi denge", "1042 me chini 3 kilo kar do": so much of a line of the one order that is named."""
    named = {each.order.id: each.order for each in mentions}
    told = reading.sides(MONEY) or reading.sides(STEPS) or reading.sides(GONE) or _asks(reading)
    if len(named) != 1 or told or any(each.entity in OF_A_TIME for each in reading.values):
        return None
    order, words = next(iter(named.values())), without_orders(reading, mentions)
    if order.status == Status.DELIVERED and money_complaints.returns_goods(reading.text):
        return None  # what comes back is taken off the bill
    amount = _amount(reading, words, mentions)
    if amount is None:
        return None
    name = _without(reading, words, amount.figures)
    lines = lines_named(session, order, name)
    if amount.beside and len(lines) == 1 and lines[0].quantity + amount.quantity < 0:
        return None  # more than there is of it is taken off by no word
    goods = lines or StockedShelf(session, caller.business_id).name_in(name)
    if not goods:
        return None
    return heard(
        session,
        caller,
        PAGE,
        lambda here, by: _offer(here, by, order, name, amount),
    )


class Amount(NamedTuple):
    """So much of a line, or so much `beside` what is ordered, less where it is below nothing; the figures, the unit."""

    quantity: Decimal
    beside: bool
    figures: Sequence[str] = ()
    unit: str | None = None


def _amount(reading: Reading, words: str, mentions: Sequence[Mention]) -> Amount | None:
    """As the one line of goods was read, "ek dahi aur", "bread 3 ki jagah 2"; else by the one figure that is set."""
    numbers = {each.order.reference.rpartition("-")[2] for each in mentions}
    lines = [each.value for each in reading.values if each.entity == "order_line"]
    counted = [each for each in lines if each.get("quantity") and each["quantity"] not in numbers]
    figures = FIGURE.findall(words)
    lowers, beside = bool(reading.sides(LOWERS)), bool(reading.sides(ADDS) or reading.sides(LOWERS))
    sets = bool(reading.sides(SETS))
    if len(counted) == len(lines) == 1:
        op = counted[0].get("op")
        less = lowers or op == Op.REMOVE
        if sets or op in OF_CHANGES or (beside and not lowers):
            sign = -1 if less else 1
            added = less or (op != Op.SET and (beside or op == Op.ADD))
            return Amount(sign * Decimal(counted[0]["quantity"]), added, figures, counted[0].get("unit"))
    if not sets or len(figures) != 1:
        return None
    return Amount((-1 if lowers else 1) * Decimal(figures[0]), beside, figures)


def _asks(reading: Reading) -> bool:
    """Whether it asks or denies; *ki jagah* is of an amount, and *not 3* is what it was."""
    return bool(whether(reading)) or not {DENIED}.issuperset(reading.sides(ASKED)) or _denies(reading)


def _denies(reading: Reading) -> bool:
    sets = any(each.entity == "order_line" and each.value.get("op") == Op.SET for each in reading.values)
    return DENIED in reading.sides(ASKED) and not sets


def of_taken_out(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """ "1042 se chini hata do", "1042 ka doodh cancel": a line of the one order that is named shall not come.

    Its customer is asked whether it may be left out, and it stays on the shelf. A reason beside it is of the order, and
    its goods may name it.
    """
    named = {each.order.id: each.order for each in mentions}
    told = reading.sides(MONEY) or reading.sides(GONE) or reading.sides(ASKED) or reading.sides(REASON)
    steps = {Status(each) for each in reading.sides(STEPS)} - {Status.CANCELLED}
    if len(named) != 1 or told or steps or FIGURE.search(without_orders(reading, mentions)):
        return None
    order, text = next(iter(named.values())), without_orders(reading, mentions)
    out = {clause_at(text, each.start) for each in reading.placed(OUT)}
    words = " ".join(_bare(reading, clause_of(text, each), text) for each in sorted(out))
    lines = lines_with(session, order, words)
    name = None if lines else StockedShelf(session, caller.business_id).name_in(words)
    lines = lines_named(session, order, name) if name else lines  # in another language than the order has it
    if not out or len(lines) == len(order.lines) or names_the_order(reading):
        return None
    if not lines and not name:
        return None

    def work(here: Session, by: Caller) -> Outcome[Any]:
        if not lines:
            raise Refusal("no_such_line", reference=order.reference, names=[name])
        if not hears(here, order):
            return taking_out.ask(here, by, order, lines)
        return filing.offer_without(here, by, order, lines)

    return heard(session, caller, PAGE, work)


def of_swapped(
    session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """ "1042 me paneer ki jagah tofu", "replace the rope with wire in 1042": other goods for a line of the one order.

    Its customer is asked; what was delivered is for its bill. More of it than was ordered, or less, cannot be said so.
    """
    named = {each.order.id: each.order for each in mentions}
    steps = {Status(each) for each in reading.sides(STEPS)} - {Status.ACCEPTED}
    asks = whether(reading) or not {DENIED}.issuperset(reading.sides(ASKED))
    if len(named) != 1 or steps or asks or reading.sides(MONEY):
        return None
    order = next(iter(named.values()))
    if order.status == Status.DELIVERED:
        return None  # it is of its bill
    swapped = _as_read(reading) or _around_instead(session, caller, reading, order, mentions)
    if swapped is None:
        return None
    goes, comes, amount = swapped
    lines, items = (
        lines_named(session, order, goes),
        StockedShelf(session, caller.business_id).meant(comes).items,
    )
    if not lines or not items:
        return None
    gone = bool(reading.sides(GONE))
    other = amount is not None and Decimal(amount) not in (lines[0].quantity, Decimal(1))

    def offer(here: Session, by: Caller) -> Outcome[Any]:
        if len(lines) > 1:
            facts = {"reference": order.reference, "goods": _names(lines)}
            return Outcome[str](outcome="which_amount", facts=facts)
        if other or len(items) > 1:
            raise Refusal(
                "instead_unclear", reference=order.reference, goods=[dict(each.name) for each in items]
            )
        return filing.offer_instead(here, by, order, lines[0], items[0], gone=gone)

    return heard(session, caller, PAGE, offer)


def _as_read(reading: Reading) -> tuple[str, str, str | None] | None:
    """What goes, what comes, and how much of it, as the one line of each was read."""
    told = [each.value for each in reading.values if each.entity == "order_line" and each.value.get("name")]
    goes = [each for each in told if each.get("op") == Op.REMOVE]
    comes = [each for each in told if each.get("op") == Op.ADD]
    if not len(goes) == len(comes) == 1:
        return None
    return goes[0]["name"], comes[0]["name"], comes[0].get("quantity")


def _around_instead(
    session: Session, caller: Caller, reading: Reading, order: Order, mentions: Sequence[Mention]
) -> tuple[str, str, str | None] | None:
    """The same by the words around *ki jagah*, where nothing was read as goods: a line before it, goods behind."""
    text = without_orders(reading, mentions)
    mark = next(iter(reading.placed(INSTEAD)), None)
    if mark is None or any(each.entity == "order_line" for each in reading.values):
        return None
    before, behind = text[: mark.start], text[mark.end :]
    name = StockedShelf(session, caller.business_id).name_in(behind)
    return (before, name, None) if name and lines_with(session, order, before) else None


def _bare(reading: Reading, words: str, text: str) -> str:
    """Words without those that take out."""
    for each in reading.placed(OUT):
        words = words.replace(text[each.start : each.end], " ")
    return words


def names_the_order(reading: Reading) -> bool:
    """Whether the goods only say which order: "1042 chini wala cancel"."""
    text = reading.text or ""
    return any(
        key(text[each.start : each.end]) not in {"ka", "ki", "ke"} for each in reading.placed("named_by")
    )


def _offer(session: Session, caller: Caller, order: Order, words: str, amount: Amount) -> Outcome[Any]:
    """Asks the customer for so much, or so much `beside` what is ordered; of several lines it is asked which."""
    quantity, beside = amount.quantity, amount.beside
    shelf, adds = StockedShelf(session, order.business_id), beside and quantity > 0
    name = shelf.name_in(words)
    lines = lines_named(session, order, words)
    is_new = not lines or (adds and name is not None and _is_new(shelf, order, name))
    if adds and (is_new or not hears(session, order)):
        return _put_in(session, order, shelf, name or words, amount)
    if is_new:
        raise Refusal("no_such_line", reference=order.reference, names=[name or words])
    if len(lines) > 1:
        return Outcome[str](
            outcome="which_amount", facts={"reference": order.reference, "goods": _names(lines)}
        )
    wanted = lines[0].quantity + quantity if beside else quantity
    if wanted <= 0:
        return filing.offer_without(session, caller, order, lines)
    return filing.offer_amount(session, caller, order, lines[0], wanted)


def _put_in(session: Session, order: Order, shelf: StockedShelf, name: str, amount: Amount) -> Outcome[Any]:
    """Goods that the order has not: shown with the new total; of several kinds it is said which there are."""
    items = shelf.meant(name).items
    kinds = [each for item in items for key in item.variants if (each := shelf.item(key))] or list(items)
    kinds = [each for each in kinds if each.sku in {line.sku for line in order.lines}] or kinds
    if not kinds:
        raise Refusal("no_such_line", reference=order.reference, names=[name])
    if len(kinds) > 1:
        raise Refusal("add_unclear", reference=order.reference, goods=[_whole_name(each) for each in kinds])
    return putting_in.ask(session, order, kinds[0], amount.quantity, amount.unit)


def _whole_name(item: Item) -> dict[str, str]:
    """The name with its kind."""
    kind = item.variant
    return {each: f"{name} {kind[each]}" if kind else name for each, name in item.name.items()}


def _is_new(shelf: StockedShelf, order: Order, name: str) -> bool:
    """Whether a name is surely of goods that the order has not: coconut beside coconut oil."""
    meant = shelf.meant(name)
    ordered = {line.sku for line in order.lines}
    return meant.sure and bool(meant.items) and ordered.isdisjoint(item.sku for item in meant.items)


def _names(lines: Sequence[OrderLine]) -> list[dict[str, str]]:
    return [dict(line.name) for line in lines]


def without_orders(reading: Reading, mentions: Sequence[Mention]) -> str:
    """The words, with blanks in the place of the orders."""
    text = reading.text or ""
    return "".join(
        " " if any(each.start <= at < each.end for each in mentions) else sign for at, sign in enumerate(text)
    )


def _without(reading: Reading, words: str, figures: Sequence[str]) -> str:
    """The words that may be a name: neither what sets an amount nor the amounts."""
    for facet in (SETS, ADDS, LOWERS, INSTEAD, "likewise", "names_nothing", "of_customer", "names_orders"):
        for each in reading.placed(facet):
            words = words[: each.start] + " " * (each.end - each.start) + words[each.end :]
    for figure in figures:
        words = words.replace(figure, " ", 1)
    return " ".join(words.split())


def of_gone(session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]) -> Heard | None:
    """A line of the order that its words name as gone, and what may come for it: "tofu chalega kya pucho"."""
    order = mentions[0].order
    offered = _offered(session, caller, reading)
    asks = not {DENIED}.issuperset(reading.sides(ASKED)) and offered is None
    lines = [each for each in reading.values if each.entity == "order_line" and each.value.get("quantity")]
    counts = any(not any(each.start <= named.start < each.end for named in mentions) for each in lines)
    if asks or (counts and offered is None) or len({each.order.id for each in mentions}) > 1:
        return None
    gone = _gone_clauses(reading) if offered else _before_gone(session, order, reading, mentions)
    if not lines_named(session, order, gone):
        return None
    accepts = Status.ACCEPTED in reading.sides(STEPS) or gives_the_rest(reading.text or "")
    instead = None if offered is None else offered[1]
    return heard(
        session,
        caller,
        "track_order",
        lambda here, by: report(here, by, order, [gone], instead, accepts=accepts),
    )


def _before_gone(session: Session, order: Order, reading: Reading, mentions: Sequence[Mention]) -> str:
    """The words until what is gone, where they name a line: what is behind is there, "aata nahi hai paneer hai".

    Where none is a word of a line, the goods that are named beside the order, in another language than it has them.
    """
    text = reading.text or ""
    ends = max(each.end for each in reading.placed(GONE))
    if lines_with(session, order, text[:ends]):
        return text[:ends]
    return StockedShelf(session, order.business_id).name_in(without_orders(reading, mentions)[:ends]) or text


def _gone_clauses(reading: Reading) -> str:
    text = reading.text or ""
    return " ".join(
        clause_of(text, each)
        for each in sorted({clause_at(text, each.start) for each in reading.placed(GONE)})
    )


def _offered(session: Session, caller: Caller, reading: Reading) -> tuple[str, str] | None:
    """What is offered in the place of what is gone, in a clause of its own, and its product."""
    text = reading.text or ""
    gone = {clause_at(text, each.start) for each in reading.placed(GONE)}
    for each in reading.placed(INSTEAD):
        clause = clause_at(text, each.start)
        if clause in gone:
            continue
        shelf = StockedShelf(session, caller.business_id)
        name = shelf.name_in(clause_of(text, clause))
        if name and (items := shelf.meant(name).items):
            return name, items[0].sku
    return None
