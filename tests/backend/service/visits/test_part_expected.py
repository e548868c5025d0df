"""When a part comes that a customer has ordered, or that is ordered for their visit."""

from collections.abc import Callable

import pytest

from tests.backend.books import Clock
from tests.backend.service.visits.conftest import ARJUN, OWNER, Somebody, at, has_agreed, technician_of, told

Who = Callable[[str], Somebody]


@pytest.fixture
def ordered(customer: Somebody) -> None:
    """A remote that comes in six days."""
    shown = customer.wants("AC remote chahiye", "/parts/request")
    assert customer.agrees("confirm_part", shown).outcome == "ordered"


@pytest.mark.parametrize(
    "said", ["AC remote kab aayega?", "रिमोट कब तक आएगा", "when will the remote come", "mera part kab aayega"]
)
@pytest.mark.parametrize("question", ["", "confirm_order"])
def test_the_day_of_an_ordered_part_is_told(
    customer: Somebody, ordered: None, said: str, question: str
) -> None:
    heard = customer.answers(question, said, intent="track_order")
    assert heard.outcome == "parts_expected", heard
    (row,) = heard.facts["expected_parts"]
    assert (row["expected_on"], row["is_late"]) == ("2026-11-30", False)


def test_one_that_is_late_is_asked_of_the_shop(customer: Somebody, ordered: None, now: Clock) -> None:
    now.passes(days=9)
    heard = customer.answers("", "AC remote kab aayega?", intent="track_order")
    assert heard.facts["expected_parts"][0]["is_late"]
    assert told(OWNER)[-1][0] == "visit_part_fetched"


def test_a_part_of_a_visit_is_brought_by_who_comes(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "13:30"))
    has_agreed(reference, who(technician_of(reference)), ARJUN, "remote, labour 250")
    (row,) = customer.answers("", "remote kab aayega", intent="track_order").facts["expected_parts"]
    assert (row["visit"], row["expected_on"]) == (reference, "2026-11-30")


def test_who_has_nothing_on_order_is_asked_nothing_about_parts(customer: Somebody) -> None:
    assert customer.answers("", "AC remote kab aayega?", intent="track_order").outcome != "parts_expected"
