"""Who has paid too much is heard whatever is asked: what came is a report, and that some shall go back is passed on."""

from typing import Any

import pytest

from munshi.asking.reading import Reading, Side
from munshi.billing.payments import too_much
from tests.backend.billing.payments.conftest import Payer, balance, caller, last_told, owes, reading
from tests.backend.billing.payments.test_sum_roles import said
from tests.backend.books import OWNER, opened


def hears(who: Payer, says: str, question: str = "", intent: str = "nlu_fallback") -> Any:
    return who.do("/answers", question=question, reading=reading(intent, says=says))


@pytest.mark.parametrize(
    "text",
    [
        "हां। पर मैंने 500 भेज दिए गलती से, 295 वापस करो",
        "500 upi kar diye, 295 zyada gaye",
        "i sent 500 by mistake, give 295 back",
    ],
)
def test_what_was_paid_is_reported_and_the_cart_stays(payer: Payer, text: str) -> None:
    said = hears(payer, text, "confirm_order", "modify_order")
    assert (said.facts["answer"]["outcome"], said.facts["stays"]) == ("reported", True)
    assert last_told(OWNER)["pay_words"] == text
    assert said.facts["answer"]["facts"]["pay_paise"] == 50000


def test_what_is_paid_ahead_is_wanted_back(payer: Payer, owner: Payer) -> None:
    owes(205)
    owner.records("Fatima", 500)
    said = hears(payer, "to 295 kab wapas milega?").facts["answer"]
    assert (said["outcome"], balance()) == ("back_wanted", -295)


def test_of_a_claim_that_waits_the_words_are_passed_on(payer: Payer) -> None:
    payer.reports(500, says="500 bhej diye")
    assert hears(payer, "to 295 kab wapas milega?").facts["answer"]["outcome"] == "back_passed_on"


@pytest.mark.parametrize("text", ["when will i get my 340 refund", "i want my 340 back"])
def test_else_the_owners_hear_the_words(payer: Payer, text: str) -> None:
    said = hears(payer, text).facts["answer"]
    assert (said["outcome"], last_told(OWNER)["khata_words"]) == ("back_told", text)


def test_what_is_wanted_back_without_a_sum_is_of_the_claim_that_waits(payer: Payer) -> None:
    payer.reports(76, says="76 bhej diye")
    words = "mere paise wapas karo"
    with opened() as session:
        wish = Reading(words, [("check_dues", 0.9)], facets=[Side("wanted", "back")])
        heard = too_much.wanted(session, caller(), wish)
        assert heard is not None
        assert heard.outcome.outcome == "back_passed_on"


@pytest.mark.parametrize(
    "text",
    [
        "mere se 500 do baar kat gaye",
        "paise do baar kat gaye",
        "double payment ho gaya",
        "i paid twice by mistake",
    ],
)
def test_what_went_twice_reaches_the_owners_and_is_no_second_payment(
    payer: Payer, owner: Payer, text: str
) -> None:
    owner.records("Fatima", 500)
    said = hears(payer, text, intent="report_payment").facts["answer"]
    assert (said["outcome"], last_told(OWNER)["khata_words"], balance()) == ("back_told", text, -500)
    payer.reports(300, says="300 bhej diye")
    assert hears(payer, "300 do baar chala gaya").facts["answer"]["outcome"] == "back_passed_on"


def test_when_it_comes_back_is_asked_of_the_shop_with_the_claim(payer: Payer) -> None:
    payer.reports(76, says="76 went twice by upi")
    heard = hears(payer, "when will I get it back", intent="track_order").facts
    assert (heard["page"], heard["answer"]["outcome"]) == ("report_payment", "back_passed_on")
    assert "when will I get it back" in last_told(OWNER)["pay_words"]


def test_what_came_back_as_it_was_a_slip_takes_the_last_report_back(payer: Payer) -> None:
    payer.reports(76, says="76 upi kiye")
    body = reading("report_payment", says="sorry galti se bola, paisa wapas aa gaya, cash dunga")
    body["facets"] = [{"facet": "of_money", "value": "so", "start": 24, "end": 29}]
    heard = payer.do("/answers", question="", reading=body).facts
    assert (heard["page"], heard["answer"]["outcome"], heard["rest"]) == (
        "report_payment",
        "denied",
        "cash dunga",
    )


@pytest.mark.parametrize("text", ["180 रुपये कब मिलेंगे?", "mere 180 kab milenge?", "when will my 180 come?"])
@pytest.mark.parametrize("intent", ["goodbye", "check_claim_status"])
def test_when_a_sum_comes_back_is_asked_of_the_owners_and_is_no_goodbye(
    payer: Payer, text: str, intent: str
) -> None:
    said = hears(payer, text, intent=intent).facts["answer"]
    assert (said["outcome"], last_told(OWNER)["khata_words"]) == ("back_told", text)


@pytest.mark.parametrize(
    "text", ["500 ka order kab aayega?", "when will my order of 500 come?", "500 का ऑर्डर कब मिलेगा?"]
)
def test_when_an_order_of_a_sum_comes_is_nothing_that_comes_back(payer: Payer, text: str) -> None:
    assert hears(payer, text, intent="track_order").outcome == "left"


@pytest.mark.parametrize(
    "text",
    [
        "When will I get my 2000 back? It was not for this order",
        "mere 2000 kab wapas milenge? wo is order ke nahi the",
        "मेरे 2000 कब वापस मिलेंगे? वो इस ऑर्डर के नहीं थे",
    ],
)
def test_when_a_sum_comes_back_is_of_no_order(payer: Payer, text: str) -> None:
    body = said(text, [(2000, "back", 0.9)])
    body["intents"] = [{"name": "track_order", "confidence": 0.9}]
    heard = payer.do("/answers", question="confirm_order", reading=body).facts
    assert heard["answer"]["outcome"] == "back_told"
    assert last_told(OWNER)["khata_words"] == text
