"""A bill is issued once for what was sold, with the next number of its series, and never changes."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from munshi.billing.accounts import service as accounts
from munshi.billing.bills import service
from munshi.orders import moving
from munshi.orders.statuses import Status
from tests.backend.billing.bills.conftest import asks, bills, delivered, moves, order, ordered, told
from tests.backend.books import KIRANA, PRIYA, Clock, opened
from tests.backend.orders.conftest import Customer


def test_what_is_delivered_is_billed_with_the_first_number(priya: Customer) -> None:
    reference = delivered(priya, "2 l mungfali tel")
    (bill,) = bills()
    assert (bill.number, bill.source, bill.kind) == ("INV/26-27/0001", reference, "tax_invoice")
    assert bill.total_paise == order(reference).total_paise
    assert bill.recipient["name"] == "Priya Joshi"
    assert told(PRIYA)[-1] == "bill_delivered"


def test_taxed_and_exempt_goods_come_on_one_paper(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel", "3 kg khula aata")
    (bill,) = bills()
    assert bill.kind == "invoice_cum_bill_of_supply"
    assert (bill.taxable_paise > 0, bill.exempt_paise > 0) == (True, True)


def test_exempt_goods_alone_have_a_series_of_their_own(priya: Customer) -> None:
    delivered(priya, "8 kg khula aata")
    delivered(priya, "2 l mungfali tel")
    assert [bill.number for bill in bills()] == ["BOS/26-27/0001", "INV/26-27/0001"]


def test_one_order_has_one_bill_however_often_it_is_asked_for(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel")
    assert {asks(priya).facts["bill_number"] for _ in range(3)} == {"INV/26-27/0001"}
    assert len(bills()) == 1


def test_a_number_that_was_taken_and_given_up_leaves_no_gap(priya: Customer) -> None:
    reference = ordered(priya, "2 l mungfali tel")
    moves(reference, Status.ACCEPTED)

    def gives_up() -> None:
        with opened() as session:
            found = moving.find(session, KIRANA, reference)
            assert found
            assert service.issue_for_order(session, found).serial == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        gives_up()
    assert asks(priya).facts["bill_number"] == "INV/26-27/0001"


def test_the_numbers_begin_anew_in_april(priya: Customer, now: Clock) -> None:
    delivered(priya, "2 l mungfali tel")
    now.passes(days=150)
    delivered(priya, "2 l mungfali tel")
    assert [bill.number for bill in bills()] == ["INV/26-27/0001", "INV/27-28/0001"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE bills SET total_paise = 1",
        "DELETE FROM bills",
        "UPDATE bill_lines SET quantity = 9",
        "DELETE FROM bill_lines",
    ],
)
def test_an_issued_bill_never_changes(priya: Customer, change: str) -> None:
    delivered(priya, "2 l mungfali tel")
    with pytest.raises(DBAPIError, match="never changed"), opened() as session:
        session.execute(text(change))


def test_a_bill_says_what_was_agreed_whatever_the_profile_says_later(
    priya: Customer, profile: Callable[..., None]
) -> None:
    delivered(priya, "2 l mungfali tel")
    profile(gstin=None)
    (bill,) = bills()
    assert bill.supplier["gstin"] == "23AKVPS4821M1ZH"


def test_who_is_not_registered_bills_without_tax(priya: Customer, profile: Callable[..., None]) -> None:
    profile(gstin=None)
    reference = delivered(priya, "2 l mungfali tel")
    (bill,) = bills()
    assert (bill.kind, bill.number, bill.cgst_paise) == ("bill", "BL/26-27/0001", 0)
    assert bill.total_paise == order(reference).total_paise
    assert bill.supplier["gstin"] is None


def test_a_composition_dealer_bills_the_same_sum_without_tax(
    priya: Customer, profile: Callable[..., None]
) -> None:
    profile(scheme="composition")
    reference = delivered(priya, "2 l mungfali tel")
    (bill,) = bills()
    assert (bill.kind, bill.taxable_paise, bill.cgst_paise) == ("bill_of_supply", 0, 0)
    assert bill.exempt_paise == bill.total_paise == order(reference).total_paise


def test_a_business_may_wait_to_be_asked(priya: Customer, profile: Callable[..., None]) -> None:
    profile(send="asked")
    delivered(priya, "2 l mungfali tel")
    assert not bills()
    assert told(PRIYA)[-1] == "order_delivered"
    assert asks(priya).outcome == "sent"


def test_what_is_owed_is_what_the_bill_says(priya: Customer, profile: Callable[..., None]) -> None:
    profile(round_off=True)
    reference = delivered(priya, "8.25 kg khula aata")
    (bill,) = bills()
    with opened() as session:
        owed = accounts.balance(session, KIRANA, bill.person_id)
    assert bill.total_paise % 100 == 0
    assert owed == bill.total_paise
    assert abs(bill.round_off_paise) <= 50
    assert order(reference).total_paise + bill.round_off_paise == bill.total_paise


def test_bringing_has_its_tax_inside(priya: Customer) -> None:
    reference = delivered(priya, "2 l mungfali tel")
    (bill,) = bills()
    brought = bill.lines[-1]
    assert (brought.sort, brought.gst_rate, brought.hsn) == ("delivery", Decimal(5), "1508")
    assert brought.taxable_paise + brought.cgst_paise + brought.sgst_paise == order(reference).fee_paise
