"""Events of a made-up conversation, as Rasa would make them."""

import random
from collections.abc import Iterator

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)


def session() -> list[Event]:
    """What Rasa writes when a conversation begins."""
    return [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), ActionExecuted(ACTION_LISTEN_NAME)]


def says(text: str, intent: str = "greet") -> UserUttered:
    """A message that was understood."""
    return UserUttered(text, {"name": intent, "confidence": 1.0})


def turn(text: str, intent: str = "greet") -> list[Event]:
    """A message, its answer, and waiting for the next."""
    return [
        says(text, intent),
        ActionExecuted("utter_greet"),
        BotUttered("Namaste"),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]


def conversation(seed: int, turns: int) -> Iterator[list[Event]]:
    """Turns of a person who orders, fills the form of leave or not, and changes their mind."""
    dice = random.Random(seed)
    in_form = False
    yield session()
    for number in range(turns):
        listen = ActionExecuted(ACTION_LISTEN_NAME)
        if in_form and dice.random() < 0.6:
            in_form = dice.random() < 0.8
            reason = SlotSet("reason", f"reason {number}")
            asked = [ActionExecuted("leave_form"), reason, SlotSet("requested_slot", "reason")]
            left = [] if in_form else [ActiveLoop(None), SlotSet("requested_slot", None)]
            yield [says(f"because {number}", "apply_leave"), *asked, *left, listen]
        elif in_form:
            rejected = ActionExecutionRejected("leave_form")
            again = [ActionExecuted("utter_greet"), BotUttered("Namaste"), ActionExecuted("leave_form")]
            yield [says(f"hello {number}"), rejected, *again, SlotSet("requested_slot", "reason"), listen]
        elif dice.random() < 0.2:
            in_form = True
            began = [
                ActionExecuted("leave_form"),
                ActiveLoop("leave_form"),
                SlotSet("requested_slot", "reason"),
            ]
            yield [says(f"leave {number}", "apply_leave"), *began, listen]
        elif dice.random() < 0.1:
            yield [
                says(f"oops {number}"),
                ActionExecuted("action_default_fallback"),
                UserUtteranceReverted(),
                listen,
            ]
        else:
            changed = [
                SlotSet("quantity", str(number)),
                SlotSet("asking", dice.choice(["confirm", "choose", None])),
            ]
            yield [says(f"order {number}", "place_order"), ActionExecuted("action_place"), *changed, listen]
