"""What a helper tells of a customer's payment is a claim that the owner decides about; nothing is booked by it."""

from typing import Any

import pytest

from tests.backend.billing.accounts.conftest import FATIMA
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


def test_several_customers_in_one_message_are_a_claim_each(payer: Payer, helper: Payer) -> None:
    owes(500)
    heard = says(helper, "Fatima ne 200 cash diye, Arjun ne 100 upi kiye").facts["answer"]
    told_of = [(each["pay_payer"], each["pay_paise"], each["pay_way"]) for each in heard["facts"]["pay_list"]]
    assert heard["outcome"] == "told_owner_all"
    assert told_of == [("Fatima Khan", 20000, "cash"), ("Arjun Patel", 10000, "upi")]


@pytest.mark.parametrize("text", ["200 nahi 250 diye", "fatima ke 200 nahi 250 the", "sorry 250, 200 nahi"])
def test_what_the_helper_told_is_put_right(payer: Payer, owner: Payer, helper: Payer, text: str) -> None:
    owes(500)
    wrong = says(helper, "Fatima ne 200 diye").facts["answer"]["facts"]["pay_reference"]
    right = says(helper, text, "report_payment").facts["answer"]
    assert (right["outcome"], right["facts"]["pay_paise"]) == ("told_owner", 25000)
    assert "payment_report_withdrawn" in told(OWNER)
    assert owner.decides(wrong, "confirm").outcome == "decided_already"
    owner.decides(right["facts"]["pay_reference"], "confirm")
    assert balance() == 250


def test_of_what_the_customer_told_the_owner_reads_the_helpers_words(payer: Payer, helper: Payer) -> None:
    owes(500)
    payer.reports(200, says="200 bhej diye")
    heard = says(helper, "Fatima ke 200 nahi 150 aaye", "report_payment").facts["answer"]
    assert (heard["outcome"], heard["facts"]["pay_paise"]) == ("told_owner", 20000)
    assert "200 nahi 150" in last_told(OWNER)["pay_words"]


def test_what_only_a_helper_told_and_is_refused_alarms_no_customer(
    payer: Payer, owner: Payer, helper: Payer
) -> None:
    number = says(helper, "Fatima ne 200 diye").facts["answer"]["facts"]["pay_reference"]
    before = len(told(FATIMA))
    owner.decides(number, "reject")
    assert len(told(FATIMA)) == before
