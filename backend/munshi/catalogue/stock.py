"""The stock of products: an append-only ledger whose sum is what is left.

Whoever changes the stock of a product first locks its row in `products`, products in the order of their skus, so that
two orders neither sell the same piece nor wait for each other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from munshi import clock
from munshi.catalogue.models import Product, StockMove
from munshi.columns import among


@dataclass(frozen=True)
class StockLine:
    """A quantity of a product, in the product's own unit."""

    sku: str
    quantity: Decimal


class OutOfStock(Exception):
    """There is less of the product than wanted: `left`, in its own unit; nothing was reserved."""

    def __init__(self, sku: str, left: Decimal) -> None:
        super().__init__(sku, left)
        self.sku = sku
        self.left = left


def on_hand(session: Session, business_id: str, skus: Collection[str]) -> dict[str, Decimal | None]:
    """What is left of each product, None for a product without a stock figure; unknown skus are left out."""
    kept = _keeps(business_id).where(among(Product.sku, skus))
    return _left(session.execute(kept).all(), _sums(session, business_id, skus))


def on_hand_of(
    session: Session, business_id: str, products: Collection[Product]
) -> dict[str, Decimal | None]:
    """The same for products that have been looked up already."""
    kept = [product.sku for product in products if product.keeps_stock]
    sums = _sums(session, business_id, kept) if kept else {}
    return _left([(product.sku, product.keeps_stock) for product in products], sums)


def all_on_hand(session: Session, business_id: str) -> dict[str, Decimal | None]:
    """What is left of every product, None for a product without a stock figure."""
    return _left(session.execute(_keeps(business_id)).all(), _sums(session, business_id))


def reserve(session: Session, business_id: str, lines: Sequence[StockLine], reference: str) -> None:
    """Takes the lines out of the stock for `reference`, an order. Raises OutOfStock, and then reserves none of them."""
    wanted = _summed(lines)
    kept = _lock(session, business_id, wanted)
    left = _sums(session, business_id, kept)
    for sku in kept:
        there = left.get(sku, Decimal(0))
        if wanted[sku] > there:
            raise OutOfStock(sku, max(there, Decimal(0)))
    for sku in kept:
        _add(session, business_id, sku, "reserved", -wanted[sku], reference=reference)
    session.flush()


def take(session: Session, business_id: str, lines: Sequence[StockLine], reference: str) -> None:
    """Takes out for `reference` what has left the shop already: of what the ledger has less of, all that it has."""
    wanted = _summed(lines)
    kept = _lock(session, business_id, wanted)
    left = _sums(session, business_id, kept)
    for sku in kept:
        taken = min(wanted[sku], left.get(sku, Decimal(0)))
        if taken > 0:
            _add(session, business_id, sku, "reserved", -taken, reference=reference)
    session.flush()


def held(session: Session, business_id: str, reference: str) -> list[StockLine]:
    """What is out of the stock for `reference`, and was not given back."""
    moves = session.scalars(_reserved(business_id, reference))
    return [StockLine(move.sku, -move.quantity) for move in moves]


def lock(session: Session, business_id: str, skus: Collection[str]) -> None:
    """Nobody changes the stock of these until the transaction ends."""
    _lock(session, business_id, skus)


def give_back(session: Session, business_id: str, reference: str) -> None:
    """Reverses what is still reserved for `reference`; a second time it does nothing."""
    reserved = _reserved(business_id, reference)
    _lock(session, business_id, [move.sku for move in session.scalars(reserved)])
    for move in session.scalars(reserved).all():
        _reverse(session, move)
    session.flush()


def write_off(session: Session, business_id: str, reference: str, line: StockLine) -> None:
    """So much of what is reserved for `reference` was not there: it is held no more, and nobody else gets it."""
    if not _lock(session, business_id, [line.sku]):
        return
    there = _sums(session, business_id, [line.sku]).get(line.sku, Decimal(0))
    release(session, business_id, reference, line)
    count(session, business_id, {line.sku: there})


def release(session: Session, business_id: str, reference: str, line: StockLine) -> None:
    """So much less is reserved for `reference`, and is on the shelf again."""
    if not _lock(session, business_id, [line.sku]):
        return
    held = session.scalars(_reserved(business_id, reference).where(StockMove.sku == line.sku)).all()
    kept = -sum((move.quantity for move in held), Decimal(0)) - line.quantity
    for move in held:
        _reverse(session, move)
    if kept > 0:
        _add(session, business_id, line.sku, "reserved", -kept, reference=reference)
    session.flush()


