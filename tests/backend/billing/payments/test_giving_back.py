"""Money that goes back: shown and agreed to, of just the payment that is meant; who asks for it writes nothing."""

from typing import Any

import pytest
from sqlalchemy import select

from munshi.billing.payments.models import Payment
from tests.backend.billing.bills.conftest import WAY, moves
from tests.backend.billing.payments.conftest import Payer, balance, owes, reading, told
from tests.backend.books import KIRANA, OWNER, opened
from tests.backend.orders.conftest import FATIMA, Customer


def test_what_the_owner_has_given_back_is_shown_and_written_by_a_yes(payer: Payer, owner: Payer) -> None:
    owner.records("Fatima", 308)
    asked = owner.records("Fatima", 308, says="308 wapas kar diye Fatima ko")
    assert (asked.outcome, asked.facts["pay_back_paise"], balance()) == ("confirm_refund", 30800, -308)
    done = owner.do(
        "/answers",
        question="confirm_refund",
        summary=asked.facts["summary"],
        reading=reading("affirm", says="haan"),
    )
    assert done.facts["answer"]["outcome"] == "refunded"
    assert (balance(), told(FATIMA)[-1]) == (0, "payment_refunded")


def test_a_part_goes_back_of_the_last_payment_that_holds_it(payer: Payer, owner: Payer) -> None:
    reference = owner.records("Fatima", 500).facts["pay_reference"]
    asked = owner.records("Fatima", 85, says="Fatima ko 85 wapas diye")
    assert (asked.facts["pay_reference"], asked.facts["pay_back_paise"]) == (reference, 8500)


def test_a_sum_alone_is_of_the_only_payment_of_it(payer: Payer, owner: Payer) -> None:
    owner.records("Fatima", 308)
    assert owner.records(None, 308, says="refund kar do 308 wale ko").outcome == "confirm_refund"
    owner.records("Arjun", 308)
    assert owner.records(None, 308, says="refund kar do 308 wale ko").outcome == "refund_of_what"


def test_who_has_paid_nothing_gets_nothing_back(payer: Payer, owner: Payer) -> None:
    assert owner.records("Fatima", 308, says="308 wapas kar diye Fatima ko").outcome == "refund_of_what"
    assert balance() == 0


def test_a_customer_asks_for_what_is_paid_ahead_and_the_owner_hears_it(payer: Payer, owner: Payer) -> None:
    body: dict[str, Any] = {
        "reading": reading("check_dues", says="mere paise wapas karo"),
        "wanted": ["back"],
    }
    assert payer.do("/dues", **body).outcome == "nothing_ahead"
    owner.records("Fatima", 308)
    assert payer.do("/dues", **body).outcome == "back_wanted"
    assert (told(OWNER)[-1], balance()) == ("payment_refund_wanted", -308)
    tapped = owner.do("/payments/PAY-1/decision", verdict="refund", paise=8500)
    assert (tapped.outcome, balance()) == ("refunded", -223)


def test_a_paid_order_that_is_cancelled_tells_both_what_becomes_of_the_money(
    payer: Payer, owner: Payer, fatima: Customer
) -> None:
    order = fatima.orders("6 kg cheeni").facts
    payer.reports(
        order["total_paise"] / 100, named=order["reference"], says=f"{order['reference']} ka bhej diya"
    )
    owner.decides(_last(), "confirm")
    fatima.do("/orders/cancelled", summary=order["reference"])
    assert told(FATIMA)[-1] == "payment_of_cancelled"
    assert told(OWNER)[-1] == "payment_refund_due"


def test_what_is_found_after_the_order_was_cancelled_is_to_be_given_back_too(
    payer: Payer, owner: Payer, fatima: Customer
) -> None:
    order = fatima.orders("6 kg cheeni").facts
    payer.reports(order["total_paise"] / 100, says="bhej diya")
    fatima.do("/orders/cancelled", summary=order["reference"])
    owner.decides(_last(), "confirm")
    assert told(OWNER)[-1] == "payment_refund_due"


def _last() -> str:
    with opened() as session:
        query = select(Payment.reference).where(Payment.business_id == KIRANA).order_by(Payment.id.desc())
        found = session.scalars(query).first()
        assert found
        return found


def test_a_part_that_was_settled_is_lowered_with_it_and_is_not_owed_again(
    payer: Payer, owner: Payer, fatima: Customer
) -> None:
    order = _delivered(fatima)
    owner.records("Fatima", order["total_paise"] / 100)
    asked = owner.records("Fatima", 30, says="Fatima ko 30 wapas diye")
    assert (asked.outcome, asked.facts["pay_again_paise"]) == ("confirm_refund_lowering", 3000)
    done = _agrees(owner, asked.facts["summary"])
    assert (done["outcome"], done["facts"]["pay_left_paise"], balance()) == ("refunded", 0, 0)


def test_it_stays_owed_where_that_is_wanted(payer: Payer, owner: Payer, fatima: Customer) -> None:
    order = _delivered(fatima)
    owner.records("Fatima", order["total_paise"] / 100)
    asked = owner.records("Fatima", 30, says="Fatima ko 30 wapas diye")
    _agrees(owner, asked.facts["summary_owed"])
    assert balance() == 30


