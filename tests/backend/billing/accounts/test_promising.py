"""When a customer says to pay later, the owners hear it, no sum is written, and reminders wait until that day."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from munshi import clock
from munshi.billing.accounts import reminding, service
from munshi.callers import Caller
from munshi.people.rules import Role
from tests.backend.billing.accounts.conftest import (
    ARJUN,
    FATIMA,
    PRIYA,
    Shopkeeper,
    balance,
    has_written,
    kirana,
    person_of,
    told,
)
from tests.backend.books import KIRANA, OWNER, opened
from tests.backend.orders.conftest import Customer
from tests.backend.readings import reading, value


def says(who: Shopkeeper, text: str, day: str | None, question: str = "") -> Any:
    period = [value("period", {"from": day, "to": day, "half": None, "ambiguous": False})] if day else []
    read = {**reading(text, "record_credit", period), "facets": [{"facet": "of_money", "value": "so"}]}
    return who.do("/answers", question=question, reading=read)


def coming() -> str:
    return (clock.now().date() + timedelta(days=7)).isoformat()


@pytest.mark.parametrize(
    "text",
    ["baaki 5 tareekh ko dunga", "बाकी पैसा 5 तारीख को दूँगी, दुकानदार को बता दो", "will pay the rest on 5th"],
)
@pytest.mark.parametrize("question", ["", "take_claim_correction", "payment_amount"])
def test_the_owners_hear_the_day(priya: Shopkeeper, text: str, question: str) -> None:
    before = balance()
    heard = says(priya, text, coming(), question).facts["answer"]
    assert (heard["outcome"], heard["facts"]["on"], balance()) == ("promise_told", coming(), before)
    assert told("khata_promised")[0]["khata_words"] == text


def test_until_then_nobody_is_reminded_but_who_is_named_alone(owner: Shopkeeper, priya: Shopkeeper) -> None:
    has_written(PRIYA, clock.now())
    says(priya, "baaki 5 tareekh ko dunga", coming())
    with opened() as session:
        caller = Caller(kirana(session), person_of(session, OWNER), frozenset({Role.OWNER}))
        both = [person_of(session), person_of(session, ARJUN)]
        shown = reminding.draft(session, caller, both)
    assert "promised" in [each["why"] for each in shown.facts["skipped"]]
    assert owner.asks("remind", name="Priya Joshi").outcome == "confirm_reminders"


def test_what_was_paid_beside_it_is_heard_next(priya: Shopkeeper) -> None:
    heard = says(priya, "400 bhej diye baki 5 tareekh ko dunga", coming())
    assert (heard.facts["answer"]["outcome"], heard.facts["rest"]) == ("promise_told", "400 bhej diye")


def test_a_sum_with_a_day_is_a_promise_while_something_is_ordered(priya: Shopkeeper) -> None:
    Customer(priya.client).says("2 kg aata")
    day = {"from": coming(), "to": coming(), "half": None, "ambiguous": False}
    said = {
        **reading("1000 abhi baki kal", "report_payment", [value("period", day)]),
        "sums": [{"paise": 100000, "role": "to_pay", "confidence": 0.9, "start": 0, "end": 4}],
    }
    heard = priya.do("/answers", question="give_address", reading=said)
    assert (heard.facts["answer"]["outcome"], heard.facts["stays"]) == ("promise_told", True)


def test_without_a_day_the_words_are_passed_on(priya: Shopkeeper) -> None:
    assert says(priya, "baaki salary aane par dunga", None).facts["answer"]["outcome"] == "promise_passed"


def test_what_is_asked_is_no_promise(priya: Shopkeeper) -> None:
    assert says(priya, "mera kitna baki hai", None).outcome == "left"


@pytest.mark.parametrize(
    "text",
    ["200 abhi de deti hu cash baki friday ko", "200 अभी दे देती हूँ बाकी शुक्रवार को", "i will pay 200 on friday"],
)
def test_a_day_of_the_week_that_lies_behind_is_of_the_week_to_come(priya: Shopkeeper, text: str) -> None:
    today = clock.now().date()
    last = today - timedelta(days=4)
    heard = says(priya, text, last.isoformat()).facts["answer"]
    assert (heard["outcome"], heard["facts"]["on"]) == (
        "promise_told",
        (last + timedelta(days=7)).isoformat(),
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("आज शाम तक 220 दे दूँगी", [value("order_line", {"name": "दूँगी", "quantity": "220"})]),
        ("my son will bring 220 in the evening", []),
        ("अभी पैसे नहीं दिए, शाम को देंगे", []),
    ],
)
def test_an_hour_alone_is_of_today(priya: Shopkeeper, text: str, read: list[Any]) -> None:
    hour = value("time", {"from": "16:00", "to": "20:00", "date": None})
    said = reading(text, "update_stock", [hour, *read])
    heard = priya.do("/answers", question="", reading=said).facts["answer"]
    assert (heard["outcome"], heard["facts"]["on"]) == ("promise_told", clock.now().date().isoformat())


@pytest.mark.parametrize("text", ["mera beta 500 daalega", "my brother will send 500", "मेरा बेटा 500 डालेगा"])
def test_a_sum_that_somebody_will_send_is_a_promise_and_no_payment(priya: Shopkeeper, text: str) -> None:
    said = reading(text, "report_payment", [value("money", {"paise": 50000})])
    heard = priya.do("/answers", question="", reading=said).facts["answer"]
    assert (heard["outcome"], told("khata_promise_passed")[0]["khata_words"]) == ("promise_passed", text)


def test_the_days_of_a_bill_that_is_wished_move_no_promise(priya: Shopkeeper) -> None:
    says(priya, "baaki 5 tareekh ko dunga", coming())
    period = [value("period", {"from": "2026-11-01", "to": "2026-11-30", "half": None, "ambiguous": False})]
    wish = reading("bill bhejo pichle mahine ka", "request_invoice", period)
    priya.do("/answers", question="", told=["utter_check_dues_promise_told"], reading=wish)
    with opened() as session:
        account = service.account_of(session, KIRANA, person_of(session).id)
        assert account is not None
        assert str(account.promised_on) == coming()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "thik. baki 1260 5 tareekh ko dunga. vo 900 ka kya liya tha maine?",
            "vo 900 ka kya liya tha maine?",
        ),
        ("will pay 1260 on 5th. what was the 900 for?", "what was the 900 for?"),
        ("1260 पांच तारीख को दूँगा। वो 900 किस चीज़ का है?", "वो 900 किस चीज़ का है?"),
    ],
)
def test_what_is_asked_of_another_sum_beside_it_is_heard_next(
    priya: Shopkeeper, text: str, asked: str
) -> None:
    heard = says(priya, text, coming()).facts
    assert (heard["answer"]["outcome"], heard["rest"]) == ("promise_told", asked)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("नहीं पैसे की बात नहीं, कल सुबह वही सामान चाहिए", "कल सुबह वही सामान चाहिए"),
        ("nahi paise ki baat nahi, wahi saman kal bhejo", "wahi saman kal bhejo"),
        ("no not about money", None),
    ],
)
def test_who_meant_no_money_has_promised_nothing_and_the_owners_hear_it(
    priya: Shopkeeper, text: str, rest: str | None
) -> None:
    says(priya, "baaki 5 tareekh ko dunga", coming())
    said = reading(text, "repeat_order")
    heard = priya.do("/answers", question="", told=["utter_check_dues_promise_told"], reading=said).facts
    assert (heard["answer"]["outcome"], heard["rest"]) == ("promise_taken_back", rest)
    assert told("khata_not_promised")[0]["khata_words"] == text
    with opened() as session:
        account = service.account_of(session, KIRANA, person_of(session).id)
        assert account is not None
        assert account.promised_on is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("september se pura hisab bhejo", "september"),
        ("सितंबर से पूरा हिसाब भेजो", "सितंबर"),
        ("send my statement since september", "september"),
    ],
)
def test_a_statement_that_is_wished_right_behind_a_promise_moves_it_not(
    priya: Shopkeeper, text: str, named: str
) -> None:
    says(priya, "baaki 5 tareekh ko dunga", coming())
    month = {"from": "2026-09-01", "to": "2026-09-30", "half": None, "ambiguous": False}
    at = text.index(named)
    wish = reading(text, "check_dues", [value("period", month, at, at + len(named))])
    said = priya.do("/answers", question="", told=["utter_check_dues_promise_told"], reading=wish)
    assert said.facts["answer"]["outcome"] == "statement"
    with opened() as session:
        account = service.account_of(session, KIRANA, person_of(session).id)
        assert account is not None
        assert str(account.promised_on) == coming()


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        (
            "shanivar ko dunga. hisab 1 september se aaj tak ka chahiye",
            "hisab 1 september se aaj tak ka chahiye",
        ),
        ("will pay the rest saturday. send my statement", "send my statement"),
    ],
)
def test_a_promise_and_a_statement_are_both_heard(priya: Shopkeeper, text: str, wish: str) -> None:
    at, days = text.index(wish), {"half": None, "ambiguous": False}
    gone = {"from": "2026-09-01", "to": clock.now().date().isoformat(), **days}
    read = reading(
        text,
        "apply_leave",
        [
            value("period", {"from": coming(), "to": coming(), **days}, 0, 3),
            value("period", gone, at + len("hisab "), at + 20),
        ],
    )
    heard = priya.do("/answers", question="", reading=read).facts
    assert (heard["answer"]["outcome"], heard["answer"]["facts"]["on"]) == ("promise_told", coming())
    assert heard["rest"] == wish


def test_a_sum_of_a_day_is_a_promise_of_who_owes_nothing_too(client: TestClient, books: None) -> None:
    text, day = "5000 28 december ko dunga", coming()
    fatima = Shopkeeper(client, FATIMA)
    period = [value("period", {"from": day, "to": day, "half": None, "ambiguous": False})]
    sums = [{"paise": 500000, "start": 0, "end": 4, "role": "to_pay", "confidence": 0.8}]
    read = {**reading(text, "nlu_fallback", period), "sums": sums}
    heard = fatima.do("/answers", question="", reading=read).facts["answer"]
    assert (heard["outcome"], heard["facts"]["on"], balance(FATIMA)) == ("promise_told", day, 0)
    assert told("khata_promised")[0]["khata_words"] == text
