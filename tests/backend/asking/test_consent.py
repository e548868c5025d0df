"""A yes with the verb that was asked is a plain yes; with anything else beside it, it is not."""

import pytest

from munshi.asking.consent import agrees_to_the_rest, says_yes, with_the_verb
from munshi.asking.reading import Asked, Reading


def is_yes(question: str, text: str) -> bool:
    return with_the_verb(Asked(question), Reading(text, [("deny", 0.8)])).is_plain_yes


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("confirm_payment_change", "haan hatao"),
        ("confirm_cancelling", "haan hata do"),
        ("confirm_undo", "हटा दो"),
        ("confirm_credit", "ha likh do"),
        ("confirm_visit", "हाँ कर दो"),
        ("confirm_claims", "haan dono"),
        ("confirm_waiver", "ok kar do bhai"),
    ],
)
def test_the_verb_that_was_asked(question: str, text: str) -> None:
    assert is_yes(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("confirm_credit", "haan hatao"),
        ("confirm_order", "haan cancel karo"),
        ("confirm_credit", "haan 300 likh do"),
        ("confirm_credit", "haan par abhi nahi"),
        ("credit_amount", "haan likh do"),
        ("confirm_undo", "120 wali hata do"),
        ("confirm_cancel_order", "cancel"),
        ("confirm_credit", "hata do"),
    ],
)
def test_another_verb_or_more_than_it(question: str, text: str) -> None:
    assert not is_yes(question, text)


@pytest.mark.parametrize(
    ("clause", "agrees"),
    [
        ("pakka kar do", True),
        ("Yes place it", True),
        ("go ahead", True),
        ("looks good", True),
        ("ठीक है भेज दो", True),
        ("kar do", False),
        ("ok change it", False),
        ("badal do", False),
        ("haan lekin 2 aur", False),
    ],
)
def test_a_clause_that_is_a_yes_by_itself(clause: str, agrees: bool) -> None:
    assert says_yes(clause) is agrees


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("nahi hai to rehne do. baki pakka kar do", True),
        ("नहीं है तो रहने दो। बाकी पक्का कर दो", True),
        ("leave it then, please place rest", True),
        ("baki rehne do", False),
        ("baki bhej do?", False),
        ("baki 2 kilo kar do", False),
    ],
)
def test_a_yes_to_the_rest_says_nothing_else(text: str, agrees: bool) -> None:
    assert agrees_to_the_rest(text) is agrees
