"""Approvals over HTTP, for the actions: one call for each thing that an approver does."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from munshi.approvals import looking, service
from munshi.approvals.outcomes import ApproveRequest, AskTeamLeave, ListApprovals, RejectRequest
from munshi.approvals.rules import Kind
from munshi.approvals.service import Meant, Verdict
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Read, Turn

router = APIRouter(tags=["approvals"])

Said = Annotated[str | None, Field(max_length=4096)]


class VerdictBody(BaseModel):
    """A yes or a no to one request, by its reference or whose it is."""

    approve: bool
    reference: Said = None
    person: Said = None


class MeantBody(BaseModel):
    """Which request is meant; with nothing said it is the one that waits.

    `each` are requests of which not the same is said. `all` is of everything that waits, or of all of the `person`'s;
    so is a `count` where just so many wait. `choice` is that of an option.
    """

    reference: Said = None
    references: list[Annotated[str, Field(max_length=4096)]] = Field([], max_length=50)
    person: Said = Field(None, description="A name as written, in any script")
    kind: Kind | None = Field(None, description="Only leave, or only claims, where the person said which")
    all: bool = False
    count: int | None = None
    choice: Said = None
    each: list[VerdictBody] = Field([], max_length=50)
    said: str | None = Field(None, max_length=5000, description="The whole message")

    def meant(self) -> Meant:
        """The same as the books look for it."""
        named = self.choice or self.reference
        references = tuple(dict.fromkeys([named] if named else self.references))
        each = tuple(Verdict(one.approve, one.reference, one.person) for one in self.each)
        return Meant(references, self.person, self.kind, self.all, self.count, each, said=self.said)


class SaidBody(MeantBody):
    """Which request is meant, and why not, where any is refused."""

    reason: str | None = Field(None, max_length=1000)


class ListDecision(Outcome[ListApprovals]):
    """What waits for the caller as `rows`, the oldest first: each with its `kind` and the `name` of the person.

    `others` are what else waits for who runs the shop: a `guarantee`, a reported `payment`, an `estimate`.
    """


class ApproveDecision(Outcome[ApproveRequest]):
    """The request that was approved, or why it was not.

    `confirm` has the `requests`, each with whether to `approve` it, and the `summary` that a yes confirms; `decided`
    the `rows` with `reference`, `name`, `kind` and what became of each; `choose_request` the `requests` that may be
    meant, each with its `choice`; `decided_already` says `by` whom, `at` what time and the `status`. `act` is the
    number by which what was decided is taken back, `about` what an open question is about.
    """


class RejectDecision(Outcome[RejectRequest]):
    """The same of a rejection. `ask_reason` has the request, or the `requests` where all of them are meant."""


class TeamDecision(Outcome[AskTeamLeave]):
    """Who is away `from` a day `to` another: `rows` with `name`, `days` and the `status`, never why."""


@router.get("/approvals", response_model=ListDecision, responses=CALL_PROBLEMS)
def waiting(turn: Read) -> Outcome[Any]:
    """What waits for the caller's decision, also because they stand in for somebody who is away."""
    return turn.read(service.waiting)


@router.post("/approvals/approve", response_model=ApproveDecision, responses=CALL_PROBLEMS)
def approve(body: SaidBody, turn: Turn) -> Outcome[Any]:
    """Approves what is meant, once; a request that was decided stays as it is."""
    return turn.once(lambda session, caller: service.approve(session, caller, body.meant(), body.reason))


@router.post("/approvals/reject", response_model=RejectDecision, responses=CALL_PROBLEMS)
def reject(body: SaidBody, turn: Turn) -> Outcome[Any]:
    """Rejects what is meant, once and with a reason."""
    return turn.once(lambda session, caller: service.reject(session, caller, body.meant(), body.reason))


@router.get("/approvals/team", response_model=TeamDecision, responses=CALL_PROBLEMS)
def away(
    turn: Read,
    first: Annotated[date | None, Query(alias="from", description="Today, where it is left out")] = None,
    last: Annotated[date | None, Query(alias="to", description="The first day, where it is left out")] = None,
    person: Annotated[str | None, Query(max_length=4096, description="A name as written")] = None,
    said: Annotated[
        str | None, Query(max_length=4096, description="The message, whose names count where none is written")
    ] = None,
) -> Outcome[Any]:
    """Who of those under the caller is on leave, or waits for an answer; an owner sees everybody.

    Of somebody who is named without a day it is every day to come, for two months.
    """
    return turn.read(lambda session, caller: looking.away(session, caller, first, last, person, said))
