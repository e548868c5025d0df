"""The file's sections about ordering: the business's own terms."""

from typing import Annotated, Literal

from pydantic import Field

from munshi.business.part import Section
from munshi.business.stored_sections import stored

Pincode = Annotated[str, Field(pattern=r"^[1-9][0-9]{5}$")]


class Delivery(Section):
    """Where the business delivers and at what price; without pincodes it does not deliver. `pickup`: one may fetch."""

    pincodes: list[Pincode] = []
    minimum_paise: int = Field(0, ge=0)
    fee_paise: int = Field(0, ge=0)
    free_above_paise: int | None = Field(None, ge=0)
    pickup: bool = False


class OrderTerms(Section):
    """`cancel_until`: the status from which a customer can no longer cancel."""

    cancel_until: Literal["accepted", "ready", "out_for_delivery", "delivered"] = "out_for_delivery"


class OrderSections(Section):
    """What the file says about ordering."""

    delivery: Delivery = Delivery()
    orders: OrderTerms = OrderTerms()


PART = stored(OrderSections)
