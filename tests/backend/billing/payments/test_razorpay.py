"""Paying online: a webhook is a hint and the look-up the fact, whatever comes twice, late, backwards or forged."""

import json

import pytest
from fastapi.testclient import TestClient

from munshi.billing.payments import attempts, cancelling, events, reconciling, refunding
from tests.backend.billing.payments.conftest import Counter, Payer, balance, last_told, owes, told
from tests.backend.books import KIRANA, OWNER, Clock
from tests.backend.orders.conftest import FATIMA


def page_of(payer: Payer) -> str:
    """The path of a new pay page."""
    return "/p/" + str(payer.pays().facts["pay_url"]).rpartition("/")[2]


def goes_online(client: TestClient, path: str) -> str:
    """Where the button leads."""
    answer = client.post(f"{path}/online", follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_what_is_paid_online_is_booked_once_and_both_sides_hear_it(payer: Payer, counter: Counter) -> None:
    owes(500)
    url = goes_online(payer.client, page_of(payer))
    counter.pays(url, 500)
    assert balance() == 500  # nobody has told yet
    assert counter.brings() == [200, 200]
    assert balance() == 0
    assert (told(FATIMA), told(OWNER)) == (["payment_received"], ["payment_came"])
    assert counter.brings(1, 0, 0, 1) == [200] * 4
    assert (balance(), len(told(FATIMA))) == (0, 1)


def test_the_same_button_twice_is_one_link(payer: Payer, counter: Counter) -> None:
    owes(500)
    path = page_of(payer)
    assert goes_online(payer.client, path) == goes_online(payer.client, path)
    assert len(counter.vendor.links) == 1


def test_a_forged_webhook_is_refused_and_books_nothing(payer: Payer, counter: Counter) -> None:
    owes(500)
    counter.pays(goes_online(payer.client, page_of(payer)), 500)
    raw, headers = counter.vendor.behaviour.webhooks[0]
    forged = raw.replace(b"50000", b"90000")
    assert counter.post(forged, headers) == 401
    assert counter.post(raw, {**headers, "X-Razorpay-Signature": "0" * 64}) == 401
    assert counter.post(raw, {}) == 401
    assert counter.post(raw, headers, "annapurna-bhojanalay") == 401
    assert counter.post(raw, headers, "nobody") == 404
    assert balance() == 500


def test_what_is_signed_and_no_news_is_refused(counter: Counter) -> None:
    import hashlib
    import hmac

    for raw in (b"", b"[]", b"{}", b"\xff", b'{"event": 7, "payload": []}'):
        sign = hmac.new(counter.vendor.webhook_secret.encode(), raw, hashlib.sha256).hexdigest()
        assert counter.post(raw, {"X-Razorpay-Signature": sign}) == 400


def test_news_of_what_is_not_ours_is_kept_and_does_nothing(counter: Counter) -> None:
    import hashlib
    import hmac

    raw = json.dumps(
        {"event": "payment.captured", "payload": {"payment": {"entity": {"id": "pay_x"}}}}
    ).encode()
    sign = hmac.new(counter.vendor.webhook_secret.encode(), raw, hashlib.sha256).hexdigest()
    assert counter.post(raw, {"X-Razorpay-Signature": sign}) == 200


def test_a_failed_attempt_leaves_it_to_be_paid_again(payer: Payer, counter: Counter) -> None:
    owes(500)
    url = goes_online(payer.client, page_of(payer))
    counter.pays(url, 500, succeeds=False)
    counter.brings()
    assert balance() == 500
    counter.pays(url, 500)
    counter.brings()
    assert balance() == 0


def test_parts_are_counted_each_once_from_two_families_of_events(payer: Payer, counter: Counter) -> None:
    owes(500)
    url = goes_online(payer.client, page_of(payer))
    counter.pays(url, 200)
    counter.pays(url, 300)
    counter.brings(3, 0, 2, 1)
    assert balance() == 0
    assert len(told(FATIMA)) == 2


def test_a_gateway_that_is_away_leaves_the_other_ways_and_the_link_follows(
    payer: Payer, counter: Counter, now: Clock
) -> None:
    owes(500)
    path = page_of(payer)
    counter.vendor.behaviour.away = True
    answer = payer.client.post(f"{path}/online")
    assert answer.status_code == 200
    assert "does not work just now" in answer.text
    assert "sharmakirana@upi" in answer.text
    now.passes(minutes=1)
    attempts.follow_up()
    assert told(FATIMA) == []
    counter.vendor.behaviour.away = False
    attempts.follow_up()
    assert told(FATIMA) == ["payment_link_ready"]
    counter.pays(last_told(FATIMA)["pay_url"], 500)
    counter.brings()
    assert balance() == 0


def test_news_that_comes_while_the_gateway_is_away_is_followed_later(payer: Payer, counter: Counter) -> None:
    owes(500)
    counter.pays(goes_online(payer.client, page_of(payer)), 500)
    counter.vendor.behaviour.away = True
    assert counter.brings() == [200, 200]
    assert balance() == 500
    counter.vendor.behaviour.away = False
    events.follow_what_waits()
    assert balance() == 0


def test_what_no_webhook_has_told_the_nightly_comparison_finds(payer: Payer, counter: Counter) -> None:
    owes(500)
    counter.pays(goes_online(payer.client, page_of(payer)), 500)
    found = reconciling.reconcile(KIRANA, "2026-11-25")
    assert [(one["kind"], one["paise"]) for one in found] == [("missed", 50000)]
    assert balance() == 0
    assert told(OWNER)[-1] == "payment_differences"
    assert reconciling.reconcile(KIRANA, "2026-11-26") == []


def test_a_refund_goes_back_through_the_gateway_once_it_answers(
    payer: Payer, owner: Payer, counter: Counter
) -> None:
    owes(500)
    counter.pays(goes_online(payer.client, page_of(payer)), 500)
    counter.brings()
    reference = last_told(FATIMA)["pay_reference"]
    counter.vendor.behaviour.away = True
    assert owner.decides(reference, "refund").outcome == "refunded"
    refunding.carry_out()
    assert counter.vendor.refunds == {}
    counter.vendor.behaviour.away = False
    refunding.carry_out()
    refunding.carry_out()
    assert [refund["amount"] for refund in counter.vendor.refunds.values()] == [50000]
    counter.brings()
    assert balance() == 500
    assert told(FATIMA)[-1] == "payment_refunded"


def test_a_refund_at_the_gateways_own_desk_comes_into_the_books(payer: Payer, counter: Counter) -> None:
    owes(500)
    paid = counter.pays(goes_online(payer.client, page_of(payer)), 500)
    counter.brings()
    counter.on_loop(lambda: counter.vendor.refund(paid["id"], {"amount": 11000}))
    counter.brings()
    assert balance() == 110
    assert told(FATIMA)[-1] == "payment_refunded"
    counter.brings()
    assert balance() == 110


def test_a_link_for_what_was_paid_by_hand_is_cancelled(payer: Payer, owner: Payer, counter: Counter) -> None:
    owes(500)
    url = goes_online(payer.client, page_of(payer))
    owner.records("Fatima", 500)
    cancelling.cancel_unwanted()
    link = counter.vendor.links[url.rpartition("/")[2]]
    assert link["status"] == "cancelled"


def test_what_is_paid_both_ways_is_paid_ahead(payer: Payer, owner: Payer, counter: Counter) -> None:
    owes(500)
    url = goes_online(payer.client, page_of(payer))
    owner.records("Fatima", 500)
    counter.pays(url, 500)
    cancelling.cancel_unwanted()  # refused by the gateway, which has the money
    assert balance() == -500


def test_what_was_reported_with_the_same_number_is_confirmed_by_the_gateway(
    payer: Payer, counter: Counter
) -> None:
    owes(500)
    paid = counter.pays(goes_online(payer.client, page_of(payer)), 500)
    payer.reports(500, reference=paid["acquirer_data"]["rrn"])
    counter.brings()
    assert balance() == 0
    assert payer.pays().outcome == "nothing_owed"


@pytest.mark.parametrize("minutes", [60 * 49])
def test_a_link_that_has_expired_is_so_in_the_books(
    payer: Payer, counter: Counter, now: Clock, minutes: int
) -> None:
    owes(500)
    goes_online(payer.client, page_of(payer))
    now.passes(minutes=minutes)
    reconciling.reconcile(KIRANA, "2026-11-27")
    with __import__("tests.backend.books", fromlist=["opened"]).opened() as session:
        from munshi.billing.payments.models import PaymentAttempt

        assert [each.status for each in session.query(PaymentAttempt)] == ["expired"]
