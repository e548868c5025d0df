"""What a helper tells of a customer's payment is a claim that the owner decides about; nothing is booked by it."""

from typing import Any

import pytest
from sqlalchemy import select

from munshi.business.models import Business
from munshi.people.models import Alias, Person
from tests.backend.billing.accounts.conftest import FATIMA
from tests.backend.billing.payments.conftest import Payer, balance, last_told, owes, reading, told
from tests.backend.books import KIRANA, OWNER, opened
from tests.backend.orders.conftest import EMPLOYEE, Customer
from tests.backend.orders.test_notices import told as notices
from tests.backend.orders.test_of_placed import fetched


def says(who: Payer, text: str, intent: str = "nlu_fallback") -> Any:
    return who.do("/answers", question="", reading=reading(intent, says=text))


@pytest.fixture
def helper(payer: Payer) -> Payer:
    """Who works at the kirana and is not in charge."""
    return Payer(payer.client, EMPLOYEE)


@pytest.mark.parametrize(
    "text",
    [
        "Fatima ne 200 cash diye",
        "फातिमा ने 200 नकद दिए",
        "got 200 cash from Fatima Khan",
        "Fatima ke 200 mile cash",
    ],
)
def test_the_owner_reads_it_as_a_claim(payer: Payer, owner: Payer, helper: Payer, text: str) -> None:
    owes(500)
    heard = says(helper, text).facts["answer"]
    assert (heard["outcome"], heard["facts"]["pay_way"], balance()) == ("told_owner", "cash", 500)
    assert text in last_told(OWNER)["pay_words"]
    owner.decides(heard["facts"]["pay_reference"], "confirm")
    assert balance() == 300


def test_told_twice_it_is_one_claim(payer: Payer, helper: Payer) -> None:
    owes(500)
    first, again = (
        says(helper, "Fatima ne 200 diye").facts["answer"]["facts"]["pay_reference"] for _ in range(2)
    )
    assert first == again


@pytest.mark.parametrize(
    "text", ["Fatima ne 200 diye kya?", "Fatima ne 200 nahi diye", "Fatima ko 200 diye", "maine 200 diye"]
)
def test_what_is_asked_denied_or_given_to_them_is_no_claim(payer: Payer, helper: Payer, text: str) -> None:
    answer = says(helper, text)
    assert answer.outcome == "left" or answer.facts["answer"]["outcome"] != "told_owner"
    assert "payment_reported" not in told(OWNER)


def test_a_claim_of_the_helper_is_not_changed_by_what_the_customer_tells(payer: Payer, helper: Payer) -> None:
    owes(900)
    says(helper, "Fatima ne 200 diye")
    assert payer.reports(500, says="maine 500 diye the").outcome == "reported"


def test_several_customers_in_one_message_are_a_claim_each(payer: Payer, helper: Payer) -> None:
    owes(500)
    heard = says(helper, "Fatima ne 200 cash diye, Arjun ne 100 upi kiye").facts["answer"]
    told_of = [(each["pay_payer"], each["pay_paise"], each["pay_way"]) for each in heard["facts"]["pay_list"]]
    assert heard["outcome"] == "told_owner_all"
    assert told_of == [("Fatima Khan", 20000, "cash"), ("Arjun Patel", 10000, "upi")]


@pytest.mark.parametrize("text", ["200 nahi 250 diye", "fatima ke 200 nahi 250 the", "sorry 250, 200 nahi"])
def test_what_the_helper_told_is_put_right(payer: Payer, owner: Payer, helper: Payer, text: str) -> None:
    owes(500)
    wrong = says(helper, "Fatima ne 200 diye").facts["answer"]["facts"]["pay_reference"]
    right = says(helper, text, "report_payment").facts["answer"]
    assert (right["outcome"], right["facts"]["pay_paise"]) == ("told_owner", 25000)
    assert "payment_report_withdrawn" in told(OWNER)
    assert owner.decides(wrong, "confirm").outcome == "decided_already"
    owner.decides(right["facts"]["pay_reference"], "confirm")
    assert balance() == 250


def test_of_what_the_customer_told_the_owner_reads_the_helpers_words(payer: Payer, helper: Payer) -> None:
    owes(500)
    payer.reports(200, says="200 bhej diye")
    heard = says(helper, "Fatima ke 200 nahi 150 aaye", "report_payment").facts["answer"]
    assert (heard["outcome"], heard["facts"]["pay_paise"]) == ("told_owner", 20000)
    assert "200 nahi 150" in last_told(OWNER)["pay_words"]


