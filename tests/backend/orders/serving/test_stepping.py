"""What who sees to orders says of them by their numbers: the steps that they make, and what ran out of them."""

from functools import partial

import pytest
from fastapi.testclient import TestClient

from munshi.orders.statuses import Status
from tests.backend.books import PRIYA
from tests.backend.orders.conftest import ARJUN, Customer, at_home
from tests.backend.orders.serving.saying import Numbers, of, says
from tests.backend.orders.serving.test_moving import moves
from tests.backend.orders.serving.test_several import answers, statuses
from tests.backend.orders.test_notices import told


@pytest.mark.parametrize(
    "words",
    [
        "{0} le lo",
        "haan {0} le lo ji",
        "accept {0}",
        "ORD-{0} मंज़ूर",
        "{0} स्वीकार करो",
        "order {0} lelo",
        "ठीक है {0} ले लिया",
        "yes take ORD {0}, accepted",
    ],
)
def test_a_number_and_a_word_of_a_step_are_its_step(ramesh: Customer, two: Numbers, words: str) -> None:
    done = of(says(ramesh, words.format(*two)))
    assert (done.outcome, done.facts["reference"], done.facts["state"]) == (
        "moved", f"ORD-{two[0]}", Status.ACCEPTED,
    )  # fmt: skip
    assert statuses(ramesh)[f"ORD-{two[1]}"] == Status.PLACED


@pytest.mark.parametrize(
    "words", ["{0} taiyar, nikal bhi gaya", "{0} packed and sent", "{0} ready, dispatched"]
)
def test_the_further_step_holds(ramesh: Customer, two: Numbers, words: str) -> None:
    assert of(says(ramesh, words.format(*two))).facts["state"] == Status.OUT_FOR_DELIVERY


@pytest.mark.parametrize(
    "words",
    ["accept {0} and {1}", "{0} bhi le liya aur {1} bhi", "{0},{1} le lo", "{0} aur {1} dono le liye"],
)
def test_several_are_shown_first(ramesh: Customer, two: Numbers, words: str) -> None:
    shown = of(says(ramesh, words.format(*two)))
    assert [each["reference"] for each in shown.facts["moves"]] == [f"ORD-{each}" for each in two]
    assert answers(ramesh, shown, "affirm") == "moved_all"
    assert set(statuses(ramesh).values()) == {Status.ACCEPTED}


def test_each_of_several_has_its_own_step_and_its_reason(ramesh: Customer, two: Numbers) -> None:
    shown = of(says(ramesh, "{} taiyar, {} cancel saman nahi hai".format(*two)))
    assert [each["state"] for each in shown.facts["moves"]] == [Status.READY, Status.CANCELLED]
    assert answers(ramesh, shown, "affirm") == "moved_all"
    assert statuses(ramesh) == {f"ORD-{two[0]}": Status.READY}
    assert (ARJUN, "order_cancelled") in told()


def test_what_cannot_move_is_said_beside_what_can(ramesh: Customer, two: Numbers) -> None:
    moves(ramesh, f"ORD-{two[0]}", "accepted")
    shown = of(says(ramesh, "accept {} and {}".format(*two)))
    assert [each["reference"] for each in shown.facts["moves"]] == [f"ORD-{two[1]}"]
    assert [each["reference"] for each in shown.facts["stay"]] == [f"ORD-{two[0]}"]


@pytest.mark.parametrize(
    "words",
    [
        "kya {0} le liya",
        "{0} taiyar nahi hai",
        "{0} de diya, 455 cash mila",
        "{0} delivered got 467",
        "{0} ke paise de diya",
        "TKT-{0} le liya",
        "9{0}12345 le lo",
        "99{0} le lo",
        "{0} wale ne de diya",
    ],
)
def test_what_is_asked_denied_paid_or_of_something_else_moves_nothing(
    ramesh: Customer, two: Numbers, words: str
) -> None:
    says(ramesh, words.format(*two))
    assert set(statuses(ramesh).values()) == {Status.PLACED}


def test_handed_over_is_the_step_of_what_is_open_where_no_sum_is_asked(
    ramesh: Customer, two: Numbers
) -> None:
    assert of(says(ramesh, f"{two[1]} de diya", question="confirm_ticket")).facts["state"] == Status.DELIVERED
    assert says(ramesh, f"{two[1]} de diya").outcome == "left"
    assert says(ramesh, f"{two[0]} de diya", question="payment_payer").outcome == "left"
    assert of(says(ramesh, f"{two[0]} de diya")).facts["state"] == Status.DELIVERED


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("{0} pahunch gaya, paise bhi mil gaye", ""),
        ("{0} delivered, cash mil gaya", "cash"),
        ("{0} de aaye aur upi se paise aa gaye", "upi"),
        ("{0} डिलीवर हो गया, पैसे मिल गए", ""),
    ],
)
def test_money_without_a_sum_is_what_is_owed_for_the_order_and_is_asked(
    ramesh: Customer, two: Numbers, words: str, way: str
) -> None:
    heard = says(ramesh, words.format(*two))
    assert of(heard).facts["state"] == Status.DELIVERED
    assert heard.facts["rest"]
    assert way in heard.facts["rest"]
    asked = of(says(ramesh, heard.facts["rest"]))
    assert (asked.outcome, asked.facts["pay_order"]) == ("ask_due", f"ORD-{two[0]}")
    due = asked.facts["pay_paise"]
    yes = of(says(ramesh, "haan", question="confirm_payment_due", said="affirm"))
    assert (yes.outcome, yes.facts["pay_paise"]) == ("recorded", due)
    assert yes.facts["pay_way"] == (way or "cash")
    assert says(ramesh, heard.facts["rest"]).outcome == "left"


