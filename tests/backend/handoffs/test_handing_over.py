"""A person is never left without a human: who asks has people called; who is not understood is offered them."""

from datetime import datetime
from typing import Any

from sqlalchemy import text

from tests.backend.books import KIRANA_NUMBER, OWNER, PRIYA, RESTAURANT_NUMBER, Actions, Clock, opened

ASKED, NOT_UNDERSTOOD = "/handoffs/asked", "/handoffs/not-understood"


def ask(query: str) -> list[tuple[Any, ...]]:
    with opened() as session:
        return [tuple(row) for row in session.execute(text(query))]


def decided(actions: Actions, path: str = ASKED, key: str | None = None) -> dict[str, Any]:
    answer = actions.posts(path, key=key)
    assert answer.status_code == 200, answer.text
    decision: dict[str, Any] = answer.json()
    return decision


def handoffs() -> list[tuple[Any, ...]]:
    return ask(
        "SELECT phone_number_id, person, reason, opened_by, written_at, ended_at FROM assistant.handoffs"
    )


def told() -> list[tuple[Any, ...]]:
    return ask("SELECT person, name, facts FROM assistant.notices")


def test_who_asks_has_the_owners_called_and_the_bot_goes_on(actions: Actions) -> None:
    decision = decided(actions, key="wamid.7:action_talk_to_human")
    assert decision == {
        "outcome": "handed_over",
        "facts": {"business": "Sharma Kirana Store", "opens_at": None},
    }
    assert handoffs() == [(KIRANA_NUMBER, PRIYA, "asked", "wamid.7", None, None)]
    customer = {"name": "Priya Joshi", "phone": PRIYA}
    conversation = f"{KIRANA_NUMBER}:{PRIYA}"
    facts = {"conversation": conversation, "customer": customer, "reason": "asked", "said": None}
    assert told() == [(OWNER, "handoff_opened", facts)]


def test_who_is_not_understood_again_is_offered_people_and_nobody_is_called(actions: Actions) -> None:
    assert decided(actions, NOT_UNDERSTOOD)["outcome"] == "offered"
    assert handoffs() == told() == []
    decided(actions)
    assert decided(actions, NOT_UNDERSTOOD)["outcome"] == "waiting"
    assert len(handoffs()) == len(told()) == 1


def test_a_second_wish_of_a_message_opens_it_for_that_message(actions: Actions) -> None:
    decided(actions, key="wamid.7:2:action_talk_to_human")
    assert handoffs()[0][3] == "wamid.7"


def test_the_same_message_calls_once(actions: Actions) -> None:
    decided(actions, key="wamid.7:action_talk_to_human")
    decided(actions, key="wamid.7:action_talk_to_human")
    assert len(handoffs()) == len(told()) == 1


def test_who_asks_again_is_told_since_when_they_know_and_they_are_called_again(
    actions: Actions, now: Clock
) -> None:
    decided(actions, key="wamid.7:action_talk_to_human")
    since = now.moment
    now.passes(minutes=20)
    again = decided(actions, key="wamid.9:action_talk_to_human")
    assert again["outcome"] == "called_again"
    assert datetime.fromisoformat(again["facts"]["since"]) == since
    assert (len(handoffs()), len(told())) == (1, 2)


def test_while_the_shop_is_closed_it_says_when_somebody_is_there(actions: Actions, now: Clock) -> None:
    now.passes(hours=12)
    decision = decided(actions)
    assert decision["outcome"] == "handed_over_closed"
    assert datetime.fromisoformat(decision["facts"]["opens_at"]) > now.moment


def test_the_owner_is_not_handed_to_themself(actions: Actions) -> None:
    actions.person = OWNER
    assert decided(actions)["outcome"] == "yourself"
    assert decided(actions, NOT_UNDERSTOOD)["outcome"] == "yourself"
    assert handoffs() == told() == []


def test_a_conversation_with_another_business_is_another_one(actions: Actions) -> None:
    decided(actions)
    actions.number = RESTAURANT_NUMBER
    decided(actions)
    assert sorted(row[0] for row in handoffs()) == [KIRANA_NUMBER, RESTAURANT_NUMBER]
