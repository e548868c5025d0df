"""People have a conversation from what they write in it, and for their waiting time; then the bot says it is back."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from munshi.business.models import Business
from munshi.handoffs.rules import over_at
from munshi.handoffs.taking_back import take_back_everywhere
from tests.backend.books import (
    KIRANA,
    KIRANA_NUMBER,
    PRIYA,
    TUESDAY_MORNING,
    Actions,
    Clock,
    Operator,
    opened,
    seed,
)


def do(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    with opened() as session:
        done = session.execute(text(statement), values)
        return [tuple(row) for row in done] if done.returns_rows else []  # type: ignore[attr-defined]


@pytest.fixture
def asked(actions: Actions, now: Clock) -> Actions:
    """Priya has just asked for a person."""
    do(
        "INSERT INTO assistant.persons (phone_number_id, person, last_inbound_at) VALUES (:number, :person, :at)",
        number=KIRANA_NUMBER,
        person=PRIYA,
        at=now.moment,
    )
    actions.posts("/handoffs/asked")
    return actions


def wrote(now: Clock) -> None:
    """Somebody of the shop has."""
    do("UPDATE assistant.handoffs SET written_at = :now", now=now.moment)


def is_open() -> bool:
    return bool(do("SELECT 1 FROM assistant.handoffs WHERE ended_at IS NULL"))


def priya_was_told() -> list[str]:
    return [name for (name,) in do("SELECT name FROM assistant.notices WHERE person = :who", who=PRIYA)]


@pytest.mark.parametrize(("written", "told"), [(True, "handoff_over"), (False, "handoff_unanswered")])
def test_after_thirty_minutes_the_bot_is_back_and_says_so(
    asked: Actions, now: Clock, written: bool, told: str
) -> None:
    if written:
        wrote(now)
    now.passes(minutes=29)
    take_back_everywhere()
    assert is_open()
    now.passes(minutes=1)
    take_back_everywhere()
    take_back_everywhere()
    assert not is_open()
    assert priya_was_told() == [told]


def test_the_time_runs_from_what_the_business_wrote_last(asked: Actions, now: Clock) -> None:
    now.passes(minutes=25)
    wrote(now)
    now.passes(minutes=25)
    take_back_everywhere()
    assert is_open()


def test_the_business_says_how_long(asked: Actions, now: Clock) -> None:
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        business.settings = {**business.settings, "handoffs": {"waiting_minutes": 5}}
    now.passes(minutes=5)
    take_back_everywhere()
    assert not is_open()


def test_what_waited_is_told_then(asked: Actions, now: Clock) -> None:
    wrote(now)
    do(
        "INSERT INTO assistant.notices (phone_number_id, person, name, facts, key, written_at)"
        " VALUES (:number, :person, 'order_ready', '{}', 'k', now())",
        number=KIRANA_NUMBER,
        person=PRIYA,
    )
    now.passes(minutes=30)
    take_back_everywhere()
    jobs = do(
        "SELECT task_name FROM assistant.procrastinate_jobs WHERE lock = :lock",
        lock=f"{KIRANA_NUMBER}:{PRIYA}",
    )
    assert jobs.count(("notice",)) >= 2


def test_who_has_not_written_for_a_day_is_told_nothing(asked: Actions, now: Clock) -> None:
    now.passes(hours=25)
    take_back_everywhere()
    assert not is_open()
    assert priya_was_told() == []


def test_called_at_night_the_business_has_its_time_from_its_opening_on() -> None:
    opens = TUESDAY_MORNING + timedelta(hours=8)
    assert over_at(TUESDAY_MORNING, None, opens, 30) == opens + timedelta(minutes=30)
    assert over_at(TUESDAY_MORNING, TUESDAY_MORNING, opens, 30) == TUESDAY_MORNING + timedelta(minutes=30)


def test_the_file_of_a_business_carries_its_waiting_time(operator: Operator) -> None:
    file = seed(KIRANA) | {"handoffs": {"waiting_minutes": 45}}
    assert operator.brings_in(file).status_code == 200
    assert operator.gets(f"/businesses/{KIRANA}/export", format="json").json()["handoffs"] == {
        "waiting_minutes": 45
    }
    assert operator.brings_in(seed(KIRANA)).json()["outcome"] == "changed"
    assert operator.brings_in(seed(KIRANA)).json()["outcome"] == "unchanged"


@pytest.mark.parametrize("minutes", [0, -5, "soon", 10**6])
def test_no_waiting_time_is_out_of_this_world(operator: Operator, minutes: Any) -> None:
    assert operator.brings_in(seed(KIRANA) | {"handoffs": {"waiting_minutes": minutes}}).status_code == 422
