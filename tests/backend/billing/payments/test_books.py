"""What was paid, in the books: a claim moves nothing, what is confirmed does, and everything can be said only once."""

from typing import Any

import pytest

from munshi.billing.payments import service
from tests.backend.billing.payments.conftest import Payer, balance, last_told, owes, reading, told
from tests.backend.books import KIRANA, OWNER, Clock, opened
from tests.backend.orders.conftest import ARJUN, FATIMA, Customer
from tests.backend.orders.test_of_placed import fetched

UTR = "632811904512"


def test_what_a_customer_reports_is_a_claim_until_the_owner_has_seen_it(payer: Payer, owner: Payer) -> None:
    owes(500)
    said = payer.reports(500, reference=UTR)
    assert said.outcome == "reported"
    assert balance() == 500
    assert told(OWNER) == ["payment_reported"]
    assert owner.decides(said.facts["pay_reference"], "confirm").outcome == "confirmed"
    assert balance() == 0
    assert told(FATIMA) == ["payment_confirmed"]


def test_what_is_not_found_moves_nothing_and_its_number_may_be_told_again(payer: Payer, owner: Payer) -> None:
    owes(500)
    said = payer.reports(500, reference=UTR)
    assert owner.decides(said.facts["pay_reference"], "reject").outcome == "rejected"
    assert (balance(), told(FATIMA)) == (500, ["payment_rejected"])
    assert payer.reports(500, reference=UTR).outcome == "reported"


def test_a_second_tap_says_who_has_decided(payer: Payer, owner: Payer) -> None:
    owes(500)
    reference = payer.reports(500).facts["pay_reference"]
    owner.decides(reference, "confirm")
    again = owner.decides(reference, "reject")
    assert (again.outcome, again.facts["pay_status"], again.facts["pay_by"]) == (
        "decided_already",
        "confirmed",
        "Ramesh Sharma",
    )
    assert balance() == 0


def test_only_who_is_in_charge_writes_down_and_decides(payer: Payer) -> None:
    reference = payer.reports(500).facts["pay_reference"]
    assert payer.decides(reference, "confirm").outcome == "not_allowed"
    assert payer.records("Arjun", 500).outcome == "not_allowed"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"rupees": 0}, "bad_amount"),
        ({"rupees": 10_000_000}, "bad_amount"),
        ({"rupees": 500, "reference": "63281190451"}, "bad_utr"),
        ({"rupees": 500, "reference": "6328119045122"}, "bad_utr"),
        ({"rupees": 500, "says": "500 bheje utr 12345"}, "bad_utr"),
        ({}, "ask_amount"),
        ({"shot": "a"}, "ask_amount"),
    ],
)
def test_what_is_no_payment_is_said_and_moves_nothing(
    payer: Payer, said: dict[str, Any], outcome: str
) -> None:
    owes(500)
    assert payer.reports(**said).outcome == outcome
    assert (balance(), told(OWNER)) == (500, [])


@pytest.mark.parametrize("refused", [0, 10_000_000])
def test_words_with_a_sum_that_is_refused_are_none_of_the_claims(
    payer: Payer, owner: Payer, refused: int
) -> None:
    owes(500)
    assert payer.reports(refused, says=f"{refused} gpay kar diya bhai").outcome == "bad_amount"
    reference = payer.reports(228, says="228 gpay kar diya bhai").facts["pay_reference"]
    with opened() as session:
        payment = service.find(session, KIRANA, reference)
        assert payment
        assert str(refused) not in (payment.note or "228").split()


def test_a_banks_reference_is_of_one_payment(payer: Payer, owner: Payer) -> None:
    owes(900)
    reference = payer.reports(500, reference=UTR).facts["pay_reference"]
    owner.decides(reference, "confirm")
    again = payer.reports(400, reference=UTR)
    assert (again.outcome, again.facts["pay_reference"]) == ("utr_used", reference)
    others = Payer(payer.client, ARJUN).reports(500, reference=UTR)
    assert (others.outcome, others.facts.get("pay_reference")) == ("utr_used", None)
    assert owner.records("Fatima", 400, reference=UTR).outcome == "utr_used"
    assert balance() == 400


