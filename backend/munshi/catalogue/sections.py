"""The file's section about products: what an entry may say."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, PlainSerializer, model_validator

from munshi.business.part import Section
from munshi.catalogue.units import canonical
from munshi.columns import plain

UnitName = Literal[
    "kg", "g", "l", "ml", "m", "ft", "pc", "dozen", "packet", "bag", "box", "bottle", "jar", "can", "tin", "plate",
    "bowl", "glass", "cup", "bunch", "pair", "set", "roll", "sheet", "ream", "tray", "strip", "tablet", "tube",
    "quintal", "bucket", "drum", "tub", "cylinder", "trolley", "scoop", "slice",
]  # fmt: skip
Unit = Annotated[UnitName, BeforeValidator(canonical)]
"""Read in the spellings of the trade, and written as the books have it."""
Number = Annotated[Decimal, Field(max_digits=14, decimal_places=3), PlainSerializer(plain, return_type=str)]
Positive = Annotated[Number, Field(gt=0)]
Paise = Annotated[int, Field(ge=0, le=10**12)]
MEASURED = {
    "quintal": Decimal("0.05"),
    "kg": Decimal("0.05"),
    "l": Decimal("0.05"),
    "m": Decimal("0.5"),
    "ft": Decimal("0.5"),
}
"""The step of what is weighed or measured, where none is said; all else is sold by one."""


class Name(Section):
    """What something is called in each of the three languages; a bare text is its name in all of them."""

    hi: str = Field(min_length=1, max_length=100)
    en: str = Field(min_length=1, max_length=100)
    hinglish: str = Field(min_length=1, max_length=100)

    @model_validator(mode="before")
    @classmethod
    def _of_one_text(cls, said: Any) -> Any:
        return dict.fromkeys(cls.model_fields, said) if isinstance(said, str) else said


class Pack(Section):
    """What one piece holds: 5 kg in a bag."""

    quantity: Positive
    unit: Unit


class Extra(Section):
    """A variant with its own price, or an add-on with what it adds."""

    name: Name
    price_paise: Paise


class PhotoFile(Section):
    """A picture that is kept here: where it lies, the hash of its content, and its type."""

    path: str = Field(min_length=1, max_length=1000)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    mime_type: Literal["image/jpeg", "image/png"]


class ProductEntry(Section):
    """One product. `stock` is what was counted on the shelf, in `unit`; without it the product never runs out.

    `step` is by what the quantity goes up: of what is weighed or measured a small part of the unit, of all else one.
    `min_quantity` is the least in one order and `max_quantity` the most;
    `gst_rate`, per cent, may be left out where the business has no GSTIN.
    `substitute` is the sku of what is offered when it has run out. Until `out_until` none is sold; `special`: named
    where somebody asks what is special today; `prescription`: sold only with one; `photo` is the address of a picture
    on the web, `photo_file` one that was brought; without it the one in the books stays.
    """

    sku: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$")
    name: Name
    aliases: list[Annotated[str, Field(min_length=1, max_length=100)]] = []
    category: str | None = Field(None, min_length=1)
    brand: str | None = Field(None, min_length=1)
    pack: Pack | None = None
    unit: Unit
    step: Positive = Decimal(1)
    max_quantity: Positive | None = None
    price_paise: Paise
    gst_rate: (
        Annotated[
            Decimal,
            Field(ge=0, le=100, max_digits=5, decimal_places=2),
            PlainSerializer(plain, return_type=str),
        ]
        | None
    ) = None
    hsn: str | None = Field(None, pattern=r"^[0-9]{4,8}$")
    stock: Number | None = None
    veg: bool | None = None
    available: bool = True
    out_until: AwareDatetime | None = None
    substitute: str | None = None
    warranty_months: int | None = Field(None, gt=0, le=600)
    min_quantity: Positive | None = None
    special: bool = False
    prescription: bool = False
    photo: str | None = Field(None, pattern=r"^https://\S+$", max_length=2000)
    photo_file: PhotoFile | None = None
    variants: list[Extra] = []
    add_ons: list[Extra] = []

    @model_validator(mode="before")
    @classmethod
    def _sell_by_the_step_of_its_unit(cls, said: Any) -> Any:
        if not isinstance(said, dict) or said.get("step") is not None:
            return said
        unit = str(canonical(said.get("unit")))
        return {**said, "step": MEASURED.get(unit, Decimal(1))}

    @model_validator(mode="after")
    def _sell_whole_steps(self) -> "ProductEntry":
        """The most that one order may hold is a whole number of steps."""
        if self.max_quantity is not None and self.max_quantity % self.step:
            raise ValueError(
                f"max_quantity {plain(self.max_quantity)} is no multiple of step {plain(self.step)}"
            )
        most = self.max_quantity or self.min_quantity
        if self.min_quantity is not None and most and not self.step <= self.min_quantity <= most:
            raise ValueError(f"min_quantity {plain(self.min_quantity)} is not between step and max_quantity")
        return self


class CatalogueSections(Section):
    """What the file says about products. Those in the books that it does not name stay as they are."""

    products: list[ProductEntry] = []
