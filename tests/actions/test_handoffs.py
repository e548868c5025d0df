"""Two misunderstandings in a row offer a person, the wish for one calls one; STOP takes back what was asked."""

import json
from typing import Any

import pytest
from rasa_sdk import Action, Tracker

from actions.common import NluFallback, OptIn, OptOut
from actions.handoffs import AnswerCustomer, HandBack, PassOnAnswer, TalkToHuman
from actions.orders import PlaceOrder
from tests.actions.test_common import Books, books, run, slots, tracker

__all__ = ["books"]  # a fixture

AGAIN = "/api/handoffs/not-understood"


def said(*replies: str, intent: str = "nlu_fallback") -> list[dict[str, Any]]:
    """A message, and the replies to it."""
    bots = [{"event": "bot", "metadata": {"utter_action": reply}} for reply in replies]
    return [{"event": "user", "parse_data": {"intent": {"name": intent}}}, *bots]


def after(*before: list[dict[str, Any]], **slots: Any) -> Tracker:
    """A message that is not understood, after these turns."""
    return tracker("nlu_fallback", [event for turn in before for event in turn] + said(), **slots)


async def test_the_first_misunderstanding_is_said(books: Books) -> None:
    asked = books("shop", business="Sharma Kirana Store")
    messages, events = await run(
        NluFallback(), after(said("utter_greet", intent="greet"), asking="confirm_order")
    )
    assert asked[0].url.path == "/api/business"
    assert messages[0]["response"] == "utter_nlu_fallback_shop"
    assert events == []  # an open question stays open


@pytest.mark.parametrize(
    "before",
    [
        "utter_nlu_fallback_shop",
        "utter_nlu_fallback_offered",
        "utter_place_order_not_among",
        "utter_place_order_say_yes",
        "utter_place_order_address_unclear",
    ],
)
async def test_the_second_in_a_row_offers_people(books: Books, before: str) -> None:
    asked = books("offered", business="Sharma Kirana Store")
    messages, events = await run(NluFallback(), after(said(before), asking="confirm_order"))
    assert asked[0].url.path == AGAIN
    assert asked[0].headers["Idempotency-Key"] == "wamid.1:not_understood"
    assert messages[0]["response"] == "utter_nlu_fallback_offered"
    assert events == []  # an open question stays open


async def test_to_an_answer_that_a_question_does_not_understand_twice_people_are_offered(
    books: Books,
) -> None:
    asked = books("choose_product", notes=[{"note": "not_among"}], business="Sharma Kirana Store")
    once_more = after(said("utter_place_order_not_among", "utter_place_order_choose_product"))
    messages, events = await run(PlaceOrder(), once_more)
    assert [request.url.path for request in asked] == ["/api/goods/told", AGAIN]
    assert len(messages) == 1
    assert events == []


async def test_what_was_understood_in_between_begins_anew(books: Books) -> None:
    asked = books("shop", business="Sharma Kirana Store")
    turns = said("utter_nlu_fallback_shop"), said("utter_greet", intent="greet")
    await run(NluFallback(), after(*turns))
    assert asked[0].url.path == "/api/business"


async def test_what_was_told_in_between_is_no_understanding(books: Books) -> None:
    asked = books("offered", business="Sharma Kirana Store")
    notice = said("utter_notice_order_ready", intent="receive_notice")
    await run(NluFallback(), after(said("utter_nlu_fallback_shop"), notice))
    assert asked[0].url.path == AGAIN


async def test_who_asks_for_a_person_hears_when_somebody_is_there(books: Books) -> None:
    asked = books("handed_over_closed", business="Sharma Kirana Store", opens_at="2026-11-25T07:30:00+05:30")
    messages, events = await run(
        TalkToHuman(), tracker("talk_to_human", asking="confirm_order", language="en")
    )
    assert asked[0].url.path == "/api/handoffs/asked"
    assert messages[0]["response"] == "utter_talk_to_human_handed_over_closed"
    assert messages[0]["opens"] == "Wed 25 Nov, 7:30 AM"
    assert slots(events) == {"asking": None, "summary": None}


async def test_stop_takes_back_what_was_asked(books: Books) -> None:
    asked = books("opted_out", business="Sharma Kirana Store")
    messages, events = await run(OptOut(), tracker("opt_out", asking="confirm_order"))
    assert asked[0].url.path == "/api/person/opted-out"
    assert messages[0]["response"] == "utter_opt_out_opted_out"
    assert slots(events) == {"asking": None, "summary": None}


async def test_start_leaves_an_open_question_open(books: Books) -> None:
    asked = books("already_in", business="Sharma Kirana Store")
    action: Action = OptIn()
    messages, events = await run(action, tracker("opt_in", asking="confirm_order"))
    assert asked[0].url.path == "/api/person/opted-in"
    assert messages[0]["response"] == "utter_opt_in_already_in"
    assert events == []


@pytest.mark.parametrize(
    ("outcome", "facts", "named"),
    [
        (
            "handed_back",
            {"customer": {"name": "Priya Joshi", "phone": "919000000101"}},
            {"customer": "Priya Joshi (+919000000101)"},
        ),
        ("not_open", {"customer": {"name": None, "phone": "919000000101"}}, {"customer": "+919000000101"}),
        ("not_allowed", {"roles": ["owner", "manager"]}, {}),
        ("not_found", {}, {}),
    ],
)
async def test_the_tapped_button_names_the_conversation_that_is_handed_back(
    books: Books, outcome: str, facts: dict[str, Any], named: dict[str, str]
) -> None:
    asked = books(outcome, **facts)
    tapped = tracker("hand_back", asking="confirm_order")
    tapped.latest_message["entities"] = [
        {"entity": "conversation", "value": "100000000000001:IN.4f3a2b"},
    ]
    messages, events = await run(HandBack(), tapped)
    assert asked[0].url.path == "/api/handoffs/handed-back"
    assert json.loads(asked[0].content) == {"phone_number_id": "100000000000001", "person": "IN.4f3a2b"}
    assert messages[0]["response"] == f"utter_hand_back_{outcome}"
    assert named.items() <= messages[0].items()
    assert events == []  # an open question stays open


async def test_the_tapped_button_names_whom_the_next_message_is_for(books: Books) -> None:
    customer = {"name": "Priya Joshi", "phone": "919000000101"}
    asked = books("write", customer=customer, business="Sharma Kirana Store")
    tapped = tracker("answer_customer")
    tapped.latest_message["entities"] = [{"entity": "conversation", "value": "100000000000001:919000000101"}]
    messages, _ = await run(AnswerCustomer(), tapped)
    assert asked[0].url.path == "/api/handoffs/answering"
    assert json.loads(asked[0].content) == {"phone_number_id": "100000000000001", "person": "919000000101"}
    assert messages[0]["response"] == "utter_answer_customer_write"
    assert messages[0]["customer"] == "Priya Joshi (+919000000101)"


@pytest.mark.parametrize(("words", "passed"), [("haan ji, 5 minute", "haan ji, 5 minute"), (None, "")])
async def test_what_was_written_then_is_passed_on_as_it_is(
    books: Books, words: str | None, passed: str
) -> None:
    asked = books("passed_on", customer={"name": "Priya", "phone": None}, conversation="1:2")
    passing = tracker("pass_on_answer")
    passing.latest_message["metadata"]["passed_on"] = words
    messages, _ = await run(PassOnAnswer(), passing)
    assert asked[0].url.path == "/api/handoffs/passed-on"
    assert json.loads(asked[0].content) == {"text": passed}
    assert messages[0]["response"] == "utter_pass_on_answer_passed_on"
    assert messages[0]["conversation"] == "1:2"
