"""By which way an order is paid is kept, whatever stands beside it, and with a yes beside it the order is placed."""

from decimal import Decimal
from typing import Any

import pytest

from munshi.business.models import Business
from munshi.orders.desk import payments_of
from munshi.orders.kept import Beside, Payment, Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.store_info import how_paid
from munshi.orders.ways_to_pay import asks_of_ways, bill_beside, says_only_the_way, told_beside, with_ways
from tests.backend.orders.conftest import Customer
from tests.backend.readings import reading, value


def ways(text: str, *lines: Said) -> list[str]:
    return [str(each) for each in with_ways(Message(list(lines), said=text)).beside.payments]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("बोरिंग रोड चौराहा के पास, शांति भवन, 800001, नगद दूँगा", "cash"),
        ("12 nehru colony 248002, पैसे घर पर दूँगी", "cash"),
        ("45 राजपुर रोड, पिन 248001। गूगल पे कर दूँगा", "upi"),
        ("पैसा माल मिलने पर", "cash"),
        ("plot 22, ring road ke paas. cash dunga, kitni der lagegi?", "cash"),
        ("bill le aao cash dena hai", "cash"),
        ("ok cash then. go ahead", "cash"),
        ("chalo cash le lena", "cash"),
        ("will pay by card, 2 switch", "card"),
        ("पैसे वहीं आकर दूँगी। बिल भी बना देना", "cash"),
        ("paise wahin de dunga", "cash"),
        ("wahin de dunga", "cash"),
        ("i will pay there", "cash"),
        ("upi is fine", "upi"),
        ("cash is ok", "cash"),
        ("upi works", "upi"),
    ],
)
def test_a_way_that_is_said_is_kept_whatever_stands_beside_it(text: str, way: str) -> None:
    assert ways(text) == [way]


@pytest.mark.parametrize(
    "text",
    [
        "upi chalega?",
        "kya cash chalega",
        "cash nahi hai",
        "phonepe se 112 bhej diye",
        "cash ya upi",
        "khate me paise nahi hain",
        "paise wapas karo",
        "can i pay there",
        "paise wahin rakhe the",
    ],
)
def test_a_question_and_money_that_went_are_no_way(text: str) -> None:
    assert ways(text) == []


def test_goods_that_are_called_like_a_way_are_goods() -> None:
    message = Message([Said("memory card", Decimal(2))], said="2 memory card le lo")
    assert with_ways(message) is message


def test_no_note_of_the_way_is_left_and_no_address() -> None:
    said = "shanti bhawan 800001, cash dunga"
    noted = with_ways(Message(said=said, where=said, beside=Beside(notes=[Spoken("cash dunga")])))
    assert (noted.beside.notes, noted.where) == ([], "shanti bhawan 800001, ")
    assert not says_only_the_way("shanti bhawan cash dunga")


@pytest.mark.parametrize(
    ("text", "bill"),
    [
        ("bill le aao cash dena hai", "bill le aao"),
        ("बिल ले आओ, यूपीआई से दूँगा", "बिल ले आओ"),
        ("पैसे वहीं आकर दूँगी। बिल भी बना देना", "बिल भी बना देना"),
        ("cash dunga", None),
    ],
)
def test_the_bill_beside_a_way_is_heard_too(text: str, bill: str | None) -> None:
    assert bill_beside(text) == bill


@pytest.mark.parametrize(
    ("text", "intent", "payment"),
    [
        ("cash denge, pakka kar do", "affirm", "cash"),
        ("I'll pay by UPI. Yes place it", "ask_store_info", "upi"),
        ("कैश दे दूँगी, ठीक है भेज दो", "request_technician", "cash"),
        ("यूपीआई से पैसे दूँगा, पक्का करो", "pay_bill", "upi"),
        ("chalo cash hi sahi, pakka karo", "affirm", "cash"),
        ("yes, will pay cash", "ask_store_info", "cash"),
    ],
)
def test_a_yes_beside_the_way_places_the_order(priya: Customer, text: str, intent: str, payment: str) -> None:
    bill = priya.says("6 kg chini")
    taken_for_goods = {"name": text.split()[-1], "quantity": None, "unit": None, "pack": None, "op": None}
    read = reading(text, intent, as_answer=[value("order_line", taken_for_goods)])
    heard = priya.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=read)
    placed: Any = heard.facts["answer"]
    assert placed["outcome"] == "placed"
    assert placed["facts"]["beside"]["payment"] == payment


@pytest.mark.parametrize(
    "text", ["cash denge, badal do", "cash denge, 2 kilo kar do", "upi se dunga", "upi is fine", "cash is ok"]
)
def test_a_way_beside_another_wish_places_nothing(priya: Customer, text: str) -> None:
    bill = priya.says("6 kg chini")
    read = reading(text, "pay_bill")
    heard = priya.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=read)
    shown: Any = heard.facts["answer"]
    assert shown["outcome"] != "placed"
    assert shown["facts"]["beside"]["payment"] == ("upi" if "upi" in text else "cash")


