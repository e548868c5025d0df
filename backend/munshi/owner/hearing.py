"""What a message about the stock means: the changes that are clear, and what must be said or asked besides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.columns import plain
from munshi.orders.choosing import named_by_word
from munshi.orders.facts import Facts, item_facts
from munshi.orders.items import Item, sku_of
from munshi.orders.joined_names import joined_lines
from munshi.orders.messages import Said
from munshi.orders.quantities import QuantityQuestion, converted, refuse_another_pack
from munshi.orders.shelf import StockedShelf, likely, named_with
from munshi.orders.told_apart import with_its_figure
from munshi.outcomes import Outcome
from munshi.owner.choosing import ORDER, summary
from munshi.owner.drafts import SHOWN, Change
from munshi.owner.rules import (
    OF_AMOUNTS,
    OF_PRICES,
    USUAL,
    Kind,
    end_of,
    figures_in,
    moves_much,
    price_told,
    same_clause,
)
from munshi.owner.said import SaidUntil, Told, ToldOf
from spelling import key

NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
TWO = 2
OF_ALL = OF_PRICES | {Kind.GONE, Kind.BACK}  # what is told of all that are called so: no amount is of each


@dataclass
class Heard:
    """What was understood, and what must be said or asked besides."""

    changes: list[Change] = field(default_factory=list)
    notes: list[Facts] = field(default_factory=list)
    question: Outcome[Any] | None = None
    besides: str = ""  # the note that names what `question` asks of
    guessed: bool = False  # a yes is wanted first

    def ask(self, question: Outcome[Any], besides: str) -> None:
        """Asks one thing; what is not clear besides is named, so that it can be said again."""
        if self.question is None:
            self.question, self.besides = question, besides
        else:
            self.notes.append({"note": besides, **question.facts})

    def all_notes(self) -> list[Facts]:
        """The notes, and what is not clear among them, where something else is asked first."""
        return self.notes + ([{"note": self.besides, **self.question.facts}] if self.question else [])


def hear(session: Session, caller: Caller, told: Told) -> Heard:
    """Each product of the message with what happened to it; the first that is not clear is asked about."""
    shelf, heard = StockedShelf(session, caller.business_id), Heard()
    told = _with_words_before(shelf, _with_whole_names(shelf, told))
    shelf.expect(said.name for said, _ in told.lines if said.name)
    spoken = [
        _with_its_kind(shelf, told, each)
        for each in _with_sizes(shelf, told).each(lambda said: with_its_figure(shelf, said))
        if each.kind is not Kind.INSTEAD
    ]
    heard.guessed = _are_prices(shelf, spoken)
    if heard.guessed:
        spoken = [replace(each, kind=Kind.PRICED) for each in spoken]
    for each in spoken:
        items = _priced(shelf, each, _items(shelf, each))
        if each.kind is Kind.CAME and told.sums and not _is_surely(shelf, each):
            items = []  # what has come with a price of its own may be new
        if not items and each.said.name:
            heard.notes.append({"note": "unknown", "names": [each.said.name]})
        elif not items:
            continue  # an amount of nothing that is named
        elif len(items) > 1 and each.every and each.kind in OF_ALL:
            for item in items:
                _note_when(caller, heard, each, item)
        elif len(items) > 1:
            heard.ask(_which(each, items), "which_besides")
        elif each.kind is None:
            heard.ask(_what_happened(told, each, items[0]), "ask_kind_besides")
        else:
            _note_when(caller, heard, each, items[0])
    return heard


def _with_whole_names(shelf: StockedShelf, told: Told) -> Told:
    """What was told with a name that was cut into its parts as one."""
    whole = joined_lines(shelf, told.text, [said for said, _ in told.lines])
    return replace(told, lines=[(said, told.lines[at][1]) for at, said in whole])


def _with_words_before(shelf: StockedShelf, told: Told) -> Told:
    """A name that may be of several is that of the one which the word before it names with it: *sweet lassi*."""
    return replace(
        told, lines=[(_with_word_before(shelf, told.text, said, at), at) for said, at in told.lines]
    )


def _with_word_before(shelf: StockedShelf, text: str, said: Said, start: int) -> Said:
    before = text[:start].split()[-1:]
    if not said.name or not before or len(shelf.meant(said.name).items) < TWO:
        return said
    whole = shelf.meant(f"{before[0]} {said.name}")
    is_one = len(whole.items) == 1 and whole.sure and not whole.left
    return replace(said, name=f"{before[0]} {said.name}") if is_one else said


def _with_its_kind(shelf: StockedShelf, told: Told, each: ToldOf) -> ToldOf:
    """What has happened to a product, where its words leave that open."""
    if each.kind is None and each.said.quantity is None and (each.has_come or told.recounted):
        return replace(each, kind=Kind.CAME if each.has_come else Kind.LEFT)
    if each.kind is Kind.SET:
        return replace(each, kind=_of_set(each.said, _items(shelf, each)))
    return each


def _are_prices(shelf: StockedShelf, spoken: Sequence[ToldOf]) -> bool:
    """Whether several goods have a bare figure each, and every one is near its price: *aata 44 kar do, chini 48*."""
    kinds = {each.kind for each in spoken}
    is_open = None in kinds and kinds <= {None, Kind.PRICED}
    return is_open and len(spoken) > 1 and all(_is_near(shelf, each) for each in spoken)


def _is_near(shelf: StockedShelf, told: ToldOf) -> bool:
    """Whether a bare figure, and no sum, is near the price of the one product that is meant."""
    said, items = told.said, _items(shelf, told)
    if told.paise is not None or said.quantity is None or said.unit or len(items) != 1:
        return False
    return not moves_much(items[0].price_paise, int(said.quantity * 100))


def _with_sizes(shelf: StockedShelf, told: Told) -> Told:
    """What has run out is not counted: a bare figure beside it that is one of its sizes is of its name."""
    return replace(told, lines=[(_with_size(shelf, told, said, start), start) for said, start in told.lines])


def _with_size(shelf: StockedShelf, told: Told, said: Said, start: int) -> Said:
    here = {mark.kind for mark in told.marks if same_clause(told.text, start, mark.start)}
    if not said.name or said.unit or Kind.GONE not in here or not here.isdisjoint(OF_AMOUNTS):
        return said
    packs = [item.measure.pack for item in shelf.meant(said.name).items]
    if said.quantity is None or said.quantity not in [pack.quantity for pack in packs if pack]:
        return said
    return replace(said, name=f"{said.name} {plain(said.quantity)}", quantity=None)


def _items(shelf: StockedShelf, told: ToldOf) -> list[Item]:
    """The products that may be meant, each once, of which such an amount may be there."""
    said = told.said
    if said.sku:
        item = shelf.item(said.sku if told.kind in OF_PRICES else sku_of(said.sku))
        return [item] if item else []
    meant = shelf.meant(said.name or "")
    if not meant.items and (name := shelf.name_in(told.words)):
        meant = shelf.meant(name)
    items = list({each.sku: each for each in meant.items}.values())
    items = named_by_word(items, " ".join(NUMBER.findall(told.words))) or items  # "dolo 650 ka rate 36"
    return _called_just_so(said.name, items) or likely(items, said.quantity, said.unit, said.pack)


def _called_just_so(name: str | None, items: Sequence[Item]) -> list[Item]:
    """The one product whose whole name was said: it is never asked which."""
    said = [key(word) for word in (name or "").split()]
    so = [
        item
        for item in items
        if any([key(word) for word in called.split()] == said for called in item.name.values())
    ]
    return so if len(so) == 1 else []


def _is_surely(shelf: StockedShelf, told: ToldOf) -> bool:
    """Whether goods are named by a name of their own, all of it."""
    meant = shelf.meant(told.said.name or "")
    return bool(told.said.sku) or not told.said.name or (meant.sure and not meant.left)


def _priced(shelf: StockedShelf, told: ToldOf, items: list[Item]) -> list[Item]:
    """Of a dish that is sold in portions each has a price of its own: which is meant is asked where it is not said."""
    if told.kind not in OF_PRICES or len(items) != 1:
        return items
    return [item for key in items[0].variants if (item := shelf.item(key))] or items


def _of_set(said: Said, items: Sequence[Item]) -> Kind | None:
    """What is counted is left; a bare figure near the price, and not near what is left, is the new price."""
    if said.unit or said.quantity is None or len(items) != 1:
        return Kind.LEFT if said.unit else None
    (item,) = items
    if moves_much(item.price_paise, int(said.quantity * 100)):
        return None
    is_near = item.left is not None and abs(said.quantity - item.left) <= USUAL * item.left
    return None if is_near else Kind.PRICED


def _only_then(caller: Caller, told: ToldOf, item: Item) -> ToldOf:
    """What is there again from a day or an hour that is to come is sold out until it begins: *again on monday*."""
    until = told.until
    if told.kind is not Kind.BACK or until is None:
        return told
    from_then = replace(until, hour=until.hour or time())
    passed = until.day is not None and until.day < clock.now_in(caller.business.timezone).date()
    is_to_come = not passed and _end(caller, from_then, item) is not None
    return replace(told, kind=Kind.GONE, until=from_then) if is_to_come else told


def _end(caller: Caller, until: SaidUntil | None, item: Item) -> datetime | None:
    """Until when it is sold out; for today alone where nobody counts it."""
    now = clock.now_in(caller.business.timezone)
    return end_of(now, until.day, until.hour, counted=item.left is not None) if until else None


def _note_when(caller: Caller, heard: Heard, told: ToldOf, item: Item) -> None:
    then = _only_then(caller, told, item)
    _note_change(heard, then, item, _end(caller, then.until, item))


def _note_change(heard: Heard, told: ToldOf, item: Item, until: datetime | None) -> None:
    if told.kind is Kind.CAME and told.said.quantity is None and _is_off(item):
        heard.changes.append(Change(item.sku, Kind.BACK))
        return
    if told.kind is Kind.BACK and item.left == 0:
        told = replace(told, kind=Kind.LEFT)  # there again, but how many: nothing is sold of nought
    assert told.kind is not None
    if told.kind in (Kind.GONE, Kind.BACK):
        heard.changes.append(Change(item.sku, told.kind, until=until if told.kind is Kind.GONE else None))
        return
    if told.kind in OF_PRICES:
        figure = _price(told, item)
    else:
        figure = _quantity(heard, told.said, item)
        if told.said.quantity is not None and figure is None:
            return
    if figure is None:
        heard.ask(_how_much(told, item), "ask_amount")
    else:
        portion = item.variant["en"] if item.variant and told.kind in OF_PRICES else None
        heard.changes.append(Change(item.sku, told.kind, figure, portion=portion))


def _is_off(item: Item) -> bool:
    """Whether nothing but a word keeps it off sale: what is counted and at nought needs its amount."""
    return not item.available and item.left != 0


def _price(told: ToldOf, item: Item) -> Decimal | None:
    """The price or by how much it moves, in paise: what is said as money, else the one number that is not of the name.

    Of two such numbers neither is sure.
    """
    others = [each for each in figures_in(told.words) if not named_with(item, each)]
    if told.paise is None and len(set(others)) == 1 and told.said.unit is None:
        return others[0] * 100
    return price_told(told.paise, told.said.quantity, told.said.unit)


def _quantity(heard: Heard, said: Said, item: Item) -> Decimal | None:
    """The amount in the product's own unit; limits for customers do not bind who fills the shelf."""
    if said.quantity is None:
        return None
    try:
        refuse_another_pack(said.pack, item.measure)
        return converted(said.quantity, said.unit, item.measure)
    except QuantityQuestion:
        heard.notes.append({"note": "ask_unit", "item": item_facts(item, marked=False)})
        return None


