"""A question with a pincode in it is of the area and the hours, unless it is surely of an order."""

import pytest

from tests.nlu.conftest import Understand


@pytest.mark.parametrize(
    "text",
    [
        "और 411030 में भेजोगे क्या",
        "do you deliver to 411030",
        "by 8 pm at 411048 possible?",
        "अच्छा। 411048 में शाम 8 बजे तक आ जाएगा क्या ऑर्डर करूँ तो",
    ],
)
def test_a_pincode_that_is_asked_about_is_of_the_area(text: str, understand: Understand) -> None:
    read = understand(text)
    assert read["intent"]["name"] == "ask_store_info"
    assert any(each["entity"] == "pincode" for each in read["entities"])


@pytest.mark.parametrize("text", ["where is my order, 411037", "mera order 411037 pe kab aayega"])
def test_a_placed_order_is_still_looked_for(text: str, understand: Understand) -> None:
    assert understand(text)["intent"]["name"] == "track_order"
