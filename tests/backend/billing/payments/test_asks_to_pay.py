"""Who asks whether they may or shall pay a sum has paid and promised nothing: they hear what is due, and how."""

import pytest
from sqlalchemy import select

from munshi.billing.accounts import service as accounts
from munshi.billing.payments.models import Payment
from tests.backend.billing.payments.conftest import Payer, owes, person
from tests.backend.billing.payments.test_sum_roles import said, written
from tests.backend.books import KIRANA, opened

ASKED = [
    ("300 de du?", "report_payment"),
    ("kal 300 de du?", "record_payment"),
    ("abhi 300 hi de sakta hu chalega?", "place_order"),
    ("can i pay 300", "ask_store_info"),
    ("should i pay 300 tomorrow?", "pay_bill"),
    ("is it ok if i give 300 now", "ask_price"),
    ("कल 300 दे दूँ?", "nlu_fallback"),
    ("सिर्फ 300 ही दे पाऊंगी चलेगा?", "apply_leave"),
]


@pytest.mark.parametrize(("text", "intent"), ASKED)
def test_who_asks_whether_a_part_may_be_paid_hears_what_is_due_and_nothing_is_written(
    payer: Payer, text: str, intent: str
) -> None:
    owes(900)
    read = said(text, [(300, "to_pay", 0.97)], intent)
    side = {"facet": "asks_whether", "value": "so", "start": len(text) - 1, "end": len(text)}
    read["facets"] = [side] if text.endswith("?") else []
    heard = payer.do("/answers", question="", reading=read)
    answer = heard.facts["answer"]
    assert (heard.facts["page"], answer["outcome"]) == ("pay_bill", "may_pay"), answer
    assert (answer["facts"]["pay_now_paise"], answer["facts"]["pay_due_paise"]) == (30000, 90000)
    with opened() as session:
        account = accounts.account_of(session, KIRANA, person().id)
        assert account is not None
        assert account.promised_on is None
        assert session.scalars(select(Payment)).all() == []


def test_who_says_that_they_will_pay_promises_though_they_ask_whether_it_is_fine(payer: Payer) -> None:
    owes(900)
    text = "shanivar ko 300 de dunga, chalega?"
    heard = payer.do("/answers", question="", reading=said(text, [(300, "to_pay", 0.97)], "pay_bill"))
    assert heard.outcome == "left" or heard.facts["answer"]["outcome"] != "may_pay"
    assert written() == []
