"""A complaint in words of money reaches the shop whole, and is neither an order nor a payment."""

from typing import Any

import pytest

from munshi.orders.khata_wishes import takes_off
from munshi.orders.money_complaints import goes_on, is_one, told_beside
from tests.backend.books import RESTAURANT_NUMBER
from tests.backend.orders.conftest import FATIMA, Customer
from tests.backend.orders.test_for_shop import of_shop
from tests.backend.orders.test_of_placed import fetched, told
from tests.backend.readings import reading, value


@pytest.mark.parametrize(
    ("said", "complains"),
    [
        ("do paratha kam nikle, 60 wapas kar do", True),
        ("दही खराब थी 40 वापस चाहिए", True),
        ("the curd was spoiled, want 40 refunded", True),
        ("i was charged twice for one thali", True),
        ("bill me 3 lassi likhi hai maine 2 hi li thi", True),
        ("shampoo nahi mila, uske 90 mat jodna", True),
        ("lassi ka 60 kyu liya, rate to 50 hai", True),
        ("mera refund kab aayega", True),
        ("besan 1 kilo ki jagah aadha kilo aaya, 40 kaat lena", True),
        ("pichli baar doodh kam tha, dhyan rakhna", False),
        ("2 kilo cheeni bhej do", False),
        ("500 bhej diye galti se, 295 wapas karo", False),
        ("640 likha hai khate me maine nahi liya", False),
        ("paise wapas nahi aaye 200", False),
        ("to 295 kab wapas milega?", False),
    ],
)
def test_what_is_a_complaint_of_goods_in_words_of_money(said: str, complains: bool) -> None:
    assert is_one(said) is complains


def test_what_came_otherwise_beside_a_payment_is_one() -> None:
    assert told_beside("330 de diye cash, par naan thanda aaya")
    assert not told_beside("330 de diye cash, 2 naan bhej do")


def test_few_words_go_on_from_one() -> None:
    assert goes_on("60 kam karo")
    assert goes_on("60 का क्या हुआ")
    assert not goes_on("2 kilo cheeni")


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("ek dal kam nikli 1 hi thi, 120 wapas kar do", "report_payment"),
        ("दो दाल मंगाई थी एक ही आई, 120 वापस", "place_order"),
        ("charged twice for dal fry, refund 120", "place_order"),
    ],
)
def test_it_reaches_a_shop_without_a_desk_and_nothing_is_ordered(
    books: None, client: Any, said: str, intent: str
) -> None:
    guest = Customer(client, FATIMA, RESTAURANT_NUMBER)
    heard = told(guest, said, intent)
    assert heard
    assert (heard.outcome, heard.facts["order_words"]) == ("complaint_noted", said)
    assert of_shop(guest) == ["order_request"]
    assert guest.do("/cart/view").outcome == "empty"


@pytest.mark.parametrize(
    "said", ["cheeni 1 kilo kam nikli 46 wapas, 232 de diye cash", "232 दे दिए, चीनी कम निकली 46 वापस"]
)
def test_what_was_paid_beside_it_is_heard_next(priya: Customer, said: str) -> None:
    fetched(priya, "6 kg cheeni")
    body = {"text": said, "intents": [{"name": "report_payment", "confidence": 0.9}]}
    heard = priya.do("/answers", question="", reading=body).facts
    assert heard["answer"]["outcome"] == "complaint_passed"
    assert "232" in heard["rest"]
    assert "46" not in heard["rest"]


@pytest.mark.parametrize(
    ("said", "rest"),
    [("3 kg cheeni bhejo, pichli baar aata kharab tha paise wapas do 90, 12 vijay nagar 452010",
      "3 kg cheeni bhejo, 12 vijay nagar 452010"),
     ("पिछली बार आटा खराब था 90 वापस, 3 kg cheeni भेज दो", "3 kg cheeni भेज दो")],
)  # fmt: skip
def test_what_is_ordered_beside_it_is_heard_next_with_its_address(
    priya: Customer, said: str, rest: str
) -> None:
    body = {"text": said, "intents": [{"name": "place_order", "confidence": 0.9}]}
    heard = priya.do("/answers", question="", reading=body).facts
    assert (heard["answer"]["outcome"], heard["rest"]) == ("complaint_noted", rest)


@pytest.mark.parametrize(
    "said",
    ["mere khate se kisi aur ko mat dena", "meri beti bhi mere khate se le sakti hai", "close my account please",
     "meri limit 5000 kar do", "मेरे खाते से किसी और को सामान मत देना"],
)  # fmt: skip
def test_what_is_wished_of_a_khata_reaches_the_owner(priya: Customer, said: str) -> None:
    heard = told(priya, said, "check_dues")
    assert heard
    assert (heard.outcome, heard.facts["order_words"]) == ("khata_passed", said)
    assert of_shop(priya) == ["order_request"]


@pytest.mark.parametrize("said", ["mera khata dikhao", "khate me likh lo", "mera khata kitna hai"])
def test_what_is_asked_of_a_khata_is_no_wish(priya: Customer, said: str) -> None:
    heard = told(priya, said, "check_dues")
    assert heard is None or heard.outcome != "khata_passed"


def test_what_is_taken_off_an_advance() -> None:
    assert takes_off("200 jama hai usme se kaat lo")
    assert takes_off("एडवांस से काट लो")
    assert takes_off("usme se kaat lena")
    assert not takes_off("usme se 2 hata do")
    assert not takes_off("advance kitna dena hai")


@pytest.mark.parametrize("said", ["mere 200 jama hai usse kaat lena", "मेरे 200 जमा हैं काट लेना"])
def test_it_is_told_with_the_open_order_and_no_payment(priya: Customer, said: str) -> None:
    fetched(priya, "6 kg cheeni")
    heard = told(priya, said, "report_payment")
    assert heard
    assert (heard.outcome, heard.facts["balance_paise"]) == ("ahead_wished_none", 0)
    assert of_shop(priya) == ["order_wish"]


@pytest.mark.parametrize(
    ("said", "intent"),
    [("bill 2 log alag alag denge", "request_invoice"), ("बिल के दो हिस्से कर दो", "nlu_fallback"),
     ("saare payment ki list bhejo", "pay_bill"), ("kya cheque se 3200 lenge", "report_payment")],
)  # fmt: skip
def test_what_no_message_does_is_offered_to_the_shop_whole(priya: Customer, said: str, intent: str) -> None:
    heard = told(priya, said, intent)
    assert heard
    assert (heard.outcome, heard.facts["order_words"]) == ("ask_request", said)


def test_goods_beside_what_is_taken_off_are_ordered(priya: Customer) -> None:
    text = "1 kg cheeni uske paise usi me se kaat lena"
    line = value("order_line", {"name": "cheeni", "quantity": "1", "unit": "kg"}, 0, 10)
    assert priya.do("/answers", question="", reading=reading(text, "place_order", [line])).outcome == "left"
