"""Who asks when they have paid, or what, hears it from the books; nothing is written of it."""

from typing import Any

import pytest

from tests.backend.billing.payments.conftest import Payer, reading


def asks(who: Payer, says: str, rupees: float | None = None) -> Any:
    """What becomes of a question while nothing is asked."""
    read = reading("report_payment", rupees, says=says)
    return who.do("/answers", question="", reading=read).facts["answer"]


@pytest.mark.parametrize(
    "says", ["maine last payment kab kiya tha", "when did i pay last", "पिछला भुगतान कब किया था मैंने"]
)
def test_when_they_have_paid_last(payer: Payer, says: str) -> None:
    assert asks(payer, says)["outcome"] == "none_paid"
    payer.reports(300, says="300 bhej diye")
    payer.reports(120, says="120 cash diye", once_more="yes")
    said = asks(payer, says)
    assert (said["outcome"], [each["pay_paise"] for each in said["facts"]["pay_list"]]) == (
        "paid_list",
        [12000],
    )


@pytest.mark.parametrize("says", ["sab raseed bhej do", "send all my receipts", "मेरी सब रसीदें दो"])
def test_all_that_they_have_paid(payer: Payer, says: str) -> None:
    payer.reports(300, says="300 bhej diye")
    payer.reports(120, says="120 cash diye", once_more="yes")
    assert len(asks(payer, says)["facts"]["pay_list"]) == 2


@pytest.mark.parametrize(
    "says",
    [
        "so how much have you received from me in total?",
        "maine kul kitna diya hai ab tak",
        "मैंने कुल कितना दिया अब तक?",
    ],
)
def test_how_much_has_come_in_all_counts_what_is_confirmed(payer: Payer, owner: Payer, says: str) -> None:
    owner.decides(payer.reports(300, says="300 bhej diye").facts["pay_reference"], "confirm")
    payer.reports(120, says="120 cash diye", once_more="yes")
    facts = asks(payer, says)["facts"]
    assert (len(facts["pay_list"]), facts["pay_received_paise"]) == (2, 30000)


@pytest.mark.parametrize("says", ["pichle hafte ka 500 mila tha?", "पिछले हफ्ते का 500 मिला था?"])
def test_of_a_sum_that_is_not_known_it_is_said_so(payer: Payer, says: str) -> None:
    payer.reports(300, says="300 bhej diye")
    assert asks(payer, says, 500)["outcome"] == "none_like_it"
