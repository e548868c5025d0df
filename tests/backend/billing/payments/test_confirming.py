"""Several claims that came at once are shown with their sums and booked by one yes; the way the owner says holds."""

from typing import Any

import pytest

from tests.backend.billing.payments.conftest import Payer, balance, owes, reading
from tests.backend.orders.conftest import ARJUN


def hears(
    who: Payer, says: str, told: tuple[str, ...] = (), intent: str = "nlu_fallback", **values: Any
) -> Any:
    """What becomes of words that nobody has asked for."""
    read = {**reading(intent, says=says, **values), "facets": _facets(says)}
    return who.do("/answers", question="", told=list(told), reading=read)


def _facets(says: str) -> list[dict[str, Any]]:
    found = [("every_order", "so") for word in ("dono", "teeno", "sab") if word in says.split()]
    found += [("of_money", "so") for word in ("payment", "paise", "upi", "cash") if word in says.split()]
    return [{"facet": facet, "value": value} for facet, value in found]


@pytest.fixture
def arjun(payer: Payer) -> Payer:
    """Another customer."""
    return Payer(payer.client, ARJUN)


def test_as_many_as_wait_are_asked_about_together(payer: Payer, arjun: Payer, owner: Payer) -> None:
    payer.reports(300, says="300 bhej diye")
    arjun.reports(73, says="73 bhej diye")
    asked = hears(owner, "dono payment aa gaye").facts["answer"]
    assert (asked["outcome"], asked["facts"]["pay_paise"]) == ("confirm_claims", 37300)
    assert hears(owner, "teeno payment aa gaye").facts["answer"]["outcome"] == "several_shown"
    assert balance() == 0


def test_the_sums_of_one_customer_that_are_said_are_theirs(payer: Payer, arjun: Payer, owner: Payer) -> None:
    payer.reports(300, says="300 bhej diye")
    payer.reports(73, once_more="yes", says="73 bhej diye")
    arjun.reports(300, says="300 bhej diye")
    asked = hears(owner, "Fatima ke 300 aur 73 dono mil gaye", person="Fatima").facts["answer"]
    assert asked["facts"]["summary"] == "PAY-2,PAY-1" or asked["facts"]["summary"] == "PAY-1,PAY-2"


def test_goods_that_came_are_no_claims(payer: Payer, arjun: Payer, owner: Payer) -> None:
    payer.reports(300, says="300 bhej diye")
    arjun.reports(73, says="73 bhej diye")
    assert hears(owner, "dono aa gaye").outcome == "left"


def test_the_way_that_the_owner_says_is_that_of_the_payment(payer: Payer, owner: Payer) -> None:
    payer.reports(200, says="200 cash diye", way="cash")
    done = owner.records("Fatima", 200, says="Fatima ne 200 upi kiye")
    assert (done.outcome, done.facts["pay_way"]) == ("confirmed", "upi")


def test_what_has_a_banks_reference_came_by_it(payer: Payer, owner: Payer) -> None:
    payer.reports(200, says="200 bheje", reference="632811904512")
    assert owner.records("Fatima", 200, says="Fatima ke 200 cash mile").facts["pay_way"] == "upi"


def test_of_a_name_that_nobody_has_the_one_claim_of_the_sum_is_shown(payer: Payer, owner: Payer) -> None:
    payer.reports(175, says="175 bhej diye")
    shown = owner.records("jeera", 175, says="haan 175 bhi aa gaye jeera wale ke")
    assert (shown.outcome, shown.facts["pay_paise"], balance()) == ("claim_shown", 17500, 0)


def test_money_that_came_without_its_sum_shows_the_claim_that_waits(payer: Payer, owner: Payer) -> None:
    owes(80)
    payer.reports(80, says="80 bhej diye")
    assert owner.records("Fatima", None, says="haan Fatima wala payment aa gaya").outcome == "claim_shown"


def test_what_is_said_not_to_have_come_right_behind_its_question_is_decided(
    payer: Payer, owner: Payer
) -> None:
    payer.reports(40, says="40 bhej diye")
    told = ("utter_record_payment_claim_shown",)
    read = reading("record_payment", says="Fatima ke 40 nahi mile", person="Fatima")
    no = {**read, "facets": [{"facet": "asks_of_orders", "value": "denied"}]}
    done = owner.do("/answers", question="", told=list(told), reading=no)
    assert done.facts["answer"]["outcome"] == "rejected"
