"""A note that stands beside an order is a wish of the customer, as long as they wish it: as policy."""

import pytest
from sqlalchemy import select

from munshi.orders.denying import contradicts, denies, taken_back
from munshi.orders.kept import Note
from munshi.orders.models import Order
from tests.backend.books import opened
from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_notes import note
from tests.backend.orders.test_of_placed import fetched, told
from tests.backend.orders.test_unheard import noted, written
from tests.backend.readings import hear, reading


def test_only_a_wish_is_kept_and_a_scrap_is_said_not_to_be_understood(priya: Customer) -> None:
    pieces = [
        note("thaili double karna", says="wish"),
        note("dungi", says="talk"),
        note("kothrud me", says="unclear"),
    ]
    bill = priya.says("6 kg cheeni", left_over=pieces)
    assert noted(bill) == ["thaili double karna"]
    assert bill.note("not_noted")["names"] == ["kothrud me"]


def test_what_nobody_has_heard_is_judged_too(priya: Customer) -> None:
    said = written("6 kg cheeni then send it home", "cheeni", "then")
    said["telling"][1]["says"] = "talk"
    assert noted(priya.says("6 kg cheeni", **said)) == []


def test_a_promise_to_pay_is_never_dropped(priya: Customer) -> None:
    said = "paise 30 tarikh ko dunga"
    assert noted(priya.says("6 kg cheeni", left_over=[note(said, says="talk")])) == [said]


@pytest.mark.parametrize(
    "text", ["no need to call", "phone ki zarurat nahi", "nahi rehne do phone", "फोन की ज़रूरत नहीं"]
)
def test_what_is_not_needed_leaves_the_notes(priya: Customer, text: str) -> None:
    wish = "aane se pehle phone call karna"
    bill = priya.says(
        "6 kg cheeni", left_over=[note(wish, says="wish"), note("thaili bhi dena", says="wish")]
    )
    heard = hear(priya, "confirm_order", bill.facts["summary"], reading(text, "talk_to_human"))
    assert heard
    assert heard["facts"]["beside"]["said"] == ["thaili bhi dena"]


def test_what_is_not_needed_leaves_a_placed_order_and_the_shop_hears_it(priya: Customer) -> None:
    reference = fetched(priya, "6 kg cheeni", said="6 kg cheeni").facts["reference"]
    with opened() as session:
        order = session.scalars(select(Order).where(Order.reference == reference)).one()
        order.notes = ["call before coming"]
        session.commit()
    passed = told(priya, "no need to call", "talk_to_human")
    assert passed
    assert passed.facts["order_words"] == "no need to call"
    with opened() as session:
        assert session.scalars(select(Order).where(Order.reference == reference)).one().notes == []


def test_a_wish_that_is_denied_right_behind_is_none(priya: Customer) -> None:
    text = "thaili double karna, nahi rehne do"
    priya.says("6 kg cheeni")
    wish = {"text": "thaili double karna", "kind": "note", "value": None, "says": "wish"}
    piece = {**wish, "line": None, "start": 0, "end": len("thaili double karna")}
    read = {**reading(text, "place_order"), "left_over": [piece]}
    heard = hear(priya, "confirm_order", "", read)
    assert heard is None or "thaili" not in str(heard["facts"].get("beside"))


def test_a_contrary_wish_takes_the_place_of_one_and_no_other_does() -> None:
    assert contradicts("call mat karna", "call before coming")
    assert not contradicts("dal me pyaz mat dalna", "dal me ghee zyada dalna")
    assert denies("ghanti wala rehne do", "ghanti mat bajana")
    assert not taken_back([Note("dal me ghee zyada")], "plastic rehne do")


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("cancel this also sorry, wont be able to come", "nlu_fallback"),
        ("isko cancel kar do", "modify_order"),
        ("इसे कैंसिल कर दीजिए", "nlu_fallback"),
    ],
)
def test_who_points_at_an_order_and_cancels_is_asked_about_it_and_of_two_which(
    priya: Customer, said: str, intent: str
) -> None:
    fetched(priya, "6 kg cheeni")
    asked = told(priya, said, intent)
    assert asked
    assert asked.outcome == "confirm_cancel"
    fetched(priya, "2 kg cheeni")
    which = told(priya, said, intent)
    assert which
    assert which.outcome == "choose_order"


def test_who_cancels_the_goods_of_an_order_cancels_that_one(priya: Customer) -> None:
    first = fetched(priya, "6 kg cheeni").facts["reference"]
    fetched(priya, "2 kg aata")
    line = {"name": "cheeni", "op": "remove"}
    values = [{"entity": "order_line", "value": line, "start": 14, "end": 20}]
    asked = told(priya, "please cancel cheeni pickup", "modify_order", values=values)
    assert asked
    assert (asked.outcome, asked.facts["reference"]) == ("confirm_cancel", first)
