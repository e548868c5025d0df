"""What was sold as a sheet: serial, model, whose, when, bill; as the shop keeps it on delivery."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business import service
from munshi.business.models import Business
from munshi.people import service as people
from munshi.service.warranty import part
from munshi.service.warranty.models import ProductModel
from munshi.service.warranty.sections import SoldEntry, Warranty, WarrantySections
from munshi.setup import cells
from munshi.sheets.columns import Column, day, day_said
from munshi.sheets.sheet import Place, Sheet, read
from munshi.sheets.tables import Row

COLUMNS: tuple[Column[SoldEntry], ...] = (
    Column(
        "serial",
        lambda cell: {"serial": cell},
        lambda entry: entry.serial or "",
        required=True,
        also=("serial number", "serial no", "s/n", "सीरियल"),
    ),
    Column("model", lambda cell: {"model": cell}, lambda entry: entry.model, required=True, also=("मॉडल",)),
    Column(
        "sold_on",
        lambda cell: {"sold_on": day(cell)},
        lambda entry: day_said(entry.sold_on),
        required=True,
        also=("date", "delivered on", "तारीख"),
    ),
    Column(
        "phone",
        lambda cell: {"person": cells.phone(cell)},
        lambda entry: entry.person or "",
        also=("customer", "mobile", "फ़ोन"),
    ),
    Column(
        "bill",
        lambda cell: {"bill": cell},
        lambda entry: entry.bill or "",
        also=("bill number", "invoice", "बिल"),
    ),
)


def bring_in(session: Session, business: Business, content: bytes) -> tuple[int, int]:
    """Notes what was sold, and changes what is noted; how many rows there were, and how many were new or other.

    Raises BadSheet, and then has written nothing.
    """
    service.wait_for_others_who_bring_in(session, business.id)
    sheet = read(content, COLUMNS, "serial")
    there = {entry.serial: entry for entry in part.read(session, business).warranty.sold if entry.serial}
    entries = {row: entry for row in sheet.rows if (entry := _entry(sheet, row, there))}
    sheet.blame_twice(entries, lambda entry: [entry.serial], "serial")
    _blame_unknown(session, business, sheet, entries)
    sheet.refuse()
    changed = [entry for entry in entries.values() if there.get(entry.serial or "") != entry]
    part.write(session, business, WarrantySections(warranty=Warranty(sold=changed)))
    return len(entries), len(changed)


def rows(session: Session, business: Business) -> Iterator[Row]:
    """The heading, and a row for each piece with a serial."""
    yield [column.name for column in COLUMNS]
    for entry in part.read(session, business).warranty.sold:
        if entry.serial:
            yield [column.write(entry) for column in COLUMNS]


def _entry(sheet: Sheet[SoldEntry], row: int, there: Mapping[str, SoldEntry]) -> SoldEntry | None:
    serial = "".join(str(sheet.peek(row, "serial").get("serial", "")).upper().split())
    before = there.get(serial)
    said = sheet.said(row, before.model_dump() if before else {})
    return sheet.entry(row, SoldEntry, said, _column_of) if said is not None else None


def _blame_unknown(
    session: Session, business: Business, sheet: Sheet[SoldEntry], entries: dict[int, SoldEntry]
) -> None:
    """A model that the shop does not know, a serial that it has not, and a phone of nobody."""
    forms = dict(
        session.execute(
            select(ProductModel.model, ProductModel.serial_form).where(
                ProductModel.business_id == business.id
            )
        ).all()
    )
    known, goods = people.ids(session, business.id), part.skus(session, business.id)
    for row, entry in entries.items():
        if entry.model not in forms and entry.model not in goods:
            sheet.blame(row, "model", f"there is no model {entry.model}")
        elif not part.fits(entry.serial or "", forms.get(entry.model)):
            sheet.blame(row, "serial", f"{entry.model} has no serials like {entry.serial}")
        if entry.person and entry.person not in known:
            sheet.blame(row, "phone", f"there is nobody with the phone {entry.person}")


def _column_of(place: Place) -> str:
    return str(place[0]) if place and place[0] in ("serial", "model", "sold_on", "bill") else "phone"
