"""A customer fills a cart, as policy."""

import pytest

from tests.backend.books import KIRANA_NUMBER, RESTAURANT_NUMBER
from tests.backend.orders.conftest import FATIMA, Customer


def test_a_list_becomes_a_cart_with_prices_and_a_bill(priya: Customer) -> None:
    bill = priya.says("2 kg aata", "0.5 kg paneer", "12 pc ande")
    assert bill.outcome == "confirm"
    assert bill.cart == {"Wheat flour": "2", "Paneer": "0.5", "Eggs": "12"}
    assert [line["amount_paise"] for line in bill.facts["lines"]] == [7600, 19000, 8400]
    assert (bill.facts["goods_paise"], bill.facts["fee_paise"]) == (35000, 3000)
    assert bill.facts["total_paise"] == 38000


def test_devanagari_and_misspelt_names_are_the_same_products(priya: Customer) -> None:
    assert priya.says("2 kg आटा", "1 kg chini").cart == {"Wheat flour": "2", "Sugar": "1"}


def test_what_is_unknown_is_said_together_with_the_rest(priya: Customer) -> None:
    bill = priya.says("6 kg cheeni", "1 pc xyzzy", "2 kg plugh")
    assert bill.outcome == "confirm"
    assert bill.note("unknown")["names"] == ["xyzzy", "plugh"]
    assert bill.cart == {"Sugar": "6"}


def test_an_amount_of_a_list_that_counts_nothing_is_said(priya: Customer) -> None:
    nameless = {"name": None, "quantity": "2", "unit": None}
    lines = [{"name": "cheeni", "quantity": "6", "unit": "kg"}, nameless]
    bill = priya.do("/cart/lines", lines=lines, said="6 kilo cheeni aur 2 gubbare")
    assert (bill.cart, bill.note("counts_nothing")["names"]) == ({"Sugar": "6"}, ["2"])


def test_the_cheaper_of_a_kind_is_of_the_shelf_and_of_nothing_in_the_cart(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    bill = priya.says("2 kg sasta chawal", said="sasta chawal bhi 2 kilo")
    assert bill.cart == {"Sugar": "6", "Kolam rice": "2"}
    assert bill.note("cheapest_taken")["item"]["name"]["en"] == "Kolam rice"


def test_nothing_but_unknown_things_is_no_order(priya: Customer) -> None:
    assert priya.says("1 pc xyzzy").outcome == "nothing_known"


def test_a_wish_without_things_asks_for_them(priya: Customer) -> None:
    assert priya.says().outcome == "nothing_said"


def test_brand_or_loose_is_asked_when_both_can_be_meant(priya: Customer) -> None:
    asked = priya.says("5 kg aata", "1 kg cheeni")
    assert asked.outcome == "choose_product"
    assert asked.facts["asked"] == "aata"
    assert len(asked.facts["options"]) == 3
    assert {option["price_paise"] for option in asked.facts["options"]} == {3800, 26200, 24500}
    assert asked.notes == ["so_far"]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("fortune wala", "Fortune chakki atta"),
        ("Fortune", "Fortune chakki atta"),
        ("3", "Fortune chakki atta"),
        ("फॉर्च्यून वाला", "Fortune chakki atta"),
        ("ashirwad", "Aashirvaad wheat flour"),
        ("khula wala", "Wheat flour"),
    ],
)
def test_the_choice_is_named_in_few_words_or_by_its_number(priya: Customer, answer: str, name: str) -> None:
    priya.says("5 kg aata")
    assert list(priya.says(text=answer).cart) == [name]


def test_the_choice_is_tapped(priya: Customer) -> None:
    asked = priya.says("5 kg aata")
    choice = asked.facts["options"][0]["choice"]
    assert priya.says(choice=choice).cart == {"Wheat flour": "5"}


def test_to_which_oil_mustard_is_an_answer(priya: Customer) -> None:
    assert priya.says("2 l tel").outcome == "choose_product"
    assert priya.says("- - sarso").cart == {"Mustard oil": "2"}


def test_an_answer_that_names_nothing_is_asked_again(priya: Customer) -> None:
    priya.says("5 kg aata")
    again = priya.says(text="haan")
    assert (again.outcome, again.notes) == ("choose_product", ["not_among"])


