"""What every skill shares: greeting and helping as the kind of business asks for, and leaving what was begun."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, handoffs, orders, turn
from actions.backend import backend
from actions.format import quantity
from actions.shelf import STAY

Domain = dict[str, Any]

Good = Mapping[str, Any]

STAFF, ORDERS = "staff", "orders"
MOST_TAPS = 3  # buttons of WhatsApp
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
        skills, goods = facts.pop("skills", []), facts.pop("goods", [])
        language = turn.language(tracker)
        dispatcher.utter_message(
            response=f"utter_{page}_{answer.outcome}",
            buttons=self.taps(skills, goods, answer.outcome, language),
            json_message=STAY if answer.outcome == STAFF else None,
            can=offered(skills, language),
            also="".join(f"\n{line}" for line in _lines(skills, language, besides=ORDERS)),
            goods=shown(goods, language),
            **facts,
        )
        return []

    def taps(
        self, skills: Sequence[str], goods: Sequence[Good], outcome: str, language: str
    ) -> list[dict[str, str]]:
        """What can be tapped beside the page's own buttons: to who works there, their own matters."""
        return tappable(skills, language) if outcome == STAFF else []


@cache
def _examples(language: str) -> Mapping[str, Any]:
    every: Mapping[str, Mapping[str, Any]] = yaml.safe_load(EXAMPLES.read_text("utf-8"))
    return every[language]


def offered(skills: Iterable[str], language: str) -> str:
    """What is done for somebody, each in a line with examples of what to write."""
    return "\n".join(_lines(skills, language))


def _lines(skills: Iterable[str], language: str, besides: str | None = None) -> list[str]:
    return [_examples(language)[skill]["line"] for skill in skills if skill != besides]


def tappable(skills: Sequence[str], language: str) -> list[dict[str, str]]:
    """A button for each of the first skills."""
    return [_examples(language)[skill]["tap"] for skill in skills[:MOST_TAPS]]


def shown(goods: Iterable[Good], language: str) -> str:
    """`1 kilo Aata, 1 packet Maggi`, as it can be written to order them."""
    return ", ".join(_wanted(good, language) for good in goods)


def _wanted(good: Good, language: str) -> str:
    return f"{quantity(good['quantity'], good['unit'], language)} {good['name'][language]}"


class Greet(Introduction):
    """Greets in the name of the business, with goods of its shelf to tap."""

    def name(self) -> str:
        """The name on the page."""
        return "action_greet"

    def taps(
        self, skills: Sequence[str], goods: Sequence[Good], outcome: str, language: str
    ) -> list[dict[str, str]]:
        """Goods that are ordered by a tap; they leave room for a button of the page."""
        wanted = [_wanted(good, language) for good in goods[: MOST_TAPS - 1]]
        ordered = [{"title": words, "payload": words} for words in wanted]
        return ordered or super().taps(skills, goods, outcome, language)


class AskHelp(Introduction):
    """Says what can be done here, with examples from this trade."""

    def name(self) -> str:
        """The name on the page."""
        return "action_ask_help"


class Affirm(Introduction):
    """Takes a yes to nothing politely, and says what can be wished for here; "accept" is of the order that waits."""

    def name(self) -> str:
        """The name on the page."""
        return "action_affirm"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Accepts an order for who sees to orders, where the words say so and one waits."""
        if turn.facets(tracker, "step"):
            answer = await orders.AcceptWaiting().call(tracker)
            if answer.outcome not in orders.NOTHING_WAITS:
                return await orders.say(dispatcher, tracker, (orders.MOVE,), answer, leaves_question=False)
        return await super().run(dispatcher, tracker, domain)


class NluFallback(Introduction):
    """Says that something was not understood, and what would be; the second time in a row it offers a person."""

    def name(self) -> str:
        """The name on the page."""
        return "action_nlu_fallback"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Leaves an open question open."""
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
        said = {"text": turn.text(tracker) or ""}
        answer = await backend().do(self.path, turn.asker(tracker), self.name(), said)
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
        return asking.asks_nothing(tracker)


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
