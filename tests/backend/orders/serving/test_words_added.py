"""What the shop adds to the address or the notes of a placed order."""

import pytest

from munshi.orders.moving import find
from tests.backend.books import KIRANA, PRIYA, opened
from tests.backend.orders.conftest import Customer
from tests.backend.orders.serving.saying import of, says, tells
from tests.backend.orders.test_notices import told


def written(reference: str) -> tuple[str | None, list[str]]:
    """The address and the notes of an order."""
    with opened() as session:
        order = find(session, KIRANA, reference)
        assert order
        return order.address, list(order.notes)


@pytest.mark.parametrize(
    "words",
    [
        "{} ke pate me 2nd floor jod do",
        "nahi khata nahi, order {} ke address me 2nd floor likh do",
        "add 2nd floor to the address of {}",
        "{} के पते में 2nd floor जोड़ दो",
    ],
)
def test_what_is_added_to_an_address_is_shown_and_written_by_a_yes(
    ramesh: Customer, reference: str, words: str
) -> None:
    before, _ = written(reference)
    shown = of(tells(ramesh, words.format(reference.removeprefix("ORD-")), said="record_credit"))
    assert (shown.outcome, shown.facts["order_words"]) == ("confirm_address_words", "2nd floor")
    assert (shown.facts["where"]["address"], written(reference)[0]) == (f"{before}, 2nd floor", before)
    summary = shown.facts["summary"]
    done = of(says(ramesh, "haan", question="confirm_words_added", said="affirm", summary=summary))
    assert (done.outcome, written(reference)[0]) == ("words_added", f"{before}, 2nd floor")
    assert (PRIYA, "order_words_added") in told()


def test_a_note_of_the_shop_stands_on_the_order(ramesh: Customer, reference: str) -> None:
    shown = of(tells(ramesh, f"{reference} me gate par rakhna note likh do"))
    assert shown.outcome == "confirm_note_words"
    summary = shown.facts["summary"]
    of(says(ramesh, "haan", question="confirm_words_added", said="affirm", summary=summary))
    assert "gate par rakhna" in written(reference)[1]


def test_a_question_about_an_address_writes_nothing(ramesh: Customer, reference: str) -> None:
    number = reference.removeprefix("ORD-")
    heard = tells(ramesh, f"{number} ka address kya likha hai")
    assert heard.outcome != "taken" or not of(heard).outcome.startswith("confirm_")
