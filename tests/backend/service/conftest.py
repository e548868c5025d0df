"""People of Deepak's shop who report, register and rate, and those who see to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.backend.books import API_TOKEN, opened
from tests.backend.readings import reading
from tests.nlu.sum_texts import with_sums

SHOP, NUMBER = "deepak-electronics", "100000000000003"
OWNER, MANAGER, MECHANIC = "919000000301", "919000000311", "919000000321"
PRIYA, ARJUN, FATIMA = "919000000101", "919000000102", "919000000103"

Facts = dict[str, Any]
_keys = count()


@dataclass(frozen=True)
class Decision:
    """What the books answered."""

    outcome: str
    facts: Facts


@dataclass
class Somebody:
    """A person, as the actions call for them."""

    client: TestClient
    person: str
    number: str = NUMBER
    messages: list[str] = field(default_factory=list)

    def do(self, path: str, key: str | None = None, **body: Any) -> Decision:
        """One call, under a key of its own unless one is given."""
        self.messages.append(f"wamid.desk.{next(_keys)}")
        once = {"Idempotency-Key": key or f"{self.messages[-1]}:action"}
        answer = self.client.post(f"/api{path}", json=with_sums(body), headers={**self._who(), **once})
        assert answer.status_code == 200, answer.text
        return Decision(**answer.json())

    def looks(self, path: str, **asked: str) -> Decision:
        """One call that changes nothing."""
        answer = self.client.get(f"/api{path}", params=asked, headers=self._who())
        assert answer.status_code == 200, answer.text
        return Decision(**answer.json())

    def reports(self, words: str | None, *values: Facts, **more: Any) -> Decision:
        """What they say, send or tap of something that is wrong."""
        return self.do("/tickets/draft", reading=reading(words, "raise_ticket", values, **more))

    def answers(
        self,
        question: str,
        words: str | None,
        intent: str,
        *values: Facts,
        summary: str | None = None,
        **more: Any,
    ) -> Decision | None:
        """What becomes of an answer to a question; None where nobody takes it."""
        told = reading(words, intent, values, values, **more)
        answer = self.do("/answers", question=question, summary=summary, reading=told)
        return Decision(**answer.facts["answer"]) if answer.outcome == "taken" else None

    def says_yes(self, question: str, shown: Decision) -> Decision:
        """A yes to what was shown."""
        answer = self.answers(question, "haan", "affirm", summary=shown.facts["summary"])
        assert answer
        return answer

    def raises(self, words: str, address: str | None = None) -> str:
        """A ticket from the first word to the yes; its reference."""
        shown = self.reports(words)
        if shown.outcome == "ask_address":
            asked = self.answers("give_ticket_address", address or "14 Sneh Nagar, 452001", "place_order")
            assert asked
            shown = asked
        assert shown.outcome == "confirm", shown
        return str(self.says_yes("confirm_ticket", shown).facts["ticket"]["reference"])

    def moves(self, reference: str, status: str, **how: Any) -> Decision:
        """A tap below a ticket."""
        return self.do("/tickets/moved", reference=reference, status=status, **how)

    def _who(self) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {API_TOKEN}",
            "Munshi-Number": self.number,
            "Munshi-Person": self.person,
        }


Who = Callable[..., Somebody]


@pytest.fixture
def who(books: None, client: TestClient) -> Who:
    """Somebody, by their phone."""
    return lambda person, number=NUMBER: Somebody(client, person, number)


def told(person: str) -> list[str]:
    """The names of what somebody was told unasked."""
    with opened() as session:
        query = text("SELECT name FROM assistant.notices WHERE person = :person ORDER BY id")
        return [name for (name,) in session.execute(query, {"person": person})]


def photo(name: str = "broken") -> Facts:
    """A photo that came along and is kept."""
    digest = (name.encode().hex() * 64)[:64]
    return {"kind": "image", "path": f"{NUMBER}/{digest}.png", "sha256": digest, "mime_type": "image/png"}
