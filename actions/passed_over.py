"""What a message of somebody who works here holds and nothing was done about: the turn says it back at its end."""

from rasa_sdk.events import EventType, SlotSet

from actions.backend import Answer

SLOT = "passed_over"


def left(answer: Answer) -> list[EventType]:
    """Leaves it to the turn (engine/rasa/wishes.py), where there is anything."""
    words = answer.facts.get(SLOT)
    return [SlotSet(SLOT, words)] if words else []
