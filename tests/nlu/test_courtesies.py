"""Greeting and thanks beside a wish: the wish counts; alone, and with praise, they stay what they are."""

import pytest

from nlu.words.courtesies import without_courtesies
from nlu.words.reading import read
from tests.nlu.conftest import Understand

WISHES = [
    ("namaste bhaiya, mera order kahan hai", "track_order"),
    ("Good morning sir, how many leaves do i have", "check_leave_balance"),
    ("नमस्ते जी, दो किलो आटा भेज दो", "place_order"),
    ("hello, open hai kya dukan", "ask_store_info"),
    ("menu dikhao please thank you", "view_menu"),
    ("2 packet doodh bhej dena dhanyavaad", "place_order"),
    ("thanks bhai, mera pichla bill bhej do", "request_invoice"),
    ("ram ram ji, kal chhutti chahiye", "apply_leave"),
]
COURTESIES = [
    ("namaste bhaiya", "greet"),
    ("good morning sir", "greet"),
    ("नमस्ते जी", "greet"),
    ("thank you so much bhaiya", "thank"),
    ("thanks for the help", "thank"),
    ("jaldi bhejne ke liye dhanyavaad", "thank"),
    ("बहुत बहुत धन्यवाद", "thank"),
]


@pytest.mark.parametrize(("text", "intent"), WISHES)
def test_the_wish_beside_a_courtesy_counts(text: str, intent: str, understand: Understand) -> None:
    assert understand(text)["intent"]["name"] == intent


@pytest.mark.parametrize(("text", "intent"), COURTESIES)
def test_a_courtesy_alone_is_one(text: str, intent: str, understand: Understand) -> None:
    assert understand(text)["intent"]["name"] == intent


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("namaste bhaiya ji, menu dikhao", "menu dikhao"),
        ("order kahan hai? thank you so much sir 🙏", "order kahan hai ?"),
        ("नमस्ते जी मेरा बिल", "मेरा बिल"),
        ("hello bhai", "hello bhai"),
        ("bhaiya 2 kilo aata", "bhaiya 2 kilo aata"),
        ("doodh hai", "doodh hai"),
        ("", ""),
    ],
)
def test_courtesies_are_taken_off_both_ends(text: str, core: str) -> None:
    assert " ".join(word.text for word in without_courtesies(read(text))) == core
