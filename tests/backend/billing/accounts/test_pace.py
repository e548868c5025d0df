"""To look at what is owed costs nothing, however long the ledger is."""

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from statistics import mean

import psutil
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

CUSTOMERS_OF_IT = """
INSERT INTO persons (business_id, name, created_at)
SELECT :business, 'Grahak ' || n, now() FROM generate_series(1, :customers) n;
INSERT INTO person_roles (business_id, person_id, role)
SELECT business_id, id, 'customer' FROM persons WHERE business_id = :business AND name LIKE 'Grahak %';
INSERT INTO accounts (business_id, person_id, paise, open)
SELECT business_id, id, 0, '[]' FROM persons WHERE business_id = :business AND name LIKE 'Grahak %';
"""
ENTRIES = """
INSERT INTO account_entries (business_id, person_id, kind, paise, at, key)
SELECT p.business_id, p.id, CASE WHEN n % 4 = 0 THEN 'payment' ELSE 'credit' END,
    CASE WHEN n % 4 = 0 THEN -2500 ELSE 1000 END, timestamptz '2026-01-01' + n * interval '1 hour',
    'pace:' || p.id || ':' || n
FROM persons p, generate_series(1, :each) n
WHERE p.business_id = :business AND p.name LIKE 'Grahak %' AND p.id % 20 = :part
"""
BALANCES = """
UPDATE accounts a SET paise = e.paise, since = e.since
FROM (SELECT business_id, person_id, sum(paise) paise, min(at) since FROM account_entries GROUP BY 1, 2) e
WHERE (a.business_id, a.person_id) = (e.business_id, e.person_id) AND a.open = '[]'
"""


@pytest.fixture
def long_ledger(own_books: Engine) -> None:
    """100,000 entries of 500 customers; what is open of those who are looked at is settled."""
    with opened() as session:
        for statement in filter(str.strip, CUSTOMERS_OF_IT.split(";")):
            values = {"business": KIRANA, "customers": CUSTOMERS}
            used = {name: value for name, value in values.items() if f":{name}" in statement}
            session.execute(text(statement), used)
    for part in range(20):
        with opened() as session:
            values = {"business": KIRANA, "each": ROWS // CUSTOMERS, "part": part}
            session.execute(text(ENTRIES), values)
    with opened() as session:
        session.execute(text(BALANCES))
        looked_at = session.query(Account).filter_by(business_id=KIRANA).order_by(Account.person_id)
        for account in looked_at.limit(2 * TIMES):
            service.settle(session, account)
    with own_books.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


def wishes() -> Iterator[dict[str, tuple[str, Wish]]]:
    """Looks, each time at another customer: a name that was said before is known."""
    for number in range(1, TIMES + 1):
        yield {
            "own": (PRIYA, Wish()),
            "everybody": (OWNER, Wish(("everybody",))),
            "named": (OWNER, Wish(person=("Arjun Patel", "Arjn", "Patel bhai")[number % 3])),
            "one of many": (OWNER, Wish(person=f"Grahak {number}")),
            "misspelt": (OWNER, Wish(person=f"Grahk {number}")),
            "nobody": (OWNER, Wish(person=f"Xavi{number}er Pinto")),
        }


def test_what_is_owed_is_told_within_20_milliseconds_of_100_000_entries(long_ledger: None) -> None:
    """Of the processor, ours and the database's, always; by the clock as much longer as the machine is busy beside."""
    for warm in ("Priya", "Grahak"):  # the first looks of a process hear every name and make the statements
        _look(OWNER, Wish(person=warm))
    taken: dict[str, list[float]] = defaultdict(list)
    worked: dict[str, list[float]] = defaultdict(list)
    for looks in wishes():
        for name, (who, wish) in looks.items():
            clock, work = _look(who, wish)
            taken[name].append(clock)
            worked[name].append(work)
    busy = max(os.getloadavg()[0] / (os.cpu_count() or 1), 1.0)
    print(
        {
            name: f"{min(taken[name]) * 1000:.1f} ms, {mean(worked[name]) * 1000:.1f} of it worked"
            for name in taken
        }
    )
    assert max(map(mean, worked.values())) <= WITHIN_SECONDS, worked
    assert max(map(min, taken.values())) <= WITHIN_SECONDS * busy, taken


def _look(who: str, wish: Wish) -> tuple[float, float]:
    """How long it takes by the clock, and of the processor."""
    with opened() as session:
        pid = session.scalar(text("SELECT pg_backend_pid()"))
        database = psutil.Process(pid)
        began, at_work = time.perf_counter(), time.process_time() + _seconds(database)
        person, business = people.find(session, KIRANA, who), businesses.get(session, KIRANA)
        assert person
        assert business
        look(session, Caller(business, person, people.roles_of(business, person)), wish)
        return time.perf_counter() - began, time.process_time() + _seconds(database) - at_work


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
