"""*Pooja ka bhi*: what was just done of one khata is done of the one that is named, and a limit is no payment."""

from typing import Any

import pytest

from tests.backend.billing.accounts.conftest import Shopkeeper, balance
from tests.backend.readings import reading, value


def says(owner: Shopkeeper, text: str, told: str, intent: str = "record_payment") -> Any:
    """Said right behind an answer."""
    read = reading(text, intent, [value("money", {"paise": 200000})] if "2000" in text else [])
    also = next(each for each in ("bhi", "भी", "too") if each in text)
    read["facets"] = [
        {"facet": "likewise", "value": "so", "start": text.index(also), "end": text.index(also)}
    ]
    return owner.do("/answers", question="", told=[told], reading=read).facts["answer"]


@pytest.mark.parametrize(
    "text", ["fatima ka bhi, limit 2000", "फातिमा का भी, लिमिट 2000", "fatima too, limit 2000"]
)
def test_behind_a_khata_that_was_opened_another_one_is(owner: Shopkeeper, text: str) -> None:
    before = balance()
    answer = says(owner, text, "utter_record_credit_khata_opened_to")
    assert (answer["outcome"], answer["facts"]["limit_paise"]) == ("khata_opened_to", 200000)
    assert balance() == before


def test_a_limit_that_is_said_is_set_and_no_payment(owner: Shopkeeper) -> None:
    answer = says(owner, "fatima ka bhi, limit 2000", "utter_greet")
    assert (answer["outcome"], answer["facts"]["limit_paise"]) == ("limit_kept", 200000)


def test_behind_what_one_owes_another_is_told(owner: Shopkeeper) -> None:
    answer = says(owner, "arjun ka bhi", "utter_check_dues_owed_nothing", "nlu_fallback")
    assert (answer["outcome"], answer["facts"]["name"]) == ("owed", "Arjun Patel")


def test_behind_a_sum_that_was_written_the_same_is_shown_for_another(owner: Shopkeeper) -> None:
    owner.writes("Arjun", rupees=50)
    answer = says(owner, "fatima ka bhi", "utter_record_credit_written")
    rows = [(row["name"], row["paise"]) for row in answer["facts"]["rows"]]
    assert (answer["outcome"], rows) == ("confirm", [("Fatima Khan", 5000)])
