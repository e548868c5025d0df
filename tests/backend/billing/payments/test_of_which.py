"""What a claim is for: the order that is spoken of, the khata, or it is asked; nothing of it is guessed."""

from typing import Any

import pytest
from sqlalchemy import select, update

from munshi.billing.accounts import prepaid
from munshi.billing.payments.models import Payment
from munshi.orders.models import Order
from tests.backend.billing.payments.conftest import Payer, owes, person, reading
from tests.backend.books import KIRANA, opened
from tests.backend.orders.conftest import Customer


def ordered(fatima: Customer, *lines: str) -> tuple[str, float]:
    """An order that is not paid yet, and what it comes to in rupees."""
    reference = fatima.orders(*(lines or ("6 kg cheeni",))).facts["reference"]
    with opened() as session:
        paise = session.scalar(select(Order.total_paise).where(Order.reference == reference))
    return reference, (paise or 0) / 100


def named() -> list[str | None]:
    with opened() as session:
        return list(session.scalars(select(Payment.named).order_by(Payment.id)))


@pytest.mark.parametrize("says", ["aaj wale {} bheje", "sent {} now", "{} अभी भेजे"])
def test_the_sum_of_the_order_beside_an_old_khata_is_of_the_order(
    payer: Payer, fatima: Customer, says: str
) -> None:
    owes(1350)
    reference, rupees = ordered(fatima)
    payer.reports(rupees, says=says.format(f"{rupees:g}"))
    assert named() == [reference]


@pytest.mark.parametrize("says", ["{} khate me jama kiye", "purana hisaab ke {} bheje", "खाते के {} भेजे"])
def test_what_is_said_to_be_of_the_khata_is_of_no_order(payer: Payer, fatima: Customer, says: str) -> None:
    owes(1350)
    _, rupees = ordered(fatima)
    payer.reports(rupees, says=says.format(f"{rupees:g}"))
    assert named() == [None]


@pytest.mark.parametrize(
    ("says", "of_order"),
    [("order ke", True), ("khata wale", False), ("ऑर्डर के", True), ("on my khata", False)],
)
def test_where_both_are_meant_as_well_it_is_asked(
    payer: Payer, fatima: Customer, says: str, of_order: bool
) -> None:
    owes(1350)
    reference, rupees = ordered(fatima)
    asked = payer.reports(rupees + 200, says=f"{rupees + 200:g} bheje")
    assert [each["of"] for each in asked.facts["pay_debts"]] == [reference, None]
    assert (asked.outcome, named()) == ("which_debt", [])
    chosen = payer.do("/answers", question="choose_debt", reading=reading("nlu_fallback", says=says))
    assert (chosen.facts["answer"]["outcome"], named()) == ("reported", [reference if of_order else None])


def test_what_was_told_right_before_an_order_is_for_it(payer: Payer, fatima: Customer) -> None:
    owes(1350)
    payer.reports(10, says="10 gpay kar diye order ke")
    reference, _ = ordered(fatima)
    assert named() == [reference]


@pytest.mark.parametrize(
    "says", ["3200 bhej diye galti se 320 ki jagah", "i sent 3200 instead of 320 by mistake"]
)
def test_what_was_owed_is_not_what_was_paid(payer: Payer, says: str) -> None:
    told: Any = payer.do("/answers", question="", reading=reading("nlu_fallback", says=says))
    assert told.facts["answer"]["facts"]["pay_paise"] == 320000


@pytest.mark.parametrize("says", ["mere 2880 wapas karo", "give my 2880 back", "2880 वापस करो"])
def test_what_shall_come_back_changes_no_claim(payer: Payer, says: str) -> None:
    payer.reports(3200, says="3200 bhej diye")
    said = reading("nlu_fallback", says=says)
    told = payer.do("/answers", question="take_claim_correction", reading=said)
    assert told.facts["answer"]["outcome"] == "back_passed_on"
    with opened() as session:
        assert list(session.scalars(select(Payment.paise))) == [320000]


@pytest.mark.parametrize("says", ["nahi ho gaya, cash de diya maine", "कैश दे दिया", "i gave cash"])
def test_cash_without_a_sum_is_that_of_the_one_order_that_is_due(
    payer: Payer, fatima: Customer, says: str
) -> None:
    _, rupees = ordered(fatima)
    reported = payer.reports(says=says)
    assert (reported.outcome, reported.facts["pay_paise"]) == ("reported", rupees * 100)


def test_of_more_that_is_due_it_is_asked_how_much_cash(payer: Payer, fatima: Customer) -> None:
    owes(500)
    ordered(fatima)
    assert payer.reports(says="cash de diya maine").outcome == "ask_amount"


def test_what_is_due_already_is_paid_before_an_order_of_a_later_day(payer: Payer, fatima: Customer) -> None:
    owes(1350)
    ordered(fatima)
    with opened() as session:
        session.execute(update(Order).values(wanted={"day": "2099-01-01"}))
    told = payer.reports(100, says="100 cash bhijwa diye the aaj subah ladke ke haath")
    assert (told.outcome, named()) == ("reported", [None])


def test_what_waits_for_an_order_is_told_as_lowering_nothing_of_the_khata(
    payer: Payer, owner: Payer, fatima: Customer
) -> None:
    owes(1350)
    reference, _ = ordered(fatima)
    owner.records("Fatima", 100, says=f"Fatima ne 100 diye {reference} ke", reference=reference)
    read = {**reading("check_dues", says="mera hisaab"), "values": []}
    owed = payer.do("/dues", reading=read, wanted=[])
    assert (owed.facts["paise"], owed.facts["came"]) == (135000, [])
    with opened() as session:
        assert prepaid.owed_by(session, KIRANA, person().id) == 135000
