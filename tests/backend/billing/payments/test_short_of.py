"""A payment that falls short of its order: the difference is told and asked before anything is written."""

from typing import Any

import pytest

from tests.backend.billing.payments.conftest import Payer, balance, last_told, owes, reading
from tests.backend.billing.payments.test_of_which import named, ordered
from tests.backend.billing.payments.test_several import says as several_sums
from tests.backend.books import OWNER
from tests.backend.orders.conftest import Customer


def answers(payer: Payer, intent: str = "nlu_fallback", says: str = "") -> tuple[str, dict[str, Any]]:
    """What becomes of an answer to whether the rest stays due."""
    read = reading(intent, says=says)
    answer = payer.do("/answers", question="confirm_part_payment", reading=read).facts["answer"]
    return answer["outcome"], answer["facts"]


@pytest.mark.parametrize("says", ["bill ke {} bhej diye", "paid {}", "{} भेज दिए"])
def test_a_sum_below_the_order_is_asked_about(payer: Payer, fatima: Customer, says: str) -> None:
    reference, rupees = ordered(fatima)
    asked = payer.reports(rupees - 46, says=says.format(f"{rupees - 46:g}"))
    assert (asked.outcome, asked.facts["pay_short_paise"], named()) == ("ask_part", 4600, [])
    outcome, _ = answers(payer, "affirm", "haan")
    assert (outcome, named()) == ("reported", [reference])
    assert last_told(OWNER)["pay_short_paise"] == 4600
    assert (last_told(OWNER)["pay_words"] or "").count(f"{rupees - 46:g}") <= 1


@pytest.mark.parametrize(
    "says", ["abhi {} bheje, baaki kal", "advance {} bheje", "{} bheje part payment", "paid half, {}"]
)
def test_what_is_called_a_part_is_taken_as_one(payer: Payer, fatima: Customer, says: str) -> None:
    _, rupees = ordered(fatima)
    assert payer.reports(rupees - 46, says=says.format(f"{rupees - 46:g}")).outcome == "reported"


def test_all_of_it_may_have_been_paid_after_all(payer: Payer, fatima: Customer) -> None:
    _, rupees = ordered(fatima)
    payer.reports(rupees - 46, says=f"{rupees - 46:g} bheje")
    outcome, facts = answers(payer, says=f"poore {rupees:g}")
    assert (outcome, facts["pay_paise"]) == ("reported", rupees * 100)


def test_the_rest_of_an_order_is_no_part_once_the_other_was_told(payer: Payer, fatima: Customer) -> None:
    _, rupees = ordered(fatima)
    payer.reports(rupees - 46, says=f"{rupees - 46:g} bheje, baaki kal")
    again = payer.reports(46, says="46 aur bheje", once_more="yes")
    assert again.outcome == "reported"


def test_on_a_khata_any_sum_is_taken(payer: Payer, owner: Payer) -> None:
    owes(1350)
    assert owner.records("Fatima", 200, says="Fatima ne 200 diye").outcome == "recorded"
    assert payer.reports(350, says="350 bheje").outcome == "reported"


def test_the_owner_lets_the_rest_off_with_the_payment_and_takes_both_back(
    owner: Payer, fatima: Customer
) -> None:
    reference, rupees = ordered(fatima)
    said = f"{reference} ke {rupees - 46:g} mile"
    asked = owner.records("Fatima", rupees - 46, says=said, reference=reference)
    assert (asked.outcome, asked.facts["pay_short_paise"], balance()) == ("ask_let_off", 4600, 0)
    outcome, facts = answers(owner, says="baaki chhod do")
    assert (outcome, facts["pay_let_off_paise"], facts["pay_left_paise"]) == ("recorded", 4600, 0)
    assert balance() == -rupees
    owner.undoes(facts["act"])
    assert balance() == 0


def test_the_rest_stays_due_by_a_yes(owner: Payer, fatima: Customer) -> None:
    reference, rupees = ordered(fatima)
    owner.records("Fatima", rupees - 46, says=f"{reference} ke {rupees - 46:g} mile", reference=reference)
    outcome, facts = answers(owner, "affirm", "haan")
    assert (outcome, facts["pay_left_paise"]) == ("recorded", 4600)


def test_a_cancelled_order_leaves_nothing_let_off(owner: Payer, fatima: Customer) -> None:
    reference, rupees = ordered(fatima)
    owner.records("Fatima", rupees - 46, says=f"{reference} ke {rupees - 46:g} mile", reference=reference)
    answers(owner, says="baaki chhod do")
    fatima.do("/orders/cancelled", summary=reference)
    assert balance() == -(rupees - 46)


@pytest.mark.parametrize("says", ["Fatima gave {} cash, 46 rupees short", "Fatima ne {} diye, 46 kam diye"])
def test_a_sum_that_is_said_to_be_missing_is_no_payment_of_its_own(
    owner: Payer, fatima: Customer, says: str
) -> None:
    _, rupees = ordered(fatima)
    text = says.format(f"{rupees - 46:g}")
    written = owner.do("/payments/recorded", reading=several_sums(text, names=("Fatima",)))
    assert (written.outcome, written.facts["pay_left_paise"]) == ("recorded", 4600)
