"""A sum off a khata with its reason: of an entry by hand or of none; shown first, and the customer hears."""

from typing import Any

import pytest

from munshi import clock
from tests.backend.billing.accounts.conftest import (
    ARJUN,
    EMPLOYEE,
    PRIYA,
    Shopkeeper,
    balance,
    has_written,
    told,
)
from tests.backend.readings import reading, value


def says(who: Shopkeeper, text: str, intent: str = "modify_order") -> Any:
    return who.do("/answers", question="", reading=reading(text, intent))


def agrees(who: Shopkeeper, asked: Any) -> Any:
    shown = asked.facts["answer"]
    return who.do(
        "/answers",
        question=shown["outcome"].replace("confirm_correct", "confirm_cancelling"),
        summary=shown["facts"]["summary"],
        reading=reading("haan", "affirm"),
    ).facts["answer"]


@pytest.mark.parametrize(
    "text",
    [
        "Priya Joshi ke khate se 330 kam kar do, ghee gayi hi nahi thi",
        "Priya Joshi ka 330 minus karo, ghee gayi hi nahi thi",
        "प्रिया जोशी के खाते से 330 कम करो, घी गया ही नहीं था",
        "reduce 330 from Priya Joshi's khata, the ghee never went",
    ],
)
def test_it_is_shown_with_its_reason_and_written_by_a_yes(
    owner: Shopkeeper, priya: Shopkeeper, text: str
) -> None:
    has_written(PRIYA, clock.now())
    before = balance()
    asked = says(owner, text)
    shown = asked.facts["answer"]
    assert (shown["outcome"], shown["facts"]["balance_paise"]) == ("confirm_allowance", before - 33000)
    assert (shown["facts"]["note"] in text, balance()) == (True, before)
    done = agrees(owner, asked)
    assert (done["outcome"], balance()) == ("allowance_written", before - 33000)
    assert told("khata_allowance")[0]["khata_note"] in text
    owner.do("/acts/undone", act=done["facts"]["act"])
    assert balance() == before


def test_of_what_was_written_by_hand_the_rest_stands_in_its_place(owner: Shopkeeper) -> None:
    owner.writes("Arjun", rupees=100)
    shown = says(owner, "Arjun Patel ke khate se 30 kam kar do, ghee gayi hi nahi thi").facts["answer"]
    assert (shown["outcome"], shown["facts"]["right_paise"]) == ("confirm_correct", 7000)


def test_more_than_is_owed_is_refused(owner: Shopkeeper) -> None:
    answer = says(owner, "Priya Joshi ke khate se 5000 kam karo").facts["answer"]
    assert answer["outcome"] == "less_too_much"


@pytest.mark.parametrize(
    "text",
    [
        "Priya Joshi ke khate se 330 kam hua kya?",
        "Priya Joshi ki limit 330 kam kar do",
        "Priya Joshi ne 330 kam diye",
    ],
)
def test_a_question_a_limit_and_a_payment_take_nothing_off(owner: Shopkeeper, text: str) -> None:
    heard = says(owner, text, "nlu_fallback")
    assert heard.outcome == "left" or heard.facts["answer"]["outcome"] != "confirm_allowance"


def test_who_is_not_in_charge_takes_nothing_off(owner: Shopkeeper) -> None:
    heard = says(Shopkeeper(owner.client, EMPLOYEE), "Priya Joshi ke khate se 330 kam karo")
    assert heard.outcome == "left" or heard.facts["answer"]["outcome"] != "confirm_allowance"


@pytest.mark.parametrize(
    "text", ["sirf 105 rabdi ka kam karo", "रबड़ी के लिए 105 रबड़ी का कम करो", "take off only 105 for the rabdi"]
)
def test_a_sum_for_goods_is_taken_off_what_was_just_written_and_counts_no_stock(
    owner: Shopkeeper, text: str
) -> None:
    asked = says(owner, text, "update_stock").facts["answer"]
    assert (asked["outcome"], asked["facts"]["paise"]) == ("off_whose", 10500)
    owner.writes("Arjun", rupees=300)
    shown = says(owner, text, "update_stock").facts["answer"]
    assert (shown["outcome"], shown["facts"]["right_paise"]) == ("confirm_correct", 19500)


def goes_on(owner: Shopkeeper, text: str) -> Any:
    """What is said right behind an entry."""
    return owner.do("/answers", question="take_correction", reading=reading(text, "modify_order"))


def test_a_second_sum_behind_a_corrected_entry_is_taken_off_what_stands(owner: Shopkeeper) -> None:
    before = balance(ARJUN)
    owner.writes("Arjun", rupees=100)
    assert agrees(owner, goes_on(owner, "20 kam karo"))["outcome"] == "corrected"
    assert agrees(owner, goes_on(owner, "10 kam karo"))["outcome"] == "corrected"
    assert balance(ARJUN) == before + 7000


def test_where_several_entries_have_the_sum_that_is_named_it_is_asked_which(owner: Shopkeeper) -> None:
    before = balance(ARJUN)
    for text in ("Arjun 330 ghee", "Arjun 330 tel"):
        entry = {"person": "Arjun", "money": {"paise": 33000}}
        values = [value(name, each) for name, each in entry.items()]
        shown = owner.do("/credits", reading=reading(f"{text} udhaar likho", "record_credit", values))
        if shown.outcome == "confirm":
            owner.do(
                "/answers",
                question="confirm_credit",
                summary=shown.facts["summary"],
                reading=reading("haan", "affirm"),
            )
    assert balance(ARJUN) == before + 66000
    asked = goes_on(owner, "330 nahi 300").facts["answer"]
    assert asked["outcome"] == "choose"
    summaries = [each["summary"] for each in asked["facts"]["things"]]
    shown = owner.do("/cancellation", summary=summaries[1])
    assert (shown.outcome, shown.facts["right_paise"]) == ("confirm_correct", 30000)
    assert says(owner, "Arjun Patel ka 330 nahi 300 tha").facts["answer"]["outcome"] == "choose"
    assert balance(ARJUN) == before + 66000
