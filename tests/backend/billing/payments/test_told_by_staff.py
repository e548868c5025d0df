"""What a helper tells of a customer's payment is a claim that the owner decides about; nothing is booked by it."""

from typing import Any

import pytest

from tests.backend.billing.payments.conftest import Payer, balance, last_told, owes, reading, told
from tests.backend.books import OWNER
from tests.backend.orders.conftest import EMPLOYEE


def says(who: Payer, text: str, intent: str = "nlu_fallback") -> Any:
    return who.do("/answers", question="", reading=reading(intent, says=text))


@pytest.fixture
def helper(payer: Payer) -> Payer:
    """Who works at the kirana and is not in charge."""
    return Payer(payer.client, EMPLOYEE)


@pytest.mark.parametrize(
    "text",
    [
        "Fatima ne 200 cash diye",
        "फातिमा ने 200 नकद दिए",
        "got 200 cash from Fatima Khan",
        "Fatima ke 200 mile cash",
    ],
)
def test_the_owner_reads_it_as_a_claim(payer: Payer, owner: Payer, helper: Payer, text: str) -> None:
    owes(500)
    heard = says(helper, text).facts["answer"]
    assert (heard["outcome"], heard["facts"]["pay_way"], balance()) == ("told_owner", "cash", 500)
    assert text in last_told(OWNER)["pay_words"]
    owner.decides(heard["facts"]["pay_reference"], "confirm")
    assert balance() == 300


def test_told_twice_it_is_one_claim(payer: Payer, helper: Payer) -> None:
    owes(500)
    first, again = (
        says(helper, "Fatima ne 200 diye").facts["answer"]["facts"]["pay_reference"] for _ in range(2)
    )
    assert first == again


@pytest.mark.parametrize(
    "text", ["Fatima ne 200 diye kya?", "Fatima ne 200 nahi diye", "Fatima ko 200 diye", "maine 200 diye"]
)
def test_what_is_asked_denied_or_given_to_them_is_no_claim(payer: Payer, helper: Payer, text: str) -> None:
    answer = says(helper, text)
    assert answer.outcome == "left" or answer.facts["answer"]["outcome"] != "told_owner"
    assert "payment_reported" not in told(OWNER)


def test_a_claim_of_the_helper_is_not_changed_by_what_the_customer_tells(payer: Payer, helper: Payer) -> None:
    owes(900)
    says(helper, "Fatima ne 200 diye")
    assert payer.reports(500, says="maine 500 diye the").outcome == "reported"
