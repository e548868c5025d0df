"""Somebody on WhatsApp: writes and taps at the simulator, which sends signed webhooks, and reads what comes back."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from tests.conftest import System

# Seconds: whom many conversations share hears one message in six seconds once there were many, as on WhatsApp.
ANSWERED_WITHIN = 58.0

HOME = "7 Sneh Nagar"

_numbers = count(919826500001)
# One for all, as making one is dear; nothing is kept open, as servers are started anew.
_http = httpx.Client(timeout=ANSWERED_WITHIN + 5, limits=httpx.Limits(max_keepalive_connections=0))


@dataclass(frozen=True)
class Heard:
    """An answer as it stands on the phone: its text, and the titles and ids of what can be tapped."""

    wamid: str
    text: str
    choices: dict[str, str]


@dataclass
class Phone:
    """The WhatsApp of one new person with one business."""

    system: System
    number: str
    person: str = field(default_factory=lambda: str(next(_numbers)))
    heard: list[Heard] = field(default_factory=list)

    def says(self, text: str, *pieces: str) -> Heard:
        """Writes, and waits for the answer: for what comes first, or until all of the pieces are there."""
        return self._send({"type": "text", "body": text}, pieces)

    def taps(self, title: str, *pieces: str) -> Heard:
        """Taps a button or a row of the last answer that has it, or of a notice that comes behind an answer."""
        asked = next((each for each in reversed(self.heard) if title in each.choices), None)
        asked = asked or self._notice_with(title)
        return self._send({"type": "tap", "reply_to": asked.wamid, "id": asked.choices[title]}, pieces)

    def _notice_with(self, title: str) -> Heard:
        ends = time.monotonic() + ANSWERED_WITHIN
        while time.monotonic() < ends:
            for message in reversed(self._sent(after=0)["messages"]):
                if title in (heard := _heard([message])).choices:
                    return heard
            time.sleep(0.1)
        raise AssertionError(f"nothing has {title!r}")

    def lives(self) -> "Phone":
        """The books know from before where the person lives."""
        headers = {
            "Authorization": f"Bearer {self.system.api_token}",
            "Munshi-Number": self.number,
            "Munshi-Person": self.person,
            "Idempotency-Key": f"{self.person}:lives",
        }
        said = {"text": f"{HOME} 452001"}
        path = f"{self.system.backend_url}/api/cart/lines"
        _http.post(path, json=said, headers=headers).raise_for_status()
        return self

    def orders(self, business_id: str, *, of_all: bool = False) -> list[dict[str, Any]]:
        """What the books hold of this person's orders, or of everybody's, the oldest first."""
        whose = {} if of_all else {"person": self.person}
        answer = _http.get(
            f"{self.system.backend_url}/api/businesses/{business_id}/orders",
            params={**whose, "limit": 1000},
            headers={"Authorization": f"Bearer {self.system.operator_token}"},
        )
        answer.raise_for_status()
        return list(reversed(answer.json()["items"]))

    def hears_of(self, happening: Callable[[], object], *pieces: str) -> Heard:
        """Has something happen, and waits until the person is told of it: something, or all of the pieces."""
        before = self.latest()
        happening()
        ends = time.monotonic() + ANSWERED_WITHIN
        heard, told = _heard(()), 0
        while not heard.wamid or any(piece not in heard.text for piece in pieces):
            left = ends - time.monotonic()
            assert left > 0, f"without {pieces}: {heard.text!r}" if heard.wamid else "nothing is said"
            messages = self._sent(after=before, wait=left, at_least=told + 1)["messages"]
            heard, told = _heard(messages), len(messages)
        self.heard.append(heard)
        return heard

    def latest(self) -> int:
        """The place of the last message of all, behind which what comes now will stand."""
        position: int = self._sent(after=sys.maxsize)["position"]
        return position

    def told(self) -> int:
        """How many messages the person has been sent so far."""
        return len(self._sent(after=0)["messages"])

    def _send(self, written: dict[str, Any], pieces: Sequence[str]) -> Heard:
        path = f"{self.system.backend_url}/demo/api/chats/{self.number}/{self.person}/messages"
        return self.hears_of(lambda: _http.post(path, json=written).raise_for_status(), *pieces)

    def _sent(self, **wanted: Any) -> dict[str, Any]:
        path = f"{self.system.backend_url}/demo/graph-control/sent"
        asked = {"phone_number_id": self.number, "person": self.person, **wanted}
        sent: dict[str, Any] = _http.get(path, params=asked).json()
        return sent


def _heard(messages: Sequence[dict[str, Any]]) -> Heard:
    texts, choices = [], {}
    for message in messages:
        content = message["content"]
        texts.append((content.get("text") or content.get("interactive", {}).get("body", {})).get("body", ""))
        texts[-1] = texts[-1] or content.get("interactive", {}).get("body", {}).get("text", "")
        document = content.get("document") or content.get("interactive", {}).get("header", {}).get(
            "document", {}
        )
        texts[-1] = "\n".join(filter(None, (texts[-1] or document.get("caption"), document.get("filename"))))
        choices |= dict(_choices(content.get("interactive", {}).get("action", {})))
    return Heard(messages[-1]["wamid"] if messages else "", "\n".join(texts), choices)


def _choices(action: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for button in action.get("buttons", ()):
        yield button["reply"]["title"], button["reply"]["id"]
    for section in action.get("sections", ()):
        for row in section["rows"]:
            yield row["title"], row["id"]
