"""The owner's console in a browser, from the chat to the page and out again."""

from playwright.sync_api import expect

from tests.demo.chat import Chat

SHOP = "Deepak Electronics & Service"  # few orders of other tests
PACED = 60_000  # ms: an owner hears one message in six seconds once there were many


def test_the_link_in_the_chat_opens_the_console_of_the_day(desktop: Chat) -> None:
    meera = desktop.newcomer("Meera", SHOP)
    meera.writes("1 philips iron bhej do, khud le jaungi")
    expect(meera.heard.last).to_contain_text("Pakka kar dun?")
    meera.taps("Haan, pakka")
    expect(meera.heard.last).to_contain_text("lag gaya")
    owner = desktop.be("Deepak Chouhan", SHOP)
    owner.writes("dashboard kholo")
    link = owner.element.locator('a[href*="/console/"]').last
    expect(link).to_be_visible(timeout=PACED)
    with desktop.page.context.expect_page() as opening:
        link.click()
    console = opening.value
    console.get_by_role("button", name="Kholo").click()
    expect(console.locator("#orders")).to_contain_text("Meera")
    expect(console.locator("#orders")).to_contain_text("1 ×")
    console.set_viewport_size({"width": 360, "height": 740})
    assert console.evaluate("document.documentElement.scrollWidth") == 360
    console.get_by_role("button", name="Sab jagah band karo").click()
    expect(console.locator("#orders")).to_have_count(0)
    expect(console.get_by_text("dashboard kholo")).to_be_visible()
