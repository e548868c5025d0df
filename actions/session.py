"""How a session begins: with what the last one knew, and with who writes."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, EventType, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from actions.backend import backend

OF_ONE_SESSION = frozenset({"roles", "skills", "waiting_wishes", "asked_before", "session_started_metadata"})


class SessionStart(Action):
    """Carries the slots over, as Rasa's own does; learns the person's roles and first language, and what is offered."""

    def name(self) -> str:
        """The name that Rasa gives it."""
        return "action_session_start"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Who has never written before begins in their own language, as far as the books know it."""
        person = await backend().read("/person", turn.newcomer(tracker))
        kept = {name: value for name, value in tracker.slots.items() if name not in OF_ONE_SESSION}
        if not any(event["event"] == "user" for event in tracker.events):
            kept["language"] = person.facts["language"]
        return [
            SessionStarted(),
            *(SlotSet(name, value) for name, value in kept.items() if value is not None),
            SlotSet("roles", person.facts["roles"]),
            SlotSet("skills", person.facts["skills"]),
            ActionExecuted("action_listen"),
        ]
