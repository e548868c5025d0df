"""Who only asks orders nothing; who says that nothing was ordered has the cart emptied. What is asked is heard next.

What of it neither the shelf nor the file of the shop tells goes to the shop. The phrases stand in `only_asking.yml`.
"""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import service
from munshi.orders.answers import answer, conclude
from munshi.orders.asked_beside import asks_whether_there, kind_of
from munshi.orders.asked_notes import CLAUSE, PASSED, SIGNS, asks
from munshi.orders.desk import SKILL, Desk
from munshi.orders.for_shop import OF_CART, surely_asks
from munshi.orders.looking import has_cart, open_orders
from munshi.orders.messages import Message, Said
from munshi.orders.passing_on import pass_on
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve
from munshi.orders.wishes import Op
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "only_asking.yml")
ORDER, MODIFY = "place_order", "modify_order"
JOINS = re.compile(rf"^(?:{LISTS.any_of('joins')})\s+", re.IGNORECASE)


def _said(words: str) -> re.Pattern[str]:
    """Words with those that lead to them and that only end their clause."""
    leads, trails, end = LISTS.any_of("leads"), LISTS.any_of("trails"), r"(?=$|[\s,.;।!?])"
    return re.compile(
        rf"(?<!\S)(?:(?:{leads})[\s,]+)*{words}{end}(?:\s+(?:{trails}){end})*[,.;।!]*", re.IGNORECASE
    )


ONLY_ASKS = _said(rf"(?:{LISTS.any_of('only')})\s+(?:{LISTS.any_of('only_asks')})")
NOT_ORDERED = _said(f"(?:{LISTS.any_of('not_ordered')})")


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Taken where nothing else is asked than of the cart; an order that is placed is cancelled in its own words."""
    is_free = asked.question in ("", "take_shown", *OF_CART) and SKILL in caller.business.skills
    text = "" if reading.is_tap or not is_free else reading.text or ""
    if emptied := _empties(session, caller, asked, reading, text):
        return emptied
    asks_only, refuses = ONLY_ASKS.search(text), NOT_ORDERED.search(text)
    if not (asks_only or refuses or any(map(_takes_away, _clauses(text)))) or may_serve(session, caller):
        return None
    if asks_only:
        return _only_asks(
            session,
            caller,
            reading,
            ONLY_ASKS.sub(" ", text),
            drops=bool(refuses) or LISTS.has(plain(text), "orders_none"),
        )
    rest = [each for each in _clauses(NOT_ORDERED.sub(" ", text)) if not _takes_away(each)]
    asks_beside = rest and all(_asks(each) or _is_of_file(reading, each) for each in rest)
    empties = has_cart(session, caller) and (refuses or (asks_beside and not open_orders(session, caller)))
    return heard(session, caller, MODIFY, service.drop, " ".join(rest) or None) if empties else None


def _empties(session: Session, caller: Caller, asked: Asked, reading: Reading, text: str) -> Heard | None:
    """All of the cart goes in so many words, whatever of it is asked: "leave it, cancel all. empty the cart"."""
    names = any(line.name and not line.beside for line in message_of(reading).lines)
    if not LISTS.has(plain(text), "empties") or names or asked.question not in OF_CART:
        return None
    if surely_asks(text) or may_serve(session, caller):
        return None
    everything = Message([Said(None, op=Op.REMOVE)], said=text)
    return heard(session, caller, MODIFY, lambda here, by: service.change(here, by, everything))


def _only_asks(session: Session, caller: Caller, reading: Reading, text: str, *, drops: bool) -> Heard:
    """The shop hears what only it can tell; the rest, of the shelf, of hours or of delivery, is heard next.

    Who says besides that nothing is ordered (`drops`) has the cart emptied.
    """
    clauses = [
        each
        for each in _clauses(text)
        if not (NOT_ORDERED.search(each) or _says_nothing(each) or LISTS.has(plain(each), "orders_none"))
    ]
    for_shop = [each for each in clauses if _only_shop_knows(reading, each)]
    rest = " ".join(each for each in clauses if each not in for_shop and not _takes_away(each))
    if drops and has_cart(session, caller) and not for_shop:
        return heard(session, caller, MODIFY, service.drop, rest or None)
    return heard(session, caller, ORDER, partial(_leave, for_shop), rest or None)


def _leave(for_shop: Sequence[str], session: Session, caller: Caller) -> Outcome[Any]:
    """What is asked about goods is asked no more; goods that are in the cart stay there."""
    desk = Desk(session, caller)
    desk.cart.wishes = []
    if for_shop:
        told = pass_on(session, caller, " ".join(for_shop))
        desk.note(PASSED, order_words=told.facts["order_words"])
    if not desk.cart.lines:
        desk.save()
        return answer(desk, "nothing_ordered")
    return conclude(desk, "nothing_ordered", told=False)


def _clauses(text: str) -> list[str]:
    found = (JOINS.sub("", each.group().strip()) for each in CLAUSE.finditer(text))
    return [each for each in found if each.strip(SIGNS + "?")]


def _says_nothing(clause: str) -> bool:
    """Whether a clause only says that prices are asked."""
    return set(plain(clause).split()).issubset(LISTS.lists["around_asking"])


def _takes_away(clause: str) -> bool:
    """Whether a clause takes all of it away, and names nothing: *ye hatao*, *cancel kar do*."""
    words = set(plain(clause).split())
    away = LISTS.lists["takes_away"]
    return not words.isdisjoint(away) and words.issubset({*away, *LISTS.lists["around_taking"]})


def _asks(clause: str) -> bool:
    words = plain(clause).split()
    ends = words[-1] in LISTS.lists["asks_at_end"]
    return ends or asks(clause) or surely_asks(clause)


def _only_shop_knows(reading: Reading, clause: str) -> bool:
    """Whether it asks something that is neither of the shop's file nor of its shelf."""
    of_shelf = asks_whether_there(clause) or LISTS.has(plain(clause), "of_price")
    told_here = of_shelf or _is_of_file(reading, clause) or kind_of(clause, with_cart=False)
    return _asks(clause) and not told_here


def _is_of_file(reading: Reading, clause: str) -> bool:
    """Whether a clause names a side of the shop that its file tells."""
    at = (reading.text or "").find(clause)
    return any(at <= each.start < at + len(clause) for each in reading.placed("topic"))
