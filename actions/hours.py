"""The hours of the shop in chat: what would be written of its days, and what was."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, shop_texts, turn
from actions.backend import Answer

PAGE = "shop_hours"
ASKING = {"confirm": "confirm_hours", "written": "take_hours"}
TO_ALL = "not_to_all"


def say(dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> list[EventType]:
    """Says it; that nothing is sent to everybody comes first where that was wished."""
    if answer.facts.get("to_all"):
        dispatcher.utter_message(response=f"utter_{PAGE}_{TO_ALL}")
    texts = shop_texts.days(answer.facts, turn.language(tracker))
    dispatcher.utter_message(response=f"utter_{PAGE}_{answer.outcome}", **texts)
    asked = ASKING.get(answer.outcome)
    return asking.asks(tracker, frozenset(ASKING.values()), asked, answer.facts.get("summary"))
