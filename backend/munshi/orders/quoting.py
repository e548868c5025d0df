"""A quotation: what goods come to today, on paper, for who asks for one. Nothing is ordered by it.

It is of the goods that are named, else of the cart, else of what was shown. Its address carries the goods, so that
nothing of it is kept. The words stand in `quoting.yml`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.columns import plain
from munshi.orders import bill_names
from munshi.orders.desk import SKILL, Desk, discounts_of, is_marked, terms_of
from munshi.orders.discounts import Given, Reckoned, Sold, reckon, with_less
from munshi.orders.facts import Facts, discount_rows, item_facts, line_facts
from munshi.orders.items import Item
from munshi.orders.kept import Kept
from munshi.orders.looking import has_cart
from munshi.orders.messages import Said
from munshi.orders.quantities import QuantityQuestion, quantity_for
from munshi.orders.rules import priced_lines
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve
from munshi.orders.shelf import StockedShelf, likely
from munshi.orders.shown import Shown, last_shown, show
from munshi.orders.totals import Totals, totals
from munshi.orders.wishes import Line
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists
from munshi.word_lists import plain as plain_words

PAGE, REPAIRS = "ask_price", "repair"
LISTS = WordLists(__file__, "quoting.yml")
MOST_LINES = 50  # of one quotation
SEVERAL = 2
GOODS = r"^[^=]{1,160}=\d{1,6}(\.\d{1,3})?$"  # a line in the address of a paper: `item=quantity`


@dataclass
class Wanted:
    """What shall be quoted, the names that this shelf has not, and what a name may mean that says too little."""

    lines: list[Line] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unclear: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Quotation:
    """The lines with what they come to, delivery aside."""

    lines: Sequence[Line]
    totals: Totals
    off: Reckoned


def of_quotation(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who asks for a quotation gets one, whatever else it sounds like; at who repairs it must be of goods."""
    text = reading.text or ""
    of_repairs = caller.business.kind == REPAIRS
    if reading.is_tap or SKILL not in caller.business.skills or not is_wanted(text, estimates=not of_repairs):
        return None
    named = [alone for line in message_of(reading).lines if (alone := _goods_alone(line))]
    if of_repairs and not (named or has_cart(session, caller)):
        return None
    return heard(session, caller, PAGE, lambda here, by: _quoted(here, by, named, reading))


def is_wanted(text: str, *, estimates: bool = True) -> bool:
    """Whether a text asks for a quotation; of repairs an estimate is none, and "quotation nahi, bill" wants none."""
    said = plain_words(text)
    asks = LISTS.has(said, "quotation") or (estimates and LISTS.has(said, "estimate"))
    return asks and not LISTS.has(said, "none_wanted")


def _goods_alone(line: Said) -> Said | None:
    """The line without the words of the quotation in its name: the sugar of "cheeni ka quotation"."""
    words = [word for word in (line.name or "").split() if not is_wanted(word)]
    while words and plain_words(words[-1]) in LISTS.words("beside"):
        words.pop()
    return replace(line, name=" ".join(words)) if words else None


def quoted(business: Business, lines: Sequence[Line], less: Given | None = None) -> Quotation:
    """What these lines come to now; `less` is left off besides."""
    sold = [Sold(each.item.sku, each.item.category, each.quantity, each.each_paise) for each in lines]
    off = reckon(sold, discounts_of(business), clock.now_in(business.timezone))
    off = with_less(off, less, sold) if less else off
    sums = totals(priced_lines(lines, off), terms_of(business).prices_include_gst, 0)
    return Quotation(lines, sums, off)


def lines_of(session: Session, business_id: str, goods: Iterable[str]) -> list[Line]:
    """The lines that an address carries, as `GOODS` each; what is no longer sold is left out."""
    shelf, lines = StockedShelf(session, business_id), list[Line]()
    for each in goods:
        key, _, said = each.rpartition("=")
        if (item := shelf.item(key)) is not None and Decimal(said) > 0:
            lines.append(Line(item, Decimal(said)))
    return lines


