"""Which question is open after an action has spoken, and which wait beneath it."""

from typing import Any

from rasa_sdk import Tracker

from actions.asking import asks, asks_nothing, was_asked_now

OWN = ("confirm_order", "give_address")
LEAVE = {"asking": "confirm_leave", "summary": "abc", "deciding": None}


def tracker(**slots: Any) -> Tracker:
    return Tracker("100000000000001:919000000101", slots, {}, [], False, None, {}, "action_listen")


def test_a_question_is_opened_with_what_a_yes_confirms() -> None:
    assert told(asks(tracker(), OWN, "confirm_order", "xyz")) == {"asking": "confirm_order", "summary": "xyz"}


def test_who_asks_nothing_closes_a_question_of_its_own() -> None:
    assert told(asks(tracker(asking="give_address"), OWN, None)) == {"asking": None, "summary": None}


def test_who_asks_nothing_leaves_what_another_has_asked() -> None:
    assert asks(tracker(**LEAVE), OWN, None) == []


def test_what_another_has_asked_waits_beneath_a_new_question() -> None:
    opened = told(asks(tracker(**LEAVE), OWN, "confirm_order", "xyz"))
    assert opened == {"asking": "confirm_order", "summary": "xyz", "asked_before": [LEAVE]}


def test_a_question_of_ones_own_is_replaced_also_where_it_waited() -> None:
    before = {"asking": "give_address", "summary": None, "deciding": None}
    opened = told(asks(tracker(**LEAVE, asked_before=[before]), OWN, "confirm_order"))
    assert opened["asked_before"] == [LEAVE]
    opened = told(asks(tracker(asking="give_address", asked_before=[LEAVE]), OWN, "confirm_order"))
    assert opened["asked_before"] == [LEAVE]


def test_a_question_that_needs_no_answer_does_not_wait() -> None:
    assert "asked_before" not in told(asks(tracker(asking="correct_claim"), OWN, "confirm_order"))


def test_a_question_that_needs_no_answer_is_not_laid_over_one_that_does() -> None:
    assert asks(tracker(**LEAVE), OWN, "take_correction") == []
    own = tracker(asking="give_address", asked_before=[LEAVE])
    assert told(asks(own, OWN, "take_correction"))["asking"] is None


def test_what_one_wish_asks_is_asked_now_for_the_other_of_the_same_message() -> None:
    asked = {"event": "slot", "name": "asking", "value": "confirm_order"}
    first, second, later = (_message(each) for each in ("wamid.1", "wamid.1:2", "wamid.2"))
    assert was_asked_now(_told(first, asked, second))
    assert not was_asked_now(_told(first, asked, later))
    assert not was_asked_now(_told(first, asked, second, {**asked, "value": None}))


def _message(wamid: str) -> dict[str, Any]:
    return {"event": "user", "metadata": {"wamid": wamid}}


def _told(*events: dict[str, Any]) -> Tracker:
    last = [each for each in events if each["event"] == "user"][-1]
    return Tracker("100000000000001:919000000101", {}, last, list(events), False, None, {}, "action_listen")


def test_at_most_two_wait() -> None:
    waiting = [{**LEAVE, "asking": name} for name in ("claim_amount", "choose_bill")]
    assert told(asks(tracker(**LEAVE, asked_before=waiting), OWN, "confirm_order"))["asked_before"] == [
        LEAVE,
        waiting[0],
    ]


def test_nothing_waits_once_all_is_left() -> None:
    assert told(asks_nothing(tracker(asking="confirm_order", asked_before=[LEAVE]))) == {
        "asking": None,
        "summary": None,
        "asked_before": None,
    }


def told(events: list[dict[str, Any]]) -> dict[str, Any]:
    """The slots that the events set."""
    return {event["name"]: event["value"] for event in events}
