"""What only the shop can answer or make good reaches it in the customer's words, and moves nothing."""

from typing import Any

import pytest

from munshi.billing.bills.service import issue_for_order
from munshi.business.models import Business
from munshi.orders import moving
from munshi.orders.bill_names import beside_a_number, find, instead, noted
from munshi.orders.for_shop import asks_what_is_in
from munshi.orders.in_all import amount_in_all
from tests.backend.books import KIRANA, RESTAURANT_NUMBER, opened
from tests.backend.orders.conftest import FATIMA, Customer
from tests.backend.orders.test_notices import told as notices
from tests.backend.orders.test_of_placed import fetched, told


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("does dal fry have garlic?", True),
        ("dal fry me lehsun hota hai kya", True),
        ("what comes in the thali", True),
        ("थाली में क्या क्या आता है", True),
        ("do you have dal fry?", False),
        ("dal fry kitne me aata hai", False),
        ("1 dal fry me mirchi kam", False),
    ],
)
def test_what_is_in_a_dish_is_a_question(said: str, asks: bool) -> None:
    assert asks_what_is_in(said, asks="?" in said or "kya" in said) is asks


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("2 total", 2),
        ("kul 4", 4),
        ("सिर्फ 3 चाहिए", 3),
        ("2 hi. ek aur nahi", 2),
        ("24 in all", 24),
        ("2 maggi hi", None),
        ("45 nagar", None),
        ("2", None),
        ("2 nahi 3 hi", None),
    ],
)
def test_a_number_is_all_that_is_wanted(said: str, amount: int | None) -> None:
    assert amount_in_all(said) == amount


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("bill sharma traders ke naam se", "sharma traders"),
        ("ok put the name Rakesh Menon on bill", "Rakesh Menon"),
        ("बिल पर नाम सुरेश पटेल लिख दो", "सुरेश पटेल"),
        ("yes and bill on Sharma Textiles name", "Sharma Textiles"),
        ("bill pe Hotel Sai Kripa likhna", "Hotel Sai Kripa"),
        ("bill to Dr. Sen", "Dr. Sen"),
        ("bill banega Malwa Infotech Pvt Ltd ke naam", "Malwa Infotech Pvt Ltd"),
        ("bill pati Dilip Patidar ke naam", "Dilip Patidar"),
        ("make bill in her name", None),
        ("bill to 9 sneh nagar", None),
        ("bill par discount dena", None),
        ("bill mere naam se", None),
        ("send the bill on my name", None),
        ("cake pe naam likhna Rohan", None),
        ("GST bill chahiye 23AAPFU0939F1Z3 sharma traders ke naam", None),
        ("बिल पर मेरा नाम डाल देना राजेश तिवारी", "राजेश तिवारी"),
        ("bill pe naam Verma Traders Pvt Ltd hi hai na", "Verma Traders Pvt Ltd"),
        ("name on bill should be Nexus Infotech", "Nexus Infotech"),
        ("bill sunil joshi name se dobara bhejo", "sunil joshi"),
        ("अच्छा सादा बिल ही सुरेश खत्री के नाम भेज दो", "सुरेश खत्री"),
        ("pls put Harish Menon on the bill", "Harish Menon"),
        ("bill whatsapp pe bhej dena, naam Leela Pawar", "Leela Pawar"),
        ("bill bhej dena, parcel pe naam likhna Rohan", None),
        ("put the order number on the bill", None),
        ("bill company ke naam ka chahiye", None),
        ("is bill me naam galat likha hai", None),
        ("नाम तो डालो बिल में वर्धमान ट्रेडर्स", "वर्धमान ट्रेडर्स"),
        ("बिल पर ये लिखना गोपाल राठी", "गोपाल राठी"),
        ("bill ka naam theek karke Om Agencies kar do", "Om Agencies"),
        ("please keep the name on my bill as Neha Jain", "Neha Jain"),
        ("bill in the name of my mother Sunita Devi", "Sunita Devi"),
        ("naam Verma Caterers dikh raha hai na bill pe", "Verma Caterers"),
        ("bill office ke liye chahiye", None),
        ("the name on my bill is wrong, put Kamal Nathani", "Kamal Nathani"),
    ],
)
def test_in_whose_name_a_bill_shall_be(said: str, name: str | None) -> None:
    found = find(said)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("isme mera naam Rohit Kulkarni likh ke do", "Rohit Kulkarni"),
        ("sorry naam Sunita nahi Sunil Joshi karna tha", "Sunil Joshi"),
        ("naam to aaya hi nahi isme, Deepak Rathore karo", "Deepak Rathore"),
        ("naam kya likha hai isme", None),
    ],
)
def test_behind_a_bill_it_need_not_be_named_again(said: str, name: str | None) -> None:
    found = find(said, spoken_of=True)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("need gst bill for Kavya Foods 23AAHCM7788Q1ZH", "Kavya Foods"),
        ("gst bill Verma Traders ke naam banana GSTIN 23AABCU9603R1ZM", "Verma Traders"),
        ("gstin bhi daal dena 23AABCV9603R1ZU", None),
        ("जीएसटी बिल भी चाहिए 23AAKPS4521L1ZI के नाम पर", None),
    ],
)
def test_the_name_beside_a_number_of_a_firm(said: str, name: str | None) -> None:
    assert beside_a_number(said) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [("बिल मुकेश शर्मा", "मुकेश शर्मा"), ("bill saath bhejna", None), ("bill jaldi chahiye", None)],
)
def test_a_note_of_a_bill_and_a_name_is_the_name(said: str, name: str | None) -> None:
    assert noted(said) == name


