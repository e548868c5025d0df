"""Work on two machines that one technician knows is one visit with one charge; else it is said that two come."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import Somebody, at

Who = Callable[[str], Somebody]
NEW = "919000000177"  # has bought nothing
WHERE = "7 Sneh Nagar 452001"


@pytest.mark.parametrize(
    "said",
    [
        "AC ki cleaning aur fridge ki cleaning karwani hai ek hi din",
        "AC cleaning and fridge cleaning in one visit please",
        "ac ki deep cleaning aur fridge ki cleaning dono ek hi visit me ho jayega? plus ek remote bhi laana",
        "AC thanda nahi kar raha aur fridge bhi band hai, dono ek hi visit me dekh lena",
        "एसी की सफाई और फ्रिज की सफाई एक ही दिन करवानी है",
    ],
)
def test_two_works_of_one_technician_are_one_visit(who: Who, said: str) -> None:
    customer = who(NEW)
    shown = customer.wants(f"{said}, {WHERE}", time=at("2026-11-25", "11:30"))
    assert shown.outcome == "confirm", shown
    assert shown.facts.get("second") is None
    assert any(each in shown.facts["told"] for each in ("fridge", "फ्रिज")), shown.facts["told"]
    assert any(each in shown.facts["told"] for each in ("AC", "ac", "एसी")), shown.facts["told"]
    assert "remote" not in said or "remote" in f"{shown.facts['told']} {shown.facts.get('note')}"
    booked = customer.agrees("confirm_visit", shown)
    assert (booked.outcome, booked.rest) == ("booked", None)


def test_two_works_that_nobody_knows_both_are_said_to_be_two_visits(who: Who) -> None:
    customer = who(NEW)
    shown = customer.wants(
        f"geyser ki cleaning aur fridge ki cleaning ek hi din, {WHERE}", time=at("2026-11-25", "11:30")
    )
    assert (shown.outcome, shown.facts.get("apart")) == ("confirm", True), shown
