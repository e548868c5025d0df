"""Whether the business may write first is the person's word, at once and until the next one."""

import pytest
from sqlalchemy import text

from munshi.notices import service as notices
from munshi.people import service as people
from munshi.people.models import Person
from tests.backend.books import KIRANA, KIRANA_NUMBER, PRIYA, Actions, Clock, opened


def outcome(actions: Actions, path: str) -> str:
    answer = actions.posts(f"/person/{path}")
    assert answer.status_code == 200, answer.text
    return str(answer.json()["outcome"])


def priya() -> Person:
    with opened() as session:
        person = people.find(session, KIRANA, PRIYA)
        assert person is not None
        return person


def tells(key: str) -> bool:
    """Whether a notice to Priya is written."""
    with opened() as session:
        person = people.find(session, KIRANA, PRIYA)
        assert person is not None
        return notices.tell(session, KIRANA, person, "order_ready", key, reference="ORD-1001")


def test_who_opts_out_is_told_nothing_until_they_opt_in(actions: Actions, now: Clock) -> None:
    assert tells("before")
    assert outcome(actions, "opted-out") == "opted_out"
    assert (priya().opted, priya().opted_at) == ("out", now.moment)
    assert not tells("after")
    assert outcome(actions, "opted-in") == "opted_in"
    assert priya().opted == "in"
    assert tells("again")


def test_said_again_it_is_so_already_and_since_when_it_was(actions: Actions, now: Clock) -> None:
    outcome(actions, "opted-out")
    first = priya().opted_at
    now.passes(hours=1)
    assert outcome(actions, "opted-out") == "already_out"
    assert priya().opted_at == first
    outcome(actions, "opted-in")
    assert outcome(actions, "opted-in") == "already_in"


def test_what_waits_to_be_told_or_to_be_sent_is_taken_back(actions: Actions) -> None:
    tells("waits")
    with opened() as session:
        for turn in ("notice:1", "wamid.1"):
            session.execute(
                text(
                    "INSERT INTO assistant.outbox (phone_number_id, person, turn, position, payload, reference,"
                    " state, not_before, written_at) VALUES (:number, :person, :turn, 0, '{}',"
                    " gen_random_uuid(), 'waiting', now(), now())"
                ),
                {"number": KIRANA_NUMBER, "person": PRIYA, "turn": turn},
            )
    outcome(actions, "opted-out")
    with opened() as session:
        states = session.execute(text("SELECT state FROM assistant.notices")).scalars().all()
        left = session.execute(text("SELECT turn, state FROM assistant.outbox ORDER BY turn")).all()
    assert states == ["withdrawn"]
    assert [tuple(row) for row in left] == [("notice:1", "failed"), ("wamid.1", "waiting")]


def test_the_answer_names_the_business(actions: Actions) -> None:
    assert actions.posts("/person/opted-out").json()["facts"] == {"business": "Sharma Kirana Store"}


@pytest.mark.parametrize("path", ["opted-in", "opted-out"])
@pytest.mark.parametrize(
    "said",
    [
        "offers mat bhejna par order ki khabar bhejte rehna",
        "do not send me any messages again about offers",
        "ऑफर वाले मैसेज बंद करो",
    ],
)
def test_who_wants_no_offers_still_hears_of_their_own_orders(actions: Actions, path: str, said: str) -> None:
    assert outcome(actions, "opted-in") == "opted_in"
    answer = actions.posts(f"/person/{path}", {"text": said})
    assert answer.json()["outcome"] == "no_offers"
    assert priya().opted is None
    assert tells("a")


def test_no_offers_and_nothing_else_either_is_the_end_of_all(actions: Actions) -> None:
    said = {"text": "offers band karo, kuch bhi mat bhejo"}
    assert actions.posts("/person/opted-out", said).json()["outcome"] == "opted_out"