def _which(told: ToldOf, items: Sequence[Item]) -> Outcome[Any]:
    options = [{**item_facts(item, marked=False), **_tap(told, item, told.kind)} for item in items[:SHOWN]]
    facts = {"asked": told.said.name, "options": options, "summary": summary(options)}
    return Outcome[str](outcome="choose_product", facts=facts)


def _how_much(told: ToldOf, item: Item) -> Outcome[Any]:
    options = [_tap(told, item, told.kind)]
    facts = {"item": item_facts(item, marked=False), "options": [], "summary": summary(options)}
    return Outcome[str](outcome="ask_amount", facts=facts)


def _what_happened(told: Told, of: ToldOf, item: Item) -> Outcome[Any]:
    options = [{"kind": kind, **_tap(of, item, kind)} for kind in _may_have_happened(told, of.said)]
    if told.may_order:
        options.append({"kind": ORDER, "tap": {"order_line": [_line(said) for said, _ in told.lines]}})
    facts = {"item": item_facts(item, marked=False), "options": options, "summary": summary(options)}
    return Outcome[str](outcome="ask_kind", facts=facts)


def _may_have_happened(told: Told, said: Said) -> Sequence[Kind]:
    """What a line may say; a number without a unit may also be a price."""
    if said.quantity is None:
        return (Kind.GONE, Kind.BACK)
    if said.unit is not None:
        return (Kind.CAME, Kind.LEFT)
    return (Kind.CAME, Kind.PRICED) if told.may_order else (Kind.CAME, Kind.PRICED, Kind.LEFT)


def _line(said: Said) -> Facts:
    """A line as a button carries it into the cart."""
    quantity = None if said.quantity is None else plain(said.quantity)
    return {"name": said.name, "sku": said.sku, "quantity": quantity, "unit": said.unit}


def _tap(told: ToldOf, item: Item, kind: Kind | None) -> Facts:
    """What a button carries: the line with its product, what has happened, the sum, and until when."""
    said, until = told.said, told.until
    line = {**_line(said), "name": None, "sku": item.key if kind in OF_PRICES else item.sku}
    end = {"day": until.day, "hour": until.hour} if until else {}
    said_until = {name: each.isoformat() for name, each in end.items() if each is not None}
    return {"tap": {"order_line": line, "kind": kind, "paise": told.paise, "until": said_until or None}}
