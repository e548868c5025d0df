"""People over HTTP: for the actions, the one who writes; for the operator of the deployment, all of them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel

from munshi import database
from munshi.callers import Caller, operator, the_business
from munshi.outcomes import Outcome
from munshi.people import service
from munshi.people.models import Person
from munshi.people.outcomes import SessionStart
from munshi.problems import NotFound, Unauthorised, Unprocessable, described
from munshi.turns import CALL_PROBLEMS, Read

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


@router.get("/person", responses=CALL_PROBLEMS)
def introduce(turn: Read) -> Outcome[SessionStart]:
    """The `roles` of the person who writes, and the `language` to begin in: theirs, else that of the business."""
    return turn.read(lambda _, caller: _introduction(caller))


def _introduction(caller: Caller) -> Outcome[SessionStart]:
    language = caller.person.language or caller.business.language
    return Outcome(outcome="known", facts={"roles": sorted(caller.roles), "language": language})


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
