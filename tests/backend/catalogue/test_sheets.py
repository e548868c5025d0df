"""The catalogue as CSV and XLSX: all rows are taken, or none and every fault is told."""

import csv
import io
import json
import re
from http import HTTPStatus
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from munshi.catalogue.sheet_columns import COLUMNS
from tests.backend import sheets
from tests.backend.books import BACKEND, KIRANA, Operator, opened, seed
from tests.backend.sheets import sheet, workbook

DOCUMENT = BACKEND.parent / "docs" / "catalogue.md"
NEW = {
    "sku": "GUR-DESI",
    "name_hi": "देसी गुड़",
    "name_en": "Country jaggery",
    "name_hinglish": "Desi gur",
    "unit": "kg",
    "price": "₹1,090.50",
    "gst_rate": "5",
}


def product(operator: Operator, sku: str, business_id: str = KIRANA) -> dict[str, Any]:
    items = operator.gets(f"/businesses/{business_id}/products", limit=1000).json()["items"]
    return next(item for item in items if item["sku"] == sku)


def taken(operator: Operator, content: bytes) -> tuple[int, int]:
    return sheets.taken(operator, KIRANA, "products", content)


def faults(operator: Operator, content: bytes) -> dict[str, str]:
    return sheets.faults(operator, KIRANA, "products", content)


@pytest.mark.parametrize("business_id", ["annapurna-bhojanalay", "deepak-electronics", KIRANA])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_comes_out_changes_nothing_when_it_goes_in(
    operator: Operator, business_id: str, form: str
) -> None:
    out = operator.gets(f"/businesses/{business_id}/products.{form}")
    assert out.headers["content-disposition"] == f'attachment; filename="{business_id}.{form}"'
    answer = operator.uploads(business_id, out.content, f"products.{form}")
    assert answer.json()["changed"] == 0, answer.text
    assert answer.json()["rows"] > 20


def test_a_new_product_can_be_ordered_at_once(operator: Operator) -> None:
    assert taken(operator, sheet(NEW)) == (1, 1)
    assert product(operator, "GUR-DESI")["price_paise"] == 109050
    found = operator.gets(f"/businesses/{KIRANA}/products/search", name="desi gud").json()
    assert (found["kind"], found["products"][0]["product"]["sku"]) == ("sure", "GUR-DESI")


def test_one_name_is_enough_and_is_that_of_every_language(operator: Operator) -> None:
    bare = {"sku": "SONA", "name": "Sona Masoori", "unit": "kg", "price": "64", "gst_rate": "0"}
    assert taken(operator, sheet(bare)) == (1, 1)
    assert product(operator, "SONA")["name"] == dict.fromkeys(("hi", "en", "hinglish"), "Sona Masoori")
    assert taken(operator, sheet({**bare, "name_hi": "सोना मसूरी"})) == (1, 1)
    assert product(operator, "SONA")["name"] == {
        "hi": "सोना मसूरी",
        "en": "Sona Masoori",
        "hinglish": "Sona Masoori",
    }
    assert faults(operator, sheet({**bare, "name": ""})) == {"row 2, name": "is missing"}


def test_who_has_no_gstin_brings_a_sheet_without_rates(operator: Operator) -> None:
    bare = {name: cell for name, cell in NEW.items() if name != "gst_rate"}
    assert faults(operator, sheet(bare)) == {"row 2, gst_rate": "is missing"}
    file = seed(KIRANA)
    del file["business"]["gstin"]
    operator.brings_in(json.dumps(file)).raise_for_status()
    assert taken(operator, sheet(bare)) == (1, 1)
    assert product(operator, "GUR-DESI")["gst_rate"] == "0"


def test_the_file_of_a_business_may_have_one_name_too(operator: Operator) -> None:
    file = seed(KIRANA)
    entry = next(each for each in file["products"] if each["sku"] == "ATTA-LOOSE")
    entry["name"] = "Sona Masoori"
    assert operator.brings_in(file).status_code == HTTPStatus.OK
    assert product(operator, "ATTA-LOOSE")["name"] == dict.fromkeys(("hi", "en", "hinglish"), "Sona Masoori")


def test_a_sheet_of_prices_changes_nothing_else(operator: Operator) -> None:
    before = product(operator, "ATTA-LOOSE")
    assert taken(operator, sheet({"sku": "ATTA-LOOSE", "price": "41"})) == (1, 1)
    assert product(operator, "ATTA-LOOSE") == {**before, "price_paise": 4100}


def test_one_name_may_be_changed_alone(operator: Operator) -> None:
    before = product(operator, "ATTA-LOOSE")
    taken(operator, sheet({"sku": "ATTA-LOOSE", "name_en": "Flour"}))
    assert product(operator, "ATTA-LOOSE")["name"] == {**before["name"], "en": "Flour"}


def test_an_empty_cell_empties(operator: Operator) -> None:
    taken(operator, sheet({"sku": "ATTA-LOOSE", "aliases": "", "max_quantity": "", "step": ""}))
    changed = product(operator, "ATTA-LOOSE")
    assert (changed["aliases"], changed["max_quantity"], changed["step"]) == ([], None, "0.05")


