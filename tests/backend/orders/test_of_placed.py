"""What a customer says of what they have ordered reaches the shop or the cart, whatever else it sounds like."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.backend.books import RESTAURANT_NUMBER
from tests.backend.orders.conftest import FATIMA, Customer, Decision
from tests.backend.orders.test_notes import note
from tests.backend.orders.test_notices import told as notices

OWNER = "919000000001"


def told(who: Customer, said: str, intent: str = "nlu_fallback", **more: Any) -> Decision | None:
    """What the books make of words while nothing is asked."""
    reading = {"text": said, "intents": [{"name": intent, "confidence": 0.9}], **more}
    answer = who.do("/answers", question="", reading=reading)
    return Decision(**answer.facts["answer"]) if answer.outcome == "taken" else None


def fetched(who: Customer, *lines: str, **more: Any) -> Decision:
    """An order that is fetched."""
    way = {"text": "le jaunga", "kind": "way", "value": "pickup"}
    bill = who.says(*lines, left_over=[way], **more)
    return who.do("/orders", summary=bill.facts["summary"])


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("थोड़ा लेट आऊंगा, 20 मिनट", "apply_leave"),
        ("running late, we will reach in 45 minutes", "nlu_fallback"),
        ("30 min baad aaunga lene", "greet"),
        ("आधे घंटे बाद आऊंगी", "apply_leave"),
    ],
)
def test_who_fetches_later_has_the_shop_told_and_the_hour_moved(
    priya: Customer, said: str, intent: str
) -> None:
    day = {"from": "18:00", "to": None, "date": "2099-01-02"}
    fetched(priya, "6 kg cheeni", time=day)
    late = told(priya, said, intent)
    assert late
    assert late.outcome == "words_passed"
    assert late.facts["order_words"] == said
    assert late.facts["beside"]["wanted"]["opens"] > "18:00"


def at(hour: str, side: str | None = None) -> dict[str, Any]:
    """The values of a message that names an hour."""
    facets = [{"facet": "asks", "value": side, "start": 0, "end": 1}] if side else []
    value = {"from": hour, "to": None, "date": "2099-01-02"}
    return {"values": [{"entity": "time", "value": value, "start": 0, "end": 1}], "facets": facets}


@pytest.mark.parametrize("said", ["shaam 6 baje kar do", "शाम छह बजे कर दो", "make it 6 pm"])
def test_another_hour_is_that_of_the_order_and_the_shop_hears_it_once(priya: Customer, said: str) -> None:
    fetched(priya, "6 kg cheeni")
    moved = told(priya, said, "modify_order", **at("18:00"))
    assert moved
    assert (moved.outcome, moved.facts["beside"]["wanted"]["opens"]) == ("words_passed", "18:00")
    assert [name for _, name in notices()] == ["order_placed", "order_wish"]


def test_a_question_for_another_hour_moves_nothing_before_a_yes(priya: Customer) -> None:
    fetched(priya, "6 kg cheeni")
    asked = told(priya, "can it be 6 pm", "modify_order", **at("18:00", "question"))
    assert asked
    assert (asked.outcome, [name for _, name in notices()]) == ("ask_hour", ["order_placed"])
    assert priya.read("/orders/tracked").facts["beside"]["wanted"] is None
    for intent, outcome, opens in (("deny", "order_as_before", None), ("affirm", "words_passed", "18:00")):
        reading = {"text": None, "intents": [{"name": intent, "confidence": 1.0}]}
        body = {"question": "confirm_hour", "summary": asked.facts["summary"], "reading": reading}
        answer = Decision(**priya.do("/answers", **body).facts["answer"])
        wanted = answer.facts["beside"]["wanted"]
        assert (answer.outcome, wanted and wanted["opens"]) == (outcome, opens)


@pytest.mark.parametrize(
    "said", ["haan theek hai, gpay karunga", "ठीक है, यूपीआई से दूंगा", "yes, i will pay by upi"]
)
def test_by_which_way_it_is_paid_is_heard_behind_a_yes_to_an_hour(priya: Customer, said: str) -> None:
    fetched(priya, "6 kg cheeni")
    asked = told(priya, "can it be 6 pm", "modify_order", **at("18:00", "question"))
    assert asked
    reading = {"text": said, "intents": [{"name": "affirm", "confidence": 1.0}]}
    answer = priya.do("/answers", question="confirm_hour", summary=asked.facts["summary"], reading=reading)
    assert answer.facts["rest"] == said.split(", ")[1]


def test_what_is_brought_is_not_fetched_later(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert told(priya, "kal late aaunga office", "apply_leave") is None


@pytest.mark.parametrize("said", ["where is our lunch", "kab tak aayega", "time?", "कितनी देर लगेगी"])
def test_how_a_placed_order_stands_is_told(priya: Customer, said: str) -> None:
    priya.orders("6 kg cheeni")
    shown = told(priya, said, "nlu_fallback")
    assert shown
    assert (shown.outcome, shown.facts["reference"]) == ("placed", "ORD-1001")


@pytest.mark.parametrize("said", ["dukan kahan hai", "दुकान कितने बजे बंद होती है", "what time do you close"])
def test_where_the_shop_is_and_when_it_opens_is_no_question_of_the_order(priya: Customer, said: str) -> None:
    priya.orders("6 kg cheeni")
    topic = {"facet": "topic", "value": "place", "start": 0, "end": 1}
    assert told(priya, said, "ask_store_info", facets=[topic]) is None


@pytest.mark.parametrize(
    ("said", "intent"),
    [("add 5 kilo more cheeni", "nlu_fallback"), ("i want to add cheeni in ORD-1001", "opt_in")],
)
def test_what_comes_to_a_placed_order_brings_it_back_first(priya: Customer, said: str, intent: str) -> None:
    priya.orders("6 kg cheeni")
    asked = told(priya, said, intent)
    assert asked
    assert (asked.outcome, asked.facts["summary"]) == ("reopen", "ORD-1001")


@pytest.mark.parametrize(
    "said",
    ["cheeni 5 hi bole the 6 nahi", "cheeni 6 likh di mujhe 5 hi chahiye order me", "i said only 5 cheeni"],
)
def test_so_much_and_no_more_of_it_brings_it_back_and_is_heard_then(priya: Customer, said: str) -> None:
    priya.orders("6 kg cheeni")
    asked = told(priya, said, "give_feedback")
    assert asked
    assert asked.outcome == "reopen"
    yes = {"text": "haan", "intents": [{"name": "affirm", "confidence": 0.9}]}
    summary = asked.facts["reference"]
    back = priya.do("/answers", question="confirm_reopen_order", summary=summary, reading=yes)
    assert back.facts["answer"]["facts"]["waiting"] == "cheeni 5 कर दो"


@pytest.mark.parametrize("said", ["और cheeni कितने की है", "aur cheeni kitne ki hai"])
def test_a_price_that_is_asked_for_besides_brings_nothing_back(priya: Customer, said: str) -> None:
    priya.orders("6 kg cheeni")
    assert told(priya, said, "ask_price") is None


def test_what_comes_to_an_accepted_order_goes_to_the_shop_as_a_wish(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    Customer(priya.client, OWNER).do("/orders/1001/status", status="accepted")
    passed = told(priya, "add 5 kilo more cheeni")
    assert passed
    assert (passed.outcome, passed.facts["order_words"]) == ("wish_passed", "add 5 kilo more cheeni")
    assert priya.read("/orders/tracked").facts["lines"][0]["quantity"] == "6"


def test_words_for_the_shop_reach_it(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    passed = told(priya, "name is Kapoor, please tell them")
    assert passed
    assert passed.outcome == "words_passed"


def test_what_is_not_understood_may_reach_the_shop_after_a_yes(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    asked = told(priya, "gate number two wala chowkidar")
    assert asked
    assert asked.outcome == "ask_unclear"
    assert told(priya, "hmm") is None


def request(who: Customer, said: str, intent: str, words: str) -> Decision:
    reading = {"text": said, "intents": [{"name": intent, "confidence": 0.9}]}
    answer = who.do("/answers", question="confirm_request", summary=words, reading=reading)
    return Decision(**answer.facts["answer"])


@pytest.mark.parametrize("said", ["10 लोग आएंगे टेबल मिलेगी क्या", "table for 10, can we bring our own cake"])
def test_a_table_for_guests_is_a_request_and_no_question_of_hours(
    books: None, client: Any, said: str
) -> None:
    asked = told(Customer(client, FATIMA, RESTAURANT_NUMBER), said, "ask_store_info")
    assert asked
    assert asked.outcome == "ask_table_request"


def test_a_table_is_not_booked_here_and_the_shop_hears_it_after_a_yes(books: None, client: Any) -> None:
    guest = Customer(client, FATIMA, RESTAURANT_NUMBER)
    asked = told(guest, "book a table for 6 tonight 8:30", "place_order")
    assert asked
    assert asked.outcome == "ask_table_request"
    words = asked.facts["summary"]
    more = request(guest, "name Kapoor, window side", "nlu_fallback", words)
    said = "book a table for 6 tonight 8:30; name Kapoor, window side"
    assert (more.facts["order_words"], more.facts["summary"]) == (said, f"{more.facts['token']}|{said}")
    passed = request(guest, "haan", "affirm", more.facts["summary"])
    assert (passed.outcome, passed.facts["order_words"]) == ("table_asked", said)
    assert request(guest, "nahi", "deny", words).outcome == "request_left"


def test_a_button_tells_the_shop_only_what_it_was_shown_with(books: None, client: Any) -> None:
    guest = Customer(client, FATIMA, RESTAURANT_NUMBER)
    asked = told(guest, "book a table for 6 tonight 8:30", "place_order")
    assert asked

    def taps(token: str) -> Any:
        values = [{"entity": "summary", "value": token}]
        body = {"text": None, "intents": [{"name": "affirm", "confidence": 1.0}], "values": values}
        return guest.do("/answers", question="confirm_request", summary=asked.facts["summary"], reading=body)

    assert taps("ask_table_request:00000000").outcome == "left"
    assert taps(asked.facts["token"]).facts["answer"]["outcome"] == "table_asked"


def test_a_bill_of_what_was_bought_at_the_counter_is_no_order(priya: Customer) -> None:
    asked = told(priya, "i already bought 2 kilo ghee, only want the bill", "request_invoice")
    assert asked
    assert asked.outcome == "ask_request"


def test_a_note_of_some_names_its_dish(guest: Customer) -> None:
    guest.says("4 pc butter naan", "1 plate veg thali")
    bill = guest.says(said="one of them crispy", left_over=[note("one of them crispy", value="some")])
    assert [each["said"] for each in bill.facts["lines"]] == [["one of them crispy"], []]
    again = guest.says(said="2 crispy", left_over=[note("2 crispy", value="some")])
    assert again.facts["lines"][0]["said"] == ["2 crispy"]


@pytest.mark.parametrize("said", ["2 baje nahi aa paunga cancel kardo", "can't come at 2, cancel it"])
def test_who_cancels_beside_an_hour_is_asked_about_the_order(priya: Customer, said: str) -> None:
    fetched(priya, "6 kg cheeni")
    hour = at("14:00")
    side = {"facet": "step_of_order", "value": "cancelled", "start": 0, "end": 1}
    asked = told(priya, said, "cancel_leave", **{**hour, "facets": [side]})
    assert asked
    assert asked.outcome == "confirm_cancel"


@pytest.mark.parametrize("intent", ["goodbye", "nlu_fallback"])
def test_a_day_that_sounds_like_a_good_bye_is_offered_to_the_shop(priya: Customer, intent: str) -> None:
    day = [{"entity": "period", "value": {"from": "2026-11-25", "to": "2026-11-25", "ambiguous": False}}]
    assert told(priya, "sham ko nahi kal aaunga", "goodbye", values=day) is None
    priya.orders("6 kg cheeni")
    asked = told(priya, "sham ko nahi kal aaunga", intent, values=day)
    assert asked
    assert asked.outcome == "ask_unclear"


def test_a_good_bye_is_one_beside_an_open_order_too(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    assert told(priya, "chalo theek hai phir milte hain", "goodbye") is None


@pytest.mark.parametrize(
    "said",
    ["bill dedo total kitna hua, cash dunga", "बिल भेज दो, टोटल कितना हुआ", "send the bill, what is the total"],
)
def test_who_bids_for_the_bill_beside_the_total_gets_the_bill(priya: Customer, said: str) -> None:
    reference = priya.orders("6 kg cheeni").facts["reference"]
    wanted = told(priya, said, "view_cart")
    assert wanted
    assert (wanted.outcome, wanted.facts["reference"]) == ("not_yet", reference)
    assert told(priya, "abhi tak ka bill kitna bana", "view_cart") is None


@pytest.mark.parametrize(
    "said",
    [
        "last order jaisa hi fir se bhejna, bas cheeni 3 kilo kar do aur ande nahi chahiye",
        "same order again, only make the sugar 3 kg",
        "वही ऑर्डर फिर से, बस चीनी 3 किलो ही रखना",
    ],
)
def test_what_is_put_right_beside_a_repeated_order_changes_no_placed_one(priya: Customer, said: str) -> None:
    priya.orders("6 kg cheeni")
    sugar = {"name": "cheeni", "quantity": "3", "unit": "kg", "op": "set"}
    value = {"entity": "order_line", "value": sugar, "start": 0, "end": 1}
    facet = {"facet": "takes_line_out", "value": "yes", "start": 0, "end": 1}
    assert told(priya, said, "modify_order", values=[value], facets=[facet]) is not None
    assert told(priya, said, "repeat_order", values=[value], facets=[facet]) is None


@pytest.mark.parametrize(
    "said",
    ["मेरा ऑर्डर सुबह 9 बजे तैयार रखना", "mera order 9 baje ready rakhna", "please keep my order ready at 9"],
)
def test_an_hour_at_which_an_order_shall_be_ready_is_that_of_the_order(priya: Customer, said: str) -> None:
    fetched(priya, "6 kg cheeni")
    moved = told(priya, said, "track_order", **at("09:00"))
    assert moved
    assert (moved.outcome, moved.facts["beside"]["wanted"]["opens"]) == ("words_passed", "09:00")
    assert [name for _, name in notices()][-1] == "order_wish"


@pytest.mark.parametrize(
    "said",
    [
        "dukan kitne baje khulti hai? mera order 9 baje taiyar rakhna",
        "what time does the shop open? keep my order ready at 9",
    ],
)
def test_a_question_about_the_shop_beside_the_hour_asks_nothing_of_the_order(
    priya: Customer, said: str
) -> None:
    fetched(priya, "6 kg cheeni")
    moved = told(priya, said, "track_order", **at("09:00"))
    assert moved
    assert (moved.outcome, moved.facts["beside"]["wanted"]["opens"]) == ("words_passed", "09:00")


@pytest.mark.parametrize("said", ["सुबह कितने बजे खुलते हो", "subah kitne baje khulte ho"])
def test_who_asks_when_the_shop_opens_asks_of_no_order(priya: Customer, said: str) -> None:
    fetched(priya, "6 kg cheeni")
    assert told(priya, said, "ask_store_info") is None


@pytest.mark.parametrize(
    "said", ["sorry friends not coming, cancel everything", "sab cancel kar do", "सब कैंसिल कर दो"]
)
def test_who_cancels_everything_is_asked_whether_the_order_shall_be_cancelled(
    priya: Customer, said: str
) -> None:
    fetched(priya, "6 kg cheeni")
    out = {"entity": "order_line", "value": {"name": None, "op": "remove"}, "start": 0, "end": 4}
    asked = told(priya, said, "modify_order", values=[out])
    assert asked
    assert (asked.outcome, asked.facts["summary"]) == ("confirm_cancel", "ORD-1001")


def test_money_that_was_not_paid_is_heard_behind_the_order_that_is_called_off(priya: Customer) -> None:
    fetched(priya, "6 kg cheeni")
    said = "Cancel the order, and also that 50 rupees thing, I never paid it"
    denied = {"paise": 5000, "role": "denied", "confidence": 0.9, "start": 32, "end": 34}
    asked = told(priya, said, "cancel_order", sums=[denied])
    assert asked
    assert asked.outcome == "confirm_cancel"
    reading = {"text": "yes", "intents": [{"name": "affirm", "confidence": 0.9}]}
    question: dict[str, Any] = {"question": "confirm_cancel_order", "summary": "ORD-1001"}
    assert (
        priya.do("/answers", **question, reading=reading).facts["rest"] == "50 rupees thing, I never paid it"
    )


@pytest.mark.parametrize(
    ("said", "intent", "outcome"),
    [
        ("haan cancel kar do, zarurat nhi ab", "cancel_leave", "cancelled"),
        ("हाँ कैंसिल कर दो, अब ज़रूरत नहीं", "cancel_flow", "cancelled"),
        ("yes cancel, plan changed", "cancel_flow", "cancelled"),
        ("cancel kar do", "cancel_flow", "cancelled"),
        ("cancel karna nahi hai", "deny", "kept"),
        ("cancel rehne do", "cancel_flow", "kept"),
        ("cancel mat karo", "cancel_flow", "kept"),
    ],
)
def test_who_bids_once_more_to_cancel_says_yes(priya: Customer, said: str, intent: str, outcome: str) -> None:
    fetched(priya, "6 kg cheeni")
    reading = {"text": said, "intents": [{"name": intent, "confidence": 0.9}]}
    question: dict[str, Any] = {"question": "confirm_cancel_order", "summary": "ORD-1001"}
    assert priya.do("/answers", **question, reading=reading).facts["answer"]["outcome"] == outcome


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("ORD-1001 ka bhi upi, total kitna dena h", "total kitna dena h"),
        ("ORD-1001 upi", None),
        ("ORD-1001 का भी upi", None),
    ],
)
def test_a_way_to_pay_with_the_number_of_an_order_is_that_of_this_order(
    priya: Customer, said: str, rest: str | None
) -> None:
    fetched(priya, "6 kg cheeni")
    fetched(priya, "2 kg cheeni")
    reading = {"text": said, "intents": [{"name": "check_dues", "confidence": 0.7}]}
    heard = priya.do("/answers", question="", reading=reading).facts
    kept = Decision(**heard["answer"])
    assert (kept.outcome, kept.facts["reference"], kept.facts["payment"]) == (
        "payment_kept",
        "ORD-1001",
        "upi",
    )
    assert heard["rest"] == rest


@pytest.mark.parametrize(
    "said",
    [
        "same again without the aloo tikki, and 2 lassi",
        "wahi phir se, aloo tikki ke bina",
        "वही फिर से, आलू टिक्की के बिना",
    ],
)
def test_who_wants_the_same_again_complains_of_nothing(
    guest: Customer, client: TestClient, said: str
) -> None:
    reference = guest.orders("3 - aloo tikki", "1 - lassi").facts["reference"]
    owner = Customer(client, "919000000201", guest.number)
    for status in ("accepted", "ready", "out_for_delivery", "delivered"):
        owner.do("/orders/moved", reference=reference, status=status)
    assert told(guest, said, "repeat_order") is None
    assert told(guest, "aloo tikki phir se thandi aayi", "place_order")


@pytest.mark.parametrize(
    ("said", "facet"),
    [
        ("we have shifted the party, bring it on sunday instead at 4 pm", "offers_instead"),
        ("please change my order to sunday 4 pm", "names_orders"),
        ("मेरा ऑर्डर रविवार 4 बजे शिफ्ट कर दो", "names_orders"),
    ],
)
@pytest.mark.parametrize("intent", ["track_order", "apply_leave", "ask_store_info", "nlu_fallback"])
def test_another_day_moves_the_order_whatever_it_sounds_like(
    priya: Customer, said: str, facet: str, intent: str
) -> None:
    fetched(priya, "6 kg cheeni")
    side = {"facet": facet, "value": "so", "start": 0, "end": 1}
    moved = told(priya, said, intent, values=at("16:00")["values"], facets=[side])
    assert moved
    assert (moved.outcome, moved.facts["beside"]["wanted"]["opens"]) == ("words_passed", "16:00")


def test_a_day_that_is_denied_for_another_moves_the_order(priya: Customer) -> None:
    fetched(priya, "6 kg cheeni")
    said = "I don't want it on friday, I want it on sunday at 6 pm"
    friday = {"from": "2099-01-02", "to": "2099-01-02", "half": None, "ambiguous": False}
    sunday = {"from": "18:00", "to": None, "date": "2099-01-04"}
    values = [
        {"entity": "period", "value": friday, "start": 19, "end": 25},
        {"entity": "time", "value": sunday, "start": 40, "end": 54},
    ]
    moved = told(priya, said, "apply_leave", values=values)
    assert moved
    assert moved.facts["beside"]["wanted"]["day"] == "2099-01-04"


def test_a_sum_beside_the_way_to_pay_is_said_to_be_right_or_not(priya: Customer) -> None:
    total = fetched(priya, "6 kg cheeni").facts["total_paise"] // 100
    for sum_, note_ in ((total, "sum_right"), (total + 5, "sum_other")):
        kept = told(priya, f"ok bhaiya, cash hi dunga {sum_} na?")
        assert kept
        assert (kept.outcome, kept.notes) == ("payment_kept", [note_])
        assert kept.note(note_)["total_paise"] == total * 100


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            "1 bottle aur chahiye same order me",
            {"name": None, "quantity": "1", "unit": "bottle", "op": "add"},
        ),
        (
            "2 more butter naan in same order",
            {"name": "butter naan", "quantity": "2", "unit": None, "op": "add"},
        ),
    ],
)
def test_more_in_the_same_order_is_no_order_like_it(guest: Customer, said: str, line: dict[str, Any]) -> None:
    reference = fetched(guest, "4 pc butter naan").facts["reference"]
    asked = told(
        guest, said, "repeat_order", values=[{"entity": "order_line", "value": line, "start": 0, "end": 8}]
    )
    assert asked
    assert (asked.outcome, asked.facts["reference"]) == ("reopen", reference)


@pytest.mark.parametrize(
    "said",
    [
        "yahi same order ek baar aur, khud lene aaunga",
        "same order once more please, i will collect it",
        "वही ऑर्डर दोबारा लगा दो, खुद लेने आऊँगा",
    ],
)
def test_an_order_that_is_wanted_once_more_is_one_of_its_own_in_the_way_that_is_said(
    priya: Customer, said: str
) -> None:
    priya.orders("6 kg cheeni")
    way = {"text": "lene aaunga", "kind": "way", "value": "pickup", "start": 0, "end": 0}
    bill = told(priya, said, "modify_order", left_over=[way])
    assert bill
    assert (bill.outcome, bill.cart, bill.facts["where"]["fulfilment"]) == (
        "confirm",
        {"Sugar": "6"},
        "pickup",
    )


def test_more_of_something_once_more_repeats_no_order(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    line = {"name": "cheeni", "quantity": "1", "unit": "kg", "pack": None, "op": "add"}
    values = [{"entity": "order_line", "value": line, "start": 0, "end": 1}]
    again = told(priya, "same order me 1 kilo cheeni ek baar aur", "modify_order", values=values)
    assert again
    assert again.outcome == "reopen"


def test_of_two_orders_the_one_that_has_what_goes_is_meant(priya: Customer) -> None:
    first = fetched(priya, "6 kg cheeni")
    fetched(priya, "4 kg aata")
    line = {"name": "cheeni", "quantity": None, "unit": None, "op": "remove"}
    values = [{"entity": "order_line", "value": line, "start": 6, "end": 12}]
    facets = [{"facet": "takes_line_out", "value": "so", "start": 13, "end": 20}]
    heard = told(priya, "sirf cheeni hata do", "modify_order", values=values, facets=facets)
    assert heard
    assert (heard.outcome, heard.facts["reference"]) == ("reopen", first.facts["reference"])
