"""Who leads the business hears what the customer wrote, and hands the conversation back; nobody else does."""

from itertools import count
from typing import Any

import pytest
from psycopg.types.json import Jsonb
from sqlalchemy import text

from tests.backend.books import KIRANA_NUMBER, OWNER, PRIYA, RESTAURANT_NUMBER, Actions, Clock, opened
from tests.backend.readings import sides

MANAGER, EMPLOYEE, STRANGER = "919000000011", "919000000021", "919999999999"
CUSTOMER = {"name": "Priya Joshi", "phone": PRIYA}
_wamids = count()


def do(statement: str, **values: Any) -> None:
    with opened() as session:
        session.execute(text(statement), values)


def writes(kind: str, content: dict[str, Any], number: str = KIRANA_NUMBER) -> None:
    """Priya does, to this number."""
    do(
        "INSERT INTO assistant.inbox (phone_number_id, wamid, person, kind, payload, received_at, state)"
        " VALUES (:number, :wamid, :person, :kind, :payload, now(), 'answered')",
        number=number,
        wamid=f"wamid.back{next(_wamids)}",
        person=PRIYA,
        kind=kind,
        payload=Jsonb({kind: content}),
    )


def told() -> list[dict[str, Any]]:
    """The facts of what the owners of Priya's shop are told."""
    with opened() as session:
        return list(
            session.scalars(text("SELECT facts FROM assistant.notices WHERE name = 'handoff_opened'"))
        )


def still_open() -> int:
    with opened() as session:
        query = text("SELECT count(*) FROM assistant.handoffs WHERE ended_at IS NULL")
        return int(session.execute(query).scalar_one())


@pytest.fixture
def handed_over(actions: Actions) -> Actions:
    """Priya has asked for a person; the owner calls next."""
    do(
        "INSERT INTO assistant.persons (phone_number_id, person, last_inbound_at) VALUES (:number, :person, now())",
        number=KIRANA_NUMBER,
        person=PRIYA,
    )
    actions.posts("/handoffs/asked")
    actions.person = OWNER
    return actions


def hands_back(
    actions: Actions, person: str = PRIYA, number: str = KIRANA_NUMBER, key: str | None = None
) -> dict[str, Any]:
    body = {"phone_number_id": number, "person": person}
    answer = actions.posts("/handoffs/handed-back", body, key=key)
    assert answer.status_code == 200, answer.text
    decision: dict[str, Any] = answer.json()
    return decision


@pytest.mark.parametrize("by", [OWNER, MANAGER])
def test_who_leads_the_business_hands_back(handed_over: Actions, by: str) -> None:
    handed_over.person = by
    assert hands_back(handed_over) == {"outcome": "handed_back", "facts": {"customer": CUSTOMER}}
    assert still_open() == 0


@pytest.mark.parametrize("by", [EMPLOYEE, PRIYA, STRANGER])
def test_nobody_else_does(handed_over: Actions, by: str) -> None:
    handed_over.person = by
    assert hands_back(handed_over)["outcome"] == "not_allowed"
    assert still_open() == 1


def test_what_has_waited_is_told_then(handed_over: Actions) -> None:
    do(
        "INSERT INTO assistant.notices (phone_number_id, person, name, facts, key, written_at)"
        " VALUES (:number, :person, 'order_ready', '{}', 'k', now())",
        number=KIRANA_NUMBER,
        person=PRIYA,
    )
    hands_back(handed_over)
    with opened() as session:
        query = text("SELECT task_name, lock FROM assistant.procrastinate_jobs ORDER BY id DESC LIMIT 1")
        assert tuple(session.execute(query).one()) == ("notice", f"{KIRANA_NUMBER}:{PRIYA}")


def test_a_second_tap_finds_it_handed_back(handed_over: Actions) -> None:
    hands_back(handed_over)
    assert hands_back(handed_over) == {"outcome": "not_open", "facts": {"customer": CUSTOMER}}


def test_a_repeated_call_does_not_end_the_next_one(handed_over: Actions, now: Clock) -> None:
    hands_back(handed_over, key="wamid.1:action_hand_back")
    now.passes(minutes=1)
    handed_over.person = PRIYA
    handed_over.posts("/handoffs/asked")
    handed_over.person = OWNER
    assert hands_back(handed_over, key="wamid.1:action_hand_back")["outcome"] == "handed_back"
    assert still_open() == 1


@pytest.mark.parametrize(
    ("person", "number"), [(STRANGER, KIRANA_NUMBER), (PRIYA, RESTAURANT_NUMBER), ("", "")]
)
def test_a_conversation_that_is_not_the_businesss_is_not_found(
    handed_over: Actions, person: str, number: str
) -> None:
    assert hands_back(handed_over, person, number) == {"outcome": "not_found", "facts": {}}
    assert still_open() == 1


def test_the_owner_of_another_business_does_not_hand_back(handed_over: Actions) -> None:
    handed_over.number = RESTAURANT_NUMBER
    handed_over.person = "919000000002"
    assert hands_back(handed_over)["outcome"] in {"not_found", "not_allowed"}
    assert still_open() == 1


def test_the_owner_reads_what_the_customer_wrote_last(actions: Actions) -> None:
    writes("text", {"body": "mera order\n\ngalat  aaya"})
    writes("image", {"id": "1"})
    writes("text", {"body": "of another shop"}, RESTAURANT_NUMBER)
    actions.posts("/handoffs/asked")
    assert told()[0]["said"] == "mera order galat aaya"


@pytest.mark.parametrize(
    ("body", "said"),
    [("kya hua " * 100, "kya hua " * 19 + "kya hua …"), ("x" * 500, "x" * 160 + " …")],
)
def test_a_long_message_is_cut(actions: Actions, body: str, said: str) -> None:
    writes("text", {"body": body})
    actions.posts("/handoffs/asked")
    assert told()[0]["said"] == said


def test_who_wrote_no_words_is_told_of_without_any(actions: Actions) -> None:
    writes("audio", {"id": "2"})
    actions.posts("/handoffs/asked")
    assert told()[0]["said"] is None


def says(actions: Actions, words: str) -> dict[str, Any]:
    reading = {
        "text": words,
        "intents": [{"name": "nlu_fallback", "confidence": 0.5}],
        "facets": sides(words),
    }
    answer = actions.posts("/answers", {"question": "", "reading": reading})
    assert answer.status_code == 200, answer.text
    heard: dict[str, Any] = answer.json()
    return heard


@pytest.mark.parametrize(
    "words", ["munshi ko wapas do", "give it back to munshi", "मुंशी को वापस दे दो", "ab munshi sambhal lo"]
)
def test_in_words_it_is_the_one_that_is_open(handed_over: Actions, words: str) -> None:
    answer = says(handed_over, words)["facts"]["answer"]
    assert (answer["outcome"], answer["facts"], still_open()) == ("handed_back", {"customer": CUSTOMER}, 0)
    assert says(handed_over, words)["facts"]["answer"]["outcome"] == "none_open"


def test_nobody_else_hands_back_in_words(handed_over: Actions) -> None:
    handed_over.person = EMPLOYEE
    assert (says(handed_over, "munshi ko wapas do")["outcome"], still_open()) == ("left", 1)
