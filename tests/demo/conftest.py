"""The chat page in a real Chromium, on the whole system; each test leaves a picture in `test-artefacts/`."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from engine.settings import ROOT
from tests.conftest import System
from tests.demo.chat import Chat
from tests.demo.chromium import CHROMIUM

PICTURES = ROOT / "test-artefacts"
DESKTOP = {"viewport": {"width": 1360, "height": 860}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}

expect.set_options(timeout=15_000)

Opens = Callable[..., Chat]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opens(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opens]:
    """Opens the chat page of an address in a browser of its own."""
    pages: list[Page] = []
    troubles: list[str] = []

    def open_page(url: str, **context: object) -> Chat:
        page = browser.new_context(**{**DESKTOP, **context}).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        pages.append(page)
        page.goto(f"{url}/demo")
        return Chat(page, url)

    yield open_page
    PICTURES.mkdir(exist_ok=True)
    for number, page in enumerate(pages):
        name = f"{request.node.name}-{number}" if number else request.node.name
        page.screenshot(path=PICTURES / f"{name}.png")
        page.context.close()
    assert not troubles


@pytest.fixture
def desktop(opens: Opens, system: System) -> Chat:
    return opens(system.backend_url)


@pytest.fixture
def phone(opens: Opens, system: System) -> Chat:
    return opens(system.backend_url, **PHONE)