def test_a_stock_cell_is_a_count_and_no_column_leaves_the_ledger_alone(operator: Operator) -> None:
    ledger = text("SELECT count(*) FROM stock_moves WHERE sku = 'ATTA-LOOSE'")
    taken(operator, sheet({"sku": "ATTA-LOOSE", "price": "41"}))
    with opened() as session:
        assert session.scalar(ledger) == 1
    taken(operator, sheet({"sku": "ATTA-LOOSE", "stock": "77.5"}))
    assert product(operator, "ATTA-LOOSE")["stock"] == "77.5"
    with opened() as session:
        assert session.scalar(ledger) == 2


def test_variants_and_add_ons_are_written_in_one_cell(operator: Operator) -> None:
    cell = "हाफ / Half / Half = 140; फुल / Full / Full = 240.50"
    taken(operator, sheet({**NEW, "variants": cell, "pack": "500 g", "veg": "haan", "available": "no"}))
    new = product(operator, "GUR-DESI")
    assert [variant["price_paise"] for variant in new["variants"]] == [14000, 24050]
    assert (new["pack"], new["veg"], new["available"]) == ({"quantity": "500", "unit": "g"}, True, False)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_csv_of_any_spreadsheet_is_read(operator: Operator, delimiter: str, encoding: str) -> None:
    content = sheet(NEW, delimiter=delimiter).decode().encode(encoding)
    assert taken(operator, content) == (1, 1)
    assert product(operator, "GUR-DESI")["name"]["hi"] == "देसी गुड़"


def test_a_workbook_with_numbers_instead_of_texts_is_read(operator: Operator) -> None:
    content = workbook(
        [*NEW, "hsn", "stock", None], [*list(NEW.values())[:5], 1090.5, 5, 1701, 12.0, None], [None] * 10
    )
    assert taken(operator, content) == (1, 1)
    new = product(operator, "GUR-DESI")
    assert (new["price_paise"], new["gst_rate"], new["hsn"], new["stock"]) == (109050, "5", "1701", "12")


def test_every_bad_row_is_told_and_nothing_is_written(operator: Operator) -> None:
    told = faults(
        operator,
        sheet(
            NEW,
            {**NEW, "sku": "A", "price": "free"},
            {**NEW, "sku": "B", "unit": "stone", "gst_rate": ""},
            {**NEW, "sku": "C", "gst_rate": "180"},
            {**NEW, "sku": "", "price": "1.005"},
            NEW,
        ),
    )
    assert set(told) == {
        "row 3, price",
        "row 4, unit",
        "row 4, gst_rate",
        "row 5, gst_rate",
        "row 6, sku",
        "row 6, price",
        "row 7, sku",
    }
    listed = operator.gets(f"/businesses/{KIRANA}/products", limit=1000).json()["items"]
    assert "GUR-DESI" not in {item["sku"] for item in listed}


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("KGS", "kg"),
        ("Ltr.", "l"),
        ("gm", "g"),
        ("pouch", "packet"),
        ("Sachet", "packet"),
        ("PKT", "packet"),
        ("btl", "bottle"),
        ("Nos", "pc"),
        ("dz", "dozen"),
        ("Darjan", "dozen"),
        ("capsule", "tablet"),
        ("किलो", "kg"),
        ("पुड़िया", "packet"),
        ("balti", "bucket"),
        ("scoops", "scoop"),
        ("स्लाइस", "slice"),
        ("qtl", "quintal"),
        ("दर्जन", "dozen"),
    ],
)
def test_units_are_read_as_shopkeepers_write_them_and_go_out_in_one_form(
    operator: Operator, written: str, unit: str
) -> None:
    assert taken(operator, sheet({**NEW, "unit": written})) == (1, 1)
    assert product(operator, "GUR-DESI")["unit"] == unit
    out = operator.gets(f"/businesses/{KIRANA}/products.csv").content.decode("utf-8-sig")
    row = next(row for row in csv.DictReader(io.StringIO(out)) if row["sku"] == "GUR-DESI")
    assert row["unit"] == unit


def test_a_pack_is_written_so_too(operator: Operator) -> None:
    taken(operator, sheet({**NEW, "unit": "pouch", "pack": "500 Gms"}))
    assert product(operator, "GUR-DESI")["pack"] == {"quantity": "500", "unit": "g"}
    taken(operator, sheet({"sku": "GUR-DESI", "pack": "5 किलो"}))
    assert product(operator, "GUR-DESI")["pack"] == {"quantity": "5", "unit": "kg"}


def test_a_unit_that_nobody_knows_is_told_with_those_that_there_are(operator: Operator) -> None:
    told = faults(
        operator,
        sheet({**NEW, "unit": "stone", "pack": ""}, {**NEW, "sku": "B", "pack": "5 stone"}),
    )
    assert set(told) == {"row 2, unit", "row 3, pack"}
    assert all("'dozen'" in problem and "'packet'" in problem for problem in told.values())


