"""docs/people.md explains every column of every sheet to owners, and no other."""

import re
from typing import Any

import pytest

from munshi.leave.balances.sheets import MOVES, OF_DAYS
from munshi.setup import balances, holidays, people, policies
from tests.backend.books import BACKEND, KIRANA, Operator
from tests.backend.sheets import sheet, taken

DOCUMENT = (BACKEND.parent / "docs" / "people.md").read_text("utf-8")


def section(title: str) -> str:
    """The text below a heading, up to the next."""
    return re.split(r"^#+ ", DOCUMENT.split(f"# {title}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def columns(title: str) -> list[tuple[str, bool]]:
    """The columns that a table explains, and whether each is required."""
    rows = re.findall(r"^\| (`.*?) \| (required)? ?\|", section(title), re.MULTILINE)
    return [(name, bool(required)) for cell, required in rows for name in re.findall(r"`(\w+)`", cell)]


@pytest.mark.parametrize(
    ("title", "explained"),
    [
        ("Who works here", people.COLUMNS),
        ("Leave policies", policies.OWN),
        ("Balances", balances.COLUMNS),
    ],
)
def test_the_document_shows_every_column_and_which_are_required(title: str, explained: Any) -> None:
    assert columns(title) == [(column.name, column.required) for column in explained]


def test_the_columns_of_holidays_stand_in_their_sentence() -> None:
    assert {column.name for column in holidays.OWN} <= set(re.findall(r"`(\w+)`", section("Holidays")))


def test_the_register_is_explained_as_it_adds_up() -> None:
    said = section("The register of leave")
    formula = re.search(r"`(opening .*) = closing`", said)
    assert formula
    assert set(re.findall(r"\w+", formula[1])) == set(MOVES)
    assert {"from_balance", "unpaid"} <= set(OF_DAYS) & set(re.findall(r"`(\w+)`", said))


def test_the_example_of_the_document_can_be_brought_in(operator: Operator) -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|[^|]*\| (.+?) \|$", section("Who works here"), re.MULTILINE)
    example = dict(rows)
    meena = {"name": example["manager"], "phone": example["delegate"], "roles": "manager"}
    assert taken(operator, KIRANA, "people", sheet(example, {**dict.fromkeys(example, ""), **meena})) == (
        2,
        2,
    )
