"""Sales over the counter in chat: what is open of one is asked, what would be written is shown, and said once it is."""

import json

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import account_texts, asking, item_texts, order_texts, turn
from actions.backend import Answer
from actions.books import BooksAction
from actions.counter_texts import variables
from actions.item_texts import LONGEST_TITLE

PAGE = "record_sale"
ASKING = {
    "choose_product": "sale_product",
    "ask_amount": "sale_amount",
    **dict.fromkeys(("ask_person", "ask_name", "choose_customer", "unknown_person"), "sale_person"),
    **dict.fromkeys(("ask_way", "ask_way_walk_in"), "sale_way"),
    **dict.fromkeys(("order_ask_way", "order_ask_place"), "sale_coming"),
    **dict.fromkeys(("confirm", "changed", "order_confirm"), "confirm_sale"),
}
# What is only told of what a helper told leaves the question that was open.
TELLS = frozenset({"told_waits", "told_written", "told_left", "told_no"})


class RecordSale(BooksAction):
    """Goods that were sold and handed over at once."""

    async def call(self, tracker: Tracker) -> Answer:
        """What is asked of the sale, or what would be written."""
        return await self.do(tracker, "/sales/counter", reading=turn.reading(tracker))

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, object]
    ) -> list[EventType]:
        """Says it."""
        return await say_heard(dispatcher, tracker, PAGE, await self.call(tracker))


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says it, with what can be tapped; remembers what it asks."""
    language = turn.language(tracker)
    dispatcher.utter_message(
        response=f"utter_{page}_{answer.outcome}",
        buttons=_buttons(answer.facts, language),
        **variables(answer.facts, language),
    )
    if answer.outcome in TELLS or answer.facts.get("other_waits"):
        return []
    asked = ASKING.get(answer.outcome)
    return asking.asks(tracker, set(ASKING.values()), asked, answer.facts.get("summary"))


def _buttons(facts: order_texts.Facts, language: str) -> list[dict[str, str]]:
    """One for each thing that may be meant, or each customer with what they owe."""
    options, customers = facts.get("options", ()), facts.get("customers", ())
    goods = zip(item_texts.titles(options, language), options, strict=True)
    return [
        *(_of_told(n, each) for n, each in enumerate(facts.get("told_entries", ()), 1)),
        *({"title": title, "payload": _payload(choice=each["choice"])} for title, each in goods),
        *(
            {"title": order_texts.short_way(each, language), "payload": _payload(choice=each)}
            for each in facts.get("ways", ())
        ),
        *(
            {
                "title": account_texts.title(each, language),
                "description": account_texts.owed_by(each, language),
                "payload": _payload(account=str(each["account"])),
            }
            for each in customers
        ),
    ]


def _of_told(number: int, told: order_texts.Facts) -> dict[str, str]:
    """What a helper told, to be written."""
    page = "record_credit" if told["kind"] == "credit" else PAGE
    said = {"told": str(told["told"]), "verdict": "right"}
    return {
        "title": f"{number}. {told['words']}"[:LONGEST_TITLE],
        "payload": f"/{page}{json.dumps(said)}",
    }


def _payload(**said: str) -> str:
    return f"/{PAGE}{json.dumps(said)}"
