"""What a person is registering, as they say it. Pure: what is stored of it is plain JSON."""

from dataclasses import asdict, dataclass, field
from typing import Any

ASK_SERIAL, ASK_MODEL, ASK_DATE, ASK_BILL, CONFIRM = (
    "ask_serial", "ask_model", "ask_date", "ask_bill", "confirm",
)  # fmt: skip


@dataclass
class Draft:
    """One piece; `sold_on` is the day of its bill in ISO form, `bill` the number of that, `file` its picture.

    `model` is its model, or the sku of its product; `among` are those of which one is meant.
    """

    serial: str | None = None
    model: str | None = None
    among: list[str] = field(default_factory=list)
    sold_on: str | None = None
    bill: str | None = None
    file: dict[str, str] | None = None
    asked: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return self == Draft()


def from_store(kept: dict[str, Any]) -> Draft:
    """The draft out of what was stored."""
    return Draft(**kept)


def to_store(draft: Draft) -> dict[str, Any]:
    """What is stored of a draft: what is said, nothing that is not."""
    return {name: value for name, value in asdict(draft).items() if value not in (None, [])}
