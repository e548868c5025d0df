"""Sums that may be something else: an order's number, or a claim that waits with another sum."""

import pytest
from sqlalchemy import select

from munshi.billing.accounts import service
from munshi.billing.accounts.rules import Kind
from munshi.billing.payments.models import Payment
from tests.backend.billing.accounts.conftest import person_of
from tests.backend.billing.payments.conftest import Payer, balance, last_told, owes, reading, told
from tests.backend.books import KIRANA, opened
from tests.backend.orders.conftest import FATIMA, Customer


def test_a_sum_that_is_an_orders_number_is_asked_about(owner: Payer, fatima: Customer) -> None:
    number = _placed(fatima)
    asked = owner.records("Fatima", number)
    assert (asked.outcome, asked.facts["pay_order"], balance()) == ("sum_or_order", f"ORD-{number}", 0)
    taken = owner.do("/answers", question="payment_or_order", reading=reading("affirm", says="haan"))
    assert taken.facts["answer"]["outcome"] == "recorded"
    assert balance() == -number


def test_the_customers_report_too_and_rupees_are_rupees(payer: Payer, owner: Payer, fatima: Customer) -> None:
    number = _placed(fatima)
    assert payer.reports(number).outcome == "sum_or_order"
    assert owner.records("Arjun", number, says=f"Arjun ne {number} rupaye diye").outcome == "recorded"


def test_a_customer_who_corrects_a_claim_is_asked_and_has_one_claim(payer: Payer, owner: Payer) -> None:
    owes(500)
    payer.reports(104)
    two = [{"entity": "money", "value": {"paise": each}} for each in (14000, 10400)]
    body = reading("report_payment", says="sorry 140 not 104")
    asked = payer.do("/payments/reported", reading={**body, "values": two})
    assert (asked.outcome, asked.facts["pay_right_paise"]) == ("claim_waits", 14000)
    taken = payer.do("/answers", question="confirm_claimed_sum", reading=reading("affirm", says="haan"))
    assert taken.facts["answer"]["outcome"] == "reported"
    assert _waiting() == [14000]


def test_another_payment_beside_a_claim_is_noted_when_it_is_said_to_be_one(payer: Payer) -> None:
    payer.reports(104)
    assert payer.reports(140).outcome == "claim_waits"
    assert _waiting() == [10400]
    assert payer.reports(once_more="yes").outcome == "reported"
    assert _waiting() == [10400, 14000]


def test_the_owner_writes_no_second_payment_beside_a_claim(payer: Payer, owner: Payer) -> None:
    owes(500)
    payer.reports(104)
    asked = owner.records("Fatima", 140)
    assert (asked.outcome, asked.facts["pay_paise"], balance()) == ("claim_waits", 10400, 500)
    taken = owner.do("/answers", question="confirm_claimed_sum", reading=reading("affirm", says="yes"))
    assert taken.facts["answer"]["outcome"] == "recorded"
    assert (balance(), _waiting()) == (360, [])
    assert told(FATIMA) == ["payment_recorded"]
    assert (
        last_told(FATIMA)["pay_instead"]["pay_paise"] == 10400
    )  # what they had told of is said to be refused


def test_this_not_that_of_the_owner_is_about_the_claim(payer: Payer, owner: Payer) -> None:
    owes(500)
    payer.reports(104)
    two = [{"entity": "money", "value": {"paise": each}} for each in (14000, 10400)]
    body = reading("record_payment", says="sent 140 not 104, received")
    asked = owner.do("/payments/recorded", reading={**body, "values": two})
    assert (asked.outcome, asked.facts["pay_right_paise"]) == ("claim_waits", 14000)


def test_a_link_asks_the_part_that_is_asked(payer: Payer) -> None:
    owes(840)
    asked = payer.do("/payments/due", reference=None, paise=50000)
    assert (asked.facts["pay_due_paise"], asked.facts["pay_now_paise"]) == (84000, 50000)


def _placed(customer: Customer) -> int:
    """The number of an order that is placed now."""
    return int(customer.orders("6 kg cheeni").facts["reference"].removeprefix("ORD-"))


def _waiting() -> list[int]:
    """The claims that nobody has looked for."""
    with opened() as session:
        query = select(Payment.paise).where(Payment.business_id == KIRANA, Payment.status == "reported")
        return list(session.scalars(query.order_by(Payment.id)))


def test_what_is_ordered_is_said_beside_the_balance(owner: Payer, fatima: Customer) -> None:
    order = fatima.orders("6 kg cheeni").facts
    total = order["total_paise"]
    owner.records("Fatima", 100, says="Fatima ne 100 advance diye")
    asked = fatima.do("/dues", reading=reading("check_dues"), wanted=[])
    assert asked.outcome == "owes_for_orders"
    assert (asked.facts["coming_paise"], asked.facts["coming_left_paise"]) == (total, total - 10000)


