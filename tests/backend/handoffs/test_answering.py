"""An owner answers a customer from their own chat: the next message is passed on, once, and the reply comes back."""

from typing import Any

import pytest
from sqlalchemy import text

from tests.backend.books import KIRANA, KIRANA_NUMBER, OPERATOR_TOKEN, OWNER, PRIYA, Actions, Clock, opened

CUSTOMER = {"name": "Priya Joshi", "phone": PRIYA}
PRIYAS = {"phone_number_id": KIRANA_NUMBER, "person": PRIYA}
STRANGER = "919888877777"


def do(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    with opened() as session:
        done = session.execute(text(statement), values)
        return [tuple(row) for row in done] if done.returns_rows else []  # type: ignore[attr-defined]


@pytest.fixture
def owner(actions: Actions, now: Clock) -> Actions:
    """Priya has asked for a person; the owner calls next."""
    do(
        "INSERT INTO assistant.persons (phone_number_id, person, last_inbound_at) VALUES (:number, :person, :at)",
        number=KIRANA_NUMBER,
        person=PRIYA,
        at=now.moment,
    )
    actions.posts("/handoffs/asked")
    actions.person = OWNER
    return actions


def decided(actions: Actions, path: str, body: Any, key: str | None = None) -> tuple[str, Any]:
    answer = actions.posts(f"/handoffs/{path}", body, key=key)
    assert answer.status_code == 200, answer.text
    return answer.json()["outcome"], answer.json()["facts"].get("customer")


def taps(actions: Actions, key: str | None = None) -> tuple[str, Any]:
    return decided(actions, "answering", PRIYAS, key)


def passes_on(actions: Actions, said: str, key: str | None = None) -> tuple[str, Any]:
    return decided(actions, "passed-on", {"text": said}, key)


def sent() -> list[str]:
    return [words for (words,) in do("SELECT payload #>> '{text,body}' FROM assistant.outbox ORDER BY id")]


def test_the_next_message_goes_to_the_customer_word_for_word_and_once(owner: Actions) -> None:
    assert taps(owner) == ("write", CUSTOMER)
    assert passes_on(owner, "haan ji, 5 minute", key="wamid.9:action_pass_on_answer") == (
        "passed_on",
        CUSTOMER,
    )
    assert passes_on(owner, "haan ji, 5 minute", key="wamid.9:action_pass_on_answer") == (
        "passed_on",
        CUSTOMER,
    )
    assert sent() == ["haan ji, 5 minute"]
    handoff = do("SELECT written_at IS NOT NULL, answered_by FROM assistant.handoffs WHERE ended_at IS NULL")
    assert handoff == [(True, OWNER)]


def test_also_where_nobody_has_called_for_people_any_more(owner: Actions) -> None:
    owner.posts("/handoffs/handed-back", PRIYAS)
    assert taps(owner)[0] == "write"
    do("UPDATE assistant.handoffs SET since = since - interval '1 minute'")
    assert passes_on(owner, "abhi aaya")[0] == "passed_on"
    assert do("SELECT reason FROM assistant.handoffs WHERE ended_at IS NULL") == [("wrote",)]


@pytest.mark.parametrize("by", [PRIYA, STRANGER])
def test_nobody_but_who_leads_the_business_answers(owner: Actions, by: str) -> None:
    owner.person = by
    assert taps(owner)[0] == "not_allowed"
    assert passes_on(owner, "haan")[0] == "not_allowed"
    assert sent() == []


def test_what_has_no_words_or_is_for_nobody_goes_nowhere(owner: Actions) -> None:
    assert passes_on(owner, "haan") == ("nobody", None)
    taps(owner)
    assert passes_on(owner, " ") == ("no_words", CUSTOMER)
    assert sent() == []


def test_after_a_day_whatsapp_lets_nothing_through(owner: Actions, now: Clock) -> None:
    taps(owner)
    now.passes(hours=24)
    assert taps(owner) == ("window_closed", CUSTOMER)
    assert passes_on(owner, "haan") == ("window_closed", CUSTOMER)
    assert sent() == []


def test_a_customer_whom_the_number_does_not_know_is_not_found(owner: Actions) -> None:
    unknown = {"phone_number_id": KIRANA_NUMBER, "person": STRANGER}
    assert decided(owner, "answering", unknown)[0] == "not_found"


def hears(owner: Actions, said: str | None, key: str) -> str:
    headers = {"Authorization": f"Bearer {OPERATOR_TOKEN}", "Idempotency-Key": key}
    path = f"/api/businesses/{KIRANA}/handoffs/{KIRANA_NUMBER}/{PRIYA}/heard"
    answer = owner.client.post(path, json={"text": said}, headers=headers)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["outcome"])


def test_who_answers_hears_what_the_customer_writes_back(owner: Actions) -> None:
    assert hears(owner, "jaldi", "wamid.1") == "nobody"
    taps(owner)
    passes_on(owner, "5 minute")
    assert hears(owner, "theek hai", "wamid.2") == "told"
    assert hears(owner, "theek hai", "wamid.2") == "told"
    assert hears(owner, None, "wamid.3") == "told"
    told = do(
        "SELECT person, facts ->> 'said' FROM assistant.notices WHERE name = 'handoff_heard' ORDER BY id"
    )
    assert told == [(OWNER, "theek hai"), (OWNER, None)]
