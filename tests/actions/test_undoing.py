"""A bare *cancel* and its answers: what the actions send to the books, and how they name what is meant."""

from typing import Any

import pytest
from rasa.core.nlg.interpolator import interpolate_text
from rasa_sdk import Tracker

from actions import undoing, undoing_texts
from engine.rasa import patches
from tests.actions.books import Books, Facts, outcomes, replies, run

ORDER: Facts = {
    "thing": "order",
    "summary": "order|ORD-12:placed",
    "reference": "ORD-12",
    "total_paise": 34000,
}
LEAVE: Facts = {"thing": "leave", "summary": "leave|LV-1:pending", "reference": "LV-1", "from": "2026-11-26",
                "to": "2026-11-27", "portion": "full"}  # fmt: skip
CLAIM: Facts = {"thing": "claim", "summary": "claim|EXP-7:pending", "reference": "EXP-7", "amount_paise": 45000,
                "category": "fuel", "date": "2026-11-20"}  # fmt: skip
NAME = {"hi": "झाड़ू", "en": "Soft broom", "hinglish": "Jhadu"}
CART: Facts = {"thing": "cart", "summary": "cart|1", "lines": [
    {"name": NAME, "variant": None, "pack": None, "unit": "pc", "veg": None, "quantity": "1", "add_ons": [],
     "price_paise": 9000, "amount_paise": 9000}]}  # fmt: skip
DECIDED: Facts = {"thing": "decided", "summary": "act|4", "requests": [
    {"reference": "LV-1", "kind": "leave", "name": "Asha", "status": "approved"}]}  # fmt: skip
PUT_RIGHT: Facts = {"goods": NAME, "unit": "kg", "wrong_amount": "5", "right_amount": "4", "wrong_paise": 190000,
                    "right_paise": 152000}  # fmt: skip
THINGS = [
    ORDER, LEAVE, CLAIM, CART, DECIDED,
    {**ORDER, "thing": "order_placed"}, {**ORDER, "thing": "order_cancelled"},
    {**LEAVE, "thing": "leave_filed"}, {**LEAVE, "thing": "leave_cancelled"}, {**LEAVE, "thing": "leave_draft"},
    {"thing": "leave_draft", "summary": "leave_draft|0", "type": "casual"},
    {"thing": "claim_draft", "summary": "claim_draft|0", "total_paise": 45000},
    {"thing": "claim_draft", "summary": "claim_draft|0"},
    {"thing": "claims_filed", "summary": "act|5", "references": ["EXP-7", "EXP-8"], "total_paise": 90000},
    {**CLAIM, "thing": "claim_cancelled"},
]  # fmt: skip


def said(**values: Any) -> Tracker:
    entities = [{"entity": name, "value": value} for name, value in values.items()]
    message = {
        "text": "cancel",
        "intent": {"name": "cancel_flow"},
        "entities": entities,
        "metadata": {"wamid": "w"},
    }
    slots = {"language": "hinglish", "asking": None, "summary": None}
    return Tracker("100000000000001:919000000101", slots, message, [], False, None, {}, "action_listen")


async def test_a_bare_cancel_is_asked_about_what_there_is(books: Books) -> None:
    books.decide("confirm", **ORDER)
    (told,), changed = await run(undoing.CancelFlow(), said())
    assert (books.calls[-1].url.path, books.filled) == ("/api/cancellation", {"said": "cancel"})
    assert (told["response"], told["thing"]) == ("utter_cancel_flow_confirm", "order *ORD-12* (₹340)")
    assert changed == {"asking": "confirm_cancelling", "summary": "order|ORD-12:placed"}


async def test_of_several_each_can_be_tapped(books: Books) -> None:
    books.decide("choose", things=[CART, ORDER, DECIDED])
    (told,), changed = await run(undoing.CancelFlow(), said())
    assert [(each["title"], each["payload"]) for each in told["buttons"]] == [
        ("Cart", '/cancel_flow{"summary": "cart|1"}'),
        ("ORD-12", '/cancel_flow{"summary": "order|ORD-12:placed"}'),
        ("Faisla LV-1", '/cancel_flow{"summary": "act|4"}'),
    ]
    assert changed == {"asking": "choose_cancelling", "summary": None}


async def test_the_button_of_what_was_just_done_takes_that_back(books: Books) -> None:
    books.decide("taken_back", **DECIDED)
    (told,), changed = await run(undoing.CancelFlow(), said(act="4"))
    assert (books.calls[-1].url.path, books.body) == ("/api/acts/undone", {"act": 4})
    assert told["response"] == "utter_cancel_flow_taken_back"
    assert changed == {"asking": None, "summary": None}


@pytest.mark.parametrize("language", ["hi", "en", "hinglish"])
def test_everything_has_a_name_and_every_reply_is_filled(language: str) -> None:
    patches.apply()
    for thing in THINGS:
        texts = undoing_texts.variables({**thing, "things": [thing], "act": 3, "kept": ["LV-9"]}, language)
        assert "{" not in texts["thing"]
        assert "()" not in texts["thing"]
        assert 0 < len(undoing_texts.title(thing, language)) <= undoing_texts.LONGEST_TITLE
        for outcome in outcomes("undoing")["CancelFlow"]:
            (reply,) = (
                each
                for each in replies("common")[f"utter_cancel_flow_{outcome}"]
                if each["condition"][0]["value"] == language
            )
            others = {**undoing_texts.variables(PUT_RIGHT, language), "state": "accepted", "credited": ""}
            assert "{" not in interpolate_text(reply["text"], {**others, **texts}), outcome
            for button in reply.get("buttons", ()):
                payload = interpolate_text(button["payload"], texts)
                assert payload == "/talk_to_human" or "{" in payload
