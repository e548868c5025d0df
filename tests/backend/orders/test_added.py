"""What may be added to a dish is on its line with its price, in whatever words about the dish it is named."""

import pytest

from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.test_unheard import noted

CHUTNEY, GHEE = "Extra chutney", "Desi ghee"


def added(bill: Decision) -> dict[str, list[str]]:
    """What is on each line, by the dish."""
    return {line["name"]["en"]: [each["en"] for each in line["add_ons"]] for line in bill.facts["lines"]}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["12 - samosa chutney"], "12 samosa chutney ke saath"),
        (["12 - samosa chutney wale"], "12 samosa chutney wale"),
        (["12 - samosa", "- - chutney"], "12 samosa aur chutney bhi"),
        (["12 - samosa"], "12 samosa with extra chutney please"),
        (["12 - समोसा चटनी"], "12 समोसा चटनी के साथ"),
        (["12 - samosa"], "12 samosa, chutney bhi"),
    ],
)
def test_an_add_on_is_on_its_dish(guest: Customer, lines: list[str], said: str) -> None:
    bill = guest.says(*lines, said=said)
    assert (bill.cart, added(bill), noted(bill)) == ({"Samosa": "12"}, {"Samosa": [CHUTNEY]}, [])


def test_each_dish_has_what_is_named_behind_it(guest: Customer) -> None:
    bill = guest.says(
        "12 - samosa", "1 - full dal tadka", said="12 samosa with chutney and 1 full dal tadka with ghee"
    )
    assert added(bill) == {"Samosa": [CHUTNEY], "Dal tadka": [GHEE]}


def test_what_comes_into_some_is_a_note(guest: Customer) -> None:
    line = {"name": "chutney", "quantity": "4", "text": "4 me chutney"}
    first = {"name": "samosa", "quantity": "12", "text": "12 samosa"}
    bill = guest.do("/cart/lines", lines=[first, line], said="12 samosa 4 me chutney dena")
    assert (bill.cart, added(bill), noted(bill)) == ({"Samosa": "12"}, {"Samosa": []}, ["4 me chutney"])


def test_it_waits_for_the_portion_that_is_asked(guest: Customer) -> None:
    asked = guest.says("1 - dal tadka ghee", "12 - samosa", said="1 dal tadka ghee wali aur 12 samosa")
    assert asked.outcome == "choose_product"
    assert added(guest.says("- - full", text="full", said="full")) == {"Dal tadka": [GHEE], "Samosa": []}


@pytest.mark.parametrize(
    "said", ["12 samosa bina chutney ke", "12 samosa, chutney mat dena", "12 samosa chutney kam"]
)
def test_what_nobody_wants_is_not_added(guest: Customer, said: str) -> None:
    assert added(guest.says("12 - samosa", said=said)) == {"Samosa": []}


def test_what_was_added_goes_again(guest: Customer) -> None:
    guest.says("12 - samosa chutney", said="12 samosa chutney wale")
    line = {"name": "chutney", "op": "remove", "text": "chutney hata do"}
    bill = guest.do("/cart/changes", lines=[line], said="chutney hata do")
    assert (added(bill), noted(bill)) == ({"Samosa": []}, [])


def test_the_name_of_a_dish_is_no_add_on_of_the_one_before(guest: Customer) -> None:
    bill = guest.says("2 - full dal makhani", "2 - butter naan", said="2 full dal makhani aur 2 butter naan")
    assert added(bill) == {"Dal makhani": [], "Butter naan": []}


def test_a_dish_named_by_its_last_word_comes_without_what_was_added(guest: Customer) -> None:
    guest.says(
        "4 - tandoori roti butter", "1 - full chole", said="4 tandoori roti butter laga ke, 1 full chole"
    )
    line = {"name": "roti bina butter", "text": "roti bina butter ke kar do"}
    bill = guest.do("/cart/changes", lines=[line], said="roti bina butter ke kar do")
    assert added(bill) == {"Tandoori roti": [], "Chole": []}
