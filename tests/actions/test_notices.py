"""What the actions say of a notice, and what is asked then."""

from typing import Any

import pytest
from rasa.core.nlg.interpolator import interpolate_text
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.notices import ReceiveNotice
from engine.rasa import patches
from engine.settings import ROOT
from nlu.pages.folders import all_pages
from nlu.pages.outcomes import outcomes

Facts = dict[str, Any]

LINE: Facts = {
    "name": {"hi": "आटा", "en": "Wheat flour", "hinglish": "Aata"},
    "variant": None,
    "pack": None,
    "unit": "kg",
    "price_paise": 3800,
    "veg": None,
    "quantity": "2",
    "add_ons": [],
    "amount_paise": 7600,
}
ORDER = {
    "reference": "ORD-1001",
    "status": "placed",
    "lines": [LINE],
    "total_paise": 10600,
    "where": {
        "fulfilment": "delivery",
        "address": "7 MG Road",
        "pincode": "452001",
        "shop": "14 Jawahar Marg",
    },
    "opens_at": None,
    "cancelled_because": None,
    "minutes": 30,
    "placed_at": "2026-11-24T11:00:00+05:30",
    "moved_at": "2026-11-24T11:00:00+05:30",
    "customer": {"name": "Priya Joshi", "phone": "919000000101"},
    "next": ["accepted", "out_of_stock", "more"],
}
RUN_OUT = {
    "gone": LINE,
    "instead": {**LINE, "quantity": "1"},
    "takes": [{"take": "replace", "total_paise": 9000}, {"take": "cancel", "total_paise": None}],
    "run_out": 7,
    "summary": "abc",
    "ticket": "ORD-1001",
}


async def told(name: str, facts: Facts, language: str = "hinglish") -> tuple[Facts, Facts]:
    """The utterance of a notice, and the slots that it sets."""
    dispatcher, events = await received(name, facts, language)
    (utterance,) = dispatcher.messages
    return utterance, {event["name"]: event["value"] for event in events}


async def messages(name: str, facts: Facts) -> list[Facts]:
    """All that a notice says."""
    dispatcher, _ = await received(name, facts, "en")
    return list(dispatcher.messages)


