"""Lines that a customer has refused, as the shop says: by its yes they leave the order, and the customer is told."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.backend.books import PRIYA
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.serving.saying import of, says, tells
from tests.backend.orders.serving.test_altered import amounts, number
from tests.backend.orders.serving.test_moving import moves
from tests.backend.orders.serving.test_run_outs import question
from tests.backend.orders.test_notices import told

__all__ = ["number"]
Left = Callable[[str], Decimal | None]
BEFORE = {"placed": (), "accepted": ("accepted",), "ready": ("accepted", "ready")}
ON_ITS_WAY = ("accepted", "ready", "out_for_delivery")


def agrees(ramesh: Customer, shown: Decision) -> Decision:
    """The shop's yes to what it was shown."""
    summary = shown.facts["summary"]
    return of(says(ramesh, "haan", question="confirm_line_out", said="affirm", summary=summary))


@pytest.mark.parametrize("steps", [*BEFORE.values(), ON_ITS_WAY], ids=[*BEFORE, "on_its_way"])
def test_a_line_that_the_customer_refused_leaves_the_order_by_the_shops_yes(
    ramesh: Customer, priya: Customer, number: str, left: Left, steps: tuple[str, ...]
) -> None:
    for step in steps:
        moves(ramesh, f"ORD-{number}", step)
    before, total = left("CHEENI-LOOSE"), priya.read("/orders/tracked").facts["total_paise"]
    shown = of(tells(ramesh, f"{number} se chini hata do customer ne mana kiya"))
    assert (shown.outcome, shown.facts["before_paise"]) == ("confirm_line_out", total)
    assert amounts(priya)["Sugar"] == "6"
    assert agrees(ramesh, shown).outcome == "line_out"
    assert "Sugar" not in amounts(priya)
    assert priya.read("/orders/tracked").facts["total_paise"] == shown.facts["total_paise"] < total
    assert (PRIYA, "order_line_out") in told()
    assert before is not None
    assert left("CHEENI-LOOSE") == before + 6


@pytest.mark.parametrize(
    "words",
    [
        "{} wali chini customer ko nahi chahiye",
        "{} se chini nikal do, unhone mana kar diya",
        "customer doesn't want the sugar in {}, remove it",
        "{} से चीनी हटा दो, ग्राहक ने मना किया",
    ],
)
def test_who_has_refused_it_is_said_in_many_ways(ramesh: Customer, number: str, words: str) -> None:
    assert of(tells(ramesh, words.format(number))).outcome == "confirm_line_out"


def test_so_much_off_the_bill_for_a_line_is_shown_with_what_it_comes_to(
    ramesh: Customer, number: str
) -> None:
    moves(ramesh, f"ORD-{number}", "accepted")
    shown = of(tells(ramesh, f"{number} me chini nahi jayegi, 5 rupaye kam karo"))
    assert shown.outcome == "confirm_other_sum"
    worth = shown.facts["less_paise"] // 100
    same = of(tells(ramesh, f"{number} me chini hata do, bill se {worth} kam"))
    assert (same.outcome, same.facts["less_paise"]) == ("confirm_line_out", worth * 100)


def test_what_only_shall_not_go_is_asked_of_its_customer(ramesh: Customer, number: str) -> None:
    assert of(tells(ramesh, f"{number} me chini nahi jayegi")).outcome == "without_asked"


def test_an_amount_beside_it_is_no_sum_and_takes_out_no_line(ramesh: Customer, number: str) -> None:
    heard = tells(ramesh, f"{number} se 2 kilo chini hata do customer ne mana kiya")
    assert heard.outcome != "taken" or of(heard).outcome != "confirm_line_out"


def test_a_step_beside_it_is_made_and_the_line_comes_next(ramesh: Customer, number: str) -> None:
    heard = tells(ramesh, f"{number} le liya, chini hata do customer ne mana kiya")
    assert (of(heard).outcome, f"ORD-{number}" in str(heard.facts["rest"])) == ("moved", True)


def test_the_only_line_is_the_whole_order(ramesh: Customer, reference: str) -> None:
    asked = of(tells(ramesh, f"{reference} se chini hata do customer ne mana kiya"))
    assert asked.outcome == "ask_reason"


@pytest.mark.parametrize("steps", [("accepted", "ready"), ON_ITS_WAY])
def test_what_has_run_out_of_a_packed_order_is_asked_of_its_customer(
    ramesh: Customer, priya: Customer, number: str, steps: tuple[str, ...]
) -> None:
    for step in steps:
        moves(ramesh, f"ORD-{number}", step)
    assert of(tells(ramesh, f"{number} me chini khatam hai")).outcome == "customer_asked"
    takes = [each["take"] for each in question()["takes"]]
    assert "leave_out" in takes
    assert "replace" not in takes
    refused = of(tells(ramesh, f"{number} se chini hata do customer ne mana kiya"))
    assert agrees(ramesh, refused).outcome == "line_out"
    assert "Sugar" not in amounts(priya)


def test_what_never_went_with_a_delivered_order_comes_off_its_bill_and_is_on_the_shelf(
    ramesh: Customer, number: str, left: Left
) -> None:
    for step in (*ON_ITS_WAY, "delivered"):
        moves(ramesh, f"ORD-{number}", step)
    before = left("CHEENI-LOOSE")
    heard = tells(ramesh, f"{number} me chini gayi hi nahi thi")
    shown = of(heard)
    assert (heard.facts["page"], shown.outcome) == ("credit_bill", "confirm")
    yes = says(ramesh, "haan", question="confirm_credit_part", said="affirm", summary=shown.facts["summary"])
    assert of(yes).outcome == "credited"
    assert before is not None
    assert left("CHEENI-LOOSE") == before + 6


def test_one_that_is_named_and_then_all_of_them_are_all_shown(ramesh: Customer, two: tuple[str, str]) -> None:
    shown = of(tells(ramesh, f"wo {two[0]} order bhi le lo, sab le lo"))
    assert shown.outcome == "confirm_moves"
    assert {each["reference"] for each in shown.facts["moves"]} == {f"ORD-{each}" for each in two}


def test_a_credit_note_of_a_delivered_order_is_of_its_bill(ramesh: Customer, number: str) -> None:
    for step in (*ON_ITS_WAY, "delivered"):
        moves(ramesh, f"ORD-{number}", step)
    heard = tells(ramesh, f"ORD-{number} ka credit note bana do", said="request_invoice")
    assert (heard.facts["page"], of(heard).outcome) == ("credit_bill", "confirm_whole")
