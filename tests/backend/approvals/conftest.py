"""A workshop with two managers whose people ask for leave and claim what they spent, and who decides about it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient
from sqlalchemy import text

from munshi import database, settings
from munshi.business import exchange
from tests.backend.books import Clock, opened

WORKSHOP, NUMBER = "salem-workshop", "100000000000097"
OWNER, MEENA, JOSEPH = "919200000001", "919200000002", "919200000003"
RAMESH, SUNITA, DEVI, SALIM = "919200000011", "919200000012", "919200000013", "919200000014"
ACCOUNTANT, CUSTOMER = "919200000021", "919200000099"

Facts = dict[str, Any]
_keys = count()


def workshop(**leave: Any) -> Facts:
    """Meena has Ramesh, Sunita and Devi under her, Joseph has Salim; Devi stands in for Meena."""
    name = dict.fromkeys(("hi", "en", "hinglish"), "Casual leave")
    return {
        "version": 1,
        "business": {
            "id": WORKSHOP,
            "name": "Salem Workshop",
            "kind": "repair",
            "state": "TN",
            "prices_include_gst": True,
            "skills": ["leave", "expenses", "approvals"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00097"}],
        "people": [
            {"name": "Kala Rajan", "roles": ["owner"], "phones": [OWNER]},
            {"name": "Meena Iyer", "roles": ["manager"], "phones": [MEENA], "manager": OWNER},
            {"name": "Joseph Raj", "roles": ["manager"], "phones": [JOSEPH], "manager": OWNER},
            {"name": "Ramesh Kumar", "roles": ["employee"], "phones": [RAMESH], "manager": MEENA},
            {"name": "सुनीता देवी", "roles": ["employee"], "phones": [SUNITA], "manager": MEENA},
            {"name": "Devi Selvam", "roles": ["employee"], "phones": [DEVI], "manager": MEENA},
            {"name": "Salim Khan", "roles": ["employee"], "phones": [SALIM], "manager": JOSEPH},
            {"name": "Anand Rao", "roles": ["employee"], "phones": [ACCOUNTANT], "manager": OWNER},
        ],
        "leave": {
            "policies": [
                {"type": "casual", "effective_from": "2026-01-01", "names": name, "allotment": "12"},
            ],
            "employments": [{"person": MEENA, "delegate": DEVI}],
            **leave,
        },
    }


def bring_in(file: Facts) -> None:
    """The workshop as a file says."""
    with database.transaction() as session:
        exchange.bring_in(session, yaml.safe_dump(file, allow_unicode=True))


@dataclass(frozen=True)
class Decision:
    """What the books answered."""

    outcome: str
    facts: Facts

    @property
    def references(self) -> list[str]:
        """Of the rows, or of those that are asked about."""
        return [row["reference"] for row in self.facts.get("rows") or self.facts["requests"]]


@dataclass
class Colleague:
    """Somebody who writes to the workshop, as the actions call for them."""

    client: TestClient
    person: str

    def asks_leave(self, first: str = "2026-12-01", last: str | None = None) -> str:
        """Files a casual leave; its reference."""
        days = {"from": first, "to": last or first, "half": None, "ambiguous": False}
        shown = self.do("/leave/draft", period=days, leave_type="casual")
        filed = self.do("/leave/requests", summary=shown.facts["summary"])
        assert filed.outcome == "filed", filed
        return str(filed.facts["reference"])

    def claims(self, rupees: int = 450) -> str:
        """Files a claim for travel today; its reference."""
        today = {"from": "2026-11-24", "to": "2026-11-24"}
        shown = self.do(
            "/claims/draft", money={"paise": rupees * 100}, expense_category="travel", period=today
        )
        (reference,) = self.do("/claims", summary=shown.facts["summary"]).facts["references"]
        return str(reference)

    def approves(self, reference: str | None = None, **meant: Any) -> Decision:
        """Says yes."""
        return self.do("/approvals/approve", reference=reference, **meant)

    def rejects(self, reference: str | None = None, reason: str | None = "no", **meant: Any) -> Decision:
        """Says no."""
        return self.do("/approvals/reject", reference=reference, reason=reason, **meant)

    def approves_all(self, **meant: Any) -> Decision:
        """Says yes to several, and yes again to the sum."""
        return self.says_yes(self.approves(**meant))

    def rejects_all(self, reason: str = "no", **meant: Any) -> Decision:
        """Says no to several, and yes to the sum."""
        return self.says_yes(self.rejects(reason=reason, **meant))

    def says_yes(self, shown: Decision) -> Decision:
        """A yes to the sum that was shown."""
        assert shown.outcome == "confirm", shown
        asked = {"summary": shown.facts["summary"], "about": shown.facts["about"]}
        return self.answers("confirm_decisions", "affirm", **asked)

    def answers(
        self,
        question: str,
        intent: str,
        *,
        text: str | None = "…",
        about: Facts | None = None,
        summary: str | None = None,
        told: str = "utter_greet",
        **values: Any,
    ) -> Decision:
        """What became of an answer to an open question; `left` where it is none."""
        entities = [{"entity": name, "value": value} for name, value in values.items()]
        ranking = [{"name": intent, "confidence": 0.9}]
        reading = {"text": text, "intents": ranking, "values": entities}
        heard = self.do(
            "/answers", question=question, about=about, summary=summary, told=[told], reading=reading
        )
        return heard if heard.outcome == "left" else Decision(**heard.facts["answer"])

    def waiting(self) -> Decision:
        """What waits for this one."""
        return self.read("/approvals")

    def team(self, first: str | None = None, last: str | None = None, person: str | None = None) -> Decision:
        """Who of theirs is away."""
        asked = {"from": first, "to": last, "person": person}
        return self.read("/approvals/team", **{name: value for name, value in asked.items() if value})

    def do(self, path: str, key: str | None = None, **body: Any) -> Decision:
        """One call, under a key of its own unless one is given."""
        headers = {**self._who(), "Idempotency-Key": key or f"wamid.approvals.{next(_keys)}:action"}
        return _decision(self.client.post(f"/api{path}", json=body, headers=headers))

    def read(self, path: str, **parameters: str) -> Decision:
        """One call that changes nothing."""
        return _decision(self.client.get(f"/api{path}", params=parameters, headers=self._who()))

    def _who(self) -> dict[str, str]:
        token = settings.current().api_token
        return {
            "Authorization": f"Bearer {token}",
            "Munshi-Number": NUMBER,
            "Munshi-Person": self.person,
        }


def _decision(answer: Any) -> Decision:
    assert answer.status_code == 200, answer.text
    return Decision(**answer.json())


def told(*names: str) -> list[Facts]:
    """The facts of every notice with one of the names, with its own and whom it is for."""
    with opened() as session:
        rows = session.execute(
            text("SELECT person, name, facts FROM assistant.notices WHERE phone_number_id = :at ORDER BY id"),
            {"at": NUMBER},
        )
        return [{**row.facts, "notice": row.name, "to": row.person} for row in rows if row.name in names]


@pytest.fixture
def as_(books: None, client: TestClient, now: Clock) -> Callable[[str], Colleague]:
    """Somebody at the workshop."""
    bring_in(workshop())
    return lambda person: Colleague(client, person)