def _quoted(session: Session, caller: Caller, named: Sequence[Said], reading: Reading) -> Outcome[Any]:
    desk = Desk(session, caller)
    wanted = _wanted(desk.shelf, named) if named else Wanted(list(_at_hand(desk)))
    if wanted.unknown or wanted.unclear:
        rows = [{**item_facts(each, is_marked(caller.business)), "there": True} for each in wanted.unclear]
        facts = {"rows": rows, "names": wanted.unknown}
        return Outcome[str](outcome="quotation_unclear" if rows else "none_known", facts=facts)
    if not wanted.lines:
        return Outcome[str](outcome="quotation_of_what")
    is_of_shop = may_serve(session, caller)
    may_be_taken = not (is_of_shop or desk.cart.lines)
    if may_be_taken:
        show(session, caller, [_shown(each) for each in wanted.lines])
    outcome = "quotation_to_send" if is_of_shop else "quotation" if may_be_taken else "quotation_alone"
    facts = {
        **_facts(caller, wanted.lines),
        "takes": may_be_taken,
        "files": [_paper(caller, wanted.lines, reading)],
    }
    return Outcome[str](outcome=outcome, facts=facts)


def _shown(line: Line) -> Shown:
    return Shown(line.item.key, line.quantity, line.item.measure.unit, line.item.name["en"])


def _facts(caller: Caller, lines: Sequence[Line]) -> Facts:
    quotation = quoted(caller.business, lines)
    return {
        "lines": [line_facts(each, is_marked(caller.business), Kept()) for each in lines],
        "discounts": discount_rows(quotation.off),
        "total_paise": quotation.totals.total_paise,
        "gst_paise": quotation.totals.gst_paise,
        "gst_included": quotation.totals.gst_included,
    }


def _paper(caller: Caller, lines: Sequence[Line], reading: Reading) -> Facts:
    """The file: where it is made, and what it is called."""
    goods = [("goods", f"{each.item.key}={plain(each.quantity)}") for each in lines]
    about = {"to": _for_whom(reading), "language": reading.first("language")}
    query = urlencode([*goods, *((name, said) for name, said in about.items() if said)])
    return {
        "kind": "document",
        "source": f"/api/businesses/{caller.business_id}/quotation.pdf?{query}",
        "filename": f"Quotation {caller.business.name}.pdf",
    }


def _wanted(shelf: StockedShelf, named: Sequence[Said]) -> Wanted:
    """Each name as one thing in an amount that it comes in."""
    shelf.expect(line.name for line in named if line.name)
    wanted = Wanted()
    for said in named[:MOST_LINES]:
        meant = shelf.meant(said.name or "")
        items = likely(meant.items, said.quantity, said.unit, said.pack) if not meant.against else []
        variants = [each for item in items for key in item.variants if (each := shelf.item(key))]
        if not items:
            wanted.unknown.append(said.name or "")
        elif len(items) >= SEVERAL or variants or (line := _line(items[0], said)) is None:
            wanted.unclear += variants or items
        else:
            wanted.lines.append(line)
    return wanted


def _line(item: Item, said: Said) -> Line | None:
    """The item in the amount that was said, one where none was; None where it does not come so."""
    try:
        amount = quantity_for(said.quantity or Decimal(1), said.unit, said.pack, item.measure)
    except QuantityQuestion:
        return None
    return Line(item, amount)


def _at_hand(desk: Desk) -> Iterator[Line]:
    """What is in the cart, else what was shown with an amount."""
    if desk.cart.lines:
        yield from desk.cart.lines
        return
    for each in last_shown(desk.session, desk.caller):
        item = desk.shelf.item(each.key)
        if item is not None and each.quantity is not None and not item.variants:
            line = _line(item, Said(None, each.quantity, each.unit))
            yield from [line] if line else []


def _for_whom(reading: Reading) -> str | None:
    """The name on the paper: as a bill's is said, else who is named in the message."""
    text = reading.text or ""
    if (found := bill_names.find(text)) is not None:
        return found.name
    return next((text[each.start : each.end] for each in reading.people), None)
