"""What who sees to orders says of them whatever is asked: questions, all of them, a bare word behind a notice."""

from functools import partial

import pytest

from munshi.orders.statuses import Status
from tests.backend.orders.conftest import Customer
from tests.backend.orders.serving.saying import NEW_ORDER, Numbers, of, says
from tests.backend.orders.serving.test_several import statuses


@pytest.mark.parametrize("words", ["{0} me kya kya hai", "what's in {0}", "{0} kisne diya aur kya hai"])
def test_a_question_with_a_number_shows_the_order(ramesh: Customer, two: Numbers, words: str) -> None:
    shown = of(says(ramesh, words.format(*two)))
    assert (shown.outcome, shown.facts["reference"]) == ("to_move", f"ORD-{two[0]}")
    assert shown.facts["beside"]["left_paise"] == shown.facts["total_paise"]
    assert of(says(ramesh, words.format(*two), question="confirm_stock")).outcome == "to_move"


@pytest.mark.parametrize(
    ("words", "outcome"), [("le lo", "taken"), ("ok accept", "taken"), ("46 le lo", "left")]
)
def test_a_bare_word_behind_the_notice_of_the_only_new_order(
    ramesh: Customer, reference: str, words: str, outcome: str
) -> None:
    assert says(ramesh, words).outcome == "left"
    assert says(ramesh, words, told=NEW_ORDER).outcome == outcome


@pytest.mark.parametrize(
    "words",
    ["sab le liye, accept kar do dono", "dono order accept", "दोनों ले लिए", "all accepted", "chaaro le liye"],
)
def test_a_step_of_all_is_shown_with_those_that_come_to_it(
    ramesh: Customer, two: Numbers, words: str
) -> None:
    shown = of(says(ramesh, words))
    assert [each["reference"] for each in shown.facts["moves"]] == [f"ORD-{each}" for each in two]
    assert set(statuses(ramesh).values()) == {Status.PLACED}


def test_what_surely_wants_something_else_is_of_orders_only_behind_a_new_one(
    ramesh: Customer, two: Numbers
) -> None:
    says_of_else = partial(says, ramesh, "sab approve kar do", said="approve_request")
    heard = says_of_else(told=NEW_ORDER)
    assert of(heard).outcome == "confirm_moves"


@pytest.mark.parametrize("words", ["{0} {1}", "{0}, {1}", "sab ke sab", "sab ke sab, {0} {1}", "दोनों"])
def test_to_which_order_numbers_alone_or_all_are_answers(ramesh: Customer, two: Numbers, words: str) -> None:
    asked = ramesh.do("/orders/told", step=Status.ACCEPTED, said="order accept")
    assert (asked.outcome, asked.facts["summary"]) == ("which_order", Status.ACCEPTED)
    shown = of(says(ramesh, words.format(*two), question="take_orders", summary=asked.facts["summary"]))
    assert [each["reference"] for each in shown.facts["moves"]] == [f"ORD-{each}" for each in two]


def test_to_which_order_one_number_alone_is_the_answer(ramesh: Customer, two: Numbers) -> None:
    done = of(says(ramesh, two[1], question="take_orders", summary="accepted"))
    assert (done.outcome, done.facts["reference"]) == ("moved", f"ORD-{two[1]}")
    assert says(ramesh, "aaj ki bikri", question="take_orders", summary="accepted").outcome == "left"


def test_who_is_asked_something_else_moves_it_all_the_same(ramesh: Customer, two: Numbers) -> None:
    assert of(says(ramesh, f"{two[0]} ready", question="credit_person")).facts["state"] == Status.READY


@pytest.mark.parametrize(
    "words", ["haan {} theek hai, bana do", "yes {} is fine, make it", "हाँ {} ठीक है, बना दो"]
)
def test_a_yes_with_the_number_of_an_order_that_waits_accepts_it(
    ramesh: Customer, two: Numbers, words: str
) -> None:
    done = of(says(ramesh, words.format(two[0]), said="affirm"))
    assert (done.outcome, done.facts["reference"]) == ("moved", f"ORD-{two[0]}")
    assert statuses(ramesh)[f"ORD-{two[1]}"] == Status.PLACED
    assert says(ramesh, words.format(two[0]), said="affirm").outcome == "left"


@pytest.mark.parametrize("words", ["{} aur {} bhi ok", "{} and {} ok", "{} और {} भी ठीक है"])
def test_a_yes_with_the_numbers_of_several_that_wait_shows_them_all(
    ramesh: Customer, two: Numbers, words: str
) -> None:
    shown = of(says(ramesh, words.format(*two), said="modify_order"))
    assert shown.outcome == "confirm_moves"
    assert [each["reference"] for each in shown.facts["moves"]] == [f"ORD-{each}" for each in two]
    done = says(ramesh, "haan", question="confirm_moves", said="affirm", summary=shown.facts["summary"])
    assert of(done).outcome == "moved_all"
    assert {statuses(ramesh)[f"ORD-{each}"] for each in two} == {Status.ACCEPTED}
