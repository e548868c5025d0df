"""The people who work at a business as a sheet: who they are, and what leave must know of their work."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.business import service
from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.leave import part as leave
from munshi.leave.deciding import setup_check
from munshi.leave.sections import EmploymentEntry, LeaveSections, WeeklyOffEntry
from munshi.people import service as people
from munshi.people.rules import STAFF, Role
from munshi.people.sections import PART as PEOPLE
from munshi.people.sections import PeopleSections, PersonEntry
from munshi.setup import cells
from munshi.setup.who import Known
from munshi.sheets.columns import BadCell, Column, day, day_said, one_of
from munshi.sheets.sheet import Place, Sheet, read
from munshi.sheets.tables import Row

SHOWN = STAFF | {Role.TRAINER}
OF_WORK = ("joined", "weekly_offs", "delegate")


class StaffEntry(PersonEntry):
    """Somebody who works here; `delegate` decides while they are on leave."""

    joined: date | None = None
    weekly_offs: list[WeeklyOffEntry] | None = None
    delegate: str | None = None

    def person(self) -> PersonEntry:
        """As the people of the file."""
        return PersonEntry.model_validate(self.model_dump(include=set(PersonEntry.model_fields)))

    def employment(self) -> EmploymentEntry:
        """As leave has it."""
        said = self.model_dump(include=set(OF_WORK))
        return EmploymentEntry.model_validate({"person": self.ids[0], **said})


def _day(name: str, *also: str) -> Column[StaffEntry]:
    return Column(
        name,
        lambda cell: {name: day(cell) if cell else None},
        lambda e: day_said(getattr(e, name)),
        also=also,
    )


def _somebody(name: str, *also: str) -> Column[StaffEntry]:
    return Column(
        name, lambda cell: {name: cell or None}, lambda e: cells.phone_said(getattr(e, name)), also=also
    )


COLUMNS: tuple[Column[StaffEntry], ...] = (
    Column(
        "name",
        lambda cell: {"name": cell},
        lambda entry: entry.name or "",
        required=True,
        also=("full name", "employee name", "employee", "नाम", "कर्मचारी का नाम", "कर्मचारी"),
    ),
    Column(
        "phone",
        lambda cell: {"phones": cells.phones(cell)},
        lambda entry: "; ".join(map(cells.phone_said, entry.phones)),
        required=True,
        also=("phones", "mobile", "mobile no", "mobile number", "phone no", "phone number", "contact", "contact no",
              "whatsapp", "whatsapp number", "फोन", "फोन नंबर", "मोबाइल", "मोबाइल नंबर"),
    ),
    Column(
        "roles",
        lambda cell: {"roles": cells.roles(cell)} if cell else {},
        lambda entry: "; ".join(entry.roles),
        also=("role", "designation", "भूमिका", "पद"),
    ),
    _somebody("manager", "managers phone", "manager phone", "reports to", "reporting manager", "supervisor", "मैनेजर",
              "प्रबंधक", "मैनेजर का फोन"),
    Column(
        "language",
        lambda cell: {"language": one_of(cells.LANGUAGE_NAMES, cell) if cell else None},
        lambda entry: entry.language or "",
        also=("preferred language", "भाषा"),
    ),
    _day("joined", "joining date", "date of joining", "doj", "joined on", "कब से", "नियुक्ति की तारीख"),
    Column(
        "weekly_offs",
        lambda cell: {"weekly_offs": cells.weekly_offs(cell)},
        lambda entry: cells.weekly_offs_said(entry.weekly_offs),
        also=("weekly off", "week off", "off day", "off days", "साप्ताहिक अवकाश", "साप्ताहिक छुट्टी"),
    ),
    _somebody("delegate", "delegate phone", "stand in", "deputy", "प्रतिनिधि"),
    _day("left", "left on", "last day", "leaving date", "date of leaving", "कब तक"),
)  # fmt: skip


def bring_in(session: Session, business: Business, content: bytes) -> tuple[int, int]:
    """Adds and changes people; returns how many rows there were, and how many of them changed something.

    A column that the sheet does not have leaves what the books say. Raises BadSheet, and then has written nothing.
    """
    service.wait_for_others_who_bring_in(session, business.id)
    sheet = read(content, COLUMNS, "phone")
    staff = _everybody(session, business)
    books = {value: entry for entry in staff for value in entry.ids}
    known = _nameable(sheet, staff)
    entries: dict[int, StaffEntry] = {}
    for row in sheet.rows:
        before = next((books[number] for number in _numbers(sheet, row) if number in books), None)
        if entry := _entry(sheet, row, before, known):
            entries[row] = entry
    sheet.blame_twice(entries, lambda entry: entry.phones, "phone")
    if not sheet.faults:
        _check(session, business, sheet, entries)
    sheet.refuse()
    changed = [entry for entry in entries.values() if entry != books.get(entry.ids[0])]
    _write(session, business, changed, books)
    return len(entries), len(changed)


def rows(session: Session, business: Business) -> Iterator[Row]:
    """The heading, and a row for everybody who works here and has a phone, in the order in which they came."""
    yield [column.name for column in COLUMNS]
    for entry in _everybody(session, business):
        if entry.phones and SHOWN & set(entry.roles):
            yield [column.write(entry) for column in COLUMNS]


def _everybody(session: Session, business: Business) -> list[StaffEntry]:
    """All people of the books, with what leave knows of them."""
    ids = people.ids_in_file(session, business.id)
    employed = {row.person: row for row in leave.employments(session, business.id, ids)}
    found = []
    for person in PEOPLE.read(session, business).people:
        work = employed.get(person.ids[0])
        said = work.model_dump(include=set(OF_WORK)) if work else {}
        found.append(StaffEntry.model_validate({**person.model_dump(), **said}))
    return found


def _nameable(sheet: Sheet[StaffEntry], staff: list[StaffEntry]) -> Known:
    """Whom a row may name as manager or delegate: who works here, and who stands in the sheet."""
    known = Known(entry for entry in staff if SHOWN & set(entry.roles))
    for row, said in sheet.rows.items():
        known.add(_numbers(sheet, row), said.get("name"))
    return known


def _numbers(sheet: Sheet[StaffEntry], row: int) -> list[str]:
    numbers: list[str] = sheet.peek(row, "phone").get("phones", [])
    return numbers


def _entry(sheet: Sheet[StaffEntry], row: int, before: StaffEntry | None, known: Known) -> StaffEntry | None:
    said = sheet.said(row, before.model_dump() if before else {})
    read = sheet.peek(row, "phone", "manager", "delegate") if said is None else said
    if not _resolve(sheet, row, read, known) or said is None:
        return None
    if before:
        said["phones"] = [*before.phones, *said["phones"]]
    if not (sheet.rows[row].get("roles") or SHOWN & set(said.get("roles", ()))):
        said["roles"] = [*said.get("roles", ()), Role.EMPLOYEE]
    return sheet.entry(row, StaffEntry, said, _column_of)


def _resolve(sheet: Sheet[StaffEntry], row: int, said: dict[str, Any], known: Known) -> bool:
    """Whom the row names gets the id under which the books know them."""
    good = True
    for column in ("manager", "delegate"):
        if column not in sheet.headings or not said.get(column):
            continue
        try:
            said[column] = known.id_of(said[column])
            if said[column] in said.get("phones", ()):
                raise BadCell("is the person of this row")
        except BadCell as error:
            sheet.blame(row, column, str(error))
            good = False
    return good


def _check(
    session: Session, business: Business, sheet: Sheet[StaffEntry], entries: Mapping[int, StaffEntry]
) -> None:
    """What holds between the people of a file holds between rows."""
    people = [entry.person() for entry in entries.values()]
    faults = list(PEOPLE.check(session, PeopleSections.model_construct(people=people), business.id))
    sheet.blame_entries(faults, list(entries), at=1, column_of=_column_of)
    if set(setup_check.DECIDED) & set(business.skills):
        everybody = setup_check.with_those_in_the_books(session, business.id, people)
        today = clock.now_in(business.timezone).date()
        for place in setup_check.without_decider(
            everybody, of(business, LeaveSections).leave.fallback_approver, today
        ):
            if place < len(people):
                sheet.blame(list(entries)[place], "manager", setup_check.NOBODY)


def _write(
    session: Session, business: Business, changed: list[StaffEntry], books: Mapping[str, StaffEntry]
) -> None:
    PEOPLE.write(session, business, PeopleSections(people=[entry.person() for entry in changed]))
    nothing = dict.fromkeys(OF_WORK)
    works = []
    for entry in changed:
        before = books.get(entry.ids[0])
        said = before.model_dump(include=set(OF_WORK)) if before else nothing
        if entry.model_dump(include=set(OF_WORK)) != said:
            works.append(entry.employment())
    leave.write_employments(session, business.id, works, people.ids(session, business.id))


def _column_of(place: Place) -> str:
    """The column in which a field of a person stands."""
    return "phone" if not place or place[0] in ("phones", "user_ids") else str(place[0])
