"""Feedback: stars and words go to the books, and what they ask next is said."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import ticket_texts
from actions.backend import Answer
from actions.collected import Page, WishAction
from actions.ticket_texts import Facts

ASKING = {
    "ask_rating": "feedback_rating",
    "ask_words": "feedback_words",
    "ask_what_was_wrong": "feedback_words",
    "ask_consent": "confirm_quote",
    "offer_reopening": "take_reopening",
}


def _variables(facts: Facts, language: str) -> dict[str, str]:
    """The words that were given, and that they are noted."""
    noted = ticket_texts.words(language)["noted"] if facts.get("noted") else ""
    return {
        "words": str(facts.get("words") or ""),
        "noted": noted,
        "reference": str(facts.get("reference") or ""),
        "summary": str(facts.get("summary") or ""),
        "rated": str(facts.get("rated") or 0),
        "mean": str(facts.get("mean") or ""),
        "opinions": "\n".join(_opinion(row) for row in facts.get("opinions") or ()),
    }


def _opinion(row: Facts) -> str:
    """Stars and words of a customer, in a line."""
    of = f"*{row['reference']}* " if row.get("reference") else ""
    words = " ".join((row.get("words") or "").split())
    said = f": “{words}”" if words else ""
    return f"• {'⭐' * row['rating']} {of}{row['customer_name']}{said}"


GIVING = Page("give_feedback", _variables, ASKING)


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of an answer to one of the questions of feedback."""
    return await GIVING.say(dispatcher, tracker, answer)


class GiveFeedback(WishAction):
    """Takes what the person says of how it went."""

    page, path = GIVING, "/feedback"
