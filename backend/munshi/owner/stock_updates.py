"""The stock by an owner's words: what came, what is left, what ran out, what costs more now.

What is more than usual is shown before it is written, with the token of what is shown; the rest is written at once, and
said with what is there afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.catalogue import service as catalogue
from munshi.catalogue import stock
from munshi.catalogue.models import Product, StockMove
from munshi.catalogue.stock import StockLine
from munshi.columns import plain
from munshi.orders.facts import Facts, item_facts
from munshi.orders.items import Item, sku_of
from munshi.orders.messages import Said
from munshi.orders.quantities import QuantityQuestion, converted, refuse_another_pack
from munshi.orders.rules import token
from munshi.orders.shelf import StockedShelf, likely
from munshi.outcomes import Outcome, Refusal
from munshi.owner.models import StockDraft
from munshi.owner.rules import (
    OF_PRICES,
    Kind,
    Mark,
    is_much,
    kind_at,
    moves_much,
    new_figure,
    new_price,
    of_a_price,
    price_told,
)
from munshi.people.rules import Role

SHOWN = 3  # of the products that may be meant


@dataclass(frozen=True)
class Told:
    """What a message says of the stock: its lines with their places, what has happened, and a sum."""

    lines: Sequence[tuple[Said, int]]
    marks: Sequence[Mark]
    paise: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Change:
    """One product and what happens to it; `figure` is a quantity in its own unit, or a price in paise."""

    sku: str
    kind: Kind
    figure: Decimal | None = None

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "sku": self.sku,
            "kind": self.kind,
            "figure": None if self.figure is None else plain(self.figure),
        }

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Change":
        """The change that was stored."""
        figure = stored["figure"]
        return cls(stored["sku"], Kind(stored["kind"]), None if figure is None else Decimal(figure))


@dataclass
class _Heard:
    """What was understood, and what must be said or asked besides."""

    changes: list[Change] = field(default_factory=list)
    notes: list[Facts] = field(default_factory=list)
    question: Outcome[Any] | None = None


def update(session: Session, caller: Caller, told: Told) -> Outcome[Any]:
    """Writes what was said, or shows it first where it is more than usual; asks where it is not clear."""
    refuse_others(caller)
    if not any(said.name or said.sku for said, _ in told.lines):
        raise Refusal("which")
    heard = _hear(session, caller, told)
    if heard.changes and any(_is_unusual(session, caller, change) for change in heard.changes):
        return _ask(session, caller, heard)
    rows = _write(session, caller, heard.changes)
    if heard.question is not None:
        facts = {**heard.question.facts, "rows": rows, "notes": heard.notes}
        return Outcome[str](outcome=heard.question.outcome, facts=facts)
    outcome = "updated" if rows else "none_known"
    return Outcome[str](outcome=outcome, facts={"rows": rows, "notes": heard.notes})


def confirm(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Writes exactly what was shown, once."""
    refuse_others(caller)
    draft = _draft(session, caller)
    if draft is None or draft.summary != summary:
        raise Refusal("which")
    changes = [Change.of(each) for each in draft.changes]
    session.delete(draft)
    return Outcome[str](outcome="updated", facts={"rows": _write(session, caller, changes), "notes": []})


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Leaves the stock as it is."""
    refuse_others(caller)
    draft = _draft(session, caller)
    if draft is not None:
        session.delete(draft)
    return Outcome[str](outcome="kept", facts={"notes": []})


def refuse_others(caller: Caller) -> None:
    """The stock is seen to by owners and managers of a business that sells."""
    if "orders" not in caller.business.skills:
        raise Refusal("not_offered")
    caller.must_be(Role.OWNER, Role.MANAGER)


def _hear(session: Session, caller: Caller, told: Told) -> _Heard:
    shelf, heard = StockedShelf(session, caller.business_id), _Heard()
    shelf.expect(said.name for said, _ in told.lines if said.name)
    for said, start in told.lines:
        items = _items(shelf, said)
        kind = kind_at(told.text, told.marks, start, counted=said.quantity is not None)
        kind = kind and of_a_price(kind, said.quantity, told.paise)
        if not items:
            heard.notes.append({"note": "unknown", "names": [said.name]})
        elif len(items) > 1:
            heard.question = heard.question or _which(said, items, kind, told.paise)
        elif kind is None:
            heard.question = heard.question or _what_happened(said, items[0])
        else:
            _note_change(heard, said, items[0], kind, told.paise)
    return heard


def _items(shelf: StockedShelf, said: Said) -> list[Item]:
    """The products that may be meant, each once, of which such an amount may be there."""
    if said.sku:
        item = shelf.item(sku_of(said.sku))
        return [item] if item else []
    meant = shelf.meant(said.name or "")
    items = list({each.sku: each for each in meant.items}.values())
    return likely(items, said.quantity, said.unit, said.pack)


def _note_change(heard: _Heard, said: Said, item: Item, kind: Kind, paise: int | None) -> None:
    if kind in (Kind.GONE, Kind.BACK):
        heard.changes.append(Change(item.sku, kind))
        return
    if kind in OF_PRICES:
        figure = price_told(paise, said.quantity, said.unit)
    else:
        figure = _quantity(heard, said, item)
        if said.quantity is not None and figure is None:
            return
    if figure is None:
        heard.notes.append({"note": "ask_amount", "item": item_facts(item, marked=False)})
    else:
        heard.changes.append(Change(item.sku, kind, figure))


def _quantity(heard: _Heard, said: Said, item: Item) -> Decimal | None:
    """The amount in the product's own unit; limits for customers do not bind who fills the shelf."""
    if said.quantity is None:
        return None
    try:
        refuse_another_pack(said.pack, item.measure)
        return converted(said.quantity, said.unit, item.measure)
    except QuantityQuestion:
        heard.notes.append({"note": "ask_unit", "item": item_facts(item, marked=False)})
        return None


