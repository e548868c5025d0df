"""Deepak's shop on a Tuesday: customers who want a visit, technicians who do it, and what the books answer them."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from munshi import settings
from nlu.named_entities.examples import OTHER, example
from tests.backend.books import Clock, opened
from tests.backend.job_talk import with_told

SHOP, NUMBER = "deepak-electronics", "100000000000003"
OWNER, MANAGER = "919000000301", "919000000311"
SALIM, RAVI, POOJA = "919000000321", "919000000322", "919000000323"
PRIYA, ARJUN, FATIMA = "919000000101", "919000000102", "919000000103"

Facts = dict[str, Any]
_keys = count()


@dataclass(frozen=True)
class Decision:
    """What the books answered, and on which page it is said."""

    outcome: str
    facts: Facts
    page: str = ""
    rest: str | None = None


@dataclass
class Somebody:
    """Who writes to the shop, as the actions call for them."""

    client: TestClient
    person: str = ARJUN

    def wants(self, said: str, path: str = "/visits/request", **values: Any) -> Decision:
        """A wish without a question."""
        return Decision(**self._post(path, {"reading": reading(said, **values)}))

    def taps(self, path: str, /, **values: Any) -> Decision:
        """A tap that begins something."""
        return Decision(**self._post(path, {"reading": reading(None, **values)}))

    def answers(
        self,
        question: str,
        said: str | None,
        summary: str | None = None,
        intent: str = "nlu_fallback",
        **values: Any,
    ) -> Decision:
        """Words or a tap in answer to an open question; `addresses` are those that the message has."""
        addresses = values.pop("addresses", [])
        read = {**reading(said, intent, **values), "addresses": addresses}
        body = {"question": question, "summary": summary, "reading": read}
        answer = self._post("/answers", body)
        if answer["outcome"] == "left":
            return Decision("left", {})
        taken = answer["facts"]
        return Decision(**taken["answer"], page=taken["page"], rest=taken["rest"])

    def hears(self, said: str, values: list[Facts], intent: str = "apply_leave") -> Decision:
        """Words with values that have their places, while nothing is asked."""
        read = {**reading(said, intent), "values": values}
        answer = self._post("/answers", {"question": "", "summary": None, "reading": read})
        if answer["outcome"] == "left":
            return Decision("left", {})
        taken = answer["facts"]
        return Decision(**taken["answer"], page=taken["page"], rest=taken["rest"])

    def after(self, told: list[str], said: str, intent: str = "nlu_fallback", **values: Any) -> Decision:
        """Words behind what was told last, while nothing is asked."""
        body = {"question": "", "summary": None, "told": told, "reading": reading(said, intent, **values)}
        answer = self._post("/answers", body)
        if answer["outcome"] == "left":
            return Decision("left", {})
        return Decision(**answer["facts"]["answer"], page=answer["facts"]["page"])

    def reports(self, said: str, values: list[Facts]) -> Decision:
        """A report with values that have their places."""
        read = {**reading(said, "raise_ticket"), "values": values}
        return Decision(**self._post("/tickets/draft", {"reading": read}))

    def agrees(self, question: str, shown: Decision) -> Decision:
        """Yes to what was shown."""
        return self.answers(question, "haan", shown.facts["summary"], "affirm")

    def steps(self, visit: str, step: str, **values: Any) -> Decision:
        """A step of a visit that is tapped."""
        body = {"visit": visit, "step": step, "reading": reading(None, "do_visit", **values)}
        return Decision(**self._post("/visits/steps", body))

    def undoes(self, act: object) -> Decision:
        """A tap on what takes an act back."""
        return Decision(**self._post("/acts/undone", {"act": act}))

    def books(self, machine: str = "AC", when: Facts | None = None, pincode: str = "452001") -> str:
        """Books a visit, and says its reference."""
        shown = self.wants(
            f"{machine} ke liye mistri bhejo, 7 Sneh Nagar {pincode}", time=when or at("2026-11-25", "11:30")
        )
        assert shown.outcome == "confirm", shown
        booked = self.agrees("confirm_visit", shown)
        assert booked.outcome == "booked", booked
        return str(booked.facts["visit"])

    def _post(self, path: str, body: Facts) -> Facts:
        headers = {
            "Authorization": f"Bearer {settings.current().api_token}",
            "Munshi-Number": NUMBER,
            "Munshi-Person": self.person,
            "Idempotency-Key": f"wamid.{next(_keys)}:action",
        }
        answer = self.client.post(f"/api{path}", json=with_told(body), headers=headers)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


def reading(said: str | None, intent: str = "request_technician", **values: Any) -> Facts:
    """A message as it was read, names as `[Anil](name)`; a time, a pincode and what a tap carries are its values."""
    marked = example(said or "")
    return {
        "text": said and marked.text,
        "people": [
            {"start": each.start, "end": each.end, "other": each.kind == OTHER} for each in marked.spans
        ],
        "intents": [{"name": intent, "confidence": 0.9}],
        "values": [{"entity": name, "value": value} for name, value in values.items() if value is not None],
    }


def at(day: str, since: str | None = None, until: str | None = None) -> Facts:
    """A day and an hour, as the entity `time` has them."""
    return {"date": day, "from": since, "to": until}


def told(person: str) -> list[tuple[str, Facts]]:
    """Every notice of a person, in the order written."""
    with opened() as session:
        query = text("SELECT name, facts FROM assistant.notices WHERE person = :person ORDER BY id")
        return [(name, facts) for name, facts in session.execute(query, {"person": person})]


def last_told(person: str, name: str) -> Facts:
    """The facts of the last notice of a name."""
    return next(facts for told_name, facts in reversed(told(person)) if told_name == name)


@pytest.fixture
def customer(books: None, client: TestClient, now: Clock) -> Somebody:
    """Arjun, whose AC is out of guarantee."""
    return Somebody(client)


@pytest.fixture
def who(books: None, client: TestClient, now: Clock) -> Callable[[str], Somebody]:
    """Anybody else."""
    return lambda person: Somebody(client, person)


def technician_of(reference: str) -> str:
    """The phone of who is to come to a visit."""
    with opened() as session:
        query = text(
            "SELECT a.value FROM visits v JOIN person_aliases a ON a.person_id = v.technician_id"
            " WHERE v.reference = :visit"
        )
        return str(session.execute(query, {"visit": reference}).scalar_one())


def arrives(reference: str, technician: Somebody, customer: str) -> None:
    """The visit until the technician has proven to be there."""
    technician.steps(reference, "on_way")
    technician.steps(reference, "arrived")
    technician.answers("tell_arrival_code", last_told(customer, "visit_on_way")["visit_code"])


def has_agreed(reference: str, technician: Somebody, customer: str, estimate: str) -> None:
    """The visit until the customer has said yes to an estimate."""
    arrives(reference, technician, customer)
    technician.answers("tell_diagnosis", "purza ghis gaya")
    shown = technician.answers("tell_estimate", estimate)
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    Somebody(technician.client, customer).steps(reference, "approve", version="1")


def closes(reference: str, technician: Somebody, customer: str, estimate: str) -> None:
    """The visit until it is closed, with an estimate to which the customer says yes."""
    has_agreed(reference, technician, customer, estimate)
    if technician.steps(reference, "done").outcome == "ask_part_in":  # what is on order
        technician.steps(reference, "part_in")
    closed = technician.answers("tell_closing_code", last_told(customer, "visit_code")["visit_code"])
    assert closed.outcome == "closed", closed


@pytest.fixture
def job(customer: Somebody, who: Callable[[str], Somebody]) -> tuple[str, Somebody]:
    """Arjun's visit for his AC today, and who does it."""
    reference = customer.books(when=at("2026-11-24", "14:30"))
    return reference, who(technician_of(reference))


def status_of(reference: str) -> str:
    """How a visit stands in the books."""
    with opened() as session:
        query = text("SELECT status FROM visits WHERE reference = :visit")
        return str(session.execute(query, {"visit": reference}).scalar_one())
