"""What goes back of a payment for several things is owed again by each of them."""

import pytest
from fastapi.testclient import TestClient

from munshi.billing.accounts import prepaid
from munshi.billing.payments import service
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.rules import Way
from munshi.billing.payments.service import Said
from tests.backend.billing.payments.conftest import caller, owes, person
from tests.backend.books import KIRANA, OWNER, opened
from tests.backend.orders.conftest import FATIMA, Customer, at_home

DEBT, ORDER, AHEAD = 500, 30_600, 10_000


@pytest.fixture
def reference(books: None, client: TestClient) -> str:
    """An order on its way, paid together with a debt, and some money ahead."""
    owes(DEBT / 100)
    ordered = at_home(Customer(client, FATIMA)).orders("6 kg cheeni").facts["reference"]
    with opened() as session:
        said = Said(DEBT + ORDER + AHEAD, Way.CASH)
        payment = service.record(session, KIRANA, person().id, said, caller(OWNER).person)
        assert [part.paise for part in payment.parts] == [ORDER, DEBT + AHEAD]
    return str(ordered)


def gives_back(paise: int | None) -> tuple[int, int, int]:
    """What is owed now, in all, and stands ahead, once so much of the payment went back."""
    with opened() as session:
        payment = service.locked(session, KIRANA, "PAY-1")
        assert payment is not None
        service.refund(session, payment, caller(OWNER).person, paise)
    with opened() as session:
        due = due_of(session, KIRANA, person().id)
        owed = prepaid.owed_by(session, KIRANA, person().id)
        assert due.now_paise == max(owed, 0)
        return due.now_paise, due.paise, due.ahead_paise


def test_all_of_it_given_back_leaves_the_order_to_be_paid(reference: str) -> None:
    assert gives_back(None) == (DEBT, DEBT + ORDER, 0)
    with opened() as session:
        assert due_of(session, KIRANA, person().id).of(reference) == ORDER


def test_a_part_goes_back_of_what_stood_ahead_first(reference: str) -> None:
    assert gives_back(AHEAD) == (0, 0, 0)
    assert gives_back(DEBT + 600) == (DEBT, DEBT + 600, 0)
    assert gives_back(None) == (DEBT, DEBT + ORDER, 0)


def test_a_refund_that_the_gateway_does_not_make_is_taken_back_whole(reference: str) -> None:
    gives_back(None)
    with opened() as session:
        payment = service.locked(session, KIRANA, "PAY-1")
        assert payment is not None
        service.take_back_refund(session, payment, payment.refunds[0])
    with opened() as session:
        due = due_of(session, KIRANA, person().id)
        assert (due.paise, due.ahead_paise) == (0, AHEAD)
