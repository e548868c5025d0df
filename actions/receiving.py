"""What came without words: a photo, a voice note, a place; and an order that was put together in the catalogue."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import replies
from actions.backend import Answer
from actions.orders import OrderAction


class ReceiveAttachment(Action):
    """Says what becomes of something that cannot be read, by its fault, by its kind, or as of anything."""

    def name(self) -> str:
        """The name on the page."""
        return "action_receive_attachment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Changes nothing: a question that is open stays open."""
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