def test_weight_is_asked_and_answered(priya: Customer) -> None:
    assert priya.says("- - cheeni").outcome == "ask_quantity"
    assert priya.says("6 kg -").cart == {"Sugar": "6"}


def test_weight_is_answered_together_with_the_name(priya: Customer) -> None:
    priya.says("- - cheeni")
    assert priya.says("6 kg cheeni").cart == {"Sugar": "6"}


def test_litres_of_sugar_are_asked(priya: Customer) -> None:
    asked = priya.says("5 l cheeni")
    assert asked.outcome == "ask_unit"
    assert asked.facts["item"]["unit"] == "kg"


def test_over_the_limit_the_limit_is_offered_and_taken(priya: Customer) -> None:
    asked = priya.says("40 kg cheeni")
    assert (asked.outcome, asked.facts["offered"]) == ("over_limit", "20")
    assert priya.do("/cart/offer").cart == {"Sugar": "20"}


def test_an_offer_is_answered_with_another_amount(priya: Customer) -> None:
    priya.says("40 kg cheeni")
    assert priya.says("15 kg -").cart == {"Sugar": "15"}


def test_off_the_step_the_next_step_is_offered(priya: Customer) -> None:
    asked = priya.says("0.3 kg aata")
    assert (asked.outcome, asked.facts["offered"], asked.facts["step"]) == ("off_step", "0.5", "0.25")


def test_sold_out_offers_the_substitute_of_the_shop_with_its_price(priya: Customer) -> None:
    pack = {"quantity": "10", "unit": "kg"}
    line = {"name": "aashirvaad aata", "quantity": "1", "unit": "bag", "pack": pack}
    asked = priya.do("/cart/lines", lines=[line])
    assert (asked.outcome, asked.facts["offered"]) == ("substitute", "2")
    assert asked.facts["substitute"]["price_paise"] == 26200
    assert priya.do("/cart/offer").cart == {"Aashirvaad wheat flour": "2"}


def test_a_no_to_an_offer_leaves_that_one_out_and_keeps_the_rest(priya: Customer) -> None:
    priya.says("5 kg aata", "6 kg cheeni")
    bill = priya.do("/cart/left-out")
    assert (bill.outcome, bill.notes, bill.cart) == ("confirm", ["left_out"], {"Sugar": "6"})


def test_questions_come_one_at_a_time_and_none_is_forgotten(priya: Customer) -> None:
    first = priya.says("40 kg cheeni", "- - poha", "5 kg aata")
    assert (first.facts["asked"], first.note("asked_next")["names"]) == ("aata", ["poha", "cheeni"])
    assert priya.says(text="1").outcome == "ask_quantity"
    assert priya.says("1 kg -").outcome == "over_limit"
    assert priya.do("/cart/offer").cart == {"Wheat flour": "5", "Poha": "1", "Sugar": "20"}


def test_more_of_the_same_is_added_where_it_is_said_to_come_besides(priya: Customer) -> None:
    priya.says("5 kg cheeni")
    more = {"name": "cheeni", "quantity": "2", "unit": "kg", "op": "add"}
    assert priya.do("/cart/lines", lines=[more]).cart == {"Sugar": "7"}


def test_the_same_said_again_is_asked_about_and_adds_nothing_by_itself(priya: Customer) -> None:
    priya.says("5 kg cheeni")
    asked = priya.says("5 kg cheeni")
    assert (asked.outcome, asked.facts["held"]) == ("in_cart", "5")
    assert asked.facts["amounts"] == [
        {"choice": "set", "quantity": "5"},
        {"choice": "add", "quantity": "10"},
    ]
    assert priya.says(choice="set").cart == {"Sugar": "5"}
    priya.says("3 kg cheeni")
    assert priya.says(choice="add").cart == {"Sugar": "8"}


def test_an_amount_takes_the_place_of_one_that_nobody_has_said(priya: Customer) -> None:
    assert priya.says("- - namak").cart == {"Tata salt": "1"}
    assert priya.says("3 packet namak").cart == {"Tata salt": "3"}
    assert priya.says("3 packet namak").outcome == "in_cart"  # that much was said, and now it is said again


def test_more_comes_to_one_that_nobody_has_said(priya: Customer) -> None:
    priya.says("- - namak")
    more = {"name": "namak", "quantity": "2", "unit": "packet", "op": "add"}
    assert priya.do("/cart/lines", lines=[more]).cart == {"Tata salt": "3"}


