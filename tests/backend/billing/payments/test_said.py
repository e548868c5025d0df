"""Words of money that are no payment, or somebody else's: they write nothing of themselves."""

from datetime import timedelta
from typing import Any

import pytest

from munshi import clock
from munshi.asking.sums import figures
from munshi.billing.accounts.came import came_in
from munshi.billing.payments.said import spoken_ways
from munshi.billing.payments.service import PAYMENT
from munshi.undoing.wording import came_back, did_not_pay, replaces
from tests.backend.billing.payments.conftest import Payer, balance, last_told, owes, reading, told
from tests.backend.books import KIRANA, OWNER, opened
from tests.backend.orders.conftest import FATIMA, Customer

ARJUN = "919000000102"


def says(who: Payer, words: str, intent: str = "nlu_fallback", question: str = "", **more: Any) -> Any:
    body = {**reading(intent, says=words), **more}
    taken = who.do("/answers", question=question, reading=body)
    return taken.facts.get("answer", {"outcome": taken.outcome, "facts": {}})


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("kisi se kuch nahi aaya. 350 hi baki", True),
        ("100 नहीं आए, पूरे 275 नकद मिले", False),
        ("nothing received from him", False),
        ("not received yet", True),
        ("Fatima ke 25 rupaye maaf kar do", True),
        ("maaf kijiye, 200 bhej diye", False),
        ("Fatima ne 500 diye", False),
    ],
)
def test_nothing_came_where_every_word_of_it_is_denied(words: str, denied: bool) -> None:
    assert did_not_pay(words) is denied


def test_money_that_came_back_is_told_from_money_that_is_wanted_back() -> None:
    assert came_back("haan 180 wapas aa gaye shukriya")
    assert came_back("refund received, thank you")
    assert not came_back("mera refund kab aayega")
    assert not came_back("paise wapas nahi mile")


def test_a_code_is_no_sum_and_the_wrong_one_may_come_last() -> None:
    assert figures("sorry its 23AABCO1234K1ZS") == []
    assert replaces("Fatima ka 120 tha 150 nahi")
    assert not replaces("8205 ke 100 nahi aaye")


def test_a_no_to_how_much_came_writes_nothing(payer: Payer, owner: Payer) -> None:
    owes(350)
    assert owner.records("Fatima").outcome == "ask_amount"
    answer = says(owner, "kuch nahi mila Fatima se. 350 hi baki hai na", "record_payment", "payment_amount")
    assert (answer["outcome"], balance()) == ("nothing_came", 350)


def test_who_is_let_off_has_paid_nothing(payer: Payer, owner: Payer) -> None:
    owes(350)
    answer = owner.records("Fatima", 25, says="Fatima ke 25 rupaye maaf kar do")
    assert (answer.outcome, balance()) == ("nothing_came", 350)


def test_money_that_came_back_to_a_customer_is_no_claim(payer: Payer) -> None:
    assert says(payer, "theek hai 180 wapas aa gaye", "report_payment")["outcome"] == "came_back"


def test_a_claim_that_was_none_is_withdrawn_by_a_yes(payer: Payer) -> None:
    payer.reports(180)
    asked = says(payer, "maine to kuch nahi bheja")
    assert asked["outcome"] == "confirm_withdraw"
    body = reading("affirm", says="haan")
    done = payer.do(
        "/answers", question="confirm_cancelling", summary=asked["facts"]["summary"], reading=body
    )
    assert done.facts["answer"]["outcome"] == "withdrawn"


def test_whom_a_claim_is_for_reaches_the_owner(payer: Payer, owner: Payer) -> None:
    payer.reports(400)
    said = says(payer, "nahi wo 400 Arjun ke liye hai, mere liye nahi", "deny")
    assert said["outcome"] == "words_passed_on"
    assert "Arjun" in last_told(OWNER)["pay_words"]


def test_a_claim_is_put_on_the_khata_of_who_it_is_for_by_one_yes(payer: Payer, owner: Payer) -> None:
    owes(620)
    before = balance(ARJUN)
    payer.reports(400)
    asked = says(owner, "ye 400 Arjun ke hain, Fatima ne uske liye diye", "record_payment")
    assert (asked["outcome"], balance(), balance(ARJUN)) == ("confirm_other_payer", 620, before)
    body = reading("affirm", says="haan")
    done = owner.do(
        "/answers", question="confirm_payment_change", summary=asked["facts"]["summary"], reading=body
    )
    assert done.facts["answer"]["outcome"] == "other_payer"
    assert (balance(), balance(ARJUN)) == (620, before - 400)
    assert last_told(FATIMA)["pay_other"]


