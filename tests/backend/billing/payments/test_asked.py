"""What an owner asks of payments writes nothing; a payment that is named by its number is that one."""

import re
from typing import Any

import pytest

from tests.backend.billing.payments.conftest import Payer, balance, last_told, owes, reading
from tests.backend.books import OWNER
from tests.backend.orders.conftest import Customer


def asks(says: str, **values: Any) -> dict[str, Any]:
    """A question to the page of payments, as it is read."""
    return {
        **reading("record_payment", says=says, **values),
        "facets": [{"facet": "asks", "value": "question", "start": 0, "end": 1}],
    }


def test_a_question_confirms_no_claim(payer: Payer, owner: Payer) -> None:
    owes(50)
    payer.reports(50)
    body = asks("Fatima ne 50 diye the kya", person="Fatima")
    shown = owner.do("/payments/recorded", reading={**body, "values": [*body["values"], _rupees(50)]})
    assert (shown.outcome, shown.facts["pay_status"], balance()) == ("claim_shown", "reported", 50)


def test_a_question_about_who_has_paid_nothing_says_so(owner: Payer, payer: Payer) -> None:
    assert (
        owner.do("/payments/recorded", reading=asks("did Fatima pay", person="Fatima")).outcome
        == "none_of_late"
    )


def test_what_waits_to_be_confirmed_is_shown_to_who_asks(payer: Payer, owner: Payer) -> None:
    question = asks("koi payment confirm karna reh gaya kya")
    assert owner.do("/payments/recorded", reading=question).outcome == "no_claims"
    payer.reports(50)
    assert owner.do("/payments/recorded", reading=question).outcome == "claim_shown"


def test_payments_named_by_number_are_confirmed_together_by_one_yes_and_once(
    payer: Payer, owner: Payer
) -> None:
    owes(448)
    first = payer.reports(400).facts["pay_reference"]
    second = payer.reports(48, reference="632811904512").facts["pay_reference"]
    said = reading("record_payment", says=f"{first} aur {second} dono mil gaye")
    asked = owner.do("/payments/recorded", reading=said)
    assert (asked.outcome, asked.facts["pay_paise"], balance()) == ("confirm_claims", 44800, 448)
    for _ in range(2):
        done = owner.do(
            "/answers",
            question="confirm_claims",
            summary=asked.facts["summary"],
            reading=reading("affirm", says="haan"),
        )
        assert (done.facts["answer"]["outcome"], balance()) == ("all_confirmed", 0)
    assert owner.do("/payments/recorded", reading=said).outcome == "several_shown"


def test_a_named_payment_that_did_not_come_is_shown_and_not_confirmed(payer: Payer, owner: Payer) -> None:
    owes(400)
    reference = payer.reports(400).facts["pay_reference"]
    said = reading("record_payment", says=f"{reference} nahi aaya")
    no = {**said, "facets": [{"facet": "asks", "value": "no"}]}
    assert owner.do("/payments/recorded", reading=no).outcome == "claim_shown"
    assert balance() == 400


def test_a_payment_that_nobody_has_made_is_none(owner: Payer, payer: Payer) -> None:
    said = reading("record_payment", says="PAY-99 mil gaya")
    assert owner.do("/payments/recorded", reading=said).outcome == "not_found"


def test_what_came_is_no_second_claim_unless_it_is_said_to_be_another(payer: Payer, owner: Payer) -> None:
    owes(385)
    owner.records("Fatima", 300)
    assert payer.reports(300, says="sorry 300 galat bhej diya").outcome == "received_already"
    assert payer.reports(once_more="yes").outcome == "reported"


def test_who_owes_nothing_and_has_just_paid_is_told_so(payer: Payer, owner: Payer) -> None:
    owes(980)
    owner.records("Fatima", 980)
    assert payer.reports(says="paid by upi").outcome == "received_already"


def test_the_way_that_is_said_later_is_that_of_the_claim(payer: Payer, owner: Payer) -> None:
    owes(50)
    payer.reports(50, says="ye 50 to maine pichhle hafte hi de diye the")
    noted = payer.reports(says="upi nahi, nakad diya tha")
    assert (noted.outcome, noted.facts["pay_way"]) == ("way_noted", "cash")
    owner.decides(noted.facts["pay_reference"], "confirm")
    assert balance() == 0


