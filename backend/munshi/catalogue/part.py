"""The way of products from a file into the books and out again."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import batched, count
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.part import Part
from munshi.catalogue import search, service, stock
from munshi.catalogue.models import Product
from munshi.catalogue.sections import CatalogueSections, Extra, Name, Pack, PhotoFile, ProductEntry
from munshi.problems import Fault

AT_ONCE = 1_000
OTHER_MARK = "has another veg mark"  # ends a fault of two products
AS_THEY_STAND = (
    "sku", "aliases", "category", "brand", "unit", "step", "max_quantity", "price_paise", "gst_rate", "hsn", "veg",
    "available", "out_until", "substitute", "warranty_months", "min_quantity", "special", "prescription", "photo",
)  # fmt: skip


def check(session: Session, file: CatalogueSections, business_id: str) -> Iterable[Fault]:
    """A sku names one product, who has a GSTIN says each rate, and a substitute has the same veg mark."""
    seen: set[str] = set()
    profile = getattr(file, "business", None)  # a sheet has none: its columns say what must be there
    for place, entry in enumerate(file.products):
        if profile and profile.gstin and entry.gst_rate is None:
            yield Fault(at=f"products[{place}].gst_rate", problem="is needed of a business that has a GSTIN")
        if entry.sku in seen:
            yield Fault(at=f"products[{place}].sku", problem=f"{entry.sku} stands here twice")
        seen.add(entry.sku)
    marks = _veg_marks(session, business_id, file.products)
    for place, entry in enumerate(file.products):
        at = f"products[{place}].substitute"
        if entry.substitute is None:
            continue
        if entry.substitute == entry.sku:
            yield Fault(at=at, problem="a product does not stand in for itself")
        elif entry.substitute not in marks:
            yield Fault(at=at, problem=f"there is no product {entry.substitute}")
        elif marks[entry.substitute] != entry.veg:
            yield Fault(at=at, problem=f"{entry.substitute} {OTHER_MARK}")


def _veg_marks(session: Session, business_id: str, entries: Sequence[ProductEntry]) -> dict[str, bool | None]:
    """The mark of each product in the file, and of those in the books that the file speaks of."""
    wanted = {entry.substitute for entry in entries if entry.substitute} - {entry.sku for entry in entries}
    known = service.get_many(session, business_id, wanted)
    return {
        **{sku: product.veg for sku, product in known.items()},
        **{entry.sku: entry.veg for entry in entries},
    }


def write(session: Session, business: Business, file: CatalogueSections) -> None:
    """Adds and changes products; a stock figure that is the last counted one is no new count."""
    save(session, business.id, file.products, whole=True)


def save(session: Session, business_id: str, entries: Sequence[ProductEntry], *, whole: bool) -> int:
    """Adds and changes products and returns how many are new or different.

    Entries that are the `whole` catalogue set its order, and a stock figure in them that was counted already is no
    news, so that the same file again does not bring back what has been sold since. Otherwise new products come last,
    and each figure is what somebody counts now.
    """
    first = 1 if whole else _last_position(session, business_id) + 1
    placed = zip(count(first), entries, strict=False)
    return sum(_save(session, business_id, dict(some), whole) for some in batched(placed, AT_ONCE))


def _save(session: Session, business_id: str, entries: Mapping[int, ProductEntry], whole: bool) -> int:
    known = service.get_many(session, business_id, [entry.sku for entry in entries.values()])
    renamed = False
    changed: set[str] = set()
    unkept = {sku for sku, product in known.items() if not product.keeps_stock}
    for position, entry in entries.items():
        product = known.get(entry.sku) or Product(business_id=business_id, position=position)
        session.add(product)
        called = product.called if entry.sku in known else None
        _fill(product, entry)
        if whole and product.position != position:
            product.position = position
        if session.is_modified(product):
            changed.add(entry.sku)
        renamed = renamed or product.called != called
    session.flush()
    if renamed:
        search.renew(session, business_id)
    figures = {entry.sku: entry.stock for entry in entries.values() if entry.stock is not None}
    old = stock.last_counts(session, business_id, set(figures) - unkept) if whole else {}
    return len(changed | _count(session, business_id, figures, old))


def _fill(product: Product, entry: ProductEntry) -> None:
    said: dict[str, Any] = {field: getattr(entry, field) for field in AS_THEY_STAND}
    said |= entry.model_dump(include={"name", "variants", "add_ons"})
    said |= {
        "gst_rate": entry.gst_rate or Decimal(0),
        "pack_quantity": entry.pack.quantity if entry.pack else None,
        "pack_unit": entry.pack.unit if entry.pack else None,
        "keeps_stock": entry.stock is not None,
    }
    if entry.photo_file is not None:
        said["photo_file"] = entry.photo_file.model_dump()
    for field, value in said.items():
        if getattr(product, field, None) != value:
            setattr(product, field, value)


def _count(
    session: Session, business_id: str, figures: Mapping[str, Decimal], old: Mapping[str, Decimal]
) -> set[str]:
    """Writes down the stock figures that are neither what the ledger says nor `old`; returns the skus."""
    there = stock.on_hand(session, business_id, set(figures))
    news = {sku: figure for sku, figure in figures.items() if figure not in (there[sku], old.get(sku))}
    stock.count(session, business_id, news)
    return set(news)


def _last_position(session: Session, business_id: str) -> int:
    query = select(func.coalesce(func.max(Product.position), 0)).where(Product.business_id == business_id)
    return session.scalar(query) or 0


def read(session: Session, business: Business) -> CatalogueSections:
    """All products in their order, with what is left of each."""
    products = service.everything(session, business.id)
    left = stock.all_on_hand(session, business.id)
    return CatalogueSections(products=[entry_of(product, left[product.sku]) for product in products])


def entry_of(product: Product, left: Decimal | None) -> ProductEntry:
    """A product as it stands in a file; `left` is its stock."""
    pack = product.pack_quantity
    return ProductEntry.model_construct(
        **{field: getattr(product, field) for field in AS_THEY_STAND},
        name=Name(**product.name),
        pack=Pack.model_validate({"quantity": pack, "unit": product.pack_unit}) if pack else None,
        stock=left,
        photo_file=PhotoFile.model_validate(product.photo_file) if product.photo_file else None,
        variants=[Extra.model_validate(variant) for variant in product.variants],
        add_ons=[Extra.model_validate(add_on) for add_on in product.add_ons],
    )


PART = Part(CatalogueSections, check, write, read)
