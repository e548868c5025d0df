"""The ledger in the books, as policy."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from munshi.billing.accounts import service
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.of_orders import ordered_paise
from munshi.billing.accounts.rules import Kind
from munshi.orders import moving
from munshi.orders.statuses import Status
from munshi.outcomes import Refusal
from munshi.people import service as people
from tests.backend.books import KIRANA, PRIYA, opened
from tests.backend.orders.conftest import Customer

_keys = count()


def _priya(session: Session) -> int:
    person = people.find(session, KIRANA, PRIYA)
    assert person
    return person.id


def _post(session: Session, kind: Kind, paise: int, **more: str) -> AccountEntry:
    key = more.pop("key", f"test:{next(_keys)}")
    return service.post(session, KIRANA, _priya(session), kind, paise, key, **more)  # type: ignore[arg-type]


def test_an_entry_is_written_once_for_its_key(books: None) -> None:
    with opened() as session:
        before = service.balance(session, KIRANA, _priya(session))
        first = _post(session, Kind.CREDIT, 34000, key="wamid.1")
        assert _post(session, Kind.CREDIT, 34000, key="wamid.1") is first
        assert service.balance(session, KIRANA, _priya(session)) == before + 34000


def test_a_reversal_is_made_once_and_stays(books: None) -> None:
    with opened() as session:
        before = service.balance(session, KIRANA, _priya(session))
        entry = _post(session, Kind.CREDIT, 34000)
        reversal = service.reverse(session, entry, None)
        assert service.balance(session, KIRANA, _priya(session)) == before
        for done in (entry, reversal):
            with pytest.raises(Refusal, match="undone_already"):
                service.reverse(session, done, None)


@pytest.mark.parametrize("change", ["UPDATE account_entries SET paise = 1", "DELETE FROM account_entries"])
def test_the_ledger_is_only_added_to(books: None, change: str) -> None:
    with opened() as session:
        _post(session, Kind.CREDIT, 100)
    with pytest.raises(DBAPIError, match="reversing line"), opened() as session:
        session.execute(text(change))


@pytest.mark.parametrize(("kind", "paise"), [(Kind.CREDIT, -1), (Kind.PAYMENT, 1), (Kind.SALE, 0)])
def test_the_sign_of_an_entry_is_that_of_its_kind(books: None, kind: Kind, paise: int) -> None:
    with pytest.raises(DBAPIError), opened() as session:
        _post(session, kind, paise)


def test_what_is_delivered_is_owed_and_what_is_only_on_its_way_is_not(priya: Customer) -> None:
    placed = priya.orders("2 kg chini")
    reference, total = placed.facts["reference"], placed.facts["total_paise"]
    with opened() as session:
        before = service.balance(session, KIRANA, _priya(session))
        for status in (Status.ACCEPTED, Status.READY, Status.DELIVERED):
            assert service.balance(session, KIRANA, _priya(session)) == before
            moving.move(session, KIRANA, reference, status, None)
        assert service.balance(session, KIRANA, _priya(session)) == before + total
        last = service.open_items(session, KIRANA, _priya(session))[-1]
        assert (last.reference, last.paise_left) == (reference, total)


def test_an_order_on_khata_counts_from_placing_until_it_is_delivered(priya: Customer) -> None:
    placed = priya.orders("2 kg chini")
    with opened() as session:
        order = moving.locked(session, KIRANA, placed.facts["reference"])
        assert order
        order.payment = "khata"
        session.flush()
        assert ordered_paise(session, KIRANA, _priya(session)) == order.total_paise
        for status in (Status.ACCEPTED, Status.READY, Status.DELIVERED):
            moving.move(session, KIRANA, order.reference, status, None)
        assert ordered_paise(session, KIRANA, _priya(session)) == 0


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([Kind.SALE, Kind.CREDIT]), st.integers(1, 10_000)),
        st.tuples(st.sampled_from([Kind.PAYMENT, Kind.CREDIT_NOTE]), st.integers(-10_000, -1)),
        st.tuples(st.just(Kind.REFUND), st.integers(1, 1_000)),
        st.tuples(st.just(Kind.REVERSAL), st.integers(0, 20)),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_account_is_always_the_sum_of_its_ledger(books: None, steps: list[tuple[Kind, int]]) -> None:
    with opened() as session:
        written: list[AccountEntry] = []
        for kind, number in steps:
            if kind is not Kind.REVERSAL:
                written.append(_post(session, kind, number))
            elif written:
                service.reverse(session, written.pop(number % len(written)), None)
            account = service.account_of(session, KIRANA, _priya(session))
            assert account is None or account.paise == _sum_of_ledger(session)
            assert account is None or account.paise == sum(each["paise"] for each in account.open)


def _sum_of_ledger(session: Session) -> int:
    query = select(func.coalesce(func.sum(AccountEntry.paise), 0))
    return int(session.scalar(query.where(AccountEntry.person_id == _priya(session))) or 0)
