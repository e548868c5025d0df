"""What went on khata and came back, what the till should hold, and who took what, on the days that are asked about."""

from typing import Any

import pytest

from munshi.billing.accounts import service
from munshi.billing.accounts.rules import Kind
from munshi.people import service as people
from tests.backend.billing.accounts.conftest import Shopkeeper, kirana, person_of
from tests.backend.books import KIRANA, OWNER, opened
from tests.backend.readings import reading, value


def asks(who: Shopkeeper, text: str) -> Any:
    return who.do("/answers", question="confirm_stock", reading=reading(text, "ask_sales_summary"))


def pays(owner: Shopkeeper, name: str, rupees: int, way: str) -> None:
    said = reading(f"{name} ne {rupees} {way} diye", "record_payment", [value("person", name)])
    said["values"].append(value("money", {"paise": rupees * 100}))
    owner.do("/payments/recorded", reading=said)


@pytest.mark.parametrize(
    "text",
    ["aaj udhaar kitna diya logo ko?", "how much udhaar given and recovered today", "आज उधार कितना दिया"],
)
def test_what_was_written_by_hand_is_the_credit_of_the_day(owner: Shopkeeper, text: str) -> None:
    owner.writes("Priya Joshi", rupees=340)
    pays(owner, "Priya Joshi", 500, "cash")
    said = asks(owner, text).facts["answer"]
    assert said["outcome"] == "day_khata"
    assert (said["facts"]["given_paise"], said["facts"]["back_paise"]) == (34000, 50000)
    assert [each["paise"] for each in said["facts"]["payers"]] == [34000]


def test_the_till_holds_the_cash_alone(owner: Shopkeeper) -> None:
    pays(owner, "Priya Joshi", 500, "cash")
    pays(owner, "Priya Joshi", 240, "upi")
    said = asks(owner, "आज गल्ले में नकद कितना होना चाहिए").facts["answer"]
    assert said["outcome"] == "day_till"
    assert (said["facts"]["paise"], said["facts"]["ways"]) == (50000, {"upi": 24000})


def test_what_went_back_by_another_way_than_cash_is_said_beside_it(owner: Shopkeeper) -> None:
    pays(owner, "Priya Joshi", 240, "upi")
    with opened() as session:
        person, key = person_of(session).id, "test:back"
        service.post(session, KIRANA, person, Kind.REFUND, 10000, key, way="upi")
    facts = asks(owner, "aaj gulle me cash kitna hona chahiye").facts["answer"]["facts"]
    assert (facts["ways"], facts["ways_back"]) == ({"upi": 14000}, {"upi": 10000})


@pytest.mark.parametrize("text", ["aaj cash kitna aaya", "how much cash came today", "हाथ में कैश कितना है"])
def test_cash_that_is_asked_for_is_that_of_the_till(owner: Shopkeeper, text: str) -> None:
    pays(owner, "Priya Joshi", 500, "cash")
    said = asks(owner, text).facts["answer"]
    assert (said["outcome"], said["facts"]["paise"]) == ("day_till", 50000)


def test_who_took_it_is_whoever_wrote_it(owner: Shopkeeper) -> None:
    pays(owner, "Priya Joshi", 500, "cash")
    name = _owner_is_called()
    for text in (f"{name} ne aaj kitna liya", f"{name} ke paas kitna cash hai"):
        said = asks(owner, text).facts["answer"]
        assert (said["outcome"], said["facts"]["paise"]) == ("day_taken", 50000)


def _owner_is_called() -> str:
    with opened() as session:
        person = people.find(session, kirana(session).id, OWNER)
        assert person is not None
        assert person.called is not None
        return person.called.split()[0]


def test_repairs_are_counted_by_their_bills(owner: Shopkeeper) -> None:
    said = asks(owner, "repair se aaj kitna hua").facts["answer"]
    assert (said["outcome"], said["facts"]["number"]) == ("day_repairs", 0)


@pytest.mark.parametrize(
    "text", ["Priya Joshi ko udhaar kitna diya", "kis kis ka baki hai", "visit kitne baje hai"]
)
def test_what_is_about_one_customer_or_no_money_is_something_else(owner: Shopkeeper, text: str) -> None:
    heard = asks(owner, text)
    assert heard.outcome == "left" or not heard.facts["answer"]["outcome"].startswith("day_")


def test_customers_do_not_hear_it(priya: Shopkeeper) -> None:
    heard = asks(priya, "aaj udhaar kitna diya")
    assert heard.outcome == "left" or not heard.facts["answer"]["outcome"].startswith("day_")


@pytest.mark.parametrize(
    "text",
    [
        "is mahine ki bikri aur udhaar kitna diya",
        "इस महीने की बिक्री और उधार कितना दिया",
        "how much did we sell, sales and udhaar given",
    ],
)
def test_what_asks_of_the_sales_too_is_answered_by_them(owner: Shopkeeper, text: str) -> None:
    assert asks(owner, text).outcome == "left"
