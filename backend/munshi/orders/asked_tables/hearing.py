"""What guests say of a table, and what the shop answers in words. The phrases stand in `words.yml`.

Beside an open cart the question goes to the shop at once, and nothing of the cart is touched; without one it is shown
first.
"""

import re

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Hears, heard
from munshi.asking.reading import CLEARLY, FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders import tables
from munshi.orders.asked_tables import service
from munshi.orders.desk import SKILL
from munshi.orders.for_shop import OF_CART, surely_asks
from munshi.orders.looking import has_cart, open_orders
from munshi.orders.of_placed import TABLE, books_table
from munshi.orders.passing_on import PAGE
from munshi.orders.serving.duty import may_serve
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

OF_SHOP = "move_order"
LISTS = WordLists(__file__, "words.yml")
GUESTS = re.compile(rf"(?<!\w)\d{{1,3}}\s*(?:{LISTS.any_of('guests')})(?!\w)")
NEWS = frozenset({f"utter_notice_{service.ASKED}", f"utter_notice_{service.CHANGED}"})
ANSWERED = frozenset(
    {
        *(f"utter_place_order_{name}" for name in ("table_asked", "table_asked_beside", "table_changed")),
        *(f"utter_notice_{name}" for name in (service.KEPT, service.NOT_KEPT, service.OFFERED)),
    }
)
OFFERED = frozenset({f"utter_notice_{service.OFFERED}"})
LONGEST = 12  # words of who changes it and says nothing else


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The shop's answer to what was asked; a guest's table beside a cart, and another one than they asked for."""
    if SKILL not in caller.business.skills:
        return None
    if decided := _decided(session, caller, asked, reading):
        return decided
    if reading.is_tap or not reading.text or may_serve(session, caller):
        return None
    return _of_guest(session, caller, asked, reading, reading.text)


def before(hears: Hears) -> Hears:
    """Who hears the yes to a wish that was shown: that for a table has the shop asked."""

    def hears_first(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        token, _, words = (asked.summary or "").partition("|")
        is_own = token.startswith(TABLE) and reading.first("summary") in (None, token)
        if not (is_own and (reading.is_yes or reading.agrees)):
            return hears(session, caller, asked, reading)
        more = words if reading.is_yes or not reading.text else f"{words}; {reading.text}"
        return heard(session, caller, PAGE, lambda here, by: service.ask(here, by, more))

    return hears_first


def of_hour(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What the shop writes of another hour is offered to the guest; a no leaves it."""
    token, text = asked.summary or "", reading.text
    if not service.is_open(session, caller, token):
        return None
    if reading.is_no:
        return Heard(OF_SHOP, Outcome[str](outcome="table_hour_left"))
    if reading.is_tap or not text:
        return None
    return heard(session, caller, OF_SHOP, lambda here, by: service.offer(here, by, token, text))


def _decided(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A bare yes or no right behind the news is of the only one that waits, or of the hour that was offered."""
    if not reading.is_bare or asked.waits:
        return None
    serves = may_serve(session, caller)
    there = service.waiting(session, caller) if serves and not NEWS.isdisjoint(asked.told) else []
    own = None if serves or OFFERED.isdisjoint(asked.told) else service.latest(session, caller)
    only = there[0] if len(there) == 1 else own
    if only is None or (only is own and own.offered is None):
        return None
    token, kept = service.token_of(only), not reading.is_no
    return heard(session, caller, OF_SHOP, lambda here, by: service.decide(here, by, token, kept=kept))


def _of_guest(session: Session, caller: Caller, asked: Asked, reading: Reading, text: str) -> Heard | None:
    said = plain(text)
    if (asked.waits and asked.question not in OF_CART) or not _may_be_of_one(asked, reading, said):
        return None
    table = service.latest(session, caller)
    if table is not None and _is_of(session, caller, asked, reading, said):
        if LISTS.has(said, "called_off"):
            return heard(session, caller, PAGE, lambda here, by: service.call_off(here, by, text))
        if _changes(session, caller, asked, reading, text):
            return heard(session, caller, PAGE, lambda here, by: service.change(here, by, text))
    beside_cart = asked.question in OF_CART or has_cart(session, caller)
    if beside_cart and not tables.of(text) and books_table(session, caller, reading, said):
        work = service.ask_beside if table is None else service.change
        return heard(session, caller, PAGE, lambda here, by: work(here, by, text))
    return None


def _may_be_of_one(asked: Asked, reading: Reading, said: str) -> bool:
    """Whether the words alone may be of a table: it or its guests, a day or an hour are named, or it was spoken of."""
    when = reading.first("time") or reading.first("period") or GUESTS.search(said)
    named = LISTS.has(said, "table") or LISTS.has(said, "called_off")
    return bool(when) or named or not ANSWERED.isdisjoint(asked.told)


def _is_of(session: Session, caller: Caller, asked: Asked, reading: Reading, said: str) -> bool:
    """Whether words may be of the table: it is named, was just spoken of, or nothing else is there to be meant."""
    if LISTS.has(said, "table"):
        return tables.of(said) is None
    if asked.waits or has_cart(session, caller):
        return False
    return not ANSWERED.isdisjoint(asked.told) or not open_orders(session, caller)


def _changes(session: Session, caller: Caller, asked: Asked, reading: Reading, text: str) -> bool:
    """Whether another hour, day or number of guests is said and no goods are; right behind it whatever is said."""
    said = plain(text)
    if len(said.split()) > LONGEST or _names_goods(session, caller, reading):
        return False
    names = reading.first("time") or reading.first("period") or GUESTS.search(said)
    if names:
        return LISTS.has(said, "changes") or not surely_asks(text)
    unclear = reading.wants(FALLBACK) or reading.chance < CLEARLY
    return unclear and not ANSWERED.isdisjoint(asked.told) and not asked.waits


def _names_goods(session: Session, caller: Caller, reading: Reading) -> bool:
    shelf = StockedShelf(session, caller.business_id)
    names = [each.value.get("name") for each in reading.values if each.entity == "order_line"]
    return any(name and shelf.meant(name).items for name in names)
