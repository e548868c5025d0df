"""The owner in chat: the stock, and what was sold."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import orders, owner_texts, stock, turn
from actions.backend import Answer, backend
from actions.books import BooksAction

Domain = dict[str, Any]

OF_ORDERS = "move_order"
MOST_STRETCHES = 3  # of days in one answer


class UpdateStock(BooksAction):
    """What came, ran out, is left, or costs another price."""

    async def call(self, tracker: Tracker) -> Answer:
        """The stock afterwards, or what must be asked first."""
        return await self.do(tracker, "/stock/updates", **stock.told(tracker))

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says what is there now."""
        return await say(dispatcher, tracker, stock.PAGE, await self.call(tracker))


async def say(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of the stock, or of the order of which something ran out."""
    if stock.says(answer):
        return stock.say(dispatcher, tracker, answer)
    return await orders.say(dispatcher, tracker, (OF_ORDERS,), answer, leaves_question=False)


class AskSalesSummary(BooksAction):
    """What was sold, of each stretch of days that is named; a question that is open stays open."""

    async def call(self, tracker: Tracker) -> Answer:
        """The figures of today."""
        return await self._of(tracker, {})

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says them short, one stretch after the other."""
        named = turn.entities(tracker, "period")[:MOST_STRETCHES]
        answers = [await self._of(tracker, period) for period in named] or [await self.call(tracker)]
        for answer in answers:
            picture = answer.facts.get("picture")
            dispatcher.utter_message(
                response=f"utter_ask_sales_summary_{answer.outcome}",
                json_message={"image": {"source": picture}} if picture else None,
                **owner_texts.sales(answer.facts, turn.language(tracker)),
            )
        return []

    async def _of(self, tracker: Tracker, period: dict[str, Any]) -> Answer:
        asked = {end: period[end] for end in ("from", "to") if period.get(end)}
        return await backend().read("/sales", turn.asker(tracker), **asked)
