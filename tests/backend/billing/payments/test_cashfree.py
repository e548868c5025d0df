"""The second gateway behind the same port: rupees, our own ids, and a signature of another kind."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI

from munshi import clock
from munshi.billing.payments import attempts, cancelling, reconciling, refunding
from munshi.billing.payments.gateways import configured
from munshi.billing.payments.gateways.cashfree import Cashfree
from munshi.billing.payments.terms import terms_of
from munshi.business.models import Business
from tests.backend.billing.payments import cashfree
from tests.backend.billing.payments.conftest import Payer, balance, last_told, owes, serving, told
from tests.backend.billing.payments.test_razorpay import goes_online, page_of
from tests.backend.books import KIRANA, OWNER, Clock, opened
from tests.backend.orders.conftest import FATIMA

NAMES = {"client_id_env": "SHOP_CASHFREE_ID", "client_secret_env": "SHOP_CASHFREE_SECRET"}


@pytest.fixture
def vendor(payer: Payer, monkeypatch: pytest.MonkeyPatch) -> Iterator[cashfree.Cashfree]:
    """The kirana with an account at Cashfree."""
    monkeypatch.setenv("SHOP_CASHFREE_ID", "id")
    monkeypatch.setenv("SHOP_CASHFREE_SECRET", "secret-of-the-shop")
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        said = {
            **terms_of(business).model_dump(mode="json", exclude_defaults=True),
            "gateway": {"name": "cashfree", **NAMES},
        }
        business.settings = {**business.settings, "payments": said}
    app, account = FastAPI(), cashfree.Cashfree("secret-of-the-shop", lambda: clock.now())
    app.include_router(cashfree.router(account))
    with serving(app) as (url, _):
        account.url = url
        made = Cashfree("id", "secret-of-the-shop", url)
        monkeypatch.setattr(configured, "_cashfree", lambda *_: made)
        yield account


def brings(payer: Payer, vendor: cashfree.Cashfree, **other: str) -> list[int]:
    """Posts every webhook that is written."""
    path = f"/api/payments/webhooks/cashfree/{KIRANA}"
    return [
        payer.client.post(path, content=raw, headers={**headers, **other}).status_code
        for raw, headers in vendor.webhooks
    ]


def link_of(url: str) -> str:
    return url.rpartition("/")[2]


def test_parts_are_booked_each_once_to_the_paisa(payer: Payer, vendor: cashfree.Cashfree) -> None:
    owes(728.2)
    link = link_of(goes_online(payer.client, page_of(payer)))
    vendor.pay(link, "200.10")
    vendor.pay(link, "528.10")
    assert brings(payer, vendor) == [200, 200]
    assert brings(payer, vendor) == [200, 200]
    assert balance() == 0
    assert len(told(FATIMA)) == 2


def test_a_forged_one_is_refused(payer: Payer, vendor: cashfree.Cashfree) -> None:
    owes(500)
    vendor.pay(link_of(goes_online(payer.client, page_of(payer))), "500")
    assert brings(payer, vendor, **{"x-webhook-timestamp": "1"}) == [401]
    assert brings(payer, vendor, **{"x-webhook-signature": ""}) == [401]
    assert balance() == 500


def test_a_failed_payment_books_nothing(payer: Payer, vendor: cashfree.Cashfree) -> None:
    owes(500)
    vendor.pay(link_of(goes_online(payer.client, page_of(payer))), "500", succeeds=False)
    assert brings(payer, vendor) == [200]
    assert balance() == 500


def test_a_lost_answer_makes_no_second_link(payer: Payer, vendor: cashfree.Cashfree) -> None:
    owes(500)
    path = page_of(payer)
    goes_online(payer.client, path)
    with opened() as session:
        from munshi.billing.payments.models import PaymentAttempt

        for attempt in session.query(PaymentAttempt):
            attempt.status, attempt.gateway_link_id = "waiting", None
    goes_online(payer.client, path)
    assert len(vendor.links) == 1


def test_refund_cancel_and_comparison(payer: Payer, owner: Payer, vendor: cashfree.Cashfree) -> None:
    owes(500)
    vendor.pay(link_of(goes_online(payer.client, page_of(payer))), "500")
    assert [one["kind"] for one in reconciling.reconcile(KIRANA, "2026-11-25")] == ["missed"]
    assert told(OWNER)[-1] == "payment_differences"
    owner.decides(last_payment(), "refund")
    refunding.carry_out()
    assert [refund["refund_amount"] for refunds in vendor.refunds.values() for refund in refunds] == [500.0]
    second = link_of(goes_online(payer.client, page_of(payer)))
    owner.records("Fatima", 500)
    cancelling.cancel_unwanted()
    assert vendor.links[second]["link_status"] == "CANCELLED"
    assert balance() == 0


def test_a_gateway_that_is_away_is_no_fault_of_the_customer(
    payer: Payer, vendor: cashfree.Cashfree, now: Clock
) -> None:
    owes(500)
    vendor.away = True
    assert payer.client.post(f"{page_of(payer)}/online").status_code == 200
    vendor.away = False
    now.passes(minutes=1)
    attempts.follow_up()
    assert "/link/" in last_told(FATIMA)["pay_url"]


def last_payment() -> str:
    """The reference of the last payment."""
    with opened() as session:
        from munshi.billing.payments.models import Payment

        found: Any = session.query(Payment).order_by(Payment.id.desc()).first()
        return str(found.reference)
