"""What is kept of somebody: what is wanted goes to the books, and what they decide is said."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import files, rights_texts
from actions.backend import Answer
from actions.collected import Page, WishAction

ASKED = Page(
    "ask_my_data",
    rights_texts.variables,
    {"confirm_erasing": "confirm_erasing", "ask_correction": "data_correction"},
)


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of an answer to one of the questions about it, with its file."""
    events = await ASKED.say(dispatcher, tracker, answer)
    files.send(dispatcher, answer.facts)
    return events


class AskMyData(WishAction):
    """Somebody asks what is kept of them, or wants it whole, right, or gone."""

    page, path = ASKED, "/people/data"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Says what the books decide."""
        return await say_heard(dispatcher, tracker, ASKED.name, await self.call(tracker))
