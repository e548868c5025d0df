"""Questions about goods: what they cost, and whether they are there. What is shown can then be ordered in a word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.bills.terms import price_is_all
from munshi.callers import Caller
from munshi.catalogue import goods
from munshi.columns import plain
from munshi.orders import menu
from munshi.orders.desk import Desk, discounts_of, is_marked, refuse_where_not_offered
from munshi.orders.discounts import Sold, reckon
from munshi.orders.facts import Facts, item_facts
from munshi.orders.goods_in_text import head_of, words_over
from munshi.orders.items import Item
from munshi.orders.joined_kinds import with_joined_kinds
from munshi.orders.joined_names import with_joined
from munshi.orders.messages import Message, Said
from munshi.orders.names_apart import with_names_apart
from munshi.orders.of_class import classes_named
from munshi.orders.pack_sizes import size_of, sizes_said
from munshi.orders.quantities import QuantityQuestion, quantity_for
from munshi.orders.rules import NoWay
from munshi.orders.serving import stock
from munshi.orders.serving.duty import may_keep_stock
from munshi.orders.shelf import Meant, StockedShelf, likely
from munshi.orders.shown import Shown, last_shown, show
from munshi.orders.told_apart import with_its_figure
from munshi.orders.totals import line_amount
from munshi.orders.whose import with_whose
from munshi.orders.wishes import equivalent, may_replace
from munshi.outcomes import Outcome

MOST_ROWS = 8  # of goods in one answer
MOST_OF_A_NAME = 5  # that one name may mean
EITHER = re.compile(r"\s(?:ya|or|vs|या)\s", re.IGNORECASE)
FEW = Decimal(5)  # steps of a product


@dataclass(frozen=True)
class Asked:
    """A line of the question, with an item that it may mean."""

    said: Said
    item: Item


def price(session: Session, caller: Caller, message: Message) -> Outcome[Any]:
    """What the named goods cost, or those that were shown last; with an amount, what that comes to."""
    refuse_where_not_offered(caller.business)
    asked, unknown = _asked(session, caller, message)
    if not message.lines and (whole := _sum(Desk(session, caller), asked)):
        return whole
    if not asked:
        return Outcome[str](outcome="none_known" if unknown else "which", facts={"names": unknown})
    show(session, caller, [_shown(each.item.key, each.said, message) for each in asked])
    rows = [_price_row(each, caller) for each in asked]
    facts = {
        "rows": rows,
        "names": unknown,
        "gst_included": price_is_all(caller.business),
        **_together(caller, message, asked, rows),
    }
    return Outcome[str](outcome="prices", facts=facts)


def _sum(desk: Desk, shown: Sequence[Asked]) -> Outcome[Any] | None:
    """What the cart comes to, where nothing else is asked about or was shown that the question may mean."""
    inside = {line.item.key for line in desk.cart.lines}
    if not inside or desk.cart.open_wish or any(each.item.key not in inside for each in shown):
        return None
    try:
        facts = desk.shown(desk.bill())
    except NoWay:
        facts = {
            "lines": desk.lines(),
            "total_paise": sum(line_amount(each.quantity, each.each_paise) for each in desk.cart.lines),
        }
    return Outcome[str](outcome="sum", facts={"lines": facts["lines"], "total_paise": facts["total_paise"]})


def _together(caller: Caller, message: Message, asked: Sequence[Asked], rows: Sequence[Facts]) -> Facts:
    """What several amounts come to, where each name means one thing: *1 kg peda and 1 kg ladoo*.

    What is taken off the whole is told of all of them; else of each row, as the order may be of it alone.
    """
    amounts = [row["amount_paise"] for row in rows if "amount_paise" in row]
    counted = [line for line in message.lines if line.name and line.quantity is not None]
    if len(amounts) == len(rows) == len(counted) > 1:
        sold = [_sold(each.item, Decimal(row["quantity"])) for each, row in zip(asked, rows, strict=True)]
        return {"together_paise": sum(amounts), "together_discounts": _taken_off(sold, caller, whole=True)}
    for each, row in zip(asked, rows, strict=True):
        if "quantity" in row:
            row["discounts"] = _taken_off([_sold(each.item, Decimal(row["quantity"]))], caller, whole=True)
    return {}


def availability(session: Session, caller: Caller, message: Message, *, low: bool = False) -> Outcome[Any]:
    """Whether the named goods are there, how many of them where there are few, and what is there instead.

    Who sees to the stock hears how much there is; `low` asks for what is running out.
    """
    refuse_where_not_offered(caller.business)
    shelf = StockedShelf(session, caller.business_id)
    is_of_shop = may_keep_stock(session, caller)
    if is_of_shop and (low or not any(line.name for line in message.lines)):
        return stock.running_low(session, caller)
    if not is_of_shop and (whole := _whole_class(session, caller, message)):
        return whole
    asked, unknown = _asked(session, caller, message)
    if asked and is_of_shop:
        return stock.left(session, caller, [each.item for each in asked], unknown)
    if not asked:
        return Outcome[str](outcome="none_known" if unknown else "which", facts={"names": unknown})
    rows = _once([_stock_row(each, shelf, caller) for each in asked])
    there = [
        _shown(key, each.said, message)
        for each, row in zip(asked, rows, strict=True)
        if (key := row["choice"])
    ]
    out = [_shown(each.item.key, each.said, message) for each in asked]
    show(session, caller, there or out)  # of what is out it may be asked when it comes
    alike = all(shelf.meant(each.said.name or "").against for each in asked if each.said.name)
    is_there = any(row["there"] for row in rows)  # what is offered instead is no yes
    outcome = "not_there" if not is_there else "alike" if alike and unknown else "there"
    over = "" if is_of_shop or not there else words_over(shelf, message)
    return Outcome[str](outcome=outcome, facts={"rows": rows, "names": unknown, "only_shop": over or None})


def _shown(key: str, said: Said, message: Message) -> Shown:
    """What is asked about by name; of *this or that* a yes takes neither unasked."""
    either = EITHER.search(message.said or message.text or "")
    return Shown(key, said.quantity, said.unit, None if either else said.name)


def _once(rows: list[Facts]) -> list[Facts]:
    """The rows, of which each thing can be chosen from one: what is sold out may be replaced by what is named too."""
    chosen = set[str]()
    for row in rows:
        row["choice"] = None if row["choice"] in chosen else row["choice"]
        chosen.add(row["choice"] or "")
    return rows


def _whole_class(session: Session, caller: Caller, message: Message) -> Outcome[Any] | None:
    """All that there is of a class of goods, where nothing else is asked about: *sirf fruit batao*."""
    names = [line.name for line in message.lines]
    if len(names) != 1 or not classes_named(names[0]):
        return None
    shown = menu.view(session, caller, menu.Wanted(text=names[0]))
    return shown if shown.outcome == "goods" else None


def _asked(session: Session, caller: Caller, message: Message) -> tuple[list[Asked], list[str]]:
    """The items that are asked about, and the names that nothing here has; without a name, what was shown last."""
    shelf = StockedShelf(session, caller.business_id)
    message = with_joined(shelf, message)
    named = [line for line in with_whose(shelf, message.lines) if line.name]
    if not named:
        amount = next(iter(message.lines), Said(None))
        return list(_again(shelf, last_shown(session, caller), amount)), []
    named = with_names_apart(shelf, named)
    shelf.expect(line.name for line in named if line.name)
    asked: list[list[Asked]] = []
    unknown: list[str] = []
    whole = [with_its_figure(shelf, _with_word_behind(shelf, each, message)) for each in named]
    for line in with_joined_kinds(shelf, whole, message):
        assert line.name
        meant = shelf.meant(line.name)
        items = () if _is_only_of_it(line.name, meant) else meant.items
        known = {each.item.key for rows in asked for each in rows}  # mustard and sarson tel are one
        asked.append(
            [
                Asked(line, item)
                for item in _worth_naming(items, line, shelf, message)
                if item.key not in known
            ]
        )
        unknown += [] if items and not meant.against else [line.name]
    return _shared(asked), unknown


def _shared(asked: Sequence[Sequence[Asked]]) -> list[Asked]:
    """The rows of one answer: of several names each has its share, and none is left out for the first."""
    in_turn = [each for rows in zip_longest(*asked) for each in rows if each is not None][:MOST_ROWS]
    return [each for rows in asked for each in rows if any(each is one for one in in_turn)]


def _with_word_behind(shelf: StockedShelf, line: Said, message: Message) -> Said:
    """The line with the word behind its name, where nothing here is called so without it: *sugar strips*."""
    name, said = line.name or "", message.said or message.text or ""
    behind = said.partition(name)[2].split()[:1]
    whole = f"{name} {behind[0]}".rstrip("?!.,") if behind else name
    known = not behind or line.quantity is not None or shelf.meant(name).items
    return line if known or not shelf.is_name(whole) else replace(line, name=whole)


def _is_only_of_it(name: str, meant: Meant) -> bool:
    """Whether what is asked about is of a thing here, or for it: *fridge ka gasket*, *gasket for fridge*."""
    head = head_of(name)
    over = set(meant.left.casefold().split())
    return head != name and over.issuperset(head.casefold().split()) and not goods.only_describes(head)


def _again(shelf: StockedShelf, shown: Sequence[Shown], amount: Said) -> Iterator[Asked]:
    for each in shown:
        item = shelf.item(each.key)
        if item is not None:
            yield Asked(Said(item.name["en"], amount.quantity, amount.unit, amount.pack), item)


def _worth_naming(items: Sequence[Item], line: Said, shelf: StockedShelf, message: Message) -> Iterator[Item]:
    """Those that can be had in such an amount, and other packs whose size is said; of variants each of them."""
    fitting = likely(items, line.quantity, line.unit, line.pack)
    sizes = sizes_said(message.said or message.text or "") if len(fitting) < len(items) else frozenset()
    packs = [item for item in items if item not in fitting and size_of(item) in sizes]
    for item in [*fitting, *packs][:MOST_OF_A_NAME]:
        variants = [each for key in item.variants if (each := shelf.item(key))]
        yield from variants or [item]


def _price_row(asked: Asked, caller: Caller) -> Facts:
    """The price of one unit, and of the amount that was spoken of where it can be had so."""
    item, row = asked.item, _row(asked.item, caller)
    if asked.said.quantity is None:
        return {**row, "discounts": _taken_off([_sold(item, Decimal(1))], caller, whole=False)}
    try:
        quantity = quantity_for(asked.said.quantity, asked.said.unit, asked.said.pack, item.measure)
    except QuantityQuestion:
        return row
    amount = line_amount(quantity, item.price_paise)
    taken = _taken_off([_sold(item, quantity)], caller, whole=False)
    return {**row, "quantity": plain(quantity), "amount_paise": amount, "discounts": taken}


def _sold(item: Item, quantity: Decimal) -> Sold:
    return Sold(item.sku, item.category, quantity, item.price_paise)


def _taken_off(sold: Sequence[Sold], caller: Caller, *, whole: bool) -> list[Facts]:
    """What amounts come to with each discount that they have now; `whole`: also with that of an order of them alone."""
    open_to_all = [each for each in discounts_of(caller.business) if whole or each.is_of_goods]
    left, told = sum(each.amount_paise for each in sold), []
    for given in reckon(sold, open_to_all, clock.now_in(caller.business.timezone)).given:
        left -= given.paise
        told.append({"name": dict(given.discount.name), "net_paise": left})
    return told


def _stock_row(asked: Asked, shelf: StockedShelf, caller: Caller) -> Facts:
    item = asked.item
    row = {**_row(item, caller), "state": _state(item, asked.said), "until": _until(item, caller)}
    if row["state"] in ("there", "few", "too_few"):
        return {**row, "left": None if item.left is None else plain(item.left)}
    other = shelf.item(item.substitute) if item.substitute else None
    if other is None or other.variants or not may_replace(item, other):
        return {**row, "choice": None}
    offered = equivalent(asked.said.quantity or Decimal(1), item, other)
    instead = {**item_facts(other, is_marked(caller.business)), "offered": plain(offered)}
    return {**row, "choice": other.key, "substitute": instead}


def _until(item: Item, caller: Caller) -> str | None:
    """Until when it is known to be sold out."""
    now = clock.now_in(caller.business.timezone)
    ends = item.out_until.astimezone(now.tzinfo) if item.out_until else now
    return ends.isoformat() if ends > now else None


def _state(item: Item, said: Said) -> str:
    """`there`, `few` left, `too_few` for what is wanted, `sold_out`, or `unavailable` today."""
    if not item.available:
        return "unavailable"
    if item.left is None:
        return "there"
    if item.left < item.measure.step:
        return "sold_out"
    try:
        wanted = quantity_for(said.quantity, said.unit, said.pack, item.measure)
    except QuantityQuestion:
        wanted = item.measure.step
    if wanted > item.left:
        return "too_few"
    return "few" if item.left <= FEW * item.measure.step else "there"


def _row(item: Item, caller: Caller) -> Facts:
    there = item.available and (item.left is None or item.left >= item.measure.step)
    return {
        **item_facts(item, is_marked(caller.business)),
        "photo": item.photo,
        "choice": item.key if there else None,
        "there": there,
    }
