"""A payment of an earlier day, one that came by another way after all, and a claim of which less came."""

from datetime import timedelta

import pytest

from munshi import clock
from munshi.billing.accounts.came import came_in
from munshi.billing.payments import service
from tests.backend.billing.payments.conftest import Payer, balance, last_told, owes, reading
from tests.backend.billing.payments.test_confirming import hears
from tests.backend.books import KIRANA, OWNER, opened

YESTERDAY = {"from": "2026-11-23", "to": "2026-11-23", "half": None, "ambiguous": False}


def came_since(days: int) -> dict[str, int]:
    """What came by each way since the morning of a day, in paise."""
    with opened() as session:
        since = (clock.now() - timedelta(days=days)).replace(hour=0, minute=0)
        return {way: paise for way, paise in came_in(session, KIRANA, since).items() if paise}


def day_of(reference: str) -> str:
    """The day of a payment."""
    with opened() as session:
        found = service.find(session, KIRANA, reference)
        assert found
        return clock.on_the_wall(found.at, "Asia/Kolkata")[:10]


def yesterday() -> dict[str, object]:
    """The day before today, as it is read."""
    day = (clock.now_in("Asia/Kolkata") - timedelta(days=1)).date().isoformat()
    return {**YESTERDAY, "from": day, "to": day}


@pytest.mark.parametrize("says", ["kal Fatima ne 200 diye the", "Fatima paid 200 yesterday"])
def test_it_is_of_the_day_that_is_said(payer: Payer, owner: Payer, says: str) -> None:
    owes(500)
    done = owner.records("Fatima", 200, says=says, period=yesterday())
    assert (done.outcome, balance()) == ("recorded", 300)
    assert day_of(done.facts["pay_reference"]) == yesterday()["from"] == done.facts["pay_on"]
    assert (came_since(0), came_since(1)) == ({}, {"cash": 20000})
    owner.undoes(done.facts["act"])
    assert (came_since(0), came_since(1), balance()) == ({}, {}, 500)


def test_the_day_of_what_is_paid_for_is_not_that_of_the_payment(payer: Payer, owner: Payer) -> None:
    text = "Fatima gave 200 in cash for a cake on Sunday"
    sunday = {"from": "2026-11-22", "to": "2026-11-22", "half": None, "ambiguous": False}
    body = reading("record_payment", 200, says=text, person="Fatima")
    at = text.index("200")
    values = [
        {**each, "start": at, "end": at + 3} if each["entity"] == "money" else each for each in body["values"]
    ]
    values.append({"entity": "period", "value": sunday, "start": text.index("Sunday"), "end": len(text)})
    done = owner.do("/payments/recorded", reading={**body, "values": values})
    assert (done.outcome, done.facts["pay_on"]) == ("recorded", None)


def test_the_same_of_the_same_day_is_asked_about(payer: Payer, owner: Payer) -> None:
    owes(500)
    owner.records("Fatima", 200, says="kal Fatima ne 200 diye the", period=yesterday())
    assert owner.records("Fatima", 200, says="kal Fatima ne 200 diye", period=yesterday()).outcome == "twice"
    assert balance() == 300


@pytest.mark.parametrize("says", ["wo cash nahi upi tha", "it was upi not cash", "वो कैश नहीं यूपीआई था"])
def test_what_came_by_another_way_is_written_by_that(payer: Payer, owner: Payer, says: str) -> None:
    owes(500)
    owner.records("Fatima", 200, says="Fatima ne 200 diye")
    assert came_since(0) == {"cash": 20000}
    done = hears(owner, says).facts["answer"]
    assert (done["outcome"], done["facts"]["pay_way"], balance()) == ("other_way", "upi", 300)
    assert came_since(0) == {"upi": 20000}


@pytest.mark.parametrize("says", ["{} upi me badal do", "change {} to upi", "{} को यूपीआई में बदल दो"])
def test_a_payment_that_is_named_is_written_by_its_other_way(payer: Payer, owner: Payer, says: str) -> None:
    owes(500)
    number = owner.records("Fatima", 200, says="Fatima ne 200 diye").facts["pay_reference"]
    owner.records("Fatima", 50, says="Fatima ne 50 diye")
    done = hears(owner, says.format(number)).facts["answer"]
    assert (done["outcome"], balance(), came_since(0)) == ("other_way", 250, {"cash": 5000, "upi": 20000})


