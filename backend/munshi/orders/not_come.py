"""A dish of an order that has not come and is wanted no more: the shop hears it, and nothing of the order is cancelled.

"Puri bhaji abhi tak nahi aayi, wo rehne do", "… to aayi nahi, wo bill se nikalo". The phrases stand in `not_come.yml`.
"""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders.desk import SKILL
from munshi.orders.for_shop import REOPENING
from munshi.orders.looking import open_orders
from munshi.orders.passing_on import PAGE, pass_on
from munshi.orders.serving.duty import may_serve
from munshi.orders.shelf import StockedShelf
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "not_come.yml")
SAYS = ("not_come", "leave_it", "beside")  # the lists whose words name no goods


def of_not_come(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Taken where such goods stand in an order that is under way."""
    said = plain(reading.text)
    if reading.is_tap or SKILL not in caller.business.skills or asked.question not in ("", REOPENING):
        return None
    if not (LISTS.has(said, "not_come") and LISTS.has(said, "leave_it")):
        return None
    orders = open_orders(session, caller)
    if not orders or may_serve(session, caller):
        return None
    shelf = StockedShelf(session, caller.business_id)
    name = shelf.name_in(LISTS.besides(reading.text, SAYS))
    skus = {item.sku for item in shelf.meant(name).items} if name else set()
    order = next((each for each in orders if any(line.sku in skus for line in each.lines)), None)
    if order is None:
        return None
    text = reading.text or ""
    return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, text, order))
