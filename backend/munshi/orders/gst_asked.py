"""How much GST is in a price or a sum, or comes on top: of what is named, of the cart, else of the last order."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.bills.terms import collects_gst
from munshi.callers import Caller
from munshi.columns import plain
from munshi.orders.desk import Desk
from munshi.orders.facts import Facts
from munshi.orders.goods_in_text import goods_in, named_by_a_word
from munshi.orders.items import Item
from munshi.orders.looking import last_order
from munshi.orders.rules import NoWay
from munshi.orders.totals import gst_inside, gst_on_top
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists

LISTS = WordLists(__file__, "asked_beside.yml")
QUESTION = ("gst", "how_much", "asks", "joints", "points")  # the lists whose words are of it
PAGE = "ask_price"
MOST_ROWS = 8


def told(session: Session, caller: Caller, text: str) -> tuple[str, Outcome[Any]] | None:
    """As the books have it; who is not registered for GST, or composes, takes none."""
    if not collects_gst(caller.business):
        return PAGE, Outcome[str](outcome="no_gst", facts={"business": caller.business.name})
    desk, words = Desk(session, caller), LISTS.besides(text, QUESTION)
    named = goods_in(desk, words) or named_by_a_word(desk, words)
    taxes = [_of_item(desk, item) for item in named[:MOST_ROWS]] or _of_sum(desk)
    return (PAGE, Outcome[str](outcome="gst", facts={"taxes": taxes})) if taxes else None


def _of_item(desk: Desk, item: Item) -> Facts:
    included = desk.business.prices_include_gst
    gst = (gst_inside if included else gst_on_top)(item.price_paise, item.gst_rate)
    named = {"name": item.name[desk.language], "gst_rate": plain(item.gst_rate)}
    return {**named, "paise": item.price_paise, "gst_paise": gst, "gst_included": included}


def _of_sum(desk: Desk) -> list[Facts]:
    """What is in the sum of the cart, else of the last order; nothing where there is neither."""
    last = last_order(desk.session, desk.caller)
    try:
        sums = desk.bill().totals if desk.cart.lines else last
    except NoWay:
        sums = None
    if sums is None:
        return []
    return [{"paise": sums.total_paise, "gst_paise": sums.gst_paise, "gst_included": sums.gst_included}]
