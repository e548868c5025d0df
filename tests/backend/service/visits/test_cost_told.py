"""What a technician has a customer told of the cost: an estimate at the place, and before that why none goes out."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import ARJUN, Somebody, arrives, at, technician_of, told

Who = Callable[[str], Somebody]


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("1200 lagega bol do customer ko", "talk_to_human"),
        ("customer ko bolo 1200 lagega", "nlu_fallback"),
        ("tell the customer it will cost 1200", "talk_to_human"),
        ("labour 500", "nlu_fallback"),
    ],
)
def test_on_the_way_it_is_said_why_no_cost_goes_out(
    customer: Somebody, who: Who, said: str, intent: str
) -> None:
    visit = customer.books(when=at("2026-11-24", "13:30"))
    technician = who(technician_of(visit))
    technician.steps(visit, "on_way")
    before = told(ARJUN)
    answer = technician.answers("", said, intent=intent)
    assert (answer.outcome, answer.facts["visit"]) == ("estimate_too_early", visit)
    assert told(ARJUN) == before


def test_nor_does_it_before_anybody_has_set_out(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=at("2026-11-25", "13:30"))
    answer = who(technician_of(visit)).answers("", "1200 lagega bol do customer ko", intent="talk_to_human")
    assert (answer.outcome, answer.facts["visit"]) == ("estimate_too_early", visit)


@pytest.mark.parametrize(
    "said", ["labour 1200 lagega bol do customer ko", "customer ko bolo labour 1200 lagega"]
)
def test_at_the_place_it_is_the_estimate_shown_before_it_goes_out(
    customer: Somebody, who: Who, said: str
) -> None:
    visit = customer.books(when=at("2026-11-24", "13:30"))
    technician = who(technician_of(visit))
    arrives(visit, technician, ARJUN)
    technician.answers("tell_diagnosis", "motor jal gayi")
    shown = technician.answers("", said)
    assert (shown.outcome, shown.facts.get("estimate_paise")) == ("confirm_estimate", 120000), shown
