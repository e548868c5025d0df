"""People read what was said, answer in their own words, and hand the conversation back; nothing twice."""

from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from fastapi.testclient import TestClient
from psycopg.types.json import Jsonb
from sqlalchemy import CursorResult, text

from tests.backend.books import (
    KIRANA,
    KIRANA_NUMBER,
    OPERATOR_TOKEN,
    PRIYA,
    RESTAURANT_NUMBER,
    Actions,
    Answer,
    Clock,
    opened,
)

HANDOFFS = f"/api/businesses/{KIRANA}/handoffs"
PRIYAS = f"{HANDOFFS}/{KIRANA_NUMBER}/{PRIYA}"
_keys = count()


def do(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    with opened() as session:
        done = session.execute(text(statement), values)
        return [tuple(row) for row in done] if isinstance(done, CursorResult) and done.returns_rows else []


@dataclass
class People:
    """Those who answer for the business."""

    client: TestClient

    def posts(self, path: str, body: Any = None, key: str | None = None) -> Answer:
        headers = {
            "Authorization": f"Bearer {OPERATOR_TOKEN}",
            "Idempotency-Key": key or f"key-{next(_keys)}",
        }
        return self.client.post(path, json=body or {}, headers=headers)

    def decided(self, path: str, body: Any = None, key: str | None = None) -> str:
        answer = self.posts(path, body, key)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["outcome"])

    def answers(self, said: str, key: str | None = None) -> str:
        return self.decided(f"{PRIYAS}/answers", {"text": said}, key)

    def list(self, **asked: Any) -> list[dict[str, Any]]:
        headers = {"Authorization": f"Bearer {OPERATOR_TOKEN}"}
        answer = self.client.get(HANDOFFS, params=asked, headers=headers)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items


@pytest.fixture
def people(books: None, client: TestClient, now: Clock) -> People:
    """Priya has just written."""
    hears(now, "text", {"text": {"body": "kisi insaan se baat karao"}}, "answered")
    do(
        "INSERT INTO assistant.persons (phone_number_id, person, last_inbound_at) VALUES (:number, :person, :at)",
        number=KIRANA_NUMBER,
        person=PRIYA,
        at=now.moment,
    )
    return People(client)


def hears(now: Clock, kind: str, payload: dict[str, Any], state: str = "for_people") -> None:
    """A message of Priya's, a second after the last."""
    now.passes(seconds=1)
    do(
        "INSERT INTO assistant.inbox (phone_number_id, wamid, person, kind, payload, received_at, state)"
        " VALUES (:number, :wamid, :person, :kind, :payload, :at, :state)",
        number=KIRANA_NUMBER,
        wamid=f"wamid.heard{next(_keys)}",
        person=PRIYA,
        kind=kind,
        payload=Jsonb(payload),
        at=now.moment,
        state=state,
    )


def outbox() -> list[tuple[Any, ...]]:
    return do("SELECT phone_number_id, person, payload FROM assistant.outbox ORDER BY id")


def jobs() -> list[tuple[Any, ...]]:
    return do("SELECT queue_name, task_name, lock, args FROM assistant.procrastinate_jobs ORDER BY id")


def test_people_see_what_was_said_by_whom(people: People, actions: Actions, now: Clock) -> None:
    actions.posts("/handoffs/asked")
    hears(now, "text", {"text": {"body": "mera order galat aaya"}})
    now.passes(seconds=1)
    people.answers("Abhi dekhte hain")
    hears(now, "image", {"image": {"id": "1", "caption": "yeh dekhiye"}})
    hears(now, "interactive", {"interactive": {"button_reply": {"id": "x", "title": "Haan"}}})
    hears(now, "audio", {"audio": {"id": "2"}})
    (handoff,) = people.list()
    assert (handoff["person"], handoff["name"], handoff["reason"]) == (PRIYA, "Priya Joshi", "asked")
    assert [(said["by"], said["text"], said["state"]) for said in handoff["messages"]] == [
        ("person", "kisi insaan se baat karao", "answered"),
        ("person", "mera order galat aaya", "for_people"),
        ("people", "Abhi dekhte hain", "waiting"),
        ("person", "yeh dekhiye", "for_people"),
        ("person", "Haan", "for_people"),
        ("person", None, "for_people"),
    ]
    assert [said["text"] for said in people.list(messages=2)[0]["messages"]] == ["Haan", None]


def test_an_answer_leaves_through_the_outbox_once(people: People, actions: Actions) -> None:
    actions.posts("/handoffs/asked")
    assert people.answers("Kal subah bhej denge", key="answer-1") == "written"
    assert people.answers("Kal subah bhej denge", key="answer-1") == "written"
    assert outbox() == [
        (
            KIRANA_NUMBER,
            PRIYA,
            {
                "messaging_product": "whatsapp",
                "recipient_type": "individual",
                "to": PRIYA,
                "type": "text",
                "text": {"body": "Kal subah bhej denge", "preview_url": False},
            },
        )
    ]
    sends = [job for job in jobs() if job[0] == "sends"]
    assert sends == [
        (
            "sends",
            "send",
            f"send:{KIRANA_NUMBER}:{PRIYA}",
            {"phone_number_id": KIRANA_NUMBER, "person": PRIYA},
        )
    ]


