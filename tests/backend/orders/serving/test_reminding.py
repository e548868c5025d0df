"""An order that nobody answers: the shop is reminded, then the next in line are told, in the business's time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from munshi.orders.serving.reminding import remind
from tests.backend.books import KIRANA, OWNER, Clock, opened
from tests.backend.orders.conftest import EMPLOYEE, MANAGER, Customer
from tests.backend.orders.serving.conftest import SetTerms
from tests.backend.orders.serving.test_moving import moves
from tests.backend.orders.test_notices import told


def after(now: Clock, minutes: int) -> list[str]:
    """Who has been reminded of an order, some time later."""
    now.passes(minutes=minutes)
    with opened() as session:
        remind(session, KIRANA)
    return [who for who, name in told() if name == "order_unanswered"]


def test_the_owner_is_reminded_and_then_the_manager_told(reference: str, now: Clock) -> None:
    assert after(now, 9) == []
    assert after(now, 2) == [OWNER]
    assert after(now, 11) == [OWNER, MANAGER]
    assert after(now, 11) == [OWNER, MANAGER]


def test_who_is_on_duty_comes_first(priya: Customer, file: SetTerms, now: Clock) -> None:
    file(on_duty=[EMPLOYEE], answer_within_minutes=5)
    priya.orders("6 kg chini")
    assert told() == [(EMPLOYEE, "order_placed")]
    assert after(now, 6) == [EMPLOYEE]
    assert after(now, 6) == [EMPLOYEE, OWNER]
    assert after(now, 6) == [EMPLOYEE, OWNER, MANAGER]


def test_an_answer_ends_it(ramesh: Customer, reference: str, now: Clock) -> None:
    moves(ramesh, reference, "accepted")
    assert after(now, 60) == []


def test_minutes_that_were_promised_are_waited_for(ramesh: Customer, reference: str, now: Clock) -> None:
    moves(ramesh, reference, "accepted", minutes=30)
    assert after(now, 20) == []
    assert after(now, 11) == [OWNER]


def test_while_the_shop_is_closed_no_time_runs(priya: Customer, now: Clock) -> None:
    now.moment = datetime(2026, 11, 24, 23, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
    priya.orders("6 kg chini")
    assert after(now, 60) == []
    assert after(now, 8 * 60) == [OWNER]


def test_what_a_customer_withdraws_is_told_to_all_who_were_asked(
    priya: Customer, reference: str, now: Clock
) -> None:
    after(now, 11)
    after(now, 11)
    priya.do("/orders/cancelled", summary=reference)
    assert {who for who, name in told() if name == "order_withdrawn"} == {OWNER, MANAGER}
