"""What a person does and sees on the chat page."""

from dataclasses import dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Locator, Page

KIRANA = "100000000000001"
PICTURE = Path(__file__).with_name("shelf.png")


@dataclass
class Phone:
    """One open phone."""

    element: Locator

    @property
    def field(self) -> Locator:
        return self.element.get_by_role("textbox")

    def writes(self, text: str) -> None:
        self.field.fill(text)
        self.element.get_by_role("button", name="Send", exact=True).click()

    @property
    def person(self) -> str:
        """Their WhatsApp id."""
        return str(self.element.get_attribute("data-key")).split("/")[1]

    def taps(self, name: str) -> None:
        self.element.get_by_role("button", name=name, exact=True).last.click()

    @property
    def heard(self) -> Locator:
        """What the business has said."""
        return self.element.locator(".row.in .bubble:not(.typing *)")

    @property
    def said(self) -> Locator:
        """What the person has said."""
        return self.element.locator(".row.out .bubble")

    def attaches(self, kind: str, file: Path, caption: str = "") -> None:
        self.taps("Attach")
        with self.element.page.expect_file_chooser() as choosing:
            self.taps(kind)
        choosing.value.set_files(file)
        dialog = self.element.get_by_role("dialog")
        dialog.get_by_label("Caption").fill(caption)
        dialog.get_by_role("button", name="Send").click()


@dataclass
class Chat:
    """The page."""

    page: Page
    url: str

    def be(self, name: str, business: str = "Sharma Kirana Store") -> Phone:
        """Chooses a person in the list, and returns their phone."""
        self.page.get_by_role("region", name=business, exact=True).get_by_role("button", name=name).click()
        return self.phone(name, business)

    def line(self, phone: Phone) -> Locator:
        """A person's line in the list."""
        return self.page.locator(f'.person[data-key="{KIRANA}/{phone.person}"]')

    def newcomer(self, name: str, business: str = "Sharma Kirana Store") -> Phone:
        """Somebody whom no other test has been; the page gives them a number of their own."""
        field = self.page.get_by_label(f"Name of a new customer of {business}")
        field.fill(name)
        field.press("Enter")
        return self.phone(name, business)

    def phone(self, name: str, business: str = "Sharma Kirana Store") -> Phone:
        return Phone(self.page.get_by_role("region", name=f"{name} with {business}", exact=True))


@dataclass
class Business:
    """Sends through the Graph API as the assistant does."""

    url: str
    token: str
    person: str

    def sends(self, kind: str, content: dict[str, object]) -> None:
        self._post(
            "messages", json={"messaging_product": "whatsapp", "to": self.person, "type": kind, kind: content}
        )

    def uploads(self, name: str, mime_type: str, content: bytes) -> str:
        form = {"messaging_product": "whatsapp", "type": mime_type}
        return str(self._post("media", data=form, files={"file": (name, content, mime_type)})["id"])

    def _post(self, path: str, **request: object) -> dict[str, object]:
        address = f"{self.url}/demo/graph/v25.0/{KIRANA}/{path}"
        response = httpx.post(address, headers={"Authorization": f"Bearer {self.token}"}, **request)  # type: ignore[arg-type]
        response.raise_for_status()
        answer: dict[str, object] = response.json()
        return answer
