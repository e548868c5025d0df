"""Which orders who sees to them asks for: a day is that on which an order is wanted, and the answer names it."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.backend.books import OWNER, RESTAURANT_NUMBER
from tests.backend.orders.conftest import ARJUN, Customer, Decision, at_home
from tests.backend.orders.test_ways import at_table
from tests.backend.readings import reading, sides, value

TODAY, TOMORROW, YESTERDAY = "2026-11-24", "2026-11-25", "2026-11-23"
CHINI, AATA = "ORD-1001", "ORD-1002"
KAMLA = "919000000201"  # who runs the restaurant


@pytest.fixture
def asked(books: None, priya: Customer, client: TestClient) -> Customer:
    """The owner, for whom sugar is wanted this evening, and flour tomorrow."""
    for who, line, day in (
        (priya, "6 kg chini", TODAY),
        (at_home(Customer(client, ARJUN)), "4 kg aata", TOMORROW),
    ):
        bill = who.says(line, time={"from": "19:00", "to": None, "date": day})
        assert bill.outcome == "confirm", bill
        assert who.do("/orders", summary=bill.facts["summary"]).outcome == "placed"
    return Customer(client, OWNER)


def asks(who: Customer, text: str, wish: str = "track_order", chance: float = 0.6, **values: Any) -> Decision:
    """What becomes of the words of a question, with what of days and hours was read in them."""
    found = [
        {"entity": entity, "value": value, "start": start, "end": end}
        for entity, (value, start, end) in values.items()
    ]
    reading = {
        "text": text,
        "intents": [{"name": wish, "confidence": chance}],
        "facets": sides(text, wish),
        "values": found,
    }
    return who.do("/answers", question="", reading=reading)


def day(iso: str, text: str) -> tuple[dict[str, Any], int, int]:
    """A day that is read at the beginning of a text."""
    return {"from": iso, "to": iso, "half": None, "ambiguous": False}, 0, len(text)


def hour(at: str, text: str, iso: str | None = None) -> tuple[dict[str, Any], int, int]:
    """An hour that is read at the beginning of a text."""
    return {"from": at, "to": None, "date": iso}, 0, len(text)


def found(heard: Decision) -> list[str]:
    """The orders of the answer."""
    assert heard.outcome == "taken", heard
    answer = heard.facts["answer"]
    assert answer["outcome"] == ("of_these" if answer["facts"]["orders"] else "none_of_these")
    return [each["reference"] for each in answer["facts"]["orders"]]


def test_a_day_is_the_one_on_which_an_order_is_wanted(asked: Customer) -> None:
    assert found(asks(asked, "aaj ke order dikhao", period=day(TODAY, "aaj"))) == [CHINI]
    assert found(asks(asked, "kal ke order dikhao", period=day(TOMORROW, "kal"))) == [AATA]


def test_a_kal_that_may_be_either_day_is_both(asked: Customer) -> None:
    said = asks(asked, "kal ke order dikhao", period=day(YESTERDAY, "kal"))
    assert found(said) == [AATA]
    assert said.facts["answer"]["facts"]["asked_for"]["days"] == [[YESTERDAY] * 2, [TOMORROW] * 2]


def test_what_came_goes_by_when_it_was_placed(asked: Customer) -> None:
    assert found(asks(asked, "aaj kaun kaun se order aaye", period=day(TODAY, "aaj"))) == [CHINI, AATA]


def test_an_hour_is_the_one_at_which_it_is_wanted_in_either_half_of_the_day(asked: Customer) -> None:
    for said in ("19:00", "07:00"):
        assert found(asks(asked, "7 baje wale order dikhao", time=hour(said, "7 baje"))) == [CHINI, AATA]
    assert found(asks(asked, "kal 7 baje wale order dikhao", time=hour("19:00", "kal 7 baje", TOMORROW))) == [
        AATA
    ]
    assert found(asks(asked, "5 baje wale order dikhao", time=hour("17:00", "5 baje"))) == []


@pytest.mark.parametrize(
    "words",
    ["chini kis kis ki hai", "चीनी किस किस ने मंगाई", "who all ordered sugar", "kisne chini li thi aaj"],
)
def test_whose_goods_are_is_asked_whatever_it_sounds_like(asked: Customer, words: str) -> None:
    assert found(asks(asked, words, "list_approvals", 0.9)) == [CHINI]


def test_what_nobody_has_ordered_is_said_to_be_in_no_order(asked: Customer) -> None:
    assert found(asks(asked, "who ordered maggi")) == []
    unknown = asks(asked, "who ordered xyzzy")
    assert found(unknown) == []
    assert unknown.facts["answer"]["facts"]["asked_for"]["unknown"] == "xyzzy"


def test_what_is_to_be_brought_is_no_question_of_the_shop(asked: Customer) -> None:
    said = asks(asked, "aaj kya kya deliver karna hai", "ask_store_info", 0.95, period=day(TODAY, "aaj"))
    assert found(said) == [CHINI]
    assert found(asks(asked, "pickup wale order dikhao")) == [AATA]


def test_a_status_is_asked_for(asked: Customer) -> None:
    asked.do("/orders/moved", reference=CHINI, status="accepted")
    assert asked.do("/orders/moved", reference=CHINI, status="ready").outcome == "moved"
    said = asks(asked, "kaun se order taiyar hain")
    assert found(said) == [CHINI], said.facts["answer"]["facts"]["asked_for"]


def test_who_eats_here_is_asked_for(guest: Customer, client: TestClient) -> None:
    bill = guest.says("1 pc samosa", left_over=at_table("table 4 pe"))
    placed = guest.do("/orders", summary=bill.facts["summary"]).facts["reference"]
    owner = Customer(client, KAMLA, RESTAURANT_NUMBER)
    assert found(asks(owner, "who is coming for dine in", "change_visit", 0.9)) == [placed]


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("mera order kahan hai", "track_order"),
        ("order kaise karte hain", "ask_help"),
        ("kisne paise diye aaj", "check_dues"),
        ("kaun chhutti par hai", "ask_team_leave"),
    ],
)
def test_what_says_of_no_order_which_is_none(asked: Customer, words: str, wish: str) -> None:
    said = asks(asked, words, wish, 0.8)
    assert said.outcome == "left" or said.facts["page"] != "track_order"


def test_a_customer_asks_for_nobodys_orders(asked: Customer, priya: Customer) -> None:
    assert asks(priya, "aaj ke order dikhao", period=day(TODAY, "aaj")).outcome == "left"


@pytest.mark.parametrize(
    "words", ["unpaid orders dikhao", "which orders are not paid yet", "kin order ka paisa nahi aaya"]
)
def test_orders_of_which_something_is_left_to_pay_say_how_much(asked: Customer, words: str) -> None:
    shown = _of(asks(asked, words))
    assert [each["reference"] for each in shown.facts["orders"]] == [CHINI, AATA]
    assert all(each["left_paise"] > 0 for each in shown.facts["orders"])
    total = shown.facts["orders"][0]["total_paise"]
    values = [value("money", {"paise": total}), value("reference", CHINI)]
    came = reading(f"{CHINI} ka {total // 100} cash mila", "record_payment", values)
    assert asked.do("/payments/recorded", reading=came).outcome == "recorded"
    assert [each["reference"] for each in _of(asks(asked, words)).facts["orders"]] == [AATA]


def test_who_has_not_paid_today_is_asked_of_the_days_orders(asked: Customer) -> None:
    text = "aaj kis kis ne paisa nahi diya"
    shown = _of(asks(asked, text, wish="check_dues", period=day(TODAY, "aaj")))
    assert [each["reference"] for each in shown.facts["orders"]] == [CHINI]


def test_every_goods_that_are_named_are_asked_for(asked: Customer) -> None:
    shown = _of(asks(asked, "chini aur aata kisne mangwaya"))
    assert {each["reference"] for each in shown.facts["orders"]} == {CHINI, AATA}


def _of(heard: Decision) -> Decision:
    assert heard.outcome == "taken", heard
    return Decision(**heard.facts["answer"])


@pytest.mark.parametrize(
    "words", ["aaj kya kya order aaye", "aaj kaun kaun se order aaye the", "today which orders came"]
)
def test_which_orders_came_today_is_never_a_question_of_what_is_sold(asked: Customer, words: str) -> None:
    shown = asks(asked, words, "view_menu", 0.7, period=day(TODAY, "aaj"))
    assert found(shown) == [CHINI, AATA]


def test_what_there_is_for_tomorrow_are_the_orders_that_are_wanted_then(
    asked: Customer, priya: Customer
) -> None:
    shown = asks(asked, "kal ke liye kya kya hai", "view_menu", 0.7, period=day(TOMORROW, "kal"))
    assert found(shown) == [AATA]
    menu = asks(asked, "kal ke menu me kya kya hai", "view_menu", 0.7, period=day(TOMORROW, "kal"))
    assert menu.outcome != "taken"
    assert (
        asks(priya, "kal ke liye kya kya hai", "view_menu", 0.7, period=day(TOMORROW, "kal")).outcome
        != "taken"
    )


def test_what_came_today_for_a_later_day_is_told_apart(asked: Customer) -> None:
    shown = asks(asked, "aaj ke order dikhao", period=day(TODAY, "aaj"))
    later = shown.facts["answer"]["facts"]["later_orders"]
    assert (found(shown), [each["reference"] for each in later]) == ([CHINI], [AATA])
