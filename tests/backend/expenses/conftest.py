"""People of a workshop who claim what they have spent, and what the books answer them."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from munshi import settings, turns
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.expenses import deciding
from munshi.people import service as people
from munshi.people.rules import Role
from tests.backend.books import KIRANA, KIRANA_NUMBER, OPERATOR_TOKEN, opened

OWNER, MANAGER, EMPLOYEE = "919000000001", "919000000011", "919000000021"

Facts = dict[str, Any]
_keys = count()

POLICIES = [
    {"category": "travel"},
    {"category": "fuel", "receipt_above_paise": 50000, "claim_limit_paise": 200000, "max_age_days": 30},
    {"category": "food", "month_limit_paise": 300000},
    {"category": "other", "purpose": True},
]


@dataclass(frozen=True)
class Decision:
    """What the books answered."""

    outcome: str
    facts: Facts

    @property
    def claims(self) -> list[tuple[int, str, str]]:
        """What is claimed: paise, category and day."""
        return [(one["amount_paise"], one["category"], one["date"]) for one in self.facts["claims"]]


@dataclass
class Colleague:
    """Somebody who works at the business, as the actions call for them."""

    client: TestClient
    person: str = EMPLOYEE
    number: str = KIRANA_NUMBER

    def do(self, path: str, key: str | None = None, **body: Any) -> Decision:
        """One call, under a key of its own unless one is given."""
        headers = {**self._who(), "Idempotency-Key": key or f"wamid.{next(_keys)}:action"}
        answer = self.client.post(f"/api{path}", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return Decision(**answer.json())

    def read(self, path: str, **parameters: str) -> Decision:
        """One call that changes nothing."""
        answer = self.client.get(f"/api{path}", params=parameters, headers=self._who())
        assert answer.status_code == 200, answer.text
        return Decision(**answer.json())

    def says(
        self,
        *amounts: int,
        category: str | list[str] | None = None,
        on: str | None = None,
        bills: str = "",
        **more: Any,
    ) -> Decision:
        """Rupees, a category, a day as `2026-11-20`, and a bill for each letter of `bills`."""
        body = {
            "money": [{"paise": rupees * 100} for rupees in amounts],
            "expense_category": category,
            "period": {"from": on, "to": on, "half": None, "ambiguous": False} if on else None,
            "attachments": [bill(letter) for letter in bills],
            **more,
        }
        return self.do("/claims/draft", **body)

    def files(self, *amounts: int, **more: Any) -> Decision:
        """Says it and says yes to it."""
        shown = self.says(*amounts, **more)
        assert shown.outcome == "confirm", shown
        return self.do("/claims", summary=shown.facts["summary"])

    def _who(self) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {settings.current().api_token}",
            "Munshi-Number": self.number,
            "Munshi-Person": self.person,
        }


def bill(letter: str) -> Facts:
    """A photo of a bill; the same letter is the same file."""
    return {"path": f"receipts/{letter}.jpg", "sha256": letter * 64, "mime_type": "image/jpeg"}


def told() -> list[tuple[str, str]]:
    """Person and name of every notice, in the order written."""
    with opened() as session:
        rows = session.execute(text("SELECT person, name FROM assistant.notices ORDER BY id"))
        return [(person, name) for person, name in rows]


def pays(client: TestClient, reference: str, on: str = "2026-11-24", by: str = "UTR123") -> Decision:
    """The operator says that a claim was paid."""
    answer = client.post(
        f"/api/businesses/{KIRANA}/claims/{reference}/payment",
        json={"date": on, "reference": by},
        headers={"Authorization": f"Bearer {OPERATOR_TOKEN}"},
    )
    assert answer.status_code == 200, answer.text
    return Decision(**answer.json())


def decides(who: str, reference: str, *, approve: bool, reason: str | None = None) -> Decision:
    """Somebody's word on a claim."""
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        person = people.find(session, KIRANA, who)
        assert person
        caller = Caller(business, person, frozenset(Role(held.role) for held in person.roles))
        answer = turns.decide(
            session, caller, lambda here, asker: deciding.decide(here, asker, reference, approve, reason)
        )
        return Decision(answer.outcome, answer.facts)


@pytest.fixture
def rejects() -> Callable[[str], None]:
    """The manager says no to a claim."""
    return lambda reference: _decided(decides(MANAGER, reference, approve=False, reason="no"), "rejected")


def _decided(decision: Decision, outcome: str) -> None:
    assert decision.outcome == outcome, decision


@pytest.fixture
def terms(books: None) -> Callable[..., None]:
    """Sets the terms of the business: policies, approval."""

    def set_terms(**said: Any) -> None:
        with opened() as session:
            business = session.get_one(Business, KIRANA)
            business.skills = sorted({*business.skills, "expenses"})
            business.settings = {**business.settings, "expenses": {"policies": POLICIES, **said}}

    return set_terms


@pytest.fixture
def asha(client: TestClient, terms: Callable[..., None]) -> Colleague:
    """An employee with a manager, in a business that pays expenses back."""
    terms()
    return Colleague(client)


@pytest.fixture
def manager(asha: Colleague) -> Colleague:
    """The manager of the employee."""
    return Colleague(asha.client, MANAGER)


@pytest.fixture
def owner(asha: Colleague) -> Colleague:
    """The owner of the business."""
    return Colleague(asha.client, OWNER)
