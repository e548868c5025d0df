"""A part that was sold here is put right free while it is guaranteed itself, whatever machine it is of."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import Clock, opened
from tests.backend.service.visits.conftest import PRIYA, Somebody

Who = Callable[[str], Somebody]
PARTS = "/parts/request"


@pytest.fixture
def priya(who: Who) -> Somebody:
    """Priya, who has fetched a mixer jar."""
    priya = who(PRIYA)
    priya.agrees("confirm_part", priya.wants("mixer ka jar original", PARTS))
    with opened() as session:
        session.execute(text("UPDATE part_requests SET status = 'handed_over'"))
        session.commit()
    return priya


@pytest.mark.parametrize(
    ("said", "free"),
    [
        ("mixer ka jar jo liya tha kharab nikla, badal ke do", True),
        ("the mixer jar is not working", True),
        ("मिक्सर का जार ख़राब निकला", True),
        ("mixer ka jar mujhse toot gaya", False),
        ("mixer ka blade kharab nikla", False),
    ],
)
def test_a_guaranteed_part_is_put_right_free(priya: Somebody, said: str, free: bool) -> None:
    shown = priya.wants(said, "/tickets/draft")
    assert (shown.outcome, shown.facts["free"]) == ("confirm", free)
    if free:
        assert shown.facts["part"]["reference"] == "PRT-1"


def test_once_its_days_are_over_it_is_not(priya: Somebody, now: Clock) -> None:
    with opened() as session:
        session.execute(text("UPDATE part_moves SET at = at - interval '181 days'"))
        session.commit()
    assert priya.wants("mixer ka jar kharab nikla", "/tickets/draft").facts["free"] is False
