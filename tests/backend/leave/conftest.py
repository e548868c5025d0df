"""A workshop whose people ask for leave, and what the books answer them."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi import database, settings
from munshi.business import exchange
from munshi.callers import Caller, Claim
from munshi.leave.balances.ledger import Account, account
from munshi.leave.deciding import service as deciding
from munshi.leave.policy import LeaveType
from munshi.people import service as people
from tests.backend.books import Clock

WORKSHOP, WORKSHOP_NUMBER = "tiruppur-workshop", "100000000000098"
OWNER, MANAGER, RAVI, KIRAN, CUSTOMER = (
    "919100000001",
    "919100000002",
    "919100000003",
    "919100000004",
    "919100000009",
)
DEPUTY = "919100000005"

Facts = dict[str, Any]
_keys = count()


def names(name: str) -> dict[str, str]:
    return {"hi": name, "en": name, "hinglish": name}


def workshop() -> dict[str, Any]:
    """The file of a workshop: Sundays off, a holiday on 25 December, twelve casual days a year."""
    since = "2026-01-01"
    return {
        "version": 1,
        "business": {
            "id": WORKSHOP,
            "name": "Tiruppur Workshop",
            "kind": "repair",
            "state": "TN",
            "prices_include_gst": True,
            "skills": ["leave", "approvals"],
        },
        "numbers": [{"phone_number_id": WORKSHOP_NUMBER, "display_number": "+91 90000 00098"}],
        "people": [
            {"name": "Kala", "roles": ["owner"], "phones": [OWNER]},
            {"name": "Meena", "roles": ["manager"], "phones": [MANAGER], "manager": OWNER},
            {"name": "Ravi", "roles": ["employee"], "phones": [RAVI], "manager": MANAGER},
            {"name": "Kiran", "roles": ["employee"], "phones": [KIRAN], "manager": MANAGER},
            {"name": "Devi", "roles": ["employee"], "phones": [DEPUTY], "manager": MANAGER},
        ],
        "leave": {
            "holidays": [{"date": "2026-12-25", "name": names("Christmas")}],
            "policies": [
                {
                    "type": "casual",
                    "effective_from": since,
                    "names": names("Casual leave"),
                    "allotment": "12",
                },
                {
                    "type": "sick",
                    "effective_from": since,
                    "names": names("Sick leave"),
                    "allotment": "7",
                    "backdate_days": 3,
                    "proof_after_days": "2",
                },
                {
                    "type": "earned",
                    "effective_from": since,
                    "names": names("Earned leave"),
                    "accrual": "monthly",
                    "allotment": "12",
                    "carry_forward": "10",
                    "loss_of_pay": False,
                    "half_days": False,
                    "notice_days": 7,
                    "probation_days": 90,
                    "longest_days": "6",
                },
                {
                    "type": "comp_off",
                    "effective_from": since,
                    "names": names("Comp-off"),
                    "accrual": "by_proof",
                    "loss_of_pay": False,
                    "expires_after_days": 60,
                },
                {
                    "type": "unpaid",
                    "effective_from": since,
                    "names": names("Leave without pay"),
                    "accrual": "none",
                    "paid": False,
                    "wants_reason": True,
                },
            ],
            "employments": [
                {"person": MANAGER, "delegate": DEPUTY},
                {"person": RAVI, "joined": "2025-03-01"},
                {"person": KIRAN, "joined": "2026-10-15"},
            ],
            "ledger": [
                {
                    "person": RAVI,
                    "type": "comp_off",
                    "leave_year": "2026",
                    "days": "1",
                    "kind": "comp_off_earned",
                    "day": "2026-10-25",
                }
            ],
        },
    }


def bring_in(file: dict[str, Any]) -> str:
    with database.transaction() as session:
        return exchange.bring_in(session, yaml.safe_dump(file, allow_unicode=True)).outcome


@dataclass(frozen=True)
class Decision:
    """What the books answered."""

    outcome: str
    facts: Facts


@dataclass
class Worker:
    """Somebody who writes to the workshop, as the actions call for them."""

    client: TestClient
    person: str = RAVI

    def do(self, path: str, key: str | None = None, **body: Any) -> Decision:
        """One call, under a key of its own unless one is given."""
        headers = {**self._who(), "Idempotency-Key": key or f"wamid.leave.{next(_keys)}:action"}
        answer = self.client.post(f"/api{path}", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return Decision(**answer.json())

    def read(self, path: str, **parameters: str) -> Decision:
        """One call that changes nothing."""
        answer = self.client.get(f"/api{path}", params=parameters, headers=self._who())
        assert answer.status_code == 200, answer.text
        return Decision(**answer.json())

    def says(self, days: str | None = None, type: str | None = None, **more: Any) -> Decision:
        """Days as `2026-12-01`, `2026-12-01…2026-12-03`, `2026-12-01/first`, `~2026-11-25` where two may be meant."""
        return self.do("/leave/draft", period=period(days), leave_type=type, **more)

    def files(self, days: str, type: str = "casual", **more: Any) -> Decision:
        """Says it and yes to it."""
        shown = self.says(days, type, **more)
        assert "summary" in shown.facts, shown
        return self.do("/leave/requests", summary=shown.facts["summary"])

    def balance(self, type: str = "casual") -> Facts:
        """The row of a type."""
        (row,) = self.read("/leave/balance", type=type).facts["rows"]
        return dict(row)

    def decides(self, reference: str, approve: bool = True, reason: str | None = None) -> Decision:
        """Approves or rejects, as the approvals call it."""
        with database.transaction() as session:
            answer = deciding.decide(session, caller(session, self.person), reference, approve, reason)
            return Decision(answer.outcome, answer.facts)

    def waiting(self) -> list[Facts]:
        """What waits for this one's decision."""
        with database.transaction() as session:
            return deciding.pending_for(session, caller(session, self.person).person)

    def _who(self) -> dict[str, str]:
        token = settings.current().api_token
        return {
            "Authorization": f"Bearer {token}",
            "Munshi-Number": WORKSHOP_NUMBER,
            "Munshi-Person": self.person,
        }


