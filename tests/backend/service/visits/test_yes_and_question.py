"""An estimate's yes beside a question counts, unless it hangs on the answer; the question is answered or passed on."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    Decision,
    Somebody,
    arrives,
    at,
    last_told,
    told,
)
from tests.backend.service.visits.conftest import technician_of as comes_to

Who = Callable[[str], Somebody]
QUESTION = "decide_estimate"


@pytest.fixture
def visit(customer: Somebody, who: Who) -> str:
    """A visit whose estimate waits for Arjun's word."""
    reference = customer.books(when=at("2026-11-24", "15:00"))
    technician = who(comes_to(reference))
    arrives(reference, technician, ARJUN)
    technician.answers("tell_diagnosis", "capacitor kharab")
    shown = technician.answers("tell_estimate", "capacitor 600, labour 300")
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    return reference


def _says(customer: Somebody, visit: str, said: str, intent: str = "request_spare_part") -> Decision:
    return customer.answers(QUESTION, said, f"{visit}:1", intent)


@pytest.mark.parametrize(
    "said",
    [
        "is the capacitor original? ok go ahead",
        "capacitor original hai kya? theek hai kar do",
        "कैपेसिटर ओरिजिनल है क्या? ठीक है, कर दो",
        "haan kar do, kitna time lagega?",
    ],
)
def test_a_yes_beside_a_question_counts_and_the_question_is_passed_on(
    customer: Somebody, visit: str, said: str
) -> None:
    agreed = _says(customer, visit, said)
    assert (agreed.outcome, agreed.facts["visit_status"]) == ("approved_asked", "approved"), agreed
    asked = agreed.facts["visit_word"]
    assert asked in said.replace(",", "") or asked.rstrip("?") in said
    assert last_told(OWNER, "visit_shop_asked")["visit_word"] == asked
    assert last_told(comes_to(visit), "visit_shop_asked")["visit_word"] == asked


@pytest.mark.parametrize(
    "said",
    ["what is the guarantee? yes ok do it", "guarantee kitni hai? haan kar do", "गारंटी कितनी है? हाँ कर दो"],
)
def test_what_the_books_know_is_answered_after_the_yes(customer: Somebody, visit: str, said: str) -> None:
    agreed = _says(customer, visit, said)
    assert (agreed.outcome, agreed.rest) == ("approved", said.partition("?")[0] + "?"), agreed


@pytest.mark.parametrize(
    "said",
    [
        "agar capacitor original hai to kar do",
        "is the capacitor original? if yes go ahead",
        "कैपेसिटर ओरिजिनल है क्या? तो कर दो",
        "labour 200 kar doge? theek hai",
        "is the capacitor original?",
    ],
)
def test_a_yes_that_hangs_on_the_answer_is_none(customer: Somebody, visit: str, said: str) -> None:
    answer = _says(customer, visit, said)
    assert answer.outcome not in ("approved", "approved_asked"), answer
    assert "visit_estimate_answered" not in [name for name, _ in told(comes_to(visit))]


@pytest.mark.parametrize(
    "said", ["is the capacitor original?", "capacitor original hai kya", "कैपेसिटर ओरिजिनल है?"]
)
def test_a_question_to_what_the_estimate_names_buys_nothing(
    customer: Somebody, visit: str, said: str
) -> None:
    asked = _says(customer, visit, said)
    assert asked.outcome == "haggled", asked
    assert last_told(comes_to(visit), "visit_haggle")["haggle_words"] == said
