"""What stands among the words of a note: goods for somebody, what is said to be a note, and which note goes."""

import pytest

from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.test_answers import answers, line
from tests.backend.orders.test_notes import note


def test_goods_are_ordered_whoever_they_are_for_and_for_whom_is_their_note(guest: Customer) -> None:
    said = "Anil ke liye dal tadka full, mere liye 2 butter naan"
    bill = guest.says("2 pc butter naan", said=said, left_over=[note("Anil ke liye dal tadka")])
    assert bill.cart == {"Butter naan": "2", "Dal tadka": "1"}
    full = bill.facts["lines"][1]
    assert (full["variant"]["en"], full["said"], bill.facts["beside"]["said"]) == (
        "Full",
        ["Anil ke liye"],
        [],
    )


def test_how_many_somebody_wants_stands_before_the_name(guest: Customer) -> None:
    bill = guest.says("2 pc butter naan", left_over=[note("Asha 3 veg thali")])
    assert bill.cart == {"Butter naan": "2", "Vegetarian thali": "3"}


@pytest.mark.parametrize(("said", "name"), [("veg thali 3", "Vegetarian thali"), ("samosa 3", "Samosa")])
def test_how_many_may_stand_behind_the_name(guest: Customer, said: str, name: str) -> None:
    bill = guest.says("2 pc butter naan", left_over=[note(said)])
    assert (bill.cart, bill.facts["beside"]["said"]) == ({"Butter naan": "2", name: "3"}, [])


@pytest.mark.parametrize("said", ["gate ke paas samosa wala", "thodi chutney alag", "samosa"])
def test_a_note_that_names_goods_by_the_way_stays_one(guest: Customer, said: str) -> None:
    assert guest.says("4 pc butter naan", left_over=[note(said)]).cart == {"Butter naan": "4"}


@pytest.mark.parametrize("how", ["kam teekha", "less spicy", "कम तीखा"])
def test_a_dish_with_whose_name_a_note_begins_is_ordered_and_what_is_behind_is_its_note(
    guest: Customer, how: str
) -> None:
    bill = guest.says("2 pc tawa roti", left_over=[note(f"paneer tikka full {how}", value="made")])
    assert bill.cart == {"Tawa roti": "2", "Paneer tikka": "1"}
    tikka = bill.facts["lines"][1]
    assert (tikka["variant"]["en"], tikka["said"], bill.facts["lines"][0]["said"]) == ("Full", [how], [])


def test_a_note_of_a_dish_that_is_ordered_orders_no_second_one(guest: Customer) -> None:
    guest.says("1 plate veg thali")
    bill = guest.says("2 pc tawa roti", left_over=[note("veg thali kam teekha", value="made")])
    assert bill.cart == {"Vegetarian thali": "1", "Tawa roti": "2"}


def test_what_nobody_wants_any_more_goes_out_of_the_cart(guest: Customer) -> None:
    guest.says("2 pc butter naan", "1 plate veg thali")
    bill = guest.says("4 pc samosa", left_over=[note("Ravi bol raha veg thali nahi")])
    assert bill.cart == {"Butter naan": "2", "Samosa": "4"}


def test_what_is_said_to_be_a_note_is_of_the_dish_that_it_names(guest: Customer) -> None:
    guest.says("6 pc tawa roti", "2 pc butter naan")
    bill = guest.says(text="note: 2 roti bina ghee", left_over=[note("2 roti bina ghee", value="dictated")])
    assert bill.cart == {"Tawa roti": "6", "Butter naan": "2"}
    assert [each["said"] for each in bill.facts["lines"]] == [["2 roti bina ghee"], []]


@pytest.mark.parametrize("intent", ["record_credit", "track_order", "raise_ticket"])
def test_what_is_said_to_be_a_note_is_one_whatever_it_sounds_like(priya: Customer, intent: str) -> None:
    bill = priya.says("6 kg cheeni")
    reading = {
        "text": "note: naam Aarav likhna",
        "intents": [{"name": intent, "confidence": 0.95}],
        "left_over": [note("naam Aarav likhna", value="dictated", start=6, end=23)],
    }
    asked = {"question": "confirm_order", "summary": bill.facts["summary"], "reading": reading}
    heard = Decision(**priya.do("/answers", **asked).facts["answer"])
    assert (heard.cart, heard.facts["beside"]["said"]) == ({"Sugar": "6"}, ["naam Aarav likhna"])


def test_only_the_notes_that_are_named_are_taken_back(guest: Customer) -> None:
    guest.says("4 pc butter naan", left_over=[note("kam mirchi"), note("naan garam ho")])
    bill = guest.says(text="naan wale note hatao", left_over=[note("naan wale note hatao", kind="note_off")])
    assert bill.facts["beside"]["said"] == ["kam mirchi"]
    bill = guest.says(text="note hatao", left_over=[note("note hatao", kind="note_off")])
    assert bill.facts["beside"]["said"] == []


def test_a_note_that_says_more_takes_the_place_of_its_beginning(guest: Customer) -> None:
    guest.says("4 pc butter naan", left_over=[note("kam mirchi")])
    bill = guest.says(text="…", left_over=[note("kam mirchi, bachche ke liye", value="made")])
    assert bill.facts["beside"]["said"] == ["kam mirchi, bachche ke liye"]
    again = guest.says(text="…", left_over=[note("kam mirchi", value="made")])
    assert again.facts["beside"]["said"] == ["kam mirchi, bachche ke liye"]


def test_so_many_of_those_in_the_cart_made_otherwise_are_a_note(guest: Customer) -> None:
    guest.says("6 pc tawa roti")
    bill = guest.says("2 - tawa roti bina ghee", said="2 tawa roti bina ghee")
    assert (bill.cart, bill.facts["lines"][0]["said"]) == ({"Tawa roti": "6"}, ["2 tawa roti bina ghee"])


@pytest.mark.parametrize(("choice", "held"), [("set", "6"), ("add", "7")])
def test_one_more_made_otherwise_is_asked_about(guest: Customer, choice: str, held: str) -> None:
    guest.says("6 pc tawa roti")
    more = {"name": "tawa roti bina ghee", "quantity": "1", "op": "add"}
    asked = guest.do("/cart/lines", lines=[more], said="aur ek tawa roti bina ghee")
    assert asked.outcome == "in_cart"
    assert [each["quantity"] for each in asked.facts["amounts"]] == ["6", "7"]
    assert guest.says(choice=choice).cart == {"Tawa roti": held}


def test_what_is_asked_about_is_declined_by_its_name(guest: Customer) -> None:
    asked = guest.says("2 - paneer tikka")
    assert asked.outcome == "choose_product"
    told = answers(guest, "choose_product", "modify_order", "paneer tikka nahi chahiye",
                   line("- - paneer tikka", op="remove"))  # fmt: skip
    assert told.facts.get("lines", []) == []


@pytest.mark.parametrize(("said", "intent"), [("chana", "goodbye"), ("chana dal", "thank")])
def test_words_of_what_is_to_be_chosen_are_no_greeting(priya: Customer, said: str, intent: str) -> None:
    assert priya.says("1 kg dal").outcome == "choose_product"
    assert "Chana dal" in str(answers(priya, "choose_product", intent, said, chance=0.99).cart)