def test_what_only_a_helper_told_and_is_refused_alarms_no_customer(
    payer: Payer, owner: Payer, helper: Payer
) -> None:
    number = says(helper, "Fatima ne 200 diye").facts["answer"]["facts"]["pay_reference"]
    before = len(told(FATIMA))
    owner.decides(number, "reject")
    assert len(told(FATIMA)) == before


@pytest.mark.parametrize("text", ["Fatima madam paid 200 cash at the counter", "फातिमा जी 200 नकद दे गए"])
def test_a_sum_that_surely_was_paid_is_a_claim_however_it_is_told(
    payer: Payer, helper: Payer, text: str
) -> None:
    at = text.index("200")
    paid = {"paise": 20000, "start": at, "end": at + 3, "role": "paid", "confidence": 0.99}
    read = {**reading("record_payment", says=text), "sums": [paid]}
    heard = helper.do("/answers", question="", reading=read).facts["answer"]
    assert (heard["outcome"], heard["facts"]["pay_payer"]) == ("told_owner", "Fatima Khan")


@pytest.mark.parametrize(
    ("text", "intent", "of"),
    [
        ("theek h seth ko bata do ki 20 kg cheeni aayi", "update_stock", "helper_stock"),
        ("Spent 60 on packing bags", "update_stock", "helper_stock"),
        ("चाय वाले 40 दे गए", "record_payment", "helper_money"),
        ("counter sale 3 brush and 1 turpentine cash", "ask_sales_summary", "helper_money"),
    ],
)
def test_what_a_helper_may_not_write_reaches_the_owner_in_their_words_and_they_are_told_so(
    payer: Payer, helper: Payer, text: str, intent: str, of: str
) -> None:
    heard = says(helper, text, intent).facts["answer"]
    assert (heard["outcome"], heard["facts"]["order_words"]) == (of, text)
    assert heard["facts"]["names"]
    assert last_told(OWNER)["order_words"] == text


def _delivers(who: Payer, reference: str) -> Any:
    text = f"I have delivered {reference}, got 200 cash"
    step = {"facet": "step_of_order", "value": "delivered", "start": 7, "end": 16}
    return who.do("/answers", question="", reading={**reading("report_payment", says=text), "facets": [step]})


def test_an_order_that_a_helper_hands_over_with_its_money_reaches_who_sees_to_it(
    fatima: Customer, helper: Payer
) -> None:
    reference = fetched(fatima, "6 kg cheeni").facts["reference"]
    taken = _delivers(helper, reference).facts
    assert (taken["answer"]["outcome"], taken["rest"]) == ("told_owner", None)
    assert {"payment_reported", "order_wish"} <= {name for _, name in notices()}


def test_an_order_that_who_is_on_duty_hands_over_with_its_money_moves_next(
    fatima: Customer, helper: Payer
) -> None:
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        terms: Any = business.settings.get("orders", {})
        business.settings = {**business.settings, "orders": {**terms, "on_duty": [EMPLOYEE]}}
    reference = fetched(fatima, "6 kg cheeni").facts["reference"]
    taken = _delivers(helper, reference).facts
    assert (taken["answer"]["outcome"], taken["rest"]) == ("told_owner", f"{reference} डिलीवर हो गया")


@pytest.mark.parametrize("text", ["ऑर्डर {} वाला ग्राहक सामान ले गया", "order {} wala customer le gaya"])
def test_an_order_that_a_helper_names_by_its_number_reaches_who_sees_to_it(
    fatima: Customer, helper: Payer, text: str
) -> None:
    number = fetched(fatima, "6 kg cheeni").facts["reference"].removeprefix("ORD-")
    said = text.format(number)
    facets = [_facet("step_of_order", "delivered"), _facet("names_orders", "so")]
    read = {**reading("track_order", says=said), "facets": facets}
    heard = helper.do("/answers", question="", reading=read).facts["answer"]
    assert (heard["outcome"], [name for _, name in notices()][-1]) == ("helper_orders", "order_wish")


@pytest.mark.parametrize("text", ["which orders are still to be delivered?", "कौन से ऑर्डर देने बाकी हैं"])
def test_what_is_still_to_be_done_the_owner_hears_of_a_helper_who_sees_to_no_orders(
    payer: Payer, helper: Payer, text: str
) -> None:
    facets = [
        _facet("asks_of_orders", "question"),
        _facet("names_orders", "so"),
        _facet("still_to_do", "so"),
    ]
    read = {**reading("track_order", says=text), "facets": facets}
    heard = helper.do("/answers", question="", reading=read).facts["answer"]
    assert (heard["outcome"], last_told(OWNER)["order_words"]) == ("helper_asks", text)


