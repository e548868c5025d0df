"""People over HTTP: for the actions, the one who writes; for the operator of the deployment, all of them."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from munshi import database
from munshi.callers import Caller, operator, the_business
from munshi.operations import Operation
from munshi.outcomes import Outcome
from munshi.people import service
from munshi.people.models import Person
from munshi.people.outcomes import SessionStart, TakeNewIds
from munshi.people.rules import alias_kind
from munshi.problems import NotFound, Unauthorised, Unprocessable, described
from munshi.turns import CALL_PROBLEMS, Read

router = APIRouter(tags=["people"])


def _of_known_form(alias: str) -> str:
    if alias_kind(alias) is None:
        raise ValueError("neither a phone number in digits nor a business-scoped user id")
    return alias


Alias = Annotated[str, AfterValidator(_of_known_form)]


class Known(BaseModel):
    """Somebody whom the business knows; `opted` says whether it may write first, since `opted_at`.

    Who has `left` is a customer like any other from that day on, whatever their `roles` were.
    """

    id: int
    name: str | None
    profile_name: str | None
    roles: list[str]
    phones: list[str]
    user_ids: list[str]
    language: str | None
    manager_id: int | None
    left: date | None
    opted: str | None
    opted_at: AwareDatetime | None


class People(BaseModel):
    """Some of the people, and the `after` that gives the next ones; null when these are the last."""

    items: list[Known]
    next: int | None


@router.get("/person", responses=CALL_PROBLEMS)
def introduce(turn: Read) -> Outcome[SessionStart]:
    """The `roles` of who writes, the `language` to begin in, theirs or the business's, and the `skills` of that."""
    return turn.read(lambda _, caller: _introduction(caller))


def _introduction(caller: Caller) -> Outcome[SessionStart]:
    language = caller.person.language or caller.business.language
    facts = {"roles": sorted(caller.roles), "language": language, "skills": sorted(caller.business.skills)}
    return Outcome(outcome="known", facts=facts)


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


class NewIds(BaseModel):
    """Ids that a person has no more, and those that take their place: phones in digits, or business-scoped user ids."""

    model_config = ConfigDict(extra="forbid")

    gone: Annotated[list[Alias], Field(min_length=1, max_length=4)]
    new: Annotated[list[Alias], Field(min_length=1, max_length=2)]


@router.post("/businesses/{business_id}/people/new-ids", responses=CALL_PROBLEMS)
def take_new_ids(body: NewIds, operation: Operation) -> Outcome[TakeNewIds]:
    """WhatsApp says that somebody has another number or id; what is theirs stays theirs.

    `taken` where a new id belongs to somebody else whom the business knows by name or role: then nothing changes.
    """
    return operation.once(
        lambda session, business: service.take_new_ids(session, business.id, body.gone, body.new)
    )


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
        left=person.left,
        opted=person.opted,
        opted_at=person.opted_at,
    )
