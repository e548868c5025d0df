"""Change given back over the counter: what was kept is the payment, shown before it is written."""

from typing import Any

import pytest

from tests.backend.billing.payments.conftest import Payer, balance, reading
from tests.backend.billing.payments.test_several import agrees, records, says
from tests.backend.orders.conftest import FATIMA


def hears(owner: Payer, text: str, intent: str = "record_payment", names: tuple[str, ...] = ()) -> Any:
    """What becomes of a message that nobody has asked for."""
    return owner.do("/answers", question="", reading=says(text, intent, names))


def shown(owner: Payer, text: str, intent: str = "record_payment", names: tuple[str, ...] = ()) -> Any:
    taken = hears(owner, text, intent, names)
    assert taken.outcome == "taken"
    return taken.facts["answer"]


@pytest.mark.parametrize(
    "text",
    [
        "Fatima ne 500 ka note diya 120 wapas diye",
        "Fatima gave 500 returned 120",
        "Fatima ne 500 diye, 120 wapas kiye",
        "Fatima ne 380 ke liye 500 diye, 120 chhutta diya",
        "Fatima gave 500, i gave 120 back",
    ],
)
def test_what_was_kept_of_a_note_is_the_payment_by_a_yes(payer: Payer, owner: Payer, text: str) -> None:
    asked = shown(owner, text, names=("Fatima",))
    assert (asked["outcome"], balance(FATIMA)) == ("confirm_change", 0)
    facts = asked["facts"]
    assert (facts["pay_given_paise"], facts["pay_back_paise"], facts["pay_paise"]) == (50000, 12000, 38000)
    done = owner.do(
        "/answers",
        question="confirm_payments",
        summary=facts["summary"],
        reading=reading("affirm", says="haan"),
    )
    assert done.facts["answer"]["outcome"] == "all_written"
    assert balance(FATIMA) == -380


def test_paise_of_change_are_kept_though_the_words_sound_like_a_customer(payer: Payer, owner: Payer) -> None:
    asked = shown(owner, "Fatima ne 500 diye 1.25 wapas kiya", "report_payment", ("Fatima",))
    assert asked["facts"]["pay_paise"] == 49875


def test_who_is_not_named_is_asked_before_the_yes(payer: Payer, owner: Payer) -> None:
    assert shown(owner, "500 diye 120 wapas kiye")["outcome"] == "ask_who"
    named = owner.do(
        "/answers",
        question="payment_who",
        reading={**reading("record_payment", says="Fatima"), "people": [{"start": 0, "end": 6}]},
    )
    assert (named.facts["answer"]["outcome"], balance(FATIMA)) == ("confirm_change", 0)


def test_the_change_of_a_note_that_is_written_already_goes_back(payer: Payer, owner: Payer) -> None:
    records(owner, "Fatima ne 500 diye", ("Fatima",))
    asked = shown(owner, "Fatima ne 500 diye the 120 wapas diye", names=("Fatima",))
    assert asked["outcome"].startswith("confirm_refund")
    assert balance(FATIMA) == -500


def test_of_a_sum_that_was_reported_what_went_back_is_no_change(payer: Payer, owner: Payer) -> None:
    payer.reports(400, says="400 bhej diye")
    taken = hears(owner, "400 received, give her 20 back")
    assert taken.outcome == "left" or taken.facts["answer"]["outcome"] != "confirm_change"


def test_two_sums_of_two_people_are_no_change(payer: Payer, owner: Payer) -> None:
    taken = hears(owner, "Fatima ne 500 diye, Arjun ko 120 wapas diye", names=("Fatima", "Arjun"))
    assert taken.outcome == "left" or taken.facts["answer"]["outcome"] != "confirm_change"


def test_sums_that_are_only_paid_are_written_as_before(payer: Payer, owner: Payer) -> None:
    asked = records(owner, "Fatima ne 100 cash aur 200 upi diye", ("Fatima",))
    assert agrees(owner, asked)["outcome"] == "all_written"
    assert balance(FATIMA) == -300


@pytest.mark.parametrize(
    "text", ["chai wale ko 60 galle se diye", "paid 500 electricity bill from the drawer"]
)
def test_what_is_paid_out_of_the_drawer_is_nobodys_payment(payer: Payer, owner: Payer, text: str) -> None:
    assert shown(owner, text)["outcome"] == "goes_out"


def test_an_entry_that_is_to_be_taken_out_is_not_moved_from_another_khata(payer: Payer, owner: Payer) -> None:
    records(owner, "Fatima ne 150 diye", ("Fatima",))
    taken = hears(owner, "wo 150 wali Arjun ki entry galat hai, hata do", "cancel_flow", ("Arjun",))
    assert taken.outcome == "left" or taken.facts["answer"]["outcome"] != "confirm_other_payer"
    assert balance(FATIMA) == -150


def test_the_change_of_a_claim_that_came_goes_back_next(payer: Payer, owner: Payer) -> None:
    payer.reports(400, says="400 bhej diye")
    taken = hears(owner, "PAY-1 mile 400, 20 wapas diya")
    assert (taken.facts["answer"]["outcome"], balance(FATIMA)) == ("confirmed", -400)
    assert taken.facts["rest"] == "PAY-1 me se 20 refund karo"


@pytest.mark.parametrize(
    "text", ["PAY-1 mile 400", "PAY-1 mile kya, 20 wapas diya?", "PAY-1 mile 400, 500 wapas diya"]
)
def test_nothing_goes_back_of_a_claim_where_less_is_not_said(payer: Payer, owner: Payer, text: str) -> None:
    payer.reports(400, says="400 bhej diye")
    assert "20" not in (hears(owner, text).facts.get("rest") or "")
