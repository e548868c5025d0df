"""Several payments in one message are shown and written by one yes; what explains or corrects a sum is none of them."""

from typing import Any

import pytest

from tests.backend.billing.payments.conftest import Payer, balance, reading
from tests.backend.orders.conftest import ARJUN, FATIMA, Customer


def says(text: str, intent: str = "record_payment", names: tuple[str, ...] = ()) -> dict[str, Any]:
    """A message with its sums and names where they stand."""
    values = [
        {
            "entity": "money",
            "value": {"paise": int(word) * 100},
            "start": text.index(word),
            "end": text.index(word) + len(word),
        }
        for word in text.replace(",", " ").split()
        if word.isdecimal()
    ]
    values += [{"entity": "person", "value": name, "start": text.index(name), "end": 0} for name in names]
    return {**reading(intent, says=text), "values": sorted(values, key=lambda each: each["start"])}


def records(owner: Payer, text: str, names: tuple[str, ...] = ()) -> Any:
    return owner.do("/payments/recorded", reading=says(text, names=names))


def agrees(who: Payer, asked: Any) -> dict[str, Any]:
    done = who.do(
        "/answers",
        question="confirm_payments",
        summary=asked.facts["summary"],
        reading=reading("affirm", says="haan"),
    )
    answer: dict[str, Any] = done.facts["answer"]
    return answer


def test_each_name_has_the_sum_behind_it(payer: Payer, owner: Payer) -> None:
    asked = records(owner, "Fatima ne 200 diye aur Arjun ne 300", ("Fatima", "Arjun"))
    before = balance(ARJUN)
    assert (asked.outcome, balance(FATIMA)) == ("confirm_several", 0)
    assert agrees(owner, asked)["outcome"] == "all_written"
    assert (balance(FATIMA), balance(ARJUN)) == (-200, before - 300)


@pytest.mark.parametrize(
    "says_then", ["Arjun ka khata", "अर्जुन का खाता", "Arjun's khata", "udhaar kiska hai?"]
)
def test_to_look_at_a_khata_writes_none_of_the_payments_that_wait_as_credit(
    payer: Payer, owner: Payer, says_then: str
) -> None:
    asked = records(owner, "Fatima ne 200 diye aur Arjun ne 300", ("Fatima", "Arjun"))
    before = balance(ARJUN)
    said = reading("nlu_fallback", says=says_then)
    owner.do("/answers", question="confirm_payments", summary=asked.facts["summary"], reading=said)
    assert (balance(FATIMA), balance(ARJUN)) == (0, before)


@pytest.mark.parametrize("text", ["Fatima aur Arjun ne milke 300 diye", "Fatima and Arjun paid 300 together"])
def test_what_several_paid_together_is_asked_how_it_is_shared(payer: Payer, owner: Payer, text: str) -> None:
    asked = records(owner, text, ("Fatima", "Arjun"))
    assert (asked.outcome, balance(FATIMA)) == ("how_shared", 0)


def test_the_parts_of_an_order_that_were_shown_are_written_by_one_yes(
    payer: Payer, owner: Payer, fatima: Customer
) -> None:
    fatima.orders("6 kg cheeni")
    asked = records(owner, "Fatima ne 100 cash aur 150 upi diye", ("Fatima",))
    assert (agrees(owner, asked)["outcome"], balance()) == ("all_written", -250)


def test_one_name_by_two_ways_is_two_payments(payer: Payer, owner: Payer) -> None:
    asked = records(owner, "Fatima ne 100 cash aur 200 upi diye", ("Fatima",))
    assert [each["pay_way"] for each in asked.facts["pay_sums"]] == ["cash", "upi"]
    agrees(owner, asked)
    assert balance() == -300


def test_what_a_customer_has_told_of_one_of_them_is_confirmed(payer: Payer, owner: Payer) -> None:
    payer.reports(200, says="200 bhej diye")
    asked = records(owner, "Fatima ne 200 diye aur Arjun ne 300", ("Fatima", "Arjun"))
    done = agrees(owner, asked)
    assert [each["pay_reference"] for each in done["facts"]["pay_list"]] == ["PAY-1", "PAY-2"]
    assert balance() == -200


