"""Who may call, and as whom."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from munshi import problems
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import Role
from munshi.turns import CALL_PROBLEMS, Read, Turn
from tests.backend.books import OPERATOR_TOKEN, OWNER, PRIYA, RESTAURANT_NUMBER, Actions, Clock

router = APIRouter()


def _who(_: Session, caller: Caller) -> Outcome[Any]:
    person = caller.person
    facts = {"id": person.id, "called": person.called, "roles": sorted(caller.roles)}
    return Outcome(outcome="known", facts={**facts, "business": caller.business_id})


@router.get("/who", responses=CALL_PROBLEMS)
def who(turn: Read) -> Outcome[Any]:
    return turn.read(_who)


@router.post("/owners", responses=CALL_PROBLEMS)
def owners(turn: Turn) -> Outcome[Any]:
    def work(session: Session, caller: Caller) -> Outcome[Any]:
        caller.must_be(Role.OWNER, Role.MANAGER)
        return _who(session, caller)

    return turn.once(work)


@pytest.fixture
def client(engine: Engine, now: Clock) -> TestClient:
    app = FastAPI()
    problems.install(app)
    app.include_router(router, prefix="/api")
    return TestClient(app)


@pytest.fixture
def facts(actions: Actions) -> Callable[..., dict[str, Any]]:
    def ask(**headers: str) -> dict[str, Any]:
        answer = actions.gets("/who", **headers)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()["facts"]
        return found

    return ask


@pytest.mark.parametrize("token", ["", "wrong", OPERATOR_TOKEN])
def test_only_the_actions_token_lets_the_actions_in(actions: Actions, token: str) -> None:
    actions.token = token
    answer = actions.gets("/who")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["title"] == "Unauthorized"


def test_a_number_of_no_business_is_not_found(actions: Actions) -> None:
    actions.number = "999"
    assert actions.gets("/who").status_code == 404


def test_a_person_of_no_known_form_is_refused(actions: Actions) -> None:
    actions.person = "Priya"
    answer = actions.gets("/who")
    assert answer.status_code == 422
    assert "Priya" in answer.json()["detail"]


def test_whom_nobody_knows_becomes_a_customer(actions: Actions, facts: Callable[..., dict[str, Any]]) -> None:
    actions.person = "918888888888"
    met = facts(**{"Munshi-Person-Name": "%E0%A4%97%E0%A5%80%E0%A4%A4%E0%A4%BE"})
    assert met["roles"] == ["customer"]
    assert met["called"] == "गीता"
    assert facts()["id"] == met["id"]


def test_the_name_that_the_business_uses_goes_before_the_profile_name(
    facts: Callable[..., dict[str, Any]],
) -> None:
    assert facts(**{"Munshi-Person-Name": "pj%20%F0%9F%8C%B8"})["called"] == "Priya Joshi"


def test_another_id_of_a_person_is_learnt(actions: Actions, facts: Callable[..., dict[str, Any]]) -> None:
    priya = facts(**{"Munshi-Person-Also": "IN.4f3a2b"})["id"]
    actions.person = "IN.4f3a2b"
    assert facts()["id"] == priya


def test_the_same_human_at_two_businesses_is_two_persons(
    actions: Actions, facts: Callable[..., dict[str, Any]]
) -> None:
    actions.person = OWNER
    here = facts()
    actions.number = RESTAURANT_NUMBER
    there = facts()
    assert here["roles"] == ["owner"]
    assert there["roles"] == ["customer"]
    assert (here["business"], here["id"]) != (there["business"], there["id"])


def test_who_lacks_the_role_is_told_so_as_an_outcome(actions: Actions) -> None:
    assert actions.posts("/owners").json() == {
        "outcome": "not_allowed",
        "facts": {"roles": ["owner", "manager"]},
    }
    actions.person = OWNER
    assert actions.posts("/owners").json()["outcome"] == "known"


def test_one_of_several_roles_is_enough(actions: Actions) -> None:
    actions.person = "919000000011"  # manager and employee
    assert actions.posts("/owners").json()["facts"]["roles"] == ["employee", "manager"]


def test_a_customer_is_still_a_customer_after_writing_again(
    actions: Actions, facts: Callable[..., dict[str, Any]]
) -> None:
    actions.person = PRIYA
    assert facts() == facts()
