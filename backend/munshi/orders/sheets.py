"""What is taken off as a sheet: all its rows are taken, or none and every fault is told with its row and column."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.columns import plain
from munshi.orders.part import check_discounts
from munshi.orders.sections import DiscountEntry, OrderSections
from munshi.sheets import columns
from munshi.sheets.columns import BadCell, day, day_said, decimal, parts
from munshi.sheets.sheet import Sheet, read
from munshi.sheets.tables import Row

Column = columns.Column[DiscountEntry]
Place = tuple[str | int, ...]


def _listed(name: str) -> Column:
    return Column(name, lambda cell: {name: parts(cell)}, lambda entry: "; ".join(getattr(entry, name)))


def _day(name: str) -> Column:
    return Column(
        name,
        lambda cell: {name: day(cell) if cell else None},
        lambda entry: day_said(getattr(entry, name)),
    )


def _number(name: str, of_cell: Callable[[str], Any], written: Callable[[Any], str]) -> Column:
    def write(entry: DiscountEntry) -> str:
        said = getattr(entry, name)
        return "" if said is None else written(said)

    heading = name.removesuffix("_paise")
    return Column(heading, lambda cell: {name: of_cell(cell) if cell else None}, write)


def _whole(cell: str) -> int:
    number = decimal(cell, "1 or 2")
    if not number.is_finite() or number % 1:
        raise BadCell("must be a whole number, such as 1 or 2")
    return int(number)


def _paise(cell: str) -> int:
    rupees = decimal(cell.removeprefix("₹").strip())
    if not rupees.is_finite() or rupees * 100 % 1:
        raise BadCell("must be rupees with at most two decimals, such as 50 or 62.50")
    return int(rupees * 100)


def _rupees(paise: int) -> str:
    return f"{paise // 100}.{paise % 100:02}"


COLUMNS: tuple[Column, ...] = (
    columns.text("id", required=True),
    columns.name_in("hi"),
    columns.name_in("en"),
    columns.name_in("hinglish"),
    _number("percent", decimal, plain),
    _number("off_paise", _paise, _rupees),
    _number("buy", _whole, str),
    _number("get", _whole, str),
    Column(
        "above",
        lambda cell: {"above_paise": _paise(cell) if cell else 0},
        lambda entry: _rupees(entry.above_paise) if entry.above_paise else "",
    ),
    columns.text("code"),
    _listed("skus"),
    _listed("categories"),
    _day("first"),
    _day("last"),
    _listed("days"),
    columns.text("opens"),
    columns.text("closes"),
)


def bring_in(session: Session, business: Business, content: bytes) -> tuple[int, int]:
    """Adds and changes discounts; returns how many rows there were, and how many of them changed something.

    Those that the sheet does not name stay as they are. Raises BadSheet, and then has written nothing.
    """
    session.refresh(business, with_for_update=True)
    sheet = read(content, COLUMNS, "id")
    known = {entry.id: entry for entry in of(business, OrderSections).discounts}
    entries = _entries(sheet, known)
    after = {**known, **{entry.id: entry for entry in entries.values()}}
    if not sheet.faults:
        file = OrderSections(discounts=list(after.values()))
        places = [list(after).index(entry.id) for entry in entries.values()]
        faults = list(check_discounts(session, file, business.id))
        _blame(sheet, faults, dict(zip(places, entries, strict=True)))
    sheet.refuse()
    changed = sum(known.get(entry.id) != entry for entry in entries.values())
    said = [entry.model_dump(mode="json", exclude_defaults=True) for entry in after.values()]
    business.settings = {**business.settings, "discounts": said}
    return len(entries), changed


def rows(session: Session, business: Business) -> Iterator[Row]:
    """The heading, and a row for each discount in the order of the file."""
    yield [column.name for column in COLUMNS]
    for entry in of(business, OrderSections).discounts:
        yield [column.write(entry) for column in COLUMNS]


def _entries(sheet: Sheet[DiscountEntry], known: dict[str, DiscountEntry]) -> dict[int, DiscountEntry]:
    """The discounts as the rows want them, by row; known ones keep what the sheet has no column for."""
    entries: dict[int, DiscountEntry] = {}
    for row, cells in sheet.rows.items():
        before = known.get(cells.get("id", ""))
        if entry := sheet.judged(row, DiscountEntry, before.model_dump() if before else {}, column_of):
            entries[row] = entry
    sheet.blame_twice(entries, lambda entry: [entry.id], "id")
    return entries


def _blame(sheet: Sheet[DiscountEntry], faults: list[Any], rows_of: dict[int, int]) -> None:
    """Faults of the whole file at the rows in which their discounts stand."""
    for fault in faults:
        place, _, field = fault.at.removeprefix("discounts[").partition("]")
        row = rows_of.get(int(place))
        if row is not None:
            sheet.blame(row, column_of((field.strip(".").partition("[")[0],)), fault.problem)


def column_of(place: Place) -> str:
    """The column in which a field of an entry stands; what is wrong with the whole is told at its id."""
    if not place:
        return "id"
    field, *below = place
    if field == "name" and below:
        return f"name_{below[0]}"
    return str(field).removesuffix("_paise")
