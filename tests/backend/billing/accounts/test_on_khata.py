"""Orders that are paid by khata, as policy."""

from typing import Any

import pytest

from munshi.billing.accounts.terms import standing
from munshi.orders import moving
from munshi.orders.statuses import Status
from tests.backend.billing.accounts.conftest import ARJUN, Shopkeeper, balance, kirana, person_of
from tests.backend.books import KIRANA, opened
from tests.backend.orders.conftest import Customer, at_home
from tests.backend.readings import reading

ON_KHATA = [{"text": "khate mein likh lena", "kind": "payment", "value": "khata"}]


def _bill(customer: Customer, *lines: str) -> Any:
    return customer.says(*lines, left_over=ON_KHATA)


def test_who_may_buy_on_khata_sees_what_they_owe_and_orders(priya: Shopkeeper) -> None:
    bill = _bill(priya, "6 kg chini")
    assert bill.outcome == "confirm"
    assert bill.facts["beside"] == {"said": [], "wanted": None, "payment": "khata", "khata_paise": 124000}
    placed = priya.do("/orders", summary=bill.facts["summary"])
    assert placed.facts["beside"]["payment"] == "khata"


def test_what_is_on_its_way_counts_from_placing_and_is_owed_on_delivery(arjun: Shopkeeper) -> None:
    bill = _bill(arjun, "6 kg chini")
    total = bill.facts["total_paise"]
    reference = arjun.do("/orders", summary=bill.facts["summary"]).facts["reference"]
    with opened() as session:
        where = standing(session, kirana(session), person_of(session, ARJUN).id)
        assert (where.balance_paise, where.ordered_paise) == (56000, total)
        for status in (Status.ACCEPTED, Status.READY, Status.DELIVERED):
            moving.move(session, KIRANA, reference, status, None)
        where = standing(session, kirana(session), person_of(session, ARJUN).id)
        assert (where.balance_paise, where.ordered_paise) == (56000 + total, 0)


def test_a_cancelled_order_makes_room_again(arjun: Shopkeeper) -> None:
    bill = _bill(arjun, "6 kg chini")
    reference = arjun.do("/orders", summary=bill.facts["summary"]).facts["reference"]
    with opened() as session:
        moving.move(session, KIRANA, reference, Status.CANCELLED, None)
        assert standing(session, kirana(session), person_of(session, ARJUN).id).ordered_paise == 0
    assert balance(ARJUN) == 56000


def test_beyond_the_limit_it_is_said_aloud_and_the_rest_of_the_order_stays(arjun: Shopkeeper) -> None:
    bill = _bill(arjun, "10 kg chini")
    note = bill.note("khata_beyond_limit")
    assert (note["limit_paise"], note["balance_paise"]) == (100000, 56000)
    assert (bill.outcome, bill.facts["beside"]["payment"]) == ("confirm", None)


def test_more_goods_than_the_limit_has_room_for_are_noticed_later_too(arjun: Shopkeeper) -> None:
    assert _bill(arjun, "6 kg chini").facts["beside"]["payment"] == "khata"
    more = arjun.says("6 kg maida")
    assert more.note("khata_beyond_limit")
    assert more.facts["beside"]["payment"] is None


def test_a_yes_to_a_bill_that_no_longer_fits_the_limit_shows_it_anew(
    arjun: Shopkeeper, owner: Shopkeeper
) -> None:
    bill = _bill(arjun, "6 kg chini")
    owner.writes("Arjun", rupees=300)
    again = arjun.do("/orders", summary=bill.facts["summary"])
    assert again.outcome == "changed"
    assert again.note("khata_beyond_limit")


def test_who_has_no_khata_is_told_so_with_the_other_ways(books: None, owner: Shopkeeper) -> None:
    fatima = Customer(owner.client, "919000000103")
    at_home(fatima)
    bill = _bill(fatima, "6 kg chini")
    assert bill.note("khata_not_open")["payments"] == ["cash", "upi"]
    assert bill.facts["beside"]["payment"] is None


def test_said_after_the_bill_it_is_how_that_order_is_paid(priya: Shopkeeper) -> None:
    bill = priya.says("6 kg chini")
    read = reading("khate mein likh lena", "record_credit")
    taken = priya.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=read)
    answer = taken.facts["answer"]
    assert (answer["outcome"], answer["facts"]["beside"]["payment"]) == ("confirm", "khata")


@pytest.mark.parametrize(
    "text",
    [
        "put it on our khata please",
        "payment on khata",
        "khata khulwa diya hai, khate par hi likho",
        "खाते पर ही लिखो",
        "khate pe likh do mere ghar ka khata hai aapke yahan",
    ],
)
def test_khata_as_a_way_to_pay_is_of_the_open_order_and_no_question(priya: Shopkeeper, text: str) -> None:
    priya.says("6 kg chini")
    heard = priya.do("/answers", question="confirm_order", reading=reading(text, "check_dues")).facts[
        "answer"
    ]
    assert (heard["outcome"], heard["facts"]["beside"]["payment"]) == ("confirm", "khata")


@pytest.mark.parametrize(
    "text", ["khate me kitna baki hai", "khate me ye kyun likh diya", "khate se hata do"]
)
def test_what_is_asked_or_said_of_the_khata_itself_is_not_the_way_of_an_order(
    priya: Shopkeeper, text: str
) -> None:
    priya.says("6 kg chini")
    heard = priya.do("/answers", question="confirm_order", reading=reading(text, "check_dues"))
    facts = heard.facts["answer"]["facts"] if heard.outcome == "taken" else {}
    assert facts.get("beside", {}).get("payment") != "khata"


def test_orders_on_khata_that_are_not_delivered_are_said_beside_what_everybody_owes(
    owner: Shopkeeper, arjun: Shopkeeper
) -> None:
    before = owner.asks("everybody").facts
    assert (before["ordered_number"], before["ordered_all_paise"]) == (0, 0)
    bill = _bill(arjun, "6 kg chini")
    arjun.do("/orders", summary=bill.facts["summary"])
    facts = owner.asks("everybody").facts
    assert (facts["ordered_number"], facts["ordered_all_paise"]) == (1, bill.facts["total_paise"])
    assert facts["total_paise"] == before["total_paise"]