def test_the_file_of_a_business_reads_units_so_too(operator: Operator) -> None:
    file = seed(KIRANA)
    entry = next(each for each in file["products"] if each["sku"] == "ATTA-LOOSE")
    entry |= {"unit": "Pouch", "pack": {"quantity": "5", "unit": "kgs"}}
    assert operator.brings_in(file).status_code == HTTPStatus.OK
    brought = product(operator, "ATTA-LOOSE")
    assert (brought["unit"], brought["pack"]["unit"]) == ("packet", "kg")


def test_the_faults_of_headings_cells_and_between_rows_are_told_in_one_go(operator: Operator) -> None:
    rows = [
        {**NEW, "price": "free", "unit": "stone"},
        {**NEW, "substitute": "NOWHERE"},
        {**NEW, "sku": "OTHER", "substitute": "GUR-DESI", "gst_rate": "180"},
    ]
    content = sheet(*({"substitute": "", **row, "colour": "red"} for row in rows))
    assert set(faults(operator, content)) == {
        "row 1, colour",
        "row 2, price",
        "row 2, unit",
        "row 3, sku",
        "row 3, substitute",
        "row 4, gst_rate",
    }


def test_what_holds_between_products_holds_between_rows(operator: Operator) -> None:
    told = faults(
        operator,
        sheet(
            {**NEW, "substitute": "NOWHERE", "veg": ""},
            {**NEW, "sku": "OTHER", "substitute": "ANDE", "veg": "yes"},
            {**NEW, "substitute": "", "veg": ""},
        ),
    )
    assert told == {
        "row 2, substitute": "there is no product NOWHERE",
        "row 3, substitute": "ANDE has another veg mark",
        "row 4, sku": "GUR-DESI stands here twice",
    }


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"pack": "five kilos"}, "pack"),
        ({"pack": "5 stone"}, "pack"),
        ({"veg": "maybe"}, "veg"),
        ({"stock": "lots"}, "stock"),
        ({"stock": "NaN"}, "stock"),
        ({"step": "0.25", "max_quantity": "1.1"}, "max_quantity"),
        ({"hsn": "713"}, "hsn"),
        ({"variants": "Half 140"}, "variants"),
        ({"variants": "a / b / c = much"}, "variants"),
        ({"warranty_months": "1.5"}, "warranty_months"),
        ({"price": "Infinity"}, "price"),
        ({"name_hi": ""}, "name_hi"),
    ],
)
def test_a_bad_cell_is_told_in_its_own_column(operator: Operator, cells: dict[str, str], column: str) -> None:
    assert set(faults(operator, sheet({**NEW, **cells}))) == {f"row 2, {column}"}


@pytest.mark.parametrize(
    ("content", "at"),
    [
        (b"sku,pirce\nA,1\n", "row 1, pirce"),
        (b"sku,price,price\nA,1,2\n", "row 1, price"),
        (b"price\n1\n", "row 1, sku"),
        (b"", "row 1, sku"),
        (b"sku\nA\xff\n", "file"),
        (b"PK\x03\x04 and no more", "file"),
    ],
)
def test_a_file_that_is_no_such_sheet_is_told_so(operator: Operator, content: bytes, at: str) -> None:
    assert set(faults(operator, content)) == {at}


def test_a_heading_without_rows_changes_nothing(operator: Operator) -> None:
    assert taken(operator, b"sku,price\n\n,\n") == (0, 0)


def test_a_name_that_looks_like_a_formula_stays_text_in_the_workbook(operator: Operator) -> None:
    taken(operator, sheet({**NEW, "name_en": "=1+1", "hsn": "0713"}))
    out = operator.gets(f"/businesses/{KIRANA}/products.xlsx").content
    rows = list(load_workbook(io.BytesIO(out)).worksheets[0].iter_rows())
    cells = {column.name: cell for column, cell in zip(COLUMNS, rows[-1], strict=True)}
    assert (cells["name_en"].value, cells["name_en"].data_type) == ("=1+1", "s")
    assert cells["hsn"].value == "0713"


def test_the_document_shows_every_column_and_which_are_required() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (required)? ?\|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert [(name, bool(required)) for name, required in rows] == [
        (column.name, column.required) for column in COLUMNS
    ]


def test_the_examples_of_the_document_can_be_brought_in(operator: Operator) -> None:
    cells = dict(
        re.findall(r"^\| `(\w+)` \|[^|]*\|[^|]*\| `?(.+?)`? \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    )
    assert len(cells) == len(COLUMNS)
    assert taken(operator, sheet({**cells, "sku": "EXAMPLE"})) == (1, 1)


def test_the_document_names_every_unit() -> None:
    from typing import get_args

    from munshi.catalogue.sections import UnitName

    row = next(line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| `unit`"))
    assert re.findall(r"`(\w+)`", row)[1:] == list(get_args(UnitName))
