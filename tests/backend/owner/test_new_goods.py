"""What goes on the list by message, and off it."""

from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from munshi import database
from munshi.business.models import Business
from munshi.catalogue import service as catalogue
from munshi.catalogue import stock as ledger
from munshi.catalogue.models import Product
from tests.backend.books import KIRANA
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.serving.saying import of, tells
from tests.backend.readings import reading, value

OWNER = "919000000001"


@pytest.fixture
def ramesh(books: None, client: TestClient) -> Customer:
    """The owner of a kirana whose bills carry no GST."""
    with database.transaction() as session:
        session.get_one(Business, KIRANA).gstin = None
    return Customer(client, OWNER)


def says(owner: Customer, text: str) -> Decision:
    """What becomes of words that sound like an order, or, where something is added, like the stock."""
    return of(tells(owner, text, "update_stock" if text.startswith("add") else "place_order"))


def yes(owner: Customer, shown: Decision) -> Decision:
    """A tap on yes."""
    tapped = reading(None, "affirm", [value("summary", shown.facts["summary"])])
    return of(owner.do("/answers", question="confirm_new_goods", reading=tapped))


def on_list(name: str) -> tuple[Product, Decimal | None] | None:
    """The product that is called so, and how much there is of it."""
    with database.transaction() as session:
        found = next(
            (each for each in catalogue.everything(session, KIRANA) if each.name["en"] == name), None
        )
        return (found, ledger.on_hand_of(session, KIRANA, [found])[found.sku]) if found else None


@pytest.mark.parametrize(
    ("text", "name", "unit", "paise", "left"),
    [
        ("naya saman: Amul lassi 200ml 25 rs, 30 piece", "Amul lassi 200ml", "pc", 2500, 30),
        ("new item - Kundru rate 40 rs kilo, 20 kilo", "Kundru", "kg", 4000, 20),
        ("नया सामान: कुल्फी ₹30", "कुल्फी", "pc", 3000, None),
        ("naya maal aaya: haldi sabut 5 packet 60 rupaye", "haldi sabut", "packet", 6000, 5),
        ("new item gulkand jar 250g, price 135, 12 pcs came", "gulkand jar 250g", "pc", 13500, 12),
        ("add gulkand jar 250g 135 rs stock 12", "gulkand jar 250g", "pc", 13500, 12),
        ("Kokum sharbat 90 rs ki bottle list me jod do", "Kokum sharbat", "bottle", 9000, None),
    ],
)
def test_what_is_new_is_shown_and_goes_on_the_list_by_a_yes_once(
    ramesh: Customer, text: str, name: str, unit: str, paise: int, left: int | None
) -> None:
    shown = says(ramesh, text)
    assert shown.outcome == "confirm_new"
    assert on_list(name) is None
    assert yes(ramesh, shown).outcome == "new_added"
    found = on_list(name)
    assert found is not None
    assert (found[0].unit, found[0].price_paise, found[1]) == (unit, paise, left)
    assert yes(ramesh, shown).outcome == "new_known"


def test_what_is_new_can_be_ordered(ramesh: Customer, priya: Customer) -> None:
    yes(ramesh, says(ramesh, "naya saman: Kokum sharbat 90 rs"))
    assert [line["name"]["en"] for line in priya.says("2 kokum sharbat").facts["lines"]] == ["Kokum sharbat"]


def test_without_a_price_it_is_said_how_to_write_it(ramesh: Customer) -> None:
    assert says(ramesh, "kokum sharbat list me jod do").outcome == "new_how"


def test_who_charges_gst_is_told_that_a_rate_is_needed(ramesh: Customer) -> None:
    with database.transaction() as session:
        session.get_one(Business, KIRANA).gstin = "23AAAAA0000A1Z5"
    assert says(ramesh, "naya saman: Kokum sharbat 90 rs").outcome == "new_by_sheet"


def test_what_is_there_already_is_told_with_its_price(ramesh: Customer) -> None:
    assert says(ramesh, "naya saman: Besan 99 rs").outcome == "new_known"


def test_a_customer_adds_nothing(ramesh: Customer, priya: Customer) -> None:
    assert tells(priya, "naya saman: Kokum sharbat 90 rs", "place_order").outcome == "left"


@pytest.mark.parametrize(
    "text",
    [
        "chini ab nahi bechenge",
        "chini is discontinued, delete it from the list",
        "chini list se hata do",
        "चीनी लिस्ट से हटा दो",
    ],
)
def test_what_is_sold_no_more_is_off_the_list(ramesh: Customer, priya: Customer, text: str) -> None:
    assert says(ramesh, text).outcome == "updated"
    assert "sold_out" in priya.says("2 kg chini").notes
