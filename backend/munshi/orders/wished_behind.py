"""What a customer wishes of a placed order and changes nothing of it: the shop hears it with the order.

How its goods shall be or be brought (*call kar dena aane se pehle*) and in whose name it stands (*Sameer naam se hai
order*), which are notes of it from then on, and what guests ask for at their table that is not on the menu (*can the
waiter bring 2 spoons*). The phrases stand in `wished_behind.yml`.
"""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.offers.service import may_be_wished
from munshi.orders import bill_names
from munshi.orders.asked_shop import STORE
from munshi.orders.messages import Message, Said
from munshi.orders.models import Order
from munshi.orders.passing_on import PAGE, pass_on, pass_wish
from munshi.orders.rules import Fulfilment
from munshi.orders.said import OF_GOODS, message_of
from munshi.orders.shelf import StockedShelf
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "wished_behind.yml")
LEAVES = ("cancel_flow", "cancel_order")


def told(session: Session, caller: Caller, reading: Reading, order: Order, *, recent: bool) -> Heard | None:
    """Taken where nothing is counted that is sold here; `recent`: a remark alone is of this order."""
    text, message = reading.text or "", message_of(reading)
    shelf = StockedShelf(session, caller.business_id)
    if any(_is_counted(shelf, line) for line in message.lines):
        return None
    if _asks_for_bill(reading) or (
        order.fulfilment == Fulfilment.DINE_IN and _is_of_table(shelf, reading, message)
    ):
        return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, text, order))
    in_a_name = bill_names.of_order(text) is not None and not message.beside.says_terms
    if recent and (in_a_name or _only_wishes(shelf, caller, reading, message)):
        return heard(session, caller, PAGE, lambda here, by: pass_wish(here, by, text, order))
    return None


def _is_counted(shelf: StockedShelf, line: Said) -> bool:
    return bool(line.name) and line.quantity is not None and bool(shelf.meant(line.name or "").items)


def _asks_for_bill(reading: Reading) -> bool:
    """Whether who leaves something else asks for the bill: *ok leave it. bill please* cancels nothing."""
    said = plain(reading.text)
    return reading.wants(*LEAVES) and LISTS.has(said, "bill") and not LISTS.has(said, "cancels")


def _is_of_table(shelf: StockedShelf, reading: Reading, message: Message) -> bool:
    """Whether somebody shall come to the table, or something is wanted there that is not on the menu."""
    said = plain(reading.text)
    if LISTS.has(said, "calls"):
        return True
    named = [line for line in message.lines if line.name and line.op is not Op.REMOVE]
    unsold = bool(named) and not any(shelf.meant(line.name or "").items for line in named)
    return reading.wants(*OF_GOODS) and unsold and LISTS.has(said, "of_table")


def _only_wishes(shelf: StockedShelf, caller: Caller, reading: Reading, message: Message) -> bool:
    """Whether all that is said is how the goods shall be, or come: no terms, nothing taken out or counted."""
    wished = [note for note in message.beside.notes if note.wished]
    others = message.beside.says_terms or message.beside.without_notes is not None
    may_be = reading.wants(*OF_GOODS, STORE, "talk_to_human") or not may_be_wished(caller, reading.intent)
    if not wished or others or not may_be or "?" in (reading.text or ""):
        return False
    return all(_is_spoken_of(shelf, line) for line in message.lines)


def _is_spoken_of(shelf: StockedShelf, line: Said) -> bool:
    """Whether goods are only spoken of: what takes one out names nothing beside it."""
    if line.quantity is not None or not line.name:
        return False
    return line.op is None or bool(shelf.meant(line.name).left)
