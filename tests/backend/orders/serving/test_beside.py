"""What words hold beside the step of an order: it is done next, or said back, and never of another order."""

import pytest

from munshi.orders.statuses import Status
from tests.backend.orders.conftest import Customer
from tests.backend.orders.serving.saying import Numbers, of, says, tells
from tests.backend.orders.serving.test_several import statuses


@pytest.mark.parametrize(
    "words", ["priya ka order cancel kar do aur {1} le liya", "cancel priya's order and {1} is accepted"]
)
def test_each_of_two_that_are_named_differently_has_its_own_step(
    ramesh: Customer, two: Numbers, words: str
) -> None:
    shown = of(says(ramesh, words.format(*two)))
    assert {each["reference"]: each["state"] for each in shown.facts["moves"]} == {
        f"ORD-{two[0]}": Status.CANCELLED,
        f"ORD-{two[1]}": Status.ACCEPTED,
    }


def test_one_that_is_not_sure_is_heard_next(ramesh: Customer, two: Numbers) -> None:
    heard = says(ramesh, f"{two[1]} le liya, sharma ji ka chini wala order nikal gaya")
    assert (of(heard).outcome, heard.facts["rest"]) == ("moved", "sharma ji ka chini wala order nikal gaya")
    assert statuses(ramesh) == {f"ORD-{two[0]}": Status.PLACED, f"ORD-{two[1]}": Status.ACCEPTED}


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("{0} le liya; {1} ko bolo kal aayega", "{1} ko bolo kal aayega"),
        ("{0} accepted. tell {1} that we are closed, sorry", "tell {1} that we are closed, sorry"),
    ],
)
def test_words_for_the_customer_of_another_come_next(
    ramesh: Customer, two: Numbers, words: str, rest: str
) -> None:
    heard = says(ramesh, words.format(*two))
    assert (of(heard).facts["reference"], heard.facts["rest"]) == (f"ORD-{two[0]}", rest.format(*two))
    assert of(says(ramesh, rest.format(*two))).outcome.startswith("confirm_message")


def test_minutes_of_somebody_else_are_of_their_order(ramesh: Customer, two: Numbers) -> None:
    heard = tells(ramesh, f"{two[1]} taiyar hai, priya ko bol do 20 minute")
    assert (of(heard).facts["reference"], heard.facts["rest"]) == (
        f"ORD-{two[1]}",
        "priya ko bol do 20 minute",
    )
    done = of(tells(ramesh, heard.facts["rest"]))
    assert (done.outcome, done.facts["reference"], done.facts["minutes"]) == ("promised", f"ORD-{two[0]}", 20)


@pytest.mark.parametrize(
    "words", ["{0} nikal gaya aur priya ko bol do 15 minute", "{0} left, tell priya 15 minutes"]
)
def test_a_step_before_minutes_is_made_too(ramesh: Customer, two: Numbers, words: str) -> None:
    of(tells(ramesh, words.format(*two)))
    assert statuses(ramesh)[f"ORD-{two[0]}"] == Status.OUT_FOR_DELIVERY


def test_a_sum_that_is_only_remarked_is_said_back(ramesh: Customer, two: Numbers) -> None:
    done = of(tells(ramesh, f"{two[0]} pahunch gaya, usne 100 kam diye"))
    assert (done.outcome, done.facts["passed_over"]) == ("moved", "usne 100 kam diye")


@pytest.mark.parametrize(
    "words",
    ["{0} le liya, raita 2 milega", "{0} ले लिया, रायता 2 मिलेगा"],
)
def test_what_is_to_come_besides_a_step_is_said_back(ramesh: Customer, two: Numbers, words: str) -> None:
    done = of(tells(ramesh, words.format(*two)))
    assert (done.outcome, done.facts["passed_over"]) == ("moved", words.partition(", ")[2])


@pytest.mark.parametrize(
    "words", ["{0} delivered, priya ke {1} udhaar likh do", "{0} de diya, {1} khate me likh do"]
)
def test_the_sum_of_an_order_goes_on_its_khata_once(ramesh: Customer, reference: str, words: str) -> None:
    number, total = (
        reference.removeprefix("ORD-"),
        ramesh.read("/orders/tracked").facts["orders"][0]["total_paise"],
    )
    heard = tells(ramesh, words.format(number, total // 100), "record_credit")
    done = of(heard)
    assert (done.outcome, done.facts["state"], heard.facts["rest"]) == ("moved", Status.DELIVERED, None)


def test_another_sum_for_a_khata_is_written_next(ramesh: Customer, two: Numbers) -> None:
    heard = tells(ramesh, f"{two[0]} delivered, priya ke khate me 20 likh do", "record_credit")
    assert (of(heard).outcome, heard.facts["rest"]) == ("moved", "priya ke khate me 20 likh do")
