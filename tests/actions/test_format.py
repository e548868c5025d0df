"""How amounts, quantities, moments and the titles of buttons are written."""

import re
from typing import Any

import pytest

from actions import item_texts, payment_texts
from actions.format import joined, moment, money, quantity, unit_name, words
from engine.settings import ROOT

LANGUAGES = ["hinglish", "hi", "en"]


@pytest.mark.parametrize(
    ("paise", "written"),
    [
        (4000, "₹40"),
        (125050, "₹1,250.50"),
        (12345600, "₹1,23,456"),
        (5, "₹0.05"),
        (0, "₹0"),
        (1000000000, "₹1,00,00,000"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_money_is_in_indian_groups_with_ascii_digits(paise: int, written: str, language: str) -> None:
    assert money(paise, language) == written


@pytest.mark.parametrize(
    ("amount", "unit", "hinglish", "hi", "en"),
    [
        ("1.5", "kg", "1.5 kilo", "1.5 किलो", "1.5 kg"),
        ("0.25", "kg", "250 gram", "250 ग्राम", "250 g"),
        ("0.5", "l", "500 ml", "500 मिली", "500 ml"),
        ("12", "pc", "12 piece", "12 पीस", "12 pieces"),
        ("1", "bag", "1 bag", "1 बैग", "1 bag"),
        ("2", "bunch", "2 gaddi", "2 गड्डी", "2 bunches"),
        ("100", "g", "100 gram", "100 ग्राम", "100 g"),
    ],
)
def test_a_quantity_is_said_as_people_say_it(amount: str, unit: str, hinglish: str, hi: str, en: str) -> None:
    assert [quantity(amount, unit, language) for language in LANGUAGES] == [hinglish, hi, en]


def test_a_day_comes_with_its_weekday_in_the_zone_of_the_moment() -> None:
    opening = "2026-11-25T07:30:00+05:30"
    assert moment(opening, "en") == "Wed 25 Nov, 7:30 AM"
    assert moment(opening, "hinglish") == "Wed 25 Nov, 7:30 AM"
    assert moment(opening, "hi").startswith("बुध 25 नव")


def test_a_list_ends_with_and() -> None:
    assert joined(["a"], "en") == "a"
    assert joined(["a", "b", "c"], "en") == "a, b and c"
    assert joined(["a", "b"], "hi") == "a और b"
    assert joined(["a", "b"], "hinglish") == "a aur b"


def test_the_three_languages_have_the_same_words() -> None:
    hinglish, hi, en = (words(language) for language in LANGUAGES)
    assert hinglish.keys() == hi.keys() == en.keys()
    for group in ("units", "statuses"):
        assert hinglish[group].keys() == hi[group].keys() == en[group].keys()


def test_a_unit_of_the_shop_alone_is_said_as_it_is() -> None:
    assert unit_name("tola", "hi") == "tola"


def option(name: str, pack: tuple[str, str] | None = None, paise: int = 5600) -> dict[str, Any]:
    size = {"quantity": pack[0], "unit": pack[1]} if pack else None
    named = {"hi": name, "en": name, "hinglish": name}
    return {"name": named, "variant": None, "pack": size, "unit": "packet", "price_paise": paise, "veg": None}


def test_buttons_of_one_product_tell_its_sizes() -> None:
    noodles = [option("मैगी नूडल्स", ("280", "g")), option("मैगी नूडल्स", ("70", "g"), 1400)]
    assert item_texts.titles(noodles, "hi") == ["280 ग्राम · ₹56", "70 ग्राम · ₹14"]


def test_the_button_of_one_thing_with_a_long_name_and_no_size_has_its_name() -> None:
    paint = [option("Asian Tractor Emulsion White 20L")]
    assert item_texts.titles(paint, "en") == ["Asian Tractor Emulsion White 20L"]


def test_buttons_of_several_products_tell_their_names() -> None:
    teas = [option("खुली चाय पत्ती"), option("वाघ बकरी चाय", ("250", "g"))]
    assert item_texts.titles(teas, "hi") == ["खुली चाय पत्ती", "वाघ बकरी चाय"]


def test_buttons_that_would_be_cut_alike_carry_the_number_of_the_list_above() -> None:
    flours = [option("Aata"), option("Aashirvaad aata", ("5", "kg")), option("Aashirvaad aata", ("10", "kg"))]
    assert item_texts.titles(flours, "en") == ["1. Aata", "2. Aashirvaad aata", "3. Aashirvaad aata"]


def test_every_unit_that_a_catalogue_may_use_has_a_name() -> None:
    schema = (ROOT / "backend" / "munshi" / "catalogue" / "sections.py").read_text("utf-8")
    units = re.findall(
        r'"(\w+)"', re.search(r"^UnitName = Literal\[(.*?)\]", schema, re.DOTALL | re.MULTILINE)[1]
    )  # type: ignore[index]
    assert set(units) <= words("hi")["units"].keys()


def test_a_payment_of_which_only_the_number_is_known_is_called_by_it() -> None:
    assert payment_texts.variables({"pay_reference": "PAY-9"}, "en")["payment"] == "PAY-9"
