"""How much GST is in what is paid: as the books have it, of a thing, of the cart, or of the last order."""

import pytest
from fastapi.testclient import TestClient

from munshi.business.models import Business
from tests.backend.books import KIRANA, opened
from tests.backend.orders.conftest import FATIMA, Customer, at_home
from tests.backend.readings import reading


def asks(who: Customer, text: str, question: str = "") -> dict[str, object]:
    """What becomes of a question, whatever it sounds like."""
    found: dict[str, object] = who.do("/answers", question=question, reading=reading(text, "view_cart")).facts
    return found["answer"]  # type: ignore[return-value]


@pytest.fixture
def fatima(client: TestClient, books: None) -> Customer:
    return at_home(Customer(client, FATIMA))


@pytest.mark.parametrize(
    "text",
    [
        "How much GST is included in the Maggi?",
        "maggi par gst kitna lagta hai? 14 me shamil hai kya",
        "maggi पर जीएसटी कितना है",
    ],
)
@pytest.mark.parametrize("question", ["", "confirm_order"])
def test_the_gst_of_a_thing_is_told_from_the_books(fatima: Customer, text: str, question: str) -> None:
    answer = asks(fatima, text, question)
    assert answer["outcome"] == "gst"
    (tax,) = answer["facts"]["taxes"]  # type: ignore[index]
    assert "Maggi" in tax["name"]
    assert tax["gst_included"]
    assert tax["gst_paise"] > 0


@pytest.mark.parametrize(
    "text", ["How much GST is in the 460?", "isme gst kitna hai?", "इसमें जीएसटी कितना है?"]
)
def test_without_a_thing_it_is_that_of_the_cart(fatima: Customer, text: str) -> None:
    shown = fatima.says("6 kg cheeni")
    assert shown.outcome == "confirm", shown
    (tax,) = asks(fatima, text, "confirm_order")["facts"]["taxes"]  # type: ignore[index]
    assert "name" not in tax, tax
    assert (tax["paise"], tax["gst_paise"]) == (shown.facts["total_paise"], shown.facts["gst_paise"])


@pytest.mark.parametrize("text", ["gst kitna lagega?", "how much gst is there?"])
def test_who_is_not_registered_takes_none(fatima: Customer, text: str) -> None:
    with opened() as session:
        session.get_one(Business, KIRANA).gstin = None
    assert asks(fatima, text)["outcome"] == "no_gst"


@pytest.mark.parametrize(
    "text", ["gst bill milega kya?", "gst ka jawab aaya kya?", "what is your gst number?"]
)
def test_a_bill_with_it_or_its_number_is_another_matter(fatima: Customer, text: str) -> None:
    assert fatima.do("/answers", question="", reading=reading(text, "view_cart")).outcome == "left"
