"""What is said at once of a danger, whichever page answers the message."""

from rasa_sdk.executor import CollectingDispatcher

from actions.backend import Answer


def warn(dispatcher: CollectingDispatcher, answer: Answer) -> None:
    """What is to be done at once about the dangers of which the message speaks, and that the shop knows of it."""
    for name in ("warns", "warns_too"):
        if hazard := answer.facts.get(name):
            dispatcher.utter_message(response=f"utter_raise_ticket_warns_{hazard}")
    if reference := answer.facts.get("shop_knows"):
        dispatcher.utter_message(response="utter_raise_ticket_shop_knows", reference=reference)