def test_the_same_payment_told_again_brings_its_number_and_its_picture(payer: Payer) -> None:
    first = payer.reports(500)
    again = payer.reports(500, reference=UTR, shot="b")
    assert (again.outcome, again.facts["pay_reference"]) == ("reported_already", first.facts["pay_reference"])
    assert last_told(OWNER)["pay_utr"] == UTR
    assert last_told(OWNER)["pay_has_screenshot"]
    assert payer.reports(500, reference=UTR).outcome == "reported_already"
    assert len(told(OWNER)) == 2


def test_what_is_missing_is_asked_and_put_together(payer: Payer) -> None:
    owes(340)
    asked = payer.reports(shot="c")
    assert (asked.outcome, asked.facts["pay_due_paise"]) == ("ask_amount", 34000)
    said = payer.reports(340)
    assert said.outcome == "reported"
    assert said.facts["pay_has_screenshot"]


def test_a_picture_without_a_word_is_of_the_payment_that_was_just_asked_for(payer: Payer, now: Clock) -> None:
    owes(340)
    assert payer.sends("d").outcome == "nothing_open"
    payer.pays()
    assert payer.sends("d").outcome == "ask_amount"
    assert payer.reports(340).facts["pay_has_screenshot"]
    now.passes(hours=4)
    assert payer.sends("e").outcome == "nothing_open"


def test_an_owner_writes_down_what_came_and_the_customer_hears_it(payer: Payer, owner: Payer) -> None:
    owes(800)
    said = owner.records("Fatima", 500, says="Fatima ne 500 cash diye")
    assert (said.outcome, said.facts["pay_way"], said.facts["pay_left_paise"]) == ("recorded", "cash", 30000)
    assert (balance(), told(FATIMA)) == (300, ["payment_recorded"])


def test_what_is_left_says_what_of_it_is_of_orders_to_come(fatima: Customer, owner: Payer) -> None:
    owes(800)
    total = fetched(fatima, "6 kg cheeni").facts["total_paise"]
    said = owner.records("Fatima", 500, says="Fatima ne 500 cash diye")
    assert (said.facts["pay_left_paise"], said.facts["pay_left_coming_paise"]) == (30000 + total, total)


def test_for_ten_minutes_it_is_taken_back_by_a_line_of_its_own(
    payer: Payer, owner: Payer, now: Clock
) -> None:
    owes(800)
    act = owner.records("Fatima", 500).facts["act"]
    assert owner.undoes(act).outcome == "struck"
    assert (balance(), told(FATIMA)) == (800, ["payment_recorded", "payment_undone"])
    assert last_told(FATIMA)["pay_struck"]  # it counts no more: nobody has looked for it
    assert owner.undoes(act).outcome == "undone_already"
    late = owner.records("Fatima", 200).facts["act"]
    now.passes(minutes=11)
    assert owner.undoes(late).outcome == "too_late_entry"
    assert balance() == 600


def test_a_decision_is_taken_back_and_made_anew(payer: Payer, owner: Payer) -> None:
    owes(500)
    reference = payer.reports(500).facts["pay_reference"]
    act = owner.decides(reference, "confirm").facts["act"]
    assert owner.undoes(act).outcome == "taken_back"
    assert balance() == 500
    assert owner.decides(reference, "confirm").outcome == "confirmed"
    assert balance() == 0


def test_a_report_is_taken_back_until_somebody_has_decided(payer: Payer, owner: Payer) -> None:
    owes(500)
    said = payer.reports(500)
    assert payer.undoes(said.facts["act"]).outcome == "withdrawn"
    assert told(OWNER) == ["payment_reported", "payment_report_withdrawn"]
    said = payer.reports(500)
    owner.decides(said.facts["pay_reference"], "confirm")
    assert payer.undoes(said.facts["act"]).outcome == "moved_on"


def test_what_was_reported_is_confirmed_and_not_written_down_twice(payer: Payer, owner: Payer) -> None:
    owes(500)
    reference = payer.reports(500).facts["pay_reference"]
    said = owner.records("Fatima", 500)
    assert (said.outcome, said.facts["pay_reference"]) == ("confirmed", reference)
    assert balance() == 0


