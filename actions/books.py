"""An action that has the books decide something."""

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker

from actions import turn
from actions.backend import Answer, backend


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
