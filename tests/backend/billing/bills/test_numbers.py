"""Numbers have no gap and no twin, whoever issues at once and whoever dies over it."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import Engine, select

from munshi import clock, database
from munshi.billing.bills.models import Bill
from munshi.orders.models import Order, OrderLine, OrderMove
from munshi.people.models import Person
from tests.backend.books import BACKEND, KIRANA

ORDERS = int(os.environ.get("BILLS", "60"))
WORKERS = int(os.environ.get("BILL_WORKERS", "4"))
OIL = {"hi": "मूँगफली तेल", "en": "Groundnut oil", "hinglish": "Mungfali tel"}


def place(count: int) -> None:
    """Orders that came home, each of two litres of oil and its delivery."""
    with database.transaction() as session:
        person = session.scalars(select(Person).where(Person.business_id == KIRANA)).first()
        assert person
        for number in range(count):
            at = clock.now() - timedelta(seconds=count - number)
            session.add(
                Order(
                    business_id=KIRANA, reference=f"ORD-{500000 + number}", person_id=person.id, status="delivered",
                    fulfilment="delivery", address="7 Sneh Nagar", pincode="452001", currency="INR",
                    goods_paise=37200, gst_paise=1772, gst_included=True, fee_paise=3000, discount_paise=0,
                    discounts=[], total_paise=40200, placed_at=at, notes=[],
                    lines=[
                        OrderLine(
                            position=1, sku="MUNGFALI-TEL-LOOSE", name=OIL, add_ons=[], quantity=Decimal(2), unit="l",
                            price_paise=18600, amount_paise=37200, gst_rate=Decimal(5), hsn="1508", notes=[],
                            discount_paise=0,
                        )
                    ],
                    moves=[OrderMove(position=1, status="delivered", at=at)],
                )
            )  # fmt: skip


def test_no_gap_and_no_twin_where_those_who_issue_are_killed(own_books: Engine) -> None:
    place(ORDERS)
    chance, started = random.Random(7), 0
    url = own_books.url.set(drivername="postgresql").render_as_string(hide_password=False)

    def begin() -> subprocess.Popen[bytes]:
        nonlocal started
        started += 1
        return subprocess.Popen(
            [sys.executable, "-m", "tests.backend.billing.bills.issuer", str(started)],
            cwd=BACKEND.parent,
            env={**os.environ, "DATABASE_URL": url},
            stderr=subprocess.DEVNULL,
        )

    at_work, killed = [begin() for _ in range(WORKERS)], 0
    while any(each.poll() is None for each in at_work):
        time.sleep(chance.uniform(0.05, 0.4))
        victim = chance.choice(at_work)
        if victim.poll() is None and killed < 3 * WORKERS:
            os.kill(victim.pid, signal.SIGKILL)
            victim.wait()
            killed += 1
            at_work[at_work.index(victim)] = begin()
    with database.transaction() as session:
        bills = session.scalars(select(Bill).where(Bill.business_id == KIRANA)).all()
    assert killed
    assert sorted(bill.serial for bill in bills) == list(range(1, ORDERS + 1))
    assert set(Counter(bill.source for bill in bills).values()) == {1}
    assert {bill.total_paise for bill in bills} == {40200}
