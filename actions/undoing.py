"""A bare *cancel* and what was just done: the books name what is meant, and what they do is said."""

import json
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, turn, undoing_texts
from actions.backend import Answer
from actions.books import BooksAction

Domain = dict[str, Any]

PAGE = "cancel_flow"
CONFIRM, CHOOSE, WRITTEN = "confirm_cancelling", "choose_cancelling", "take_correction"
ASKING = {
    "confirm": CONFIRM,
    "confirm_take_back": CONFIRM,
    "confirm_withdraw": CONFIRM,
    "confirm_restore": CONFIRM,
    "confirm_strike": CONFIRM,
    "confirm_correct": CONFIRM,
    "confirm_goods_right": CONFIRM,
    "confirm_undelivered": CONFIRM,
    "confirm_step_back": CONFIRM,
    "confirm_unsold": CONFIRM,
    "unclear": CONFIRM,
    "choose": CHOOSE,
    "corrected": WRITTEN,
}
TAKING_BACK = "taking_back"  # what the books call words about money that were no new entry


class CancelFlow(BooksAction):
    """What is to be cancelled is named and asked; the button of what was just done takes that back."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says what it would be, or what was done."""
        return await say_heard(dispatcher, tracker, PAGE, await self.call(tracker))

    async def call(self, tracker: Tracker) -> Answer:
        """What the books make of it."""
        act = turn.entity(tracker, "act")
        if act:
            return await self.do(tracker, "/acts/undone", act=int(act))
        summary = turn.entity(tracker, "summary")
        return await self.do(tracker, "/cancellation", summary=summary, said=turn.text(tracker))


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says it, with what can be tapped; remembers what it asks and which summary a yes confirms."""
    language = turn.language(tracker)
    dispatcher.utter_message(
        response=f"utter_{page}_{answer.outcome}",
        buttons=_buttons(answer.facts.get("things", ()), language),
        **undoing_texts.variables(answer.facts, language),
    )
    return asking.asks(tracker, ASKING.values(), ASKING.get(answer.outcome), answer.facts.get("summary"))


async def say_taking_back(
    dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer
) -> list[EventType]:
    """Says what words about money would take back, which were no new entry."""
    return await say_heard(dispatcher, tracker, PAGE, Answer(**answer.facts["answer"]))


def _buttons(things: Sequence[undoing_texts.Facts], language: str) -> list[dict[str, str]]:
    """One for each thing."""
    return [
        {
            "title": undoing_texts.title(each, language),
            "description": undoing_texts.thing(each, language).replace("*", ""),
            "payload": f"/cancel_flow{json.dumps({'summary': each['summary']})}",
        }
        for each in things
    ]