@pytest.mark.parametrize("says", ["{} cash tha upi nahi", "Fatima ke 200 cash me the UPI me nahi"])
def test_a_claim_has_its_other_way_before_it_is_decided(payer: Payer, owner: Payer, says: str) -> None:
    owes(500)
    number = payer.reports(200, says="200 upi kiye").facts["pay_reference"]
    body = reading("record_payment", 200, says=says.format(number))
    shown = owner.do("/answers", question="", reading=body).facts["answer"]
    assert (shown["outcome"], shown["facts"]["pay_way"], balance()) == ("claim_shown", "cash", 500)


@pytest.mark.parametrize("says", ["upi se kitne aaye", "PAY-1 cash tha", "Arjun ka wo upi tha"])
def test_other_words_of_a_way_change_none(payer: Payer, owner: Payer, says: str) -> None:
    owes(500)
    owner.records("Fatima", 200, says="Fatima ne 200 diye")
    hears(owner, says)
    assert came_since(0) == {"cash": 20000}


@pytest.mark.parametrize("says", ["500 bola tha 400 hi aaye", "Fatima said 500 but only 400 came"])
def test_less_than_was_said_is_asked_about_and_the_claim_not_confirmed(
    payer: Payer, owner: Payer, says: str
) -> None:
    owes(900)
    payer.reports(500, says="500 bhej diye")
    read = [{"entity": "money", "value": {"paise": each}} for each in (50000, 40000)]
    reading = {"text": says, "intents": [{"name": "record_payment", "confidence": 0.9}], "values": read}
    asked = owner.do("/payments/recorded", reading=reading)
    assert (asked.outcome, asked.facts["pay_right_paise"], balance()) == ("claim_waits", 40000, 900)


@pytest.mark.parametrize("says", ["Arjun ka payment le liya", "arjun patel ne 176 diye", "Arjun's 176 came"])
def test_who_else_is_named_is_no_answer_to_how_much(payer: Payer, owner: Payer, says: str) -> None:
    owes(500)
    assert owner.records("Fatima", None, says="Fatima ne paise diye").outcome == "ask_amount"
    read = {
        **reading("record_payment", says=says),
        "values": [{"entity": "money", "value": {"paise": 17600}}],
    }
    heard = owner.do("/answers", question="payment_amount", reading=read)
    assert (heard.facts["answer"]["outcome"], heard.facts["rest"], balance()) == ("dropped", says, 500)


def test_who_was_asked_about_may_be_named_again(payer: Payer, owner: Payer) -> None:
    owes(500)
    owner.records("Fatima", None, says="Fatima ne paise diye")
    heard = owner.do(
        "/answers",
        question="payment_amount",
        reading=reading("record_payment", 176, says="Fatima ne 176 diye"),
    )
    assert (heard.facts["answer"]["outcome"], balance()) == ("recorded", 324)


def ago(days: int) -> dict[str, object]:
    """A day that has gone by, as it is read."""
    day = (clock.now_in("Asia/Kolkata") - timedelta(days=days)).date().isoformat()
    return {**YESTERDAY, "from": day, "to": day}


@pytest.mark.parametrize(
    "says", ["300 cash diya tha 15 oct ko", "300 नकद दिए थे 15 अक्टूबर को", "paid 300 cash on 15 oct"]
)
def test_a_day_said_beside_a_claim_is_that_of_the_payment(payer: Payer, owner: Payer, says: str) -> None:
    owes(500)
    told = payer.reports(300, says=says, period=ago(47))
    assert told.facts["pay_on"] == last_told(OWNER)["pay_on"] == ago(47)["from"]
    owner.decides(told.facts["pay_reference"], "confirm")
    assert (came_since(0), came_since(46), came_since(47), balance()) == ({}, {}, {"cash": 30000}, 200)


@pytest.mark.parametrize(
    ("says", "days"),
    [
        ("300 diye, baki 15 oct ko dunga", -9),  # of what is to come
        ("15 oct ke bill ke 300 diye", 47),  # of the bill
        ("300 diye 15 oct ko", 300),  # too long ago to be sure of the year
    ],
)
def test_another_day_is_not_that_of_the_payment(payer: Payer, says: str, days: int) -> None:
    body = reading("report_payment", 300, says=says)
    at = says.index("15")
    body["values"].append({"entity": "period", "value": ago(days), "start": at, "end": at + len("15 oct")})
    assert payer.do("/payments/reported", reading=body).facts["pay_on"] is None
