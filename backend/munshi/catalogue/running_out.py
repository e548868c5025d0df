"""What the shop has no more of, and what it has again."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from munshi.catalogue import stock
from munshi.catalogue.models import Product


def mark_gone(session: Session, product: Product, until: datetime | None = None) -> None:
    """Nothing of the product is left, or none is sold until a moment; what orders have reserved stays theirs."""
    if until is not None:
        product.out_until = until
    elif product.keeps_stock:
        stock.count(session, product.business_id, {product.sku: Decimal(0)})
    else:
        product.available = False


def mark_back(product: Product) -> None:
    """The product is sold again."""
    product.available, product.out_until = True, None