@pytest.mark.parametrize("text", ["100 cash aur 200 upi diye", "100 + 200 bhej diye"])
def test_a_customer_tells_of_both_by_one_yes(payer: Payer, text: str) -> None:
    asked = payer.do("/payments/reported", reading=says(text, "report_payment"))
    assert asked.outcome == "confirm_several"
    done = agrees(payer, asked)
    assert [each["pay_paise"] for each in done["facts"]["pay_list"]] == [10000, 20000]


@pytest.mark.parametrize("text", ["500 tha, 40 discount diya isliye 460", "bill 500 ka tha 460 diye"])
def test_a_sum_in_an_explanation_is_no_payment(payer: Payer, text: str) -> None:
    said = payer.do("/payments/reported", reading=says(text, "report_payment"))
    assert (said.outcome, said.facts["pay_paise"]) == ("reported", 46000)


@pytest.mark.parametrize("text", ["500 tha, 40 discount diya isliye 460", "bill 500 ka tha 460 diye"])
def test_of_an_owner_a_sum_in_an_explanation_is_asked_about(payer: Payer, owner: Payer, text: str) -> None:
    said = records(owner, f"Fatima ka {text}", ("Fatima",))
    assert (said.outcome, balance()) == ("one_at_a_time", 0)


def test_what_is_said_beside_the_sum_of_a_claim_does_not_change_it(payer: Payer, owner: Payer) -> None:
    payer.reports(720, says="720 bhej diye")
    done = records(owner, "Fatima ke 720 mile, 4 chhod do", ("Fatima",))
    assert (done.outcome, done.facts["pay_unread_paise"], balance()) == ("confirmed", 400, -720)


def test_what_goes_back_of_a_claim_that_came_is_said_next(payer: Payer, owner: Payer) -> None:
    payer.reports(400, says="400 bhej diye")
    done = records(owner, "Fatima 400 received give her 20 back", ("Fatima",))
    assert (done.outcome, balance()) == ("confirmed", -400)
    assert done.facts["pay_then"].endswith("ko 20 wapas do")


@pytest.mark.parametrize(
    "words",
    [
        "{} de diya 310 cash mila",
        "{} de aaya 310 le liye",
        "{} दे दिया 310 मिला",
        "{} pahunch gaya 310 cash mila",
    ],
)
def test_an_order_that_is_handed_over_with_its_money_is_both(
    owner: Payer, fatima: Customer, words: str
) -> None:
    reference = fatima.orders("6 kg cheeni").facts["reference"]
    done = records(owner, words.format(reference.removeprefix("ORD-")))
    assert (done.outcome, done.facts["pay_paise"]) == ("recorded", 31000)
    assert done.facts["pay_then"] == f"{reference} pahunch gaya"


@pytest.mark.parametrize(
    "words",
    [
        "{} wala customer aaya tha 4 bulb le gaya 310 cash diye",
        "{} वाला ग्राहक आया था 4 बल्ब ले गया 310 नकद दिए",
        "customer of {} came, took 4 bulbs, gave 310 cash",
    ],
)
def test_a_count_beside_the_order_and_its_money_is_no_sum(owner: Payer, fatima: Customer, words: str) -> None:
    reference = fatima.orders("6 kg cheeni").facts["reference"]
    body = says(words.format(reference.removeprefix("ORD-")))
    body["facets"] = [{"facet": "step", "value": "delivered", "start": 0, "end": 0}]
    heard = owner.do("/answers", question="", reading=body).facts
    facts = heard["answer"]["facts"]
    assert (heard["answer"]["outcome"], facts["pay_paise"], facts["pay_payer"]) == (
        "recorded",
        31000,
        "Fatima Khan",
    )
    assert heard["rest"] == f"{reference} pahunch gaya"


def test_the_number_of_the_order_alone_is_no_sum(owner: Payer, fatima: Customer) -> None:
    reference = fatima.orders("6 kg cheeni").facts["reference"]
    said = says(f"{reference} deliver ho gaya, cash mil gaya")
    said["values"] = [
        {"entity": "money", "value": {"paise": int(reference.removeprefix("ORD-")) * 100}},
        {"entity": "reference", "value": reference},
    ]
    assert owner.do("/payments/recorded", reading=said).outcome == "ask_due"


