"""The holidays of a business as a sheet."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from munshi.business import service
from munshi.business.models import Business
from munshi.leave.facts import Facts
from munshi.leave.holidays import service as holidays
from munshi.leave.holidays.proposed import proposed as proposed_for
from munshi.leave.sections import HolidayEntry, named_in_all
from munshi.setup import cells
from munshi.sheets.columns import Column, day, day_said
from munshi.sheets.sheet import Place, Sheet, read
from munshi.sheets.tables import Row

REMARKS = ("kind", "estimated")  # of a proposal; they say nothing when the sheet comes in

NAMES: tuple[Column[HolidayEntry], ...] = cells.names("name", lambda entry: entry.name.model_dump())
OWN: tuple[Column[HolidayEntry], ...] = (
    Column(
        "date",
        lambda cell: {"date": day(cell)},
        lambda entry: day_said(entry.date),
        required=True,
        also=("day", "holiday date", "on", "तारीख", "दिनांक"),
    ),
    *NAMES,
)
COLUMNS = (*OWN, *(Column[HolidayEntry](name, lambda _: {}, lambda _: "") for name in REMARKS))


def bring_in(session: Session, business: Business, content: bytes) -> tuple[int, int, list[Facts]]:
    """Adds holidays and changes their names; how many rows there were, how many changed something, and whose leave.

    Raises BadSheet, and then has written nothing.
    """
    service.wait_for_others_who_bring_in(session, business.id)
    sheet = read(content, COLUMNS, "date")
    there = holidays.adopted(business)
    entries = {row: entry for row in sheet.rows if (entry := _entry(sheet, row, there))}
    sheet.blame_twice(entries, lambda entry: [entry.date], "date")
    sheet.refuse()
    changed = holidays.add(session, business, entries.values())
    return len(entries), len(changed.added) + len(changed.renamed), changed.affected


def rows(_session: Session, business: Business) -> Iterator[Row]:
    """The heading, and a row for each holiday by its date."""
    yield [column.name for column in OWN]
    for entry in holidays.adopted(business).values():
        yield [column.write(entry) for column in OWN]


def proposed(business: Business, year: int) -> Iterator[Row]:
    """The same of the state's holidays in a year, each with who keeps it and whether the day is an estimate."""
    yield [column.name for column in COLUMNS]
    for each in proposed_for(business.state, year):
        entry = HolidayEntry.model_validate({"date": each.date, "name": each.name})
        yield [*(column.write(entry) for column in OWN), each.kind, cells.written(each.estimated)]


def _entry(sheet: Sheet[HolidayEntry], row: int, there: dict[Any, HolidayEntry]) -> HolidayEntry | None:
    before = there.get(sheet.peek(row, "date").get("date"))
    said = sheet.said(row, before.model_dump() if before else {})
    if said is None:
        return None
    said["name"] = named_in_all(said.get("name", {}))
    return sheet.entry(row, HolidayEntry, said, _column_of)


def _column_of(place: Place) -> str:
    return "date" if place and place[0] == "date" else "name_en"
