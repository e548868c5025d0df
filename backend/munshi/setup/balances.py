"""The balances of leave as a sheet: what somebody has of a type on a day, as the owner's own register says."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from munshi.business import service
from munshi.business.models import Business
from munshi.business.part import Section
from munshi.leave.balances import counted, posting
from munshi.leave.holidays.calendar import LeaveYear
from munshi.leave.policy import LeaveType
from munshi.leave.rules import is_of_balance
from munshi.leave.sections import Halves
from munshi.leave.terms import Grants, grants
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF
from munshi.people.sections import PART as PEOPLE
from munshi.setup import cells
from munshi.setup.who import Known
from munshi.sheets.columns import BadCell, Column, day, day_said
from munshi.sheets.sheet import Place, Sheet, read
from munshi.sheets.tables import Row


class BalanceEntry(Section):
    """What somebody has of a type of leave on a day of a leave year."""

    person: str
    name: str = ""
    type: LeaveType
    leave_year: str | None = None
    days: Halves
    as_of: date | None = None


COLUMNS: tuple[Column[BalanceEntry], ...] = (
    Column(
        "person",
        lambda cell: {"person": cell},
        lambda entry: cells.phone_said(entry.person),
        required=True,
        also=("phone", "mobile", "phone number", "mobile number", "employee", "फोन", "मोबाइल", "कर्मचारी"),
    ),
    Column("name", lambda _: {}, lambda entry: entry.name, also=("employee name", "नाम")),
    cells.leave_type(lambda entry: entry.type),
    Column(
        "leave_year",
        lambda cell: {"leave_year": cell or None},
        lambda entry: entry.leave_year or "",
        also=("year", "financial year", "साल", "वर्ष"),
    ),
    Column(
        "days",
        lambda cell: {"days": cells.halves(cell)},
        lambda entry: cells.written(entry.days),
        required=True,
        also=("balance", "opening", "opening balance", "दिन", "बैलेंस", "बाकी"),
    ),
    Column(
        "as_of",
        lambda cell: {"as_of": day(cell) if cell else None},
        lambda entry: day_said(entry.as_of),
        also=("on", "as on", "date", "तारीख"),
    ),
)


def bring_in(session: Session, business: Business, content: bytes) -> tuple[int, int]:
    """Sets balances; how many rows there were, and how many of them changed something.

    Raises BadSheet, and then has written nothing.
    """
    service.wait_for_others_who_bring_in(session, business.id)
    granted = grants(session, business)
    sheet = read(content, COLUMNS, "person")
    staff = [entry for entry in PEOPLE.read(session, business).people if STAFF & set(entry.roles)]
    known, ids = Known(staff), people.ids(session, business.id)
    entries: dict[int, BalanceEntry] = {}
    for row in sheet.rows:
        said = sheet.said(row, {})
        if said is None or not _settle(sheet, row, said, granted, known):
            continue
        if entry := sheet.entry(row, BalanceEntry, said, _column_of):
            entries[row] = entry
    sheet.blame_twice(entries, lambda e: [(ids[e.person], e.type, e.leave_year)], "person")
    sheet.refuse()
    changed = _count(session, granted, sheet, entries, ids)
    sheet.refuse()
    return len(entries), changed


def _count(
    session: Session,
    granted: Grants,
    sheet: Sheet[BalanceEntry],
    entries: Mapping[int, BalanceEntry],
    ids: Mapping[str, int],
) -> int:
    """Sets the balances of each person by their days, so that a past year is closed before the next is counted."""

    def whose(row: int) -> tuple[int, date]:
        entry = entries[row]
        return ids[entry.person], entry.as_of or granted.today

    changed = 0
    for (person, day_), rows_ in groupby(sorted(entries, key=whose), whose):
        account = posting.accrue(session, granted, person)
        for row in rows_:
            try:
                changed += counted.count(
                    session, granted, account, person, entries[row].type, day_, entries[row].days
                )
            except counted.Uncountable as error:
                sheet.blame(row, "days", str(error))
    return changed


def rows(session: Session, business: Business) -> Iterator[Row]:
    """The heading, and a row for each balance of everybody who works here, as it is today."""
    yield [column.name for column in COLUMNS]
    granted = grants(session, business)
    for person in people.holders(session, business, STAFF):
        if people.phones(person):
            for entry in _balances(session, granted, person):
                yield [column.write(entry) for column in COLUMNS]


def _balances(session: Session, granted: Grants, person: Person) -> Iterator[BalanceEntry]:
    account = posting.accrue(session, granted, person.id)
    today = granted.today
    for policy in granted.types_on(today):
        if is_of_balance(policy.type, policy):
            yield BalanceEntry(
                person=people.phones(person)[0],
                name=person.name or "",
                type=policy.type,
                leave_year=granted.year_of(today).name,
                days=counted.on(account, granted, policy, today),
                as_of=today,
            )


def _settle(
    sheet: Sheet[BalanceEntry], row: int, said: dict[str, Any], granted: Grants, known: Known
) -> bool:
    """Whom the row names, of which leave year it is, and on which day; whether all of it can be."""
    column = "person"
    try:
        said["person"] = known.id_of(said["person"])
        column = "leave_year"
        year = _year(said.get("leave_year"), said.get("as_of"), granted)
        said["leave_year"] = year.name
        column = "as_of"
        said["as_of"] = said.get("as_of") or min(granted.today, year.last)
        _refuse_day(said["as_of"], year, granted)
        column = "type"
        policy = granted.policy(said["type"], said["as_of"])
        if policy is None or not is_of_balance(policy.type, policy):
            raise BadCell(f"the business keeps no balance of this type on {day_said(said['as_of'])}")
    except BadCell as error:
        sheet.blame(row, column, str(error))
        return False
    return True


def _year(cell: str | None, as_of: date | None, granted: Grants) -> LeaveYear:
    """The leave year that is named, else that of the day, else today's. Raises BadCell."""
    today = granted.year_of(granted.today)
    if not cell:
        return granted.year_of(as_of) if as_of else today
    found = re.fullmatch(r"(?:FY\s*)?(20[0-9]{2})(?:\s*[-/–]\s*(20)?([0-9]{2}))?", cell, re.IGNORECASE)
    if found:
        year = LeaveYear.of(
            date(int(found[1]), granted.terms.leave_year_begins, 1), granted.terms.leave_year_begins
        )
        if year.name == (f"{found[1]}-{found[3]}" if found[3] else found[1]):
            return year
    raise BadCell(f"must be a leave year such as {today.name}")


def _refuse_day(as_of: date, year: LeaveYear, granted: Grants) -> None:
    if as_of > granted.today:
        raise BadCell("is still to come: a balance is what there was on a day")
    if as_of not in year:
        raise BadCell(f"is not in the leave year {year.name}")


def _column_of(place: Place) -> str:
    return str(place[0]) if place else "days"