def caller(session: Session, alias: str) -> Caller:
    """The caller of that id at the workshop."""
    return Claim(WORKSHOP_NUMBER, (alias,), None).caller(session)


def period(days: str | None) -> Facts | None:
    """Days as the entity `period` has them; `2026-12-01/first` is a half, `/any` one of no day yet."""
    if days is None:
        return None
    span, _, half = days.removeprefix("~").partition("/")
    first, _, last = span.partition("…")
    return {
        "from": first or None,
        "to": last or first or None,
        "half": half or None,
        "ambiguous": days.startswith("~"),
    }


def ledger_of(alias: str) -> Account:
    """The account of somebody at the workshop."""
    with database.transaction() as session:
        person = people.find(session, WORKSHOP, alias)
        assert person is not None
        return account(session, WORKSHOP, person.id)


def told(name: str) -> list[Facts]:
    """The facts of every notice of a name, with whom it is for."""
    with database.transaction() as session:
        rows = session.execute(
            text(
                "SELECT person, facts FROM assistant.notices "
                "WHERE name = :name AND phone_number_id = :number ORDER BY id"
            ),
            {"name": name, "number": WORKSHOP_NUMBER},
        )
        return [{"person": row.person, **row.facts} for row in rows]


def balance_of(alias: str, type_: LeaveType = LeaveType.CASUAL) -> Decimal:
    return ledger_of(alias).balance(type_)


@pytest.fixture
def ravi(books: None, client: TestClient, now: Clock) -> Worker:
    """An employee of the workshop, since last year."""
    assert bring_in(workshop()) == "created"
    return Worker(client)


@pytest.fixture
def as_(ravi: Worker) -> Callable[[str], Worker]:
    """Somebody else at the same workshop."""
    return lambda alias: Worker(ravi.client, alias)
