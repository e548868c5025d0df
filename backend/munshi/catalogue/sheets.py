"""The catalogue as a sheet: all its rows are taken, or none and every fault is told with its row and column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.catalogue import part, service, stock, tables
from munshi.catalogue.sections import CatalogueSections, ProductEntry
from munshi.catalogue.sheet_columns import BY_NAME, COLUMNS, BadCell, column_of
from munshi.problems import Fault, in_words, steps

MOST_ROWS = 100_000


class BadSheet(Exception):
    """The sheet cannot be taken; `faults` say where and why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass
class _Sheet:
    """The rows under the heading, and what is wrong with them so far."""

    names: Sequence[str]
    rows: dict[int, dict[str, str]]
    faults: list[Fault] = field(default_factory=list)

    def blame(self, row: int, column: str, problem: str) -> None:
        """Notes a fault; rows are counted as the spreadsheet shows them."""
        self.faults.append(Fault(at=f"row {row}, {column}", problem=problem, line=row))


def bring_in(session: Session, business: Business, content: bytes) -> tuple[int, int]:
    """Adds and changes products; returns how many rows there were, and how many of them changed something.

    A column that the sheet does not have leaves what the books say. Raises BadSheet, and then has written nothing.
    """
    sheet = _read(content)
    entries = _entries(session, business.id, sheet)
    if not sheet.faults:
        _check(session, business.id, sheet, entries)
    if sheet.faults:
        raise BadSheet(sheet.faults)
    return len(entries), part.save(session, business.id, list(entries.values()), whole=False)


def rows(session: Session, business: Business) -> Iterator[tables.Row]:
    """The heading, and a row for each product in the order of the catalogue."""
    yield [column.name for column in COLUMNS]
    for entry in part.read(session, business).products:
        yield [column.write(entry) for column in COLUMNS]


def _read(content: bytes) -> _Sheet:
    try:
        found = tables.read(content)
        names = [name.casefold() for name in next(found, [])]
        while names and not names[-1]:
            names.pop()
        _refuse_heading(names)
        filled = {
            row: dict(zip(names, cells, strict=False))
            for row, cells in enumerate(found, start=2)
            if any(cells)
        }
    except tables.Unreadable as error:
        raise BadSheet([Fault(at="file", problem=str(error))]) from error
    if len(filled) > MOST_ROWS:
        raise BadSheet([Fault(at="file", problem=f"has more than {MOST_ROWS} rows")])
    return _Sheet(names, filled)


def _refuse_heading(names: Sequence[str]) -> None:
    """Every column is known and there once, and one of them says which product a row is about."""
    faults = [
        Fault(at=f"row 1, {name or place}", problem="is no column of the catalogue", line=1)
        for place, name in enumerate(names, start=1)
        if name not in BY_NAME
    ]
    faults += [
        Fault(at=f"row 1, {name}", problem="stands here twice", line=1)
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    if "sku" not in names:
        faults.append(Fault(at="row 1, sku", problem="is missing", line=1))
    if faults:
        raise BadSheet(faults)


def _entries(session: Session, business_id: str, sheet: _Sheet) -> dict[int, ProductEntry]:
    """The products as the rows want them, by row; known ones keep what the sheet has no column for."""
    skus = [cells.get("sku", "") for cells in sheet.rows.values()]
    known = service.lock_many(session, business_id, skus)
    left = stock.on_hand(session, business_id, list(known))
    entries: dict[int, ProductEntry] = {}
    for row, cells in sheet.rows.items():
        product = known.get(cells.get("sku", ""))
        before = part.entry_of(product, left[product.sku]).model_dump() if product else {}
        said = _said(sheet, row, cells, before)
        if said is not None and (entry := _entry(sheet, row, said)):
            entries[row] = entry
    return entries


def _said(sheet: _Sheet, row: int, cells: dict[str, str], before: dict[str, Any]) -> dict[str, Any] | None:
    """What the row and the books together say of a product; None when a cell cannot be read."""
    said: dict[str, Any] = dict(before)
    readable = True
    for column in COLUMNS:
        cell = cells.get(column.name, "") if column.name in sheet.names else None
        if column.required and (cell == "" or (cell is None and not before)):
            sheet.blame(row, column.name, "is missing")
            readable = False
        elif cell is not None:
            try:
                for name, value in column.read(cell).items():
                    said[name] = {**said.get(name, {}), **value} if name == "name" else value
            except BadCell as error:
                sheet.blame(row, column.name, str(error))
                readable = False
    return said if readable else None


def _entry(sheet: _Sheet, row: int, said: dict[str, Any]) -> ProductEntry | None:
    try:
        return ProductEntry.model_validate(said)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            sheet.blame(row, column_of(detail["loc"]) if detail["loc"] else "max_quantity", in_words(detail))
        return None


def _check(session: Session, business_id: str, sheet: _Sheet, entries: dict[int, ProductEntry]) -> None:
    """What holds between the products of a file holds between rows."""
    order = list(entries)
    file = CatalogueSections.model_construct(products=list(entries.values()))
    for fault in part.check(session, file, business_id):
        _, place, *below = steps(fault.at)
        sheet.blame(order[int(place)], column_of(tuple(below)), fault.problem)