def test_what_was_booked_for_the_wrong_one_goes_to_the_other(payer: Payer, owner: Payer) -> None:
    owes(620)
    before = balance(ARJUN)
    owner.records("Fatima", 400)
    asked = says(owner, "arre Fatima ka nahi Arjun ka hai ye, galat jagah likh diya", "raise_ticket")
    assert asked["outcome"] == "confirm_other_payer"
    body = reading("affirm", says="haan")
    owner.do("/answers", question="confirm_payment_change", summary=asked["facts"]["summary"], reading=body)
    assert (balance(), balance(ARJUN)) == (620, before - 400)


def test_a_payment_named_by_number_or_sum_is_taken_out_by_one_yes(payer: Payer, owner: Payer) -> None:
    owes(620)
    booked = owner.records("Fatima", 400).facts["pay_reference"]
    by_sum = says(owner, "Fatima ke 400 hatao", "modify_order")
    by_number = says(owner, f"{booked} cancel karo", "reject_request")
    assert (by_sum["outcome"], by_number["outcome"], balance()) == ("confirm_struck", "confirm_struck", 220)
    body = reading("affirm", says="haan")
    done = owner.do(
        "/answers", question="confirm_payment_change", summary=by_number["facts"]["summary"], reading=body
    )
    assert (done.facts["answer"]["outcome"], balance()) == ("struck", 620)


def test_a_bare_not_received_is_of_the_claim_that_was_just_told(payer: Payer, owner: Payer) -> None:
    payer.reports(100)
    body = reading("deny", says="nahi mile")
    told = ["utter_notice_payment_reported"]
    shown = owner.do("/answers", question="", reading=body)
    assert shown.facts["answer"]["outcome"] == "claim_shown"
    done = owner.do("/answers", question="", told=told, reading=body)
    assert done.facts["answer"]["outcome"] == "rejected"


@pytest.mark.parametrize("told", ["utter_notice_payment_reported", "utter_record_payment_claim_shown"])
def test_a_bare_yes_beside_a_claim_confirms_neither_it_nor_the_older_question(
    payer: Payer, owner: Payer, told: str
) -> None:
    """A claim was told while a khata entry waited for its yes: it is shown, and only a tap says of which it is."""
    payer.reports(100)
    shown = owner.do(
        "/answers",
        question="confirm_credit",
        summary="s1",
        told=[told],
        reading=reading("affirm", says="haan"),
    ).facts
    assert (shown["answer"]["outcome"], shown["stays"]) == ("claim_shown", True)
    assert balance() == 0


def test_the_last_figures_of_a_phone_name_a_customer(payer: Payer, owner: Payer) -> None:
    owes(480)
    body = reading("record_payment", says=f"480 mil gaye {FATIMA[-4:]} ke")
    sums = [{"entity": "money", "value": {"paise": each * 100}} for each in (480, int(FATIMA[-4:]))]
    done = owner.do("/payments/recorded", reading={**body, "values": sums})
    assert (done.outcome, balance()) == ("recorded", 0)


def test_cash_has_no_bank_reference_of_what_did_not_come(payer: Payer, owner: Payer) -> None:
    owes(275)
    payer.reports(100, reference="434222333444")
    owner.records("Fatima", 275, says="Fatima ne 275 nakad diye")
    body = reading("affirm", says="haan")
    done = owner.do("/answers", question="confirm_claimed_sum", reading=body)
    facts = done.facts["answer"]["facts"]
    assert (facts["pay_way"], facts["pay_utr"]) == ("cash", None)


def test_another_payment_like_it_came_by_the_same_way(payer: Payer, owner: Payer) -> None:
    owes(1040)
    owner.records("Fatima", 520, says="Fatima ne 520 upi kiye")
    assert owner.records("Fatima", 520).outcome == "twice"
    done = owner.do("/answers", question="confirm_payment_twice", reading=reading("affirm", says="haan"))
    assert done.facts["answer"]["facts"]["pay_way"] == "upi"


def test_a_no_that_says_more_than_no_is_not_said_to_be_well(payer: Payer, owner: Payer) -> None:
    assert says(owner, "nahi nahi Fatima ka 55", "deny")["outcome"] == "no_to_what"
    assert says(payer, "nahi ye galat hai 55", "deny")["outcome"] in ("own_no_to_what", "doubt_told")
    assert says(owner, "nahi", "deny")["outcome"] == "left"


