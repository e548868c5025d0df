"""Handing a conversation to people, for who asks for them or was not understood twice in a row, and back."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from actions.backend import Answer, backend
from actions.format import moment
from actions.notices import who_and_phone

Domain = dict[str, Any]

# The replies by which somebody hears that a message, or an answer to a question, was not understood.
NOT_UNDERSTOOD = (
    "utter_nlu_fallback_",
    "utter_place_order_not_among",
    "utter_place_order_say_yes",
    "utter_place_order_address_unclear",
    "utter_apply_leave_unclear",
    "utter_claim_reimbursement_unclear",
    "utter_approve_request_unclear",
    "utter_reject_request_unclear",
)
QUESTION = ("asking", "summary")


class TalkToHuman(Action):
    """Somebody wants a person."""

    def name(self) -> str:
        """The name on the page."""
        return "action_talk_to_human"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says who will answer; what was asked before is not asked any more."""
        answer = await backend().do("/handoffs/asked", turn.asker(tracker), self.name(), {})
        say(dispatcher, tracker, "talk_to_human", answer)
        return [SlotSet(slot, None) for slot in QUESTION]


class HandBack(Action):
    """People are done with a conversation, which the tapped button names."""

    def name(self) -> str:
        """The name on the page."""
        return "action_hand_back"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says whose it is; a question that is open to who tapped stays open."""
        number, _, person = (turn.entity(tracker, "conversation") or "").partition(":")
        body = {"phone_number_id": number, "person": person}
        answer = await backend().do("/handoffs/handed-back", turn.asker(tracker), self.name(), body)
        who = answer.facts.get("customer")
        named = {"customer": who_and_phone(who)} if who else {}
        dispatcher.utter_message(response=f"utter_hand_back_{answer.outcome}", **named)
        return []


async def not_understood_again(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Goes to people, and says so; what was asked before is not asked any more."""
    answer = await backend().do("/handoffs/not-understood", turn.asker(tracker), "not_understood", {})
    say(dispatcher, tracker, "nlu_fallback", answer)
    return [SlotSet(slot, None) for slot in QUESTION]


def say(dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer) -> None:
    """Says the page's reply for the outcome, with the moment at which somebody is there again."""
    opens_at = answer.facts.get("opens_at")
    opens = moment(opens_at, turn.language(tracker)) if opens_at else ""
    facts = {"business": answer.facts["business"], "opens": opens}
    dispatcher.utter_message(response=f"utter_{page}_{answer.outcome}", **facts)


def says_not_understood(replies: Sequence[str]) -> bool:
    """Whether one of the replies says that something was not understood."""
    return any(reply.startswith(NOT_UNDERSTOOD) and "handed_over" not in reply for reply in replies)


def was_not_understood_before(tracker: Tracker) -> bool:
    """Whether the person's last message but this one was not understood either."""
    return says_not_understood(turn.replies_before(tracker))
