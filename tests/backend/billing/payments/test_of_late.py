"""Who asks after a payment has reported none: what has become of it is told, or that none is written."""

from typing import Any

import pytest

from tests.backend.billing.payments.conftest import Payer, last_told, reading
from tests.backend.books import OWNER


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


def test_who_has_paid_and_asks_whether_it_came_reports_it(payer: Payer) -> None:
    assert asks(payer, "500 bhej diye mile kya?", 500).outcome == "reported"


@pytest.mark.parametrize("says", ["haan 4050 wapas, mera upi fatima@ybl", "हाँ 4050 वापस"])
def test_money_that_is_to_come_back_is_no_payment(payer: Payer, says: str) -> None:
    body = reading("record_payment", 4050, says=says)
    said = payer.do("/answers", question="", reading=body).facts["answer"]
    assert (said["outcome"], last_told(OWNER)["khata_words"]) == ("back_told", says)
