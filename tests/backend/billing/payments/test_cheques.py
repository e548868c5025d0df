"""A cheque waits until the owner says that it was cleared; one that bounced was no payment."""

from typing import Any

import pytest

from munshi.billing.payments.said import spoken_ways
from tests.backend.billing.payments.conftest import Payer, balance, last_told, reading
from tests.backend.orders.conftest import FATIMA


def hears(who: Payer, says: str, rupees: float | None = None) -> Any:
    """What becomes of words that nobody has asked for."""
    return who.do("/answers", question="", reading=reading("nlu_fallback", rupees, says=says)).facts["answer"]


@pytest.mark.parametrize(
    "says", ["Fatima se 400 ka cheque mila", "फ़ातिमा ने 400 का चेक दिया", "got a cheque of 400 from Fatima"]
)
@pytest.mark.parametrize("cleared", ["Fatima ka cheque clear ho gaya", "Fatima's cheque is cleared"])
def test_it_counts_once_it_is_cleared(payer: Payer, owner: Payer, says: str, cleared: str) -> None:
    before = balance(FATIMA)
    taken = owner.records("Fatima", 400, says=says)
    assert (taken.outcome, taken.facts["pay_way"], balance(FATIMA)) == ("cheque_waits", "cheque", before)
    assert hears(owner, cleared)["outcome"] == "confirmed"
    assert balance(FATIMA) == before - 400


@pytest.mark.parametrize(
    "says", ["Fatima ka cheque bounce ho gaya", "Fatima's cheque of 400 bounced", "फ़ातिमा का चेक बाउंस हो गया"]
)
def test_one_that_bounced_is_rejected_and_of_a_cleared_one_it_is_asked(
    payer: Payer, owner: Payer, says: str
) -> None:
    payer.reports(400, says="400 ka cheque diya hai dukaan pe")
    assert hears(owner, says)["outcome"] == "rejected"
    assert last_told(FATIMA)["pay_reason"] == "cheque bounce"
    again = payer.reports(400, says="400 ka cheque diya hai dukaan pe", once_more="yes")
    owner.decides(again.facts["pay_reference"], "confirm")
    assert hears(owner, says)["outcome"] == "confirm_struck"


@pytest.mark.parametrize("says", ["cheque 400 clear hone do", "cheque of 400 when it clears"])
def test_what_is_to_be_cleared_waits_and_what_else_came_is_heard_next(
    payer: Payer, owner: Payer, says: str
) -> None:
    payer.reports(400, says="400 ka cheque diya hai dukaan pe")
    read = reading("record_payment", 150, says=f"Fatima ka 150 mila, {says}")
    heard = owner.do("/answers", question="", reading=read).facts
    assert (heard["answer"]["outcome"], heard["rest"]) == ("cheque_waits", "Fatima ka 150 mila")


def test_who_checks_something_speaks_of_no_cheque() -> None:
    assert spoken_ways("2000 ka cheque diya, check kar lo") == ["cheque"]
    assert not spoken_ways("payment check karo")
    assert not spoken_ways("पेमेंट चेक करो")
