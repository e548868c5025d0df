"""500 webhooks of a gateway, doubled, backwards, late and forged: each payment once, forgeries 401, none 5xx."""

import random

from munshi.billing.payments.models import GatewayEvent, Payment
from tests.backend.billing.payments.conftest import Counter, Payer, balance, owes
from tests.backend.billing.payments.test_razorpay import goes_online, page_of
from tests.backend.books import KIRANA, opened
from tests.backend.orders.conftest import ARJUN, FATIMA

CALLS = 500


def test_every_payment_is_booked_once_whatever_comes(payer: Payer, counter: Counter) -> None:
    chance = random.Random(15)
    others = Payer(payer.client, ARJUN)
    before = {FATIMA: balance(FATIMA), ARJUN: balance(ARJUN)}
    paid = {FATIMA: 0.0, ARJUN: 0.0}
    for turn in range(12):
        who = payer if turn % 2 else others
        owes(300 + turn, who.person, key=f"storm{turn}")
        before[who.person] += 300 + turn
        due = who.pays().facts["pay_due_paise"] / 100
        url = goes_online(payer.client, page_of(who))
        if chance.random() < 0.3:
            counter.pays(url, due, succeeds=False)
        part = min(round(due / 2), due - 1) if chance.random() < 0.4 else due
        counter.pays(url, part)
        paid[who.person] += part
        counter.brings(len(counter.vendor.behaviour.webhooks) - 1)
    answers = []
    for _ in range(CALLS):
        raw, headers = chance.choice(counter.vendor.behaviour.webhooks)
        if chance.random() < 0.25:
            at = chance.randrange(len(raw))
            forged = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
            answers.append((counter.post(forged, headers), 401))
        else:
            answers.append((counter.post(raw, headers), 200))
    assert all(got == wanted for got, wanted in answers)
    counter.brings()
    assert {who: round(balance(who), 2) for who in before} == {
        who: round(before[who] - paid[who], 2) for who in before
    }
    with opened() as session:
        ids = [each.gateway_payment_id for each in session.query(Payment).filter_by(business_id=KIRANA)]
        assert len(ids) == len(set(ids)) == 12
        assert all(each.handled_at for each in session.query(GatewayEvent))
