"""One call of the actions is one transaction, done once for its key."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from munshi import database, idempotency, problems
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.turns import CALL_PROBLEMS, Read, Turn
from tests.backend.books import RESTAURANT_NUMBER, Actions, Clock, opened

LANGUAGE = text(
    "SELECT language FROM persons JOIN person_aliases ON id = person_id "
    "WHERE value = '919000000101' AND persons.business_id = 'sharma-kirana'"
)


class Wish(BaseModel):
    """What the probe is asked to do."""

    language: str = "en"
    refuse: bool = False
    fail: bool = False


router = APIRouter()


@router.post("/probe", responses=CALL_PROBLEMS)
def probe(wish: Wish, turn: Turn) -> Outcome[Any]:
    def work(session: Session, caller: Caller) -> Outcome[Any]:
        times = session.scalar(text("SELECT count(*) FROM kept_answers"))
        caller.person.language = wish.language
        session.flush()
        if wish.refuse:
            raise Refusal("overlap", with_="LV-1")
        if wish.fail:
            raise RuntimeError("the books are wet")
        return Outcome(outcome="done", facts={"business": caller.business_id, "times": times})

    return turn.once(work)


@router.get("/probe", responses=CALL_PROBLEMS)
def look(turn: Read) -> Outcome[Any]:
    return turn.read(lambda _, caller: Outcome(outcome="seen", facts={"language": caller.person.language}))


@pytest.fixture
def client(engine: Engine, now: Clock) -> TestClient:
    app = FastAPI()
    problems.install(app)
    app.include_router(router, prefix="/api")
    return TestClient(app)


def language() -> Any:
    with opened() as session:
        return session.scalar(LANGUAGE)


def test_the_same_key_gets_the_same_answer_and_does_its_work_once(actions: Actions) -> None:
    first = actions.posts("/probe", {"language": "en"}, key="wamid.A:probe").json()
    actions.posts("/probe", {"language": "hi"}, key="wamid.B:probe")
    assert actions.posts("/probe", {"language": "en"}, key="wamid.A:probe").json() == first
    assert language() == "hi"


def test_a_key_that_was_used_for_another_body_is_a_conflict(actions: Actions) -> None:
    actions.posts("/probe", {"language": "en"}, key="wamid.A:probe")
    answer = actions.posts("/probe", {"language": "hi"}, key="wamid.A:probe")
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert language() == "en"


def test_a_key_of_one_business_means_nothing_at_another(actions: Actions) -> None:
    actions.posts("/probe", {"language": "en"}, key="wamid.A:probe")
    actions.number = RESTAURANT_NUMBER
    answer = actions.posts("/probe", {"language": "en"}, key="wamid.A:probe").json()
    assert answer["facts"]["business"] == "annapurna-bhojanalay"


def test_a_refusal_is_an_outcome_undoes_the_work_and_is_remembered(actions: Actions) -> None:
    before = language()
    for _ in range(2):
        answer = actions.posts("/probe", {"language": "en", "refuse": True}, key="wamid.A:probe")
        assert answer.json() == {"outcome": "overlap", "facts": {"with_": "LV-1"}}
    assert language() == before


def test_a_fault_undoes_everything_and_gives_the_key_back(actions: Actions) -> None:
    before = language()
    with pytest.raises(RuntimeError):
        actions.posts("/probe", {"language": "en", "fail": True}, key="wamid.A:probe")
    assert language() == before
    assert actions.posts("/probe", {"language": "en"}, key="wamid.A:probe").json()["outcome"] == "done"


def test_reading_needs_no_key(actions: Actions) -> None:
    assert actions.gets("/probe").json() == {"outcome": "seen", "facts": {"language": "hi"}}


def test_doing_needs_a_key(actions: Actions) -> None:
    answer = actions.posts("/probe", **{"Idempotency-Key": ""})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "header.Idempotency-Key"


def test_eight_calls_with_one_key_at_once_do_the_work_once(own_books: Engine, client: TestClient) -> None:
    actions = Actions(client)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: actions.posts("/probe", key="wamid.A:probe"), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    with opened() as session:
        assert session.scalar(text("SELECT count(*) FROM kept_answers")) == 1


def test_answers_are_forgotten_after_a_month(actions: Actions, now: Clock) -> None:
    actions.posts("/probe", key="wamid.A:probe")
    now.passes(days=29)
    actions.posts("/probe", key="wamid.B:probe")
    now.passes(days=2)
    with database.transaction() as session:
        idempotency.forget_old_answers(session)
        assert session.scalars(text("SELECT key FROM kept_answers")).all() == ["wamid.B:probe"]
