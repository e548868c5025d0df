"""Takes the README's pictures in `docs/`: `make run`, and beside it `.venv/bin/python -m tests.demo.picture`.

A customer orders and gets the bill, the owner accepts, and an employee asks for leave, on the running system. They are
best taken from fresh books, where nobody has a cart.
"""

import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from engine.settings import ROOT, load
from tests.demo.chat import Chat
from tests.demo.chromium import CHROMIUM

ORDERS, LEAVE = ROOT / "docs" / "chat.png", ROOT / "docs" / "leave.png"
WORKSHOP = "Kovai Precision Works"
SIZE = {"viewport": {"width": 1300, "height": 920}, "device_scale_factor": 2}


def take_orders(chat: Chat) -> None:
    """A customer orders in Hindi, the owner takes it in Hinglish, and the bill comes with a button to pay."""
    chat.phone("Arjun Patel").taps("Close the phone of Arjun Patel")
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


def _shoot(chat: Chat, picture: Path) -> None:
    expect(chat.page.get_by_role("img", name="Read").last).to_be_visible()
    chat.page.mouse.move(0, 0)
    chat.page.screenshot(path=picture)


def main() -> None:
    url = sys.argv[1] if len(sys.argv) > 1 else load().backend_url
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for take in (take_orders, take_leave):
            page = browser.new_context(**SIZE).new_page()  # type: ignore[arg-type]
            page.goto(f"{url}/demo")
            take(Chat(page, url))
        browser.close()


if __name__ == "__main__":
    main()
