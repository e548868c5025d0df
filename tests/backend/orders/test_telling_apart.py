"""What of a line is name and what is amount, and whose amount it is; as policy, in shops with bare names."""

from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient

from munshi.orders.quantities import Pack
from munshi.orders.shelf import pack_in
from tests.backend.books import Operator
from tests.backend.orders.conftest import ARJUN, Customer, at_home
from tests.backend.orders.test_answers import answers, line

BARE, NUMBER = "bare-names", "700000000000099"
NAMES = (
    "Surf Excel 1kg packet", "Aashirvaad Atta 5kg bag", "Telma 40 strip", "Shelcal 500 strip", "Dolo 650 strip",
    "Paint Brush 2 inch pc", "Paint Brush 4 inch pc", "Wire 1.5 sqmm m", "Wire 2.5 sqmm m", "Mustard Oil 1L bottle",
    "Toor Dal kg", "Sona Masoori Rice kg", "Water Bottle Steel pc", "Lactogen 1 400 g box", "Sugar Strips 50 box",
    "Digene Gel 200 ml bottle", "Gelusil Tablets strip", "Farmhouse Pizza 7 inch pc", "Farmhouse Pizza 10 inch pc",
    "Fridge Thermostat pc", "Geyser Thermostat pc", "Geyser Element pc", "Papad pc", "Mango Papad pc",
    "Mango Pickle pc", "20L Water Jar jar", "Cool Jar 18L jar",
    "Veg Momos plate", "Fried Veg Momos plate", "Vanilla Cake half kg pc", "Vanilla Cake 1 kg pc",
)  # fmt: skip


def product(place: int, text: str) -> dict[str, Any]:
    name, unit = text.rsplit(maxsplit=1)
    return {
        "sku": f"P{place}",
        "name": dict.fromkeys(("hi", "en", "hinglish"), name),
        "unit": unit,
        "price_paise": 10_000,
        "gst_rate": "0",
        "step": "0.25" if unit in ("kg", "m") else "1",
    }


