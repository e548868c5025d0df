"""More goods for an order that the shop has taken and not sent: asked of the shop, and on the bill by its yes alone."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from munshi import database
from munshi.catalogue import stock
from tests.backend.books import KIRANA, OWNER, PRIYA, Operator
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.serving.saying import of, says
from tests.backend.orders.serving.test_moving import moves
from tests.backend.orders.test_notices import facts, told

Left = Callable[[str], Decimal | None]
EGGS = "ANDE"
MORE = {"name": "ande", "quantity": "12", "unit": "pc", "op": "add"}


@pytest.fixture
def ramesh(priya: Customer) -> Customer:
    """The owner of the kirana."""
    return Customer(priya.client, OWNER)


@pytest.fixture
def taken(priya: Customer, ramesh: Customer) -> str:
    """An order of sugar that the shop has accepted."""
    reference = str(priya.orders("6 kg cheeni").facts["reference"])
    moves(ramesh, reference, "accepted")
    return reference


def more(priya: Customer, said: str = "12 ande bhi jod do") -> Decision:
    """What is shown of a dozen eggs that shall come with the order."""
    return priya.do("/cart/changes", lines=[MORE], said=said)


def asks(priya: Customer) -> dict[str, Any]:
    """Says yes to it; what the shop is asked."""
    assert priya.do("/orders", summary=more(priya).facts["summary"]).outcome == "join_asked"
    return facts("order_goods_asked")


def amounts(priya: Customer) -> dict[str, str]:
    """What is in the order."""
    return {line["name"]["en"]: line["quantity"] for line in priya.read("/orders/tracked").facts["lines"]}


def test_what_is_added_after_the_shop_took_the_order_comes_by_the_yes_of_both(
    priya: Customer, ramesh: Customer, taken: str, left: Left
) -> None:
    before, there = priya.read("/orders/tracked").facts["total_paise"], left(EGGS)
    shown = more(priya)
    assert (shown.outcome, shown.facts["reference"], shown.facts["before_paise"]) == (
        "confirm_join",
        taken,
        before,
    )
    assert priya.do("/orders", summary=shown.facts["summary"]).outcome == "join_asked"
    assert (OWNER, "order_goods_asked") in told()
    assert (amounts(priya), left(EGGS)) == ({"Sugar": "6"}, there)
    question = facts("order_goods_asked")
    done = ramesh.do("/orders/moved", reference=taken, extra="add", summary=question["summary"])
    assert (done.outcome, done.facts["total_paise"]) == ("goods_added", shown.facts["total_paise"])
    assert len(amounts(priya)) == 2
    assert priya.read("/orders/tracked").facts["total_paise"] == shown.facts["total_paise"] > before
    assert there is not None
    assert left(EGGS) == there - 12
    assert (PRIYA, "order_goods_added") in told()


@pytest.mark.parametrize(
    ("words", "said", "outcome"),
    [
        ("haan", "affirm", "goods_added"),
        ("nahi", "deny", "goods_refused"),
    ],
)
def test_the_shop_says_yes_or_no_in_words_too(
    priya: Customer, ramesh: Customer, taken: str, words: str, said: str, outcome: str
) -> None:
    summary = asks(priya)["summary"]
    answered = of(says(ramesh, words, question="confirm_goods_added", said=said, summary=summary))
    assert answered.outcome == outcome
    assert (len(amounts(priya)) == 2) is (outcome == "goods_added")
    name = "order_goods_added" if outcome == "goods_added" else "order_goods_not_added"
    assert told()[-1] == (PRIYA, name)


def test_more_than_that_is_shown_anew_and_an_old_yes_adds_nothing(
    priya: Customer, ramesh: Customer, taken: str
) -> None:
    first = asks(priya)["summary"]
    assert priya.do("/orders", summary=more(priya).facts["summary"]).outcome == "join_asked"
    again = ramesh.do("/orders/moved", reference=taken, extra="add", summary=first)
    assert (again.outcome, len(again.facts["lines"])) == ("goods_asked", 2)
    assert amounts(priya) == {"Sugar": "6"}


def test_what_is_not_there_is_not_added(priya: Customer, ramesh: Customer, taken: str) -> None:
    summary = asks(priya)["summary"]
    with database.transaction() as session:
        stock.count(session, KIRANA, {EGGS: Decimal(11)})
    done = ramesh.do("/orders/moved", reference=taken, extra="add", summary=summary)
    assert (done.outcome, amounts(priya)) == ("goods_not_there", {"Sugar": "6"})


def test_what_the_shop_never_answered_is_said_not_to_come_once_the_order_leaves(
    priya: Customer, ramesh: Customer, taken: str
) -> None:
    summary = asks(priya)["summary"]
    for step in ("ready", "out_for_delivery"):
        moves(ramesh, taken, step)
    assert (PRIYA, "order_goods_not_added") in told()
    late = ramesh.do("/orders/moved", reference=taken, extra="add", summary=summary)
    assert (late.outcome, amounts(priya)) == ("not_possible", {"Sugar": "6"})


def test_too_little_for_a_delivery_comes_with_the_order_that_is_still_here(
    priya: Customer, taken: str
) -> None:
    shown = priya.says("12 pc ande", said="12 ande bhejna")
    assert (shown.outcome, shown.facts["reference"]) == ("confirm_join", taken)
    apart = priya.do("/cart/lines", choice="order:apart")
    assert apart.outcome == "confirm"
    assert apart.facts["where"]["fulfilment"] == "pickup"


def test_too_little_for_a_delivery_brings_an_order_back_that_is_not_taken_yet_and_asks_once(
    priya: Customer,
) -> None:
    reference = priya.orders("6 kg cheeni").facts["reference"]
    shown = priya.says("12 pc ande", said="12 ande bhejna")
    assert (shown.outcome, shown.facts["summary"]) == ("reopen", reference)
    assert priya.do("/cart/view").outcome == "confirm"


def test_what_is_enough_by_itself_stays_an_order_of_its_own(priya: Customer, taken: str) -> None:
    assert priya.says("10 kg cheeni", said="10 kilo cheeni bhejna").outcome == "confirm"


def test_what_the_shop_is_asked_for_goes_out_and_in_with_the_file(
    priya: Customer, operator: Operator, taken: str
) -> None:
    asks(priya)
    file = operator.gets(f"/businesses/{KIRANA}/export", format="json").json()
    assert file["orders"]["placed"][0]["addition"]["lines"][0]["quantity"] == "12"
    file["business"]["id"], file["numbers"] = "copied-shop", []
    assert operator.brings_in(file).status_code == 201
    copied = operator.gets("/businesses/copied-shop/export", format="json").json()
    assert copied["orders"]["placed"] == file["orders"]["placed"]
