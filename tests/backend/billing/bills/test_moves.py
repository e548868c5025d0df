"""All that could be done with a bill, wherever it stands: what the table has is done, and else nothing."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from munshi.billing.accounts import service as accounts
from munshi.billing.bills import service
from munshi.billing.bills.crediting import credit, replace_by
from munshi.billing.bills.models import Bill
from munshi.orders import moving
from munshi.orders.models import Order
from munshi.outcomes import Refusal
from tests.backend.billing.bills.conftest import bills, delivered
from tests.backend.books import KIRANA, opened
from tests.backend.orders.conftest import Customer

ONE = {1: Decimal(1)}  # of the two that were bought
ACTS: dict[str, Callable[[Session, Bill, Order], Bill]] = {
    "take a part back": lambda session, bill, _: credit(session, bill, "returned", None, ONE),
    "take it back": lambda session, bill, _: credit(session, bill, "returned", None),
    "replace it": lambda session, bill, _: replace_by(session, bill, "order_changed", None),
    "issue it again": lambda session, _, order: service.issue_for_order(session, order),
}
TABLE = {
    "issued": {"take a part back", "take it back", "replace it"},
    "taken back in part": {"take a part back", "take it back", "replace it"},
    "taken back": {"issue it again"},
    "replaced": set[str](),
    "a credit note": set[str](),
}


def brought_to(standing: str, customer: Customer) -> tuple[str, str]:
    """The number of a bill that stands there, and the reference of its order."""
    reference = delivered(customer, "2 l mungfali tel")
    number = bills()[0].number
    if standing in ("taken back in part", "a credit note"):
        does("take a part back", number, reference)
    if standing == "taken back":
        does("take it back", number, reference)
    if standing == "replaced":
        does("replace it", number, reference)
        does("issue it again", number, reference)
    return bills()[1].number if standing == "a credit note" else number, reference


def does(act: str, number: str, reference: str) -> None:
    """What can be done with a bill."""
    with opened() as session:
        bill, order = service.find(session, KIRANA, number), moving.find(session, KIRANA, reference)
        assert bill
        assert order
        ACTS[act](session, bill, order)


def as_it_is(number: str) -> tuple[object, ...]:
    bill = next(each for each in bills() if each.number == number)
    return bill.total_paise, bill.issued_at, [(line.quantity, line.taxable_paise) for line in bill.lines]


def owed() -> int:
    with opened() as session:
        return accounts.balance(session, KIRANA, bills()[0].person_id)


@pytest.mark.parametrize("standing", TABLE)
@pytest.mark.parametrize("act", ACTS)
def test_a_bill_moves_where_the_table_has_it_and_never_changes(
    priya: Customer, standing: str, act: str
) -> None:
    number, reference = brought_to(standing, priya)
    there, before, balance = len(bills()), as_it_is(number), owed()
    if act in TABLE[standing]:
        does(act, number, reference)
        assert len(bills()) == there + 1
        assert (owed() < balance) == act.startswith("take")
    elif act == "issue it again":
        does(act, number, reference)  # it is there already
        assert (len(bills()), owed()) == (there, balance)
    else:
        with pytest.raises(Refusal, match=r"nothing_left|too_much"):
            does(act, number, reference)
        assert (len(bills()), owed()) == (there, balance)
    assert as_it_is(number) == before


@pytest.mark.parametrize("standing", TABLE)
@pytest.mark.parametrize("change", ["UPDATE bills SET total_paise = total_paise", "DELETE FROM bill_lines"])
def test_the_database_changes_no_bill_wherever_it_stands(priya: Customer, standing: str, change: str) -> None:
    brought_to(standing, priya)
    with pytest.raises(DBAPIError), opened() as session:
        session.execute(text(change))