@pytest.fixture
def arjun(books: None, client: TestClient) -> Customer:
    """A customer of a shop that has nothing but names."""
    shop = {
        "version": 1,
        "business": {
            "id": BARE,
            "name": "Bare Names",
            "kind": "shop",
            "language": "hinglish",
            "address": "1 Station Road",
            "pincode": "452002",
            "state": "MP",
            "prices_include_gst": True,
            "skills": ["orders"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 70000 00099"}],
        "hours": {day: ["00:00-23:59"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
        "delivery": {"pincodes": ["452001"], "minimum_paise": 0, "fee_paise": 0, "pickup": True},
        "products": [product(place, text) for place, text in enumerate(NAMES)],
    }
    assert Operator(client).brings_in(shop).status_code in (200, 201)
    return at_home(Customer(client, ARJUN, NUMBER))


@pytest.mark.parametrize(
    ("name", "unit", "pack"),
    [
        ("Surf Excel 1kg", "packet", Pack(Decimal(1), "kg")),
        ("Amul Ghee 500 ml", "box", Pack(Decimal(500), "ml")),
        ("Thinner 1.5 ltr", "tin", Pack(Decimal("1.5"), "l")),
        ("Sugar 1kg", "kg", None),
        ("Telma 40", "strip", None),
        ("Tape Measure 5m", "pc", None),
    ],
)
def test_a_size_in_the_name_of_what_is_counted_is_its_pack(name: str, unit: str, pack: Pack | None) -> None:
    assert pack_in(name, unit) == pack


@pytest.mark.parametrize("said", ["1 kg surf excel", "1 packet surf excel", "- - surf excel"])
def test_what_a_piece_holds_by_its_name_is_one_of_it(arjun: Customer, said: str) -> None:
    told = arjun.says(said)
    assert told.cart == {"Surf Excel 1kg": "1"}
    assert told.facts["lines"][0]["pack"] is None  # the name says it


def test_a_bag_of_the_size_in_the_name_is_not_asked_about(arjun: Customer) -> None:
    pack = {"quantity": "5", "unit": "kg"}
    assert arjun.do("/cart/lines", lines=[line("1 bag ashirwad atta", pack=pack)]).cart == {
        "Aashirvaad Atta 5kg": "1"
    }


def test_a_number_of_the_name_is_no_amount_and_a_word_that_counts_is(arjun: Customer) -> None:
    assert arjun.says("40 - telma", "2 - patti").cart == {"Telma 40": "2"}


def test_a_number_of_the_name_is_no_amount_where_a_price_is_asked(arjun: Customer) -> None:
    row = arjun.do("/goods/prices", lines=[{"name": "telma", "quantity": "40"}]).facts["rows"][0]
    assert row["name"]["en"] == "Telma 40"
    assert "quantity" not in row


def test_a_small_number_says_how_many(arjun: Customer) -> None:
    assert arjun.says("5 - aashirvaad atta").cart == {"Aashirvaad Atta 5kg": "5"}


def test_a_size_is_another_thing_than_the_one_in_the_cart(arjun: Customer) -> None:
    arjun.says("1 - paint brush 2 inch")
    assert arjun.says("1 - brush 4 inch").cart == {"Paint Brush 2 inch": "1", "Paint Brush 4 inch": "1"}


def test_a_figure_chooses_among_the_options(arjun: Customer) -> None:
    assert arjun.says("90 m taar").outcome == "choose_product"
    chosen = answers(arjun, "choose_product", "repeat_order", "1.5 वाला ही", chance=0.7)
    assert chosen.cart == {"Wire 1.5 sqmm": "90"}


def test_a_name_said_again_without_an_amount_changes_nothing(arjun: Customer) -> None:
    arjun.says("2 strip dolo")
    assert arjun.says("- - dolo").cart == {"Dolo 650": "2"}


def test_an_order_that_is_said_again_is_not_doubled(arjun: Customer) -> None:
    arjun.says("2 strip dolo", "1 kg toor dal")
    again = arjun.says("2 strip dolo", "1 kg toor dal")
    assert (again.outcome, again.cart) == ("confirm", {"Dolo 650": "2", "Toor Dal": "1"})


@pytest.mark.parametrize(
    ("said", "cart"),
    [("0.5 kg vanilla cake", "Vanilla Cake half kg"), ("1 kg vanilla cake", "Vanilla Cake 1 kg")],
)
def test_a_size_that_is_the_goods_own_counts_one(arjun: Customer, said: str, cart: str) -> None:
    assert arjun.says(said).cart == {cart: "1"}


def test_an_amount_behind_a_price_is_all_that_is_wanted(arjun: Customer) -> None:
    arjun.do("/goods/prices", lines=[{"name": "dolo", "quantity": "2"}])
    lines = (line("1 - dolo", op="add"),)
    assert answers(arjun, "take_shown", "modify_order", "theek hai ek dolo bhi daal do", *lines).cart == {
        "Dolo 650": "1"
    }


def test_a_word_of_size_within_a_name_of_goods_chooses_nothing(arjun: Customer) -> None:
    arjun.says("2 strip dolo")
    named, size = line("1 - chhote veg momos"), {"entity": "pick", "value": "smallest", "start": 3, "end": 9}
    asked = answers(arjun, "confirm_order", "place_order", "ek chhote veg momos bhi jod do", named, size)
    assert (asked.outcome, asked.facts["item"]["name"]["en"]) == ("did_you_mean", "Veg Momos")


def test_one_thing_said_again_with_an_amount_is_asked_about(arjun: Customer) -> None:
    arjun.says("2 strip dolo")
    assert arjun.says("2 strip dolo").outcome == "in_cart"


def test_a_correction_with_the_class_is_of_what_is_in_the_cart(arjun: Customer) -> None:
    arjun.says("1.5 kg sona masoori")
    said = (line("1.5 kg -"), line("1 kg chawal", op="set"))
    corrected = answers(arjun, "confirm_order", "modify_order", "डेढ़ नहीं, चावल 1 किलो ही", *said)
    assert (corrected.outcome, corrected.cart) == ("confirm", {"Sona Masoori Rice": "1"})


def test_an_amount_before_other_goods_is_of_what_was_shown(arjun: Customer) -> None:
    arjun.do("/goods/prices", lines=[{"name": "toor dal"}])
    said = (line("0.5 kg -"), line("1 kg sona masoori"))
    taken = answers(arjun, "take_shown", "place_order", "आधा किलो दे दो और सोना मसूरी 1 किलो", *said)
    assert taken.cart == {"Toor Dal": "0.5", "Sona Masoori Rice": "1"}


def test_an_amount_that_fits_nothing_in_the_cart_is_of_what_was_shown(arjun: Customer) -> None:
    arjun.says("1 kg toor dal")
    arjun.do("/goods/availability", lines=[{"name": "sarso ka tel"}, {"name": "mustard"}])
    assert arjun.says("1 bottle -").cart == {"Toor Dal": "1", "Mustard Oil 1L": "1"}


def test_what_the_same_message_asked_about_may_be_taken_after_the_cart_has_changed(arjun: Customer) -> None:
    arjun.do("/goods/availability", key="wamid.both:2:asked", lines=[{"name": "toor dal"}])
    arjun.do("/cart/lines", key="wamid.both:ordered", lines=[line("1 kg sona masoori")])
    assert arjun.says("2 kg -").cart == {"Sona Masoori Rice": "1", "Toor Dal": "2"}


def test_what_was_asked_about_and_ordered_at_once_is_not_taken_again(arjun: Customer) -> None:
    arjun.do("/goods/availability", key="wamid.one:2:asked", lines=[{"name": "toor dal"}])
    arjun.do("/cart/lines", key="wamid.one:ordered", lines=[line("1 kg toor dal")])
    changed = arjun.do("/cart/changes", lines=[line("2 kg -", op="set")])
    assert changed.cart == {"Toor Dal": "2"}


def test_two_names_of_one_thing_are_one_row(arjun: Customer) -> None:
    told = arjun.do("/goods/availability", lines=[{"name": "sarso ka tel"}, {"name": "mustard"}])
    assert [row["name"]["en"] for row in told.facts["rows"]] == ["Mustard Oil 1L"]


@pytest.mark.parametrize("intent", ["apply_leave", "update_stock", "request_spare_part"])
def test_a_wish_that_is_not_offered_to_whom_orders_is_an_answer(arjun: Customer, intent: str) -> None:
    arjun.says("1 kg toor dal")
    told = answers(arjun, "confirm_order", intent, "dal 2 kilo", line("2 kg toor dal", op="set"))
    assert told.cart == {"Toor Dal": "2"}
    assert answers(arjun, "confirm_order", intent, "…").outcome == "left"


def test_a_wish_that_is_not_offered_gives_the_hour_of_the_order(arjun: Customer) -> None:
    arjun.says("1 kg toor dal")
    hour = {"from": "10:00", "date": "2099-11-25"}
    told = answers(arjun, "confirm_order", "apply_leave", "कल सुबह 10 बजे आऊंगा", time=hour)
    assert told.facts["beside"]["wanted"]
    assert not told.facts["beside"]["said"]


def test_a_price_asked_of_nothing_is_the_sum_of_the_cart(arjun: Customer) -> None:
    arjun.says("2 kg toor dal")
    told = arjun.do("/goods/prices")
    assert (told.outcome, told.facts["total_paise"]) == ("sum", 20_000)


def test_a_price_asked_of_what_was_shown_is_its_price(arjun: Customer) -> None:
    arjun.says("2 kg toor dal")
    arjun.do("/goods/prices", lines=[{"name": "telma"}])
    assert arjun.do("/goods/prices").outcome == "prices"


def test_a_price_asked_while_it_is_asked_which_is_not_the_sum(arjun: Customer) -> None:
    arjun.says("2 kg toor dal", "90 m taar")
    assert arjun.do("/goods/prices").outcome == "which"


def test_a_unit_within_a_name_is_of_the_name(arjun: Customer) -> None:
    assert arjun.says("2 bottle water", "- - steel").cart == {"Water Bottle Steel": "2"}


@pytest.mark.parametrize("name", ["Lactogen", "lactogen", "लैक्टोजेन"])
def test_another_number_behind_a_name_is_another_kind_and_is_not_kept(arjun: Customer, name: str) -> None:
    asked = arjun.do("/goods/availability", lines=[{"name": name, "quantity": "2"}])
    assert (asked.outcome, asked.facts["names"]) == ("alike", [f"{name} 2"])
    assert arjun.do("/goods/availability", lines=[{"name": name, "quantity": "1"}]).outcome == "there"


def test_another_number_behind_a_name_counts_nothing_of_what_is_kept(arjun: Customer) -> None:
    assert arjun.says("2 - lactogen").outcome == "did_you_mean"
    assert arjun.says("2 box lactogen").cart == {"Lactogen 1 400 g": "2"}


def test_a_unit_behind_what_is_asked_for_is_of_its_name_where_only_that_is_sold(arjun: Customer) -> None:
    asked = arjun.do("/goods/prices", lines=[{"name": "sugar"}], said="price of the sugar strips?")
    assert [row["name"]["en"] for row in asked.facts["rows"]] == ["Sugar Strips 50"]


@pytest.mark.parametrize(
    ("said", "name"),
    [("डाइजीन", "Digene Gel 200 ml"), ("जेलुसिल", "Gelusil Tablets"), ("jelusil", "Gelusil Tablets")],
)
def test_a_soft_g_is_found_as_it_is_spoken(arjun: Customer, said: str, name: str) -> None:
    rows = arjun.do("/goods/prices", lines=[{"name": said}]).facts["rows"]
    assert [row["name"]["en"] for row in rows] == [name]


@pytest.mark.parametrize("said", ["chhota farmhouse pizza", "छोटा फार्महाउस पिज़्ज़ा", "small farmhouse pizza"])
def test_the_smaller_of_two_sizes_of_one_thing_is_meant_by_small(arjun: Customer, said: str) -> None:
    assert arjun.says(f"1 - {said}").cart == {"Farmhouse Pizza 7 inch": "1"}


@pytest.mark.parametrize("said", ["veg momo", "veg momos", "वेज मोमो"])
def test_what_is_called_just_so_is_meant_before_what_is_called_more(arjun: Customer, said: str) -> None:
    assert arjun.says(f"2 plate {said}").cart == {"Veg Momos": "2"}


@pytest.mark.parametrize("said", ["sada wala", "normal wale", "arre wahi sada veg momos", "सादा वाला"])
def test_the_plain_one_of_what_is_asked_is_the_one_to_which_the_others_add(
    arjun: Customer, said: str
) -> None:
    arjun.says("2 plate momos")
    assert answers(arjun, "choose_product", "nlu_fallback", said).cart == {"Veg Momos": "2"}


@pytest.mark.parametrize(
    ("said", "name"),
    [("सात इंच वाला", "Farmhouse Pizza 7 inch"), ("das inch wala", "Farmhouse Pizza 10 inch")],
)
def test_a_size_in_words_answers_though_it_sounds_like_a_question(
    arjun: Customer, said: str, name: str
) -> None:
    arjun.says("1 - farmhouse pizza")
    assert answers(arjun, "choose_product", "ask_availability", said, chance=0.46).cart == {name: "1"}


@pytest.mark.parametrize(("said", "counts"), [("do patti", "patti"), ("दो पत्ती", "पत्ती")])
def test_what_only_counts_is_of_what_was_shown_beside_other_goods(
    arjun: Customer, said: str, counts: str
) -> None:
    arjun.do("/goods/prices", lines=[{"name": "dolo"}])
    lines = ({**line(f"2 - {counts}"), "text": said}, line("1 kg toor dal"))
    taken = answers(arjun, "take_shown", "place_order", f"{said} de do aur 1 kilo toor dal", *lines)
    assert taken.cart == {"Dolo 650": "2", "Toor Dal": "1"}


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("geyser ka element", "thermostat", ["Geyser Element", "Geyser Thermostat"]),
        ("गीजर का एलिमेंट", "थर्मोस्टेट", ["Geyser Element", "Geyser Thermostat"]),
        ("mango ka pickle", "papad", ["Mango Pickle", "Papad"]),  # what is called so alone is that
    ],
)
def test_of_what_it_is_is_said_once_for_all(
    arjun: Customer, first: str, second: str, wanted: list[str]
) -> None:
    bill = arjun.says(f"1 - {first}", f"1 - {second}")
    assert [each["name"]["en"] for each in bill.facts["lines"]] == wanted
    priced = arjun.do("/goods/prices", lines=[line(f"- - {first}"), line(f"- - {second}")])
    assert [each["name"]["en"] for each in priced.facts["rows"]] == wanted


def test_a_container_of_a_size_is_the_one_thing_that_is_sold_so(arjun: Customer) -> None:
    said = "20 litre wale 2 jar"
    size = {"quantity": "20", "unit": "l"}
    sized = {"name": None, "quantity": "2", "unit": "jar", "pack": size, "text": said}
    bill = arjun.do("/cart/lines", lines=[sized], said=said)
    assert [(each["name"]["en"], each["quantity"]) for each in bill.facts["lines"]] == [
        ("20L Water Jar", "2")
    ]


def test_the_size_of_what_is_in_the_cart_said_again_changes_nothing(arjun: Customer) -> None:
    arjun.says("2 jar 20L Water Jar")
    size = {"name": None, "quantity": None, "unit": None, "pack": {"quantity": "20", "unit": "l"}}
    answers(arjun, "confirm_order", "nlu_fallback", "20 litre wala", size)
    assert arjun.do("/cart/view").cart == {"20L Water Jar": "2"}
