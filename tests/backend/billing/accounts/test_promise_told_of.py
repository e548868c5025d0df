"""What who is in charge tells of a customer's promise is no new debt, where the customer owes as much."""

from datetime import timedelta
from typing import Any

import pytest

from munshi import clock
from munshi.billing.accounts import service
from tests.backend.billing.accounts.conftest import PRIYA, Shopkeeper, balance, person_of
from tests.backend.books import KIRANA, opened
from tests.backend.readings import reading, value


def coming() -> str:
    return (clock.now().date() + timedelta(days=2)).isoformat()


def says(who: Shopkeeper, text: str, rupees: int | None = None, day: str | None = None) -> Any:
    """As the parser reads it: the sum, and the day."""
    period = [value("period", {"from": day, "to": day, "half": None, "ambiguous": False})] if day else []
    read = reading(text, "record_credit", period)
    at = text.find(str(rupees))
    sums = (
        [{"paise": rupees * 100, "role": "to_pay", "confidence": 0.9, "start": at, "end": at + 3}]
        if rupees
        else []
    )
    return who.do("/answers", question="", reading={**read, "sums": sums})


def promised_on() -> str | None:
    with opened() as session:
        account = service.account_of(session, KIRANA, person_of(session, PRIYA).id)
        return account.promised_on.isoformat() if account and account.promised_on else None


@pytest.mark.parametrize(
    "text",
    [
        "Priya Joshi parso 300 degi",
        "Priya Joshi ne bola 300 parso degi",
        "प्रिया जोशी परसों 300 देगी",
        "Priya Joshi will pay 300 day after tomorrow",
    ],
)
def test_until_the_day_nobody_reminds_and_nothing_is_written(owner: Shopkeeper, text: str) -> None:
    before = balance()
    heard = says(owner, text, 300, coming()).facts["answer"]
    assert (heard["outcome"], heard["facts"]["on"]) == ("promise_kept", coming())
    assert (balance(), promised_on()) == (before, coming())


def test_without_a_day_it_is_said_that_nothing_is_kept(owner: Shopkeeper) -> None:
    heard = says(owner, "Priya Joshi 300 degi", 300).facts["answer"]
    assert (heard["outcome"], promised_on()) == ("promise_without_day", None)


@pytest.mark.parametrize(
    ("text", "rupees"),
    [
        ("Priya Joshi parso degi, 300 likh lo", 300),
        ("Priya Joshi ko 300 udhaar diya parso degi", 300),
        ("Priya Joshi 9000 parso degi", 9000),  # more than she owes
        ("Priya Joshi parso 300 degi kya?", 300),
        ("Priya Joshi ne 300 diye", 300),
    ],
)
def test_what_is_taken_now_or_asked_is_no_promise(owner: Shopkeeper, text: str, rupees: int) -> None:
    answer = says(owner, text, rupees, coming())
    assert answer.outcome == "left" or not answer.facts["answer"]["outcome"].startswith("promise")
    assert promised_on() is None


def test_what_was_paid_beside_it_is_heard_next(owner: Shopkeeper) -> None:
    text = "Priya Joshi aaj 500 cash de gayi baki 600 mahine ke end me degi"
    heard = says(owner, text, 600, coming())
    assert (heard.facts["answer"]["outcome"], heard.facts["rest"]) == (
        "promise_kept",
        "Priya Joshi aaj 500 cash de gayi",
    )


def test_the_day_of_a_cheque_that_came_is_no_promise(owner: Shopkeeper) -> None:
    says(owner, "the 300 cheque of Priya Joshi, I have received it, will deposit tomorrow", 300, coming())
    assert promised_on() is None
