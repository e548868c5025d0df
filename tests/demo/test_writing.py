"""What a person can do on the chat page, and what they see of it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Route, expect

from tests.conftest import System
from tests.demo.chat import PICTURE, Business, Chat, Phone

HISTORY = re.compile(r"/api/chats/\d+/\d+$")


@pytest.fixture
def kabir(desktop: Chat) -> Phone:
    """Alone on the desk: whom the page shows first depends on the shops that other tests brought in."""
    desktop.page.get_by_role("button", name="Close the phone of").click()
    return desktop.newcomer("Kabir")


@pytest.fixture
def greeted(kabir: Phone) -> Phone:
    """Kabir has written and been answered, so the business may write to him."""
    kabir.writes("namaste")
    expect(kabir.heard).to_have_count(1)
    return kabir


@pytest.fixture
def business(greeted: Phone, system: System) -> Business:
    return Business(system.backend_url, system.access_token, greeted.person)


def test_enter_sends_and_shift_enter_begins_a_line(kabir: Phone) -> None:
    kabir.field.press_sequentially("1 kilo cheeni")
    kabir.field.press("Shift+Enter")
    kabir.field.press_sequentially("2 litre doodh")
    kabir.field.press("Enter")
    expect(kabir.said.locator(".lines")).to_contain_text("1 kilo cheeni\n2 litre doodh", use_inner_text=True)
    expect(kabir.field).to_be_focused()
    expect(kabir.field).to_have_value("")


def test_the_keyboard_alone_reaches_everything(kabir: Phone) -> None:
    page = kabir.element.page
    kabir.field.press("Tab")
    expect(kabir.element.get_by_role("button", name="Attach")).to_be_focused()
    page.keyboard.press("Enter")
    expect(kabir.element.get_by_role("button", name="Photo")).to_be_focused()
    page.keyboard.press("Escape")
    expect(kabir.element.get_by_role("dialog")).to_have_count(0)
    expect(kabir.element.get_by_role("button", name="Attach")).to_be_focused()
    page.keyboard.press("Tab")
    expect(kabir.element.get_by_role("button", name="Send", exact=True)).to_be_focused()


def test_a_photo_goes_with_its_caption_and_opens_in_full(kabir: Phone) -> None:
    kabir.attaches("Photo", PICTURE, "ye wala aata")
    expect(kabir.said.last).to_contain_text("ye wala aata")
    expect(kabir.heard.last).to_be_visible()
    kabir.said.get_by_role("button", name="Open photo").click()
    expect(kabir.element.page.get_by_role("dialog", name="ye wala aata")).to_be_visible()
    kabir.element.page.keyboard.press("Escape")
    expect(kabir.element.page.get_by_role("dialog")).to_have_count(0)


def test_a_document_goes(kabir: Phone, tmp_path: Path) -> None:
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(b"%PDF-1.4\n%%EOF")
    kabir.attaches("Document", bill)
    expect(kabir.said.get_by_role("link", name="Open bill.pdf")).to_be_visible()
    expect(kabir.heard.last).to_be_visible()


def test_a_file_that_whatsapp_does_not_carry_is_refused_with_the_reason(kabir: Phone, tmp_path: Path) -> None:
    archive = tmp_path / "stock.zip"
    archive.write_bytes(b"PK")
    kabir.attaches("Document", archive)
    expect(kabir.said.last).to_contain_text("application/zip cannot be sent as document")


def test_a_location_goes(kabir: Phone) -> None:
    kabir.taps("Attach")
    kabir.taps("Location")
    kabir.element.get_by_role("button", name="Rajwada").click()
    expect(kabir.said.get_by_role("link", name="Open Rajwada on a map")).to_be_visible()
    expect(kabir.heard.last).to_be_visible()


def test_what_is_written_while_the_chat_is_still_read_stays(desktop: Chat) -> None:
    """The history is told before the message, and reaches the page behind it."""
    told: list[tuple[Route, APIResponse]] = []
    desktop.page.route(HISTORY, lambda route: told.append((route, route.fetch())))
    mita = desktop.newcomer("Mita")
    with desktop.page.expect_response(lambda response: response.request.method == "POST"):
        mita.writes("namaste")
    expect(mita.said).to_have_count(0)
    for route, history in told:
        route.fulfill(response=history)
    expect(mita.said).to_have_text(re.compile("namaste"))
    expect(mita.heard).to_have_count(1)


def test_markup_in_a_message_stays_text(kabir: Phone) -> None:
    attack = "<img src=x onerror=\"document.title='hit'\"> <b>*bold*</b> javascript:alert(1)"
    kabir.writes(attack)
    expect(kabir.said.last).to_contain_text("<img src=x")
    expect(kabir.heard.last).to_be_visible()
    expect(kabir.said.locator("img, b, a")).to_have_count(0)
    expect(kabir.said.locator("strong")).to_have_text("bold")
    assert "hit" not in kabir.element.page.title()


def test_markup_in_a_name_stays_text(desktop: Chat) -> None:
    name = desktop.page.get_by_label("Name of a new customer of Sharma Kirana Store")
    name.fill("<i>Zoya</i>")
    name.press("Enter")
    zoya = desktop.phone("<i>Zoya</i>")
    zoya.writes("namaste")
    expect(zoya.heard.last).to_be_visible()
    expect(zoya.element.locator(".caption i")).to_have_count(0)


def test_a_reply_quotes_what_it_answers(greeted: Phone) -> None:
    greeted.heard.first.hover()
    greeted.element.get_by_role("button", name="Reply to: Namaste!").click()
    greeted.writes("1 kilo cheeni")
    expect(greeted.said.last.locator(".quote")).to_contain_text("Sharma Kirana Store")


def test_everything_is_still_there_after_a_reload(greeted: Phone) -> None:
    page = greeted.element.page
    greeted.field.fill("half written")
    page.reload()
    expect(greeted.said).to_have_count(1)
    expect(greeted.heard).to_have_count(1)
    expect(greeted.said.get_by_role("img", name="Read")).to_be_visible()


def test_a_list_opens_from_below_and_a_row_is_chosen(business: Business, greeted: Phone) -> None:
    rows = [
        {"id": f"row-{size}", "title": f"Aata {size} kg", "description": f"₹{size * 45}"} for size in (1, 5)
    ]
    action = {"button": "Chuniye", "sections": [{"rows": rows}]}
    business.sends("interactive", {"type": "list", "body": {"text": "Kaunsa?"}, "action": action})
    greeted.taps("Chuniye")
    sheet = greeted.element.get_by_role("dialog", name="Chuniye")
    expect(sheet.get_by_role("button", name="Send")).to_be_disabled()
    sheet.get_by_role("radio", name="Aata 5 kg").check()
    sheet.get_by_role("button", name="Send").click()
    expect(greeted.said.last).to_contain_text("Aata 5 kg")


def test_a_link_button_opens_elsewhere(business: Business, greeted: Phone) -> None:
    action = {"name": "cta_url", "parameters": {"display_text": "Dukaan", "url": "https://example.in/"}}
    business.sends("interactive", {"type": "cta_url", "body": {"text": "Dekhiye"}, "action": action})
    link = greeted.heard.last.get_by_role("link", name="Dukaan")
    expect(link).to_have_attribute("href", "https://example.in/")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_pictures_and_papers_of_the_business_are_shown(business: Business, greeted: Phone) -> None:
    picture = business.uploads("shelf.png", "image/png", PICTURE.read_bytes())
    paper = business.uploads("bill.pdf", "application/pdf", b"%PDF-1.4\n%%EOF")
    business.sends("image", {"id": picture, "caption": "Naya aata"})
    business.sends("document", {"id": paper, "filename": "INV-1.pdf"})
    shown = greeted.heard.get_by_role("button", name="Open photo: Naya aata").locator("img")
    expect(shown).to_have_js_property("naturalWidth", 96)
    link = greeted.heard.get_by_role("link", name="Open INV-1.pdf")
    response = greeted.element.page.request.get(str(link.evaluate("link => link.href")))
    assert response.headers["content-type"] == "application/pdf"


def test_formatting_is_whatsapps(business: Business, greeted: Phone) -> None:
    body = "*Kul* _sirf_ ~₹90~ ₹85\n- aata\n- cheeni\n```UPI 123```\nsnake_case_stays 2*3*4"
    business.sends("text", {"body": body})
    expect(greeted.heard).to_have_count(2)
    bubble = greeted.heard.last
    for tag, text in (("strong", "Kul"), ("em", "sirf"), ("s", "₹90"), ("pre", "UPI 123")):
        expect(bubble.locator(tag)).to_have_text(text)
    expect(bubble.locator("li")).to_have_text(["aata", "cheeni"])
    expect(bubble).to_contain_text("snake_case_stays 2*3*4")


def test_what_has_not_been_seen_is_counted(desktop: Chat, business: Business, greeted: Phone) -> None:
    kabir = desktop.line(greeted)
    greeted.taps("Close the phone of Kabir")
    business.sends("text", {"body": "Aapka order nikal gaya"})
    expect(kabir).to_contain_text("Aapka order nikal gaya")
    expect(kabir.get_by_label("1 unread")).to_be_visible()
    kabir.click()
    expect(kabir.get_by_label("1 unread")).to_be_hidden()


def test_on_a_phone_one_sees_one_person_and_switches(phone: Chat) -> None:
    priya = phone.be("Priya Joshi")
    expect(priya.element).to_be_visible()
    phone.page.get_by_role("button", name="Back to the people").locator("visible=true").tap()
    expect(priya.element).to_be_hidden()
    ramesh = phone.be("Ramesh Sharma")
    tabs = phone.page.get_by_role("group", name="People you are playing")
    tabs.get_by_role("button", name="Priya").tap()
    expect(priya.element).to_be_visible()
    expect(ramesh.element).to_be_hidden()
    phone.page.go_back()
    expect(ramesh.element).to_be_visible()


def test_nothing_is_wider_than_a_phone(phone: Chat) -> None:
    zoya = phone.newcomer("Zoya")
    zoya.writes("a" * 300)
    expect(zoya.heard.last).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_shop_writes_itself_and_munshi_is_silent_then(desktop: Chat) -> None:
    nisha = desktop.newcomer("Nisha")
    nisha.writes("namaste")
    expect(nisha.heard).to_have_count(1)
    nisha.taps("Write to Nisha as Sharma Kirana Store")
    dialog = nisha.element.get_by_role("dialog")
    dialog.get_by_label("Message as Sharma Kirana Store").fill("Nisha ji, Ramesh bol raha hoon")
    dialog.get_by_role("button", name="Send", exact=True).click()
    expect(nisha.heard).to_have_count(2)
    expect(nisha.heard.last).to_contain_text("written by the shop itself")
    expect(nisha.heard.last).to_contain_text("Nisha ji, Ramesh bol raha hoon")
    nisha.writes("ji bhaiya")
    expect(nisha.said.last).to_contain_text("ji bhaiya")
    desktop.page.wait_for_timeout(3_000)
    expect(nisha.heard).to_have_count(2)


def test_what_the_greeting_shows_of_the_shelf_is_ordered_by_a_tap(desktop: Chat) -> None:
    omkar = desktop.newcomer("Omkar")
    omkar.writes("namaste")
    expect(omkar.heard).to_have_count(1)
    omkar.taps("1 kilo Aata")
    expect(omkar.heard.last).to_contain_text("₹")
