"""A thing whose kinds are counted behind it is these kinds, and none comes besides; as policy."""

import pytest

from tests.backend.orders.conftest import Customer


@pytest.mark.parametrize("behind", [(), ("2 - samosa",)])
def test_amounts_that_add_up_are_of_its_kinds(guest: Customer, behind: tuple[str, ...]) -> None:
    bill = guest.says("4 - tikka", "3 - paneer", "1 - chicken", *behind)
    assert bill.outcome == "choose_product"  # half or full
    assert [bill.facts["asked"], bill.facts["notes"][0]["names"]] == ["Paneer tikka", ["Chicken tikka"]]


@pytest.mark.parametrize(
    "lines",
    [
        ("4 - tikka", "2 - paneer", "1 - chicken"),
        ("4 - tikka", "4 - paneer"),
        ("4 - tikka", "2 - samosa", "2 - kachori"),
    ],
)
def test_what_does_not_add_up_or_is_no_kind_of_it_is_asked(guest: Customer, lines: tuple[str, ...]) -> None:
    assert guest.says(*lines).facts["asked"] == "tikka"
