"""What is wished of a placed order and changes nothing of it reaches the shop with the order."""

from typing import Any

import pytest
from sqlalchemy import update

from munshi.orders.bill_names import of_order
from munshi.orders.cancelling import says_not_to
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from tests.backend.books import opened
from tests.backend.orders.conftest import EMPLOYEE, Customer, Decision
from tests.backend.orders.test_at_table import seated
from tests.backend.orders.test_notes import note
from tests.backend.orders.test_notices import told as notices
from tests.backend.orders.test_of_placed import fetched, told


def wished(said: str, *texts: str) -> dict[str, Any]:
    """The pieces of a message that say how the goods shall be or come."""
    return {
        "left_over": [
            {
                "text": each,
                "kind": "note",
                "value": "wished",
                "line": None,
                "start": said.index(each),
                "end": said.index(each) + len(each),
            }
            for each in texts
        ]
    }


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("call kar dena aane se pehle, bell kharab hai", "talk_to_human"),
        ("call kar dena aane se pehle", "talk_to_human"),
        ("thode kacche hi bhejna", "modify_order"),
    ],
)
def test_a_wish_behind_an_order_goes_with_it(guest: Customer, said: str, intent: str) -> None:
    reference = fetched(guest, "4 pc butter naan").facts["reference"]
    passed = told(guest, said, intent, **wished(said, said.partition(",")[0]))
    assert passed
    assert (passed.outcome, passed.facts["order_words"]) == ("words_passed", said)
    assert passed.facts["reference"] == reference


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("mera naam likha kya? Sameer naam se hai order", "repeat_order"),
        ("mera naam Rajesh Bhatt hai, likh lo", "nlu_fallback"),
    ],
)
def test_a_name_behind_an_order_goes_with_it(priya: Customer, said: str, intent: str) -> None:
    fetched(priya, "6 kg cheeni")
    passed = told(priya, said, intent)
    assert passed
    assert passed.outcome == "words_passed"
    assert [name for _, name in notices()][-1] == "order_wish"


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ("naam Sameer likh lena, upi kar dunga", "naam Sameer likh lena"),
        ("Sameer naam se hai order", "Sameer naam se hai order"),
        ("mera naam Rajesh Bhatt hai, likh lo", "mera naam Rajesh Bhatt hai"),
        ("naam kya hai iska", None),
        ("upi kar dunga", None),
    ],
)
def test_in_whose_name_an_order_stands(said: str, clause: str | None) -> None:
    assert of_order(said) == clause


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("please tell the waiter to come to table 12", "ask_store_info"),
        ("koi aa jaye table pe", "talk_to_human"),
        ("ok leave it. bill please", "cancel_flow"),
    ],
)
def test_what_guests_ask_for_goes_to_the_shop_with_their_table(
    guest: Customer, said: str, intent: str
) -> None:
    seated(guest, "4")
    passed = told(guest, said, intent)
    assert passed
    assert (passed.outcome, passed.facts["where"]["table"]) == ("words_passed", "4")


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        ("arre nahi naya order nahi chahiye, pehle wala hi hai", True),
        ("no new order please, the first one is right", True),
        ("order nahi chahiye, cancel karo", False),
    ],
)
def test_who_wants_no_new_order_cancels_none(said: str, stays: bool) -> None:
    assert says_not_to(said) is stays


def test_who_wants_no_new_order_has_the_cart_emptied(priya: Customer) -> None:
    fetched(priya, "6 kg cheeni")
    priya.says("2 kg cheeni")
    said = "nahi naya order nahi chahiye, pehle wala hi hai"
    reading = {"text": said, "intents": [{"name": "cancel_order", "confidence": 0.9}]}
    heard = priya.do("/answers", question="confirm_order", reading=reading)
    assert heard.facts["answer"]["outcome"] == "emptied"
    assert priya.read("/orders/tracked").facts["reference"] == "ORD-1001"


def test_who_wants_none_as_the_last_was_bad_has_the_complaint_heard_next(priya: Customer) -> None:
    priya.says("2 kg cheeni")
    said = "नया ऑर्डर नहीं चाहिए, जो आया था वो खराब था"
    reading = {"text": said, "intents": [{"name": "raise_ticket", "confidence": 0.7}]}
    heard = priya.do("/answers", question="confirm_order", reading=reading).facts
    assert (heard["answer"]["outcome"], heard["rest"]) == ("emptied", "जो आया था वो खराब था")