def test_what_was_paid_for_an_order_to_come_pays_nothing_that_is_owed(owner: Payer, fatima: Customer) -> None:
    owes(500)
    order = fatima.orders("6 kg cheeni").facts
    total, reference = order["total_paise"], order["reference"]
    with opened() as session:
        paid_for = service.post(
            session,
            KIRANA,
            person_of(session, FATIMA).id,
            Kind.PAYMENT,
            -10000,
            "test:1",
            order_reference=reference,
        )
        assert paid_for.order_reference == reference
    asked = fatima.do("/dues", reading=reading("check_dues"), wanted=[])
    told_ = (asked.outcome, asked.facts["paise"], asked.facts["coming_left_paise"])
    assert told_ == ("owes", 50000, total - 10000)
    of_all = owner.do("/dues", reading=reading("check_dues"), wanted=["everybody"])
    assert of_all.facts["total_paise"] == sum(each["paise"] for each in of_all.facts["oldest"])
    assert 50000 in [each["paise"] for each in of_all.facts["oldest"]]


def test_an_order_that_is_paid_before_it_comes_leaves_nothing_and_nothing_ahead(
    owner: Payer, fatima: Customer
) -> None:
    order = fatima.orders("6 kg cheeni").facts
    with opened() as session:
        service.post(
            session, KIRANA, person_of(session, FATIMA).id, Kind.PAYMENT, -order["total_paise"], "test:1",
            order_reference=order["reference"],
        )  # fmt: skip
    assert fatima.do("/dues", reading=reading("check_dues"), wanted=[]).outcome == "owes_nothing"


def test_sales_say_what_came_in_by_its_way(owner: Payer) -> None:
    owner.records("Fatima", 100, says="cash 100")
    owner.records("Arjun", 670, says="upi 670")
    gone = owner.records("Fatima", 40, says="upi 40")
    owner.undoes(gone.facts["act"])
    assert owner.read("/sales").facts["came"] == [
        {"way": "upi", "paise": 67000},
        {"way": "cash", "paise": 10000},
    ]


def test_a_yes_to_a_code_or_an_order_writes_no_payment(payer: Payer, owner: Payer) -> None:
    payer.reports(104)
    owner.records("Fatima", 140)
    for said in (
        reading("affirm", says="confirm CR26X8890"),
        reading("affirm", says="haan ORD-1001", reference="ORD-1001"),
    ):
        assert owner.do("/answers", question="confirm_claimed_sum", reading=said).outcome == "left"
    assert _waiting() == [10400]


def test_beside_money_the_number_of_an_order_is_the_order(owner: Payer, fatima: Customer) -> None:
    """*1008 ke 423 mile*."""
    number = _placed(fatima)
    said = reading("record_payment", says=f"{number} ke 423 cash mile")
    said["values"] = [{"entity": "money", "value": {"paise": each * 100}} for each in (number, 423)]
    written = owner.do("/payments/recorded", reading=said)
    assert (written.outcome, written.facts["pay_paise"], balance()) == ("recorded", 42300, -423)


def test_a_bare_number_of_an_order_is_asked_about_before_anybodys_name(
    owner: Payer, fatima: Customer
) -> None:
    number = _placed(fatima)
    assert owner.records(rupees=number, says=f"{number} de diya").outcome == "sum_or_order"
    taken = owner.do("/answers", question="payment_or_order", reading=reading("deny", says="order"))
    assert (taken.facts["rest"], balance()) == (f"ORD-{number} de diya", 0)


def test_money_for_an_order_is_of_whose_order_it_is_whoever_was_spoken_of_before(
    owner: Payer, payer: Payer, fatima: Customer
) -> None:
    number = _placed(fatima)
    assert owner.records("Arjun").outcome == "ask_amount"
    written = owner.records(rupees=455, says=f"order ORD-{number} ke 455 cash aa gaye")
    assert (written.outcome, balance()) == ("recorded", -455)


def test_the_sum_behind_a_step_is_money_and_the_step_comes_next(owner: Payer, fatima: Customer) -> None:
    number = _placed(fatima)
    text = f"ORD-{number} le liya 133 bhi aa gaye"
    step = {"facet": "step_of_order", "value": "accepted", "start": 9, "end": 16}
    heard = owner.do("/answers", question="", reading={**reading("track_order", says=text), "facets": [step]})
    assert (heard.facts["answer"]["outcome"], heard.facts["rest"]) == ("ask_let_off", f"ORD-{number} le liya")
    more = owner.do("/answers", question="confirm_part_payment", reading=reading("affirm", says="haan"))
    assert (more.facts["answer"]["outcome"], balance()) == ("recorded", -133)


@pytest.mark.parametrize("text", ["top 3 udhar wale", "top 5 khata customers", "टॉप 3 उधार वाले"])
def test_the_top_of_those_who_owe_is_a_list_and_nobodys_name(payer: Payer, owner: Payer, text: str) -> None:
    owes(900)
    heard = owner.do("/answers", question="", reading=reading("record_credit", says=text, person="top"))
    assert heard.facts["answer"]["outcome"] == "owing_most"
