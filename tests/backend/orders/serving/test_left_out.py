"""What shall not come of an order: of the one that is named, or of the open one that has it; never of another one."""

import pytest

from tests.backend.orders.conftest import ARJUN, Customer, at_home
from tests.backend.orders.serving.saying import of, tells
from tests.backend.orders.serving.test_altered import amounts, number
from tests.backend.orders.serving.test_run_outs import question

__all__ = ["number"]


@pytest.fixture
def another(priya: Customer, number: str) -> str:
    """The order of somebody else, of flour and sugar."""
    return str(at_home(Customer(priya.client, ARJUN)).orders("4 kg aata", "2 kg chini").facts["reference"])


@pytest.mark.parametrize(
    "words",
    ["{} le lo, chini chhod ke baaki bana rahe hain", "{} le lo chini chhodke", "accept {}, except sugar"],
)
def test_the_order_that_is_named_is_taken_without_what_is_left_out(
    ramesh: Customer, priya: Customer, number: str, another: str, words: str
) -> None:
    asked = of(tells(ramesh, words.format(number)))
    assert (asked.outcome, asked.facts["reference"]) == ("without_asked", f"ORD-{number}")
    assert priya.read("/orders/tracked").outcome == "accepted"
    assert "leave_out" in [each["take"] for each in question()["takes"]]
    assert amounts(priya)["Sugar"] == "6"
    assert Customer(priya.client, ARJUN).read("/orders/tracked").outcome == "placed"


def test_all_others_go_only_where_the_order_itself_is_left_out(
    ramesh: Customer, number: str, another: str
) -> None:
    shown = of(tells(ramesh, f"sab le lo {number} chhod ke"))
    assert [each["reference"] for each in shown.facts["moves"]] == [another]
    one = of(tells(ramesh, f"{number} le lo, samosa chhod ke"))
    assert (one.outcome, one.facts["reference"]) == ("moved", f"ORD-{number}")


def test_what_a_customer_refused_leaves_the_only_open_order_that_has_it(
    ramesh: Customer, number: str, another: str
) -> None:
    shown = of(tells(ramesh, "mungfali tel hata do customer ne mana kiya"))
    assert (shown.outcome, shown.facts["reference"]) == ("confirm_line_out", f"ORD-{number}")


def test_where_two_have_it_it_is_asked_which(ramesh: Customer, number: str, another: str) -> None:
    asked = of(tells(ramesh, "chini hata do customer ne mana kiya"))
    assert (asked.outcome, len(asked.facts["orders"])) == ("which_order", 2)
    row = asked.facts["orders"][0]
    shown = ramesh.do("/orders/moved", reference=row["reference"], line=row["lines_out"][0], extra="out")
    assert (shown.outcome, shown.facts["reference"]) == ("confirm_line_out", row["reference"])


def test_what_no_open_order_has_is_no_word_of_an_order(
    ramesh: Customer, priya: Customer, number: str
) -> None:
    assert tells(ramesh, "samosa hata do customer ne mana kiya").outcome != "taken"
    assert tells(priya, "mungfali tel hata do customer ne mana kiya").outcome != "taken" or amounts(priya)
    ramesh.do("/orders/moved", reference=f"ORD-{number}", status="cancelled", reason="other")
    assert tells(ramesh, "mungfali tel hata do customer ne mana kiya").outcome != "taken"
