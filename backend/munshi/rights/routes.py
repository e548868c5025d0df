"""People's rights over HTTP: for the actions, for the person's own file, and for the operator."""

from typing import Any

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.access import service as access
from munshi.access.files import HEADERS
from munshi.access.rules import How, Kind
from munshi.asking.bodies import ReadingBody
from munshi.business.models import Business
from munshi.callers import Looking, operator, the_business
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.problems import Conflict, Forbidden, NotFound, Unauthorised, Unprocessable, described
from munshi.rights import asking, erasing, export
from munshi.rights.models import Erasure
from munshi.rights.outcomes import AskMyData
from munshi.turns import CALL_PROBLEMS, Turn

TEXT = "text/plain; charset=utf-8"
PROBLEMS = described(Unauthorised, Forbidden, NotFound, Conflict, Unprocessable)

router = APIRouter(tags=["rights"])


class AskedBody(BaseModel):
    """The whole message as it was read."""

    reading: ReadingBody


class DataDecision(Outcome[AskMyData]):
    """A summary in `counts`, the `files` to be sent, or what is asked or done."""


class Erased(BaseModel):
    """How many rows of each table went or were cut down; `of others`: values of others' rows that named the person."""

    counts: dict[str, int]


@router.post("/people/data", response_model=DataDecision, responses=CALL_PROBLEMS)
def ask(body: AskedBody, turn: Turn) -> Outcome[Any]:
    """What is kept of the person, or what they want done with it."""
    return turn.once(lambda session, caller: asking.answer(session, caller, body.reading.reading()))


@router.get(
    "/businesses/{business_id}/people/{who}/data.txt",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **PROBLEMS},
)
def data(business_id: str, who: str, looking: Looking) -> Response:
    """Everything that is kept of a person: for themselves, an owner, and the operator; each look is noted."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        by, found = looking.at(session, business), _person(session, business, who)
        if by is not None and by.id != found.id and Role.OWNER not in people.roles_of(business, by):
            raise Forbidden("This is for the person, and the owner.")
        access.note(session, business_id, by, How.EXPORT, [(found.id, Kind.PERSON, "data")])
        content = export.as_text(export.whole(session, business, found))
    return Response(content, media_type=TEXT, headers=HEADERS)


@router.delete("/businesses/{business_id}/people/{who}", dependencies=[Depends(operator)], responses=PROBLEMS)
def erase(business_id: str, who: str) -> Erased:
    """Erases a person now; what tax law wants kept stays, without their name and words."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        found = _person(session, business, who)
        try:
            erasing.refuse_staff(business, found)
            erasing.refuse_unsettled(session, found)
        except Refusal as refusal:
            raise Conflict(_why_not(refusal)) from refusal
        gone = erasing.erase(session, business, found)
        now = clock.now()
        done = Erasure(business_id=business_id, person_id=found.id, asked_at=now, due_at=now, done_at=now)
        done.counts = gone.counts
        session.add(done)
    gone.remove_files()
    return Erased(counts=gone.counts)


def _why_not(refusal: Refusal) -> str:
    """What has to be over before somebody is erased, for the operator."""
    if refusal.outcome == "unsettled":
        running = ", ".join(refusal.facts["references"])
        return f"{running} is not over: it is done or cancelled before who asked for it is erased."
    return "Who works here is erased once they have left."


def _person(session: Session, business: Business, named: str) -> Person:
    """By number in the books, phone or user id. Raises NotFound."""
    digits = named.removeprefix("+").strip()
    known = people.ids(session, business.id)
    person_id = known.get(digits) or (
        int(digits) if digits.isdecimal() and int(digits) in known.values() else None
    )
    if person_id is None:
        raise NotFound(f"There is nobody with the id {named}.")
    return session.get_one(Person, (business.id, person_id))
