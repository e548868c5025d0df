"""A whole assistant and Meta's double, as processes: the webhook over HTTP, and what a sudden death leaves."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage

from channels.whatsapp.incoming.signature import HEADER, sign
from engine import database
from engine.launch import steps
from engine.launch.environment import BACKEND, PYTHON, environment
from engine.model.training import train_if_changed
from engine.settings import ROOT, Settings, load
from tests.channels.fakes import NUMBER
from tests.channels.writing import body, status
from tests.conftest import clean_environment, spare_the_disk
from tests.engine.fixed_actions import fixed_actions

SECRETS = ("the-new-secret", "the-old-secret")


@dataclass
class Place:
    """An assistant that can be killed and started again, and the simulator of the Graph API."""

    settings: Settings
    told: dict[str, str]
    logs: Path
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def webhook(self) -> str:
        return f"{self.settings.assistant_url}/webhooks/whatsapp/webhook"

    def starts(self, name: str, command: list[str], folder: Path, address: str) -> None:
        """Starts a process and waits until something answers at the address."""
        with (self.logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(command, cwd=folder, env=self.told, stdout=log, stderr=log)
        self.processes[name] = process
        for _ in range(600):
            try:
                httpx.get(address, timeout=1)
            except httpx.TransportError:
                assert process.poll() is None, f"{name} ended by itself"
                time.sleep(0.1)
            else:
                return
        pytest.fail(f"{name} does not answer")

    def starts_the_assistant(self) -> None:
        self.starts("assistant", [sys.executable, "-m", "engine.launch.assistant"], ROOT, self.webhook)

    def starts_the_simulator(self) -> None:
        uvicorn = [PYTHON, "-m", "uvicorn", "munshi.demo.standalone:app", "--no-access-log"]
        command = [*uvicorn, "--port", str(self.settings.backend_port)]
        self.starts("simulator", command, BACKEND, f"{self.settings.backend_url}/demo/graph-control/sent")

    def ends(self, name: str, with_signal: signal.Signals) -> int:
        """Ends a process; its exit code."""
        process = self.processes.pop(name)
        process.send_signal(with_signal)
        return process.wait(timeout=60)

    def asks(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says."""
        with psycopg.connect(str(self.settings.database_url)) as connection:
            return connection.execute(query).fetchall()

    def sees(self, query: str, answer: tuple[Any, ...]) -> None:
        """Waits until the database says this."""
        until = time.monotonic() + 30
        while (now := self.asks(query)) != [answer]:
            assert time.monotonic() < until, now
            time.sleep(0.1)

    def orders(self, what: str, content: dict[str, Any]) -> None:
        """Tells the simulator how to behave."""
        httpx.post(f"{self.settings.backend_url}/demo/graph-control/{what}", json=content).raise_for_status()

    def writes(self, person: str, text: str) -> None:
        """Somebody writes on the chat page."""
        address = f"{self.settings.backend_url}/demo/api/chats/{NUMBER}/{person}/messages"
        httpx.post(address, json={"type": "text", "body": text}).raise_for_status()

    def said(self, person: str, at_least: int, wait: float = 20) -> list[str]:
        """The texts that the person was sent; waits for so many messages."""
        return [message["content"]["text"]["body"] for message in self.sent(person, at_least, wait)]

    def sent(self, person: str, at_least: int, wait: float = 20) -> list[dict[str, Any]]:
        """The messages that the person was sent."""
        asked = {"person": person, "at_least": at_least, "wait": wait}
        address = f"{self.settings.backend_url}/demo/graph-control/sent"
        messages: list[dict[str, Any]] = httpx.get(address, params=asked, timeout=wait + 5).json()["messages"]
        return messages


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Everything but the books, whose place stand-ins take, so nobody here says more than thanks."""
    folder = tmp_path_factory.mktemp("process")
    server = database.embedded(folder / "postgres")
    spare_the_disk(server.get_uri())
    settings = load(
        clean_environment(
            folder,
            DATABASE_URL=server.get_uri(),
            WHATSAPP_APP_SECRET=",".join(SECRETS),
        )
    )
    told = environment(settings, server.get_uri())
    steps.migrate(told, folder / "logs")
    model = train_if_changed(told, folder / "logs")
    place = Place(settings, told, folder / "logs")
    place.starts_the_simulator()
    place.starts_the_assistant()
    with fixed_actions(LocalModelStorage.metadata_from_archive(model).domain, settings.actions_port):
        yield place
    for name in list(place.processes):
        place.ends(name, signal.SIGTERM)
    server.cleanup()


def post(place: Place, content: bytes, secret: str | None = SECRETS[0]) -> int:
    """The status that the webhook answers with."""
    headers = {HEADER: sign(content, secret)} if secret else {}
    return httpx.post(place.webhook, content=content, headers=headers, timeout=10).status_code


def message(text: str, wamid: str, person: str = "919000000103") -> bytes:
    written = {"id": wamid, "from": person, "type": "text", "text": {"body": text}}
    return body({"contacts": [{"wa_id": person}], "messages": [written]})


@pytest.mark.parametrize(
    ("token", "mode", "answer"),
    [
        ("munshi-demo-verify-token", "subscribe", (200, "1158201444")),
        ("wrong", "subscribe", (403, "")),
        ("é", "subscribe", (403, "")),
        ("munshi-demo-verify-token", "other", (403, "")),
        (None, None, (403, "")),
    ],
)
def test_meta_can_verify_the_webhook_and_nobody_else(
    place: Place, token: str | None, mode: str | None, answer: tuple[int, str]
) -> None:
    asked = {"hub.mode": mode, "hub.verify_token": token, "hub.challenge": "1158201444"}
    response = httpx.get(place.webhook, params={key: value for key, value in asked.items() if value})
    assert (response.status_code, response.text) == answer


def test_either_secret_opens_the_webhook_and_nothing_else(place: Place) -> None:
    content = body({"statuses": []})
    assert [post(place, content, secret) for secret in SECRETS] == [200, 200]
    assert [post(place, content, secret) for secret in ("another", None)] == [403, 401]


@pytest.mark.parametrize(
    "signed", [b"sha256=\xff\xfe", "sha256=हस्ताक्षर".encode(), b"\xc3\xa9", b"sha256=" + b"0" * 64]
)
def test_a_signature_that_meta_could_not_have_made_is_refused(place: Place, signed: bytes) -> None:
    answer = httpx.post(place.webhook, content=body({"statuses": []}), headers={HEADER.encode(): signed})
    assert answer.status_code == 403


def test_a_message_of_nobody_possible_is_kept_and_has_no_turn(place: Place) -> None:
    for number, person in enumerate(("asha", "9" * 40, "91\x0790000", "")):
        assert post(place, message("thanks", f"wamid.nobody{number}", person)) == 200
    place.sees(
        "SELECT state, count(*), sum(attempts) FROM assistant.inbox WHERE wamid LIKE 'wamid.nobody%' GROUP BY 1",
        ("malformed", 4, 0),
    )


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 400), (b"{", 400), (b"[1]", 400), (b"\xff\xfe", 400), (b"{}", 200), (b'{"entry": 3}', 200)],
)
def test_a_signed_body_that_is_no_update_harms_nothing(place: Place, content: bytes, status: int) -> None:
    assert post(place, content) == status


def test_a_huge_body_is_refused(place: Place) -> None:
    assert post(place, b" " * (5 * 1024 * 1024)) == 413
    assert post(place, message("x" * 100_000, "wamid.long")) == 200


def test_rasas_own_api_is_guarded_and_no_other_channel_is_open(place: Place) -> None:
    address, token = place.settings.assistant_url, {"token": place.settings.rasa_auth_token}
    for wrong in ({}, {"token": ""}, {"token": "wrong"}):
        assert httpx.get(f"{address}/status", params=wrong).status_code == 401
        assert httpx.get(f"{address}/domain", params=wrong).status_code == 401
        assert httpx.get(f"{address}/conversations/a/tracker", params=wrong).status_code == 401
        assert httpx.post(f"{address}/model/parse", params=wrong, json={"text": "hi"}).status_code == 401
        assert httpx.put(f"{address}/model", params=wrong, json={}).status_code == 401
    assert httpx.get(f"{address}/status", params=token).status_code == 200
    parsed = httpx.post(f"{address}/model/parse", params=token, json={"text": "namaste"})
    assert parsed.json()["intent"]["name"] == "greet"
    assert (
        httpx.post(f"{address}/webhooks/rest/webhook", json={"sender": "a", "message": "hi"}).status_code
        == 404
    )


def test_the_health_checks_are_open_and_the_figures_are_guarded(place: Place) -> None:
    address, token = place.settings.assistant_url, place.settings.rasa_auth_token
    assert httpx.get(f"{address}/health/live").json() == {"status": "live"}
    until = time.monotonic() + 30
    while (ready := httpx.get(f"{address}/health/ready")).status_code == 503:
        assert time.monotonic() < until, ready.text
        time.sleep(0.1)
    assert ready.json()["parts"] == {"model": None, "database": None, "workers": None}
    assert httpx.get(f"{address}/metrics").status_code == 401
    assert httpx.get(f"{address}/metrics", params={"token": "wrong"}).status_code == 401
    assert httpx.get(f"{address}/metrics", headers={"Authorization": b"Bearer \xff"}).status_code == 401
    assert httpx.get(f"{address}/metrics", params={"token": token}).status_code == 200
    assert httpx.get(f"{address}/metrics", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_refused_webhooks_are_counted_by_reason(place: Place) -> None:
    def refused() -> dict[str, float]:
        shown = {"token": place.settings.rasa_auth_token}
        text = httpx.get(f"{place.settings.assistant_url}/metrics", params=shown).text
        lines = [line for line in text.splitlines() if line.startswith("munshi_webhooks_refused_total{")]
        return {line.split('"')[1]: float(line.split()[-1]) for line in lines}

    before = refused()
    post(place, b"{", None)
    post(place, b"{", "another")
    post(place, b"{")
    httpx.get(place.webhook)
    after = refused()
    grown = {reason for reason in after if after[reason] == before.get(reason, 0) + 1}
    assert grown == {"not_signed", "wrong_signature", "not_an_update", "wrong_verify_token"}


def test_a_person_writes_and_is_answered(place: Place) -> None:
    place.writes("919000000101", "thanks")
    assert len(place.said("919000000101", 1)) == 1


def test_a_sudden_death_loses_nothing_and_sends_nothing_twice(place: Place) -> None:
    people = [f"9190000004{number:02}" for number in range(3)]
    for text in ("thanks", "bye", "thank you"):
        for person in people:
            place.writes(person, text)
    unsure = "919000000500"  # Meta sends her answer, and the process dies before it learns of that
    place.orders(
        "faults", {"faults": [{"where": "send", "what": "ambiguous", "seconds": 3, "person": unsure}]}
    )
    place.writes(unsure, "thanks")
    sent = place.sent(unsure, 1)[0]
    place.ends("assistant", signal.SIGKILL)
    place.starts_the_assistant()
    news = status(sent["wamid"], "sent", sent["biz_opaque_callback_data"])
    assert post(place, body(news)) == 200
    place.writes(unsure, "thanks")
    place.said(unsure, 2)
    place.sees(
        "SELECT state, count(*) FROM assistant.inbox WHERE person LIKE '9190000004%' GROUP BY 1",
        ("answered", 9),
    )
    assert place.asks("SELECT count(*) FROM assistant.outbox WHERE person LIKE '9190000004%'") == [(9,)]
    for person in people:
        references = [message["biz_opaque_callback_data"] for message in place.sent(person, 3, wait=0)]
        query = f"SELECT reference::text, state FROM assistant.outbox WHERE person = '{person}'"
        states = dict(place.asks(query))
        assert {states[each] for each in states.keys() - set(references)} <= {"unsure", "waiting", "sending"}
        assert len(set(references)) == len(references)
    assert len(place.said(unsure, 2)) == 2


def test_who_is_told_to_stop_ends_and_goes_on_where_it_was(place: Place) -> None:
    assert place.ends("assistant", signal.SIGTERM) == 0
    place.starts_the_assistant()
    place.writes("919000000101", "thanks")
    assert place.said("919000000101", 2)