def test_the_owner_reads_the_words_with_which_a_payment_is_claimed(payer: Payer, owner: Payer) -> None:
    said = payer.reports(580, says="580 bheje, 500 mere aur 80 chacha ke khate ke")
    assert "80 chacha ke" in said.facts["pay_words"]
    assert payer.reports(77, once_more="yes", says="77 bhej diye").facts["pay_words"] is None


def test_a_claim_with_another_sum_keeps_its_bank_reference(payer: Payer, owner: Payer) -> None:
    owes(1500)
    payer.reports(1000, reference="433218765521")
    wrong = {**reading("nlu_fallback", says="arey sorry 900 hi gaye, 1000 nahi"), "values": []}
    asked = payer.do("/answers", question="take_claim_correction", reading=wrong)
    assert asked.facts["answer"]["outcome"] == "claim_waits"
    taken = payer.do("/answers", question="confirm_claimed_sum", reading=reading("affirm", says="haan"))
    facts = taken.facts["answer"]["facts"]
    assert (facts["pay_paise"], facts["pay_utr"]) == (90000, "433218765521")


def _rupees(rupees: int) -> dict[str, Any]:
    return {"entity": "money", "value": {"paise": rupees * 100}}


def test_money_without_a_name_is_the_one_claim_of_that_sum(payer: Payer, owner: Payer) -> None:
    owes(440)
    payer.reports(440)
    assert owner.records(None, 440, says="haan mil gaye 440").outcome == "confirmed"
    assert (owner.records(None, 440, says="440 mil gaye").outcome, balance()) == ("ask_who", 0)


def test_a_customer_hears_what_became_of_a_payment_by_its_number(payer: Payer, owner: Payer) -> None:
    reference = payer.reports(50).facts["pay_reference"]
    asked = payer.reports(says=f"{reference} ka kya hua")
    assert (asked.outcome, asked.facts["pay_status"]) == ("reported_already", "reported")
    assert payer.reports(says="PAY-99 ka kya hua").outcome == "not_found"


def test_money_for_an_order_is_of_whose_order_it_is(payer: Payer, owner: Payer, fatima: Customer) -> None:
    order = fatima.orders("6 kg cheeni").facts["reference"]
    done = owner.records(None, 306, says=f"{order} deliver ho gaya, 306 rupaye cash mile")
    assert (done.outcome, done.facts["pay_for"]) == ("recorded", [order])


def test_of_words_that_may_as_well_be_something_else_no_money_is_written(payer: Payer, owner: Payer) -> None:
    """Goods and a bare number; where rupees are named it is money."""
    owes(900)
    doubtful = {"intents": [{"name": "record_payment", "confidence": 0.47}]}
    of_goods = {**reading("report_payment", says="चीनी 900"), "values": [_rupees(900)], **doubtful}
    assert payer.do("/payments/reported", reading=of_goods).outcome == "unsure"
    said = {**reading("record_payment", says="Fatima 900", person="Fatima"), **doubtful}
    said = {**said, "values": [*said["values"], _rupees(900)]}
    assert owner.do("/payments/recorded", reading=said).outcome == "unsure"
    assert owner.do("/payments/recorded", reading={**said, "text": "Fatima 900 rupaye"}).outcome == "recorded"


def test_money_that_did_not_come_confirms_no_claim(payer: Payer, owner: Payer) -> None:
    owes(350)
    payer.reports(350)
    said = reading("record_payment", 350, says="Fatima ka 350 nahi aaya", person="Fatima")
    no = {**said, "facets": [{"facet": "asks", "value": "no", "start": 0, "end": 1}]}
    assert (owner.do("/payments/recorded", reading=no).outcome, balance()) == ("claim_shown", 350)


def test_what_is_yet_to_be_sent_is_no_claim(payer: Payer) -> None:
    said = reading("report_payment", 300, says="kal 300 dunga")
    later = {**said, "facets": [{"facet": "sent", "value": "no", "start": 0, "end": 1}]}
    assert payer.do("/payments/reported", reading=later).outcome == "not_sent"
    sent = {"facet": "sent", "value": "yes", "start": 0, "end": 1}
    both = {**later, "text": "300 bhej diye, baki kal dunga", "facets": [*later["facets"], sent]}
    assert payer.do("/payments/reported", reading=both).outcome == "reported"


