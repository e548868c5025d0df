"""The kitchen's ticket of an order: what to make, with every note and no price; as text, or as a printer wants it.

A thermal printer speaks ESC/POS, whose letters have no Devanagari: what is not plain ASCII goes as a picture of the
whole ticket, never as letters that look like it.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from escpos.printer import Dummy
from PIL import Image

from munshi import clock
from munshi.business.models import Business
from munshi.columns import plain
from munshi.orders.models import Order, OrderLine
from munshi.orders.serving.rules import Paper
from munshi.printing import compiled

PRINT = Path(__file__).with_name("print")
COLUMNS = {Paper.NARROW: 32, Paper.WIDE: 48}  # letters in a row
DOTS = {Paper.NARROW: 384, Paper.WIDE: 576}  # at 203 to the inch, without the margins
INDENT = 3


@dataclass(frozen=True)
class Row:
    """A row of the ticket; without text it is a line across."""

    text: str = ""
    loud: bool = False
    indent: int = 0


def as_text(order: Order, business: Business, customer: str | None, paper: Paper) -> str:
    """The ticket in rows of plain text, as wide as the paper."""
    return "\n".join(_wrapped(row, COLUMNS[paper]) for row in rows_of(order, business, customer))


def as_picture(order: Order, business: Business, customer: str | None, paper: Paper) -> bytes:
    """The ticket as a PNG, one of its dots for each of the printer's."""
    rows = [asdict(row) for row in rows_of(order, business, customer)]
    return compiled(PRINT / "ticket.typ", {"rows": rows, "dots": DOTS[paper]}, "png")


def as_printed(order: Order, business: Business, customer: str | None, paper: Paper) -> bytes:
    """What a thermal printer is sent, ending with the cut."""
    printer = Dummy()
    rows = list(rows_of(order, business, customer))
    if all(row.text.isascii() for row in rows):
        _print_letters(printer, rows, COLUMNS[paper])
    else:
        with Image.open(BytesIO(as_picture(order, business, customer, paper))) as picture:
            printer.image(picture.convert("1"), impl="bitImageRaster")
    printer.cut()
    printed: bytes = printer.output
    return printed


def _print_letters(printer: Any, rows: list[Row], columns: int) -> None:
    for row in rows:
        printer.set(bold=row.loud, double_height=row.loud, normal_textsize=not row.loud)
        printer.textln(_wrapped(row, columns))


def rows_of(order: Order, business: Business, customer: str | None) -> Iterator[Row]:
    """What the kitchen has to know, in the language of the business."""
    words = _words()[business.language]
    placed = order.placed_at.astimezone(clock.now_in(business.timezone).tzinfo)
    yield Row(order.reference, loud=True)
    yield Row(f"{placed:%d-%m-%Y %H:%M}")
    yield Row(" ".join(filter(None, (words[order.fulfilment], order.dining_table))), loud=True)
    if order.wanted:
        hours = [order.wanted[part] for part in ("day", "opens", "closes") if order.wanted.get(part)]
        yield Row(f"{words['wanted']}: {' '.join(str(each) for each in hours)}")
    if customer:
        yield Row(f"{words['customer']}: {customer}")
    yield Row()
    for line in order.lines:
        yield from _line(line, business.language, words)
    yield Row()
    for note in order.notes:
        yield Row(f"{words['note']}: {note}", loud=True)


def _line(line: OrderLine, language: str, words: dict[str, Any]) -> Iterator[Row]:
    unit = words["units"].get(line.unit, line.unit)
    variant = f" ({line.variant[language]})" if line.variant else ""
    amount = f"{plain(line.quantity)} {unit}".strip()
    yield Row(f"{amount} x {line.name[language]}{variant}", loud=True)
    for add_on in line.add_ons:
        yield Row(f"+ {add_on['name'][language]}", indent=INDENT)
    for note in line.notes:
        yield Row(f"* {note}", indent=INDENT)


def _wrapped(row: Row, columns: int) -> str:
    """A long row goes on in the next one, a little to the right."""
    if not row.text:
        return "-" * columns
    start = " " * row.indent
    return textwrap.fill(row.text, columns, initial_indent=start, subsequent_indent=start + "  ")


@cache
def _words() -> dict[str, dict[str, Any]]:
    said: dict[str, dict[str, Any]] = yaml.safe_load((PRINT / "ticket.yml").read_text("utf-8"))
    return said
