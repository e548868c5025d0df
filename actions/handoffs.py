"""Calling people for who wants one, offering it to who was not understood twice in a row; answering, handing back."""

import json
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, turn
from actions.backend import Answer, backend
from actions.format import moment
from actions.notices import who_and_phone

Domain = dict[str, Any]
LONGEST_TITLE = 24  # characters in a row of WhatsApp

# The replies by which somebody hears that a message, or an answer to a question, was not understood.
NOT_UNDERSTOOD = (
    "utter_nlu_fallback_",
    "utter_place_order_not_among",
    "utter_place_order_say_yes",
    "utter_place_order_address_unclear",
    "utter_place_order_ask_pincode_again",
    "utter_place_order_ask_street_again",
    "utter_apply_leave_unclear",
    "utter_claim_reimbursement_unclear",
    "utter_approve_request_unclear",
    "utter_reject_request_unclear",
)


class TalkToHuman(Action):
    """Somebody wants a person."""

    def name(self) -> str:
        """The name on the page."""
        return "action_talk_to_human"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says who will answer; a yes to that is none to what was asked before, but to what this message brought."""
        answer = await backend().do("/handoffs/asked", turn.asker(tracker), self.name(), {})
        _say_called(dispatcher, tracker, answer)
        return [] if asking.was_asked_now(tracker) else asking.asks_nothing(tracker)


class AnswerCustomer(Action):
    """Somebody of the business answers the customer whose conversation the tapped button names."""

    def name(self) -> str:
        """The name on the page."""
        return "action_answer_customer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says whom the next message is for; a question that is open to who tapped stays open."""
        answer = await backend().do("/handoffs/answering", turn.asker(tracker), self.name(), _tapped(tracker))
        dispatcher.utter_message(response=f"utter_answer_customer_{answer.outcome}", **_named(answer))
        return []


class PassOnAnswer(Action):
    """What they have written is for that customer, whatever its words are."""

    def name(self) -> str:
        """The name on the page."""
        return "action_pass_on_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Passes it on, and says so."""
        body = {"text": (tracker.latest_message.get("metadata") or {}).get("passed_on") or ""}
        answer = await backend().do("/handoffs/passed-on", turn.asker(tracker), self.name(), body)
        dispatcher.utter_message(response=f"utter_pass_on_answer_{answer.outcome}", **_named(answer))
        return []


class HandBack(Action):
    """People are done with a conversation, which the tapped button names."""

    def name(self) -> str:
        """The name on the page."""
        return "action_hand_back"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says whose it is; a question that is open to who tapped stays open."""
        tapped = _tapped(tracker)
        answer = await backend().do("/handoffs/handed-back", turn.asker(tracker), self.name(), tapped)
        return await say_heard(dispatcher, tracker, "hand_back", answer)


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says whose conversation goes back, or of which it may be said, each to be tapped."""
    buttons = [
        {
            "title": (who_and_phone(each["customer"]))[:LONGEST_TITLE],
            "payload": f"/hand_back{json.dumps({'conversation': each['conversation']})}",
        }
        for each in answer.facts.get("open", ())
    ]
    dispatcher.utter_message(response=f"utter_{page}_{answer.outcome}", buttons=buttons, **_named(answer))
    return []


def _tapped(tracker: Tracker) -> dict[str, str]:
    """The conversation that the tapped button names."""
    number, _, person = (turn.entity(tracker, "conversation") or "").partition(":")
    return {"phone_number_id": number, "person": person}


def _named(answer: Answer) -> dict[str, Any]:
    """The facts of an answer about a customer, with what they are called and their phone."""
    who = answer.facts.get("customer")
    return {**answer.facts, **({"customer": who_and_phone(who)} if who else {})}


async def not_understood_again(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Offers people, who do not come by themselves; what was asked before stays asked."""
    answer = await backend().do("/handoffs/not-understood", turn.asker(tracker), "not_understood", {})
    dispatcher.utter_message(response=f"utter_nlu_fallback_{answer.outcome}", **answer.facts)
    return []


def _say_called(dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> None:
    """Says who will answer, with the moment at which somebody is there again, or since when they know."""
    times = {"opens": answer.facts.get("opens_at"), "since": answer.facts.get("since")}
    said = {name: moment(at, turn.language(tracker)) if at else "" for name, at in times.items()}
    facts = {"business": answer.facts["business"], **said}
    dispatcher.utter_message(response=f"utter_talk_to_human_{answer.outcome}", **facts)


def says_not_understood(replies: Sequence[str]) -> bool:
    """Whether one of the replies says that something was not understood."""
    return any(reply.startswith(NOT_UNDERSTOOD) for reply in replies)


def was_not_understood_before(tracker: Tracker) -> bool:
    """Whether the person's last message but this one was not understood either."""
    return says_not_understood(turn.replies_before(tracker))
