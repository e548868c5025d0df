"""The whole menu as one file, what is special, and what offers there are."""

import pytest
from sqlalchemy import Engine

from munshi import database
from munshi.business import service as businesses
from munshi.orders.menu_paper import sheet
from tests.backend.books import Operator
from tests.backend.orders.conftest import Customer

MENU = "/businesses/annapurna-bhojanalay/menu.pdf"


@pytest.mark.parametrize("language", ["hi", "en", "hinglish"])
def test_it_is_a_file_in_each_language(operator: Operator, language: str) -> None:
    answer = operator.gets(MENU, language=language)
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"%PDF")


def test_it_has_every_dish_with_the_price_of_each_portion(own_books: Engine) -> None:
    with database.transaction() as session:
        business = businesses.get(session, "annapurna-bhojanalay")
        assert business
        said = sheet(session, business, "en")
    goods = {row["name"]: row for part in said["parts"] for row in part["goods"]}
    assert goods["Paneer tikka"]["price"] == "Half ₹140 / Full ₹240"
    assert goods["Paneer tikka"]["veg"] is True
    assert said["note"] == "GST is extra."


def test_the_special_of_today_is_what_the_restaurant_says_it_is(guest: Customer) -> None:
    rows = guest.do("/menu", shown="special").facts["rows"]
    assert {row["name"]["en"] for row in rows} == {"Shahi paneer", "Vegetarian thali"}


def test_offers_are_those_that_run_now_without_a_code(priya: Customer) -> None:
    offers = priya.do("/menu", shown="offers").facts["offers"]
    assert [each["name"]["en"] for each in offers] == ["Biscuits: buy 2, get 1"]


def test_the_menu_as_a_file_names_where_it_lies(guest: Customer) -> None:
    answer = guest.do("/menu", shown="paper", language="hi")
    assert answer.outcome == "paper"
    assert [file["source"] for file in answer.facts["files"]] == [f"/api{MENU}?language=hi"]
