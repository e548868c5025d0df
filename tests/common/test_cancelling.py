"""A bare *cancel* of a customer, and taking back what was just done, through the whole system."""

from tests.conftest import System
from tests.orders.phones import Phone

NUMBER = "100000000000001"


def test_a_bare_cancel_names_the_order_and_a_mistake_is_taken_back(system: System) -> None:
    phone = Phone(system, NUMBER, "919000077101")
    phone.says("2 kilo cheeni bhej do")
    assert "lag gaya" in phone.says("haan").text
    asked = phone.says("cancel kar do").text
    assert "order *ORD-" in asked
    assert "cancel kar dun?" in asked
    assert "kuch nahi badla" in phone.says("rehne do").text
    phone.says("galti se ho gaya")
    cancelled = phone.says("haan")
    assert "cancel kar diya" in cancelled.text
    restored = phone.taps("Wapas lo")
    assert "phir se laga diya" in restored.text


def test_with_nothing_begun_it_is_said_that_there_is_nothing(system: System) -> None:
    phone = Phone(system, NUMBER, "919000077102")
    phone.says("namaste ji")
    assert "cancel karne ko kuch nahi hai" in phone.says("cancel kar do").text


def test_of_a_cart_and_an_order_it_is_asked_which(system: System) -> None:
    phone = Phone(system, NUMBER, "919000077103")
    phone.says("2 kilo cheeni bhej do")
    phone.says("haan")
    phone.says("1 kilo cheeni bhej do")
    phone.says("nahi")
    which = phone.says("cancel kar do")
    assert "Kaunsa?" in which.text
    assert "cart" in phone.taps("Cart").text
    assert "cancel kar diya" in phone.says("haan").text
