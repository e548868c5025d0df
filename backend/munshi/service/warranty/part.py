"""The way of policies, models and sold pieces from a file into the books and out again."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.part import Part
from munshi.catalogue.models import Product
from munshi.people import service as people
from munshi.problems import Fault
from munshi.service.warranty.models import ProductModel, SoldProduct, WarrantyPolicy
from munshi.service.warranty.sections import (
    BillFile,
    ModelEntry,
    PartMonths,
    SoldEntry,
    Warranty,
    WarrantyPolicyEntry,
    WarrantySections,
)

REFUSED = "refused"


def check(session: Session, file: WarrantySections, business_id: str) -> Iterable[Fault]:
    """Policies, models and people that are named are known, and a serial is one piece's and of its model's form."""
    said = file.warranty
    codes = {*_codes(session, business_id), *(entry.code for entry in said.policies)}
    for place, model in enumerate(said.models):
        if model.policy not in codes:
            yield Fault(at=f"warranty.models[{place}].policy", problem=f"there is no policy {model.policy}")
    yield from _doubled("policies", [entry.code for entry in said.policies])
    yield from _doubled("models", [entry.model for entry in said.models])
    yield from _check_sold(session, file, business_id)


def _codes(session: Session, business_id: str) -> Iterable[str]:
    return session.scalars(select(WarrantyPolicy.code).where(WarrantyPolicy.business_id == business_id))


def skus(session: Session, business_id: str) -> dict[str, Product]:
    """The products by their skus as a file writes the model of a piece."""
    query = select(Product).where(Product.business_id == business_id)
    return {"".join(product.sku.upper().split()): product for product in session.scalars(query)}


def _doubled(section: str, names: list[str]) -> Iterator[Fault]:
    for name, times in Counter(names).items():
        if times > 1:
            yield Fault(at=f"warranty.{section}", problem=f"{name} stands here {times} times")


def _check_sold(session: Session, file: WarrantySections, business_id: str) -> Iterator[Fault]:
    known = people.ids_with(session, business_id, file)
    query = select(ProductModel.model, ProductModel.serial_form).where(
        ProductModel.business_id == business_id
    )
    forms: dict[str, str | None] = dict(session.execute(query).all())
    forms |= {entry.model: entry.serial_form for entry in file.warranty.models}
    goods = {*skus(session, business_id), *(each.sku.upper() for each in getattr(file, "products", ()))}
    forms = dict.fromkeys(goods) | forms
    held = [entry.serial for entry in file.warranty.sold if entry.serial and entry.standing != REFUSED]
    yield from _doubled("sold", held)
    for place, entry in enumerate(file.warranty.sold):
        at = f"warranty.sold[{place}]"
        if entry.model not in forms:
            yield Fault(at=f"{at}.model", problem=f"there is no model {entry.model}")
        elif entry.serial and not fits(entry.serial, forms[entry.model]):
            yield Fault(at=f"{at}.serial", problem=f"{entry.model} has no serials like {entry.serial}")
        for who in (entry.person, entry.decided_by):
            if who and who not in known:
                yield Fault(at=at, problem=f"there is nobody with the id {who}")


def fits(serial: str, form: str | None) -> bool:
    """Whether a model may have this serial."""
    return form is None or re.fullmatch(form, serial, re.IGNORECASE) is not None


def write(session: Session, business: Business, file: WarrantySections) -> None:
    """Brings policies, models and pieces to what the file says; what it does not name stays."""
    for policy in file.warranty.policies:
        session.merge(WarrantyPolicy(business_id=business.id, **policy.model_dump(mode="json")))
    session.flush()
    for model in file.warranty.models:
        session.merge(ProductModel(business_id=business.id, **model.model_dump()))
    session.flush()
    ids = people.ids(session, business.id)
    for entry in file.warranty.sold:
        _write_sold(session, business.id, entry, ids)
    session.flush()


def _write_sold(session: Session, business_id: str, entry: SoldEntry, ids: dict[str, int]) -> None:
    """A piece is known by its serial, one without by whose it is, its model and its day."""
    person_id = ids[entry.person] if entry.person else None
    query = select(SoldProduct).where(SoldProduct.business_id == business_id)
    if entry.serial:
        query = query.where(SoldProduct.serial == entry.serial, SoldProduct.standing != REFUSED)
        if entry.standing == REFUSED:
            query = query.where(SoldProduct.standing == REFUSED, SoldProduct.person_id == person_id)
    else:
        query = query.where(
            SoldProduct.serial.is_(None),
            SoldProduct.person_id == person_id,
            SoldProduct.model == entry.model,
            SoldProduct.sold_on == entry.sold_on,
        )
    columns = _columns(session, business_id, entry, ids)
    piece = session.scalar(query.limit(1))
    if piece is None:
        session.add(SoldProduct(business_id=business_id, registered_at=entry.registered_at, **columns))
    else:
        for name, value in columns.items():
            setattr(piece, name, value)
    session.flush()


def _columns(session: Session, business_id: str, entry: SoldEntry, ids: dict[str, int]) -> dict[str, Any]:
    model = session.get(ProductModel, (business_id, entry.model))
    product = None if model else skus(session, business_id)[entry.model]
    return {
        "serial": entry.serial,
        "model": product.sku if product else entry.model,
        "name": model.name if model else product.name["en"] if product else entry.model,
        "person_id": ids[entry.person] if entry.person else None,
        "sold_on": entry.sold_on,
        "bill": entry.bill,
        "bill_file": entry.bill_file.model_dump() if entry.bill_file else None,
        "sold_here": entry.sold_here,
        "standing": entry.standing,
        "decided_by": ids[entry.decided_by] if entry.decided_by else None,
    }


def read(session: Session, business: Business) -> WarrantySections:
    """All of it, as a file would bring it."""
    session.expire_all()
    ids = people.ids_in_file(session, business.id)

    def every(table: Any, *by: Any) -> Iterable[Any]:
        return session.scalars(select(table).where(table.business_id == business.id).order_by(*by))

    return WarrantySections(
        warranty=Warranty(
            policies=[_policy(row) for row in every(WarrantyPolicy, WarrantyPolicy.code)],
            models=[_model(row) for row in every(ProductModel, ProductModel.model)],
            sold=[_sold(row, ids) for row in every(SoldProduct, SoldProduct.id)],
        )
    )


def _policy(row: WarrantyPolicy) -> WarrantyPolicyEntry:
    return WarrantyPolicyEntry(
        code=row.code,
        months=row.months,
        parts=[PartMonths(**part) for part in row.parts],
        excluded=row.excluded,
        visit_paise=row.visit_paise,
        repair_days=row.repair_days,
    )


def _model(row: ProductModel) -> ModelEntry:
    return ModelEntry.model_validate({name: getattr(row, name) for name in ModelEntry.model_fields})


def _sold(row: SoldProduct, ids: dict[int, str]) -> SoldEntry:
    return SoldEntry(
        serial=row.serial,
        model=row.model,
        person=ids.get(row.person_id) if row.person_id else None,
        sold_on=row.sold_on,
        bill=row.bill,
        bill_file=BillFile(**row.bill_file) if row.bill_file else None,
        sold_here=row.sold_here,
        standing=row.standing,
        decided_by=ids.get(row.decided_by) if row.decided_by else None,
        registered_at=row.registered_at,
    )


PART = Part(WarrantySections, check, write, read)
