"""Who asks after a payment has reported none: what has become of it is told, or that none is written."""

from typing import Any

import pytest

from munshi.undoing.wording import tells_of_paying
from tests.backend.billing.payments.conftest import Payer, last_told, reading
from tests.backend.billing.payments.test_sum_roles import said
from tests.backend.books import OWNER
from tests.backend.orders.conftest import at_home


def asks(who: Payer, says: str, rupees: float) -> Any:
    """A question, whose last word asks for a yes or a no."""
    side = {"facet": "asks_whether", "value": "so", "start": len(says) - 1, "end": len(says)}
    return who.do(
        "/payments/reported", reading={**reading("report_payment", rupees, says=says), "facets": [side]}
    )


@pytest.mark.parametrize("says", ["mere pati ne 2000 jama kiye the kya?", "did my husband pay 2000?"])
def test_a_question_reports_nothing(payer: Payer, says: str) -> None:
    said = asks(payer, says, 2000)
    assert (said.outcome, said.facts["pay_paise"]) == ("none_like_it", 200000)


def test_it_is_told_what_has_become_of_the_payment(payer: Payer, owner: Payer) -> None:
    payer.reports(500, says="500 bhej diye")
    assert asks(payer, "500 ka kya hua?", 500).outcome == "reported_already"


def test_a_sum_in_the_words_of_a_payment_is_of_that(payer: Payer) -> None:
    payer.reports(500, says="500 ka note diya tha, 120 chhutta")
    body = said("mere 120 ka kya hua?", [(120, "asked", 0.9)])
    assert payer.do("/payments/reported", reading=body).facts["pay_paise"] == 50000


def test_who_has_paid_and_asks_whether_it_came_reports_it(payer: Payer) -> None:
    assert asks(payer, "500 bhej diye mile kya?", 500).outcome == "reported"


@pytest.mark.parametrize("says", ["haan 4050 wapas, mera upi fatima@ybl", "हाँ 4050 वापस"])
def test_money_that_is_to_come_back_is_no_payment(payer: Payer, says: str) -> None:
    body = reading("record_payment", 4050, says=says)
    said = payer.do("/answers", question="", reading=body).facts["answer"]
    assert (said["outcome"], last_told(OWNER)["khata_words"]) == ("back_told", says)


def heard(who: Payer, says: str, rupees: float | None = None, intent: str = "report_payment") -> Any:
    """What the books make of words while nothing is asked."""
    body = reading(intent, rupees, says=says)
    return who.do("/answers", question="", reading=body).facts["answer"]


@pytest.mark.parametrize("says", ["{} wapas lo", "{} हटाओ", "please delete {}, i did not send it"])
def test_a_report_that_is_named_is_taken_back_after_a_yes(payer: Payer, says: str) -> None:
    reference = payer.reports(450, says="450 bhej diye").facts["pay_reference"]
    asked = heard(payer, says.format(reference))
    assert asked["outcome"] == "confirm_withdraw"
    assert payer.undoes(int(asked["facts"]["summary"].partition("|")[2])).outcome == "withdrawn"
    again = heard(payer, says.format(reference))
    assert (again["outcome"], again["facts"]["pay_status"]) == ("reported_already", "rejected")


@pytest.mark.parametrize("says", ["maine koi 450 nahi diye", "i did not pay 450"])
def test_who_says_that_nothing_was_paid_reports_nothing(payer: Payer, says: str) -> None:
    assert payer.reports(450, says=says).outcome == "not_sent"


@pytest.mark.parametrize("says", ["maine paise nahi bheje", "i did not pay anything", "मैंने पैसे नहीं दिए"])
def test_who_denies_what_was_just_noted_has_it_taken_back(payer: Payer, says: str) -> None:
    reference = payer.reports(450, says="450 bhej diye").facts["pay_reference"]
    said = {**reading("report_payment", says=says), "values": []}
    denied = payer.do("/payments/reported", reading=said)
    assert (denied.outcome, denied.facts["pay_reference"]) == ("denied", reference)
    assert payer.do("/payments/reported", reading=said).outcome == "not_sent"


@pytest.mark.parametrize(
    "words", ["gate pe guard ko de dena", "50 rupaye ki de do", "dono mila ke ek dibba", "३०० की दे दो"]
)
def test_what_shall_be_given_was_not_paid(words: str) -> None:
    assert not tells_of_paying(words)
    assert tells_of_paying(f"{words}, 500 de diye")


@pytest.mark.parametrize(
    "says",
    [
        "i paid {} yesterday, why is the bill {}",
        "maine {} diye, bill {} ka kyu hai",
        "मैंने {} दिए, बिल {} का क्यों है",
    ],
)
def test_who_asks_why_a_bill_is_so_much_sees_its_lines(payer: Payer, says: str) -> None:
    placed = at_home(payer).orders("3 kg khula aata", "2 l mungfali tel")
    total = placed.facts["total_paise"] // 100
    shown = heard(payer, says.format(total - 40, total), total)
    assert (shown["outcome"], shown["facts"]["bill_of"]) == ("line_by_line", placed.facts["reference"])
    assert len(shown["facts"]["bill_rows"]) == 2
    assert (shown["facts"]["bill_paid_paise"], shown["facts"]["bill_left_paise"]) == (0, total * 100)
