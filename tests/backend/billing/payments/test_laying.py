"""A payment is laid against the old debt by a yes, and such words never write a new one."""

from typing import Any

import pytest

from munshi.billing.accounts import prepaid
from tests.backend.billing.payments.conftest import Payer, balance, owes, person, reading
from tests.backend.billing.payments.test_of_which import ordered
from tests.backend.books import KIRANA, opened
from tests.backend.orders.conftest import Customer

SAID = [
    "Fatima ke 200 purane udhar me lagao kal ke order me nahi",
    "wo 200 purane hisaab ke the, kal ke order ke nahi",
    "वो 200 पुराने उधार के थे, कल के ऑर्डर के नहीं",
    "adjust Fatima's 200 against the old dues, not the order",
]


def hears(owner: Payer, says: str, intent: str = "record_credit") -> Any:
    return owner.do("/answers", question="", reading=reading(intent, 200, says=says)).facts["answer"]


def owed_now() -> int:
    with opened() as session:
        return prepaid.owed_by(session, KIRANA, person().id)


@pytest.mark.parametrize("says", SAID)
def test_a_payment_that_waits_for_an_order_goes_to_the_old_debt_by_a_yes(
    owner: Payer, fatima: Customer, says: str
) -> None:
    owes(1520)
    reference, _ = ordered(fatima, "6 kg cheeni")
    owner.records("Fatima", 200, says=f"Fatima ne 200 advance diye {reference} ke", reference=reference)
    assert (owed_now(), balance()) == (152000, 1320)
    shown = hears(owner, says)
    assert (shown["outcome"], owed_now()) == ("confirm_laid", 152000)
    yes = reading("affirm", says="haan")
    summary = shown["facts"]["summary"]
    done = owner.do("/answers", question="confirm_payment_change", summary=summary, reading=yes)
    assert done.facts["answer"]["outcome"] == "laid"
    assert (owed_now(), balance()) == (132000, 1320)


def test_without_such_a_payment_nothing_is_written(owner: Payer, payer: Payer) -> None:
    owes(1520)
    assert hears(owner, SAID[0])["outcome"] == "none_to_lay"
    assert balance() == 1520
