"""To look at what is owed costs nothing, however long the ledger is."""

import os
import time

import pytest
from sqlalchemy import Engine, text

from munshi.billing.accounts import service
from munshi.billing.accounts.looking import Wish, look
from munshi.billing.accounts.models import Account
from munshi.business import service as businesses
from munshi.callers import Caller
from munshi.people import service as people
from tests.backend.books import KIRANA, OWNER, PRIYA, opened

CUSTOMERS, ROWS = 500, 100_000
WITHIN_SECONDS = 0.020
TIMES = 21

LEDGER = """
INSERT INTO persons (business_id, name, created_at)
SELECT :business, 'Grahak ' || n, now() FROM generate_series(1, :customers) n;
INSERT INTO person_roles (business_id, person_id, role)
SELECT business_id, id, 'customer' FROM persons WHERE business_id = :business AND name LIKE 'Grahak %';
INSERT INTO accounts (business_id, person_id, paise, open)
SELECT business_id, id, 0, '[]' FROM persons WHERE business_id = :business AND name LIKE 'Grahak %';
INSERT INTO account_entries (business_id, person_id, kind, paise, at, key)
SELECT a.business_id, a.person_id, CASE WHEN n % 4 = 0 THEN 'payment' ELSE 'credit' END,
    CASE WHEN n % 4 = 0 THEN -2500 ELSE 1000 END, timestamptz '2026-01-01' + n * interval '1 hour',
    'pace:' || a.person_id || ':' || n
FROM accounts a, generate_series(1, :each) n WHERE a.business_id = :business AND a.paise = 0 AND a.open = '[]';
"""


@pytest.fixture
def long_ledger(own_books: Engine) -> None:
    """100,000 entries of 500 customers."""
    with opened() as session:
        for statement in LEDGER.split(";"):
            if statement.strip():
                values = {"business": KIRANA, "customers": CUSTOMERS, "each": ROWS // CUSTOMERS}
                used = {name: value for name, value in values.items() if f":{name}" in statement}
                session.execute(text(statement), used)
        for account in session.query(Account).filter_by(business_id=KIRANA):
            service.settle(session, account)
    with own_books.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


WISHES = {
    "own": (PRIYA, Wish()),
    "everybody": (OWNER, Wish(("everybody",))),
    "named": (OWNER, Wish(person="Arjun Patel")),
    "one of many": (OWNER, Wish(person="Grahak 250")),
}


@pytest.mark.skipif(
    os.getloadavg()[0] > (os.cpu_count() or 1), reason="the machine is busy with something else"
)
def test_what_is_owed_is_told_within_20_milliseconds_of_100_000_entries(long_ledger: None) -> None:
    taken = {name: _undisturbed(who, wish) for name, (who, wish) in WISHES.items()}
    print({name: f"{seconds * 1000:.1f} ms" for name, seconds in taken.items()})
    assert max(taken.values()) <= WITHIN_SECONDS, taken


def _undisturbed(who: str, wish: Wish) -> float:
    """The least of several times: what else the machine does is none of the books' matter."""
    _look(who, wish)
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        _look(who, wish)
        taken.append(time.perf_counter() - began)
    return min(taken)


def _look(who: str, wish: Wish) -> None:
    with opened() as session:
        person, business = people.find(session, KIRANA, who), businesses.get(session, KIRANA)
        assert person
        assert business
        look(session, Caller(business, person, people.roles_of(business, person)), wish)
