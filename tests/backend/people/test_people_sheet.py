"""The people of a business as a sheet: forgiving in how it is written, exact in what it takes, whole or not at all."""

from datetime import datetime
from typing import Any

import pytest

from tests.backend import sheets
from tests.backend.books import KIRANA, OWNER, PRIYA, Operator, seed
from tests.backend.sheets import cells, sheet, workbook

RAMESH, SUNITA = "919826012345", "919826012346"
NEW = {"name": "Ramesh Patel", "phone": "+91 98260 12345"}


def taken(operator: Operator, content: bytes) -> tuple[int, int]:
    return sheets.taken(operator, KIRANA, "people", content)


def faults(operator: Operator, content: bytes) -> dict[str, str]:
    return sheets.faults(operator, KIRANA, "people", content)


def person(operator: Operator, phone: str) -> dict[str, Any] | None:
    items = operator.gets(f"/businesses/{KIRANA}/people", limit=1000).json()["items"]
    return next((item for item in items if phone in item["phones"]), None)


def exported(operator: Operator) -> dict[str, Any]:
    return operator.gets(f"/businesses/{KIRANA}/export").text  # type: ignore[no-any-return]


@pytest.mark.parametrize("business_id", ["annapurna-bhojanalay", "deepak-electronics", KIRANA])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_comes_out_changes_nothing_when_it_goes_in(
    operator: Operator, business_id: str, form: str
) -> None:
    before = operator.gets(f"/businesses/{business_id}/export").text
    out = operator.gets(f"/businesses/{business_id}/people.{form}")
    assert out.headers["content-disposition"] == f'attachment; filename="{business_id}-people.{form}"'
    rows, changed = sheets.taken(operator, business_id, "people", out.content)
    assert (rows > 0, changed) == (True, 0)
    assert operator.gets(f"/businesses/{business_id}/export").text == before


def test_it_shows_who_works_here_and_no_customer(operator: Operator) -> None:
    rows = cells(operator.gets(f"/businesses/{KIRANA}/people.xlsx").content)
    phones = {row["phone"] for row in rows}
    assert f"+{OWNER}" in phones
    assert f"+{PRIYA}" not in phones
    asked = operator.gets(f"/businesses/{KIRANA}/people.xlsx", blank=True).content
    assert cells(asked) == []


def test_somebody_new_is_an_employee_unless_the_sheet_says_more(operator: Operator) -> None:
    assert taken(operator, sheet(NEW)) == (1, 1)
    new = person(operator, RAMESH)
    assert new is not None
    assert (new["name"], new["roles"]) == ("Ramesh Patel", ["employee"])
    assert taken(operator, sheet(NEW)) == (1, 0)


@pytest.mark.parametrize(
    "written",
    ["+91 98260 12345", "098260-12345", "9826012345", "91 98260 12345", "(0) 98260 12345", "९८२६० १२३४५"],
)
def test_a_phone_is_read_as_people_write_it(operator: Operator, written: str) -> None:
    taken(operator, sheet({**NEW, "phone": written}))
    assert person(operator, RAMESH)


@pytest.mark.parametrize(
    "written", ["98260 1234", "+91 98260 1234", "12345 67890", "9.82601E+09", "98260 12345 extra", "call me"]
)
def test_a_phone_that_cannot_be_is_told(operator: Operator, written: str) -> None:
    assert set(faults(operator, sheet({**NEW, "phone": written}))) == {"row 2, phone"}


def test_headings_are_read_in_any_spelling_case_order_and_script(operator: Operator) -> None:
    content = workbook(
        ["S.No.", "मोबाइल नंबर", "भूमिका", "नाम", "Date of Joining", "LANGUGE", "Weekly-Off"],
        [1, 9826012345, "कर्मचारी, मैनेजर", "रमेश पटेल", datetime(2024, 4, 1), "हिंदी", "Sunday, 2nd & 4th Saturday"],
    )  # fmt: skip
    assert taken(operator, content) == (1, 1)
    new = person(operator, RAMESH)
    assert new is not None
    assert (new["name"], new["roles"], new["language"]) == ("रमेश पटेल", ["employee", "manager"], "hi")
    (row,) = [
        r for r in cells(operator.gets(f"/businesses/{KIRANA}/people.xlsx").content) if RAMESH in r["phone"]
    ]
    assert (row["joined"], row["weekly_offs"]) == ("01/04/2024", "Sunday; 2nd and 4th Saturday")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("01/04/2026", "01/04/2026"),
        ("1-4-26", "01/04/2026"),
        ("1.4.2026", "01/04/2026"),
        ("2026-04-01", "01/04/2026"),
        ("1 April 2026", "01/04/2026"),
        ("13/04/2026", "13/04/2026"),
    ],
)
def test_the_day_stands_before_the_month(operator: Operator, written: str, shown: str) -> None:
    taken(operator, sheet({**NEW, "joined": written}))
    rows = cells(operator.gets(f"/businesses/{KIRANA}/people.xlsx").content)
    assert [row["joined"] for row in rows if RAMESH in row["phone"]] == [shown]


