"""A newcomer orders on the chat page: through the signed webhook, Rasa, the books and back."""

import re

from playwright.sync_api import expect

from tests.demo.chat import Chat


def test_a_newcomer_taps_a_suggestion_then_yes_and_has_ordered(desktop: Chat) -> None:
    kabir = desktop.newcomer("Kabir")
    kabir.taps("1 kilo Aata aur 1 kilo Kolam chawal bhej do")
    expect(kabir.heard.last).to_contain_text("Aapka order")
    expect(kabir.heard.last).to_contain_text("Kolam")
    kabir.taps("Haan, pakka")
    expect(kabir.heard.last).to_contain_text(re.compile(r"Order ORD-\d+ lag gaya"))
    expect(kabir.said.first.get_by_role("img", name="Read")).to_be_visible()


def test_on_a_phone_in_hindi_an_order_goes_as_well(phone: Chat) -> None:
    zoya = phone.newcomer("Zoya")
    zoya.taps("हिन्दी")
    zoya.taps("1 किलो आटा और 1 किलो कोलम चावल भेज दो")
    expect(zoya.heard.last).to_contain_text("आपका ऑर्डर")
    zoya.taps("हाँ, पक्का")
    expect(zoya.heard.last).to_contain_text(re.compile(r"ऑर्डर ORD-\d+ लग गया"))


def test_two_people_order_side_by_side(desktop: Chat) -> None:
    kabir, zoya = desktop.newcomer("Kabir"), desktop.newcomer("Zoya")
    kabir.writes("Please send 1 kg sugar")
    zoya.writes("1 किलो चीनी भेज दो")
    expect(kabir.heard.last).to_contain_text("Your order")
    expect(zoya.heard.last).to_contain_text("आपका ऑर्डर")
    expect(kabir.element).not_to_contain_text("चीनी")
    expect(zoya.element).not_to_contain_text("sugar")