def test_the_same_sum_again_within_a_day_is_asked_about(owner: Payer, now: Clock) -> None:
    owes(1000)
    owner.records("Fatima", 300)
    assert owner.records("Fatima", 300).outcome == "twice"
    assert balance() == 700
    assert owner.records(once_more=True).outcome == "recorded"
    assert balance() == 400
    now.passes(hours=25)
    assert owner.records("Fatima", 300).outcome == "recorded"


def test_two_of_a_name_are_asked_with_their_balances(owner: Payer) -> None:
    asked = owner.records("Priya", 500)
    assert asked.outcome == "choose_who"
    assert [(one["name"], one["balance_paise"]) for one in asked.facts["options"]] == [
        ("Priya Joshi", 124000),
        ("Priya Malhotra", 34000),
    ]
    meant = asked.facts["options"][1]["payer"]
    assert owner.records(payer=meant).outcome == "recorded"
    assert (balance("919000000101"), balance("919000000104")) == (1240, -160)


def test_a_customer_is_meant_by_their_phone_too(owner: Payer) -> None:
    said = owner.do("/payments/recorded", reading=reading("record_payment", 70, phone="+919000000103"))
    assert (said.outcome, said.facts["pay_payer"]) == ("recorded", "Fatima Khan")


def test_of_several_sums_none_is_guessed(owner: Payer) -> None:
    two = [{"entity": "money", "value": {"paise": paise}} for paise in (50000, 80000)]
    said = reading("record_payment", person="Fatima")
    answer = owner.do("/payments/recorded", reading={**said, "values": [*said["values"], *two]})
    assert answer.outcome == "one_at_a_time"
    assert balance() == 0


def test_nobody_is_called_so(owner: Payer) -> None:
    assert owner.records("Zubair", 500).outcome == "who_unknown"
    assert owner.records(None, 500).outcome == "ask_who"


def test_too_much_is_paid_ahead(owner: Payer) -> None:
    owes(300)
    said = owner.records("Fatima", 500)
    assert (said.facts["pay_left_paise"], balance()) == (0, -200)
    owes(150, key="later")
    assert balance() == -50


def test_part_of_several_goes_to_the_oldest_unless_it_is_said(
    payer: Payer, owner: Payer, fatima: Customer
) -> None:
    owes(100)
    first = fatima.orders("6 kg cheeni").facts
    said = owner.records("Fatima", 150)
    assert said.facts["pay_for"] == [first["reference"]]
    second = fatima.orders("5 kg cheeni").facts
    named = owner.records("Fatima", 60, reference=second["reference"], says="60 part payment")
    assert named.facts["pay_for"] == [second["reference"]]


def test_what_is_ordered_can_be_paid_before_it_is_delivered_and_is_owed_once(
    payer: Payer, owner: Payer, fatima: Customer
) -> None:
    order = fatima.orders("6 kg cheeni").facts
    total = order["total_paise"]
    assert payer.pays().facts["pay_due_paise"] == total
    owner.records("Fatima", total / 100)
    assert payer.pays().outcome == "nothing_owed"
    for status in ("accepted", "ready", "delivered"):
        assert owner.do(f"/orders/{order['reference']}/status", status=status).outcome == "moved"
    assert payer.pays().outcome == "nothing_owed"
    assert balance() == 0


def test_a_paid_order_that_is_cancelled_is_given_back_by_a_tap(
    payer: Payer, owner: Payer, fatima: Customer
) -> None:
    order = fatima.orders("6 kg cheeni").facts
    reference = owner.records("Fatima", order["total_paise"] / 100).facts["pay_reference"]
    asked = fatima.do("/orders/cancellation", reference=order["reference"])
    fatima.do("/orders/cancelled", summary=asked.facts["summary"])
    assert "payment_refund_due" in told(OWNER)
    back = owner.decides(reference, "refund")
    assert (back.outcome, balance()) == ("refunded", 0)
    assert told(FATIMA)[-1] == "payment_refunded"
    assert owner.decides(reference, "refund").outcome == "not_refundable"
    assert balance() == 0


def test_nothing_owed_is_said_so(payer: Payer) -> None:
    assert payer.pays().outcome == "nothing_owed"
