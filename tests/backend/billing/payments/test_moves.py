"""Every move of a payment that there could be, tried on the books: what the table has is done, all else refused."""

import pytest

from munshi import clock
from munshi.billing.payments import attempts, booking, service
from munshi.billing.payments.gateways.port import State
from munshi.billing.payments.rules import Way
from munshi.billing.payments.service import Said
from munshi.billing.payments.statuses import ATTEMPT_MOVES, MOVES, TAKEN_BACK, Attempt, Status, may_move
from munshi.outcomes import Refusal
from tests.backend.billing.payments.conftest import Payer, balance, caller, owes, person
from tests.backend.books import KIRANA, OWNER, opened


def brought_to(status: Status) -> str:
    """The reference of a payment of 500 that stands there."""
    with opened() as session:
        said, owner = Said(50000, Way.UPI), caller(OWNER).person
        if status is Status.CONFIRMED:
            return service.record(session, KIRANA, person().id, said, owner).reference
        payment = service.report(session, KIRANA, person().id, said, person())
        if status is Status.REJECTED:
            service.reject(session, payment, owner)
        if status is Status.REFUNDED:
            service.confirm(session, payment, owner)
            service.refund(session, payment, owner)
        return payment.reference


def does(reference: str, then: Status) -> None:
    """What brings a payment to a status."""
    with opened() as session:
        payment = service.locked(session, KIRANA, reference)
        assert payment is not None
        owner = caller(OWNER).person
        if then is Status.CONFIRMED:
            service.confirm(session, payment, owner)
        elif then is Status.REJECTED:
            service.reject(session, payment, owner)
        elif then is Status.REFUNDED:
            service.refund(session, payment, owner)
        else:
            service.move(session, payment, then, owner)


@pytest.mark.parametrize("now_", list(Status))
@pytest.mark.parametrize("then", list(Status))
def test_a_move_is_made_where_the_table_has_it(payer: Payer, now_: Status, then: Status) -> None:
    owes(500)
    reference = brought_to(now_)
    before = balance()
    if may_move(now_, then):
        does(reference, then)
        with opened() as session:
            payment = service.find(session, KIRANA, reference)
            assert payment is not None
            assert payment.status == then
            assert payment.moves[-1].person_id == caller(OWNER).person.id
    else:
        with pytest.raises(Refusal):
            does(reference, then)
        assert balance() == before
    assert balance() == (0 if then is Status.CONFIRMED and may_move(now_, then) else balance())


@pytest.mark.parametrize("now_", list(Status))
@pytest.mark.parametrize("then", list(Status))
def test_what_is_taken_back_leaves_the_balance_as_it_was_before(
    payer: Payer, now_: Status, then: Status
) -> None:
    owes(500)
    reference = brought_to(now_)
    before = balance()
    with opened() as session:
        payment = service.locked(session, KIRANA, reference)
        assert payment is not None
        allowed = then in TAKEN_BACK.get(now_, ()) and now_ is not Status.REFUNDED
        if allowed:
            service.take_back(session, payment, then, caller(OWNER).person)
        else:
            with pytest.raises(Refusal):
                service.take_back(session, payment, then, caller(OWNER).person)
    assert balance() == (500 if allowed else before)


def test_the_tables_have_every_status() -> None:
    assert set(MOVES) == set(Status)
    assert set(ATTEMPT_MOVES) == set(Attempt)


@pytest.mark.parametrize("now_", list(Attempt))
@pytest.mark.parametrize("then", list(Attempt))
def test_an_attempt_goes_where_the_table_has_it_whatever_the_gateway_says(
    payer: Payer, now_: Attempt, then: Attempt
) -> None:
    with opened() as session:
        attempt = attempts.begin(session, person(), 50000, None, "razorpay", clock.now())
        attempt.status, attempt.gateway_link_id, reference = now_, "plink_1", attempt.reference
    with opened() as session:
        booking.book(session, KIRANA, reference, State(then))
    with opened() as session:
        stands = attempts.named(session, KIRANA, reference)[0].status
    assert stands == (then if then in ATTEMPT_MOVES[now_] else now_)
