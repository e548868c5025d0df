"""A payment for somebody else goes to the owners with whom it is for; they put it there, and it is booked once."""

from typing import Any

import pytest

from tests.backend.billing.payments.conftest import Payer, balance, last_told, reading
from tests.backend.books import OWNER
from tests.backend.orders.conftest import ARJUN, Customer


def hears(who: Payer, says: str, intent: str = "nlu_fallback", **values: Any) -> Any:
    """What becomes of words that nobody has asked for."""
    read = {**reading(intent, says=says, **values), "facets": [{"facet": "of_money", "value": "so"}]}
    return who.do("/answers", question="", reading=read)


@pytest.fixture
def arjun(payer: Payer) -> Payer:
    """The friend who pays."""
    return Payer(payer.client, ARJUN)


@pytest.mark.parametrize(
    "text",
    [
        "239 upi bheja, dost ke order ke liye 9000000103",
        "239 upi kar diya uske liye",
        "दोस्त के ऑर्डर के लिए 239 upi भेज दिए",
        "i have sent 239 by upi for my friend",
    ],
)
def test_it_is_reported_with_whom_it_is_for(arjun: Payer, owner: Payer, text: str) -> None:
    said = hears(arjun, text).facts["answer"]
    assert (said["outcome"], said["facts"]["pay_paise"]) == ("reported", 23900)
    assert last_told(OWNER)["pay_words"] == text


def test_the_last_figures_of_a_phone_are_no_sum_but_the_friend(arjun: Payer, payer: Payer) -> None:
    arjun.reports(239, says="maine 239 bheje upi se")
    said = arjun.do(
        "/answers",
        question="take_claim_correction",
        reading={
            **reading("nlu_fallback", says="ye 0103 wale dost ke order ke the, mere nahi"),
            "facets": [{"facet": "names_orders", "value": "so"}],
        },
    ).facts["answer"]
    assert said["outcome"] == "words_passed_on"
    assert said["facts"]["pay_paise"] == 23900


def test_the_owner_puts_it_on_the_order_and_it_is_booked_there_once(
    arjun: Payer, owner: Payer, fatima: Customer
) -> None:
    order = fatima.orders("6 kg cheeni").facts["reference"]
    mine = balance(ARJUN)
    hears(arjun, f"276 upi kar diye, dost ke order {order} ke liye")
    asked = hears(owner, f"PAY-1 wala paisa {order} ka hai, usme likh do").facts["answer"]
    assert asked["outcome"] == "confirm_other_payer"
    done = owner.do(
        "/answers",
        question="confirm_payment_change",
        summary=asked["facts"]["summary"],
        reading=reading("affirm", says="haan"),
    ).facts["answer"]
    assert (done["outcome"], done["facts"]["pay_for"]) == ("other_payer", [order])
    assert balance(ARJUN) == mine


def test_money_for_the_order_that_somebody_else_has_told_of_is_not_written_twice(
    arjun: Payer, owner: Payer, fatima: Customer
) -> None:
    order = fatima.orders("6 kg cheeni").facts["reference"]
    hears(arjun, f"276 upi kar diye, dost ke order {order} ke liye")
    asked = owner.records(None, 276, says=f"{order} ka paisa aa gaya upi 276", reference=order)
    assert (asked.outcome, asked.facts["pay_reference"]) == ("confirm_other_payer", "PAY-1")


def test_what_a_friend_owes_is_not_told(arjun: Payer) -> None:
    read = reading("check_dues", says="mera dost 9000000103 ka kitna paisa hai", phone="+919000000103")
    facets = [{"facet": "of_money", "value": "so"}, {"facet": "asks_of_orders", "value": "question"}]
    said = arjun.do("/answers", question="", reading={**read, "facets": facets}).facts["answer"]
    assert said["outcome"] == "only_own"
