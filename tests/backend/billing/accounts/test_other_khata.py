"""An entry in the wrong khata is shown, and by a yes it is reversed there and written in the other one."""

from typing import Any

import pytest

from tests.backend.billing.accounts.conftest import Shopkeeper, balance
from tests.backend.readings import reading

ARJUN, FATIMA = "919000000102", "919000000103"


def says(who: Shopkeeper, text: str, question: str = "", **more: Any) -> Any:
    return who.do("/answers", question=question, reading=reading(text, "record_credit"), **more)


@pytest.mark.parametrize(
    "text",
    [
        "ye Arjun ke khate me nahi Fatima ke me tha",
        "sorry, not Arjun's khata, it was Fatima's",
        "Arjun ke khate me galti se likha, 150 Fatima ke the",
        "ye 150 Arjun ke nahi Fatima ke the",
    ],
)
def test_it_goes_over_by_a_yes(owner: Shopkeeper, text: str) -> None:
    before = balance(ARJUN), balance(FATIMA)
    owner.writes("Arjun Patel", rupees=150)
    assert balance(ARJUN) == before[0] + 15000
    asked = says(owner, text).facts["answer"]
    assert (asked["outcome"], asked["facts"]["paise"]) == ("confirm_other_khata", 15000)
    assert balance(ARJUN) == before[0] + 15000
    yes = reading("haan", "affirm")
    done = owner.do(
        "/answers", question="confirm_other_khata", summary=asked["facts"]["summary"], reading=yes
    ).facts["answer"]
    assert done["outcome"] == "other_khata"
    assert (balance(ARJUN), balance(FATIMA)) == (before[0], before[1] + 15000)


@pytest.mark.parametrize(
    "text",
    [
        "galat naam, Fatima ka tha",
        "sorry, Fatima ka hai",
        "wo 150 Fatima ke khate me daalo",
        "गलत नाम, फातिमा का था",
    ],
)
def test_what_was_just_written_is_of_who_is_named_alone(owner: Shopkeeper, text: str) -> None:
    owner.writes("Arjun Patel", rupees=150)
    before = balance(FATIMA)
    asked = says(owner, text).facts["answer"]
    assert (asked["outcome"], asked["facts"]["other"]) == ("confirm_other_khata", "Fatima Khan")
    assert balance(FATIMA) == before


def test_another_sum_that_is_pointed_at_is_shown_before_it_is_written(owner: Shopkeeper) -> None:
    owner.writes("Arjun Patel", rupees=150)
    before = balance(FATIMA)
    text = "wo 1000 Fatima Khan ke khate me daalo"
    shown = owner.writes("Fatima Khan", rupees=1000, text=text)
    assert (shown.outcome, balance(FATIMA)) == ("confirm", before)


@pytest.mark.parametrize(
    "text",
    [
        "are galat likha gaya, wo 75 fatima ka tha",
        "अरे गलत लिखा गया, वो 75 फातिमा का था",
        "wo 75 fatima ka tha",
        "written wrongly, that 75 was for fatima",
    ],
)
def test_the_sum_says_which_of_the_last_entries_is_meant(owner: Shopkeeper, text: str) -> None:
    owner.writes("Arjun", rupees=75)
    owner.writes("Priya Joshi", rupees=20)
    answer = owner.do("/answers", question="take_correction", reading=reading(text, "record_payment")).facts[
        "answer"
    ]
    shown = (answer["facts"]["name"], answer["facts"]["other"], answer["facts"]["paise"])
    assert (answer["outcome"], shown) == ("confirm_other_khata", ("Arjun Patel", "Fatima Khan", 7500))
