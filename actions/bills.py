"""Bills: what is wanted of one goes to the books, and the PDF comes along with what they say."""

import json

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, bill_texts, files, receiving, turn
from actions.backend import Answer
from actions.books import BooksAction

PAGE, CREDIT = "request_invoice", "credit_bill"
ASKING = {
    "choose": "choose_bill",
    "which_wrong": "choose_wrong_bill",
    "told_owner": "correct_bill",
    "confirm_credit": "confirm_credit_whole",
    "confirm_whole": "confirm_credit_whole",
    "confirm": "confirm_credit_part",
    "confirm_walk_in": "confirm_credit_part",
    "confirm_exchange": "confirm_credit_part",
}
RETURNING = "returning"  # what the books call words that take a part of a bill back
STAY = {"buttons_stay": True}  # each names the bill that it is about


class RequestInvoice(BooksAction):
    """A bill is asked for; who may claim and sends one with just that word claims with it."""

    async def call(self, tracker: Tracker) -> Answer:
        """The bill, or which it may be."""
        wrong = "wrong" in turn.facets(tracker, "about")
        return await self.do(tracker, "/bills/wanted", reading=turn.reading(tracker), wrong=wrong)

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, object]
    ) -> list[EventType]:
        """Says what the books decide."""
        claimed = await receiving.claim(self.name(), dispatcher, tracker)
        if claimed is not None:
            return claimed
        answer = await self.call(tracker)
        if answer.outcome == RETURNING:
            return await say_heard(dispatcher, tracker, CREDIT, Answer(**answer.facts["answer"]))
        events = await say_heard(dispatcher, tracker, PAGE, answer)
        beside = turn.beside(tracker, "beside")
        return [*events, SlotSet("unanswered", beside)] if beside else events


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of the wish, with the PDF; what is asked takes the place of a question about bills alone."""
    language = turn.language(tracker)
    dispatcher.utter_message(
        response=f"utter_{page}_{answer.outcome}",
        buttons=_choices(answer, language),
        json_message=STAY,
        **bill_texts.variables(answer.facts, language),
    )
    files.send(dispatcher, answer.facts)
    return asking.asks(tracker, ASKING.values(), ASKING.get(answer.outcome), answer.facts.get("summary"))


def _choices(answer: Answer, language: str) -> list[dict[str, str]]:
    """A row for each purchase that may be meant, or whose bill may be wrong."""
    carried = "bill_wrong" if answer.outcome == "which_wrong" else "reference"
    return [
        {
            "title": option["title"],
            "description": option["description"],
            "payload": f"/{PAGE}{json.dumps({carried: option['choice']})}",
        }
        for option in bill_texts.options(answer.facts, language)
    ]
