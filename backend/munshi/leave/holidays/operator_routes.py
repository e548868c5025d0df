"""The holidays of a business over HTTP: what its state proposes, and what it adopts of it."""

import datetime
from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field, model_validator

from munshi import database
from munshi.business import service
from munshi.callers import operator, the_business
from munshi.catalogue.sections import Name
from munshi.leave.holidays import proposed
from munshi.leave.holidays import service as holidays
from munshi.leave.sections import HolidayEntry, named_in_all
from munshi.problems import Fault, NotFound, Unauthorised, Unprocessable, described

PROBLEMS = described(Unauthorised, NotFound, Unprocessable)

router = APIRouter(tags=["leave"], dependencies=[Depends(operator)])

Year = Annotated[int, Query(ge=2001, le=2100, description="The calendar year")]
KnownYear = Annotated[
    int,
    Query(
        ge=proposed.FIRST_YEAR,
        le=proposed.LAST_YEAR,
        description="The calendar year, of those for which the moving festivals are known",
    ),
]


class Holiday(BaseModel):
    """A day on which nobody works; a name in one language is taken for all."""

    date: datetime.date
    name: Name

    @model_validator(mode="before")
    @classmethod
    def _in_every_language(cls, said: Any) -> Any:
        if isinstance(said, dict) and isinstance(said.get("name"), dict):
            return {**said, "name": named_in_all(said["name"])}
        return said


class ProposedHoliday(Holiday):
    """A holiday of the state; `adopted` when the business has it already, `estimated` when the moon decides the day."""

    kind: proposed.Kind
    estimated: bool
    adopted: bool
    weekday: int = Field(description="Monday is 0")


class Proposal(BaseModel):
    """The holidays of a state; the same list, without what is not wanted, is what `PUT` takes."""

    state: str
    year: int
    items: list[ProposedHoliday]


class Holidays(BaseModel):
    """The holidays of a year."""

    items: list[Holiday]


class ChangedHolidays(BaseModel):
    """On which days holidays were added, renamed and removed.

    `affected` are requests for leave that would count otherwise now. They are as they were: a leave that has not begun
    can be taken back by its person and asked for again; what has begun is for people to settle.
    """

    added: list[datetime.date]
    renamed: list[datetime.date]
    removed: list[datetime.date]
    affected: list[dict[str, Any]]


@router.get("/businesses/{business_id}/holidays", responses=PROBLEMS)
def adopted(business_id: str, year: Year) -> Holidays:
    """The holidays that the business has in a calendar year."""
    with database.transaction() as session:
        entries = holidays.adopted(the_business(session, business_id)).values()
        return Holidays(items=[Holiday(**entry.model_dump()) for entry in entries if entry.date.year == year])


@router.get("/businesses/{business_id}/holidays/proposed", responses=PROBLEMS)
def propose(business_id: str, year: KnownYear) -> Proposal:
    """The holidays that the business's state has in a year: national, of the state, and optional."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        there = holidays.adopted(business)
        found = proposed.proposed(business.state, year)
    items = [
        ProposedHoliday(
            date=each.date,
            name=Name(**each.name),
            kind=each.kind,
            estimated=each.estimated,
            adopted=each.date in there,
            weekday=each.date.weekday(),
        )
        for each in found
    ]
    return Proposal(state=business.state, year=year, items=items)


@router.put("/businesses/{business_id}/holidays", responses=PROBLEMS)
def adopt(business_id: str, year: Year, body: Holidays) -> ChangedHolidays:
    """The holidays of a calendar year become exactly these."""
    entries = [HolidayEntry(date=each.date, name=each.name) for each in body.items]
    _refuse_unsound(year, entries)
    with database.transaction() as session:
        service.wait_for_others_who_bring_in(session, business_id)
        changed = holidays.replace_year(session, the_business(session, business_id), year, entries)
    return ChangedHolidays.model_validate(changed, from_attributes=True)


@router.delete("/businesses/{business_id}/holidays/{day}", responses=PROBLEMS)
def remove(business_id: str, day: datetime.date) -> ChangedHolidays:
    """The day is no holiday any more."""
    with database.transaction() as session:
        service.wait_for_others_who_bring_in(session, business_id)
        business = the_business(session, business_id)
        if day not in holidays.adopted(business):
            raise NotFound(f"{day} is no holiday.")
        changed = holidays.remove(session, business, day)
    return ChangedHolidays.model_validate(changed, from_attributes=True)


def _refuse_unsound(year: int, entries: list[HolidayEntry]) -> None:
    """Every holiday is of the year, and there once."""
    times = Counter(entry.date for entry in entries)
    faults = [
        Fault(
            at=f"items[{at}].date",
            problem="stands here twice" if times[entry.date] > 1 else f"is not of {year}",
        )
        for at, entry in enumerate(entries)
        if times[entry.date] > 1 or entry.date.year != year
    ]
    if faults:
        raise Unprocessable("The holidays cannot be taken; nothing was written.", faults)
