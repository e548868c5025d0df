"""A complaint for which nobody comes, of who is asked where to come."""

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import Somebody

ONLY = [
    "No need to send anybody. Just note the complaint and call me after 6 pm",
    "I don't want a visit. Only a complaint",
    "किसी को भेजने की ज़रूरत नहीं, सिर्फ़ शिकायत दर्ज कर लीजिए",
    "कोई मत भेजिए, बस शिकायत लिखिए",
    "ghar aane ki zarurat nhi h, sirf shikayat likho",
    "ghar nahi bulana, bas complaint likh lo",
]
FAULT = "AC thanda nahi kar raha"


def _written() -> str:
    """The problem of the last complaint."""
    with opened() as session:
        found = session.execute(text("SELECT problem, address FROM tickets ORDER BY id DESC LIMIT 1")).one()
    assert found.address is None
    return str(found.problem)


@pytest.mark.parametrize("said", ONLY)
def test_who_wants_no_visit_but_a_complaint_has_it_written_with_what_was_told(
    customer: Somebody, said: str
) -> None:
    assert customer.wants(f"{FAULT}, mistri bhejo").outcome == "ask_address"
    assert customer.answers("give_visit_address", said).outcome == "raised"
    problem = _written()
    assert FAULT in problem
    assert said.split()[-1] in problem


@pytest.mark.parametrize("said", ONLY)
def test_a_complaint_that_was_begun_is_written_too(customer: Somebody, said: str) -> None:
    assert customer.wants("washing machine band pad gayi", "/tickets/draft").outcome == "ask_address"
    assert customer.answers("give_ticket_address", said).outcome == "raised"
    assert "band pad gayi" in _written()


@pytest.mark.parametrize(
    "said", ["cancel the complaint, nobody needs to come", "shikayat cancel, kisi ko mat bhejo", "मत भेजो"]
)
def test_who_calls_it_off_leaves_no_complaint(customer: Somebody, said: str) -> None:
    customer.wants(f"{FAULT}, mistri bhejo")
    assert customer.answers("give_visit_address", said).outcome == "dropped"
