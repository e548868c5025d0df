"""A sheet that somebody brings: its heading in any spelling, its rows, and every fault with its row and column."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from munshi.problems import Fault, in_words, steps
from munshi.sheets import tables
from munshi.sheets.columns import BadCell, Column, plain_word

MOST_ROWS = 100_000
ALIKE = 0.85  # a heading this near to a known one is a slip of the pen
COUNTING = frozenset(map(plain_word, ("no", "s no", "sr no", "sl no", "serial no", "#", "क्रमांक", "क्र सं")))

Cells = Mapping[str, str]
Place = tuple[str | int, ...]


class BadSheet(Exception):
    """The sheet cannot be taken; `faults` say where and why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass
class Sheet[Entry]:
    """The rows under the heading, and what is wrong with them so far; `headings` has what each column is called."""

    columns: Sequence[Column[Entry]]
    headings: Mapping[str, str]
    rows: Mapping[int, Cells]
    faults: list[Fault] = field(default_factory=list)
    has_bad_heading: bool = False  # a column that a row lacks may be one that nobody could read

    def blame(self, row: int, column: str, problem: str) -> None:
        """Notes a fault; rows are counted as the spreadsheet shows them."""
        heading = self.headings.get(column, column)
        called = column if plain_word(heading) == plain_word(column) else f"{column} ({heading})"
        self.faults.append(Fault(at=f"row {row}, {called}", problem=problem, line=row))

    def said(self, row: int, before: Mapping[str, Any]) -> dict[str, Any] | None:
        """What the row and, where it has no column, the books say of an entry; None when a cell cannot be read."""
        said, unread = self._as_read(row, before)
        return None if unread else said

    def judged[Model: BaseModel](
        self, row: int, model: type[Model], before: Mapping[str, Any], column_of: Callable[[Place], str]
    ) -> Model | None:
        """The entry of a row; None, with every fault noted: those of the other cells too where one cannot be read."""
        said, unread = self._as_read(row, before)
        if not unread:
            return self.entry(row, model, said, column_of)
        try:
            model.model_validate(said)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                lacks = detail["type"] == "missing" or not detail["loc"]
                if not lacks and (column := column_of(detail["loc"])) not in unread:
                    self.blame(row, column, in_words(detail))
        return None

    def _as_read(self, row: int, before: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
        """What the readable cells say over what was said before, and the columns that were blamed."""
        said, unread = dict(before), set[str]()
        for column in self.columns:
            cell = self.rows[row].get(column.name, "") if column.name in self.headings else None
            is_left_out = cell is None and not before and column.unless not in self.headings
            if column.required and is_left_out and self.has_bad_heading:
                unread.add(column.name)
            elif column.required and (cell == "" or is_left_out):
                self.blame(row, column.name, "is missing")
                unread.add(column.name)
            elif cell is not None:
                try:
                    _add(said, column.read(cell))
                except BadCell as error:
                    self.blame(row, column.name, str(error))
                    unread.add(column.name)
        return said, unread

    def peek(self, row: int, *names: str) -> dict[str, Any]:
        """What these columns say of an entry, as far as they can be read; nothing is blamed."""
        said: dict[str, Any] = {}
        for column in self.columns:
            cell = self.rows[row].get(column.name)
            if column.name in names and cell:
                with suppress(BadCell):
                    said |= column.read(cell)
        return said

    def blame_twice[Model](
        self, entries: Mapping[int, Model], keys: Callable[[Model], Iterable[Hashable]], column: str
    ) -> None:
        """Each key stands in one row; the column says where the other rows are told so."""
        first: dict[Hashable, int] = {}
        for row, entry in entries.items():
            other = min((first.setdefault(key, row) for key in keys(entry)), default=row)
            if other != row:
                self.blame(row, column, f"row {other} is about the same")

    def entry[Model: BaseModel](
        self, row: int, model: type[Model], said: Mapping[str, Any], column_of: Callable[[Place], str]
    ) -> Model | None:
        """The entry of a row; None, with the faults noted, when what is said cannot be."""
        try:
            return model.model_validate(said)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self.blame(row, column_of(detail["loc"]), in_words(detail))
            return None

    def blame_entries(
        self, faults: Sequence[Fault], rows: Sequence[int], at: int, column_of: Callable[[Place], str]
    ) -> None:
        """Notes what holds between entries of a file; the step number `at` of a place is the entry's own number."""
        for fault in faults:
            place = steps(fault.at)
            self.blame(rows[int(place[at])], column_of(place[at + 1 :]), fault.problem)

    def refuse(self) -> None:
        """Raises BadSheet when anything is wrong."""
        if self.faults:
            raise BadSheet(self.faults)


def read[Entry](content: bytes, columns: Sequence[Column[Entry]], key: str) -> Sheet[Entry]:
    """The sheet of a file, the rows that say anything. Raises BadSheet where no heading says what they are about.

    What else is wrong with the heading, or stands where nobody reads it, is told with the faults of the rows.
    """
    try:
        found = tables.read(content)
        written = list(next(found, []))
        while written and not written[-1]:
            written.pop()
        names = [_column(heading, columns) for heading in written]
        of_heading = _of_heading(written, names, columns, key)
        rows = {row: cells for row, cells in enumerate(found, start=2) if any(cells)}
    except tables.Unreadable as error:
        raise BadSheet([Fault(at="file", problem=str(error))]) from error
    if len(rows) > MOST_ROWS:
        raise BadSheet([Fault(at="file", problem=f"has more than {MOST_ROWS} rows")])
    faults = [*of_heading, *_of_what_nobody_reads(written, names, rows)]
    if key not in names:
        raise BadSheet(faults)
    filled = {
        row: {name: cell for name, cell in zip(names, cells, strict=False) if name}
        for row, cells in rows.items()
    }
    headings = {name: head for name, head in zip(names, written, strict=True) if name}
    return Sheet(columns, headings, filled, faults, has_bad_heading=bool(of_heading))


def _of_what_nobody_reads(
    written: Sequence[str], names: Sequence[str | None], rows: Mapping[int, Sequence[str]]
) -> list[Fault]:
    """Nothing stands outside the columns; and a column that counts the rows says nothing else."""
    counting = {place for place, name in enumerate(names) if name is None}
    faults: list[Fault] = []
    for row, cells in rows.items():
        for place, cell in enumerate(cells):
            if cell and place >= len(names):
                problem = "stands in a column without a heading"
                faults.append(Fault(at=f"row {row}, column {place + 1}", problem=problem, line=row))
            elif cell and place in counting and not cell.strip(".()").isdecimal():
                problem = "this column only counts the rows, and is read as nothing else"
                faults.append(Fault(at=f"row {row}, {written[place]}", problem=problem, line=row))
    return faults


def _add(said: dict[str, Any], fields: Mapping[str, Any]) -> None:
    """Parts of one thing stand in several columns, as a name in each language."""
    for name, value in fields.items():
        earlier = said.get(name)
        if isinstance(earlier, dict) and isinstance(value, dict):
            said[name] = {**earlier, **value}
        else:
            said[name] = value


def _column[Entry](heading: str, columns: Sequence[Column[Entry]]) -> str | None:
    """The column that a heading means; None for one that only counts the rows, and the heading where it is unknown."""
    spellings = {plain_word(each): column.name for column in columns for each in (column.name, *column.also)}
    word = plain_word(heading)
    if heading and word in COUNTING - spellings.keys():
        return None
    near = get_close_matches(word, spellings, n=1, cutoff=ALIKE)
    return spellings[near[0]] if near else heading.casefold()


def _of_heading[Entry](
    written: Sequence[str], names: Sequence[str | None], columns: Sequence[Column[Entry]], key: str
) -> list[Fault]:
    """Every column is known and there once, and one of them says what a row is about."""
    known = [column.name for column in columns]
    faults = [
        Fault(at=f"row 1, {heading or place}", problem=f"is none of the columns {', '.join(known)}", line=1)
        for place, (heading, name) in enumerate(zip(written, names, strict=True), start=1)
        if name is not None and name not in known
    ]
    faults += [
        Fault(at=f"row 1, {name}", problem="stands here twice", line=1)
        for name in sorted({name for name in names if name and names.count(name) > 1})
    ]
    if key not in names:
        faults.append(Fault(at=f"row 1, {key}", problem="is missing", line=1))
    return faults
