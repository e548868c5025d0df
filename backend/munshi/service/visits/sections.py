"""The file's section about visits: the terms, who goes, spare parts, yearly care, and what is booked."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from munshi.business.part import Section
from munshi.business.sections import Week
from munshi.catalogue.sections import Name
from munshi.people.sections import PersonId
from munshi.service.visits.statuses import Status
from munshi.service.visits.words import kind_of

Pincode = Annotated[str, Field(pattern=r"^[1-9][0-9]{5}$")]
Minutes = Annotated[int, Field(ge=0, le=24 * 60)]
Paise = Annotated[int, Field(ge=0)]
Code = Annotated[str, Field(min_length=1, max_length=60)]
Machine = Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,39}$"), AfterValidator(kind_of)]


class Way(Section):
    """The minutes between two pincodes, where they are known better."""

    between: tuple[Pincode, Pincode]
    minutes: Minutes


class VisitTerms(Section):
    """How long a visit is, every how many minutes one may begin, how soon, how far ahead, and what it costs.

    `adjusted`: the visit charge is taken off the bill of a repair. `rejected_pays`: who does not want the repair pays
    for the visit. An estimate holds for `estimate_days`. What was repaired and fails again within `repair_days` is put
    right free of charge, where no policy of a guarantee says for how long; 0 is never.
    """

    minutes: Annotated[int, Field(ge=15, le=600)] = 90
    every: Annotated[int, Field(ge=15, le=240)] = 60
    notice_minutes: Minutes = 120
    days: Annotated[int, Field(ge=1, le=60)] = 14
    travel_within: Minutes = 10
    travel_between: Minutes = 30
    ways: list[Way] = []
    charge_paise: Paise = 0
    adjusted: bool = True
    rejected_pays: bool = True
    estimate_days: Annotated[int, Field(ge=1, le=90)] = 3
    repair_days: Annotated[int, Field(ge=0, le=3650)] = 30


class TechnicianEntry(Section):
    """Somebody among `people` who goes to customers. Without hours they are those of the business."""

    person: PersonId
    skills: list[Machine] = Field(min_length=1)
    pincodes: list[Pincode] = Field(min_length=1)
    hours: Week | None = None
    most: Annotated[int, Field(ge=1, le=20)] = 6


class SparePartEntry(Section):
    """A product that is a part; without models it fits every machine of its kind."""

    sku: str
    part: str = Field(min_length=1, max_length=60)
    machine: Machine
    models: list[Code] = []
    quality: Literal["original", "compatible", "refurbished"] = "original"
    guarantee_days: Annotated[int, Field(ge=0, le=3650)] = 0
    order_days: Annotated[int, Field(ge=0, le=365)] | None = None


class PlanEntry(Section):
    """A plan of yearly care for a kind of machine."""

    code: Code
    name: Name
    machine: Machine
    months: Annotated[int, Field(ge=1, le=120)] = 12
    visits: Annotated[int, Field(ge=1, le=60)] = 2
    parts: bool = False
    price_paise: Paise


class ContractEntry(Section):
    """A plan that somebody has, and for which machine. `told` are the visits and renewals that were proposed."""

    reference: str = Field(pattern=r"^AMC-[1-9][0-9]{0,8}$")
    person: PersonId
    plan: Code
    called: str | None = None
    first: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    last: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    used: Annotated[int, Field(ge=0)] = 0
    ended_at: AwareDatetime | None = None
    told: dict[str, Any] = {}


class VisitMoveEntry(Section):
    """A step in a visit's life; nobody named are the books."""

    status: Status
    at: AwareDatetime
    person: PersonId | None = None
    reason: str | None = None


class VisitEntry(Section):
    """A visit with every move of it; the status follows from the moves."""

    reference: str = Field(pattern=r"^VIS-[1-9][0-9]{0,8}$")
    person: PersonId
    technician: PersonId | None = None
    ticket: str | None = None
    contract: str | None = None
    machine: Machine
    product: str | None = None
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    pincode: Pincode
    address: str
    charge_paise: Paise = 0
    free: Literal["guarantee", "amc", "repeat"] | None = None
    late_minutes: int | None = None
    work: dict[str, Any] = {}
    moves: list[VisitMoveEntry] = Field(min_length=1)


class PartMoveEntry(Section):
    """A step of a request for a part."""

    status: Literal["reserved", "ordered", "arrived", "used", "handed_over", "returned", "cancelled"]
    at: AwareDatetime
    person: PersonId | None = None


class PartRequestEntry(Section):
    """A part that was kept or ordered for somebody; the file moves no stock for it."""

    reference: str = Field(pattern=r"^PRT-[1-9][0-9]{0,8}$")
    person: PersonId
    visit: str | None = None
    sku: str
    model: str | None = None
    quantity: Annotated[Decimal, Field(gt=0)] = Decimal(1)
    price_paise: Paise
    free: bool = False
    expected_on: str | None = None
    moves: list[PartMoveEntry] = Field(min_length=1)


class Visits(Section):
    """Visits: the terms, who goes, spare parts, plans and contracts of yearly care, and what was booked and asked for.

    Visits, contracts and requests that are in the books stay.
    """

    terms: VisitTerms = VisitTerms()
    technicians: list[TechnicianEntry] = []
    parts: list[SparePartEntry] = []
    plans: list[PlanEntry] = []
    contracts: list[ContractEntry] = []
    booked: list[VisitEntry] = []
    requested: list[PartRequestEntry] = []


class VisitSections(Section):
    """What the file says about visits."""

    visits: Visits = Visits()
