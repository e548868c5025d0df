"""Nothing that somebody has written into a sheet is passed over in silence, whichever sheet it is."""

import pytest

from tests.backend import sheets
from tests.backend.books import KIRANA, Operator
from tests.backend.sheets import sheet, workbook

SHEETS = {
    "products": {"sku": "ATTA", "name_en": "Flour", "unit": "kg", "price": "40", "gst_rate": "0"},
    "people": {"name": "Ravi", "phone": "98260 12345"},
    "leave-policies": {
        "type": "casual",
        "effective_from": "01/04/2026",
        "name_en": "Casual",
        "allotment": "12",
    },
    "leave-balances": {"person": "98260 12345", "type": "casual", "days": "7"},
    "holidays": {"date": "26/01/2027", "name_en": "Republic Day"},
}


@pytest.mark.parametrize("of", SHEETS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_column_that_nobody_knows_is_a_fault(operator: Operator, of: str, form: str) -> None:
    row = {**SHEETS[of], "Aadhaar": "1234"}
    content = sheet(row) if form == "csv" else workbook(list(row), list(row.values()))
    told = sheets.faults(operator, KIRANA, of, content)
    assert "is none of the columns" in told["row 1, Aadhaar"]


@pytest.mark.parametrize("of", SHEETS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_stands_beside_the_columns_is_a_fault(operator: Operator, of: str, form: str) -> None:
    row = SHEETS[of]
    heading, cells = list(row), [*row.values(), "", "half day only"]
    content = (
        f"{','.join(heading)}\n{','.join(cells)}\n".encode() if form == "csv" else workbook(heading, cells)
    )
    told = sheets.faults(operator, KIRANA, of, content)
    assert told[f"row 2, column {len(row) + 2}"] == "stands in a column without a heading"


def test_empty_cells_beside_the_columns_are_nothing(operator: Operator) -> None:
    heading, cells = list(SHEETS["people"]), [*SHEETS["people"].values()]
    assert sheets.taken(operator, KIRANA, "people", workbook([*heading, "", None], [*cells, " ", None])) == (
        1,
        1,
    )


@pytest.mark.parametrize("count", ["1", "1.", "(1)", "१", ""])
def test_a_column_that_counts_the_rows_is_passed_over(operator: Operator, count: str) -> None:
    assert sheets.taken(operator, KIRANA, "people", sheet({"S. No.": count, **SHEETS["people"]})) == (1, 1)


def test_a_column_of_counts_that_says_something_else_is_a_fault(operator: Operator) -> None:
    told = sheets.faults(operator, KIRANA, "people", sheet({"Serial No": "SN-4711", **SHEETS["people"]}))
    assert list(told) == ["row 2, Serial No"]
