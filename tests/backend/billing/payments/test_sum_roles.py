"""The books go by what each sum of a message is: only what was surely paid is written."""

from typing import Any

import pytest
from sqlalchemy import select

from munshi.billing.payments.models import Payment
from tests.backend.billing.payments.conftest import Payer, balance, owes, reading
from tests.backend.books import opened

Roles = list[tuple[int, str, float]]


def said(text: str, roles: Roles, intent: str = "report_payment") -> dict[str, Any]:
    """A message with its sums, each with its role and how likely that is."""
    sums = [
        {
            "paise": rupees * 100,
            "role": role,
            "confidence": chance,
            "start": text.index(str(rupees)),
            "end": text.index(str(rupees)) + len(str(rupees)),
        }
        for rupees, role, chance in roles
    ]
    return {**reading(intent, says=text), "sums": sums}


def written() -> list[int]:
    """The payments of the books, in rupees."""
    with opened() as session:
        return [paise // 100 for paise in session.scalars(select(Payment.paise).order_by(Payment.id))]


@pytest.mark.parametrize("text", ["340 ka tha 300 ka hua", "340 का था 300 का हुआ"])
def test_a_sum_in_doubt_is_asked_about_with_the_sums_to_tap(payer: Payer, text: str) -> None:
    roles = [(340, "worth", 0.9), (300, "paid", 0.5)]
    asked = payer.do("/payments/reported", reading=said(text, roles))
    assert (asked.outcome, asked.facts["pay_said"], written()) == ("ask_amount", [34000, 30000], [])
    tapped = {**reading("report_payment"), "text": None, "values": [{"entity": "paise", "value": 30000}]}
    done = payer.do("/payments/reported", reading=tapped)
    assert (done.outcome, written()) == ("reported", [300])


@pytest.mark.parametrize("text", ["paying 310 by upi utr 700088889999", "310 upi kar raha utr 700088889999"])
def test_what_has_a_reference_went(payer: Payer, text: str) -> None:
    done = payer.do("/payments/reported", reading=said(text, [(310, "to_pay", 0.9)]))
    assert (done.outcome, done.facts["pay_paise"]) == ("reported", 31000)


@pytest.mark.parametrize("text", ["mera 640 aaya kya", "did my 640 come", "मेरा 640 आया क्या"])
def test_what_is_asked_about_is_no_payment(payer: Payer, text: str) -> None:
    asked = payer.do("/payments/reported", reading=said(text, [(640, "asked", 0.9)]))
    assert (asked.outcome, written()) == ("none_like_it", [])


@pytest.mark.parametrize("text", ["45 wapas kar do", "45 वापस कर दो", "give back 45"])
def test_the_very_sum_that_shall_come_back_is_wished_for(payer: Payer, owner: Payer, text: str) -> None:
    claim = payer.reports(250, says="250 bheje").facts["pay_reference"]
    owner.decides(claim, "confirm")
    body = said(text, [(45, "back", 0.9)], "check_dues")
    answer = payer.do("/answers", question="", reading=body).facts["answer"]
    assert (answer["outcome"], answer["facts"]["paise"], balance()) == ("back_wanted", 4500, -250)


def test_what_shall_come_back_beside_a_payment_is_said(payer: Payer) -> None:
    body = said("280 bheje 208 ki jagah 72 lauta do", [(280, "paid", 1), (208, "worth", 1), (72, "back", 1)])
    done = payer.do("/answers", question="", reading=body).facts["answer"]
    assert (done["outcome"], done["facts"]["pay_back_said"], written()) == ("reported", 7200, [280])


def test_the_same_sum_with_another_reference_is_another_payment(payer: Payer) -> None:
    payer.reports(500, says="500 bheje utr 612345678901", reference="612345678901")
    again = said("500 dobara gaye, dusra utr 612345678902", [(500, "paid", 1)])
    again["values"] = [{"entity": "reference", "value": "612345678902"}]
    done = payer.do("/payments/reported", reading=again)
    assert (done.outcome, written()) == ("reported", [500, 500])


def test_a_confirmed_payment_that_was_denied_is_told_to_the_shop(payer: Payer, owner: Payer) -> None:
    owes(410)
    claim = payer.reports(410, says="410 bheje").facts["pay_reference"]
    owner.decides(claim, "confirm")
    body = said("410 nahi 401 gaye the", [(410, "denied", 1), (401, "paid", 1)])
    answer = payer.do("/answers", question="", reading=body).facts["answer"]
    assert (answer["outcome"], written()) == ("right_asked", [410])


def test_the_only_sum_of_words_that_tell_of_paying_is_asked_no_more(payer: Payer) -> None:
    owes(100)
    heard = payer.do("/payments/reported", reading=said("60 delivery wale ko de diye", [(60, "paid", 0.55)]))
    assert (heard.outcome, heard.facts["pay_way"], written()) == ("reported", "cash", [60])


def test_the_same_sum_by_two_ways_is_two_payments(payer: Payer) -> None:
    owes(188)
    read = said("94 cash, 95 upi kiye", [(94, "paid", 0.9), (95, "paid", 0.9)])
    read["text"] = "94 cash, 94 upi kiye"
    read["sums"][1]["paise"] = 9400
    for heard in (
        payer.do("/answers", question="", reading=read),
        payer.do(
            "/answers", question="", reading={**read, "intents": [{"name": "place_order", "confidence": 0.9}]}
        ),
    ):
        outcome = "left" if heard.outcome == "left" else heard.facts["answer"]["outcome"]
        assert outcome in ("left", "confirm_several")
    assert payer.do("/payments/reported", reading=read).outcome == "confirm_several"


def test_who_has_taken_it_without_a_sum_is_told_of_the_claim(payer: Payer) -> None:
    owes(500)
    payer.do("/payments/reported", reading=said("500 diye the", [(500, "paid", 0.9)]))
    again = payer.do("/payments/reported", reading=said("kal imran ko diye the cash me", []))
    assert (again.outcome, again.facts["pay_way"], written()) == ("way_noted", "cash", [500])


def test_a_sum_that_comes_too_is_a_payment_of_its_own(payer: Payer) -> None:
    owes(900)
    payer.do("/payments/reported", reading=said("200 diye", [(200, "paid", 0.9)]))
    too = payer.do("/payments/reported", reading=said("aaj ke 45 bhi upi kiye", [(45, "paid", 0.9)]))
    assert (too.outcome, written()) == ("reported", [200, 45])


def test_the_same_sum_that_comes_too_by_another_way_is_a_second_payment(payer: Payer) -> None:
    owes(40)
    payer.do("/payments/reported", reading=said("20 upi kar diye", [(20, "paid", 0.9)]))
    too = payer.do("/payments/reported", reading=said("20 cash bhi de diye ladke ko", [(20, "paid", 0.9)]))
    assert (too.outcome, too.facts["pay_way"], written()) == ("reported", "cash", [20, 20])


def test_several_sums_that_were_paid_are_reported_though_it_sounds_like_a_wish_to_pay(payer: Payer) -> None:
    read = said("gave 150 cash and 75 by upi", [(150, "paid", 0.99), (75, "paid", 0.9)], "pay_bill")
    answer = payer.do("/answers", question="", reading=read).facts["answer"]
    assert answer["outcome"] == "confirm_several"
    assert [each["pay_paise"] for each in answer["facts"]["pay_sums"]] == [15000, 7500]