def test_an_entry_that_was_paid_at_once_is_disputed_and_no_claim(payer: Payer, owner: Payer) -> None:
    owner.do("/credits", reading=reading("record_credit", 120, person="Fatima", says="Fatima 120 likho"))
    said = says(payer, "ye 120 kis cheez ka likha hai? maine to cash de diya tha", "report_payment")
    assert said["outcome"] == "verdict_wrong"


def test_a_payment_that_is_not_in_the_khata_is_a_claim(payer: Payer) -> None:
    owes(1500)
    body = {"values": [{"entity": "money", "value": {"paise": 20000}}]}
    said = says(
        payer, "ye galat h, diwali pe 200 cash diye the wo nahi likhe", "deny", "correct_khata", **body
    )
    assert said["outcome"] == "reported"


def test_what_goes_back_by_another_way_is_booked_by_it(payer: Payer, owner: Payer) -> None:
    owes(377)
    owner.records("Fatima", 377, says="Fatima ne 377 cash diye")
    asked = says(owner, "Fatima ko 330 upi se wapas kiye")
    assert asked["facts"]["pay_back_way"] == "upi"
    body = reading("affirm", says="haan")
    done = owner.do("/answers", question="confirm_refund", summary=asked["facts"]["summary"], reading=body)
    assert done.facts["answer"]["facts"]["pay_back_way"] == "upi"
    with opened() as session:
        came = came_in(session, KIRANA, clock.now() - timedelta(days=1))
    assert (came["cash"], came["upi"]) == (37700, -33000)


def test_what_was_shown_as_paid_may_be_credit(owner: Payer, payer: Payer) -> None:
    body = reading("record_payment", says="Fatima 150, Arjun 85")
    values = [
        {"entity": "person", "value": "Fatima", "start": 0},
        {"entity": "money", "value": {"paise": 15000}, "start": 7},
        {"entity": "person", "value": "Arjun", "start": 12},
        {"entity": "money", "value": {"paise": 8500}, "start": 18},
    ]
    before = balance(ARJUN)
    shown = owner.do("/payments/recorded", reading={**body, "values": values})
    assert shown.outcome == "confirm_several"
    done = owner.do(
        "/answers",
        question="confirm_payments",
        summary=shown.facts["summary"],
        reading=reading("ask_store_info", says="arre cash nahi udhaar hai"),
    )
    assert (done.facts["answer"]["outcome"], balance(), balance(ARJUN)) == ("written", 150, before + 85)


@pytest.mark.parametrize(
    ("words", "fatima", "rest"),
    [
        ("Fatima ko 150 ka tel diya udhaar, Arjun ne 500 cash diye", 150, "Arjun ne 500 cash diye"),
        ("Fatima 340 tel aur sabun, Arjun 120", None, None),
        ("write 340 on Fatima for oil and soap, and 120 on Arjun", None, None),
    ],
)
def test_a_list_of_customers_is_read_clause_by_clause(
    owner: Payer, payer: Payer, words: str, fatima: int | None, rest: str | None
) -> None:
    taken = owner.do("/answers", question="", reading=reading("place_order", says=words))
    outcome = taken.facts["answer"]["outcome"]
    assert (outcome, taken.facts["rest"]) == ("written" if fatima else "confirm", rest)
    assert balance() == (fatima or 0)


def test_a_customer_who_asks_after_a_payment_hears_where_it_stands(payer: Payer) -> None:
    owes(480)
    payer.reports(480)
    asks: Any = {"facets": [{"facet": "asks_of_orders", "value": "question", "start": 0, "end": 3}]}
    said = says(payer, "did you get my 480?", "check_claim_status", **asks)
    assert said["outcome"] == "reported_already"


def test_a_step_and_its_money_in_one_message_are_both_done(
    owner: Payer, payer: Payer, fatima: Customer
) -> None:
    number = fatima.orders("6 kg cheeni").facts["reference"].removeprefix("ORD-")
    words = f"{number} le liya aur 90 bhi aa gaye"
    at = words.index("aur")
    steps = {
        "facets": [
            {"facet": "step_of_order", "value": "accepted", "start": 5, "end": 13},
            {"facet": "joins_clauses", "value": "so", "start": at, "end": at + 3},
        ]
    }
    taken = owner.do("/answers", question="", reading={**reading("track_order", says=words), **steps})
    assert taken.facts["answer"]["outcome"] == "ask_let_off"  # 90 of 306
    assert taken.facts["rest"] == f"{number} le liya"


