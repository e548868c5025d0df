"""The stock in chat: what a message says of it, and what became of it."""

import json
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, owner_texts, passed_over, replies, turn
from actions.backend import Answer

PAGE, PATH, ORDER = "update_stock", "/goods/told", "order"
SINCE, MIDNIGHT = "start", "00:00"
ASKING = {
    **dict.fromkeys(
        ("confirm", "confirm_prices", "confirm_off", "confirm_photo", "changed"), "confirm_stock"
    ),
    "confirm_new": "confirm_new_goods",
    **dict.fromkeys(("choose_product", "ask_kind"), "take_meant"),
    "ask_amount": "take_amount",
}
PHOTO = "photo"
REFUSED = ("not_allowed", "not_offered")
# What a cart of who speaks of the stock or of the shop's orders asks is dropped: they speak as no customer.
OF_CART = frozenset({"choose_product", "choose_quantity", "accept_offer"})


def says(answer: Answer) -> bool:
    """Whether an answer is of the stock."""
    return f"utter_{PAGE}_{answer.outcome}" in replies.names()


def is_meant(answer: Answer) -> bool:
    """Whether words about goods were of the stock."""
    return answer.facts.get("page") == PAGE


def say(dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> list[EventType]:
    """Says what became of the stock, what was not clear, and asks."""
    language = turn.language(tracker)
    for note in answer.facts.get("notes", ()):
        texts = owner_texts.stock(note, language)
        dispatcher.utter_message(response=f"utter_{PAGE}_{note['note']}", **texts)
    if answer.outcome in ("choose_product", "ask_kind", "ask_amount") and answer.facts["rows"]:
        dispatcher.utter_message(
            response=f"utter_{PAGE}_updated", **owner_texts.stock(answer.facts, language)
        )
    dispatcher.utter_message(
        response=f"utter_{PAGE}_{answer.outcome}",
        buttons=_buttons(answer.facts, language),
        **owner_texts.stock(answer.facts, language),
    )
    own = {*ASKING.values(), *(() if answer.outcome in REFUSED else OF_CART)}
    asked = asking.asks(tracker, own, ASKING.get(answer.outcome), answer.facts.get("summary"))
    return [*asked, *passed_over.left(answer)]


def spoken(tracker: Tracker, wish: str, message: Mapping[str, Any]) -> dict[str, Any]:
    """A message about goods, as an order or a question has it and as the stock has it."""
    return {
        "wish": wish,
        "message": dict(message),
        "stock": told(tracker),
        "asks": bool(turn.facets(tracker, "asks")),
        "orders": turn.text(tracker) is None or turn.facets(tracker, "orders") == ["clearly"],
    }


def told(tracker: Tracker) -> dict[str, Any]:
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
        else [{"kind": each["value"], "start": each.get("start", 0)} for each in marks],
        "sums": _sums(tracker),
        "until": _until(tracker),
        "reference": turn.entity(tracker, "reference"),
        "photo": photo(tracker),
        "reading": turn.reading(tracker),
        "accepted_at": next(
            (
                each["start"]
                for each in turn.told_facets(tracker, "step_of_order")
                if each["value"] == "accepted"
            ),
            None,
        ),
    }


def photo(tracker: Tracker) -> dict[str, Any] | None:
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
        {"paise": each["value"]["paise"], "start": each.get("start", 0)}
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
    return bool(mark["start"] <= line.get("start", -1) < mark["end"])


def _marks(tracker: Tracker) -> list[Mapping[str, Any]]:
    named = tracker.latest_message.get("facets") or ()
    return [each for each in named if each["facet"] == "happened"]


def _buttons(facts: Mapping[str, Any], language: str) -> list[dict[str, str]]:
    """What can be tapped: a product, or what has happened to it."""
    options = [option for option in facts.get("options", ()) if "tap" in option]
    return [
        {"title": title, "payload": f"/{_intent(option)}{json.dumps(_known(option['tap']))}"}
        for title, option in zip(owner_texts.titles(options, language), options, strict=True)
    ]


def _known(tap: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in tap.items() if value is not None}


def _intent(option: Mapping[str, Any]) -> str:
    return "place_order" if option.get("kind") == ORDER else PAGE
