"""A claim whose words name another customer is on nobody's khata before the owner says on whose."""

from typing import Any

import pytest

from munshi.people import service as people
from tests.backend.billing.payments.conftest import Payer, balance, reading
from tests.backend.books import KIRANA, opened
from tests.backend.orders.conftest import ARJUN, FATIMA


@pytest.fixture
def claim(payer: Payer) -> str:
    """What Arjun says to have paid for Fatima."""
    told = Payer(payer.client, ARJUN).reports(239, says="fatima ke khate me 239 daale maine unki taraf se")
    return str(told.facts["pay_reference"])


def answers(owner: Payer, claim: str, says: str, **values: Any) -> Any:
    """What becomes of an answer to the question."""
    read = reading("affirm" if says == "haan" else "nlu_fallback", says=says, **values)
    return owner.do("/answers", question="choose_account", summary=claim, reading=read).facts["answer"]


@pytest.mark.parametrize(("says", "whose"), [("fatima ke", FATIMA), ("arjun ka hi", ARJUN)])
def test_it_is_booked_on_the_khata_that_is_named(
    payer: Payer, owner: Payer, claim: str, says: str, whose: str
) -> None:
    before = {who: balance(who) for who in (FATIMA, ARJUN)}
    asked = owner.decides(claim, "confirm")
    assert (asked.outcome, len(asked.facts["pay_accounts"])) == ("choose_account", 2)
    answers(owner, claim, says)
    assert {who: before[who] - balance(who) for who in before if before[who] != balance(who)} == {whose: 239}


def test_a_bare_yes_says_nothing_of_whose_it_is(payer: Payer, owner: Payer, claim: str) -> None:
    before = balance(FATIMA), balance(ARJUN)
    assert answers(owner, claim, "haan")["outcome"] == "choose_account"
    assert (balance(FATIMA), balance(ARJUN)) == before


def test_the_owner_may_put_a_confirmed_one_on_the_other_khata(payer: Payer, owner: Payer, claim: str) -> None:
    answers(owner, claim, "arjun ka hi")
    said = reading("record_payment", 239, says="arjun ne jo 239 diye wo fatima ke khate ke the")
    asked = owner.do("/answers", question="", reading=said).facts["answer"]
    assert asked["outcome"] == "confirm_other_payer"


def test_a_name_that_two_share_names_no_other_than_who_has_paid(payer: Payer, owner: Payer) -> None:
    with opened() as session:
        people.find(session, KIRANA, FATIMA).name = "Arjun Seth"  # type: ignore[union-attr]
    Payer(payer.client, ARJUN).reports(239, says="239 cash diye")
    said = reading("record_payment", 239, says="Arjun ne 239 cash diye")
    heard = owner.do("/answers", question="", reading=said)
    assert heard.outcome == "left" or heard.facts["answer"]["outcome"] != "confirm_other_payer"