def test_another_answer_under_the_same_key_is_refused(people: People, actions: Actions) -> None:
    actions.posts("/handoffs/asked")
    people.answers("Haan", key="answer-1")
    assert people.posts(f"{PRIYAS}/answers", {"text": "Nahi"}, key="answer-1").status_code == 409


def test_people_do_not_answer_where_the_bot_does(people: People) -> None:
    assert people.answers("Namaste") == "not_open"
    assert outbox() == []


def test_a_day_after_the_person_wrote_no_answer_is_written(
    people: People, actions: Actions, now: Clock
) -> None:
    actions.posts("/handoffs/asked")
    now.passes(hours=24)
    assert people.answers("Namaste") == "window_closed"
    assert outbox() == []


@pytest.mark.parametrize("said", ["", "  \n ", "x" * 4097])
def test_an_answer_has_words_and_fits_into_a_message(people: People, actions: Actions, said: str) -> None:
    actions.posts("/handoffs/asked")
    assert people.posts(f"{PRIYAS}/answers", {"text": said}).status_code == 422


def test_handed_back_the_bot_tells_what_has_waited(people: People, actions: Actions) -> None:
    actions.posts("/handoffs/asked")
    do(
        "INSERT INTO assistant.notices (phone_number_id, person, name, facts, key, written_at)"
        " VALUES (:number, :person, 'order_ready', '{}', 'k', now())",
        number=KIRANA_NUMBER,
        person=PRIYA,
    )
    assert people.decided(f"{PRIYAS}/handed-back", key="back-1") == "handed_back"
    assert (jobs()[-1][1], jobs()[-1][2]) == ("notice", f"{KIRANA_NUMBER}:{PRIYA}")
    assert people.list() == []
    assert [handoff["ended_at"] is not None for handoff in people.list(ended=True)] == [True]


def test_handing_back_repeated_late_does_not_end_the_next_one(
    people: People, actions: Actions, now: Clock
) -> None:
    actions.posts("/handoffs/asked")
    people.decided(f"{PRIYAS}/handed-back", key="back-1")
    now.passes(minutes=1)
    actions.posts("/handoffs/asked")
    assert people.decided(f"{PRIYAS}/handed-back", key="back-1") == "handed_back"
    assert len(people.list()) == 1
    assert people.decided(f"{PRIYAS}/handed-back") == "handed_back"
    assert people.decided(f"{PRIYAS}/handed-back") == "not_open"


def test_people_take_a_conversation_over_by_themselves(people: People) -> None:
    where = {"phone_number_id": KIRANA_NUMBER, "person": PRIYA}
    assert people.decided(HANDOFFS, where) == "handed_over"
    assert people.decided(HANDOFFS, where) == "already"
    assert people.list()[0]["reason"] == "operator"
    assert do("SELECT count(*) FROM assistant.notices") == [(0,)]


@pytest.mark.parametrize(("number", "person"), [(KIRANA_NUMBER, "919999999999"), (RESTAURANT_NUMBER, PRIYA)])
def test_a_conversation_that_is_not_the_businesss_is_not_found(
    people: People, number: str, person: str
) -> None:
    assert people.posts(HANDOFFS, {"phone_number_id": number, "person": person}).status_code == 404
    assert people.posts(f"{HANDOFFS}/{number}/{person}/answers", {"text": "Hi"}).status_code == 404
    assert people.posts(f"{HANDOFFS}/{number}/{person}/handed-back").status_code == 404


def test_who_is_known_by_a_user_id_alone_is_answered_there(people: People, now: Clock) -> None:
    do(
        "INSERT INTO assistant.persons (phone_number_id, person, last_inbound_at) VALUES (:number, :person, :at)",
        number=KIRANA_NUMBER,
        person="IN.4f3a2b",
        at=now.moment,
    )
    people.decided(HANDOFFS, {"phone_number_id": KIRANA_NUMBER, "person": "IN.4f3a2b"})
    answers = f"{HANDOFFS}/{KIRANA_NUMBER}/IN.4f3a2b/answers"
    assert people.decided(answers, {"text": "Namaste"}) == "written"
    payload = outbox()[0][2]
    assert payload["recipient"] == "IN.4f3a2b"
    assert "to" not in payload


def test_hand_offs_are_read_page_by_page(people: People, actions: Actions, now: Clock) -> None:
    for person in (PRIYA, "919000000102", "919000000103"):
        actions.person = person
        actions.posts("/handoffs/asked")
        now.passes(minutes=1)
    first = people.list(limit=2)
    rest = people.list(limit=2, after=first[-1]["since"])
    assert [handoff["person"] for handoff in [*first, *rest]] == [PRIYA, "919000000102", "919000000103"]


def test_it_takes_the_operators_token(people: People) -> None:
    headers = {"Authorization": "Bearer token-of-the-actions", "Idempotency-Key": "k"}
    assert people.client.get(HANDOFFS, headers=headers).status_code == 401
    assert people.client.post(f"{PRIYAS}/handed-back", headers=headers).status_code == 401