def test_what_waits_for_a_confirmation_is_told_with_what_is_owed(payer: Payer, owner: Payer) -> None:
    owes(500)
    body: dict[str, Any] = {"reading": reading("check_dues", says="kitna baki hai"), "wanted": []}
    assert payer.do("/dues", **body).facts["waiting_paise"] == 0
    payer.reports(310, says="310 bhej diye")
    assert payer.do("/dues", **body).facts["waiting_paise"] == 31000
    assert payer.pays().facts["pay_waiting_paise"] == 31000
    of_one: dict[str, Any] = {
        "reading": reading("check_dues", says="Fatima ka kitna baki", person="Fatima"),
        "wanted": [],
    }
    assert owner.do("/dues", **of_one).facts["waiting_paise"] == 31000
    owner.decides("PAY-1", "confirm")
    assert payer.do("/dues", **body).facts["waiting_paise"] == 0


@pytest.mark.parametrize("words", ["sahi hai", "theek hai", "confirm", "सही है"])
def test_a_claim_that_is_named_and_called_right_is_confirmed(payer: Payer, owner: Payer, words: str) -> None:
    owes(400)
    reference = payer.reports(400).facts["pay_reference"]
    said = reading("pay_bill", says=f"{reference} {words}")
    done = owner.do("/answers", question="", reading=said).facts["answer"]
    assert (done["outcome"], balance()) == ("confirmed", 0)


def test_of_several_claims_only_the_one_that_is_named_is_denied(payer: Payer, owner: Payer) -> None:
    owes(448)
    payer.reports(400)
    second = payer.reports(48, reference="632811904512").facts["pay_reference"]
    denied = reading("nlu_fallback", says=f"{second} abhi nahi mila")
    shown = owner.do("/answers", question="", reading=denied).facts["answer"]
    assert (shown["outcome"], shown["facts"]["pay_reference"]) == ("claim_shown", second)


def test_the_number_of_no_payment_is_said_to_be_none(payer: Payer, owner: Payer) -> None:
    payer.reports(400)
    denied = reading("nlu_fallback", says="PAY-99 nahi mila")
    assert owner.do("/answers", question="", reading=denied).facts["answer"]["outcome"] == "not_found"


def test_what_is_said_once_more_of_a_claim_is_no_second_one_and_reaches_the_owner(payer: Payer) -> None:
    owes(800)
    first = payer.reports(300).facts["pay_reference"]
    again = payer.reports(says="payment kar diya, screenshot bhi bheja tha dekh lo")
    assert (again.outcome, again.facts["pay_reference"]) == ("words_added", first)
    assert "screenshot bhi" in last_told(OWNER)["pay_words"]
    assert payer.reports(says="baaki bhi bhej diye").outcome == "ask_amount"


@pytest.mark.parametrize("text", ["Fatima ke 240 aa gaye", "Fatima Khan se 240 mile", "फातिमा के 240 आ गए"])
def test_a_sum_that_came_from_who_is_named_is_written(owner: Payer, payer: Payer, text: str) -> None:
    owes(500)
    assert came(owner, text).facts["answer"]["outcome"] == "recorded"
    assert balance() == 260


@pytest.mark.parametrize(
    "text", ["Fatima ke 240 aa gaye kya?", "Fatima ke 240 nahi aaye", "Fatima ke khate me 240 aa gaye"]
)
def test_what_did_not_come_or_is_asked_is_not_written(owner: Payer, payer: Payer, text: str) -> None:
    owes(500)
    came(owner, text)
    assert balance() == 500


def came(owner: Payer, text: str) -> Any:
    """Words that are taken for the coming of goods, with the word behind the name."""
    name = re.search(r"ke|se|के", text)
    assert name
    facets = [{"facet": "named_by", "value": "so", "start": name.start(), "end": name.end()}]
    return owner.do("/answers", question="", reading={**reading("update_stock", says=text), "facets": facets})


@pytest.mark.parametrize("text", ["Fatima 300 de gaya", "Fatima Khan 300 de gayi cash", "फातिमा 300 दे गई"])
def test_what_somebody_has_left_here_is_written(owner: Payer, payer: Payer, text: str) -> None:
    owes(500)
    heard = owner.do("/answers", question="", reading=reading("update_stock", says=text))
    assert (heard.facts["answer"]["outcome"], balance()) == ("recorded", 200)


def test_a_name_is_found_behind_words_that_only_call(owner: Payer, payer: Payer) -> None:
    assert owner.records("yaar Fatima", 300).outcome == "recorded"
    assert owner.records("Sunil Khan", 300).outcome == "who_unknown"


