"""An action that has the books decide something."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import handoffs, turn
from actions.backend import Answer, backend

YES = "affirm"


class BooksAction(Action, ABC):
    """Named after its class, so that page and code have one name for it; each skill says the answer in its own way."""

    def name(self) -> str:
        """The name on the page: `PlaceOrder` is `action_place_order`."""
        words = "".join(
            f"_{letter.lower()}" if letter.isupper() else letter for letter in type(self).__name__
        )
        return f"action{words}"

    @abstractmethod
    async def call(self, tracker: Tracker) -> Answer:
        """What the books decide."""

    async def do(self, tracker: Tracker, path: str, **body: Any) -> Answer:
        """One call that does something, once for this message."""
        return await backend().do(path, turn.asker(tracker), self.name(), body)


class CollectingAction(BooksAction):
    """Puts a request together, question by question: `asking` has the question that an outcome opens.

    `answers` are the entities that answer one, `correcting` the question that may be left open.
    """

    asking: Mapping[str, str]
    answers: Sequence[str]
    correcting: str
    unclear: str

    async def not_understood(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer
    ) -> list[EventType] | None:
        """Says of words that did not answer the open question that they were not understood, before it is asked again.

        The second time a person is offered in place of the question, which stays open.
        """
        asked = self.asking.get(answer.outcome)
        if asked is None or not self.is_asked_again(tracker, asked):
            return None
        if handoffs.was_not_understood_before(tracker):
            return await handoffs.not_understood_again(dispatcher, tracker)
        dispatcher.utter_message(response=self.unclear)
        return None

    def is_asked_again(self, tracker: Tracker, asked: str) -> bool:
        """Whether words of which nothing was understood were the answer to just this question."""
        is_open = asked == tracker.get_slot("asking") and asked != self.correcting
        said = turn.intent(tracker) == YES or any(turn.entity(tracker, each) for each in self.answers)
        return is_open and not said and bool(turn.text(tracker))
