"""Tables in files: the cells of a CSV or XLSX as texts, and files of them."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

Row = Sequence[str]

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


def as_xlsx(title: str, rows: Iterable[Row]) -> bytes:
    """The rows as a workbook with one sheet; the first row stays in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for place, row in enumerate(rows):
        sheet.append([_text_cell(sheet, text, bold=place == 0) for text in row])
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
    """A cell as the person sees it: 12.0 is 12."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _text_cell(sheet: Any, text: str, *, bold: bool) -> Cell:
    """A cell that stays text: a name that begins with = is no formula, 0713 keeps its zero."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell
