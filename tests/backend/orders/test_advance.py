"""Who wants to pay a part before the goods come is shown how to pay that part, and nothing is written as paid."""

from datetime import timedelta

import pytest

from munshi import clock
from tests.backend.orders.conftest import Customer
from tests.backend.orders.test_of_placed import told
from tests.backend.readings import reading, value


@pytest.mark.parametrize(
    "said",
    [
        "I said 100 advance only, rest tomorrow on delivery",
        "abhi 100 advance dena hai, baaki delivery par",
        "अभी 100 एडवांस दूँगी, बाक़ी डिलीवरी पर",
    ],
)
@pytest.mark.parametrize("intent", ["report_payment", "modify_order"])
def test_a_part_to_be_paid_now_is_asked_for_and_no_payment(priya: Customer, said: str, intent: str) -> None:
    priya.orders("6 kg cheeni")
    answer = told(priya, said, intent)
    assert answer
    assert answer.outcome == "owed_part", answer
    assert answer.facts["pay_now_paise"] == 10000
    assert answer.facts["pay_later_paise"] == answer.facts["pay_due_paise"] - 10000
    assert answer.facts["pay_waiting_paise"] == 0


@pytest.mark.parametrize("said", ["100 advance bhej diya", "paid 100 advance by upi", "100 एडवांस भेज दिए"])
def test_an_advance_that_went_is_a_payment(priya: Customer, said: str) -> None:
    priya.orders("6 kg cheeni")
    answer = told(priya, said, "report_payment")
    assert answer is None or answer.outcome != "owed_part"


@pytest.mark.parametrize(("days", "outcome"), [(1, "owes"), (0, "statement")])
def test_what_is_left_to_pay_on_a_day_to_come_is_that_of_the_open_order(
    priya: Customer, days: int, outcome: str
) -> None:
    total = priya.orders("6 kg cheeni").facts["total_paise"]
    day = (clock.now() + timedelta(days=days)).date().isoformat()
    period = value("period", {"from": day, "to": day, "half": None, "ambiguous": False})
    answer = priya.do("/dues", reading=reading("how much is left to pay?", "check_dues", [period]))
    assert answer.outcome.startswith(outcome), answer
    assert answer.facts.get("coming_left_paise") == (total if days else None)
