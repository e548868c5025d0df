"""What an owner says of claims that are named: each is booked or rejected by its own words."""

from typing import Any

import pytest

from munshi.billing.payments.verdicts import Verdict, parts_of
from tests.backend.billing.payments.conftest import Payer, balance, owes, reading

CAME, GONE = Verdict.CAME, Verdict.GONE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PAY-3 mil gaya, PAY-6 nahi mila", [(["PAY-3"], CAME), (["PAY-6"], GONE)]),
        ("PAY-3 mil gaya lekin PAY-6 reject karo", [(["PAY-3"], CAME), (["PAY-6"], GONE)]),
        ("PAY-3 aur PAY-6 nahi mile", [(["PAY-3", "PAY-6"], GONE)]),
        ("kamal ki PAY-2 reject karo, 100 wali PAY-11 sahi hai", [(["PAY-2"], GONE), (["PAY-11"], CAME)]),
        ("PAY-7 wapas lo, paise nahi aaye", [(["PAY-7"], GONE)]),
        ("PAY-7 nahi mila, galti se confirm ho gaya", [(["PAY-7"], GONE)]),
        ("PAY-3 received, PAY-6 not received", [(["PAY-3"], CAME), (["PAY-6"], GONE)]),
        ("PAY-3 मिल गया, PAY-6 नहीं मिला", [(["PAY-3"], CAME), (["PAY-6"], GONE)]),
        ("PAY-3 mil gaya aur PAY-6 bhi", [(["PAY-3"], CAME), (["PAY-6"], CAME)]),
        ("PAY-3 reject mat karo", []),
        ("PAY-3 abhi tak nahi mila", []),
        ("agar PAY-3 nahi mila", []),
        ("PAY-2 nahi mila, kamal ko bolo dobara bheje", []),
        ("PAY-3 mil gaya, PAY-6", []),
    ],
)
def test_each_part_says_what_became_of_its_claims(text: str, said: list[tuple[list[str], Verdict]]) -> None:
    assert [(each.references, each.verdict) for each in parts_of(text)] == said


def hears(owner: Payer, text: str) -> Any:
    return owner.do("/answers", question="", reading=reading("record_payment", says=text)).facts


def two_claims(payer: Payer) -> None:
    owes(448)
    payer.reports(400)
    payer.reports(48, reference="632811904512")


def test_of_two_claims_the_one_is_booked_and_the_other_is_heard_next(payer: Payer, owner: Payer) -> None:
    two_claims(payer)
    done = hears(owner, "PAY-1 mil gaya, PAY-2 nahi mila")
    assert (done["answer"]["outcome"], balance()) == ("confirmed", 48)
    gone = hears(owner, done["rest"])
    assert (gone["answer"]["outcome"], gone["answer"]["facts"]["pay_reference"]) == ("rejected", "PAY-2")
    assert balance() == 48


def test_claims_that_are_named_by_customer_and_sum_are_decided_each_by_its_part(
    payer: Payer, owner: Payer
) -> None:
    two_claims(payer)
    done = hears(owner, "Fatima ke 400 aaye, Fatima ke 48 nahi aaye")
    assert (done["answer"]["outcome"], balance()) == ("confirmed", 48)
    assert hears(owner, done["rest"])["answer"]["facts"]["pay_reference"] == "PAY-2"


@pytest.mark.parametrize(
    "text",
    [
        "PAY-2 nahi mila",
        "Fatima ki PAY-2 reject karo",
        "Fatima ke 48 reject karo",
        "reject PAY-2",
        "Fatima ke 48 nahi aaye, mana kar do",
    ],
)
def test_a_claim_that_is_named_is_rejected_alone(payer: Payer, owner: Payer, text: str) -> None:
    two_claims(payer)
    answer = hears(owner, text)["answer"]
    assert (answer["outcome"], answer["facts"]["pay_reference"]) == ("rejected", "PAY-2")


def test_what_is_booked_is_taken_out_by_one_more_yes(payer: Payer, owner: Payer) -> None:
    owes(400)
    payer.reports(400)
    owner.decides("PAY-1", "confirm")
    asked = hears(owner, "PAY-1 nahi mila, galti se confirm ho gaya")["answer"]
    assert (asked["outcome"], balance()) == ("confirm_struck", 0)


def test_who_wants_to_see_a_claim_books_nothing(payer: Payer, owner: Payer) -> None:
    owes(50)
    payer.reports(50)
    said = reading("record_payment", 50, says="Fatima wale 50 dikhao", person="Fatima")
    assert (owner.do("/payments/recorded", reading=said).outcome, balance()) == ("claim_shown", 50)


@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_a_bare_answer_behind_the_news_of_a_claim_answers_no_older_question(
    payer: Payer, owner: Payer, intent: str
) -> None:
    owes(448)
    payer.reports(400)
    answer = {"text": "haan", "intents": [{"name": intent, "confidence": 0.95}], "values": []}
    told = ["utter_notice_payment_reported"]
    said = owner.do("/answers", question="confirm_reminders", summary="x", told=told, reading=answer).facts
    assert (said["answer"]["outcome"], said["stays"], balance()) == ("claim_shown", True, 448)