def _which(said: Said, items: Sequence[Item], kind: Kind | None, paise: int | None) -> Outcome[Any]:
    options = [{**item_facts(item, marked=False), **_tap(said, item, kind, paise)} for item in items[:SHOWN]]
    return Outcome[str](outcome="choose_product", facts={"asked": said.name, "options": options})


def _what_happened(said: Said, item: Item) -> Outcome[Any]:
    kinds = (Kind.CAME, Kind.LEFT) if said.quantity is not None else (Kind.GONE, Kind.BACK)
    options = [{"kind": kind, **_tap(said, item, kind, None)} for kind in kinds]
    return Outcome[str](
        outcome="ask_kind", facts={"item": item_facts(item, marked=False), "options": options}
    )


def _tap(said: Said, item: Item, kind: Kind | None, paise: int | None) -> Facts:
    """What a button carries: the line with its product, what has happened, and the sum."""
    line = {
        "sku": item.sku,
        "quantity": None if said.quantity is None else plain(said.quantity),
        "unit": said.unit,
    }
    return {"tap": {"order_line": line, "kind": kind, "paise": paise}}


def _is_unusual(session: Session, caller: Caller, change: Change) -> bool:
    if change.figure is None:
        return False
    product = catalogue.get(session, caller.business_id, change.sku)
    assert product
    if change.kind in OF_PRICES:
        return moves_much(
            product.price_paise, new_price(change.kind, product.price_paise, int(change.figure))
        )
    if change.kind is Kind.CAME:
        return is_much(change.figure, _most_received(session, caller, change.sku))
    return False


def _most_received(session: Session, caller: Caller, sku: str) -> Decimal | None:
    """The most that ever came in of a product at once, or was counted."""
    query = select(func.max(func.coalesce(StockMove.counted, StockMove.quantity))).where(
        StockMove.business_id == caller.business_id,
        StockMove.sku == sku,
        StockMove.kind.in_(("received", "counted")),
    )
    return session.scalar(query)


def _ask(session: Session, caller: Caller, heard: _Heard) -> Outcome[Any]:
    """Shows all of it, and writes nothing yet."""
    changes = [change.stored() for change in heard.changes]
    summary = token([caller.business_id, caller.person.id, changes, clock.now().isoformat()])
    kept = {"changes": changes, "summary": summary, "at": clock.now()}
    whose = {"business_id": caller.business_id, "person_id": caller.person.id}
    query = insert(StockDraft).values({**whose, **kept})
    session.execute(query.on_conflict_do_update(index_elements=list(whose), set_=kept))
    rows = [_row(session, caller, change) for change in heard.changes]
    return Outcome[str](outcome="confirm", facts={"rows": rows, "notes": heard.notes, "summary": summary})


def _draft(session: Session, caller: Caller) -> StockDraft | None:
    key = (caller.business_id, caller.person.id)
    return session.get(StockDraft, key, with_for_update=True, populate_existing=True)


def _write(session: Session, caller: Caller, changes: Sequence[Change]) -> list[Facts]:
    """Writes the changes, the products locked in one order; says of each what is there afterwards."""
    products = catalogue.lock_many(session, caller.business_id, [change.sku for change in changes])
    for change in changes:
        _write_one(session, caller, products[change.sku], change)
    session.flush()
    return [_row(session, caller, change, written=True) for change in changes]


def _write_one(session: Session, caller: Caller, product: Product, change: Change) -> None:
    business_id = caller.business_id
    if change.kind is Kind.GONE:
        if product.keeps_stock:
            stock.count(session, business_id, {product.sku: Decimal(0)})
        else:
            product.available = False
    elif change.kind is Kind.BACK:
        product.available, product.back_on = True, None
    elif change.kind in OF_PRICES:
        assert change.figure is not None
        product.price_paise = new_price(change.kind, product.price_paise, int(change.figure))
    else:
        assert change.figure is not None
        _count(session, caller, product, change.kind, change.figure)


def _count(session: Session, caller: Caller, product: Product, kind: Kind, figure: Decimal) -> None:
    """What came is received; what is left is counted, and from then on the stock of the product is kept."""
    product.available, product.back_on = True, None
    if kind is Kind.LEFT:
        product.keeps_stock = True
        session.flush()
    if not product.keeps_stock:
        return
    if kind is Kind.CAME:
        stock.receive(session, caller.business_id, [StockLine(product.sku, figure)])
        return
    left = stock.on_hand(session, caller.business_id, [product.sku])[product.sku] or Decimal(0)
    stock.count(session, caller.business_id, {product.sku: new_figure(kind, left, figure)})


def _row(session: Session, caller: Caller, change: Change, *, written: bool = False) -> Facts:
    """A change with what is there, before it where it is only shown."""
    product = catalogue.get(session, caller.business_id, change.sku)
    assert product
    shelf = StockedShelf(session, caller.business_id)
    item = shelf.item(change.sku)
    assert item
    left = item.left
    return {
        **item_facts(item, marked=False),
        "kind": change.kind,
        "quantity": plain(change.figure)
        if change.figure is not None and change.kind not in OF_PRICES
        else None,
        "left": None if left is None else plain(left),
        "new_price_paise": product.price_paise
        if written or change.kind not in OF_PRICES
        else new_price(change.kind, product.price_paise, int(change.figure or 0)),
    }
