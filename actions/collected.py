"""A request that is put together question by question: what the books decide about it is said by its page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, handoffs, turn
from actions.backend import Answer
from actions.books import BooksAction

Facts = Mapping[str, Any]
Buttons = Sequence[dict[str, str]]


@dataclass(frozen=True)
class Page:
    """An intent's page: the question that an outcome opens, the variables of its replies, and what can be tapped.

    One that only tells something opens no question, and leaves the one that was open.
    """

    name: str
    variables: Callable[[Facts, str], dict[str, str]]
    asking: Mapping[str, str] = field(default_factory=dict)
    buttons: Callable[[Facts, str], Buttons] = lambda facts, language: ()

    async def say(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer
    ) -> list[EventType]:
        """Says the answer, and what follows it; remembers what is asked and which summary a yes confirms.

        Words that did not answer the question are said not to be understood; the second time they go to people.
        """
        if answer.facts.get("unclear"):
            if handoffs.was_not_understood_before(tracker):
                return await handoffs.not_understood_again(dispatcher, tracker)
            dispatcher.utter_message(response=f"utter_{self.name}_unclear")
        self._utter(dispatcher, tracker, answer)
        if answer.facts.get("next"):
            answer = Answer(**answer.facts["next"])
            self._utter(dispatcher, tracker, answer)
        if not self.asking:
            return []
        asked, summary = self.asking.get(answer.outcome), answer.facts.get("summary")
        return asking.asks(tracker, self.asking.values(), asked, summary)

    def _utter(self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> None:
        language = turn.language(tracker)
        dispatcher.utter_message(
            response=f"utter_{self.name}_{answer.outcome}",
            buttons=list(self.buttons(answer.facts, language)),
            **self.variables(answer.facts, language),
        )


class PageAction(BooksAction):
    """One call of the books, whose answer is said by the page."""

    page: Page

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Says what the books decide."""
        return await self.page.say(dispatcher, tracker, await self.call(tracker))


class WishAction(PageAction):
    """A wish begins a request, or adds to it: the whole message goes to the books."""

    path: str

    async def call(self, tracker: Tracker) -> Answer:
        """What the books make of it; how another's open question would read the words is no part of the wish."""
        reading = turn.reading(tracker)
        if tracker.get_slot("asking") not in self.page.asking.values():
            reading["as_answer"] = []
        return await self.do(tracker, self.path, reading=reading)
