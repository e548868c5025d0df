"""People over HTTP, for the operator of the deployment."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel

from munshi import database
from munshi.callers import operator, the_business
from munshi.people import service
from munshi.people.models import Person
from munshi.problems import NotFound, Unauthorised, Unprocessable, described

router = APIRouter(tags=["people"])


class Known(BaseModel):
    """Somebody whom the business knows; `opted` says whether it may write first, since `opted_at`."""

    id: int
    name: str | None
    profile_name: str | None
    roles: list[str]
    phones: list[str]
    user_ids: list[str]
    language: str | None
    manager_id: int | None
    opted: str | None
    opted_at: AwareDatetime | None


class People(BaseModel):
    """Some of the people, and the `after` that gives the next ones; null when these are the last."""

    items: list[Known]
    next: int | None


@router.get(
    "/businesses/{business_id}/people",
    dependencies=[Depends(operator)],
    responses=described(Unauthorised, NotFound, Unprocessable),
)
def people(business_id: str, after: int = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 200) -> People:
    """The people of a business, in the order in which it met them."""
    with database.transaction() as session:
        the_business(session, business_id)
        found = service.some(session, business_id, after, limit)
        items = [_known(person) for person in found]
    return People(items=items, next=items[-1].id if len(items) == limit else None)


def _known(person: Person) -> Known:
    return Known(
        id=person.id,
        name=person.name,
        profile_name=person.profile_name,
        roles=[held.role for held in person.roles],
        phones=service.phones(person),
        user_ids=service.user_ids(person),
        language=person.language,
        manager_id=person.manager_id,
        opted=person.opted,
        opted_at=person.opted_at,
    )
