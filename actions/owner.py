"""The owner in chat: the stock, and what was sold."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import duties, hours, orders, owner_texts, stock, turn
from actions.backend import Answer, backend
from actions.books import BooksAction

Domain = dict[str, Any]

OF_ORDERS = "move_order"
MOST_PERIODS = 3  # of which the sales are told in one answer
NOT_THEIRS = ("not_allowed", "not_offered")


class UpdateStock(BooksAction):
    """What came, ran out, is left, or costs another price; or a photo of a product."""

    async def call(self, tracker: Tracker) -> Answer:
        """The stock afterwards, or what must be asked first."""
        return await self.do(tracker, "/stock/updates", **stock.told(tracker))

    async def put_photo(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType] | None:
        """Asks whether the photo that came along is of what is named; None for who may not put one there."""
        if stock.photo(tracker) is None:
            return None
        answer = await self.call(tracker)
        return None if answer.outcome in NOT_THEIRS else await say(dispatcher, tracker, stock.PAGE, answer)

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says what is there now."""
        return await say(dispatcher, tracker, stock.PAGE, await self.call(tracker))


async def say(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of the stock, of the shop's hours or duties, or of the order of which something ran out."""
    if page == hours.PAGE:
        return hours.say(dispatcher, tracker, answer)
    if page == duties.PAGE:
        return duties.say(dispatcher, tracker, answer)
    if stock.says(answer):
        return stock.say(dispatcher, tracker, answer)
    return await orders.say(dispatcher, tracker, (OF_ORDERS,), answer, leaves_question=False)


class AskSalesSummary(BooksAction):
    """What was sold, of each stretch of days that is named; a question that is open stays open."""

    async def call(self, tracker: Tracker, period: Mapping[str, Any] | None = None) -> Answer:
        """The figures of these days, or of today."""
        asked = {end: period[end] for end in ("from", "to") if period and period.get(end)}
        return await backend().read("/sales", turn.asker(tracker), **asked)

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says those of all days that are named, short: "yesterday and this week"."""
        periods = [each for each in turn.entities(tracker, "period") if each][:MOST_PERIODS]
        for period in periods or [None]:
            self._say(dispatcher, tracker, await self.call(tracker, period))
        return []

    def _say(self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> None:
        language = turn.language(tracker)
        dispatcher.utter_message(
            response=f"utter_ask_sales_summary_{answer.outcome}",
            json_message={"image": {"source": answer.facts["picture"]}}
            if answer.facts.get("picture")
            else None,
            **owner_texts.sales(answer.facts, language),
        )


class OpenConsole(BooksAction):
    """A link to the console; a question that is open stays open."""

    async def call(self, tracker: Tracker) -> Answer:
        """The link, or that it is for who runs the business."""
        return await self.do(tracker, "/console/links")

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says where the console is, and for how long the link is good."""
        answer = await self.call(tracker)
        dispatcher.utter_message(response=f"utter_open_console_{answer.outcome}", **answer.facts)
        return []
