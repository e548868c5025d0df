"""Takes the README's pictures in `docs/`: `make run`, and beside it `.venv/bin/python -m tests.demo.picture`.

A customer orders and gets the bill, the owner accepts and opens the console, an employee asks for leave, and a
technician comes to a broken fridge, on the running system. They are best taken from fresh books, without a cart.
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from engine.settings import ROOT, load
from tests.demo.chat import Chat
from tests.demo.chromium import CHROMIUM

ORDERS, LEAVE, SERVICE, CONSOLE = (
    ROOT / "docs" / f"{name}.png" for name in ("chat", "leave", "service", "console")
)
WORKSHOP, REPAIRS = "Kovai Precision Works", "Deepak Electronics & Service"
SIZE = {"viewport": {"width": 1300, "height": 920}, "device_scale_factor": 2}


def take_orders(chat: Chat) -> None:
    """A customer orders in Hindi, the owner takes it in Hinglish, and the bill comes with a button to pay."""
    owner = chat.be("Ramesh Sharma")
    owner.writes("namaste")
    expect(owner.heard).to_have_count(1)
    priya = chat.be("Priya Joshi")
    priya.writes("1 किलो चीनी और 5 किलो कोलम चावल भेज दो, 7 स्नेह नगर 452001")
    expect(priya.heard.last).to_contain_text("पक्का कर दूँ")
    priya.taps("हाँ, पक्का")
    expect(owner.heard.last).to_contain_text("Naya order")
    owner.writes("accept")
    expect(priya.heard.last).to_contain_text("तैयार हो रहा है")
    priya.writes("बिल भेजो")
    expect(priya.heard.last).to_contain_text("बिल")
    _shoot(chat, ORDERS)


def take_leave(chat: Chat) -> None:
    """An employee asks in Hindi, the manager says yes in Hinglish."""
    manager = chat.be("Meenakshi Sundaram", WORKSHOP)
    manager.writes("namaste")
    expect(manager.heard.last).to_contain_text("Manzoori")
    sunita = chat.be("Sunita Kumari", WORKSHOP)
    sunita.writes("कल से दो दिन की छुट्टी चाहिए, बुख़ार है")
    sunita.taps("हाँ, भेज दो")
    expect(manager.heard.last).to_contain_text("Sunita Kumari ko chhutti chahiye")
    manager.taps("Manzoor")
    expect(sunita.heard).to_have_count(3)
    _shoot(chat, LEAVE)


def take_service(chat: Chat) -> None:
    """A customer reports a fridge in Hindi and books a visit; the technician is on the way."""
    technician = chat.be("Salim Mansuri", REPAIRS)
    technician.writes("namaste")
    expect(technician.heard).to_have_count(1)
    priya = chat.be("Priya Joshi", REPAIRS)
    priya.writes("फ्रिज ठंडा नहीं कर रहा, आज शाम 5 बजे के बाद मिस्त्री भेज दो")
    expect(priya.heard.last).to_contain_text("मिस्त्री कब आए")
    priya.element.get_by_role("button", name="pm").first.click()
    expect(priya.heard.last).to_contain_text("बुक कर दूँ")
    priya.taps("हाँ, कर दो")
    expect(technician.heard.last).to_contain_text("VIS-")
    technician.writes("निकल गया")
    expect(priya.heard.last).to_contain_text("रास्ते में")
    _shoot(chat, SERVICE)


def take_console(chat: Chat) -> None:
    """What the owner sees of the day in a browser, once the orders above are in the books."""
    owner = chat.be("Ramesh Sharma")
    owner.writes("dashboard kholo")
    expect(owner.heard.last).to_contain_text("/console/")
    link = re.search(r"https?://\S+/console/\S+", owner.heard.last.inner_text())
    assert link
    chat.page.goto(link.group())
    chat.page.get_by_role("button").click()
    expect(chat.page.locator("#orders")).to_contain_text("ORD-")
    chat.page.set_viewport_size({"width": 1300, "height": 560})
    chat.page.screenshot(path=CONSOLE)


def _shoot(chat: Chat, picture: Path) -> None:
    expect(chat.page.get_by_role("img", name="Read").last).to_be_visible()
    chat.page.mouse.move(0, 0)
    chat.page.screenshot(path=picture)


def main() -> None:
    url = sys.argv[1] if len(sys.argv) > 1 else load().backend_url
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for take in (take_orders, take_leave, take_service, take_console):
            page = browser.new_context(**SIZE).new_page()  # type: ignore[arg-type]
            page.goto(f"{url}/demo")
            chat = Chat(page, url)
            chat.phone("Arjun Patel").taps("Close the phone of Arjun Patel")  # who is open from the beginning
            take(chat)
        browser.close()


if __name__ == "__main__":
    main()
