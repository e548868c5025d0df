"""The columns of the catalogue as a sheet, CSV or XLSX: what a cell says of a product, and back.

`docs/catalogue.md` explains them to shopkeepers; a test holds the two together.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from munshi.catalogue.sections import Extra, ProductEntry
from munshi.columns import plain

YES = frozenset({"yes", "y", "true", "1", "haan", "हाँ"})
NO = frozenset({"no", "n", "false", "0", "nahi", "नहीं"})

Said = Mapping[str, Any]


class BadCell(ValueError):
    """The cell cannot be read; the message says what it should look like."""


@dataclass(frozen=True)
class Column:
    """One column: `read` gives the fields of an entry that a cell speaks of, `write` the cell of an entry."""

    name: str
    read: Callable[[str], Said]
    write: Callable[[ProductEntry], str]
    required: bool = False


def _text(name: str, *, required: bool = False) -> Column:
    return Column(name, lambda cell: {name: cell or None}, lambda entry: getattr(entry, name) or "", required)


def _name(language: str) -> Column:
    return Column(
        f"name_{language}",
        lambda cell: {"name": {language: cell}},
        lambda entry: str(getattr(entry.name, language)),
        required=True,
    )


def _number(name: str, when_empty: str | None = None, *, required: bool = False) -> Column:
    def write(entry: ProductEntry) -> str:
        number = getattr(entry, name)
        return plain(Decimal(number)) if number is not None else ""

    return Column(name, lambda cell: {name: _decimal(cell or when_empty)}, write, required)


def _yes_or_no(name: str, when_empty: bool | None) -> Column:
    def write(entry: ProductEntry) -> str:
        said = getattr(entry, name)
        return "" if said is None else "yes" if said else "no"

    return Column(name, lambda cell: {name: _said_yes(cell) if cell else when_empty}, write)


def _extras(name: str) -> Column:
    def write(entry: ProductEntry) -> str:
        return "; ".join(_extra_said(extra) for extra in getattr(entry, name))

    return Column(name, lambda cell: {name: [_extra(part) for part in _parts(cell)]}, write)


def _decimal(cell: str | None) -> Decimal | None:
    if cell is None:
        return None
    try:
        return Decimal(cell.replace(",", ""))
    except InvalidOperation:
        raise BadCell("must be a number, such as 12 or 0.25") from None


def _paise(cell: str) -> int:
    rupees = _decimal(cell.removeprefix("₹").strip())
    if rupees is None or not rupees.is_finite() or rupees * 100 % 1:
        raise BadCell("must be rupees with at most two decimals, such as 38 or 262.50")
    return int(rupees * 100)


def _rupees(paise: int) -> str:
    return f"{paise // 100}.{paise % 100:02}"


def _said_yes(cell: str) -> bool:
    if cell.casefold() in YES:
        return True
    if cell.casefold() in NO:
        return False
    raise BadCell("must be yes or no")


def _pack(cell: str) -> dict[str, Any] | None:
    if not cell:
        return None
    found = re.fullmatch(r"([0-9.]+)\s*([a-z]+)", cell.casefold())
    if found is None:
        raise BadCell("must be a quantity with its unit, such as 5 kg")
    return {"quantity": _decimal(found[1]), "unit": found[2]}


def _extra(part: str) -> dict[str, Any]:
    names, _, price = part.rpartition("=")
    said = [name.strip() for name in names.split("/")]
    if len(said) != 3:
        raise BadCell("must be like हाफ / Half / Half = 140; फुल / Full / Full = 240")
    return {
        "name": dict(zip(("hi", "en", "hinglish"), said, strict=True)),
        "price_paise": _paise(price.strip()),
    }


def _extra_said(extra: Extra) -> str:
    name = extra.name
    return f"{name.hi} / {name.en} / {name.hinglish} = {_rupees(extra.price_paise)}"


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


COLUMNS = (
    _text("sku", required=True),
    _name("hi"),
    _name("en"),
    _name("hinglish"),
    Column("aliases", lambda cell: {"aliases": _parts(cell)}, lambda entry: "; ".join(entry.aliases)),
    _text("category"),
    _text("brand"),
    Column(
        "pack",
        lambda cell: {"pack": _pack(cell)},
        lambda entry: f"{plain(entry.pack.quantity)} {entry.pack.unit}" if entry.pack else "",
    ),
    _text("unit", required=True),
    _number("step", "1"),
    _number("max_quantity"),
    Column(
        "price",
        lambda cell: {"price_paise": _paise(cell)},
        lambda entry: _rupees(entry.price_paise),
        required=True,
    ),
    _number("gst_rate", required=True),
    _text("hsn"),
    _number("stock"),
    _yes_or_no("veg", None),
    _yes_or_no("available", True),
    _text("substitute"),
    _number("warranty_months"),
    _extras("variants"),
    _extras("add_ons"),
)

BY_NAME = {column.name: column for column in COLUMNS}

_OF_FIELD = {"price_paise": "price"}


def column_of(place: tuple[str | int, ...]) -> str:
    """The column in which a field of an entry stands: `name.hi` in name_hi, `pack.unit` in pack."""
    field, *below = place
    if field == "name" and below:
        return f"name_{below[0]}"
    return _OF_FIELD.get(str(field), str(field))