@pytest.mark.parametrize("text", ["{} customer ko diya, delivered kar do", "{} wale ghar pe nahi the"])
def test_what_a_helper_tells_of_an_order_is_heard_by_who_sees_to_it(priya: Customer, text: str) -> None:
    reference = fetched(priya, "6 kg cheeni").facts["reference"]
    passed = told(Customer(priya.client, EMPLOYEE), text.format(reference), "track_order")
    assert passed
    assert passed.outcome == "helper_orders"
    assert [name for _, name in notices()][-1] == "order_wish"


def test_who_stands_before_an_address_is_its_first_line(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    said = "Rajesh Bhatt, 9 Nehru colony"
    piece = {"text": "9 Nehru colony", "kind": "address", "value": "whole"}
    lines = [{"name": "Rajesh Bhatt", "text": "Rajesh Bhatt"}]
    bill = priya.do("/cart/lines", lines=lines, text=said, said=said, left_over=[piece], pincode="452001")
    assert bill.facts["where"]["address"] == "Rajesh Bhatt, 9 Nehru colony"
    assert "unknown" not in bill.notes


@pytest.mark.parametrize("said", ["nahi bas itna hi", "that's all", "और कुछ नहीं"])
def test_who_wants_nothing_more_leaves_out_what_is_asked_about(priya: Customer, said: str) -> None:
    priya.says("2 kg cheeni")
    reading = {"text": said, "intents": [{"name": "modify_order", "confidence": 0.6}]}
    heard = priya.do("/answers", question="choose_quantity", reading=reading).facts
    assert heard["page"] == "place_order"
    assert heard["answer"]["outcome"] in ("confirm", "ask_address")


@pytest.mark.parametrize(
    "said", ["guarantee milegi ya nahi, dukan se puch ke batao", "please ask the shop if it fits"]
)
def test_what_the_shop_shall_be_asked_goes_to_it(priya: Customer, said: str) -> None:
    passed = told(priya, said, "check_warranty")
    assert passed
    assert passed.outcome == "asked_shop"
    assert [name for _, name in notices()][-1].startswith("order_")


@pytest.mark.parametrize(
    "said", ["butter naan me til mat daalna", "बटर नान में तिल मत डालना", "no sesame on the butter naan"]
)
@pytest.mark.parametrize(
    ("status", "outcome"), [(Status.PLACED, "words_passed"), (Status.ACCEPTED, "wish_passed")]
)
def test_how_a_placed_dish_shall_be_made_is_a_note_of_the_order(
    guest: Customer, said: str, status: Status, outcome: str
) -> None:
    reference = fetched(guest, "4 pc butter naan").facts["reference"]
    with opened() as session:
        session.execute(update(Order).where(Order.reference == reference).values(status=status))
    passed = told(guest, said, "modify_order", left_over=[{**note(said), "kind": "note", "value": "made"}])
    assert passed
    assert passed.outcome == outcome
    assert [name for _, name in notices()][-1] == "order_wish"
    assert guest.read("/orders/tracked").facts["beside"]["said"] == [said]


def test_the_note_goes_along_where_an_order_is_replaced(guest: Customer) -> None:
    said = "call kar dena aane se pehle"
    fetched(guest, "4 pc butter naan")
    told(guest, said, "talk_to_human", **wished(said, said))
    told(guest, said, "talk_to_human", **wished(said, said))
    asked = guest.says("1 pc butter naan", said="usi order mein 1 butter naan add kar do")
    assert asked.outcome == "reopen"
    reading = {"text": "haan", "intents": [{"name": "affirm", "confidence": 0.9}]}
    question = {"question": "confirm_reopen_order", "summary": asked.facts["summary"]}
    again = Decision(**guest.do("/answers", **question, reading=reading).facts["answer"])
    assert again.facts["beside"]["said"] == [said]
    placed = guest.do("/orders", summary=again.facts["summary"])
    assert placed.facts["beside"]["said"] == [said]
