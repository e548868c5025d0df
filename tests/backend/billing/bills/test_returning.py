"""A part of a bill is taken back by the owner's words: goods or a sum, shown with what it does to the money."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from munshi.billing.accounts import service as accounts
from munshi.catalogue.models import Product
from tests.backend.billing.bills.conftest import bills, delivered, ordered, reading, told
from tests.backend.books import KIRANA, OWNER, PRIYA, opened
from tests.backend.orders.conftest import Customer, Decision


@pytest.fixture
def ramesh(books: None, client: TestClient) -> Customer:
    """The owner of the kirana."""
    return Customer(client, OWNER)


def says(
    who: Customer, text: str, reference: str, goods: dict[str, Any] | None = None, rupees: int = 0
) -> Decision:
    values: dict[str, Any] = {"reference": reference}
    if goods:
        values["order_line"] = goods
    if rupees:
        values["money"] = {"paise": rupees * 100}
    said = who.do("/bills/wanted", reading=reading(text, **values), wrong=False)
    return Decision(**said.facts["answer"]) if said.outcome == "returning" else said


def agrees(who: Customer, asked: Decision, intent: str = "affirm") -> Decision:
    answer = {"text": "haan", "intents": [{"name": intent, "confidence": 0.9}], "values": []}
    heard = who.do("/answers", question="confirm_credit_part", summary=asked.facts["summary"], reading=answer)
    return Decision(**heard.facts["answer"])


def owed() -> int:
    with opened() as session:
        return accounts.balance(session, KIRANA, bills()[0].person_id)


def test_goods_that_came_back_are_shown_and_credited_by_a_yes(priya: Customer, ramesh: Customer) -> None:
    reference = delivered(priya, "6 kg chini", "1 l mungfali tel")
    bill, before = bills()[0], owed()
    asked = says(
        ramesh,
        f"{reference} me se 500 gram chini wapas aayi",
        reference,
        {"name": "chini", "quantity": "500", "unit": "g"},
    )
    assert (asked.outcome, asked.facts["bill_goods"][0]["quantity"]) == ("confirm", "0.5")
    worth = asked.facts["bill_back_paise"]
    assert worth == bill.lines[0].price_paise // 2
    assert asked.facts["bill_owed_paise"] == before - worth
    assert (len(bills()), owed()) == (1, before)
    assert agrees(ramesh, asked).outcome == "credited"
    assert (bills()[1].total_paise, bills()[1].reason, owed()) == (worth, "returned", before - worth)
    assert told(PRIYA)[-1] == "bill_credited"


def test_a_sum_lowers_the_bill_and_the_goods_stay(priya: Customer, ramesh: Customer) -> None:
    reference = delivered(priya, "6 kg chini")
    whole, before = bills()[0].total_paise, owed()
    agrees(
        ramesh, says(ramesh, f"bill {bills()[0].serial} se 40 kam karo", str(bills()[0].serial), rupees=40)
    )
    note = bills()[1]
    assert (note.total_paise, note.reason, note.lines[0].sort) == (4000, "lowered", "allowance")
    assert owed() == before - 4000
    asked = says(
        ramesh,
        f"{reference} me se 1 kg chini wapas",
        reference,
        {"name": "chini", "quantity": "1", "unit": "kg"},
    )
    assert asked.facts["bill_back_paise"] == (6 * 4600 - 4000) // 6
    rest = ramesh.do("/bills/wanted", reading=reading(None, bill_credited=bills()[0].number), wrong=False)
    assert (rest.outcome, owed()) == ("credited", before - whole)


def test_a_no_changes_nothing_and_more_than_was_billed_is_refused(priya: Customer, ramesh: Customer) -> None:
    reference = delivered(priya, "6 kg chini")
    asked = says(ramesh, f"{reference} se 40 kam karo", reference, rupees=40)
    assert agrees(ramesh, asked, "deny").outcome == "kept"
    assert says(ramesh, f"{reference} se 4000 kam karo", reference, rupees=4000).outcome == "too_much"
    other = {"name": "jhadu", "quantity": "1", "unit": None}
    assert says(ramesh, f"{reference} me se 1 jhadu wapas", reference, other).outcome == "not_in_bill"
    assert len(bills()) == 1


def test_only_of_what_is_delivered_and_only_by_who_is_in_charge(priya: Customer, ramesh: Customer) -> None:
    reference = ordered(priya, "6 kg chini")
    assert says(ramesh, f"{reference} se 40 kam karo", reference, rupees=40).outcome == "not_delivered"
    assert says(priya, f"{reference} se 40 kam karo", reference, rupees=40).outcome != "confirm"
    assert not bills()


@pytest.mark.parametrize(("amount", "quantity"), [("1 kilo", "1"), ("500 gram", "0.5")])
def test_goods_are_found_in_words_of_which_none_were_read(
    priya: Customer, ramesh: Customer, amount: str, quantity: str
) -> None:
    reference = delivered(priya, "6 kg chini", "1 l mungfali tel")
    asked = says(ramesh, f"{reference} me se {amount} chini wapas aayi", reference)
    assert (asked.outcome, asked.facts["bill_goods"][0]["quantity"]) == ("confirm", quantity)


@pytest.mark.parametrize(
    ("words", "goods"),
    [
        ("{} me se {} wapas kiye, chini 1 kilo kam thi", None),
        ("{} me se {} wapas kiye, chini 1 kilo kam thi", {"name": "chini"}),
        ("{} me chini 1 kilo kam thi", None),
    ],
)
def test_the_sum_and_the_quantity_that_are_named_hold(
    priya: Customer, ramesh: Customer, words: str, goods: dict[str, Any] | None
) -> None:
    reference = delivered(priya, "6 kg chini", "1 l mungfali tel")
    one = bills()[0].lines[0].price_paise
    asked = says(ramesh, words.format(reference, one // 100), reference, goods)
    assert asked.facts["bill_back_paise"] == one
    assert [each["quantity"] for each in asked.facts["bill_goods"]] == ["1"]


def test_where_they_disagree_the_sum_is_asked_about(priya: Customer, ramesh: Customer) -> None:
    reference = delivered(priya, "6 kg chini", "1 l mungfali tel")
    asked = says(ramesh, f"{reference} me se 37 wapas kiye, chini kam thi", reference)
    assert (asked.facts["bill_back_paise"], asked.facts["bill_goods"]) == (3700, [])


def test_the_wording_of_our_own_reply_makes_a_credit_note(priya: Customer, ramesh: Customer) -> None:
    reference = delivered(priya, "6 kg chini", "1 l mungfali tel")
    number = reference.rpartition("-")[2]
    for words in (f"{number} ka 40 ka credit note", f"credit note of 40 for {number}"):
        said = reading(words, money={"paise": 4000})
        heard = ramesh.do("/answers", question="", reading=said)
        shown = Decision(**heard.facts["answer"])
        assert (shown.outcome, shown.facts["bill_back_paise"]) == ("confirm", 4000)


@pytest.mark.parametrize(
    "text",
    [
        "Priya ki ek chini kharab nikli, bill me se kam karo",
        "priya joshi ki 1 chini wapas li",
        "{number} me ek chini kharab thi, wapas le li",
    ],
)
def test_goods_of_a_named_customer_are_of_their_last_order_with_them(
    priya: Customer, ramesh: Customer, text: str
) -> None:
    reference = delivered(priya, "6 kg chini")
    delivered(priya, "1 l mungfali tel")
    said = reading(text.format(number=reference.removeprefix("ORD-")))
    said["intents"] = [{"name": "raise_ticket", "confidence": 1.0}]
    answer = ramesh.do("/answers", question="", reading=said).facts["answer"]
    assert (answer["outcome"], answer["facts"]["bill_number"]) == ("confirm", bills()[0].number)
    assert [each["quantity"] for each in answer["facts"]["bill_goods"]] == ["1"]


def test_a_sum_of_a_named_customer_is_no_credit_note(priya: Customer, ramesh: Customer) -> None:
    delivered(priya, "6 kg chini")
    heard = ramesh.do("/answers", question="", reading=reading("Priya ke khate me 50 kam karo"))
    assert "bill_goods" not in heard.facts.get("answer", {}).get("facts", {})


@pytest.mark.parametrize(
    "text",
    [
        "{order} ke bill me se 1 chini kam karo, maal wapas aa gaya",
        "{order} me se 1 chini wapas aa gayi, maal wapas",
    ],
)
def test_goods_that_came_back_are_no_money_that_came(priya: Customer, ramesh: Customer, text: str) -> None:
    reference = delivered(priya, "6 kg chini")
    said = reading(text.format(order=reference), reference=reference)
    said["values"].append({"entity": "order_line", "value": {"name": "chini", "quantity": "1"}})
    said["intents"] = [{"name": "record_payment", "confidence": 0.9}]
    answer = ramesh.do("/answers", question="", reading=said).facts["answer"]
    assert (answer["outcome"], answer["facts"]["bill_goods"][0]["quantity"]) == ("confirm", "1")


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("{order} me chini ki jagah namak tha, bill theek karo", [("offers_instead", "ki jagah")]),
        ("{order} ke bill me chini nahi namak tha", []),
    ],
)
def test_other_goods_than_on_a_bill_are_exchanged_by_one_yes(
    priya: Customer, ramesh: Customer, text: str, facets: list[tuple[str, str]]
) -> None:
    reference = delivered(priya, "6 kg chini")
    before, words = owed(), text.format(order=reference)
    lines = [{"name": "chini", "op": "remove"}, {"name": "namak", "op": "add"}]
    said = reading(words, reference=reference)
    said["facets"] = [
        {"facet": name, "value": "so", "start": words.index(each), "end": words.index(each) + len(each)}
        for name, each in facets
    ]
    said["values"] += [] if facets else [{"entity": "order_line", "value": each} for each in lines]
    said["intents"] = [{"name": "request_invoice", "confidence": 0.9}]
    asked = Decision(**ramesh.do("/answers", question="", reading=said).facts["answer"])
    assert asked.outcome == "confirm_exchange"
    back, more = asked.facts["bill_back_paise"], asked.facts["bill_more_paise"]
    assert asked.facts["bill_owed_paise"] == before - back + more
    assert agrees(ramesh, asked).outcome == "exchanged"
    assert (owed(), bills()[1].total_paise) == (before - back + more, back)


def test_what_of_two_lines_was_another_is_not_guessed(priya: Customer, ramesh: Customer) -> None:
    reference = delivered(priya, "6 kg chini", "1 l mungfali tel")
    said = reading(f"{reference} ke bill me kuch nahi namak tha", reference=reference)
    lines = [{"name": "kuch", "op": "remove"}, {"name": "namak", "op": "add"}]
    said["values"] += [{"entity": "order_line", "value": each} for each in lines]
    heard = ramesh.do("/answers", question="", reading=said)
    assert heard.facts.get("answer", {}).get("outcome") != "confirm_exchange"


@pytest.mark.parametrize("text", ["bill {} se 14 kam karo", "reduce 14 from bill {}", "बिल {} से 14 कम करो"])
def test_the_number_of_a_bill_is_no_sum(priya: Customer, ramesh: Customer, text: str) -> None:
    delivered(priya, "6 kg chini")
    number = bills()[0].number
    asked = says(ramesh, text.format(number), number)
    assert (asked.outcome, asked.facts["bill_back_paise"]) == ("confirm", 1400)


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Priya Joshi ke khate se 276 kam kar do, chini gayi hi nahi thi", 1),
        ("Priya Joshi ke khate se 46 kam kar do, 1 kg chini gayi hi nahi thi", 1),
        ("Priya Joshi ke bill me se 40 kam karo", 0),
        ("reduce 40 from Priya Joshi's bill", 0),
    ],
)
def test_a_sum_off_the_khata_that_is_of_a_bill_is_a_credit_note(
    priya: Customer, ramesh: Customer, text: str, goods: int
) -> None:
    delivered(priya, "6 kg chini", "1 l mungfali tel")
    before = owed()
    heard = ramesh.do("/answers", question="", reading={**reading(text), "values": []}).facts
    asked = Decision(**heard["answer"])
    assert (heard["page"], asked.outcome, len(asked.facts["bill_goods"])) == ("credit_bill", "confirm", goods)
    agrees(ramesh, asked)
    assert owed() == before - asked.facts["bill_back_paise"]
    assert told(PRIYA)[-1] == "bill_credited"


def test_the_size_in_the_name_of_goods_counts_none_of_them(priya: Customer, ramesh: Customer) -> None:
    with opened() as session:
        oil = session.get_one(Product, (KIRANA, "SUNFLOWER-SUNDROP-1"))
        oil.name = dict.fromkeys(oil.name, "Sundrop 1L")
    reference = delivered(priya, "2 bottle sundrop")
    goods = {"name": "sundrop", "quantity": "1", "unit": "l", "op": "remove"}
    asked = says(ramesh, f"{reference} me sundrop 1l kam karo", reference, goods)
    assert (asked.outcome, asked.facts["bill_back_paise"]) == ("confirm", 2 * 17800)


def test_an_owner_who_finds_a_bill_wrong_hears_what_they_can_do(priya: Customer, ramesh: Customer) -> None:
    delivered(priya, "6 kg chini")
    tapped = reading(None, bill_wrong=bills()[0].number)
    assert ramesh.do("/bills/wanted", reading=tapped, wrong=False).outcome == "how_to_change"


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("nahi pura nahi sirf 276 chini ka kam karo", 27600),
        ("nahi, sirf chini ka kam karo", 27600),
        ("sirf 40 kam karo", 4000),
    ],
)
def test_only_a_part_of_a_bill_in_answer_to_all_of_it_is_shown(
    priya: Customer, ramesh: Customer, text: str, back: int
) -> None:
    delivered(priya, "6 kg chini", "1 l mungfali tel")
    number = bills()[0].number
    heard = ramesh.do(
        "/answers", question="confirm_credit_whole", summary=number, reading=reading(text)
    ).facts["answer"]
    assert (heard["outcome"], heard["facts"]["bill_back_paise"]) == ("confirm", back)
    assert len(bills()) == 1
