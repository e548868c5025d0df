"""What every skill shares: leaving what was begun."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher


class CancelFlow(Action):
    """Stops waiting for an answer."""

    def name(self) -> str:
        """The name on the page."""
        return "action_cancel_flow"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Takes back the question."""
        dispatcher.utter_message(response="utter_cancel_flow")
        return [SlotSet("asking", None)]
