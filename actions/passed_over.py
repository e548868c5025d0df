"""What a message of somebody who works here holds and nothing was done about: said back in its own words."""

from rasa_sdk.executor import CollectingDispatcher

from actions.backend import Answer

WORDS = "passed_over"


def say(dispatcher: CollectingDispatcher, answer: Answer) -> None:
    """Says it, where there is anything."""
    if words := answer.facts.get(WORDS):
        dispatcher.utter_message(response="utter_passed_over", passed_over=words)