def test_a_claim_by_its_number_and_a_step_in_one_message_are_both_done(
    owner: Payer, payer: Payer, fatima: Customer
) -> None:
    number = fatima.orders("6 kg cheeni").facts["reference"].removeprefix("ORD-")
    claim = payer.reports(100, says="advance 100 bheje").facts["pay_reference"]
    words = f"{claim} mil gaye, {number} pahunch gaya"
    step = {"facet": "step_of_order", "value": "delivered", "start": len(words) - 12, "end": len(words)}
    read = {**reading("record_payment", says=words), "facets": [step]}
    taken = owner.do("/answers", question="", reading=read)
    assert taken.facts["answer"]["outcome"] == "confirmed"
    assert taken.facts["answer"]["facts"]["pay_reference"] == claim
    assert taken.facts["rest"] == f"{number} pahunch gaya"


def test_a_claim_by_its_number_is_decided_and_no_other_that_waits(owner: Payer, payer: Payer) -> None:
    owes(900)
    first = payer.reports(100).facts["pay_reference"]
    payer.reports(250)
    behind: Any = {"told": ["utter_notice_payment_reported"]}
    for words in (f"{first} mil gaye", "PAY-99 mil gaye"):
        taken = owner.do("/answers", question="", reading=reading("record_payment", says=words), **behind)
        assert taken.outcome == "left"
    done = owner.do("/payments/recorded", reading=reading("record_payment", says=f"{first} mil gaye"))
    assert (done.outcome, done.facts["pay_reference"]) == ("confirmed", first)


def test_that_it_is_another_payment_may_be_said(payer: Payer, owner: Payer) -> None:
    owes(900)
    payer.reports(100)
    assert owner.records("Fatima", 285).outcome == "claim_waits"
    done = says(owner, "alag hai, 285 nakad", "ask_store_info", "confirm_claimed_sum")
    assert (done["outcome"], balance()) == ("recorded", 615)


def test_another_sum_than_was_reported_is_asked_about_by_its_words(payer: Payer, owner: Payer) -> None:
    owes(1200)
    payer.reports(700)
    said = {**reading("record_payment", 600, says="Fatima ke 700 nahi, 600 mile hain nakad", person="Fatima")}
    asked = owner.do("/payments/recorded", reading=said)
    assert (asked.outcome, asked.facts["pay_right_paise"], balance()) == ("claim_waits", 60000, 1200)


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("cash nahi gpay kiya tha", ["upi"]),
        ("it was upi, not cash", ["upi"]),
        ("नकद में नहीं, यूपीआई से दिए थे", ["upi"]),
        ("nahi, upi se kiya", ["upi"]),
        ("cash de diya", ["cash"]),
    ],
)
def test_a_way_that_is_refused_is_no_way_of_paying(words: str, ways: list[str]) -> None:
    assert spoken_ways(words) == ways


@pytest.mark.parametrize(
    ("words", "intent", "outcome", "claims"),
    [
        ("haan alag hai", "affirm", "reported", 2),
        ("no the same one", "deny", "reported_already", 1),
    ],
)
def test_the_same_sum_told_twice_is_asked_about(
    payer: Payer, words: str, intent: str, outcome: str, claims: int
) -> None:
    owes(1000)
    payer.reports(500, says="500 bheje")
    assert payer.reports(500, says="500 bheje").outcome == "same_or_another"
    assert says(payer, words, intent, "confirm_payment_twice")["outcome"] == outcome
    assert len(told(OWNER)) == claims


@pytest.mark.parametrize("words", ["this is not my bill", "ये बिल मेरा नहीं है", "bill mera nahi hai bhai"])
def test_a_bill_that_is_not_theirs_reaches_the_owner(payer: Payer, words: str) -> None:
    owes(340)
    assert says(payer, words, "request_invoice")["outcome"] == "doubt_told"
    assert balance() == 340


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("PAY-12 wapas lo", ["12"]),
        ("pay-7 galat hai", ["7"]),
        ("PAY 9", ["9"]),
        ("pay 300, 340 total, sent", []),
    ],
)
def test_a_payment_is_named_by_its_sign_and_not_by_a_sum(words: str, numbers: list[str]) -> None:
    assert PAYMENT.findall(words) == numbers
