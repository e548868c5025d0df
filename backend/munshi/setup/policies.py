"""The leave policies of a business as a sheet, and those that its state's law and custom propose."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.business import service
from munshi.business.models import Business
from munshi.leave import part as leave
from munshi.leave import templates
from munshi.leave.policy import Accrual, LeaveType
from munshi.leave.sections import PolicyEntry, named_in_all
from munshi.setup import cells
from munshi.sheets.columns import Column, day, day_said, one_of, yes_or_no
from munshi.sheets.sheet import Place, Sheet, read
from munshi.sheets.tables import Row

Key = tuple[LeaveType | None, date | None]

# Remarks of a proposal, for who reads the law again; a sheet that comes in may have them, and they say nothing.
REMARKS = ("source", "note", "read_again")


def _term(name: str, reader: Callable[[str], Any], *also: str) -> Column[PolicyEntry]:
    """A term of a policy; an empty cell is what holds where nothing is said."""
    unsaid = PolicyEntry.model_fields[name].default
    return Column(
        name,
        lambda cell: {name: reader(cell) if cell else unsaid},
        lambda entry: cells.written(getattr(entry, name)),
        also=also,
    )


def _accrual(cell: str) -> Accrual:
    return Accrual(one_of(dict.fromkeys(Accrual, ()), cell))


NAMES: tuple[Column[PolicyEntry], ...] = cells.names("names", lambda entry: entry.names.model_dump())
COLUMNS: tuple[Column[PolicyEntry], ...] = (
    cells.leave_type(lambda entry: entry.type),
    Column(
        "effective_from",
        lambda cell: {"effective_from": day(cell)},
        lambda entry: day_said(entry.effective_from),
        required=True,
        also=("from", "with effect from", "wef", "since", "कब से"),
    ),
    *NAMES,
    _term("accrual", _accrual, "credited"),
    _term(
        "allotment", cells.halves, "days", "days a year", "days per year", "yearly days", "साल में दिन", "दिन"
    ),
    _term("worked_for_a_day", cells.whole),
    _term("worked_at_least", cells.whole),
    _term("carry_forward", cells.halves, "carry forward days", "carried forward"),
    _term("encashable", yes_or_no, "encashment"),
    _term("sandwich", yes_or_no, "sandwich rule"),
    _term("statutory", yes_or_no),
    _term("half_days", yes_or_no, "half day", "half day allowed"),
    _term("paid", yes_or_no, "paid leave"),
    _term("loss_of_pay", yes_or_no, "lop"),
    _term("proof_after_days", cells.halves, "certificate after days", "proof after"),
    _term("notice_days", cells.whole, "notice"),
    _term("backdate_days", cells.whole, "backdated days"),
    _term("longest_days", cells.halves, "max days at once", "longest"),
    _term("probation_days", cells.whole, "probation"),
    _term("expires_after_days", cells.whole, "expiry days", "expires after"),
    _term("calendar_days", yes_or_no),
    _term("wants_reason", yes_or_no, "reason wanted", "reason"),
    *(Column[PolicyEntry](name, lambda _: {}, lambda _: "") for name in REMARKS),
)
OWN = tuple(column for column in COLUMNS if column.name not in REMARKS)


def bring_in(session: Session, business: Business, content: bytes) -> tuple[int, int]:
    """Adds policies and changes those of the same type and day; how many rows there were, and how many did something.

    A column that the sheet does not have leaves what the books say. Raises BadSheet, and then has written nothing.
    """
    service.wait_for_others_who_bring_in(session, business.id)
    sheet = read(content, COLUMNS, "type")
    books = {_key(entry): entry for entry in leave.policies(session, business.id)}
    entries = {row: entry for row in sheet.rows if (entry := _entry(sheet, row, books))}
    sheet.blame_twice(entries, lambda entry: [_key(entry)], "type")
    sheet.refuse()
    changed = [entry for entry in entries.values() if entry != books.get((entry.type, entry.effective_from))]
    leave.write_policies(session, business.id, changed)
    return len(entries), len(changed)


def rows(session: Session, business: Business) -> Iterator[Row]:
    """The heading, and a row for each policy in the order of the types."""
    yield [column.name for column in OWN]
    for entry in leave.policies(session, business.id):
        yield [column.write(entry) for column in OWN]


def proposed(_session: Session, business: Business) -> Iterator[Row]:
    """The same of the template of the business's state, each with where it stands in the law and what to read again."""
    yield [column.name for column in COLUMNS]
    for granted in templates.for_state(business.state).granted:
        entry = PolicyEntry.model_validate(asdict(granted.policy))
        remarks = [granted.source, granted.note or "", "yes" if granted.read_again else "no"]
        yield [*(column.write(entry) for column in OWN), *remarks]


def _key(entry: PolicyEntry) -> Key:
    return entry.type, entry.effective_from


def _entry(sheet: Sheet[PolicyEntry], row: int, books: Mapping[Key, PolicyEntry]) -> PolicyEntry | None:
    key = sheet.peek(row, "type", "effective_from")
    before = books.get((key.get("type"), key.get("effective_from")))
    said = sheet.said(row, before.model_dump() if before else {})
    if said is None:
        return None
    said["names"] = named_in_all(said.get("names", {}))
    entry = sheet.entry(row, PolicyEntry, said, _column_of)
    if entry and entry.accrual is Accrual.WORKED and entry.worked_for_a_day is None:
        sheet.blame(row, "worked_for_a_day", "is missing: after how many days of work one is earned")
    return entry


def _column_of(place: Place) -> str:
    return "name_en" if place and place[0] == "names" else str(place[0] if place else "type")
