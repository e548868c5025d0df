"""Other goods went than stand on a bill, by the owner's words: those are credited, what went is written on the khata.

*ORD-1004 me bread ki jagah brown bread thi, bill theek karo*: both are shown first, and one yes does both.
"""

from decimal import Decimal
from typing import NamedTuple

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.billing.accounts import filing
from munshi.billing.accounts.drafts import Row
from munshi.billing.bills.models import Bill
from munshi.callers import Caller
from munshi.columns import plain as written
from munshi.orders.moving import find as find_order
from munshi.orders.serving.gone import lines_named
from munshi.orders.shelf import StockedShelf
from munshi.orders.totals import line_amount
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists, plain

INSTEAD = "offers_instead"  # of every message
LISTS = WordLists(__file__, "again.yml")


class Instead(NamedTuple):
    """What went in the place of goods on a bill, by its name, and what it costs in paise."""

    name: str
    paise: int

    def write(self, session: Session, caller: Caller, person_id: int) -> None:
        """Writes it on the khata of who has it."""
        filing.write(session, caller, [Row(person=person_id, paise=self.paise, note=self.name)])


class Exchange(NamedTuple):
    """The line of a bill that shall be credited, how much of it, and what went in its place."""

    position: int
    quantity: Decimal
    instead: Instead


def names_goods(reading: Reading) -> tuple[str, str] | None:
    """What is on a bill and what went in its place: around *ki jagah*, or *X nahi Y* beside the word for a bill."""
    text = reading.text or ""
    mark = next(iter(reading.placed(INSTEAD)), None)
    if mark is not None:
        return text[: mark.start], text[mark.end :]
    lines = [each.value for each in reading.all("order_line") if each.value.get("name")]
    goes = [str(each["name"]) for each in lines if each.get("op") == Op.REMOVE]
    comes = [str(each["name"]) for each in lines if each.get("op") != Op.REMOVE]
    of_bill = LISTS.has(plain(text), "paper")
    return (goes[0], comes[0]) if of_bill and len(goes) == len(comes) == 1 else None


def of_bill(session: Session, caller: Caller, reading: Reading, bill: Bill) -> Exchange | None:
    """The exchange that the words want; None where not one line and one thing of the shelf is named.

    So much went as stands on the bill. Prices to which tax is added are not reckoned here.
    """
    names = names_goods(reading)
    order = find_order(session, bill.business_id, bill.source) if bill.source_kind == "order" else None
    if names is None or order is None or not caller.business.prices_include_gst:
        return None
    shelf = StockedShelf(session, bill.business_id)
    name = shelf.name_in(names[1])
    items = shelf.meant(name).items if name else ()
    lines = lines_named(session, order, names[0])
    if len(lines) != 1 or len(items) != 1 or items[0].sku == lines[0].sku:
        return None
    quantity, called = lines[0].quantity, items[0].name[caller.business.language]
    went = Instead(f"{written(quantity)} {called}", line_amount(quantity, items[0].price_paise))
    return Exchange(list(order.lines).index(lines[0]) + 1, quantity, went)
