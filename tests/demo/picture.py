"""Takes `docs/chat.png`, the README's picture: `make run`, and beside it `.venv/bin/python -m tests.demo.picture`.

Two customers order side by side on the running system; it is best taken from fresh books, where nobody has a cart.
"""

import sys

from playwright.sync_api import Browser, expect, sync_playwright

from engine.settings import ROOT, load
from tests.demo.chat import Chat
from tests.demo.chromium import CHROMIUM

PICTURE = ROOT / "docs" / "chat.png"
SIZE = {"viewport": {"width": 1300, "height": 920}, "device_scale_factor": 2}


def take(browser: Browser, url: str) -> None:
    """Plays the two conversations and writes the picture."""
    page = browser.new_context(**SIZE).new_page()  # type: ignore[arg-type]
    page.goto(f"{url}/demo")
    chat = Chat(page, url)
    arjun = chat.phone("Arjun Patel")
    arjun.taps("2 kilo aata, aadha kilo paneer aur ek darjan ande bhej do bhaiya")
    expect(arjun.heard.last).to_contain_text("Aapka order")
    priya = chat.be("Priya Joshi")
    priya.writes("1 किलो चीनी\nपाव किलो चाय पत्ती\n5 किलो चावल")
    expect(priya.heard.last).to_contain_text("चाय पत्ती")
    priya.taps("खुली चाय पत्ती")
    expect(priya.heard).to_have_count(2)
    arjun.taps("Haan, pakka")
    expect(arjun.heard.last).to_contain_text("ORD-")
    expect(page.get_by_role("img", name="Read").last).to_be_visible()
    page.mouse.move(0, 0)
    page.screenshot(path=PICTURE)


def main() -> None:
    url = sys.argv[1] if len(sys.argv) > 1 else load().backend_url
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        take(browser, url)
        browser.close()


if __name__ == "__main__":
    main()
