"""The kinds of columns that tables share."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    DateTime,
    ForeignKey,
    Identity,
    Numeric,
    Text,
    any_,
    cast,
)
from sqlalchemy.orm import InstrumentedAttribute, mapped_column

BusinessId = Annotated[str, mapped_column(Text, ForeignKey("businesses.id"), primary_key=True)]
RowId = Annotated[int, mapped_column(BigInteger, Identity(always=True), primary_key=True, autoincrement=True)]
Ref = Annotated[int, mapped_column(BigInteger)]
Paise = Annotated[int, mapped_column(BigInteger)]
Quantity = Annotated[Decimal, mapped_column(Numeric(14, 3))]
Rate = Annotated[Decimal, mapped_column(Numeric(5, 2))]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]


def among(column: InstrumentedAttribute[str], values: Collection[str]) -> ColumnElement[bool]:
    """The column is one of the values, of which there may be more than a statement has parameters."""
    return column == any_(cast(list(values), ARRAY(Text)))


def plain(number: Decimal) -> str:
    """A quantity as the contract writes it: `2`, `0.25`, `120`, never `1E+2`."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
