"""A payment that was told of is put right, and no second one is told: its bank's reference, its sum, its way."""

from typing import Any

import pytest

from tests.backend.billing.payments.conftest import Payer, last_told, owes, reading, told
from tests.backend.books import OWNER

FIRST, RIGHT = "616161717171", "616161717179"


def hears(
    who: Payer, says: str, question: str = "", intent: str = "nlu_fallback", utr: str | None = None
) -> Any:
    body = reading(intent, says=says, reference=utr)
    return who.do("/answers", question=question, reading=body).facts["answer"]


def references(payer: Payer) -> Any:
    return [name for name in told(OWNER) if name == "payment_reported"]


@pytest.mark.parametrize(
    "says",
    [f"oh sorry, correct utr is {RIGHT}", f"utr galat tha, sahi {RIGHT} hai", f"यूटीआर गलत था, सही {RIGHT} है"],
)
def test_a_mistyped_reference_is_put_right(payer: Payer, says: str) -> None:
    first = payer.reports(270, says=f"paid 270 utr {FIRST}", reference=FIRST)
    said = hears(payer, says, utr=RIGHT)
    assert (said["outcome"], said["facts"]["pay_reference"]) == ("utr_noted", first.facts["pay_reference"])
    assert last_told(OWNER)["pay_utr"] == RIGHT


def test_a_reference_that_comes_later_is_of_the_payment_that_came(payer: Payer, owner: Payer) -> None:
    claim = payer.reports(152, says="152 भेज दिए").facts["pay_reference"]
    owner.decides(claim, "confirm")
    said = hears(payer, f"utr ये रहा {FIRST}", utr=FIRST)
    assert (said["outcome"], said["facts"]["pay_reference"]) == ("utr_noted", claim)
    assert told(OWNER)[-1] == "payment_right_wanted"


def test_another_reference_without_a_slip_is_another_payment(payer: Payer) -> None:
    payer.reports(270, says=f"paid 270 utr {FIRST}", reference=FIRST)
    assert hears(payer, f"utr {RIGHT}", utr=RIGHT)["outcome"] == "ask_amount"


@pytest.mark.parametrize(
    "says", ["galti se 1000 bola, 800 hi bheje the", "by mistake i said 1000, i sent 800"]
)
def test_the_sum_of_a_confirmed_payment_is_asked_of_the_shop(payer: Payer, owner: Payer, says: str) -> None:
    claim = payer.reports(1000, says="1000 gpay kiya").facts["pay_reference"]
    owner.decides(claim, "confirm")
    said = hears(payer, says)
    assert (said["outcome"], said["facts"]["pay_reference"]) == ("right_asked", claim)
    assert last_told(OWNER)["pay_words"] == says
    assert len(references(payer)) == 1


@pytest.mark.parametrize(
    "says", ["गलती से 320 बोला, 230 ही भेजे", "sorry by mistake i wrote 320, sent only 230"]
)
def test_the_sum_of_a_claim_that_waits_is_put_right_by_one_yes(payer: Payer, says: str) -> None:
    payer.reports(320, says="320 भेज दिए")
    said = hears(payer, says, intent="modify_order")
    assert (said["outcome"], said["facts"]["pay_right_paise"]) == ("claim_waits", 23000)


def test_the_way_of_a_confirmed_payment_is_asked_of_the_shop(payer: Payer, owner: Payer) -> None:
    claim = payer.reports(500, says="500 cash diye").facts["pay_reference"]
    owner.decides(claim, "confirm")
    assert hears(payer, "wo 500 jo diye the upi the, cash nahi")["outcome"] == "right_asked"


@pytest.mark.parametrize(
    ("says", "rest"),
    [
        (f"410 kar diye, utr {FIRST}, bill ki zaroorat nahi", None),
        (f"410 bhej di hu, utr {FIRST}. bill whatsapp kar dena", "bill whatsapp kar dena"),
        (f"410 भेज दिए, utr {FIRST}, बिल भेज देना", "बिल भेज देना"),
        (f"i paid 410 last week and you never gave a receipt. utr {FIRST}", None),
    ],
)
@pytest.mark.parametrize("intent", ["request_invoice", "nlu_fallback"])
def test_a_reference_is_of_a_payment_whatever_stands_beside_it(
    payer: Payer, says: str, rest: str | None, intent: str
) -> None:
    body = reading(intent, says=says, reference=FIRST)
    said = payer.do("/answers", question="", reading=body).facts
    facts = said["answer"]["facts"]
    assert (said["answer"]["outcome"], facts["pay_paise"], facts["pay_utr"]) == ("reported", 41000, FIRST)
    assert said["rest"] == rest


def test_of_two_sums_the_paid_one_has_the_reference_and_its_way(payer: Payer) -> None:
    says = f"500 abhi upi kar diye baaki 410 cash dunga aakar. utr {FIRST}"
    facts = hears(payer, says, utr=FIRST)["facts"]
    assert (facts["pay_paise"], facts["pay_way"], facts["pay_utr"]) == (50000, "upi", FIRST)


