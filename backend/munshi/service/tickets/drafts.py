"""What a person is reporting, as they say it. Pure: what is stored of it is plain JSON."""

from dataclasses import asdict, dataclass, field
from typing import Any

LONGEST_PROBLEM = 2000
MOST_FILES = 10

ASK_PROBLEM, ASK_PRODUCT, ASK_ADDRESS, CONFIRM, OPEN_ALREADY, WHOSE_FILE = (
    "ask_problem", "ask_product", "ask_address", "confirm", "open_already", "whose_file",
)  # fmt: skip


@dataclass
class Draft:
    """One report. It is of a sold piece, of goods of an order, of a product in words, or of nothing that is named.

    `named`: what it is of is settled. `apart`: it is another fault than that of the open ticket. `again`: the ticket
    of which this is the same fault. `model` is what the product in words is, where the shop knows such a model. `when`
    is what was said of the day and hour at which somebody shall come, `wish` the same as it was read. `no_visit`:
    nobody shall come for it, `comes` that somebody shall, `brings` the words that it is brought to the
    shop, `brings_on` and `brings_at` the day and hour that are said of it. `second`
    is what was said of a second machine, which comes next, `called` what they say that they are called, `caption`
    the words of a photo of which it is asked whether an open ticket has it. `dangers` are
    all that were told, `hazard` the worst of them, `reported` the ticket by which the shop knows of it before the yes.
    """

    problem: str | None = None
    named: bool = False
    sold: int | None = None
    model: str | None = None
    product: str | None = None
    order: str | None = None
    lines: list[int] = field(default_factory=list)
    address: str | None = None
    pincode: str | None = None
    files: list[dict[str, str]] = field(default_factory=list)
    hazard: str | None = None
    dangers: list[str] = field(default_factory=list)
    warned: bool = False
    reported: str | None = None
    apart: bool = False
    again: str | None = None
    asked: str | None = None
    when: str | None = None
    wish: dict[str, Any] | None = None
    no_visit: bool = False
    comes: bool = False
    brings: str | None = None
    brings_on: str | None = None
    brings_at: str | None = None
    second: str | None = None
    called: str | None = None
    caption: str | None = None

    def tell(self, words: str) -> None:
        """What is wrong, said in one message or in several."""
        told = f"{self.problem}. {words}" if self.problem and words not in self.problem else words
        self.problem = told.strip()[:LONGEST_PROBLEM]

    def add(self, file: dict[str, str]) -> None:
        """A photo, video or voice note; the same one counts once."""
        there = {each["sha256"] for each in self.files}
        if file["sha256"] not in there and len(self.files) < MOST_FILES:
            self.files.append(file)

    def is_of(self, *, sold: int | None = None, model: str | None = None, product: str | None = None) -> None:
        """What it is of is said."""
        self.named, self.sold, self.model, self.product = True, sold, model, product
        self.order, self.lines = None, []

    def is_of_order(self, reference: str | None, lines: list[int]) -> None:
        """It is of goods of an order, or of the shop itself."""
        self.named, self.order, self.lines = True, reference, lines
        self.sold = self.model = self.product = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return self == Draft()


def from_store(kept: dict[str, Any]) -> Draft:
    """The draft out of what was stored."""
    return Draft(**kept)


def to_store(draft: Draft) -> dict[str, Any]:
    """What is stored of a draft: what is said, nothing that is not."""
    fresh = asdict(Draft())
    return {name: value for name, value in asdict(draft).items() if value != fresh[name]}
