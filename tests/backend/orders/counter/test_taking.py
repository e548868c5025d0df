"""An order by word of mouth, written down by who sees to orders: shown first, then taken, in whosever name it is."""

from typing import Any

import pytest
from sqlalchemy import select

from munshi.billing.payments.models import Payment
from munshi.orders.models import Order
from tests.backend.billing.accounts.conftest import EMPLOYEE, FATIMA, Shopkeeper, owner, person_of
from tests.backend.books import opened
from tests.backend.orders.conftest import Decision
from tests.backend.orders.counter.test_selling import (
    GOODS,
    SUGAR_PAISE,
    answers,
    left,
    told_others_than_the_owner,
    yes,
)
from tests.backend.orders.serving.saying import of, says
from tests.backend.readings import reading, value

__all__ = ["owner"]
PICKUP = [{"facet": "way_of_orders", "value": "pickup"}]
NEW_PHONE = "+919849012345"


def tells(who: Shopkeeper, words: str, *more: Any, paid: int | None = None, ways: Any = PICKUP) -> Decision:
    read = reading(words, "place_order", [value("order_line", GOODS), *more])
    sums = [{"paise": paid, "role": "paid", "confidence": 1.0, "start": 0, "end": 0}] if paid else []
    read |= {"facets": ways, "sums": sums}
    taken = who.do("/answers", question="", summary=None, reading=read)
    assert taken.outcome == "taken", taken
    return Decision(**taken.facts["answer"])


def orders_of(phone: str) -> list[tuple[str, str, int, str | None]]:
    with opened() as session:
        query = select(Order).where(Order.person_id == person_of(session, phone).id).order_by(Order.id)
        found = session.scalars(query)
        return [(each.status, each.fulfilment, each.total_paise, each.address) for each in found]


def test_nothing_is_written_before_the_yes_and_then_it_is_accepted(owner: Shopkeeper) -> None:
    before = left()
    assert before is not None
    shown = tells(owner, "phone order Fatima: 2 kilo cheeni, pick up")
    assert (shown.outcome, orders_of(FATIMA), left()) == ("order_confirm", [], before)
    assert yes(owner, shown).outcome == "order_taken"
    assert orders_of(FATIMA) == [("accepted", "pickup", 2 * SUGAR_PAISE, None)]
    assert left() == before - 2


def test_a_phone_that_nobody_knows_is_a_new_customer_to_whom_nothing_is_sent(owner: Shopkeeper) -> None:
    words = "phone order rakesh 9849012345 2 kilo cheeni pick up"
    at = words.index("9849")
    yes(owner, tells(owner, words, value("phone", NEW_PHONE, at, at + 10)))
    with opened() as session:
        assert person_of(session, NEW_PHONE.lstrip("+")).called == "rakesh"
    assert told_others_than_the_owner() == []


@pytest.mark.parametrize(("paid", "to_pay"), [(2 * SUGAR_PAISE, 0), (5000, 2 * SUGAR_PAISE - 5000)])
def test_what_was_paid_is_written_and_the_rest_is_shown(owner: Shopkeeper, paid: int, to_pay: int) -> None:
    shown = tells(owner, "phone order Fatima 2 kilo cheeni pick up paid cash", paid=paid)
    assert shown.facts["beside"]["left_paise"] == to_pay
    assert yes(owner, shown).outcome == "order_taken_paid"
    with opened() as session:
        assert [(each.way, each.paise) for each in session.scalars(select(Payment))] == [("cash", paid)]


def test_more_than_it_comes_to_is_not_written(owner: Shopkeeper) -> None:
    shown = tells(owner, "phone order Fatima 2 kilo cheeni pick up paid cash", paid=2 * SUGAR_PAISE + 5000)
    assert (shown.outcome, orders_of(FATIMA)) == ("sum_differs", [])


def test_the_way_and_the_place_are_asked_and_delivery_is_on_the_bill(owner: Shopkeeper) -> None:
    asked = tells(owner, "Fatima ka order likho 2 kilo cheeni", ways=[])
    assert (asked.outcome, asked.facts["ways"]) == ("order_ask_way", ["pickup", "delivery"])
    asked = answers(owner, "sale_coming", values=[value("choice", "delivery")])
    assert asked.outcome == "order_ask_place"
    shown = answers(owner, "sale_coming", text="12 MG Road 452001", intent="nlu_fallback")
    assert shown.facts["where"]["address"] == "12 MG Road"
    yes(owner, shown)
    assert orders_of(FATIMA) == [("accepted", "delivery", 2 * SUGAR_PAISE + 3000, "12 MG Road")]


def test_who_does_not_see_to_orders_writes_down_none(owner: Shopkeeper) -> None:
    helper = Shopkeeper(owner.client, EMPLOYEE)
    read = reading("phone order Fatima 2 kilo cheeni pick up", "place_order", [value("order_line", GOODS)])
    taken = helper.do("/answers", question="", summary=None, reading={**read, "facets": PICKUP})
    assert taken.outcome == "left" or taken.facts["page"] != "record_sale"


def test_goods_for_who_never_wrote_are_put_in_by_the_yes_alone(owner: Shopkeeper) -> None:
    yes(owner, tells(owner, "phone order Fatima 2 kilo cheeni pick up"))
    with opened() as session:
        number = session.scalars(select(Order.reference)).one().removeprefix("ORD-")
    shown = of(says(owner, f"{number} me 1 kilo pyaz add karo"))
    assert shown.outcome == "confirm_goods_in_alone"
    done = of(
        owner.do(
            "/answers",
            question="confirm_goods_in",
            summary=shown.facts["summary"],
            reading=reading("haan", "affirm"),
        )
    )
    assert (done.outcome, told_others_than_the_owner()) == ("goods_in", [])


def test_a_price_that_was_bargained_down_is_no_price_of_an_order_to_come(owner: Shopkeeper) -> None:
    words = "phone order Fatima 2 kilo cheeni pick up, 10 rs kam kiye"
    start = words.index("10 rs")
    told = tells(owner, words, value("money", {"paise": 1000}, start, start + len("10 rs")))
    assert (told.outcome, told.facts["total_paise"], told.facts["paise"]) == (
        "sum_differs",
        2 * SUGAR_PAISE,
        2 * SUGAR_PAISE - 1000,
    )
    assert orders_of(FATIMA) == []
