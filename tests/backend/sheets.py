"""Sheets as people send them, and what came of one."""

import csv
import io
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.backend.books import Operator


def sheet(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    """A CSV with the keys of the first row as its heading."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def workbook(*rows: list[Any]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(content: bytes) -> list[dict[str, Any]]:
    """The rows of a workbook's first sheet by its heading."""
    heading, *rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


def taken(operator: Operator, business_id: str, of: str, content: bytes) -> tuple[int, int]:
    """How many rows a sheet had that was taken, and how many of them changed something."""
    answer = operator.uploads(business_id, content, of=of)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"], answer.json()["changed"]


def faults(operator: Operator, business_id: str, of: str, content: bytes) -> dict[str, str]:
    """What was wrong with a sheet that was not taken, by its place."""
    answer = operator.uploads(business_id, content, of=of)
    assert answer.status_code == 422, answer.text
    return {fault["at"]: fault["problem"] for fault in answer.json()["errors"]}
