"""What is sold only with a prescription: its photo goes to the owner, whose yes the order waits for."""

from typing import Any

import psycopg
import pytest

from tests import businesses
from tests.conftest import System
from tests.conversations import happens
from tests.orders.phones import Phone
from tests.orders.test_notices import written

CHEMIST, NUMBER, OWNER = "aarogya-chemist", "100000000000061", "919000006101"

FILE: dict[str, Any] = {
    "version": 1,
    "business": {
        "id": CHEMIST,
        "name": "Aarogya Chemist",
        "kind": "shop",
        "state": "MP",
        "language": "hinglish",
        "prices_include_gst": True,
        "skills": ["orders"],
    },
    "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00061"}],
    "delivery": {"pincodes": ["452001"], "pickup": True},
    "people": [{"name": "Sunil Rathore", "roles": ["owner"], "phones": [OWNER], "language": "en"}],
    "products": [
        {
            "sku": "AMOX-500",
            "name": {"hi": "एमॉक्सिसिलिन 500", "en": "Amoxicillin 500", "hinglish": "Amoxicillin 500"},
            "unit": "strip",
            "price_paise": 9800,
            "gst_rate": "5",
            "prescription": True,
        },
        {
            "sku": "ORS",
            "name": {"hi": "ओआरएस", "en": "ORS powder", "hinglish": "ORS powder"},
            "unit": "packet",
            "price_paise": 2200,
            "gst_rate": "5",
            "min_quantity": "2",
        },
    ],
}


@pytest.fixture
def phone(system: System) -> Phone:
    businesses.bring_in(system, FILE)
    return Phone(system, NUMBER).lives()


def test_its_photo_is_asked_for_and_goes_along(system: System, phone: Phone) -> None:
    asked = phone.says("2 patta amoxicillin 500")
    assert "parche ki photo" in asked.text.casefold(), asked.text
    bill = happens(phone, {"sends": "prescription"})
    assert "Pakka kar dun?" in bill.text, bill.text
    assert "ORD-" in phone.says("haan").text
    (order,) = phone.orders(CHEMIST)
    assert order["prescription"]["mime_type"] == "image/png"
    assert order["status"] == "placed"
    assert written(system, OWNER, order["reference"], 1)


def test_without_it_a_yes_places_nothing(phone: Phone) -> None:
    phone.says("1 patta amoxicillin 500")
    answer = phone.says("haan")
    assert "ORD-" not in answer.text
    assert phone.orders(CHEMIST) == []


def test_less_than_is_sold_at_once_is_asked_back(phone: Phone) -> None:
    asked = phone.says("1 packet ors powder")
    assert "kam se kam 2 packet" in asked.text, asked.text
    assert "2 packet × ₹22" in phone.says("haan").text


@pytest.mark.parametrize(
    ("said", "stays"), [("2 amoxicillin 500, 1 ors", "ORS powder"), ("2 एमॉक्सिसिलिन, 1 ओआरएस", "ओआरएस")]
)
def test_a_photo_while_something_else_is_asked_is_kept_and_that_stays_asked(
    system: System, phone: Phone, said: str, stays: str
) -> None:
    asked = phone.says(said)
    assert stays in asked.text, asked.text
    again = happens(phone, {"sends": "prescription"})
    assert stays in again.text, again.text
    bill = phone.says("2")
    assert "photo" not in bill.text.casefold(), bill.text


@pytest.mark.parametrize(
    "words", [None, "ye doctor ki parchi hai, isme jo likha hai wo de do", "is list ka saman bhej do"]
)
def test_a_photo_that_nothing_waits_for_is_shown_to_the_shop_by_a_yes(
    system: System, phone: Phone, words: str | None
) -> None:
    asked = happens(phone, {"sends": "prescription", **({"with": words} if words else {})})
    assert "dikha" in asked.text, asked.text
    before = pictures(system, OWNER)
    assert "bata diya" in phone.says("haan").text
    assert written(system, OWNER, words or "📷", 1)
    assert pictures(system, OWNER) == before + 1


def test_what_is_written_behind_a_photo_goes_along_with_it(system: System, phone: Phone) -> None:
    happens(phone, {"sends": "prescription"})
    more = phone.says("isme jo dawai hai wo sab chahiye")
    assert "isme jo dawai hai" in more.text, more.text
    phone.says("nahi")
    assert "ORS" in phone.says("2 packet ors powder").text


def pictures(system: System, person: str) -> int:
    """How many pictures were written to somebody."""
    query = """
        SELECT count(*) FROM assistant.outbox
        WHERE person = %s AND payload #>> '{interactive, header, type}' = 'image'
    """
    with psycopg.connect(system.database_url, autocommit=True) as connection:
        (count,) = connection.execute(query, (person,)).fetchone() or (0,)
    return int(count)
