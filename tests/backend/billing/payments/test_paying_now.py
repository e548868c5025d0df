"""Who says that they are paying is shown how; nothing is written, and the owners hear of no quarrel and no promise."""

import pytest
from sqlalchemy import text

from tests.backend.billing.payments.conftest import Payer, balance, owes, reading
from tests.backend.books import opened
from tests.backend.orders.conftest import FATIMA


def hears(who: Payer, words: str, role: str, intent: str = "report_payment") -> str:
    sums = [{"paise": 50000, "role": role, "confidence": 0.9, "start": words.index("500"), "end": 0}]
    read = {**reading(intent, says=words), "sums": sums}
    taken = who.do("/answers", question="", reading=read)
    return str(taken.facts.get("answer", {"outcome": taken.outcome})["outcome"])


def heard_of() -> int:
    """How much the owners were told of khatas and payments."""
    query = "SELECT count(*) FROM assistant.notices WHERE name LIKE '%khata%' OR name LIKE '%pay%'"
    with opened() as session:
        return int(session.scalar(text(query)) or 0)


@pytest.fixture
def fatima_owes(payer: Payer) -> Payer:
    owes(1200, FATIMA)
    return payer


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("भाई साहब मेरे खाते के 500 रुपए अभी यूपीआई से दे रहा हूं", "to_pay"),
        ("i am paying 500 of my khata by upi now", "paid"),
        ("500 upi kar raha hu abhi khate ke", "paid"),
        ("bhaiya abhi 500 gpay se bhej rahi hu", "to_pay"),
    ],
)
def test_who_is_paying_now_is_shown_how(fatima_owes: Payer, words: str, role: str) -> None:
    before, before_told = balance(), heard_of()
    assert hears(fatima_owes, words, role) == "owed_part"
    assert balance() == before
    assert heard_of() == before_told


@pytest.mark.parametrize(
    "words",
    ["500 bhej diye upi se", "i am paying 500 tomorrow, will pay", "500 upi kar raha tha, utr 312312312312"],
)
def test_what_went_or_will_come_is_no_paying_now(fatima_owes: Payer, words: str) -> None:
    assert hears(fatima_owes, words, "to_pay") != "owed_part"