@pytest.mark.parametrize("words", ["{} ka 310 cash mila, de diya", "{} के 310 मिल गए, दे दिया"])
def test_so_it_is_where_the_money_is_told_first_and_nothing_is_asked(
    owner: Payer, fatima: Customer, words: str
) -> None:
    reference = fatima.orders("6 kg cheeni").facts["reference"]
    body = says(words.format(reference.removeprefix("ORD-")))
    heard = owner.do("/answers", question="", reading=body).facts
    assert (heard["answer"]["outcome"], heard["answer"]["facts"]["pay_paise"]) == ("recorded", 31000)
    assert heard["rest"] == f"{reference} pahunch gaya"


def test_one_sum_of_two_who_are_named_is_shown_for_each(payer: Payer, owner: Payer) -> None:
    asked = records(owner, "Fatima aur Arjun ne 200 diye", ("Fatima",))
    assert (asked.outcome, [each["pay_paise"] for each in asked.facts["pay_sums"]]) == (
        "confirm_several",
        [20000, 20000],
    )


def test_a_name_that_was_not_marked_has_its_sum_too(payer: Payer, owner: Payer) -> None:
    asked = records(owner, "fatima gave 500 cash and arjun 120 by upi", ("arjun",))
    assert [(each["pay_payer"], each["pay_way"]) for each in asked.facts["pay_sums"]] == [
        ("Fatima Khan", "cash"),
        ("Arjun Patel", "upi"),
    ]


def test_a_way_of_paying_beside_a_sum_is_no_debt(payer: Payer, owner: Payer) -> None:
    text = "fatima gave 500 cash and arjun 120 by upi"
    assert owner.do("/answers", question="", reading=says(text, names=("arjun",))).outcome == "left"


def test_of_two_in_one_sentence_the_one_that_is_written_already_is_asked_about_by_itself(
    owner: Payer,
) -> None:
    written = owner.records("Fatima", 645, way="upi", says="Fatima ne 645 upi diye")
    shown = records(owner, "Fatima ke 645 upi aur Arjun ke 100 cash aa gaye", ("Fatima", "Arjun"))
    assert [bool(row["pay_there"]) for row in shown.facts["pay_sums"]] == [False, True]
    done = agrees(owner, shown)
    assert [each["pay_paise"] for each in done["facts"]["pay_list"]] == [10000]
    assert "Fatima" in done["facts"]["pay_then"]
    assert balance(FATIMA) == -645
    assert written.outcome == "recorded"


@pytest.mark.parametrize(
    "text",
    [
        "Fatima ne 3 jar liye, 180 udhar, aur Arjun ne 150 diye",
        "Fatima took 3 jars, 180 udhaar, Arjun paid 150",
        "Fatima ने 3 जार लिए, 180 उधार, और Arjun ने 150 दिए",
    ],
)
def test_what_one_took_on_credit_beside_what_another_paid_is_no_payment(owner: Payer, text: str) -> None:
    read = says(text, names=("Fatima", "Arjun"))
    read["values"] = [each for each in read["values"] if each["value"] != {"paise": 300}]
    heard = owner.do("/answers", question="", reading=read)
    answer = heard.facts["answer"]
    assert (heard.facts["page"], answer["outcome"]) == ("record_credit", "confirm"), answer
    assert "150" in heard.facts["rest"]
    assert "180" not in heard.facts["rest"]


@pytest.mark.parametrize(
    "text",
    ["Fatima ne 1 jar wapas kiya, 150 deposit wapas diya", "Fatima returned 1 jar, gave back 150 deposit"],
)
def test_what_the_shop_gave_back_for_goods_is_no_payment_of_who_brought_them(owner: Payer, text: str) -> None:
    read = says(text, names=("Fatima",))
    read["values"] = [each for each in read["values"] if each["value"] != {"paise": 100}]
    answer = owner.do("/payments/recorded", reading=read)
    assert (answer.outcome, balance(FATIMA)) == ("refund_of_what", 0)


def test_a_message_that_seems_to_be_of_credit_writes_no_payment_as_owed(owner: Payer) -> None:
    read = says("Fatima took 180 on credit, Arjun paid 150", "record_credit", ("Fatima", "Arjun"))
    heard = owner.do("/answers", question="", reading=read)
    assert [each["paise"] for each in heard.facts["answer"]["facts"]["rows"]] == [18000]
    assert heard.facts["rest"] == "Arjun paid 150"


def test_what_was_lent_and_comes_back_is_a_payment(owner: Payer) -> None:
    answer = records(owner, "Fatima ne udhar ke 150 wapas diye", ("Fatima",))
    assert (answer.outcome, balance(FATIMA)) == ("recorded", -150)