def test_a_name_that_was_noted_is_put_right() -> None:
    assert instead("डाल नहीं राजेश तिवारी", "डाल") == "राजेश तिवारी"


def of_shop(who: Customer) -> list[str]:
    """What the shop was told of nobody's order."""
    return [name for _, name in notices() if name in ("order_request", "order_wish")]


@pytest.mark.parametrize("said", ["dal tadka me lehsun hota hai kya?", "does dal tadka have garlic?"])
def test_the_shop_hears_what_is_asked_and_nothing_is_ordered(books: None, client: Any, said: str) -> None:
    guest = Customer(client, FATIMA, RESTAURANT_NUMBER)
    asked = told(guest, said, "place_order")
    assert asked
    assert (asked.outcome, asked.facts["order_words"]) == ("question_passed", said)
    assert of_shop(guest) == ["order_request"]
    assert guest.do("/cart/view").outcome == "empty"


@pytest.mark.parametrize("said", ["cheeni mein keede nikle", "चीनी में कीड़े निकले", "sugar had insects in it"])
def test_a_complaint_goes_with_its_order_where_none_are_kept(priya: Customer, said: str) -> None:
    with opened() as session:
        session.get_one(Business, KIRANA).skills = ["orders", "billing"]
    reference = fetched(priya, "6 kg cheeni").facts["reference"]
    passed = told(priya, said, "raise_ticket")
    assert passed
    assert (passed.outcome, passed.facts["reference"]) == ("complaint_passed", reference)
    assert of_shop(priya) == ["order_wish"]


def test_a_complaint_is_a_ticket_where_they_are_kept(priya: Customer) -> None:
    fetched(priya, "6 kg cheeni")
    assert told(priya, "cheeni mein keede nikle", "raise_ticket") is None


@pytest.mark.parametrize(
    "said",
    ["192 diye cash, bill Mehta Traders ke naam se bana dena", "192 दिए, बिल मेहता ट्रेडर्स के नाम से बना देना"],
)
def test_what_was_paid_beside_the_name_of_a_bill_is_heard_next(priya: Customer, said: str) -> None:
    fetched(priya, "6 kg cheeni")
    body = {"text": said, "intents": [{"name": "request_invoice", "confidence": 0.9}]}
    heard = priya.do("/answers", question="", reading=body).facts
    assert (heard["answer"]["outcome"], heard["rest"]) == ("bill_name_kept", said.partition(",")[0])


def test_the_name_of_a_bill_is_of_the_order_and_printed(priya: Customer) -> None:
    reference = fetched(priya, "6 kg cheeni").facts["reference"]
    kept = told(priya, "bill sharma traders ke naam se bana dena", "request_invoice")
    assert kept
    assert (kept.outcome, kept.facts["buyer"]) == ("bill_name_kept", "sharma traders")
    with opened() as session:
        order = moving.find(session, KIRANA, reference)
        assert order
        assert issue_for_order(session, order).recipient["name"] == "sharma traders"
    asked = told(priya, "बिल गुप्ता स्टोर के नाम से बना दो", "request_invoice")
    assert asked
    assert asked.outcome == "bill_name_asked"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [("raseed bhejo", "ask_request"), ("रसीद भेज दो", "ask_request"), ("bill bhejo", None)],
)
def test_a_receipt_of_which_nothing_is_here_is_asked_of_the_shop(
    stranger: Customer, said: str, outcome: str | None
) -> None:
    asked = told(stranger, said, "request_invoice")
    assert (asked and asked.outcome) == outcome


@pytest.mark.parametrize(
    "said", ["bill ka naam galat hai, Kamal Nathani karo", "बिल बदलो, नाम कमल नाथानी लिखो"]
)
def test_without_an_order_the_name_of_an_old_bill_is_for_the_shop(priya: Customer, said: str) -> None:
    asked = told(priya, said, "request_invoice")
    assert asked
    assert (asked.outcome, asked.facts["order_words"]) == ("ask_bill_name", said)


def test_without_an_order_a_name_is_kept_for_the_next_one(priya: Customer) -> None:
    kept = told(priya, "bill Mehta Traders ke naam se banana", "request_invoice")
    assert kept
    assert (kept.outcome, kept.facts["buyer"]) == ("bill_name_next", "Mehta Traders")


def test_a_bill_of_many_orders_in_a_name_is_for_the_shop(priya: Customer) -> None:
    fetched(priya, "6 kg cheeni")
    asked = told(priya, "is mahine ke saare bill Lotus Trust ke naam kar do", "request_invoice")
    assert asked
    assert asked.outcome == "ask_request"


@pytest.mark.parametrize("said", ["bill pe naam Om Stores dikh raha hai na", "बिल में नाम ओम स्टोर्स लिखा है क्या"])
def test_a_question_for_the_name_changes_none(priya: Customer, said: str) -> None:
    fetched(priya, "6 kg cheeni")
    assert told(priya, "bill Mehta Traders ke naam se banana", "request_invoice")
    asked = told(priya, said, "request_invoice")
    assert asked
    assert (asked.outcome, asked.facts["buyer"]) == ("bill_name_kept", "Mehta Traders")


def test_goods_beside_a_name_come_to_the_open_order_whose_bill_it_is(priya: Customer) -> None:
    fetched(priya, "6 kg cheeni")
    body = {
        "text": "bill Mehta Traders ke naam, aur 2 kg cheeni bhi bhej dena",
        "intents": [{"name": "request_invoice", "confidence": 0.9}],
    }
    heard = priya.do("/answers", question="", reading=body).facts
    assert heard["answer"]["outcome"] == "bill_name_kept"
    assert "2 kg cheeni" in heard["rest"]