@pytest.mark.parametrize(
    "words", ["{0} ke paise mil gaye", "{0} wale se cash le liya", "{0} ka payment aa gaya"]
)
def test_money_of_an_order_alone_moves_nothing(ramesh: Customer, two: Numbers, words: str) -> None:
    assert of(says(ramesh, words.format(*two))).outcome == "ask_due"
    assert set(statuses(ramesh).values()) == {Status.PLACED}


def test_a_remark_of_money_beside_a_step_is_told_back(ramesh: Customer, two: Numbers) -> None:
    done = of(says(ramesh, "{} pahunch gaya, paise nahi mile".format(*two)))
    assert (done.outcome, done.facts["passed_over"]) == ("moved", "paise nahi mile")


@pytest.mark.parametrize(
    "words",
    [
        "{0} ke paise mile kya",
        "{0} nikal gaya na",
        "{0} ready?",
        "has {0} left",
        "{0} cancel ho gaya kya",
        "{0} packed yet",
    ],
)
def test_a_question_of_a_step_or_of_money_shows_the_order(ramesh: Customer, two: Numbers, words: str) -> None:
    assert of(says(ramesh, words.format(*two))).outcome == "to_move"
    assert set(statuses(ramesh).values()) == {Status.PLACED}


def test_several_that_are_asked_about_are_listed(ramesh: Customer, two: Numbers) -> None:
    shown = of(says(ramesh, "{} aur {} nikal gaye kya".format(*two)))
    assert shown.outcome == "these_named"
    assert [each["reference"] for each in shown.facts["orders"]] == [f"ORD-{each}" for each in two]


@pytest.mark.parametrize("words", ["{0} has left", "{0} nikal gaya hai, theek hai na?"])
def test_what_only_sounds_like_a_question_is_a_step(ramesh: Customer, two: Numbers, words: str) -> None:
    says(ramesh, words.format(*two))
    assert statuses(ramesh)[f"ORD-{two[0]}"] == Status.OUT_FOR_DELIVERY


def test_what_is_asked_of_another_order_is_heard_next(ramesh: Customer, two: Numbers) -> None:
    heard = says(ramesh, "{} taiyar hai, {} me kya hai".format(*two))
    assert (of(heard).outcome, heard.facts["rest"]) == ("moved", f"{two[1]} me kya hai")


def test_what_ran_out_is_found_by_a_word_of_its_name(ramesh: Customer, priya: Customer) -> None:
    reference = priya.orders("6 kg chini", "2 l mungfali tel").facts["reference"]
    number = reference.removeprefix("ORD-")
    asked = of(says(ramesh, f"{number} le liya par tel nahi hai"))
    assert (asked.outcome, asked.facts["state"]) == ("customer_asked", Status.ACCEPTED)
    assert [each["en"] for each in asked.facts["goods"]] == ["Groundnut oil"]
    assert (PRIYA, "order_run_out") in told()


def test_a_customer_moves_nothing(priya: Customer, ramesh: Customer, two: Numbers) -> None:
    asked = says(priya, f"{two[1]} le lo")
    assert asked.facts["answer"]["outcome"] == "ask_unclear"
    assert says(priya, f"{two[0]} ready").outcome == "left"
    assert set(statuses(ramesh).values()) == {Status.PLACED}


def test_which_line_is_gone_is_answered_by_a_place_or_a_name_alone(ramesh: Customer, priya: Customer) -> None:
    reference = priya.orders("6 kg chini", "2 l mungfali tel").facts["reference"]
    asked = ramesh.do("/orders/moved", reference=reference, asks="out_of_stock")
    answer = partial(says, ramesh, question="take_gone", summary=asked.facts["summary"])
    assert answer("tel 50 litre aaya").outcome == "left"
    assert answer("aaj ki bikri").outcome == "left"
    assert [each["en"] for each in of(answer("tel")).facts["goods"]] == ["Groundnut oil"]
    assert [each["en"] for each in of(answer("1")).facts["goods"]] == ["Sugar"]


@pytest.mark.parametrize("words", ["{} bhi", "and {} too", "{} भी"])
def test_another_one_too_is_the_step_that_was_just_made(ramesh: Customer, two: Numbers, words: str) -> None:
    assert says(ramesh, words.format(two[1])).outcome == "left"
    moves(ramesh, f"ORD-{two[0]}", "accepted")
    assert of(says(ramesh, words.format(two[1]))).facts["state"] == Status.ACCEPTED


@pytest.mark.parametrize("words", ["sneh nagar wala nikal gaya", "nagar wala bhej diya"])
def test_the_one_order_of_a_place_is_named_by_it(ramesh: Customer, reference: str, words: str) -> None:
    done = of(says(ramesh, words))
    assert (done.facts["reference"], done.facts["state"]) == (reference, Status.OUT_FOR_DELIVERY)


def test_a_place_of_two_orders_names_none(ramesh: Customer, client: TestClient, reference: str) -> None:
    at_home(Customer(client, ARJUN)).orders("6 kg chini")
    says(ramesh, "sneh nagar wala nikal gaya")
    assert set(statuses(ramesh).values()) == {Status.PLACED}
