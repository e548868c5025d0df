"""Changes of the stock on their way into the books; the products are looked up once, locked, for all of it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi.access import files
from munshi.catalogue import photos, stock
from munshi.catalogue.models import Product, StockMove
from munshi.catalogue.running_out import mark_back, mark_gone
from munshi.catalogue.stock import StockLine
from munshi.columns import among
from munshi.outcomes import Refusal
from munshi.owner.drafts import Change, File
from munshi.owner.rules import OF_PRICES, Kind, is_much, moves_much, new_figure, new_price

Products = Mapping[str, Product]
COUNTED = frozenset({Kind.CAME, Kind.LEFT})  # of which far more than ever was there may be a slip


def is_unusual(session: Session, products: Products, changes: Sequence[Change]) -> bool:
    """Whether one of the changes is more than usual, and may be a slip."""
    amounts = [change for change in changes if change.kind in COUNTED and change.figure is not None]
    most = _most_received(session, [products[change.sku] for change in amounts])
    prices = [change for change in changes if change.kind in OF_PRICES]
    return any(is_much(change.figure or Decimal(0), most.get(change.sku)) for change in amounts) or any(
        moves_much(price_of(products[change.sku], change), price_after(products[change.sku], change))
        for change in prices
    )


def price_of(product: Product, change: Change) -> int:
    """What it costs before the change, in paise: the product, or the portion that is meant."""
    portion = _portion(product, change)
    return product.price_paise if portion is None else int(portion["price_paise"])


def price_after(product: Product, change: Change) -> int:
    """What it costs after the change, in paise."""
    return new_price(change.kind, price_of(product, change), int(change.figure or 0))


def write(session: Session, products: Products, changes: Sequence[Change]) -> None:
    """Writes the changes one after the other."""
    for change in changes:
        _write(session, products[change.sku], change)
    session.flush()


def _most_received(session: Session, products: Sequence[Product]) -> dict[str, Decimal]:
    """The most that ever came in of each product at once, or was counted."""
    if not products:
        return {}
    query = (
        select(StockMove.sku, func.max(func.coalesce(StockMove.counted, StockMove.quantity)))
        .where(
            StockMove.business_id == products[0].business_id,
            among(StockMove.sku, [product.sku for product in products]),
            StockMove.kind.in_(("received", "counted")),
        )
        .group_by(StockMove.sku)
    )
    return dict(session.execute(query).all())


def _write(session: Session, product: Product, change: Change) -> None:
    if change.kind is Kind.GONE:
        mark_gone(session, product, change.until)
    elif change.kind is Kind.BACK:
        mark_back(product)
    elif change.kind is Kind.PHOTO:
        assert change.file is not None
        _put_photo(product, change.file)
    elif change.kind in OF_PRICES:
        _set_price(product, change)
    else:
        assert change.figure is not None
        _count(session, product, change.kind, change.figure)


def _put_photo(product: Product, file: File) -> None:
    """A file that is not kept any more, or is no picture, is refused."""
    found = files.kept(file.path)
    try:
        photos.put(product, found.read_bytes() if found else b"")
    except photos.NoPicture as error:
        raise Refusal("photo_gone") from error


def _count(session: Session, product: Product, kind: Kind, figure: Decimal) -> None:
    """What came is received; what is left is counted, and from then on the stock of the product is kept."""
    mark_back(product)
    if kind is Kind.LEFT:
        product.keeps_stock = True
        session.flush()
    if not product.keeps_stock:
        return
    if kind is Kind.CAME:
        stock.receive(session, product.business_id, [StockLine(product.sku, figure)])
        return
    left = stock.on_hand_of(session, product.business_id, [product])[product.sku] or Decimal(0)
    stock.count(session, product.business_id, {product.sku: new_figure(kind, left, figure)})


def _set_price(product: Product, change: Change) -> None:
    """The price of the portion that is meant; the others keep theirs."""
    after = price_after(product, change)
    if _portion(product, change) is None:
        product.price_paise = after
        return
    product.variants = [
        {**each, "price_paise": after} if each["name"]["en"] == change.portion else each
        for each in product.variants
    ]


def _portion(product: Product, change: Change) -> Mapping[str, Any] | None:
    return next((each for each in product.variants if each["name"]["en"] == change.portion), None)
