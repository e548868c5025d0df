"""Who does what in the shop, in chat: what would be changed, what was, and who has which duty."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, duty_texts, turn
from actions.backend import Answer

PAGE = "staff_duties"
ASKING = {
    **dict.fromkeys(("confirm", "whose", "which"), "confirm_duties"),
    "written": "take_duties",
}


def say(dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> list[EventType]:
    """Says it, with a button for each who may be meant."""
    language = turn.language(tracker)
    dispatcher.utter_message(
        response=f"utter_{PAGE}_{answer.outcome}",
        buttons=_buttons(answer.facts),
        **duty_texts.variables(answer.facts, language),
    )
    asked = ASKING.get(answer.outcome)
    return asking.asks(tracker, frozenset(ASKING.values()), asked, answer.facts.get("summary"))


def _buttons(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {"title": each["name"], "payload": f'/affirm{{"summary": "{each["summary"]}"}}'}
        for each in facts.get("options", ())
    ]
