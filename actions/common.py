"""What every skill shares: greeting and helping as the kind of business asks for, and leaving what was begun."""

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from actions.backend import backend

Domain = dict[str, Any]


class Introduction(Action, ABC):
    """Says the page's reply for this kind of business."""

    @abstractmethod
    def name(self) -> str:
        """The name on the page: `action_` and the intent."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Changes nothing: a question that is open stays open."""
        answer = await backend().read("/business", turn.asker(tracker))
        page = self.name().removeprefix("action_")
        dispatcher.utter_message(response=f"utter_{page}_{answer.outcome}", **answer.facts)
        return []


class Greet(Introduction):
    """Greets in the name of the business."""

    def name(self) -> str:
        """The name on the page."""
        return "action_greet"


class AskHelp(Introduction):
    """Says what can be done here, with examples from this trade."""

    def name(self) -> str:
        """The name on the page."""
        return "action_ask_help"


class NluFallback(Introduction):
    """Says that something was not understood, and what would be."""

    def name(self) -> str:
        """The name on the page."""
        return "action_nlu_fallback"


class CancelFlow(Action):
    """Stops waiting for an answer."""

    def name(self) -> str:
        """The name on the page."""
        return "action_cancel_flow"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Takes back the question."""
        dispatcher.utter_message(response="utter_cancel_flow")
        return [SlotSet("asking", None)]


class CheckOffer(Action):
    """Says whether what the person wants is offered here; the pages of what is not built yet lead here."""

    def name(self) -> str:
        """The name on the page."""
        return "action_check_offer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Changes nothing: a question that is open stays open."""
        intent = turn.intent(tracker)
        answer = await backend().read(f"/offers/{intent}", turn.asker(tracker))
        dispatcher.utter_message(response=f"utter_{intent}_{answer.outcome}", **answer.facts)
        return []