def test_a_line_is_set_reduced_and_removed(priya: Customer) -> None:
    priya.says("10 kg cheeni", "12 pc ande")
    assert priya.changes("set", "8 kg cheeni").cart == {"Sugar": "8", "Eggs": "12"}
    assert priya.changes("remove", "2 kg cheeni").cart == {"Sugar": "6", "Eggs": "12"}
    gone = priya.changes("remove", "- - ande")
    assert (gone.notes, gone.cart) == (["removed"], {"Sugar": "6"})


def test_three_kilos_instead_means_the_only_line(priya: Customer) -> None:
    priya.says("10 kg cheeni")
    assert priya.changes("set", "6 kg -").cart == {"Sugar": "6"}


def test_removing_what_is_not_there_is_said(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    assert priya.changes("remove", "- - besan").note("not_in_cart")["names"] == ["besan"]


def test_removing_what_is_still_asked_about_drops_the_question(priya: Customer) -> None:
    priya.says("5 kg aata", "6 kg cheeni")
    bill = priya.changes("remove", "- - aata")
    assert (bill.outcome, bill.notes) == ("confirm", ["left_out"])


def test_emptying_asks_first_and_empties_what_was_shown(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    asked = priya.changes("remove", "- - -")
    assert (asked.outcome, asked.cart) == ("confirm_empty", {"Sugar": "6"})
    priya.says("12 pc ande")
    again = priya.do("/cart/empty", summary=asked.facts["summary"])
    assert (again.outcome, again.cart) == ("confirm_empty", {"Sugar": "6", "Eggs": "12"})
    assert priya.do("/cart/empty", summary=again.facts["summary"]).outcome == "emptied"
    assert priya.do("/cart/view").outcome == "empty"


def test_a_no_to_the_bill_keeps_the_cart(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    assert priya.do("/cart/keep").outcome == "kept"
    assert priya.do("/cart/view").cart == {"Sugar": "6"}


def test_carts_are_kept_apart_by_person_and_by_business(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    assert Customer(priya.client, FATIMA, KIRANA_NUMBER).do("/cart/view").outcome == "empty"
    assert Customer(priya.client, priya.person, RESTAURANT_NUMBER).do("/cart/view").outcome == "empty"


def test_a_repeated_message_fills_the_cart_once(priya: Customer) -> None:
    lines = [{"name": "cheeni", "quantity": "6", "unit": "kg"}]
    first = priya.do("/cart/lines", key="wamid.A:action_place_order", lines=lines)
    assert priya.do("/cart/lines", key="wamid.A:action_place_order", lines=lines) == first
    assert priya.do("/cart/view").cart == {"Sugar": "6"}


@pytest.mark.parametrize("amount", ["99999999999999999999", "1e300"])
def test_an_absurd_amount_is_answered_with_the_limit(priya: Customer, amount: str) -> None:
    assert priya.says(f"{amount} kg cheeni").facts["offered"] == "20"


@pytest.mark.parametrize("amount", ["0.3333333333333333333333", "0.000000001", "0"])
def test_an_amount_too_fine_is_answered_with_the_next_step(priya: Customer, amount: str) -> None:
    assert priya.says(f"{amount} kg aata").outcome == "off_step"


def test_a_very_long_list_is_taken(priya: Customer) -> None:
    assert priya.says(*["1 kg cheeni"] * 300).outcome == "over_limit"
    assert priya.do("/cart/offer").cart == {"Sugar": "20"}


def test_a_changed_wish_that_still_waits_is_acknowledged(priya: Customer) -> None:
    priya.says("5 kg aata", "2 - maggi")
    assert priya.changes("set", "1 - maggi").note("asked_next")["names"] == ["maggi"]


def test_wishes_alone_are_dropped_without_asking(priya: Customer) -> None:
    priya.says("5 kg aata")
    assert priya.changes("remove", "- - -").outcome == "emptied"
    priya.says("5 kg aata")
    assert priya.do("/orders/cancellation").outcome == "no_orders"
    assert priya.do("/cart/view").outcome == "empty"


def test_what_is_still_open_of_an_answered_question_is_asked_next(priya: Customer) -> None:
    assert priya.says("1 l doodh", "2 - parle g").facts["asked"] == "doodh"
    again = priya.says("2 packet -")
    assert (again.outcome, again.facts["asked"]) == ("choose_product", "doodh")
    assert {option["unit"] for option in again.facts["options"]} == {"packet"}


def test_everything_is_doubled_or_set_to_one_amount(priya: Customer) -> None:
    priya.says("2 kg chini", "3 l mungfali tel")
    doubled = priya.do("/cart/changes", said="sab double kar do", text="sab double kar do")
    assert list(doubled.cart.values()) == ["4", "6"]
    one = priya.do("/cart/lines", lines=[{"quantity": "1"}], said="sab ek ek", text="sab ek ek")
    assert list(one.cart.values()) == ["1", "1"]


def test_an_amount_that_names_goods_is_not_of_everything(priya: Customer) -> None:
    priya.says("2 kg chini", "3 l mungfali tel")
    changed = priya.do("/cart/changes", lines=[{"name": "chini", "quantity": "4"}], said="sab chini 4 kilo")
    assert changed.cart["Sugar"] == "4"
    assert "3" in changed.cart.values()


def test_what_is_given_in_the_place_of_another_comes(priya: Customer) -> None:
    priya.says("6 kg cheeni", "0.5 kg paneer")
    said = "skip the paneer, give 2 eggs instead"
    lines = [
        {"name": "paneer", "op": "remove"},
        {"name": "eggs", "quantity": "2", "op": "remove"},
    ]
    changed = priya.do("/cart/changes", lines=lines, said=said)
    assert changed.cart == {"Sugar": "6", "Eggs": "2"}


def test_only_so_much_is_all_of_it_beside_what_goes(priya: Customer) -> None:
    priya.says("6 kg cheeni", "0.5 kg paneer")
    lines = [
        {"name": "cheeni", "quantity": "4", "unit": "kg", "op": "add"},
        {"name": "paneer", "op": "remove"},
    ]
    assert priya.do("/cart/lines", lines=lines, said="sirf cheeni 4 kilo, paneer mat bhejo").cart == {
        "Sugar": "4"
    }


def test_who_comes_to_fetch_is_a_note(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    said = "delivery nahi, Tiwari plumber lene aayega dukaan se"
    left_over = [
        {"text": "Tiwari plumber", "kind": "note"},
        {"text": "lene aayega", "kind": "way", "value": "pickup"},
        {"text": "dukaan se", "kind": "note"},
    ]
    bill = priya.do("/cart/lines", lines=[], text=said, said=said, left_over=left_over)
    assert bill.facts["where"]["fulfilment"] == "pickup"
    assert bill.facts["beside"]["said"] == ["Tiwari plumber lene aayega dukaan se"]


def test_so_many_instead_of_what_is_there_is_the_new_amount(priya: Customer) -> None:
    priya.says("6 kg cheeni", "10 - eggs")
    lines = [{"name": "eggs", "quantity": "8", "op": "remove"}]
    changed = priya.do("/cart/changes", lines=lines, said="that is wrong, I meant 8 eggs instead of 10")
    assert changed.cart == {"Sugar": "6", "Eggs": "8"}


def test_of_two_names_in_one_message_none_is_the_answer_to_the_other(priya: Customer) -> None:
    said = priya.says("5 kg aata", "2 - fortune chakki aata")
    assert (said.outcome, said.facts["asked"]) == ("choose_product", "aata")
    assert [line["name"]["en"] for line in said.note("so_far")["lines"]] == ["Fortune chakki atta"]


def test_an_amount_that_the_message_has_just_reached_is_said_again(priya: Customer) -> None:
    priya.says("3 kg chini", "2 kg poha", "4 kg atta")
    line = {"name": "chini", "quantity": "2", "unit": "kg", "op": "add"}
    total = {"name": None, "quantity": "5", "unit": "kg", "op": None}
    told = priya.do("/cart/changes", lines=[line, total], said="2 kilo chini aur badha do, total 5 kilo")
    assert told.outcome == "confirm"
    assert told.cart["Sugar"] == "5"


def test_what_stays_beside_what_goes_is_not_asked_how_much(priya: Customer) -> None:
    priya.says("3 kg chini", "2 kg poha", "4 kg atta")
    lines = [{"name": "atta", "op": "remove"}, {"name": "chini"}, {"name": "poha"}]
    told = priya.do("/cart/changes", lines=lines, said="atta rehne do bas chini aur poha")
    assert told.outcome == "confirm"
    assert told.cart == {"Sugar": "3", "Poha": "2"}
