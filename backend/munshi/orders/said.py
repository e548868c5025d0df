"""What a person wrote about goods, as the actions send it: checked, and as the rules know it."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from munshi.asking.reading import Reading
from munshi.orders.hearing import Message, Said
from munshi.orders.quantities import Pack
from munshi.orders.wishes import Op

MOST = Decimal(1_000_000)  # of anything; who writes more has slipped, and is told the product's limit
FINEST = Decimal("0.000001")


def _within_reason(amount: Decimal) -> Decimal:
    return min(amount, MOST).quantize(FINEST)


Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False), AfterValidator(_within_reason)]
Unit = Annotated[str, Field(max_length=20)]


class PackBody(BaseModel):
    """What one piece holds."""

    quantity: Amount
    unit: Unit


class LineBody(BaseModel):
    """One thing named in a message, as the entity `order_line` has it; what was left unsaid is null.

    `sku` is the product itself, where it was picked from the business's catalogue on WhatsApp.
    """

    name: str | None = Field(None, max_length=4096)
    quantity: Amount | None = None
    unit: Unit | None = None
    pack: PackBody | None = None
    op: Op | None = None
    sku: str | None = Field(None, max_length=200)

    def said(self) -> Said:
        """The line as the rules know it."""
        pack = Pack(self.pack.quantity, self.pack.unit) if self.pack else None
        return Said(self.name, self.quantity, self.unit, pack, self.op, self.sku)


class MessageBody(BaseModel):
    """What a person wrote or tapped."""

    lines: list[LineBody] = Field(default=[], max_length=2000)
    choice: str | None = Field(None, description="The `choice` of an option that was tapped")
    text: str | None = Field(
        None, max_length=5000, description="The message, where it may answer an open question in few words"
    )
    pincode: str | None = Field(None, pattern=r"^[1-9][0-9]{5}$")

    def message(self) -> Message:
        """The message as the rules know it."""
        return Message([line.said() for line in self.lines], self.choice, self.text, self.pincode)


def message_of(reading: Reading) -> Message:
    """The message as it was read while a question was open."""
    said = {
        "lines": [each.value for each in reading.all("order_line")],
        "choice": reading.first("choice"),
        "text": reading.text,
        "pincode": reading.first("pincode"),
    }
    return MessageBody.model_validate(said).message()
