"""A lower price at the counter is shown as what was left off, and a yes writes the bill with it."""

import pytest

from tests.backend.billing.accounts.conftest import EMPLOYEE, Shopkeeper, owner
from tests.backend.orders.counter.test_selling import GOODS, bills, left, paid, tells, yes
from tests.backend.orders.counter.test_told_entries import taps
from tests.backend.readings import reading, value

__all__ = ["owner"]
SHELF = 9200  # of two kilos of sugar


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sold 2 kg cheeni without name for 82 cash", "82"),
        ("counter pe 2 kilo cheeni bechi cash, 10 rs kam kiye", "10 rs"),
        ("sold at counter 2 kg cheeni cash, 10 rs less", "10 rs"),
        ("काउंटर पर 2 किलो cheeni बेची नकद, 10 रुपये कम किए", "10 रुपये"),
    ],
)
def test_what_was_left_off_is_shown_and_written_by_a_yes(owner: Shopkeeper, text: str, said: str) -> None:
    before = left()
    start = text.index(said)
    figure = int(said.split()[0]) * 100
    values = [value("order_line", GOODS), value("money", {"paise": figure}, start, start + len(said))]
    shown = owner.do("/sales/counter", reading=reading(text, "record_sale", values))
    assert (shown.outcome, shown.facts["total_paise"]) == ("confirm", SHELF - 1000)
    assert [each["paise"] for each in shown.facts["discounts"]] == [1000]
    assert left() == before
    assert before is not None
    assert yes(owner, shown).outcome == "sold"
    assert (left(), bills()[-1][1], paid()[-1][2]) == (before - 2, SHELF - 1000, SHELF - 1000)


@pytest.mark.parametrize("rupees", [40, 93.5])
def test_more_than_the_shelf_and_less_than_half_of_it_is_a_slip(owner: Shopkeeper, rupees: float) -> None:
    paise = {"paise": round(rupees * 100)}
    assert tells(owner, f"counter pe 2 kilo cheeni bechi {rupees} cash", money=paise).outcome == "sum_differs"


def test_a_helpers_sale_with_something_left_off_is_written_by_the_owners_tap(owner: Shopkeeper) -> None:
    text = "counter pe 2 kilo cheeni bika cash, 10 rs kam kiye"
    at = text.index("10 rs")
    values = [value("order_line", GOODS), value("money", {"paise": 1000}, at, at + 5)]
    helper = Shopkeeper(owner.client, EMPLOYEE)
    assert helper.do("/answers", question="", reading=reading(text, "record_sale", values)).outcome == "taken"
    assert taps(owner).outcome == "sold"
    assert bills()[-1][1] == SHELF - 1000
