"""How goods and what the shop says of itself are said: with buttons that take them, beside whatever is asked."""

import json
from collections.abc import Sequence

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import files, item_texts, shop_texts, turn
from actions.backend import Answer

Facts = shop_texts.Facts

TAKE = "take_shown"  # what was shown may be ordered in a word; it may be left so
ASK_SHOP = "ask_shop|"  # begins what a tap sends that has the shop asked
MOST_WORDS = 150  # characters of a question that a button carries
BUTTONS = 3  # of a message; more are rows of a list
STAY = {"buttons_stay": True}  # of a shelf one takes several things, and an open question keeps its buttons
STORE = "ask_store_info"
PAGES = ("ask_price", "ask_availability", "view_menu", STORE)


def say(dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer) -> list[EventType]:
    """Says an answer of one of these pages; a question that is open stays open, else what is shown may be taken."""
    language = turn.language(tracker)
    if page == STORE:
        say_store(dispatcher, answer, language)
        return []
    rows: Sequence[Facts] = [row for row in answer.facts.get("rows", ()) if "choice" in row]
    dispatcher.utter_message(
        response=f"utter_{page}_{answer.outcome}",
        buttons=to_take(rows, language),
        json_message=STAY,
        **shop_texts.variables(answer.facts, language),
    )
    files.send(dispatcher, answer.facts)
    if passed := answer.facts.get("passed"):
        dispatcher.utter_message(response="utter_place_order_question_passed", order_words=passed)
    say_only_shop(dispatcher, tracker, answer)
    can_be_taken = answer.facts.get("takes") or any(row["choice"] for row in rows)
    return [SlotSet("asking", TAKE)] if can_be_taken and not tracker.get_slot("asking") else []


def say_only_shop(dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> None:
    """That only the shop can say what else a question said of goods; a tap asks it."""
    if only_shop := answer.facts.get("only_shop"):
        payload = _to_ask((turn.text(tracker) or only_shop)[:MOST_WORDS])
        response = "utter_ask_availability_only_shop"
        dispatcher.utter_message(response=response, order_words=only_shop, payload=payload, json_message=STAY)


def _to_ask(words: str) -> str:
    """What a tap sends that has the shop asked in a person's words."""
    return f"/place_order{json.dumps({'summary': f'{ASK_SHOP}{words}'}, ensure_ascii=False)}"


def say_store(dispatcher: CollectingDispatcher, answer: Answer, language: str) -> None:
    """Says each thing that is told of the shop in a line."""
    named = {name: str(answer.facts.get(name, "")) for name in ("business", "minutes", "order_words")}
    dispatcher.utter_message(response=f"utter_{STORE}_{answer.outcome}", **named)
    for about in answer.facts.get("about", ()):
        texts = shop_texts.about_shop(about, language)
        dispatcher.utter_message(response=f"utter_{STORE}_{about['topic']}", **texts)
        if "on_map" in about:
            dispatcher.utter_message(json_message={"location": about["on_map"]})


def to_take(rows: Sequence[Facts], language: str) -> list[dict[str, str]]:
    """A button for each thing that is there, which puts it into the cart; of many a row with its price."""
    there = [row for row in rows if row["choice"]]
    shown = [row.get("substitute") or row for row in there]
    titles = item_texts.titles(shown, language) if len(shown) <= BUTTONS else None
    return [
        {
            "title": titles[place] if titles else item_texts.name(each, language),
            "payload": f"/place_order{json.dumps({'order_line': {'sku': row['choice']}})}",
            **({} if titles else {"description": shop_texts.price(each, language)}),
        }
        for place, (row, each) in enumerate(zip(there, shown, strict=True))
    ]
