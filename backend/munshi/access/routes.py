"""Who looked at what is private, over HTTP, for the operator of the deployment."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel, Field

from munshi import database
from munshi.access import service
from munshi.access.models import Access
from munshi.access.rules import How, Kind
from munshi.business.models import Business
from munshi.callers import operator, the_business
from munshi.people import service as people
from munshi.problems import NotFound, Unauthorised, Unprocessable, described

router = APIRouter(tags=["people"], dependencies=[Depends(operator)])

DAY = timedelta(days=1)


class Look(BaseModel):
    """One look: by whom, at what of whose; persons by their id among the business's people."""

    id: int
    looker: int | Literal["operator"]
    person: int
    kind: Kind
    reference: str = Field(description="Of the leave or the claim")
    how: How
    at: AwareDatetime


class Looks(BaseModel):
    """Some of the looks, the newest first, and the `before` that gives the next ones; null when these are all."""

    items: list[Look]
    next: int | None


@router.get("/businesses/{business_id}/access", responses=described(Unauthorised, NotFound, Unprocessable))
def access(
    business_id: str,
    person: Annotated[
        str | None, Query(description="Whose it was or who looked: their id, phone or user id")
    ] = None,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to", description="This day included")] = None,
    before: int | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Looks:
    """Who saw why somebody was away, a certificate or a receipt; what is one's own is not listed. Kept for a year."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        whose = _person_id(person, people.ids(session, business_id)) if person is not None else None
        since, until = _moment(business, first), _moment(business, last + DAY if last else None)
        found = service.some(session, business_id, whose, since, until, before, limit)
        items = [_look(row) for row in found]
    return Looks(items=items, next=items[-1].id if len(items) == limit else None)


def _person_id(named: str, known: dict[str, int]) -> int:
    """Raises NotFound for somebody whom the business does not know."""
    digits = named.removeprefix("+").strip()
    if digits in known:
        return known[digits]
    if digits.isdecimal() and int(digits) in known.values():
        return int(digits)
    raise NotFound(f"There is nobody with the id {named}.")


def _moment(business: Business, day: date | None) -> datetime | None:
    return datetime.combine(day, time(), ZoneInfo(business.timezone)) if day else None


def _look(row: Access) -> Look:
    return Look(
        id=row.id,
        looker=row.looker_id if row.looker_id is not None else "operator",
        person=row.person_id,
        kind=Kind(row.kind),
        reference=row.reference,
        how=How(row.how),
        at=row.at,
    )
