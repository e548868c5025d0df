"""The file's sections about what was sold: policies of guarantees, models, and the pieces by serial."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from munshi.business.part import Section
from munshi.people.sections import PersonId

Months = Annotated[int, Field(ge=0, le=600)]
Paise = Annotated[int, Field(ge=0)]


def _in_capitals(code: str) -> str:
    return "".join(code.upper().split())


def _a_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"this is no pattern: {error}") from error
    return pattern


Code = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_in_capitals)]


class PartMonths(Section):
    """A part whose guarantee differs from that of the whole: a compressor of ten years."""

    part: str = Field(min_length=1, max_length=60)
    months: Months


class WarrantyPolicyEntry(Section):
    """A policy that models name by its `code`; a visit costs `visit_paise` where no guarantee holds.

    The same fault within `repair_days` of being put right is put right again free of charge.
    """

    code: str = Field(min_length=1, max_length=60)
    months: Months
    parts: list[PartMonths] = []
    excluded: list[Annotated[str, Field(min_length=1, max_length=100)]] = []
    visit_paise: Paise | None = None
    repair_days: int = Field(30, ge=0, le=3650)


class ModelEntry(Section):
    """A model: its kind (`fridge`), what people call it, its product of the catalogue, and its policy.

    `at_home`: it is repaired where it stands. `serial_form` is a pattern that each of its serials fits, `since` the
    first day on which it was sold anywhere: an older bill is not of it.
    """

    model: Code
    name: str = Field(min_length=1, max_length=100)
    brand: str | None = None
    appliance: str = Field(min_length=1, max_length=40)
    called: list[str] = []
    sku: str | None = None
    policy: str
    at_home: bool = True
    serial_form: Annotated[str, AfterValidator(_a_pattern)] | None = None
    since: date | None = None


class BillFile(Section):
    """The picture of a bill: where it lies, the hash of its content, and its type."""

    path: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    mime_type: str


class SoldEntry(Section):
    """One piece: whose it is, a phone or user id, and since when; without a person it is not claimed by anybody yet.

    `waiting` for the owner's word is what a customer has registered and the shop did not sell.
    """

    serial: Code | None = None
    model: Code
    person: PersonId | None = None
    sold_on: date
    bill: str | None = Field(None, max_length=60)
    bill_file: BillFile | None = None
    sold_here: bool = True
    standing: Literal["held", "waiting", "refused"] = "held"
    decided_by: PersonId | None = None
    registered_at: AwareDatetime | None = None


def _by_code(policies: list[WarrantyPolicyEntry]) -> list[WarrantyPolicyEntry]:
    return sorted(policies, key=lambda policy: policy.code)


def _by_model(models: list[ModelEntry]) -> list[ModelEntry]:
    return sorted(models, key=lambda model: model.model)


class Warranty(Section):
    """Guarantees: policies, models, and what was sold."""

    policies: Annotated[list[WarrantyPolicyEntry], AfterValidator(_by_code)] = []
    models: Annotated[list[ModelEntry], AfterValidator(_by_model)] = []
    sold: list[SoldEntry] = []


class WarrantySections(Section):
    """What the file says about guarantees."""

    warranty: Warranty = Warranty()
