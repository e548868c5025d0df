"""What is asked of a part of what is due: how it is paid now, what stays for the delivery, and why a sum is left."""

from typing import Any

import pytest

from tests.backend.billing.payments.conftest import Payer, owes, reading
from tests.backend.orders.conftest import at_home


def hears(who: Payer, says: str, intent: str = "pay_bill") -> Any:
    return who.do("/answers", question="", reading=reading(intent, says=says)).facts["answer"]


@pytest.mark.parametrize(
    "says",
    [
        "i want to pay 1000 now by upi and the remaining 1400 in cash at delivery. is that ok?",
        "1000 abhi upi se dunga aur baki 1400 cash delivery pe dunga, chalega?",
        "1000 अभी यूपीआई से दूँगा और बाकी 1400 नकद डिलीवरी पर दूँगा",
    ],
)
@pytest.mark.parametrize("intent", ["pay_bill", "report_payment"])
def test_a_part_that_is_to_be_paid_now_is_answered_with_what_stays(
    payer: Payer, says: str, intent: str
) -> None:
    owes(2400)
    said = hears(payer, says, intent)
    assert (said["facts"]["pay_now_paise"], said["facts"]["pay_due_paise"]) == (100000, 240000)


@pytest.mark.parametrize(
    "says",
    [
        "how much do i have to keep ready in cash at delivery?",
        "delivery pe kitna cash ready rakhna hai?",
        "डिलीवरी पर कितने पैसे तैयार रखने हैं?",
    ],
)
def test_how_much_is_to_be_ready_at_the_delivery_is_what_is_left(payer: Payer, says: str) -> None:
    at_home(payer)
    payer.orders("6 kg cheeni")
    said = hears(payer, says, "ask_store_info")
    assert said["outcome"] == "owes_for_orders"


@pytest.mark.parametrize(
    "says",
    ["100 baki kyu? maine pura bheja tha", "why is 100 left? i sent all", "100 बाकी क्यों? मैंने पूरा भेजा था"],
)
def test_why_a_sum_is_left_of_who_paid_all_reaches_the_owner_and_asks_for_no_payment(
    payer: Payer, says: str
) -> None:
    owes(60)
    owes(40, key="b")
    assert hears(payer, says, "report_payment")["outcome"] == "doubt_told"


def test_a_sum_that_was_paid_names_no_order(payer: Payer) -> None:
    at_home(payer)
    payer.orders("6 kg cheeni")
    payer.reports(1060, says="1060 bhej diye")
    assert payer.read("/orders/tracked", reference="1060").outcome == "placed"
    assert payer.read("/orders/tracked", reference="1999").outcome == "not_found"
