"""Goods that came wrong and were paid online: their money goes back through the gateway, once it answers, and once."""

from fastapi.testclient import TestClient

from munshi.billing.payments import refunding
from tests.backend.billing.bills.conftest import delivered, order
from tests.backend.billing.payments.conftest import Counter, Payer, balance, told
from tests.backend.billing.payments.test_razorpay import goes_online, page_of
from tests.backend.books import KIRANA_NUMBER, OWNER
from tests.backend.orders.conftest import FATIMA, Customer
from tests.backend.service.conftest import Somebody


def test_a_settlement_is_paid_back_through_the_gateway_once(
    client: TestClient, payer: Payer, fatima: Customer, counter: Counter
) -> None:
    bought = delivered(fatima, "4 kg sabudana", "4 kg cheeni")
    total, sugar = order(bought).total_paise, order(bought).lines[1].amount_paise
    counter.pays(goes_online(client, page_of(payer)), balance())
    counter.brings()
    mine, owner = Somebody(client, FATIMA, KIRANA_NUMBER), Somebody(client, OWNER, KIRANA_NUMBER)
    shown = mine.reports("maine chini mangi thi, namak aaya")
    ticket = mine.says_yes("confirm_ticket", shown).facts["ticket"]["reference"]
    asked = owner.moves(ticket, "resolved", settled="refund", goods=None)
    assert (asked.outcome, asked.facts["settled_paise"], sugar < total) == ("confirm_refund", sugar, True)
    done = owner.answers("confirm_settling", "haan", "affirm", summary=asked.facts["summary"])
    assert done
    assert done.outcome == "settled"
    counter.vendor.behaviour.away = True
    refunding.carry_out()
    assert counter.vendor.refunds == {}
    counter.vendor.behaviour.away = False
    refunding.carry_out()
    refunding.carry_out()
    assert [refund["amount"] for refund in counter.vendor.refunds.values()] == [sugar]
    assert owner.moves(ticket, "resolved", settled="refund", goods=None).outcome == "no_such_move"
    refunding.carry_out()
    assert len(counter.vendor.refunds) == 1
    assert told(FATIMA)[-1] == "payment_refunded"
