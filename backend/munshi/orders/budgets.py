"""What there is for a sum that somebody has to spend: *budget 2500*, *gift dena hai 500 tak me kya aa jayega*.

An occasion is no article, and for how many people something is enough only the shop can say, which hears it.
The words stand in `budgets.yml`.
"""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import menu
from munshi.orders.desk import SKILL
from munshi.orders.for_shop import OF_CART, surely_asks
from munshi.orders.passing_on import pass_on
from munshi.orders.price_limits import budget_in
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "budgets.yml")
PAGE, TAKES = "view_menu", "take_shown"


def of_budget(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Taken of who asks what there is for a sum, and counts no goods beside it."""
    text = reading.text or ""
    most = None if reading.is_tap else budget_in(text)
    asks = surely_asks(text) or LISTS.has(plain(text), "asks")
    if most is None or not asks or SKILL not in caller.business.skills:
        return None
    if asked.question not in ("", TAKES, *OF_CART) or may_serve(session, caller):
        return None
    if _counts_goods(StockedShelf(session, caller.business_id), reading):
        return None
    return heard(session, caller, PAGE, lambda here, by: _within(here, by, text, most))


def _counts_goods(shelf: StockedShelf, reading: Reading) -> bool:
    """Whether something that is surely sold here is counted."""
    counted = [line.name for line in message_of(reading).lines if line.name and line.quantity is not None]
    meant = (shelf.meant(name) for name in counted)
    return any(each.items and each.sure for each in meant)


def _within(session: Session, caller: Caller, text: str, most: int) -> Outcome[Any]:
    """What is named of it and costs no more, else all that does; for whom it shall do, the shop is asked."""
    words = [each for each in plain(text).split() if each not in LISTS.words("occasions")]
    named = " ".join(each for each in words if not any(map(str.isdecimal, each)))
    found = menu.view(session, caller, menu.Wanted(text=named, up_to_paise=most))
    if not found.facts.get("rows"):
        found = menu.view(session, caller, menu.Wanted(up_to_paise=most))
    if not LISTS.has(plain(text), "for_whom"):
        return found
    passed = pass_on(session, caller, text).facts["order_words"]
    return Outcome[str](outcome=found.outcome, facts={**found.facts, "passed": passed})