def test_what_was_settled_without_a_bill_is_lowered_by_an_entry(payer: Payer, owner: Payer) -> None:
    owes(500)
    owner.records("Fatima", 520)
    asked = owner.records("Fatima", 50, says="Fatima ko 50 wapas diye")
    assert asked.facts["pay_again_paise"] == 3000
    _agrees(owner, asked.facts["summary"])
    assert balance() == 0


def test_a_refund_that_names_only_an_order_is_of_what_was_paid_for_it(
    payer: Payer, owner: Payer, fatima: Customer
) -> None:
    order = _delivered(fatima)
    owner.records("Fatima", order["total_paise"] / 100)
    said = f"{order['reference']} ke 30 wapas kar diye"
    asked = owner.records(None, 30, says=said, reference=order["reference"])
    assert (asked.outcome, asked.facts["pay_back_paise"]) == ("confirm_refund_lowering", 3000)


def _agrees(owner: Payer, summary: str) -> dict[str, Any]:
    done = owner.do(
        "/answers", question="confirm_refund", summary=summary, reading=reading("affirm", says="haan")
    )
    answer: dict[str, Any] = done.facts["answer"]
    return answer


def _delivered(fatima: Customer) -> dict[str, Any]:
    order = fatima.orders("6 kg cheeni").facts
    moves(order["reference"], *WAY)
    return order


@pytest.mark.parametrize(
    "text",
    ["Fatima ne 308 do baar bhej diye the, ek wapas kar diya", "308 refunded to Fatima, she paid twice"],
)
def test_what_came_twice_and_stands_once_goes_back_as_another(payer: Payer, owner: Payer, text: str) -> None:
    owes(308)
    owner.records("Fatima", 308)
    asked = owner.records("Fatima", 308, says=text)
    assert (asked.outcome, balance()) == ("confirm_refund_another", 0)
    done = _agrees(owner, asked.facts["summary"])
    assert (done["outcome"], done["facts"]["pay_reference"], balance()) == ("refunded", "PAY-2", 0)
    assert told(FATIMA)[-1] == "payment_refunded"


def test_what_came_twice_may_be_the_one_that_stands(payer: Payer, owner: Payer) -> None:
    owner.records("Fatima", 308)
    asked = owner.records("Fatima", 308, says="308 wapas kar diye Fatima ko, dobara aa gaye the")
    _agrees(owner, asked.facts["summary_written"])
    assert balance() == 0


@pytest.mark.parametrize(
    "text", ["did i get my refund?", "refund aaya kya?", "mere paise wapas kab aaye?", "रिफंड आया क्या?"]
)
def test_who_asks_after_a_refund_hears_when_how_much_and_how_it_went(
    payer: Payer, owner: Payer, text: str
) -> None:
    def asks() -> Any:
        return payer.do("/answers", question="", reading=reading("check_claim_status", says=text))

    payer.reports(308, says="308 upi kiye")
    owner.decides(_last(), "confirm")
    heard = asks()  # it is kept ahead still
    assert heard.outcome == "left" or heard.facts["answer"]["outcome"] != "refund_made"
    owner.do(f"/payments/{_last()}/decision", verdict="refund")
    answer = asks().facts["answer"]
    facts = answer["facts"]
    assert (answer["outcome"], facts["pay_back_paise"], facts["pay_reference"]) == (
        "refund_made",
        30800,
        _last(),
    )
    assert "pay_on" in facts


def test_what_was_confirmed_after_its_order_was_cancelled_is_known_to_be_due(
    payer: Payer, owner: Payer, fatima: Customer
) -> None:
    order = fatima.orders("6 kg cheeni").facts
    payer.reports(
        order["total_paise"] / 100, named=order["reference"], says=f"{order['reference']} ka bhej diya"
    )
    fatima.do("/orders/cancelled", summary=order["reference"])
    owner.decides(_last(), "confirm")
    words = reading("check_claim_status", says="did i get my refund?")
    answer = payer.do("/answers", question="", reading=words).facts["answer"]
    assert (answer["outcome"], answer["facts"]["worth_paise"]) == ("refund_due", order["total_paise"])


def test_what_is_found_and_given_back_in_one_message_is_confirmed_first(payer: Payer, owner: Payer) -> None:
    payer.reports(308, says="308 upi kiye")
    claim = _last()
    refused = owner.records(None, None, says=f"{claim} refund karo")
    assert (refused.outcome, balance()) == ("not_refundable", 0)
    done = owner.records(None, None, says=f"{claim} mil gaye, refund karo")
    assert (done.outcome, balance(), claim in done.facts["pay_then"]) == ("confirmed", -308, True)


def test_a_number_names_whose_money_goes_back(payer: Payer, owner: Payer) -> None:
    owner.records("Fatima", 308)
    owner.records("Arjun", 308)
    words = f"{FATIMA} ka 308 refund kar diya"
    read = reading("record_payment", says=words, phone=f"+{FATIMA}")
    answer = owner.do("/answers", question="", reading=read).facts["answer"]
    assert (answer["outcome"], answer["facts"]["pay_payer"]) == ("confirm_refund", "Fatima Khan")