@pytest.mark.parametrize(
    "says",
    ["i paid 450 but by mistake sent 540. pls return 90", "450 dene the, 540 bhej diye, 90 wapas karo"],
)
def test_of_what_was_owed_and_what_was_sent_the_difference_tells(payer: Payer, says: str) -> None:
    said = hears(payer, says)
    assert (said["outcome"], said["facts"]["pay_paise"]) == ("reported", 54000)


def test_what_came_twice_is_one_payment_and_the_shop_reads_the_rest(payer: Payer) -> None:
    says = "160 paytm kar diye, lekin meri wife bhi kar chuki thi 160. ek wapas chahiye"
    said = hears(payer, says)
    assert (said["outcome"], said["facts"]["pay_paise"]) == ("reported", 16000)
    assert last_told(OWNER)["pay_words"] == says


@pytest.mark.parametrize("says", ["uski raseed bhejo", "रसीद भेजो", "can i get a receipt for that"])
def test_a_receipt_is_of_money(payer: Payer, owner: Payer, says: str) -> None:
    claim = payer.reports(200, says="200 cash diye").facts["pay_reference"]
    body = reading("request_invoice", says=says)
    asked: dict[str, Any] = {"question": "", "told": ["utter_report_payment_reported"], "reading": body}
    assert payer.do("/answers", **asked).facts["answer"]["outcome"] == "receipt_to_come"
    owner.decides(claim, "confirm")
    said = payer.do("/answers", **asked).facts["answer"]
    assert (said["outcome"], said["facts"]["pay_reference"]) == ("receipt", claim)


def test_who_insists_on_what_was_not_found_tells_of_the_same_sum_again(payer: Payer, owner: Payer) -> None:
    owes(500)
    owner.decides(payer.reports(180, says="180 cash diye").facts["pay_reference"], "reject")
    again = payer.reports(None, says="arre maine to counter pe diye the kal")
    assert (again.outcome, again.facts["pay_paise"], again.facts["pay_way"]) == ("reported", 18000, "cash")
    assert "counter pe" in last_told(OWNER)["pay_words"]


def test_what_was_taken_back_is_not_insisted_on(payer: Payer) -> None:
    owes(500)
    payer.reports(180, says="180 cash diye")
    assert payer.reports(None, says="nahi bheje the").outcome == "denied"
    assert payer.reports(None, says="maine paise diye the").outcome == "ask_amount"


def test_a_payment_that_is_named_alone_is_taken_out_whatever_was_done_last(
    payer: Payer, owner: Payer
) -> None:
    owes(500)
    first = owner.records("Fatima", 200, says="Fatima ne 200 diye").facts["pay_reference"]
    owner.records("Fatima", 50, says="Fatima ne 50 diye")
    body = {
        "text": f"{first} wapas lo",
        "intents": [{"name": "cancel_flow", "confidence": 0.9}],
        "values": [],
    }
    shown = owner.do("/answers", question="", reading=body).facts["answer"]
    assert (shown["outcome"], shown["facts"]["pay_reference"]) == ("confirm_struck", first)


@pytest.mark.parametrize(
    "says",
    [
        f"another 850 went, utr {RIGHT}. please return the extra 850",
        f"850, second time. utr {RIGHT}. i paid double by mistake",
        f"maine galti se 850 dusri baar bhej diye, utr {RIGHT}",
        f"850 दूसरी बार भेजे गलती से, यूटीआर {RIGHT}",
    ],
)
@pytest.mark.parametrize("came", [True, False])
def test_a_reference_of_no_payment_of_theirs_is_a_payment_of_its_own(
    payer: Payer, owner: Payer, says: str, came: bool
) -> None:
    first = payer.reports(850, says=f"paid 850 utr {FIRST}", reference=FIRST).facts["pay_reference"]
    if came:
        owner.decides(first, "confirm")
    said = hears(payer, says, utr=RIGHT)
    facts = said["facts"]
    assert (said["outcome"], facts["pay_paise"], facts["pay_utr"]) == ("reported", 85000, RIGHT)
    assert facts["pay_reference"] != first
    assert last_told(OWNER)["pay_utr"] == RIGHT


@pytest.mark.parametrize(
    "says",
    [
        f"paid 410 by upi, utr {FIRST}. please send gst bill, GSTIN 27AAPFU0939F1ZV",
        f"410 bhej diye utr {FIRST}, gst bill GSTIN 27AAPFU0939F1ZV pe bana do",
        f"410 भेज दिए यूटीआर {FIRST}, बिल GSTIN 27AAPFU0939F1ZV पर बना दो",
    ],
)
def test_figures_of_a_gstin_are_no_sum_and_the_bill_is_heard_next(payer: Payer, says: str) -> None:
    said = payer.do("/answers", question="", reading=reading("report_payment", says=says, reference=FIRST))
    facts = said.facts["answer"]["facts"]
    assert (facts["pay_paise"], facts.get("pay_back_said")) == (41000, None)
    assert "27AAPFU0939F1ZV" in said.facts["rest"]
