"""What a job may cost is told before anybody has looked, and binds nobody."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import ARJUN, Somebody, at, last_told, technician_of, told

Who = Callable[[str], Somebody]


@pytest.fixture
def job(customer: Somebody, who: Who) -> tuple[str, Somebody]:
    """A visit that is booked."""
    reference = customer.books(when=at("2026-11-24", "13:30"))
    return reference, who(technician_of(reference))


@pytest.mark.parametrize("on_way", [False, True])
def test_costs_before_arrival_are_told_as_an_expectation_by_a_yes(
    job: tuple[str, Somebody], *, on_way: bool
) -> None:
    reference, technician = job
    if on_way:
        technician.steps(reference, "on_way")
    shown = technician.answers("", f"{reference} ka kharcha labour 300, gas 900")
    assert (shown.outcome, shown.facts["estimate_paise"]) == ("confirm_expected", 120000), shown
    assert "visit_expected" not in [name for name, _ in told(ARJUN)]
    sent = technician.agrees("confirm_expected", shown)
    assert (sent.outcome, sent.facts["visit_status"]) == ("expected_sent", "on_way" if on_way else "booked")
    assert last_told(ARJUN, "visit_expected")["estimate_paise"] == 120000


def test_a_no_tells_nobody(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    shown = technician.answers("", f"{reference} ka kharcha labour 300")
    technician.answers("confirm_expected", "nahi", shown.facts["summary"], "deny")
    assert "visit_expected" not in [name for name, _ in told(ARJUN)]