@pytest.mark.parametrize(
    ("text", "way", "rest"),
    [
        ("bill kitna hua table 3 ka? cash dunga", "cash", "bill kitna hua table 3 ka?"),
        ("can you get the bill for table 6? will pay by upi", "upi", "can you get the bill for table 6?"),
        ("टेबल 3 का बिल कितना हुआ? नकद दूँगी", "cash", "टेबल 3 का बिल कितना हुआ?"),
        ("काउंटर पर पैसे दे दूँगी, ठीक है ना?", "cash", None),
        ("cash dunga theek hai na?", "cash", None),
        ("मतलब नकद दूँगी लेते समय", "cash", None),
        ("paying at the counter, ok?", "cash", None),
        ("bill le aao cash dena hai", "cash", "bill le aao"),
        ("ok cash then. how long will it take?", "cash", "how long will it take?"),
    ],
)
def test_a_way_told_beside_a_question_is_kept_and_the_question_is_heard_next(
    guest: Customer, text: str, way: str, rest: str | None
) -> None:
    guest.orders("6 plate aloo tikki")
    answer = guest.do("/answers", question="", reading=reading(text, "request_invoice"))
    assert answer.facts["answer"]["outcome"] == "payment_kept", answer
    assert (answer.facts["answer"]["facts"]["payment"], answer.facts["rest"]) == (way, rest)
    assert guest.read("/orders/tracked").facts["beside"]["payment"] == way


def test_who_wants_to_pay_online_is_shown_how_and_the_way_is_kept(guest: Customer) -> None:
    guest.orders("6 plate aloo tikki")
    wish = reading("online pay karna hai", "pay_bill")
    answer = guest.do("/answers", question="", reading=wish)
    assert (answer.facts["answer"]["outcome"], answer.facts["rest"]) == ("payment_kept", wish["text"])
    assert guest.do("/answers", question="", reading=wish).outcome == "left"  # the wish is heard by its page


@pytest.mark.parametrize("text", ["upi se dunga?", "kitna hua, cash ya upi?", "i will pay 100 by upi"])
def test_a_way_that_is_asked_or_of_a_part_is_none_of_the_order(text: str) -> None:
    assert told_beside(text) is None


@pytest.mark.parametrize(
    ("upi_id", "orders", "here", "told"),
    [
        (None, {}, ["cash", "upi"], "payment_ways"),
        ("shop@upi", {}, ["cash", "upi"], "payment_upi"),
        (None, {"payments": ["cash", "upi"]}, ["cash", "upi"], "payment_ways"),
        ("shop@upi", {"payments": ["cash"]}, ["cash"], "payment_cash"),
        (None, {"payments": ["cash", "card"]}, ["cash", "card"], "payment_ways"),
    ],
)
def test_an_order_is_paid_as_the_shop_says_it_can_be(
    upi_id: str | None, orders: dict[str, Any], here: list[str], told: str
) -> None:
    shop = Business(upi_id=upi_id, settings={"orders": orders}, timezone="Asia/Kolkata", skills=["orders"])
    assert list(payments_of(shop)) == [Payment(each) for each in here]
    assert how_paid(shop)["topic"] == told


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("how do I pay, card chalega?", ["card"]),
        ("so no card?", ["card"]),
        ("what is my bill? can I pay by card?", ["card"]),
        ("may I pay by card", ["card"]),
        ("क्या कार्ड चलेगा", ["card"]),
        ("upi link bhejo", []),
        ("upi id kya hai", []),
        ("cash dunga", []),
        ("i will pay upi when i come. is the cake eggless?", []),
    ],
)
def test_whether_a_way_is_taken_is_asked_with_its_name(text: str, asked: list[str]) -> None:
    assert [str(each) for each in asks_of_ways(text)] == asked


@pytest.mark.parametrize("intent", ["pay_bill", "nlu_fallback"])
def test_who_asks_whether_a_way_is_taken_hears_so_and_owes_nothing_by_it(
    priya: Customer, intent: str
) -> None:
    priya.orders("6 kg cheeni")
    said = reading("how do I pay, card chalega?", intent)
    answer = priya.do("/answers", question="", reading=said).facts["answer"]
    assert (answer["outcome"], answer["facts"]["payments"]) == ("payment_not_here", ["cash", "upi"])
    said = reading("cash chalega?", intent)
    answer = priya.do("/answers", question="", reading=said).facts["answer"]
    assert [each["topic"] for each in answer["facts"]["about"]] == ["payment_upi"]


@pytest.mark.parametrize("text", ["can I pay by card?", "कार्ड से पेमेंट कर सकते हैं क्या?", "card chalega?"])
def test_who_asks_beside_a_cart_hears_that_a_way_is_not_taken(priya: Customer, text: str) -> None:
    bill = priya.says("6 kg chini")
    said = reading(text, "ask_store_info")
    answer = priya.do(
        "/answers", question="confirm_order", summary=bill.facts["summary"], reading=said
    ).facts["answer"]
    assert (answer["outcome"], answer["facts"]["payment"]) == ("payment_not_here", "card")


@pytest.mark.parametrize("text", ["And I will pay cash when it comes", "cash when it comes", "और नकद दूँगा"])
def test_a_way_told_beside_a_cart_is_kept_whatever_it_sounds_like(priya: Customer, text: str) -> None:
    bill = priya.says("6 kg chini")
    said = reading(text, "ask_store_info")
    heard = priya.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=said)
    shown: Any = heard.facts["answer"]
    assert (shown["outcome"], shown["facts"]["beside"]["payment"]) == ("confirm", "cash")


@pytest.mark.parametrize(
    "text", ["नहीं है तो रहने दो। बाकी पक्का कर दो", "nahi hai to rehne do. baki pakka kar do"]
)
def test_a_yes_to_the_rest_places_the_order(priya: Customer, text: str) -> None:
    bill = priya.says("6 kg chini")
    said = reading(text, "modify_order")
    heard = priya.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=said)
    assert heard.facts["answer"]["outcome"] == "placed"


@pytest.mark.parametrize("text", ["pata galat hai. baki pakka kar do?", "baki rehne do"])
def test_what_is_no_sure_yes_to_the_rest_places_nothing(priya: Customer, text: str) -> None:
    bill = priya.says("6 kg chini")
    said = reading(text, "modify_order")
    heard = priya.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=said)
    assert heard.facts["answer"]["outcome"] != "placed"
