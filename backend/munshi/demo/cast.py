"""Who can be played on the chat page: the businesses' numbers and their people."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

SHOWN = 3  # goods that are named as examples
BUSINESS_FILES = Path(__file__).resolve().parents[2] / "demo" / "businesses"


@dataclass(frozen=True)
class Player:
    """A person of a business; `person` is the WhatsApp id, `language` hi, en or hinglish."""

    person: str
    name: str
    roles: tuple[str, ...]
    language: str | None = None


@dataclass(frozen=True)
class Stage:
    """One WhatsApp number of a business, and who writes to it; `kind` is shop, restaurant, repair or workshop.

    `goods` are some that it sells now: `name` in three languages, a `quantity` to order, and its `unit`.
    """

    number: str
    display_number: str
    name: str
    kind: str
    address: str | None
    people: tuple[Player, ...]
    goods: tuple[dict[str, Any], ...] = ()

    def on_page(self) -> dict[str, Any]:
        """The number as JSON."""
        return asdict(self)


Cast = Callable[[str | None], Sequence[Stage]]  # of the business with a number, or of all


def from_files(folder: Path = BUSINESS_FILES) -> list[Stage]:
    """The cast of the business files in a folder, for running without the books."""
    stages: list[Stage] = []
    for path in sorted(folder.glob("*.yaml")):
        stages.extend(_of_file(yaml.safe_load(path.read_text("utf-8"))))
    return stages


def _of_file(file: dict[str, Any]) -> list[Stage]:
    business = file["business"]
    people = tuple(
        Player(
            person["phones"][0].lstrip("+"), person["name"], tuple(person["roles"]), person.get("language")
        )
        for person in file.get("people", [])
        if person.get("phones")
    )
    goods = tuple(
        {"name": product["name"], "quantity": "1", "unit": product["unit"]}
        for product in file.get("products", [])[:SHOWN]
    )
    return [
        Stage(
            str(number["phone_number_id"]),
            number["display_number"],
            business["name"],
            business["kind"],
            business.get("address"),
            people,
            goods,
        )
        for number in file.get("numbers", [])
    ]
