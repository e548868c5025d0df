"""The columns of the catalogue as a sheet, CSV or XLSX: what a cell says of a product, and back.

`docs/catalogue.md` explains them to shopkeepers; a test holds the two together.
"""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from munshi.catalogue.sections import Extra, ProductEntry
from munshi.columns import plain
from munshi.sheets import columns
from munshi.sheets.columns import BadCell, decimal, parts, yes_or_no

Column = columns.Column[ProductEntry]


def _number(name: str, *, required: bool = False) -> Column:
    def write(entry: ProductEntry) -> str:
        number = getattr(entry, name)
        return plain(Decimal(number)) if number is not None else ""

    def read(cell: str) -> columns.Said:
        return {name: decimal(cell) if cell else None}

    return Column(name, read, write, required)


def _yes_or_no(name: str, when_empty: bool | None) -> Column:
    def write(entry: ProductEntry) -> str:
        said = getattr(entry, name)
        return "" if said is None else "yes" if said else "no"

    return Column(name, lambda cell: {name: yes_or_no(cell) if cell else when_empty}, write)


def _extras(name: str) -> Column:
    def write(entry: ProductEntry) -> str:
        return "; ".join(_extra_said(extra) for extra in getattr(entry, name))

    return Column(name, lambda cell: {name: [_extra(part) for part in parts(cell)]}, write)


def _paise(cell: str) -> int:
    rupees = decimal(cell.removeprefix("₹").strip())
    if not rupees.is_finite() or rupees * 100 % 1:
        raise BadCell("must be rupees with at most two decimals, such as 38 or 262.50")
    return int(rupees * 100)


def _rupees(paise: int) -> str:
    return f"{paise // 100}.{paise % 100:02}"


def _pack(cell: str) -> dict[str, Any] | None:
    if not cell:
        return None
    found = re.fullmatch(r"([0-9.]+)\s*([^\W\d].*)", cell)
    if found is None:
        raise BadCell("must be a quantity with its unit, such as 5 kg")
    return {"quantity": decimal(found[1]), "unit": found[2]}


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


COLUMNS: tuple[Column, ...] = (
    columns.text("sku", required=True),
    columns.name_in("hi"),
    columns.name_in("en"),
    columns.name_in("hinglish"),
    Column("aliases", lambda cell: {"aliases": parts(cell)}, lambda entry: "; ".join(entry.aliases)),
    columns.text("category"),
    columns.text("brand"),
    Column(
        "pack",
        lambda cell: {"pack": _pack(cell)},
        lambda entry: f"{plain(entry.pack.quantity)} {entry.pack.unit}" if entry.pack else "",
    ),
    columns.text("unit", required=True),
    _number("step"),
    _number("max_quantity"),
    Column(
        "price",
        lambda cell: {"price_paise": _paise(cell)},
        lambda entry: _rupees(entry.price_paise),
        required=True,
    ),
    _number("gst_rate", required=True),
    columns.text("hsn"),
    _number("stock"),
    _yes_or_no("veg", None),
    _yes_or_no("available", True),
    Column(
        "out_until",
        lambda cell: {"out_until": cell or None},
        lambda entry: entry.out_until.isoformat() if entry.out_until else "",
    ),
    columns.text("substitute"),
    _number("warranty_months"),
    _extras("variants"),
    _extras("add_ons"),
    _number("min_quantity"),
    _yes_or_no("special", False),
    _yes_or_no("prescription", False),
    columns.text("photo"),
)

READ: tuple[Column, ...] = (columns.one_name(), *COLUMNS)
"""One name may stand for all three; what goes out has them all."""

READ_WITHOUT_GSTIN = tuple(
    replace(each, required=False) if each.name == "gst_rate" else each for each in READ
)
"""Who charges no GST needs no rate."""

_OF_FIELD = {"price_paise": "price"}


def column_of(place: tuple[str | int, ...]) -> str:
    """The column in which a field of an entry stands: `name.hi` in name_hi, `pack.unit` in pack."""
    field, *below = place
    if field == "name" and below:
        return f"name_{below[0]}"
    return _OF_FIELD.get(str(field), str(field))