@pytest.mark.parametrize("text", ["what orders are for today", "aaj ke order"])
def test_who_works_here_and_sees_to_no_orders_is_told_who_does(
    payer: Payer, helper: Payer, text: str
) -> None:
    read = {**reading("track_order", says=text), "facets": [_facet("names_orders", "so")]}
    heard = helper.do("/answers", question="", reading=read).facts["answer"]
    assert (heard["outcome"], last_told(OWNER)["order_words"]) == ("helper_asks", text)
    own = {**read, "facets": [*read["facets"], _facet("ones_own", "so")]}
    assert helper.do("/answers", question="", reading=own).outcome == "left"


def _facet(name: str, value: str) -> dict[str, Any]:
    return {"facet": name, "value": value, "start": 0, "end": 0}


def test_who_has_the_owner_told_of_the_stock_asks_nothing(payer: Payer, helper: Payer) -> None:
    text = "seth ko bata do ki 20 kg cheeni aayi"
    facets = [_facet("asks_of_orders", "question"), _facet("tells_customer", "named")]
    read = {**reading("update_stock", says=text), "facets": facets}
    heard = helper.do("/answers", question="", reading=read).facts["answer"]
    assert (heard["outcome"], last_told(OWNER)["order_words"]) == ("helper_stock", text)


@pytest.mark.parametrize(
    "text",
    [
        "bhaiya Fatima Khan 2 cheeni 1 maggi le gayi 440 nagad diya",
        "फातिमा खान 2 चीनी ले गई 440 नकद",
        "Fatima Khan took 2 sugar, paid 440",
    ],
)
def test_what_a_customer_took_and_paid_is_no_order_of_the_helper(
    payer: Payer, helper: Payer, text: str
) -> None:
    read = {**reading("place_order", says=text), "facets": [_facet("step_of_order", "delivered")]}
    heard = helper.do("/answers", question="", reading=read).facts["answer"]
    assert (heard["outcome"], last_told(OWNER)["order_words"]) == ("helper_orders", text)


def test_a_helper_who_orders_for_themself_still_orders(payer: Payer, helper: Payer) -> None:
    assert says(helper, "2 kg cheeni bhej do", "place_order").outcome == "left"


def test_who_works_here_and_told_of_a_payment_is_not_who_paid_it(
    payer: Payer, owner: Payer, helper: Payer
) -> None:
    owes(500)
    with opened() as session:
        named = session.scalar(select(Person).join(Person.aliases).where(Alias.value == EMPLOYEE))
        assert named
        name = named.called
    done = owner.records(name, 200, says=f"{name} ne jo 200 likhaya Fatima Khan ka wo nagad aa gaya")
    assert (done.outcome, balance()) == ("recorded", 300)


def test_who_had_told_of_it_hears_that_it_was_not_found_and_the_owner_hears_who_knows(
    payer: Payer, owner: Payer, helper: Payer
) -> None:
    owes(500)
    claim = says(helper, "Fatima ne 200 cash diye").facts["answer"]["facts"]["pay_reference"]
    done = owner.do(f"/payments/{claim}/decision", verdict="reject")
    who_knows = (done.facts["pay_told"], done.facts["pay_told_who"])
    assert who_knows == ("payment_told_rejected" in told(EMPLOYEE), "Asha Yadav") == (True, "Asha Yadav")
    assert "payment_rejected" not in told(FATIMA)


def test_who_had_told_of_it_hears_that_it_was_written_too(payer: Payer, owner: Payer, helper: Payer) -> None:
    owes(500)
    claim = says(helper, "Fatima ne 200 cash diye").facts["answer"]["facts"]["pay_reference"]
    assert owner.do(f"/payments/{claim}/decision", verdict="confirm").outcome == "confirmed"
    assert "payment_told_confirmed" in told(EMPLOYEE)
    assert (balance(), "payment_confirmed" in told(FATIMA)) == (300, True)


def test_a_claim_for_an_order_that_another_teller_had_paid_is_asked_about(
    payer: Payer, owner: Payer, helper: Payer, fatima: Customer
) -> None:
    order = fatima.orders("6 kg cheeni").facts["reference"]
    own = payer.reports(306, says="306 cash diye").facts["pay_reference"]
    of_helper = says(helper, f"{order} ke 280 cash mile").facts["answer"]["facts"]["pay_reference"]
    owner.decides(own, "confirm")
    asked = owner.decides(of_helper, "confirm")
    assert (asked.outcome, asked.facts["pay_reference"], balance()) == ("twice", own, -306)
    yes = reading("affirm", says="haan")
    done = owner.do("/answers", question="confirm_payment_twice", reading=yes).facts["answer"]
    assert (done["outcome"], balance()) == ("confirmed", -586)
