"""Goods that are sold again, in words that nothing else reads: *sweet lassi phir se hai*, *lassi again on monday*.

From a day that is to come on they are sold out until it begins.
"""

from datetime import date, time

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.callers import Caller
from munshi.orders.messages import Said
from munshi.orders.serving.duty import may_keep_stock
from munshi.orders.serving.mentions import mentioned
from munshi.orders.shelf import StockedShelf
from munshi.owner import service
from munshi.owner.rules import Kind, Mark
from munshi.owner.said import SaidUntil, Told
from munshi.word_lists import WordLists, plain

PAGE = "update_stock"
RAN_OUT = "ran_out"  # the facet
LISTS = WordLists(__file__, "back_again.yml")
MOST_WORDS = 12


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The goods that are named and nothing else, of who keeps the stock."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or not 1 < len(text.split()) <= MOST_WORDS:
        return None
    kind = _kind(reading)
    if kind is None or _counts(reading):
        return None
    if not may_keep_stock(session, caller) or mentioned(session, caller, reading):
        return None
    rest = _rest(reading)
    shelf = StockedShelf(session, caller.business_id)
    if not rest or not shelf.is_name(rest):
        return None
    told = Told([(Said(rest, None), 0)], [Mark(kind, 0)], until=_until(reading), text=rest)
    return heard(session, caller, PAGE, lambda here, by: service.update(here, by, told))


def _kind(reading: Reading) -> Kind | None:
    """Whether they are back, or not there and to come on a day."""
    said, periods = plain(_without(reading, RAN_OUT)), len(list(reading.all("period")))
    if periods > 1 or (_until(reading) is None and periods):
        return None
    if LISTS.has(said, "back") and not reading.sides(RAN_OUT):
        return Kind.BACK
    comes = LISTS.has(said, "to_come") or LISTS.has(said, "back")
    is_told = bool(reading.sides(RAN_OUT)) and comes and _until(reading) is not None
    return Kind.GONE if is_told else None


def _without(reading: Reading, *names: str) -> str:
    """The text with blanks in the place of these facets and values."""
    taken = [(each.start, each.end) for name in names for each in reading.all(name)]
    taken += [(each.start, each.end) for name in names for each in reading.placed(name)]
    text = reading.text or ""
    return "".join(
        " " if any(start <= at < end for start, end in taken) else sign for at, sign in enumerate(text)
    )


def _counts(reading: Reading) -> bool:
    """Whether an amount or a sum is said."""
    lines = [each.value for each in reading.all("order_line")]
    return any(each.get("quantity") for each in lines) or bool(figures(reading.text or ""))


def _until(reading: Reading) -> SaidUntil | None:
    """The day from which on they are there."""
    period = reading.first("period") or {}
    day = period.get("from")
    return SaidUntil(0, date.fromisoformat(day), time()) if day else None


def _rest(reading: Reading) -> str:
    """What is left beside the words for it, the day and what may stand around."""
    said = plain(_without(reading, RAN_OUT, "period"))
    for name in ("back", "to_come"):
        for _ in range(2):
            if found := LISTS.found(said, name):
                said = plain(f" {said} ".replace(f" {found} ", " ", 1))
    return LISTS.besides(said, ["beside"])
