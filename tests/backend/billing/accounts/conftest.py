"""A kirana that keeps khatas, its owner, and its customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi.billing.accounts import service
from munshi.business.models import Business
from munshi.people import service as people
from munshi.people.models import Person
from tests.backend.books import KIRANA, KIRANA_NUMBER, OWNER, PRIYA, opened
from tests.backend.orders.conftest import ARJUN, Customer, Decision, at_home, stranger
from tests.backend.readings import reading, value

__all__ = ["ARJUN", "PRIYA", "stranger"]

FATIMA, OTHER_PRIYA, EMPLOYEE = "919000000103", "919000000104", "919000000021"
OWED = {PRIYA: 124000, ARJUN: 56000, OTHER_PRIYA: 34000}  # as the demonstration's file has it

Facts = dict[str, Any]


@dataclass
class Shopkeeper(Customer):
    """Who is in charge, as the actions call for them."""

    person: str = OWNER

    def writes(self, *names: str, rupees: int | list[int] | None = None, **more: Any) -> Decision:
        """Writes sums into the khatas of these people."""
        return self.do("/credits", reading=_credit(names, rupees, **more))

    def asks(self, *sides: str, name: str | None = None, **more: Any) -> Decision:
        """Asks what is owed, by one or by all."""
        return self.do("/dues", reading=_asked(name, **more), wanted=list(sides))

    def answers(
        self, question: str, summary: str | None = None, intent: str = "record_credit", **said: Any
    ) -> Decision:
        """Answers what is asked."""
        names = [said.pop("name")] if "name" in said else []
        read = _credit(names, said.pop("rupees", None), intent=intent, **said)
        taken = self.do("/answers", question=question, summary=summary, reading=read)
        assert taken.outcome == "taken", taken
        return Decision(**taken.facts["answer"])


def _credit(names: Any, rupees: int | list[int] | None, intent: str = "record_credit", **more: Any) -> Facts:
    sums = [rupees] if isinstance(rupees, int) else rupees or []
    values = [value("person", name, place * 10) for place, name in enumerate(names)]
    values += [value("money", {"paise": each * 100}, place * 10 + 5) for place, each in enumerate(sums)]
    return _read(intent, values, **more)


def _asked(name: str | None, also: str | None = None, **more: Any) -> Facts:
    return _read("check_dues", [value("person", each) for each in (name, also) if each], **more)


def _read(
    intent: str,
    values: list[Facts],
    *,
    text: str | None = "…",
    days: tuple[str, str] | None = None,
    account: int | None = None,
    phone: str | None = None,
    beside: Sequence[str] = (),
) -> Facts:
    if days:
        values.append(value("period", {"from": days[0], "to": days[1], "half": None, "ambiguous": False}))
    if account:
        values.append(value("account", str(account)))
    if phone:
        values.append(value("phone", phone))
    left_over = [{"text": each, "kind": "note"} for each in beside]
    return {**reading(text, intent, values), "left_over": left_over}


@pytest.fixture
def owner(books: None, client: TestClient) -> Shopkeeper:
    """The owner of the kirana."""
    return Shopkeeper(client)


@pytest.fixture
def priya(books: None, client: TestClient) -> Shopkeeper:
    """A customer of the kirana with a khata, who lives near it."""
    customer = Shopkeeper(client, PRIYA)
    at_home(customer)
    return customer


@pytest.fixture
def arjun(books: None, client: TestClient) -> Shopkeeper:
    """Another one."""
    customer = Shopkeeper(client, ARJUN)
    at_home(customer)
    return customer


def person_of(session: Session, phone: str = PRIYA) -> Person:
    """Who has the number."""
    person = people.find(session, KIRANA, phone)
    assert person
    return person


def balance(phone: str = PRIYA) -> int:
    """What they owe."""
    with opened() as session:
        return service.balance(session, KIRANA, person_of(session, phone).id)


def kirana(session: Session) -> Business:
    """The business."""
    return session.get_one(Business, KIRANA)


def told(name: str) -> list[Facts]:
    """The facts of the notices of a name, each with `person`."""
    query = text("SELECT person, facts FROM assistant.notices WHERE name = :name ORDER BY id")
    with opened() as session:
        return [{"person": row.person, **row.facts} for row in session.execute(query, {"name": name})]


def has_written(phone: str, at: datetime, to: str = KIRANA_NUMBER) -> None:
    """The person has written once, to the kirana unless another number is named."""
    query = text(
        "INSERT INTO assistant.persons (phone_number_id, person, last_inbound_at) VALUES (:number, :person, :at)"
    )
    with opened() as session:
        session.execute(query, {"number": to, "person": phone, "at": at})
