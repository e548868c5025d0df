"""The actions of ordering: what they send to the books, and what they say of the answer. The books are a fake."""

from typing import Any

import httpx
import pytest
from rasa_sdk import Tracker

from actions import orders, shop
from actions.backend import BackendAway, BackendRefusal, BackendUnreachable
from tests.actions.books import Books, Facts, outcomes, pages, replies, run

AATA = {
    "name": {"hi": "आटा", "en": "Wheat flour", "hinglish": "Aata"},
    "variant": None,
    "pack": None,
    "unit": "kg",
    "price_paise": 3800,
    "veg": None,
}
LINE = {**AATA, "quantity": "2", "add_ons": [], "amount_paise": 7600}
BILL = {
    "lines": [LINE],
    "goods_paise": 7600,
    "gst_paise": 0,
    "gst_included": True,
    "fee_paise": 3000,
    "total_paise": 10600,
    "where": {"fulfilment": "delivery", "address": None, "pincode": None, "shop": "14 Jawahar Marg"},
    "opens_at": None,
    "summary": "abc",
}


@pytest.fixture
def books(books: Books) -> Books:
    books.decide("empty", notes=[])
    return books


def said(text: str = "", slots: Facts | None = None, **entities: Any) -> Tracker:
    """A conversation whose last message was this."""
    found = [
        {"entity": entity, "value": value, "start": 0, "end": len(text)}
        for entity, values in entities.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    message = {
        "text": text,
        "intent": {"name": "any"},
        "entities": found,
        "metadata": {"wamid": "wamid.1", "profile_name": "प्रिया"},
    }
    every = {"language": "hinglish", "asking": None, "summary": None, **(slots or {})}
    return Tracker("100000000000001:919000000101", every, message, [], False, None, {}, "action_listen")


async def test_the_lines_of_a_message_go_to_the_books_once_for_this_message(books: Books) -> None:
    line = {"name": "aata", "quantity": "2", "unit": "kg", "pack": None, "op": None}
    await run(orders.PlaceOrder(), said("2 kilo aata", order_line=[line]))
    (call,) = books.calls
    assert call.url.path == "/api/goods/told"
    assert books.body["wish"] == "order"
    assert books.body["message"]["lines"] == [{**line, "confidence": None, "text": "2 kilo aata"}]
    assert call.headers["Idempotency-Key"] == "wamid.1:action_place_order"
    assert call.headers["Munshi-Number"] == "100000000000001"
    assert call.headers["Munshi-Person"] == "919000000101"
    assert call.headers["Munshi-Person-Name"] == "%E0%A4%AA%E0%A5%8D%E0%A4%B0%E0%A4%BF%E0%A4%AF%E0%A4%BE"


@pytest.mark.parametrize(
    ("asking", "text", "sent"),
    [
        ("choose_product", "fortune wala", "fortune wala"),
        (None, "fortune wala", None),
        ("choose_product", '/place_order{"choice": "A"}', None),
        ("give_address", "14 MG Road 452001", "14 MG Road 452001"),
        ("confirm_cancel_order", "hmm", None),
    ],
)
async def test_the_text_goes_along_only_where_it_may_answer(
    books: Books, asking: str | None, text: str, sent: str | None
) -> None:
    await run(orders.PlaceOrder(), said(text, {"asking": asking}))
    assert books.body["message"]["text"] == sent


async def test_the_bill_is_said_and_a_yes_will_confirm_exactly_it(books: Books) -> None:
    books.decide("confirm", notes=[{"note": "unknown", "names": ["xyzzy", "plugh"]}], **BILL)
    messages, slots = await run(orders.PlaceOrder(), said("2 kilo aata"))
    note, bill = messages
    assert (note["response"], note["names"]) == ("utter_place_order_unknown", "xyzzy aur plugh")
    assert bill["response"] == "utter_place_order_confirm"
    assert "• Aata: 2 kilo × ₹38/kilo = ₹76" in bill["bill"]
    assert "Delivery: ₹30" in bill["bill"]
    assert "*Kul: ₹106*" in bill["bill"]
    assert slots == {"asking": "confirm_order", "summary": "abc"}


async def test_a_yes_in_words_confirms_what_was_shown_last(books: Books) -> None:
    await run(orders.ConfirmOrder(), said("haan", {"asking": "confirm_order", "summary": "abc"}))
    assert (books.calls[0].url.path, books.body) == ("/api/orders", {"summary": "abc"})


async def test_a_tapped_yes_confirms_what_its_button_stood_under(books: Books) -> None:
    await run(orders.ConfirmOrder(), said("/affirm", {"summary": "newer"}, summary="older"))
    assert books.body == {"summary": "older"}


async def test_products_to_choose_from_are_numbered_and_can_be_tapped(books: Books) -> None:
    bag = {**AATA, "unit": "bag", "pack": {"quantity": "5", "unit": "kg"}, "price_paise": 26200}
    options = [{**AATA, "choice": "ATTA-LOOSE"}, {**bag, "choice": "ATTA-5"}]
    books.decide("choose_product", notes=[], asked="aata", options=options)
    (question,), slots = await run(orders.PlaceOrder(), said("5 kilo aata", {"language": "hi"}))
    assert question["options"] == "1. आटा: ₹38/किलो\n2. आटा (5 किलो): ₹262/बैग"
    assert question["buttons"] == [
        {"title": "आटा", "payload": '/place_order{"choice": "ATTA-LOOSE"}'},
        {"title": "आटा (5 किलो)", "payload": '/place_order{"choice": "ATTA-5"}'},
    ]
    assert slots["asking"] == "choose_product"


async def test_a_substitute_is_said_with_its_own_price(books: Books) -> None:
    bag = {**AATA, "unit": "bag", "pack": {"quantity": "5", "unit": "kg"}, "price_paise": 26200}
    facts = {
        "asked": "aata",
        "item": AATA,
        "step": "1",
        "offered": "2",
        "offered_paise": 52400,
        "substitute": bag,
    }
    books.decide("substitute", notes=[], **facts)
    (question,), slots = await run(orders.PlaceOrder(), said("aata", {"language": "en"}))
    assert (question["name"], question["substitute"]) == ("Wheat flour", "Wheat flour (5 kg)")
    assert (question["offered"], question["price"], question["unit"]) == ("2 bags", "₹262", "bag")
    assert slots["asking"] == "accept_offer"


async def test_gst_on_top_pickup_and_the_next_opening_are_shown(books: Books) -> None:
    where = {**BILL["where"], "fulfilment": "pickup"}  # type: ignore[dict-item]
    opening = "2026-11-25T07:30:00+05:30"
    sums = {"gst_paise": 380, "gst_included": False, "fee_paise": 0, "total_paise": 7980}
    books.decide("confirm", notes=[], **{**BILL, **sums, "where": where, "opens_at": opening})
    (bill,), _ = await run(orders.ViewCart(), said("cart", {"language": "en"}))
    for row in ("GST: ₹3.80", "*Total: ₹79.80*", "Pick-up from 14 Jawahar Marg", "After Wed 25 Nov, 7:30 AM"):
        assert row in bill["bill"]
    assert "Delivery" not in bill["bill"]


async def test_a_dish_is_shown_with_its_mark_portion_and_add_ons(books: Books) -> None:
    half = {"hi": "हाफ", "en": "Half", "hinglish": "Half"}
    dish = {**LINE, "veg": True, "variant": half, "unit": "plate", "add_ons": [AATA["name"], half]}
    books.decide("kept", notes=[], lines=[dish])
    (kept,), _ = await run(orders.KeepCart(), said("nahi"))
    assert kept["lines"].startswith("• 🟢 Aata (Half) + Aata aur Half: 2 plate")


async def test_an_outcome_of_the_intent_comes_before_that_of_placing(books: Books) -> None:
    books.decide("nothing_said", notes=[])
    (own,), _ = await run(orders.ModifyOrder(), said("order badalna hai"))
    assert own["response"] == "utter_modify_order_nothing_said"
    books.decide("confirm", notes=[], **BILL)
    (shared,), _ = await run(orders.ModifyOrder(), said("ande hata do"))
    assert shared["response"] == "utter_place_order_confirm"


@pytest.mark.parametrize("outcome", ["ask_address", "ask_street", "ask_pincode"])
async def test_where_to_bring_it_is_asked_under_the_bill(books: Books, outcome: str) -> None:
    books.decide(outcome, notes=[], **{**BILL, "summary": None})
    (question,), slots = await run(orders.PlaceOrder(), said("2 kilo aata"))
    assert question["response"] == f"utter_place_order_{outcome}"
    assert "*Kul: ₹106*" in question["bill"]
    assert slots == {"asking": "give_address", "summary": None}


async def test_what_was_said_beside_the_goods_goes_to_the_books(books: Books) -> None:
    hour, day = {"from": "18:00", "to": None, "date": None}, {"from": "2026-11-25", "to": "2026-11-25"}
    tracker = said("2 kilo aata shaam 6 baje", time=hour, period=day)
    tracker.latest_message["left_over"] = [{"text": "gate band hai", "kind": "note"}]
    await run(orders.PlaceOrder(), tracker)
    sent = books.body["message"]
    assert (sent["time"], sent["period"]) == (hour, day)
    assert sent["left_over"] == [{"text": "gate band hai", "kind": "note"}]


async def test_the_bill_shows_what_was_said_beside_the_goods(books: Books) -> None:
    wanted = {"day": "2026-11-25", "opens": "18:00", "closes": "20:00"}
    beside = {"said": ["gate band hai"], "wanted": wanted, "payment": "upi"}
    where = {
        "fulfilment": "delivery",
        "address": "7 Sneh Nagar",
        "pincode": "452001",
        "shop": None,
        "proposed": True,
    }
    lines = [{**LINE, "said": ["mota pisa"]}]
    books.decide("confirm", notes=[], **{**BILL, "lines": lines, "where": where, "beside": beside})
    (bill,), _ = await run(orders.ViewCart(), said("cart", {"language": "en"}))
    for row in (
        "= ₹76\n   📝 mota pisa",
        "Delivery to 7 Sneh Nagar, 452001 (as last time",
        "🕒 Wed 25 Nov, 6:00 PM to 8:00 PM",
        "📝 Your note: gate band hai",
        "💵 UPI",
    ):
        assert row in bill["bill"]


@pytest.mark.parametrize(
    ("opens", "closes", "said_so"),
    [
        ("18:00", None, "Wed 25 Nov, 6:00 PM"),
        (None, "20:00", "Wed 25 Nov, by 8:00 PM"),
        (None, None, "Wed 25 Nov"),
    ],
)
async def test_an_hour_is_said_as_far_as_it_is_known(
    books: Books, opens: str | None, closes: str | None, said_so: str
) -> None:
    wanted = {"day": "2026-11-25", "opens": opens, "closes": closes}
    books.decide("empty", notes=[{"note": "hour_closed", "wanted": wanted}])
    (note, _), _ = await run(orders.PlaceOrder(), said("2 kilo aata", {"language": "en"}))
    assert note["wanted"] == said_so


async def test_the_ways_to_pay_that_there_are_are_named(books: Books) -> None:
    books.decide(
        "empty", notes=[{"note": "payment_not_here", "payment": "khata", "payments": ["cash", "upi"]}]
    )
    (note, _), _ = await run(orders.PlaceOrder(), said("khate mein"))
    assert (note["payment"], note["payments"]) == ("khata", "cash ya UPI")


async def test_following_an_order_leaves_the_open_question_open(books: Books) -> None:
    books.decide("no_orders")
    _, slots = await run(orders.TrackOrder(), said("kahan hai", {"asking": "choose_product"}))
    assert slots == {}


async def test_several_orders_are_listed_and_can_be_tapped(books: Books) -> None:
    order = {
        "reference": "ORD-1001",
        "status": "out_for_delivery",
        "total_paise": 30600,
        "placed_at": "2026-11-24T11:00:00+05:30",
    }
    books.decide("choose_order", orders=[order])
    (question,), slots = await run(orders.CancelOrder(), said("cancel"))
    assert question["options"] == "• *ORD-1001*: ₹306, raste mein hai (Tue 24 Nov, 11:00 AM)"
    assert question["buttons"] == [{"title": "ORD-1001", "payload": '/cancel_order{"reference": "ORD-1001"}'}]
    assert slots["asking"] == "choose_order"


async def test_to_which_order_a_bare_number_is_an_answer(books: Books) -> None:
    await run(orders.CancelOrder(), said("1001", {"asking": "choose_order"}))
    assert books.body == {"reference": "1001", "said": "1001", "comes_otherwise": False}


async def test_books_that_do_not_answer_fail_the_turn(books: Books) -> None:
    books.answer = httpx.Response(503)
    with pytest.raises(BackendAway):
        await run(orders.ViewCart(), said("cart"))
    books.answer = httpx.Response(500)
    with pytest.raises(BackendUnreachable) as fault:
        await run(orders.ViewCart(), said("cart"))
    assert not isinstance(fault.value, BackendAway)
    books.answer = httpx.Response(401, json={})
    with pytest.raises(BackendRefusal):
        await run(orders.ViewCart(), said("cart"))


PAGES = {
    "PlaceOrder": "place_order",
    "ModifyOrder": "modify_order",
    "TrackOrder": "track_order",
    "CancelOrder": "cancel_order",
}


@pytest.mark.parametrize("listed", PAGES)
def test_whatever_offers_a_yes_waits_for_it(listed: str) -> None:
    """A reply with yes and no on it leaves the question open, so that a typed yes answers it too."""
    for outcome in outcomes("orders")[listed]:
        asks = any(
            "/affirm" in str(each.get("buttons"))
            for each in replies("orders")[f"utter_{PAGES[listed]}_{outcome}"]
        )
        assert not asks or outcome in orders.ASKING, outcome


def test_every_question_is_one_that_the_skill_names() -> None:
    (skill,) = (page for page in pages("orders") if page.skill == "orders" and "asking" in page.content)
    of_pages = {asked for asking in orders.ASKING_OF_PAGE.values() for asked in asking.values()}
    known = {*orders.ASKING.values(), *of_pages, shop.TAKE, orders.MORE}
    assert known == set(skill.content["asking"])
