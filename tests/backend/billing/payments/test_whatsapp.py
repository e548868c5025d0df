"""WhatsApp's own payments: the card, what the connector hears of it, the look-up, and where Meta refuses."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from munshi import clock
from munshi.billing.accounts import notices as khata
from munshi.billing.payments import cancelling, reconciling, refunding, whatsapp_news
from munshi.billing.payments.gateways import configured
from munshi.billing.payments.gateways.whatsapp import WhatsApp
from munshi.billing.payments.terms import terms_of
from munshi.business.models import Business
from munshi.demo import build
from munshi.demo.cast import Stage
from munshi.demo.payments import Till
from munshi.people import service as people
from tests.backend.billing.payments.conftest import Payer, balance, last_told, owes, serving, told
from tests.backend.books import KIRANA, KIRANA_NUMBER, OWNER, opened
from tests.backend.orders.conftest import FATIMA, Customer

TOKEN = "token-of-the-graph"


@dataclass
class Chat:
    """Meta's side: cards are taken and paid there, and what it tells is handed to the books."""

    till: Till

    def takes(self, card: dict[str, Any]) -> str:
        """The connector sends the card; its reference."""
        action = {"name": "review_and_pay", "parameters": card}
        self.till.take(KIRANA_NUMBER, FATIMA, "wamid.1", {"type": "order_details", "action": action})
        return str(card["reference_id"])

    def pays(self, reference: str, *, succeeds: bool = True) -> dict[str, Any]:
        """The customer pays; the status that Meta tells."""
        return self.till.pay(KIRANA_NUMBER, reference, succeeds=succeeds)


def hears(*news: dict[str, Any]) -> None:
    """The connector hands on what it has heard."""
    written = "INSERT INTO assistant.payment_news (phone_number_id, news, received_at) VALUES (:number, :news, :now)"
    with opened() as session:
        for each in news:
            facts = {"number": KIRANA_NUMBER, "news": json.dumps(each), "now": clock.now()}
            session.execute(text(written), facts)
    whatsapp_news.take()


@pytest.fixture
def chat(payer: Payer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chat]:
    """The kirana with a payment configuration."""
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        said = {
            **terms_of(business).model_dump(mode="json", exclude_defaults=True),
            "whatsapp": {"configuration": "sharma-razorpay"},
        }
        business.settings = {**business.settings, "payments": said}
    connection = build.Connection("http://nowhere", TOKEN, "secret", "http://nowhere")
    stage = Stage(KIRANA_NUMBER, "+91 90000 00001", "Sharma Kirana Store", "shop", None, ())
    taken = httpx.MockTransport(lambda _: httpx.Response(200))
    simulator = build.simulator(connection, lambda _: [stage], lambda: clock.now(), taken)
    app = FastAPI()
    build.mount(app, simulator)
    with serving(app) as (url, _):
        path = f"{url}/demo/graph/v25.0/{KIRANA_NUMBER}"
        made = WhatsApp(path, TOKEN, "sharma-razorpay")
        monkeypatch.setattr(configured, "_whatsapp", lambda *_: made)
        yield Chat(simulator.till)


def test_a_card_is_paid_booked_once_and_shown_as_paid(payer: Payer, chat: Chat) -> None:
    owes(500)
    asked = payer.pays()
    assert asked.outcome == "card_sent"
    reference = chat.takes(asked.facts["pay_card"])
    failed, paid = chat.pays(reference, succeeds=False), chat.pays(reference)
    hears(failed)
    hears(paid, paid, failed)
    hears(paid)
    assert balance() == 0
    assert told(FATIMA) == ["payment_received"]
    assert last_told(FATIMA)["pay_card_status"] == {
        "reference_id": reference,
        "order": {"status": "completed"},
    }


def test_the_status_alone_books_nothing(payer: Payer, chat: Chat) -> None:
    owes(500)
    reference = chat.takes(payer.pays().facts["pay_card"])
    lie = {
        "type": "payment",
        "status": "captured",
        "payment": {"reference_id": reference, "transaction": {"id": "x", "status": "success"}},
    }
    hears(lie, {"type": "payment"}, {"type": "payment", "payment": {"reference_id": "nobody's"}})
    assert balance() == 500


