"""What somebody who keeps the stock means by words about goods, which from anybody else are an order or a question.

Who runs the shop is no customer unless they clearly order: by a word for it, by a tap, or while a cart of theirs is
being filled. What they say of goods beside that is of the stock, or is asked about.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.accounts import whom
from munshi.callers import Caller
from munshi.orders import goods_asked
from munshi.orders import service as carts
from munshi.orders.desk import SKILL, Desk
from munshi.orders.messages import Message
from munshi.orders.serving.duty import may_keep_stock
from munshi.orders.serving.looking import order_card
from munshi.orders.shelf import StockedShelf, named_with
from munshi.orders.statuses import OPEN
from munshi.outcomes import Outcome
from munshi.owner import run_outs, service
from munshi.owner.put_right import with_other_count
from munshi.owner.rules import OF_PRICES, Kind, Mark, Sum, figures_in, rupees_said, same_clause
from munshi.owner.said import Told

PAGE, OF_ORDERS = "update_stock", "track_order"
CHANGED_BY = frozenset({Kind.GONE, Kind.BACK})  # of what is only asked whether it is there


class Wish(StrEnum):
    """What a message about goods seems to want."""

    ORDER = "order"
    CHANGE = "change"
    PRICE = "price"
    AVAILABILITY = "availability"


@dataclass(frozen=True)
class Spoken:
    """A message about goods, as an order or a question has it, and as the stock has it.

    `asks`: it is put as a question. `orders`: it says that something is ordered, or is a tap.
    """

    wish: Wish
    message: Message
    told: Told
    asks: bool = False
    orders: bool = False
    low: bool = False


def hear(session: Session, caller: Caller, spoken: Spoken) -> Outcome[Any]:
    """Does what is said of the stock by who keeps it; for everybody else it is an order or a question."""
    sells = SKILL in caller.business.skills
    if sells and (named := _ran_out(session, caller, spoken) or _of_orders(session, caller, spoken)):
        return Outcome[str](outcome=named.outcome, facts={**named.facts, "page": OF_ORDERS})
    told = _of_stock(session, caller, spoken) if sells and may_keep_stock(session, caller) else None
    if told is not None and _is_of_somebody(session, caller, told):
        return Outcome[str](outcome="which", facts={"page": PAGE})
    if told is not None:
        said = service.update(session, caller, told)
        return Outcome[str](outcome=said.outcome, facts={**said.facts, "page": PAGE})
    return _as_customer(session, caller, spoken)


def _ran_out(session: Session, caller: Caller, spoken: Spoken) -> Outcome[Any] | None:
    """What ran out of an order that is named: of the order, whatever else its words seem to want."""
    names_it = spoken.told.reference is not None or bool(figures_in(spoken.told.text))
    return run_outs.of_order(session, caller, spoken.told) if names_it and not spoken.asks else None


def _of_orders(session: Session, caller: Caller, spoken: Spoken) -> Outcome[Any] | None:
    """A customer's open order that is named, with what can be done with it: by its reference, or by a bare number.

    What is said of the goods of an order by its reference is never of the stock.
    """
    told = spoken.told
    if spoken.wish not in (Wish.ORDER, Wish.CHANGE) or _fills_a_cart(session, caller):
        return None
    if told.names_goods and told.reference is None:
        return None
    numbers = [told.reference] if told.reference else [f"{number:f}" for number in figures_in(told.text)]
    cards = (order_card(session, caller, number) for number in numbers)
    return next((card for card in cards if card and card.facts["state"] in OPEN), None)


def _as_customer(session: Session, caller: Caller, spoken: Spoken) -> Outcome[Any]:
    if spoken.wish is Wish.ORDER:
        return carts.tell(session, caller, spoken.message)
    if spoken.wish is Wish.CHANGE:
        return carts.change(session, caller, spoken.message)
    if spoken.wish is Wish.PRICE:
        return goods_asked.price(session, caller, spoken.message)
    return goods_asked.availability(session, caller, spoken.message, low=spoken.low)


def _is_of_somebody(session: Session, caller: Caller, told: Told) -> bool:
    """Whether what sounds like goods is the name of a customer, and no word of the shelf: priya is no puree."""
    shelf = StockedShelf(session, caller.business_id)
    named = [said.name for said, _ in told.lines if said.name]
    others = [name for name in named if not _is_written_so(shelf, name)]
    return any(whom.are_named(session, caller.business_id, name.split()) for name in others)


def _is_written_so(shelf: StockedShelf, name: str) -> bool:
    said = set(name.casefold().split())
    items = shelf.meant(name).items
    return any(said & set(called.casefold().split()) for item in items for called in item.name.values())


def _of_stock(session: Session, caller: Caller, spoken: Spoken) -> Told | None:
    """The message as it is of the stock; None where it is not."""
    if not spoken.told.names_goods or spoken.orders:
        return None
    if spoken.wish is Wish.PRICE:
        return None if spoken.asks else _priced(session, caller, spoken.told)
    if spoken.wish is Wish.AVAILABILITY:
        told = spoken.told.each(lambda said: said)
        changes = any(each.kind in CHANGED_BY or each.has_come for each in told)
        return None if spoken.asks or spoken.low or not changes else spoken.told
    if any(each.kind for each in spoken.told.each(lambda said: said)) and not spoken.asks:
        return spoken.told
    if _fills_a_cart(session, caller):
        return None
    put_right = with_other_count(spoken.told)
    return put_right if put_right is not spoken.told else replace(spoken.told, marks=(), may_order=True)


def _priced(session: Session, caller: Caller, told: Told) -> Told | None:
    """The prices that are told where a question would name none: "paneer ka bhav 400 kar do"."""
    marks = [mark for mark in told.marks if mark.kind in OF_PRICES] or [Mark(Kind.PRICED, 0)]
    sums = [*told.sums, *_rupees(session, caller, told)]
    lines = [(replace(said, quantity=None, unit=None), start) for said, start in told.lines if said.name]
    return replace(told, lines=lines, marks=marks, sums=sums) if sums and lines else None


def _rupees(session: Session, caller: Caller, told: Told) -> Iterator[Sum]:
    """The bare number behind each product beside which no sum is said, neither of its name nor an amount of it."""
    shelf = StockedShelf(session, caller.business_id)
    shelf.expect(said.name for said, _ in told.lines if said.name)
    for said, start in told.lines:
        if any(same_clause(told.text, start, each.start) for each in told.sums):
            continue
        items = shelf.meant(said.name or "").items
        of_names = [each for each in figures_in(told.text) if any(named_with(item, each) for item in items)]
        paise = rupees_said(told.text, start, of_names) if said.unit is None else None
        if paise is not None:
            yield Sum(paise, start)


def _fills_a_cart(session: Session, caller: Caller) -> bool:
    """Whether a cart of their own is being filled, which they began by clear words."""
    return not Desk(session, caller).cart.is_empty
