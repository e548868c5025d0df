"""Tables in files: the cells of a CSV or XLSX as texts, and files of them."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

Row = Sequence[str]

LONGEST_TITLE = 31  # of a sheet, by the rules of XLSX
MONEY, DAY = "#,##0.00", "yyyy-mm-dd"
LARGEST_UNPACKED = 400 * 1024 * 1024
XLSX = b"PK\x03\x04"


class Unreadable(ValueError):
    """The file is no table; the message says what to do."""


def read(content: bytes) -> Iterator[Row]:
    """The rows of a CSV or XLSX, from the first sheet, as texts without spaces around them. Raises Unreadable."""
    rows = (
        _xlsx(content)
        if content.startswith(XLSX)
        else csv.reader(io.StringIO(_text(content)), _form(content))
    )
    try:
        for row in rows:
            yield [_cell(value) for value in row]
    except csv.Error as error:
        raise Unreadable(f"this is no CSV: {error}") from error


def as_csv(rows: Iterable[Row]) -> bytes:
    """The rows as a CSV that Excel opens in the right letters."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheets: Mapping[str, Iterable[Sequence[Any]]]) -> bytes:
    """A workbook of sheets by their titles; the first row and column of each stay in sight.

    Texts stay texts and days are days; a float is money, any other number is what it is.
    """
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:LONGEST_TITLE])
        sheet.freeze_panes = "B2"
        for place, row in enumerate(rows):
            sheet.append([_written(sheet, value, bold=place == 0) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(content: bytes) -> str:
    """Excel saves CSV as UTF-8 or, as "Unicode text", as UTF-16."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("the letters cannot be read: save the file as CSV UTF-8, or as XLSX") from None


def _form(content: bytes) -> type[csv.Dialect]:
    """Commas, or the semicolons or tabs that some spreadsheets write instead, as the first line shows."""
    heading = _text(content).partition("\n")[0]

    class Form(csv.excel):
        delimiter = max(",;\t", key=heading.count)

    return Form


def _xlsx(content: bytes) -> Iterator[Sequence[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise Unreadable("the workbook is too large")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise Unreadable("this is no XLSX workbook that can be read") from error
    yield from book.worksheets[0].iter_rows(values_only=True)


def _cell(value: Any) -> str:
    """A cell as the person sees it: 12.0 is 12, a day is 2026-04-01."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return str(value).strip()


def _written(sheet: Any, value: Any, *, bold: bool) -> Cell:
    """A cell that stays text: a name that begins with = is no formula, 0713 keeps its zero."""
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
    elif isinstance(value, float):
        cell.number_format = MONEY
    elif isinstance(value, date):
        cell.number_format = DAY
    if bold:
        cell.font = Font(bold=True)
    return cell