@pytest.mark.parametrize("text", ["done", "ho gaya", "कर दिया", "payment done"])
def test_right_behind_how_to_pay_what_is_done_was_paid(payer: Payer, text: str) -> None:
    owes(560)
    said = reading("affirm", says=text)
    behind = payer.do("/answers", question="", told=["utter_pay_bill_owed"], reading=said)
    assert behind.facts["answer"]["outcome"] == "ask_amount"
    assert payer.do("/answers", question="", told=[], reading=said).outcome == "left"


@pytest.mark.parametrize("text", ["ok sending 340", "bhej raha hu", "ok karta hu abhi", "भेज रही हूँ"])
def test_what_is_being_paid_is_noted_once_it_is_done(payer: Payer, text: str) -> None:
    owes(340)
    said = reading("affirm", says=text)
    now = payer.do("/answers", question="", told=["utter_pay_bill_owed"], reading=said)
    assert now.facts["answer"]["outcome"] == "not_sent"


def test_a_no_with_another_sum_is_that_sum(payer: Payer, owner: Payer) -> None:
    owes(900)
    payer.reports(560)
    assert owner.records("Fatima", 300).outcome == "claim_waits"
    said = reading("deny", says="nahi wo 400 the")
    asked = owner.do("/answers", question="confirm_claimed_sum", reading=said).facts["answer"]
    assert (asked["outcome"], asked["facts"]["pay_right_paise"]) == ("claim_waits", 40000)


def test_what_a_helper_took_from_a_customer_is_written_as_theirs(owner: Payer, payer: Payer) -> None:
    owes(500)
    taken = reading("update_stock", says="imran ne Fatima se 300 liye")
    assert owner.do("/answers", question="", reading=taken).facts["answer"]["outcome"] == "recorded"
    assert balance() == 200


def test_what_is_left_is_asked_and_no_promise(payer: Payer) -> None:
    owes(340)
    said = reading("check_dues", says="bhai 340 rs baki hai na bas")
    assert (
        payer.do("/answers", question="", told=["utter_report_payment_reported"], reading=said).outcome
        == "left"
    )


@pytest.mark.parametrize("text", ["Fatima kal 500 degi", "फातिमा कल 500 देगी", "Sunil will pay 500 tomorrow"])
def test_what_will_be_paid_is_not_written_as_paid(owner: Payer, payer: Payer, text: str) -> None:
    heard = owner.do("/answers", question="", reading=reading("record_payment", 500, says=text))
    page = owner.records(rupees=500, says=text)
    assert heard.outcome == "left" or heard.facts["answer"]["outcome"].startswith("promise")
    assert (page.outcome, balance()) == ("unsure", 0)


def test_what_came_of_somebody_unknown_is_no_debt(owner: Payer, payer: Payer) -> None:
    heard = owner.do("/answers", question="", reading=came_reading("Sunil ke 240 aaye", "record_credit"))
    assert heard.facts["answer"]["outcome"] in ("who_unknown", "ask_who")


def came_reading(text: str, intent: str) -> Any:
    """The same, with the word behind the name."""
    at = text.index("ke")
    facets = [{"facet": "named_by", "value": "so", "start": at, "end": at + 2}]
    return {**reading(intent, says=text), "facets": facets}


@pytest.mark.parametrize(
    "text", ["haan 50 mile the Fatima Khan ke, likh do", "हाँ फातिमा खान के 50 मिले, लिख दो"]
)
@pytest.mark.parametrize("sum_", [50, 60])
def test_what_waits_of_who_is_named_with_its_very_sum_is_said_to_have_come(
    payer: Payer, owner: Payer, text: str, sum_: int
) -> None:
    owes(500)
    payer.reports(sum_)
    owner.do("/answers", question="", reading=reading("nlu_fallback", says=text))
    assert balance() == (450 if sum_ == 50 else 500)


@pytest.mark.parametrize(
    "text",
    [
        "Fatima Khan ne 50 upi kiye hai, uske khate me jama karo",
        "Fatima Khan ने 50 दिए, उसके खाते में जमा करो",
        "Fatima Khan paid 50, credit karo in her khata",
    ],
)
def test_that_a_payment_is_credited_is_the_payment_itself(payer: Payer, owner: Payer, text: str) -> None:
    owes(500)
    read = reading("record_payment", 50, says=text, person="Fatima Khan")
    read["values"][1] |= {"start": text.index("50"), "end": text.index("50") + 2}
    done = owner.do("/payments/recorded", reading=read)
    assert (done.outcome, done.facts.get("passed_over")) == ("recorded", None)
