"""The file's section about bills: how the business bills, in whose name customers want theirs, and what was issued."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field, PlainSerializer

from munshi.billing.bills import gstins
from munshi.billing.bills.rules import Kind, Sort
from munshi.business.part import Section
from munshi.business.rules import Unsound
from munshi.catalogue.sections import Paise, Positive
from munshi.columns import plain
from munshi.people.sections import PersonId

Prefix = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,3}$")]
Percent = Annotated[Decimal, Field(ge=0, le=100), PlainSerializer(plain, return_type=str)]
Paper = Literal["a4", "a5", "roll"]


def _sound(gstin: str) -> str:
    problem = gstins.check(gstin).problem
    if problem:
        raise Unsound(f"this is no GSTIN: its {problem.replace('_', ' ')} is wrong")
    return gstins.check(gstin).gstin


Gstin = Annotated[str, AfterValidator(_sound)]


class Series(Section):
    """What stands before the numbers of each kind of document; no two may be alike."""

    tax_invoice: Prefix = "INV"
    bill_of_supply: Prefix = "BOS"
    bill: Prefix = "BL"
    credit_note: Prefix = "CN"


class HsnRate(Section):
    """What the business charges on a code, or on all that begin with it, from a day on."""

    hsn: str = Field(pattern=r"^[0-9]{2,8}$")
    gst_rate: Percent
    since: date
    source: str | None = Field(None, max_length=200)


class Party(Section):
    """In whose name a customer wants bills."""

    person: PersonId
    gstin: Gstin
    name: str | None = Field(None, max_length=100)


class IssuedLine(Section):
    """A line as it was billed; `position` in a credit note is that of the line it takes back."""

    position: int = Field(ge=1)
    sort: Sort = Sort.GOODS
    name: dict[str, str]
    hsn: str | None = None
    quantity: Positive
    unit: str
    price_paise: Paise
    discount_paise: Paise = 0
    gst_rate: Percent
    taxable_paise: Paise
    cgst_paise: Paise = 0
    sgst_paise: Paise = 0
    igst_paise: Paise = 0


class IssuedBill(Section):
    """A bill as it was issued; `corrects` is the number of the bill that a credit note is of."""

    number: str = Field(pattern=r"^[A-Z0-9]{1,3}/[0-9]{2}-[0-9]{2}/[0-9]{4,}$", max_length=16)
    kind: Kind
    person: PersonId
    source_kind: str
    source: str
    edition: int = 1
    corrects: str | None = None
    reason: str | None = None
    issued_at: AwareDatetime
    issued_on: date
    scheme: str
    supplier: dict[str, Any]
    recipient: dict[str, Any]
    place_of_supply: str
    about: dict[str, Any] = {}
    round_off_paise: int = 0
    lines: list[IssuedLine] = Field(min_length=1)


class Bills(Section):
    """How the business bills.

    Without a `scheme` a business with a GSTIN is a regular taxpayer, and one without is not registered. `send`: when an
    order is delivered, or only when it is asked for. `round_off` to whole rupees. `delivery_gst_rate`: what bringing is
    taxed with, where not as what is brought. `logo`: a PNG or JPEG as a data URL.
    """

    scheme: Literal["regular", "composition"] | None = None
    legal_name: str | None = Field(None, max_length=100)
    series: Series = Series()
    round_off: bool = False
    paper: Paper = "a5"
    send: Literal["delivered", "asked"] = "delivered"
    delivery_gst_rate: Percent | None = None
    terms: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=5)
    logo: str | None = Field(
        None, pattern=r"^data:image/(png|jpeg);base64,[A-Za-z0-9+/=]+$", max_length=140_000
    )
    hsn_rates: list[HsnRate] = []
    parties: list[Party] = []
    issued: list[IssuedBill] = []


class BillSections(Section):
    """What the file says about bills."""

    bills: Bills = Bills()
