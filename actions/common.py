"""What every skill shares: greeting and helping as the kind of business asks for, and leaving what was begun."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import handoffs, turn
from actions.backend import backend

Domain = dict[str, Any]

EXAMPLES = Path(__file__).with_name("examples.yml")


class Introduction(Action, ABC):
    """Says the page's reply for this kind of business."""

    @abstractmethod
    def name(self) -> str:
        """The name on the page: `action_` and the intent."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Changes nothing: a question that is open stays open."""
        answer = await backend().read("/business", turn.asker(tracker))
        page, facts = self.name().removeprefix("action_"), dict(answer.facts)
        can = offered(facts.pop("skills", []), turn.language(tracker))
        dispatcher.utter_message(response=f"utter_{page}_{answer.outcome}", can=can, **facts)
        return []


@cache
def _examples(language: str) -> Mapping[str, str]:
    every: Mapping[str, Mapping[str, str]] = yaml.safe_load(EXAMPLES.read_text("utf-8"))
    return every[language]


def offered(skills: Iterable[str], language: str) -> str:
    """What the skills do, each in a line with an example of what to write."""
    return "\n".join(_examples(language)[skill] for skill in skills)


class Greet(Introduction):
    """Greets in the name of the business."""

    def name(self) -> str:
        """The name on the page."""
        return "action_greet"


class AskHelp(Introduction):
    """Says what can be done here, with examples from this trade."""

    def name(self) -> str:
        """The name on the page."""
        return "action_ask_help"


class Affirm(Introduction):
    """Takes a yes to nothing politely, and says what can be wished for here."""

    def name(self) -> str:
        """The name on the page."""
        return "action_affirm"


class NluFallback(Introduction):
    """Says that something was not understood, and what would be; the second time in a row it goes to people."""

    def name(self) -> str:
        """The name on the page."""
        return "action_nlu_fallback"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Leaves an open question open, unless people take over."""
        if handoffs.was_not_understood_before(tracker):
            return await handoffs.not_understood_again(dispatcher, tracker)
        return await super().run(dispatcher, tracker, domain)


class Opting(Action, ABC):
    """Whether the business may write first."""

    path: str

    @abstractmethod
    def name(self) -> str:
        """The name on the page: `action_` and the intent."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Changes it, and says so."""
        answer = await backend().do(self.path, turn.asker(tracker), self.name(), {})
        page = self.name().removeprefix("action_")
        dispatcher.utter_message(response=f"utter_{page}_{answer.outcome}", **answer.facts)
        return []


class OptOut(Opting):
    """Nothing comes unasked any more; what was being asked is left as well."""

    path = "/person/opted-out"

    def name(self) -> str:
        """The name on the page."""
        return "action_opt_out"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Takes back the question: who says *band karo* to it does not mean yes."""
        await super().run(dispatcher, tracker, domain)
        return [SlotSet(slot, None) for slot in handoffs.QUESTION]


class OptIn(Opting):
    """What the business tells comes again."""

    path = "/person/opted-in"

    def name(self) -> str:
        """The name on the page."""
        return "action_opt_in"


class CheckOffer(Action):
    """Says whether what the person wants is offered here; the pages of what is not built yet lead here."""

    def name(self) -> str:
        """The name on the page."""
        return "action_check_offer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Changes nothing: a question that is open stays open."""
        intent = turn.intent(tracker)
        answer = await backend().read(f"/offers/{intent}", turn.asker(tracker))
        dispatcher.utter_message(response=f"utter_{intent}_{answer.outcome}", **answer.facts)
        return []
