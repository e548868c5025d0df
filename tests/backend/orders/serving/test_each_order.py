"""What is said of each of several orders is heard of that order alone, one after the other."""

import pytest

from munshi.orders.statuses import Status
from tests.backend.orders.conftest import Customer
from tests.backend.orders.serving.saying import Numbers, of, says, tells
from tests.backend.orders.serving.test_several import statuses


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("{0} nikal gaya, {1} me der hai 20 min", "ORD-{1} me der hai 20 min"),
        ("{1} me 20 minute lagenge aur {0} nikal gaya", "ORD-{1} me 20 minute lagenge"),
        ("{0} निकल गया, {1} में 20 मिनट लगेंगे", "ORD-{1} में 20 मिनट लगेंगे"),
        ("{0} has left, {1} will take 20 minutes", "ORD-{1} will take 20 minutes"),
    ],
)
def test_minutes_are_told_to_no_other_customer(ramesh: Customer, two: Numbers, words: str, rest: str) -> None:
    heard = tells(ramesh, words.format(*two))
    assert (of(heard).outcome, of(heard).facts["reference"]) == ("moved", f"ORD-{two[0]}")
    assert heard.facts["rest"] == rest.format(*two)
    assert statuses(ramesh) == {f"ORD-{two[0]}": Status.OUT_FOR_DELIVERY, f"ORD-{two[1]}": Status.PLACED}
    late = of(tells(ramesh, heard.facts["rest"]))
    assert (late.outcome, late.facts["reference"], late.facts["minutes"]) == ("promised", f"ORD-{two[1]}", 20)


@pytest.mark.parametrize(
    "words",
    [
        "{0} le liya aur {1} me aata 3 kar do",
        "{1} me aata 3 kar do, {0} le liya",
        "{0} accepted, {1} make aata 3",
    ],
)
def test_a_change_beside_the_step_of_another_is_asked_of_its_own_customer(
    ramesh: Customer, two: Numbers, words: str
) -> None:
    heard = says(ramesh, words.format(*two))
    assert (of(heard).outcome, of(heard).facts["reference"]) == ("moved", f"ORD-{two[0]}")
    asked = of(says(ramesh, heard.facts["rest"]))
    assert (asked.outcome, asked.facts["reference"]) == ("amount_asked", f"ORD-{two[1]}")
    assert asked.facts["offered_quantity"] == "3"


@pytest.mark.parametrize("words", ["{1} taiyar hai, priya ne 50 diye", "priya ne 50 diye aur {1} taiyar hai"])
def test_money_of_somebody_else_is_heard_next(ramesh: Customer, two: Numbers, words: str) -> None:
    heard = says(ramesh, words.format(*two))
    assert (of(heard).outcome, heard.facts["rest"]) == ("moved", "priya ne 50 diye")


@pytest.mark.parametrize("words", ["{} le liya chini nahi hai", "{} accepted, no sugar left"])
def test_goods_that_are_not_there_take_no_step_back(ramesh: Customer, two: Numbers, words: str) -> None:
    says(ramesh, f"{two[0]} le liya")
    heard = of(says(ramesh, words.format(two[0])))
    assert heard.outcome in ("customer_asked", "moved", "not_possible"), heard


@pytest.mark.parametrize(
    "words",
    ["{0} cancel kar do stock nahi hai, {1} le liya", "{0} cancel kar do stock nahi hai aur {1} le liya"],
)
def test_the_reason_of_a_cancelling_ends_before_another_order(
    ramesh: Customer, two: Numbers, words: str
) -> None:
    moves = of(says(ramesh, words.format(*two))).facts["moves"]
    assert {each["reference"]: each["order_reason"] for each in moves} == {
        f"ORD-{two[0]}": "out_of_stock",
        f"ORD-{two[1]}": "",
    }


def test_more_is_never_taken_off_than_there_is(ramesh: Customer, two: Numbers) -> None:
    heard = says(ramesh, f"{two[0]} me chini 500 kam kar do")
    assert heard.outcome == "left" or of(heard).outcome not in ("customer_asked", "amount_asked")


@pytest.mark.parametrize("words", ["{0} le liya, 9999 nikal gaya", "9999 nikal gaya aur {0} le liya"])
def test_a_number_of_no_order_keeps_no_other_from_its_step(
    ramesh: Customer, two: Numbers, words: str
) -> None:
    heard = says(ramesh, words.format(*two))
    assert (of(heard).outcome, heard.facts["rest"]) == ("moved", "9999 nikal gaya")


def test_two_changes_are_heard_one_after_the_other(ramesh: Customer, two: Numbers) -> None:
    heard = says(ramesh, f"{two[0]} me chini 1 kar do, {two[1]} me aata 3 kar do")
    assert (of(heard).outcome, of(heard).facts["reference"]) == ("amount_asked", f"ORD-{two[0]}")
    assert heard.facts["rest"] == f"ORD-{two[1]} me aata 3 kar do"


@pytest.mark.parametrize(
    "words", ["{0} aur {1} nikal gaye", "{0} nikal gaya, {1} bhi", "{0} ready, {1} nikal gaya"]
)
def test_steps_of_several_stay_together(ramesh: Customer, two: Numbers, words: str) -> None:
    heard = says(ramesh, words.format(*two))
    assert (of(heard).outcome, heard.facts["rest"]) == ("confirm_moves", None)


def test_what_stands_before_a_cancelling_is_why(ramesh: Customer, two: Numbers) -> None:
    heard = says(ramesh, f"aata nahi hai, {two[1]} cancel kar do")
    assert heard.facts["rest"] is None
    assert statuses(ramesh)[f"ORD-{two[0]}"] == Status.PLACED


@pytest.mark.parametrize("words", ["{} kal kar do", "{} कल भेजेंगे", "{} will be sent tomorrow"])
def test_a_day_is_told_and_the_order_stays(ramesh: Customer, two: Numbers, words: str) -> None:
    done = of(tells(ramesh, words.format(two[0])))
    assert (done.outcome, done.facts["reference"]) == ("promised_by", f"ORD-{two[0]}")
    assert done.facts["order_until"]["closes"] is None
