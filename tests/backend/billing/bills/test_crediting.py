"""What was billed wrongly is taken back by a credit note of its own series, never more than was billed."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from munshi.billing.accounts import service as accounts
from munshi.billing.bills import service
from munshi.billing.bills.crediting import credit
from munshi.orders.statuses import Status
from munshi.outcomes import Refusal
from tests.backend.billing.bills.conftest import (
    asks,
    bills,
    delivered,
    moves,
    ordered,
    reading,
    told,
)
from tests.backend.books import KIRANA, OWNER, PRIYA, Operator, opened
from tests.backend.orders.conftest import Customer


def credits(number: str, quantities: dict[int, Decimal] | None = None) -> int:
    with opened() as session:
        bill = service.find(session, KIRANA, number)
        assert bill
        return credit(session, bill, "returned", None, quantities).total_paise


def owed() -> int:
    with opened() as session:
        return accounts.balance(session, KIRANA, bills()[0].person_id)


def test_a_credit_note_has_its_own_series_and_names_its_bill(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel")
    assert credits("INV/26-27/0001") == bills()[0].total_paise
    note = bills()[1]
    assert (note.number, note.kind, note.about["corrects"]) == (
        "CN/26-27/0001",
        "credit_note",
        "INV/26-27/0001",
    )
    assert owed() == 0


def test_a_part_is_taken_back_by_its_quantity(priya: Customer) -> None:
    delivered(priya, "4 l mungfali tel")
    bill = bills()[0]
    assert credits(bill.number, {1: Decimal(1)}) * 4 == pytest.approx(
        bill.total_paise - sum(line.taxable_paise for line in bill.lines[1:]), abs=4
    )
    with opened() as session:
        assert service.left_of(session, bill) == bill.total_paise - bills()[1].total_paise
    assert owed() == bill.total_paise - bills()[1].total_paise


def test_nothing_is_taken_back_twice(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel")
    credits("INV/26-27/0001")
    with pytest.raises(Refusal, match="nothing_left"):
        credits("INV/26-27/0001")
    with pytest.raises(Refusal, match="nothing_left"):
        credits("CN/26-27/0001")


def test_no_more_is_taken_back_than_was_billed(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel")
    credits("INV/26-27/0001", {1: Decimal(1)})
    with pytest.raises(Refusal, match="too_much"):
        credits("INV/26-27/0001", {1: Decimal(2)})
    with pytest.raises(Refusal, match="too_much"):
        credits("INV/26-27/0001", {7: Decimal(1)})


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["0.25", "0.5", "1", "1.25"]), max_size=5))
def test_parts_and_the_rest_come_to_the_bill(
    priya: Customer, profile: Callable[..., None], shares: list[str]
) -> None:
    """However it is taken apart: not a paisa more or less than was billed is taken back, and nothing stays owed."""
    profile(round_off=True)
    delivered(priya, "9.25 kg khula aata", "2 l mungfali tel")
    bill = [each for each in bills() if each.kind != "credit_note"][-1]
    taken = 0
    for share in shares:
        taken += credits(bill.number, {1: Decimal(share)})
    taken += credits(bill.number)
    assert taken == bill.total_paise
    assert owed() == 0


def test_a_bill_of_an_order_that_is_cancelled_is_taken_back(priya: Customer) -> None:
    reference = ordered(priya, "2 l mungfali tel")
    moves(reference, Status.ACCEPTED)
    assert asks(priya).outcome == "sent"
    moves(reference, Status.CANCELLED)
    assert [bill.kind for bill in bills()] == ["tax_invoice", "credit_note"]
    assert owed() == 0
    assert asks(priya, reference=reference).outcome == "cancelled"


def test_the_owner_takes_back_by_two_taps_and_the_customer_hears(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel")
    owner = Customer(priya.client, OWNER)
    shown = asks(owner, None, bill_credit="INV/26-27/0001")
    assert (shown.outcome, shown.facts["bill_total_paise"]) == ("confirm_credit", bills()[0].total_paise)
    assert asks(owner, None, bill_credited="INV/26-27/0001").outcome == "credited"
    assert asks(owner, None, bill_credited="INV/26-27/0001").outcome == "nothing_left"
    assert told(PRIYA)[-1] == "bill_credited"


@pytest.mark.parametrize("tap", ["bill_credit", "bill_credited", "bill_remade"])
def test_nobody_else_takes_back(priya: Customer, tap: str) -> None:
    delivered(priya, "2 l mungfali tel")
    tapped = reading(None, **{tap: "INV/26-27/0001"})
    assert priya.do("/bills/wanted", reading=tapped).outcome == "not_allowed"
    assert len(bills()) == 1


def test_the_month_is_a_workbook_in_which_notes_are_taken_off(priya: Customer, operator: Operator) -> None:
    delivered(priya, "1 l mungfali tel", "2 kg khula aata")
    delivered(priya, "3 l mungfali tel")
    credits("INV/26-27/0001")
    answer = operator.gets(f"/businesses/{KIRANA}/bills.xlsx", month="2026-11")
    book = load_workbook(BytesIO(answer.content))
    rows = list(book["bills"].iter_rows(values_only=True))
    totals = [float(str(row[12])) for row in rows[1:] if row[12] is not None]
    assert sum(totals) == 558
    assert [row[0] for row in rows[1:]].count("INV/26-27/0001") == 2  # a row for each rate
    hsn = {row[0]: row[2] for row in book["hsn"].iter_rows(min_row=2, values_only=True)}
    assert hsn["1508"] == pytest.approx(531.42)
    assert hsn["1101"] == 0