def test_a_card_of_an_order_adds_up_as_meta_wants(fatima: Customer, payer: Payer, chat: Chat) -> None:
    fatima.orders("6 kg cheeni")
    card = payer.pays().facts["pay_card"]
    order = card["order"]
    shipping = order.get("shipping", {"value": 0})["value"]
    assert order["subtotal"]["value"] + order["tax"]["value"] + shipping == card["total_amount"]["value"]
    chat.takes(card)


def test_a_card_that_is_asked_for_again_has_a_reference_of_its_own_and_closes_the_first(
    payer: Payer, chat: Chat
) -> None:
    owes(500)
    first, second = (chat.takes(payer.pays().facts["pay_card"]) for _ in range(2))
    assert first != second
    cancelling.cancel_unwanted()
    assert told(FATIMA) == ["payment_card_closed"]
    assert last_told(FATIMA)["pay_card_status"]["reference_id"] == first
    hears(chat.pays(second))
    assert balance() == 0


@pytest.mark.parametrize("code", [134011, 131005])
def test_where_meta_refuses_the_owner_is_told_and_the_link_goes_out(
    payer: Payer, chat: Chat, code: int
) -> None:
    owes(500)
    card = payer.pays().facts["pay_card"]
    refused = {
        "refused": True,
        "code": code,
        "details": "accept the terms",
        "reference_id": card["reference_id"],
    }
    hears(refused)
    assert told(OWNER) == ["payment_card_refused"]
    assert last_told(OWNER)["pay_details"] == "accept the terms"
    assert told(FATIMA) == ["payment_link_ready"]
    assert "/p/" in last_told(FATIMA)["pay_url"]
    assert payer.pays().outcome == "owed"
    hears({**refused, "reference_id": "another"})
    assert told(OWNER) == ["payment_card_refused"]


def test_a_reminder_brings_the_card_and_after_a_refusal_the_link(payer: Payer, chat: Chat) -> None:
    owes(500)

    def remind(on: str) -> dict[str, Any]:
        with opened() as session:
            fatima = people.find(session, KIRANA, FATIMA)
            assert fatima
            khata.remind(session, session.get_one(Business, KIRANA), fatima, on)
        return last_told(FATIMA)

    first = remind("2026-11-24")
    card = first["pay_card"]
    assert (card["total_amount"]["value"], "khata_link" in first) == (50000, False)
    hears({"refused": True, "code": 134011, "details": "terms", "reference_id": card["reference_id"]})
    again = remind("2026-12-01")
    assert ("pay_card" in again, "/p/" in again["khata_link"]) == (False, True)


def test_a_refund_goes_back_through_the_card_once(payer: Payer, owner: Payer, chat: Chat) -> None:
    owes(500)
    reference = chat.takes(payer.pays().facts["pay_card"])
    hears(chat.pays(reference))
    owner.decides(last_told(FATIMA)["pay_reference"], "refund")
    refunding.carry_out()
    refunding.carry_out()
    paid = chat.till.card(KIRANA_NUMBER, reference).paid
    assert paid is not None
    assert [refund["amount"]["value"] for refund in paid["refunds"]] == [50000]
    assert balance() == 500


def test_what_was_not_told_the_nightly_comparison_finds(payer: Payer, chat: Chat) -> None:
    owes(500)
    chat.pays(chat.takes(payer.pays().facts["pay_card"]))
    assert [one["kind"] for one in reconciling.reconcile(KIRANA, "2026-11-25")] == ["missed"]
    assert balance() == 0


def test_a_card_for_what_was_paid_by_hand_is_closed(payer: Payer, owner: Payer, chat: Chat) -> None:
    owes(500)
    chat.takes(payer.pays().facts["pay_card"])
    owner.records("Fatima", 500)
    cancelling.cancel_unwanted()
    assert told(FATIMA)[-1] == "payment_card_closed"
    assert last_told(FATIMA)["pay_card_status"]["order"]["status"] == "canceled"
