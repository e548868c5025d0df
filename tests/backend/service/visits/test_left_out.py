"""What is left out of a wish by a no beside what alone is wanted stands in no fault and in no note."""

import pytest

from munshi.service.parts.looking import also_called
from tests.backend.service.visits.conftest import Somebody, at

THEN = at("2026-11-25", "11:30")


def test_left_out_of_the_shown_visit(customer: Somebody) -> None:
    customer.wants("AC ki service aur gas bhi, mistri bhejo, 7 Sneh Nagar 452001", time=THEN)
    shown = customer.answers("confirm_visit", "sirf service, gas nahi")
    assert shown.outcome == "confirm", shown
    assert "gas" not in str(shown.facts)


@pytest.mark.parametrize(
    "said", ["AC thanda nahi kar raha, gas nahi", "AC thanda nahi kar raha, cooling nahi"]
)
def test_a_no_without_what_alone_is_wanted_tells_a_fault(customer: Somebody, said: str) -> None:
    shown = customer.wants(f"{said}, mistri bhejo, 7 Sneh Nagar 452001", time=THEN)
    assert "nahi kar raha" in str(shown.facts)


def test_a_part_is_known_by_what_else_people_call_it() -> None:
    assert ("brek", "linr") in also_called("brake shoe")