def test_a_manager_is_named_by_phone_or_name_also_further_down(operator: Operator) -> None:
    boss = {"name": "Sunita Rao", "phone": "98260 12346", "roles": "manager", "manager": ""}
    taken(operator, sheet({**NEW, "roles": "employee", "manager": "098260-12346"}, boss))
    above, below = person(operator, SUNITA), person(operator, RAMESH)
    assert above
    assert below
    assert below["manager_id"] == above["id"]
    taken(operator, sheet({**NEW, "manager": ""}))
    assert taken(operator, sheet({**NEW, "manager": "sunita rao"})) == (1, 1)
    below = person(operator, RAMESH)
    assert below
    assert below["manager_id"] == above["id"]


def test_a_column_that_is_left_out_leaves_the_books_alone_and_an_empty_cell_empties(
    operator: Operator,
) -> None:
    taken(operator, sheet({**NEW, "language": "Hindi", "joined": "01/04/2024", "roles": "manager"}))
    assert taken(operator, sheet({**NEW, "name": "Ramesh P."})) == (1, 1)
    kept = person(operator, RAMESH)
    assert kept is not None
    assert (kept["name"], kept["language"], kept["roles"]) == ("Ramesh P.", "hi", ["manager"])
    taken(operator, sheet({**NEW, "language": "", "left": "20/11/2026"}))
    emptied = person(operator, RAMESH)
    assert emptied is not None
    assert (emptied["language"], emptied["left"]) == (None, "2026-11-20")


def test_a_customer_who_is_taken_on_stays_one(operator: Operator) -> None:
    taken(operator, sheet({"name": "Priya", "phone": PRIYA[2:]}))
    known = person(operator, PRIYA)
    assert known is not None
    assert known["roles"] == ["customer", "employee"]


def test_a_number_beside_a_known_one_is_added_and_none_is_taken_away(operator: Operator) -> None:
    taken(operator, sheet(NEW))
    assert taken(operator, sheet({**NEW, "phone": "98260 12345; 98260 12346"})) == (1, 1)
    assert taken(operator, sheet({**NEW, "phone": "98260 12346"})) == (1, 0)
    known = person(operator, RAMESH)
    assert known is not None
    assert known["phones"] == [RAMESH, SUNITA]


def test_every_bad_row_is_told_in_words_and_nothing_is_written(operator: Operator) -> None:
    before = exported(operator)
    told = faults(
        operator,
        sheet(
            {**NEW, "roles": "", "manager": "", "joined": ""},
            {"name": "", "phone": "98260 12347", "roles": "king", "manager": "", "joined": "31/02/2026"},
            {
                "name": "C",
                "phone": "98260 12348",
                "roles": "",
                "manager": "98260 99999",
                "joined": "15/13/2026",
            },
            {"name": "D", "phone": "98260 12349", "roles": "", "manager": "98260 12349", "joined": ""},
            {"name": "E", "phone": "98260 12345", "roles": "", "manager": "Nobody Known", "joined": ""},
            {"name": "F", "phone": "098260 12345", "roles": "", "manager": "", "joined": ""},
        ),
    )
    assert told == {
        "row 3, name": "is missing",
        "row 3, roles": "must be one of employee, manager, owner, trainer, customer",
        "row 3, joined": "must be a day such as 01/04/2026: day, month, year",
        "row 4, joined": "must be a day such as 01/04/2026: day, month, year",
        "row 4, manager": "nobody has the number 98260 99999, here or in the books",
        "row 5, manager": "is the person of this row",
        "row 6, manager": "nobody is called Nobody Known: write the phone number instead",
        "row 7, phone": "row 2 is about the same",
    }
    assert exported(operator) == before


def test_a_fault_names_the_column_as_the_sheet_does(operator: Operator) -> None:
    assert set(faults(operator, sheet({"नाम": "रमेश", "मोबाइल": "12"}))) == {"row 2, phone (मोबाइल)"}


def test_two_people_of_one_name_are_told_apart_by_phone(operator: Operator) -> None:
    rows = [{"name": "Asha", "phone": f"98260 1234{at}", "manager": ""} for at in (7, 8)]
    told = faults(operator, sheet(*rows, {**NEW, "manager": "Asha"}))
    assert told == {"row 4, manager": "several people are called Asha: write the phone number instead"}


@pytest.mark.parametrize(
    ("content", "at"),
    [
        (b"name,phone,salary\nA,9826012345,100\n", "row 1, salary"),
        (b"name\nA\n", "row 1, phone"),
        (b"name,phone,mobile\nA,9826012345,9826012345\n", "row 1, phone"),
    ],
)
def test_a_heading_that_is_not_understood_is_told(operator: Operator, content: bytes, at: str) -> None:
    assert set(faults(operator, content)) == {at}


def test_the_sheet_of_one_business_is_nothing_to_another(operator: Operator) -> None:
    other = seed("annapurna-bhojanalay")["business"]["id"]
    before = operator.gets(f"/businesses/{other}/export").text
    taken(operator, sheet(NEW))
    assert operator.gets(f"/businesses/{other}/export").text == before