async def received(name: str, facts: Facts, language: str) -> tuple[CollectingDispatcher, Any]:
    message = {"intent": {"name": "receive_notice"}, "metadata": {"notice": {"name": name, "facts": facts}}}
    slots = {"language": language, "asking": "confirm_order", "summary": "abc"}
    tracker = Tracker("1:919000000101", slots, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    return dispatcher, await ReceiveNotice().run(dispatcher, tracker, {})


async def test_a_notice_is_said_by_the_reply_of_its_name_in_the_receivers_language() -> None:
    said, _ = await told("order_placed", ORDER, "hi")
    assert said["response"] == "utter_notice_order_placed"
    assert said["lines"] == "• आटा: 2 किलो × ₹38/किलो = ₹76"
    assert said["where"] == "🏠 डिलीवरी: 7 MG Road, 452001"


async def test_the_shop_can_tap_what_it_does_next() -> None:
    said, _ = await told("order_placed", ORDER, "en")
    assert [button["title"] for button in said["buttons"]] == ["Accept", "Something is out", "Late or cancel"]
    assert [button["payload"] for button in said["buttons"]] == [
        '/move_order{"reference": "ORD-1001", "status": "accepted"}',
        '/move_order{"reference": "ORD-1001", "asks": "out_of_stock"}',
        '/move_order{"reference": "ORD-1001", "asks": "more"}',
    ]


async def test_a_customer_is_asked_with_the_bill_of_each_choice() -> None:
    said, _ = await told("order_run_out", {**ORDER, **RUN_OUT, "next": []}, "en")
    assert said["question"] == "Shall we send Wheat flour instead?"
    assert said["choices"] == "• Wheat flour, 1 kg (₹38/kg): *₹90* in all\n• Or cancel the whole order"
    assert '"take": "replace", "summary": "abc"' in said["buttons"][0]["payload"]


@pytest.mark.parametrize(
    ("customer", "who"),
    [
        ({"name": "Priya Joshi", "phone": "919000000101"}, "Priya Joshi (+919000000101)"),
        ({"name": None, "phone": "919000000101"}, "+919000000101"),
        ({"name": "Priya Joshi", "phone": None}, "Priya Joshi"),
    ],
)
async def test_an_owner_hears_who_ordered_as_far_as_that_is_known(customer: Facts, who: str) -> None:
    said, _ = await told("order_placed", {**ORDER, "customer": customer})
    assert said["customer"] == who


async def test_a_notice_that_asks_nothing_leaves_the_open_question() -> None:
    _, slots = await told("order_ready", ORDER)
    assert slots == {}


async def test_a_notice_that_asks_is_what_the_next_answer_is_about_and_what_was_asked_before_waits() -> None:
    _, slots = await told("leave_wanted", {"asking": "approve_request", "summary": "LV-12"})
    waits = {"asking": "confirm_order", "summary": "abc", "deciding": None}
    assert slots == {"asking": "approve_request", "summary": "LV-12", "asked_before": [waits]}
    _, slots = await told("leave_wanted", {"asking": "approve_request"})
    assert slots == {"asking": "approve_request", "summary": None, "asked_before": [waits]}


def replies_of_the_pages() -> dict[str, dict[str, Any]]:
    """Each reply in each language."""
    return {
        name: {each["condition"][0]["value"]: each for each in variations}
        for page in all_pages(ROOT)
        for name, variations in (page.content.get("responses") or {}).items()
    }


@pytest.mark.parametrize("language", ["hi", "en", "hinglish"])
@pytest.mark.parametrize(
    ("said", "quoted"), [("mera order galat aaya", "mera order galat aaya"), (None, "…")]
)
async def test_who_waits_for_a_person_is_told_of_with_what_they_wrote_and_can_be_answered(
    language: str, said: str | None, quoted: str
) -> None:
    patches.apply()
    reply = replies_of_the_pages()["utter_notice_handoff_opened"][language]
    facts = {"conversation": "1:919000000101", "customer": ORDER["customer"], "reason": "asked", "said": said}
    utterance, _ = await told("handoff_opened", facts, language)
    text = interpolate_text(reply["text"], utterance)
    assert "Priya Joshi (+919000000101)" in text
    assert f"“{quoted}”" in text
    commands = [interpolate_text(button["payload"], utterance) for button in reply["buttons"]]
    conversation = '{"conversation": "1:919000000101"}'
    assert commands == [f"/answer_customer{conversation}", f"/hand_back{conversation}"]


async def test_the_files_of_a_notice_are_sent_along() -> None:
    picture, paper = "/api/businesses/b/claims/EXP-1/receipt", "/api/businesses/b/leave/LV-1/certificate"
    files = [
        {"kind": "image", "source": picture},
        {"kind": "document", "source": paper, "filename": "LV-1.pdf"},
    ]
    _, *sent = await messages("claim_requested", {"reference": "EXP-1", "files": files})
    assert [each["custom"] for each in sent] == [
        {"image": {"source": picture}},
        {"document": {"source": paper, "filename": "LV-1.pdf"}},
    ]


async def test_what_a_notice_settles_is_asked_no_more() -> None:
    facts = {**ORDER, "goods": [LINE["name"]], "asking": "take_reply", "summary": "ORD-1001 1 now"}
    _, waits = await told("order_line_out", facts)
    assert waits.get("asking") != "take_reply"
    _, slots = await told("order_line_out", {**facts, "settles": ["confirm_order"]})
    assert slots["asking"] == "take_reply"


@pytest.mark.parametrize("language", ["hi", "en", "hinglish"])
async def test_every_notice_of_an_order_fills_its_reply(language: str) -> None:
    patches.apply()
    replies = replies_of_the_pages()
    listed = [each for each in outcomes(ROOT) if each.intent == "notice"]
    names = [each.name for each in listed if each.file.parent.name == "orders"]
    assert len(names) >= 7
    for name in names:
        reply = replies[f"utter_notice_{name}"][language]
        words: Facts = {
            "order_shop": "Sharma Kirana",
            "order_words": "gate 2 par aaiye",
            "conversation": "1:2",
            "goods": [LINE["name"]],
            "before_paise": 10000,
            "by": "Sharma ji",
            "told": "7",
            "told_facts": {},
            "token": "ORD-1001",
            "hour_words": "9 baje",
            "words_changed": "8 log",
            "words_before": "6 log, 8:30 baje",
        }
        words["order_until"] = {"day": "2026-11-24", "opens": None, "closes": "20:15"}
        said, _ = await told(name, {**ORDER, **RUN_OUT, **words, "state": "accepted"}, language)
        assert "{" not in interpolate_text(reply["text"], said)
        for button in reply.get("buttons", ()):
            command = interpolate_text(button["payload"], said)
            assert command.startswith(("/track_order{", "/move_order{", "/answer_customer{", "/record_"))
            of_what = ('"reference": "ORD-1001"', '{"conversation": "1:2"}', '"told": "7"')
            assert any(each in command for each in of_what)
