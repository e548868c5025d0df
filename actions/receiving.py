"""What came without words: a bill, a photo, a voice note, a place; and an order from the catalogue."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import expenses, replies, turn
from actions.backend import Answer, backend
from actions.orders import OrderAction

NO_CLAIM = ("not_offered", "not_allowed")  # for the books no bill of a claim, whatever it is


class ReceiveAttachment(Action):
    """Takes a bill for a claim; of what cannot be read says so, by its fault, by its kind, or as of anything."""

    def name(self) -> str:
        """The name on the page."""
        return "action_receive_attachment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """A bill goes to the claim of who may make one; else a question that is open stays open."""
        if expenses.bill_of(tracker) and expenses.takes_bills(tracker.get_slot("asking")):
            bill = expenses.message(tracker)
            answer = await backend().do("/claims/draft", turn.asker(tracker), self.name(), bill)
            if answer.outcome not in NO_CLAIM:
                return expenses.say(dispatcher, tracker, answer)
        attachment = attachment_of(tracker)
        wanted = [f"utter_receive_attachment_{attachment.get(known)}" for known in ("fault", "kind")]
        said = next((name for name in wanted if name in replies.names()), "utter_receive_attachment")
        dispatcher.utter_message(response=said)
        return []


class ReceiveOrder(OrderAction):
    """Puts what was picked in the catalogue into the cart, as if it had been written."""

    pages = ("receive_order", "place_order")

    async def call(self, tracker: Tracker) -> Answer:
        """The cart with what was picked."""
        return await self.do(tracker, "/cart/lines", lines=attachment_of(tracker).get("items", []))


def attachment_of(tracker: Tracker) -> dict[str, Any]:
    """What came with the message; empty where nothing did."""
    metadata = tracker.latest_message.get("metadata") or {}
    return metadata.get("attachment") or {}
