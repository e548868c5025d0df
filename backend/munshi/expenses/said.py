"""What a person wrote of what they have spent, as it was read: checked, and as the draft knows it."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.expenses.drafts import LONGEST_PURPOSE, MOST, File, Said
from munshi.expenses.rules import is_sound, spent_on
from munshi.expenses.sections import Category
from munshi.undoing.wording import replaces

BILLS = ("image", "document")  # what a bill comes as
PURPOSE = "claim_purpose"  # the question to which any words are the answer
OF_A_BILL, TAKEN_OUT = ("money", "expense_category"), "taken_out"  # the role of what is no longer claimed


def _listed(value: object) -> object:
    """One thing, several, or nothing, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


class MoneyBody(BaseModel):
    """An amount, as the entity `money` has it."""

    paise: int


class PeriodBody(BaseModel):
    """The day of the bill, as the entity `period` has it; a day that may be either is read as past."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    ambiguous: bool = False


class AttachmentBody(BaseModel):
    """A file that came in and was kept."""

    path: str = Field(min_length=1, max_length=1000)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    mime_type: str = Field(max_length=200)

    def file(self) -> File:
        """The file as the draft knows it."""
        return File(self.path, self.sha256, self.mime_type)


class TakenOutBody(BaseModel):
    """What is no longer claimed: every bill of these sums or categories."""

    money: list[MoneyBody] = Field([], max_length=MOST)
    expense_category: list[Category] = Field([], max_length=MOST)

    def named(self) -> tuple[int | str, ...]:
        """The sums in paise, and the categories."""
        return (*(money.paise for money in self.money), *self.expense_category)


class ClaimBody(BaseModel):
    """What a person wrote, tapped or sent; what was left unsaid is null.

    Amounts and categories stand in the order in which they were said: the first category is of the first amount, and
    a single one is of all.
    """

    money: Annotated[list[MoneyBody], BeforeValidator(_listed), Field(max_length=MOST)] = []
    expense_category: Annotated[list[Category], BeforeValidator(_listed), Field(max_length=MOST)] = []
    taken_out: TakenOutBody | None = None
    swapped: list[int] = Field(
        [], max_length=MOST, description="Of two sums in paise one is right, not the other"
    )
    period: PeriodBody | None = None
    purpose: str | None = Field(None, max_length=1000)
    note: str | None = Field(None, max_length=1000)
    attachments: Annotated[list[AttachmentBody], BeforeValidator(_listed), Field(max_length=MOST)] = []
    choice: str | None = Field(
        None, description="A category of the `options`, or `different_bill` as the answer to `same_facts`"
    )
    text: str | None = Field(
        None, max_length=5000, description="The message, where it may answer an open question in few words"
    )

    def said(self, today: date) -> Said:
        """The message as the draft takes it."""
        on = self.period
        return Said(
            amounts=tuple(money.paise for money in self.money if is_sound(money.paise)),
            categories=tuple(self.expense_category),
            taken_out=self.taken_out.named() if self.taken_out else (),
            swapped=tuple(self.swapped),
            on=spent_on(on.first, on.last, on.ambiguous, today) if on else None,
            purpose=self.purpose.strip() or None if self.purpose else None,
            note=self.note,
            files=tuple(attachment.file() for attachment in self.attachments),
            choice=self.choice,
            text=self.text,
        )


def body_of(reading: Reading, question: str | None = None) -> ClaimBody:
    """The message, with the open question of claims; to *what was it for?* any words are the answer.

    A yes says nothing of a claim by itself, and is no answer in words of its own.
    """
    bill = bill_of(reading)
    bills = [bill] if bill else []
    told = None if reading.is_yes or question is None else reading.text
    if question == PURPOSE and told:
        return ClaimBody.model_validate({"purpose": told[:LONGEST_PURPOSE], "attachments": bills})
    taken_out = {name: _of_bills(reading, name, TAKEN_OUT) for name in OF_A_BILL}
    period = reading.answer("period") or {}
    return ClaimBody.model_validate({
        **{name: _of_bills(reading, name) for name in OF_A_BILL},
        "taken_out": taken_out if any(taken_out.values()) else None,
        "swapped": figures(reading.text) if replaces(reading.text) else [],
        "period": period if period.get("from") and period.get("to") else None,
        "note": reading.answer("note"),
        "attachments": bills,
        "choice": reading.first("choice"),
        "text": told,
    })  # fmt: skip


def bill_of(reading: Reading) -> dict[str, str] | None:
    """The photo or document that came along, where it is kept; None where it is none or could not be."""
    came = reading.attachment or {}
    if came.get("fault") or not came.get("sha256") or came.get("kind") not in BILLS:
        return None
    return {part: str(came[part]) for part in ("path", "sha256", "mime_type")}


def _of_bills(reading: Reading, name: str, role: str | None = None) -> list[Any]:
    """The sums or categories that are claimed, or with their role those that no longer are."""
    return [each.value for each in reading.answers(name) if each.role == role][:MOST]
