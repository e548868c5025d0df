"""The owner in chat: the stock, and what was sold."""

import json
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, orders, owner_texts, replies, turn
from actions.backend import Answer, backend
from actions.books import BooksAction

Domain = dict[str, Any]

PAGE, OF_ORDERS = "update_stock", "move_order"
MOST_PERIODS = 3  # of which the sales are told in one answer
NOT_THEIRS = ("not_allowed", "not_offered")
SINCE, MIDNIGHT = "start", "00:00"
ASKING = dict.fromkeys(("confirm", "confirm_photo", "changed"), "confirm_stock")
PHOTO = "photo"


class UpdateStock(BooksAction):
    """What came, ran out, is left, or costs another price; or a photo of a product."""

    async def call(self, tracker: Tracker) -> Answer:
        """The stock afterwards, or what must be asked first."""
        return await self.do(tracker, "/stock/updates", **_told(tracker))

    async def put_photo(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType] | None:
        """Asks whether the photo that came along is of what is named; None for who may not put one there."""
        if _photo(tracker) is None:
            return None
        answer = await self.call(tracker)
        return None if answer.outcome in NOT_THEIRS else await say(dispatcher, tracker, PAGE, answer)

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says what is there now."""
        return await say(dispatcher, tracker, PAGE, await self.call(tracker))


async def say(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of the stock, what was not clear, and asks."""
    language = turn.language(tracker)
    for note in answer.facts.get("notes", ()):
        texts = owner_texts.stock(note, language)
        dispatcher.utter_message(response=f"utter_{page}_{note['note']}", **texts)
    if answer.outcome in ("choose_product", "ask_kind") and answer.facts["rows"]:
        dispatcher.utter_message(
            response=f"utter_{page}_updated", **owner_texts.stock(answer.facts, language)
        )
    if f"utter_{page}_{answer.outcome}" not in replies.names():
        return await orders.say(dispatcher, tracker, (OF_ORDERS,), answer, leaves_question=False)
    dispatcher.utter_message(
        response=f"utter_{page}_{answer.outcome}",
        buttons=_buttons(answer.facts, language),
        **owner_texts.stock(answer.facts, language),
    )
    return asking.asks(tracker, ASKING.values(), ASKING.get(answer.outcome), answer.facts.get("summary"))


def _buttons(facts: Mapping[str, Any], language: str) -> list[dict[str, str]]:
    """What can be tapped: a product, or what has happened to it."""
    options = [option for option in facts.get("options", ()) if "tap" in option]
    return [
        {"title": title, "payload": f"/{PAGE}{json.dumps(_known(option['tap']))}"}
        for title, option in zip(owner_texts.titles(options, language), options, strict=True)
    ]


def _known(tap: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in tap.items() if value is not None}


def _told(tracker: Tracker) -> dict[str, Any]:
    """The products with their places, and what is said to have happened; a tap has both by itself."""
    tapped = turn.entity(tracker, "kind")
    marks = [] if tapped else _marks(tracker)
    lines = [
        {**each["value"], "start": each.get("start", 0)}
        for each in tracker.latest_message["entities"]
        if each["entity"] == "order_line" and not any(_is_within(each, mark) for mark in marks)
    ]
    return {
        "text": turn.text(tracker) or "",
        "lines": lines,
        "marks": [{"kind": tapped}]
        if tapped
        else [{"kind": each["value"], "start": each["start"]} for each in marks],
        "sums": _sums(tracker),
        "until": _until(tracker),
        "reference": turn.entity(tracker, "reference"),
        "photo": _photo(tracker),
    }


def _photo(tracker: Tracker) -> dict[str, Any] | None:
    """The picture that came along, where it is kept and its words say that it is a photo."""
    came = turn.attachment(tracker)
    if PHOTO not in turn.facets(tracker, "shown") or came.get("kind") != "image" or came.get("fault"):
        return None
    return {"path": came["path"]} if came.get("path") else None


def _sums(tracker: Tracker) -> list[dict[str, Any]]:
    """The sums that are said, with their places; a tap has one by itself."""
    tapped = turn.entity(tracker, "paise")
    if tapped is not None:
        return [{"paise": tapped}]
    return [
        {"paise": each["value"]["paise"], "start": each["start"]}
        for each in tracker.latest_message["entities"]
        if each["entity"] == "money"
    ]


def _until(tracker: Tracker) -> dict[str, Any] | None:
    """The last day, or the hour, that the message names; of a day *from* which it is there again, its beginning.

    So it is of the later of two days: "aaj khatam, kal milega".
    """
    tapped = turn.entity(tracker, "until")
    if tapped is not None:
        return {**tapped}
    said = {each["entity"]: each for each in tracker.latest_message["entities"]}
    hour, days = said.get("time"), said.get("period")
    if hour is None and days is None:
        return None
    first = hour or days
    named = [each for each in tracker.latest_message["entities"] if each["entity"] == "period"]
    begins = max((each["value"]["from"] or "" for each in named), default="")
    if days and hour is None and begins and (days.get("role") == SINCE or _are_of_several_days(named)):
        return {"start": min(each.get("start", 0) for each in named), "day": begins, "hour": MIDNIGHT}
    return {
        "start": first.get("start", 0) if first else 0,
        "day": days["value"]["to"] if days else (hour or {})["value"].get("date"),
        "hour": hour["value"].get("to") or hour["value"].get("from") if hour else None,
    }


def _are_of_several_days(periods: list[dict[str, Any]]) -> bool:
    return len({each["value"]["from"] for each in periods}) > 1


def _is_within(line: Mapping[str, Any], mark: Mapping[str, Any]) -> bool:
    """Whether what was read as goods is the word for what has happened."""
    return bool(mark["start"] <= line["start"] < mark["end"])


def _marks(tracker: Tracker) -> list[Mapping[str, Any]]:
    told = tracker.latest_message.get("facets") or ()
    return [each for each in told if each["facet"] == "happened"]


class AskSalesSummary(BooksAction):
    """What was sold; a question that is open stays open."""

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
