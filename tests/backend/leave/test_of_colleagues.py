"""Leave that words of who runs the business give to somebody else is none of theirs."""

import pytest
from fastapi.testclient import TestClient

from tests.backend.leave.conftest import MANAGER, RAVI, Worker
from tests.backend.readings import Facts, hear, reading, sides


def told(worker: Worker, text: str, question: str = "") -> Facts | None:
    """What becomes of words that sound like leave, with the sides that every message has."""
    return hear(worker, question, None, {**reading(text), "facets": sides(text)})


@pytest.mark.parametrize(
    "text",
    [
        "Ravi aaj bimar hai, nahi aayega",
        "Ravi ko parso aadhe din ki chhutti chahiye, beti ka exam hai",
        "Ravi is sick, won't come today",
        "रवि आज नहीं आएगा, बीमार है",
        "रवि को कल छुट्टी चाहिए",
    ],
)
def test_what_is_said_of_a_colleague_asks_for_nothing(ravi: Worker, client: TestClient, text: str) -> None:
    for question in ("", "correct_leave", "leave_dates"):
        answer = told(Worker(client, MANAGER), text, question)
        assert answer is not None
        assert (answer["outcome"], answer["facts"]["employee"]) == ("of_colleague", "Ravi")


@pytest.mark.parametrize(
    ("person", "text"),
    [
        (MANAGER, "mujhe bukhar hai, Ravi ko bata diya, kal chhutti chahiye"),
        (MANAGER, "kal nahi aaunga, Ravi sambhal lega"),
        (MANAGER, "bimar hu, aaj chhutti"),
        (RAVI, "Kiran bhi bimar hai, kal chhutti chahiye"),
    ],
)
def test_what_is_ones_own_leave_is_asked_for(
    ravi: Worker, client: TestClient, person: str, text: str
) -> None:
    assert told(Worker(client, person), text) is None
