"""The catalogue as a sheet: all its rows are taken, or none and every fault is told with its row and column."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.catalogue import part, service, stock
from munshi.catalogue.sections import CatalogueSections, ProductEntry
from munshi.catalogue.sheet_columns import COLUMNS, READ, READ_WITHOUT_GSTIN, column_of
from munshi.problems import steps
from munshi.sheets.sheet import Sheet, read
from munshi.sheets.tables import Row

Place = tuple[str | int, ...]


def bring_in(session: Session, business: Business, content: bytes) -> tuple[int, int]:
    """Adds and changes products; returns how many rows there were, and how many of them changed something.

    A column that the sheet does not have leaves what the books say. Raises BadSheet, and then has written nothing.
    """
    sheet = read(content, READ if business.gstin else READ_WITHOUT_GSTIN, "sku")
    entries = _entries(session, business.id, sheet)
    _check(session, business.id, sheet, entries)
    sheet.refuse()
    return len(entries), part.save(session, business.id, list(entries.values()), whole=False)


def rows(session: Session, business: Business) -> Iterator[Row]:
    """The heading, and a row for each product in the order of the catalogue."""
    yield [column.name for column in COLUMNS]
    for entry in part.read(session, business).products:
        yield [column.write(entry) for column in COLUMNS]


def _entries(session: Session, business_id: str, sheet: Sheet[ProductEntry]) -> dict[int, ProductEntry]:
    """The products as the rows want them, by row; known ones keep what the sheet has no column for."""
    skus = [cells.get("sku", "") for cells in sheet.rows.values()]
    known = service.lock_many(session, business_id, skus)
    left = stock.on_hand(session, business_id, list(known))
    entries: dict[int, ProductEntry] = {}
    for row, cells in sheet.rows.items():
        product = known.get(cells.get("sku", ""))
        before = part.entry_of(product, left[product.sku]).model_dump() if product else {}
        if entry := sheet.judged(row, ProductEntry, before, _column_of_entry):
            entries[row] = entry
    return entries


def _column_of_entry(place: Place) -> str:
    """What is wrong with an entry as a whole is told where its limit stands."""
    return column_of(place) if place else "max_quantity"


def _check(
    session: Session, business_id: str, sheet: Sheet[ProductEntry], entries: dict[int, ProductEntry]
) -> None:
    """What holds between the products of a file holds between rows; one with faults counts as far as it is read."""
    partly = {row: entry for row in sheet.rows if row not in entries and (entry := _partly(sheet, row))}
    known = {entry.sku for entry in partly.values()}
    every = dict(sorted((entries | partly).items()))
    file = CatalogueSections.model_construct(products=list(every.values()))
    of_rows = list(every.items())
    for fault in part.check(session, file, business_id):
        row, entry = of_rows[int(steps(fault.at)[1])]
        by_mark = fault.problem.endswith(part.OTHER_MARK)
        if not (by_mark and (row in partly or entry.substitute in known)):
            sheet.blame_entries([fault], list(every), at=1, column_of=column_of)


def _partly(sheet: Sheet[ProductEntry], row: int) -> ProductEntry | None:
    """What a row with faults says of which product it is, and which one stands in for it."""
    said = {"substitute": None, "veg": None, **sheet.peek(row, "sku", "substitute")}
    return ProductEntry.model_construct(**said) if said.get("sku") else None
