"""Random sequences of order, part payment, report, decision, refund and taking back: nobody's balance drifts."""

from typing import Any

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from munshi import database
from munshi.billing.accounts import prepaid, sheets
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.facts import owed_facts
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.statements import period, statement
from munshi.billing.payments import service
from munshi.billing.payments.models import Payment
from munshi.billing.payments.owed import Due, due_of
from munshi.billing.payments.rules import Way
from munshi.billing.payments.service import WHOLE, Said
from munshi.billing.payments.statuses import Status
from munshi.business.models import Business
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person
from munshi.turns import decide
from tests.backend.billing.payments.conftest import caller, owes, person
from tests.backend.books import KIRANA, OWNER, Clock, opened
from tests.backend.orders.conftest import FATIMA, Customer, at_home

SUMS = st.integers(1, 90_000)


class Till(RuleBasedStateMachine):
    """A customer and an owner, and what each says of the books."""

    client: TestClient
    engine: Engine
    now: Clock

    def __init__(self) -> None:
        super().__init__()
        self.connection = self.engine.connect()
        self.everything = self.connection.begin()
        database.use(self.connection, join_transaction_mode="create_savepoint")
        self.customer = Customer(self.client, FATIMA)
        self.owner = Customer(self.client, OWNER)
        self.debts = 0
        self.payments: list[str] = []
        self.orders: list[str] = []

    def teardown(self) -> None:
        database.use(self.engine, join_transaction_mode="conditional_savepoint")
        self.everything.rollback()
        self.connection.close()

    @initialize()
    def lives_near(self) -> None:
        at_home(self.customer)

    @rule(paise=SUMS)
    def owes_more(self, paise: int) -> None:
        self.debts += 1
        owes(paise / 100, key=str(self.debts))

    @precondition(lambda self: len(self.orders) < 3)
    @rule()
    def orders_goods(self) -> None:
        self.orders.append(self.customer.orders("6 kg cheeni").facts["reference"])

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), then=st.sampled_from(["accepted", "ready", "delivered", "cancelled"]))
    def order_moves(self, data: st.DataObject, then: str) -> None:
        self.owner.do(f"/orders/{data.draw(st.sampled_from(self.orders))}/status", status=then)

    @rule(paise=SUMS, named=st.booleans(), data=st.data())
    def owner_records(self, paise: int, named: bool, data: st.DataObject) -> None:
        of = data.draw(st.sampled_from(self.orders)) if named and self.orders else None
        with opened() as session:
            said = Said(paise, Way.CASH, named=of)
            payment = service.record(session, KIRANA, person().id, said, caller(OWNER).person)
            self.payments.append(payment.reference)

    @rule(paise=SUMS)
    def customer_reports(self, paise: int) -> None:
        with opened() as session:
            payment = service.report(session, KIRANA, person().id, Said(paise, Way.UPI), person())
            self.payments.append(payment.reference)

    @precondition(lambda self: self.payments)
    @rule(data=st.data(), what=st.sampled_from(["confirm", "reject", "refund", "part", "back"]))
    def something_is_done(self, data: st.DataObject, what: str) -> None:
        reference = data.draw(st.sampled_from(self.payments))
        with opened() as session:
            decide(session, caller(OWNER), lambda here, by: self._do(here, reference, what))

    def _do(self, session: Any, reference: str, what: str) -> Any:
        payment, owner = service.locked(session, KIRANA, reference), caller(OWNER).person
        assert payment is not None
        if what == "confirm":
            service.confirm(session, payment, owner)
        elif what == "reject":
            service.reject(session, payment, owner)
        elif what == "back":
            then = Status.REPORTED if payment.status == Status.REJECTED else Status.REJECTED
            service.take_back(session, payment, then, owner)
        else:
            service.refund(session, payment, owner, None if what == "refund" else 1)
        return Outcome[str](outcome="done")

    @invariant()
    def the_books_add_up(self) -> None:
        """And everywhere the same is owed: all of it by one look at the books, as it is asked after each step."""
        with opened() as session:
            customer = self.who(session)
            booked = self._booked(session, customer)
            payments = session.scalars(
                select(Payment)
                .where(Payment.business_id == KIRANA, Payment.person_id == customer.id)
                .options(*WHOLE)
            ).all()
            for payment in payments:
                counts = payment.status in (Status.CONFIRMED, Status.REFUNDED)
                assert sum(part.paise for part in payment.parts) == (payment.paise if counts else 0)
                left = payment.paise - payment.refunded_paise if counts else 0
                assert booked.get(payment.reference, 0) == -left
                assert (payment.status == Status.REFUNDED) == (counts and left == 0)
            assert sum(booked.values()) == accounts.balance(session, KIRANA, customer.id)
            due = due_of(session, KIRANA, customer.id)
            assert all(item.paise > 0 for item in due.items)
            assert not (due.paise and due.ahead_paise)
            self._owes_everywhere(session, customer, due)

    def who(self, session: Session) -> Person:
        """The customer, as the session has them."""
        found = people.find(session, KIRANA, FATIMA)
        assert found
        return found

    def _booked(self, session: Session, customer: Person) -> dict[str | None, int]:
        """What the entries of each payment come to, and those of none."""
        sums = select(AccountEntry.payment_reference, func.sum(AccountEntry.paise)).where(
            AccountEntry.business_id == KIRANA, AccountEntry.person_id == customer.id
        )
        return {
            reference: int(paise)
            for reference, paise in session.execute(sums.group_by(AccountEntry.payment_reference))
        }

    def _owes_everywhere(self, session: Session, customer: Person, due: Due) -> None:
        """In the chat, on the statement and its paper, in the owner's list and on the pay page."""
        owed = prepaid.owed_by(session, KIRANA, customer.id)
        business = session.get_one(Business, KIRANA)
        paper = statement(session, business, customer, *period(business, None, None))
        sums = (paper["more_paise"], paper["less_paise"], paper["for_orders_paise"])
        assert paper["closing_paise"] == owed
        assert paper["opening_paise"] + sums[0] - sums[1] + sums[2] == owed
        assert owed_facts(session, business, customer)["paise"] == owed
        listed = {row[0]: round(row[2] * 100) for row in sheets.rows(session, business)[1:]}
        assert listed.get(customer.called, 0) == owed
        assert due.now_paise == max(owed, 0), (due, owed)


def test_nobodys_balance_drifts(engine: Engine, client: TestClient, now: Clock) -> None:
    Till.client, Till.engine, Till.now = client, engine, now
    run_state_machine_as_test(
        Till,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
