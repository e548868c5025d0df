"""A placed order that is called off: with all that is in it, *friends not coming, cancel everything*, pointed at,
*cancel this also*, by the goods that are all of it, *cancel the pav bhaji pickup*, or with more behind it. That is
goods in its place, *usko cancel karke 3 kilo cheeni*, its money back, *order cancel karo paise wapas karo*, or money
that was not paid, *cancel the order, and that 50 I never paid*.

Whether it is cancelled is asked; what is behind waits, and is heard after the answer. The words stand in
`reopening.yml`.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import PART
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading, SumRole
from munshi.callers import Caller
from munshi.orders import cancelling, money_complaints
from munshi.orders.every_line import is_not_all
from munshi.orders.for_shop import surely_asks
from munshi.orders.items import sku_of
from munshi.orders.looking import open_orders
from munshi.orders.models import Order
from munshi.orders.reopening import LISTS
from munshi.orders.said import message_of
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome
from munshi.word_lists import plain

CANCEL = "cancel_order"
EDGES = ".,;:!?।"
NEAR = 2  # words between the one for the order and the one that cancels


def told(session: Session, caller: Caller, reading: Reading, order: Order) -> Heard | None:
    """Taken where such words stand before goods that are counted, or before what is said of money."""
    text = reading.text or ""
    if cancelling.says_not_to(text):
        return None
    rest = _behind_cancelling(text, reading)
    if rest is None and (_is_pointed_at(reading) or _cancels_goods(session, caller, reading)):
        return heard(session, caller, CANCEL, lambda here, by: _ask_which(here, by, reading))
    if rest is None and _is_all(reading):
        return heard(session, caller, CANCEL, lambda here, by: cancelling.ask(here, by, order.reference))
    if rest is None:
        return None
    return heard(
        session, caller, CANCEL, lambda here, by: cancelling.ask_instead(here, by, order.reference, rest)
    )


def _is_all(reading: Reading) -> bool:
    """Whether what sounds like a change cancels, names nothing of the order and asks nothing."""
    text = reading.text or ""
    changes = reading.wants("modify_order") and not surely_asks(text) and not is_not_all(text)
    return _cancels(text) and changes and all(line.name is None for line in message_of(reading).lines)


def _cancels(text: str) -> bool:
    return not LISTS.words("cancels").isdisjoint(plain(text).split())


def _is_pointed_at(reading: Reading) -> bool:
    """Whether a word for the order stands right beside the one that cancels: "cancel this also sorry"."""
    said = [word.strip(EDGES).casefold() for word in (reading.text or "").split()]
    at = next((at for at, word in enumerate(said) if word in LISTS.words("cancels")), None)
    if at is None or _says_else(reading):
        return False
    return not LISTS.words("that_order").isdisjoint([*said[max(at - 1, 0) : at], *said[at + 1 : at + 2]])


def _cancels_goods(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a word that cancels stands beside goods of which an open order is."""
    return not _says_else(reading) and bool(_with_its_goods(session, caller, reading))


def _says_else(reading: Reading) -> bool:
    """Whether it asks, says that it is not all, or counts goods."""
    text, lines = reading.text or "", message_of(reading).lines
    counted = any(line.name and line.quantity is not None for line in lines)
    return surely_asks(text) or is_not_all(text) or counted


def _with_its_goods(session: Session, caller: Caller, reading: Reading) -> list[Order]:
    """The open orders in which everything is named beside the word that cancels."""
    shelf = StockedShelf(session, caller.business_id)
    said = " ".join(plain(each) for each in PART.split(reading.text or "") if _cancels(each))
    names = [line.name for line in message_of(reading).lines if line.name and plain(line.name) in said]
    meant = {sku_of(item.key) for name in names for item in shelf.meant(name).items}
    orders = open_orders(session, caller)
    return [order for order in orders if order.lines and {line.sku for line in order.lines} <= meant]


def _ask_which(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """Whether to cancel the one order whose goods are named, or the only one; of several, which."""
    named = _with_its_goods(session, caller, reading)
    return cancelling.ask(session, caller, named[0].reference if len(named) == 1 else None)


def _behind_cancelling(text: str, reading: Reading) -> str | None:
    """What stands behind the word that cancels: what is counted in the order's place, or what is said of money."""
    words = text.split()
    said = [word.strip(EDGES).casefold() for word in words]
    at = next((at for at, word in enumerate(said) if word in LISTS.words("cancels")), None)
    if at is None:
        return None
    rest = _without(words[at + 1 :], said[at + 1 :])
    near = [*said[max(at - NEAR, 0) : at], *said[at + 1 : at + 1 + NEAR]]
    instead = any(map(str.isdecimal, rest)) and not LISTS.words("that_order").isdisjoint(near)
    refunds = not reading.sums_of(SumRole.PAID) and money_complaints.LISTS.has(plain(rest), "wants_refund")
    return rest if instead or refunds or reading.sums_of(SumRole.DENIED) else None


def _without(words: Sequence[str], said: Sequence[str]) -> str:
    """The words without those that only join them to what is called off."""
    joins = LISTS.words("joins_cancelled") | LISTS.words("that_order")
    start = next((at for at, word in enumerate(said) if word not in joins), len(said))
    return " ".join(
        word
        for word, plain in zip(words[start:], said[start:], strict=True)
        if plain not in LISTS.words("in_its_place")
    )
