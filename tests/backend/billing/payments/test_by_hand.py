"""What went from hand to hand is cash; money of yesterday, or for an order that is paid, is for no order of today."""

import pytest

from tests.backend.billing.payments.conftest import Payer, balance, reading
from tests.backend.books import Clock
from tests.backend.orders.conftest import Customer


@pytest.mark.parametrize(
    ("says", "way"),
    [
        ("bete ke haath 90 bhijwaye hain", "cash"),
        ("मालिक को 90 दिए", "cash"),
        ("gave 90 at the counter", "cash"),
        ("100 का नोट दिया था, 90 के लिए", "cash"),
        ("90 bhej diye", "upi"),
        ("90 भेज दिए, बाकी दुकान पर दे दूंगा", "upi"),
        ("ladke ko bola tha, 90 gpay kiye", "upi"),
        ("ramesh bhai ko 90 diye", "cash"),
        ("gave 90 to ramesh", "cash"),
        ("ramesh wale order ke 90 diye", "upi"),
    ],
)
def test_the_way_that_is_not_said(payer: Payer, says: str, way: str) -> None:
    assert payer.reports(90, says=says).facts["pay_way"] == way


@pytest.mark.parametrize(
    "says", ["kal wale 70 maine de diye the cash me", "i gave 70 cash yesterday, for yesterday's milk"]
)
def test_money_of_yesterday_is_for_no_order_of_today(payer: Payer, fatima: Customer, says: str) -> None:
    fatima.orders("6 kg cheeni")
    assert payer.reports(70, says=says).facts["pay_for"] == []


@pytest.mark.parametrize("says", ["100 cash malik ko diye", "मालिक को 100 नकद दिए"])
def test_an_order_that_is_told_of_as_paid_takes_no_second_claim(
    payer: Payer, fatima: Customer, says: str
) -> None:
    order = fatima.orders("6 kg cheeni").facts["reference"]
    first = payer.reports(306, says="306 gpay kar diye")
    assert first.facts["pay_for"] == [order]
    second = payer.reports(100, says=says, once_more="yes")
    assert second.facts["pay_for"] == []


@pytest.mark.parametrize("says", ["aadha advance bhej diya", "half paid"])
def test_half_of_the_only_order_is_a_sum(payer: Payer, fatima: Customer, says: str) -> None:
    fatima.orders("6 kg cheeni")
    told = payer.reports(says=says)
    assert (told.outcome, told.facts["pay_paise"]) == ("reported", 15300)


@pytest.mark.parametrize("says", ["haan, aane par cash de dunga", "हां पक्का, आने पर नकद दे दूंगा"])
def test_a_yes_with_what_is_paid_later_reports_nothing(payer: Payer, fatima: Customer, says: str) -> None:
    bill = fatima.says("6 kg cheeni")
    agreed = {"entity": "agreed", "value": True, "start": 0, "end": says.index(",")}
    body = {**reading("affirm", says=says), "as_answer": [agreed]}
    said = payer.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=body).facts
    assert said["answer"]["outcome"] == "placed"


def test_the_same_sum_by_the_same_way_within_a_day_is_asked_about(owner: Payer, now: Clock) -> None:
    first = owner.records("Fatima", 645, says="Fatima ne 645 upi diye").facts["pay_reference"]
    now.passes(hours=5)
    again = owner.records("Fatima", 645, says="Fatima ke 645 upi aa gaye")
    assert (again.outcome, again.facts["pay_reference"]) == ("twice", first)
    assert balance() == -645


def test_the_same_sum_by_another_way_hours_later_is_another_payment(owner: Payer, now: Clock) -> None:
    owner.records("Fatima", 645, says="Fatima ne 645 upi diye")
    now.passes(hours=5)
    assert owner.records("Fatima", 645, says="Fatima ne 645 cash diye").outcome == "recorded"