def receive(
    session: Session, business_id: str, lines: Sequence[StockLine], reference: str | None = None
) -> None:
    """Adds goods that have come in."""
    received = _summed(lines)
    for sku in _lock(session, business_id, received):
        _add(session, business_id, sku, "received", received[sku], reference=reference)
    session.flush()


def count(session: Session, business_id: str, figures: Mapping[str, Decimal]) -> None:
    """Somebody has counted the shelf: from now on so much is there, whatever the ledger said."""
    kept = _lock(session, business_id, figures)
    left = _sums(session, business_id, kept)
    for sku in kept:
        difference = figures[sku] - left.get(sku, Decimal(0))
        _add(session, business_id, sku, "counted", difference, counted=figures[sku])
    session.flush()


def last_counts(session: Session, business_id: str, skus: Collection[str]) -> dict[str, Decimal]:
    """The figure of each product's last count, for those that were ever counted."""
    query = (
        select(StockMove.sku, StockMove.counted)
        .ext(distinct_on(StockMove.sku))
        .where(
            StockMove.business_id == business_id,
            among(StockMove.sku, skus),
            StockMove.counted.is_not(None),
        )
        .order_by(StockMove.sku, StockMove.id.desc())
    )
    return {sku: counted for sku, counted in session.execute(query) if counted is not None}


def _reserved(business_id: str, reference: str) -> Select[StockMove]:
    """What is still reserved for `reference`."""
    reversal = aliased(StockMove)
    reversed_since = select(reversal.id).where(
        reversal.business_id == business_id, reversal.reverses == StockMove.id
    )
    return (
        select(StockMove)
        .where(
            StockMove.business_id == business_id,
            StockMove.reference == reference,
            StockMove.kind == "reserved",
            ~reversed_since.exists(),
        )
        .order_by(StockMove.id)
    )


def _reverse(session: Session, move: StockMove) -> None:
    _add(
        session,
        move.business_id,
        move.sku,
        "given_back",
        -move.quantity,
        reference=move.reference,
        reverses=move.id,
    )


def _keeps(business_id: str) -> Select[str, bool]:
    return select(Product.sku, Product.keeps_stock).where(Product.business_id == business_id)


def _sums(session: Session, business_id: str, skus: Collection[str] | None = None) -> dict[str, Decimal]:
    """A query apart: joined with the products, it is planned badly while a large catalogue is being brought in."""
    query = select(StockMove.sku, func.sum(StockMove.quantity)).where(StockMove.business_id == business_id)
    if skus is not None:
        query = query.where(among(StockMove.sku, skus))
    return dict(session.execute(query.group_by(StockMove.sku)).all())


def _left(kept: Iterable[tuple[str, bool]], sums: Mapping[str, Decimal]) -> dict[str, Decimal | None]:
    return {sku: sums.get(sku, Decimal(0)) if keeps else None for sku, keeps in kept}


def _summed(lines: Sequence[StockLine]) -> dict[str, Decimal]:
    """One product in two lines is one wish."""
    summed: dict[str, Decimal] = {}
    for line in lines:
        summed[line.sku] = summed.get(line.sku, Decimal(0)) + line.quantity
    return summed


def _lock(session: Session, business_id: str, skus: Collection[str]) -> list[str]:
    """Locks the products until the transaction ends; names those that keep stock, in order."""
    query = (
        select(Product.sku, Product.keeps_stock)
        .where(Product.business_id == business_id, among(Product.sku, skus))
        .order_by(Product.sku)
        .with_for_update(key_share=True)
    )
    return [sku for sku, kept in session.execute(query) if kept]


def _add(
    session: Session,
    business_id: str,
    sku: str,
    kind: str,
    quantity: Decimal,
    *,
    counted: Decimal | None = None,
    reference: str | None = None,
    reverses: int | None = None,
) -> None:
    session.add(
        StockMove(
            business_id=business_id,
            sku=sku,
            kind=kind,
            quantity=quantity,
            counted=counted,
            reference=reference,
            reverses=reverses,
            at=clock.now(),
        )
    )
