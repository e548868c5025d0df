"""Guarantees: what is asked or registered goes to the books, and what they decide is said."""

import json
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, files, turn, warranty_texts
from actions.backend import Answer
from actions.collected import Page, PageAction, WishAction
from actions.warranty_texts import Facts

ASKING = {
    "ask_serial": "warranty_serial",
    "ask_serial_of": "warranty_serial",
    "bill_unknown": "warranty_serial",
    "serial_unfit": "warranty_serial",
    "ask_model": "warranty_model",
    "unknown_model": "warranty_model",
    "unknown_goods": "warranty_model",
    "ask_date": "warranty_date",
    "future_date": "warranty_date",
    "older_than_product": "warranty_date",
    "ask_bill": "warranty_bill",
    "bill_unfit": "warranty_bill",
    "confirm": "confirm_warranty",
    "changed": "confirm_warranty",
}
TO_CHECK = dict.fromkeys(
    ("ask_serial", "serial_not_found", "not_bought", "part_in_general"), "correct_warranty_serial"
)
TITLE, MOST_BUTTONS = 20, 3
Buttons = list[dict[str, str]]


def _models(facts: Facts, language: str) -> Buttons:
    """The models that can be tapped."""
    return [
        {
            "title": each["name"][language][:TITLE],
            "description": each["model"],
            "payload": f"/register_warranty{json.dumps({'choice': each['model']})}",
        }
        for each in facts.get("options", ())
    ] or _cards(facts, language)


def _next_steps(facts: Facts, language: str) -> Buttons:
    """To report what was told beside the guarantee, and the cards."""
    title = warranty_texts.words(language)["report"]
    report = {"title": title, "payload": f"/raise_ticket{json.dumps({'choice': 'spoken'})}"}
    return [*([report] if facts.get("reports") else []), *_cards(facts, language)][:MOST_BUTTONS]


def _cards(facts: Facts, language: str) -> Buttons:
    """The cards of one's own pieces."""
    pieces = facts.get("pieces") or ([facts["piece"]] if facts.get("piece") else [])
    own = [each for each in pieces if each.get("own", True) and each["standing"] == "held"]
    return [
        {
            "title": warranty_texts.words(language)["card"].format(name=each["name"][language])[:TITLE],
            "payload": f"/send_warranty_card{json.dumps({'piece': each['id']})}",
        }
        for each in own[:MOST_BUTTONS]
    ]


CHECKING = Page("check_warranty", warranty_texts.variables, TO_CHECK, _next_steps)
REGISTERING = Page("register_warranty", warranty_texts.variables, ASKING, _models)
DECIDING = Page("decide_warranty", warranty_texts.deciding_variables, {"to_decide": "decide_warranty_piece"})
SENDING = Page("send_warranty_card", warranty_texts.variables)
DECIDE = "decide_warranty_piece"
PAGES = {page.name: page for page in (CHECKING, REGISTERING, DECIDING)}


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of an answer to one of the questions of guarantees."""
    asked = await PAGES[page].say(dispatcher, tracker, answer)
    return asked or asking.asks(tracker, (), None)


class CheckWarranty(WishAction):
    """Until when something is guaranteed."""

    page, path = CHECKING, "/warranty/check"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """An answer that asks nothing leaves open what was asked."""
        answer = await self.call(tracker)
        events = await CHECKING.say(dispatcher, tracker, answer)
        return events if answer.outcome in TO_CHECK and not tracker.get_slot("asking") else []


class RegisterWarranty(WishAction):
    """Adds to what is being registered what was said or sent."""

    page, path = REGISTERING, "/warranty/draft"


class DecideWarranty(PageAction):
    """The owner has tapped whether a registered piece is confirmed."""

    page = DECIDING

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """What its notice has asked is answered by that; anything else stays open."""
        await super().run(dispatcher, tracker, domain)
        return asking.asks(tracker, (DECIDE,), None)

    async def call(self, tracker: Tracker) -> Answer:
        """What became of it."""
        tapped = {name: turn.entity(tracker, name) for name in ("piece", "confirm")}
        return await self.do(tracker, "/warranty/decided", **tapped)


class SendWarrantyCard(PageAction):
    """The card of a guarantee is wanted."""

    page = SENDING

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Says it, with the file."""
        answer = await self.call(tracker)
        events = await SENDING.say(dispatcher, tracker, answer)
        files.send(dispatcher, answer.facts)
        return events

    async def call(self, tracker: Tracker) -> Answer:
        """Where it is fetched."""
        return await self.do(tracker, "/warranty/card", piece=turn.entity(tracker, "piece"))
