"""The requests of a business's file: what must hold in them, and their way into the books and out again."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from sqlalchemy.orm import Session

from munshi.leave.models import LeaveDayRow, LeaveMove, LeaveRequest
from munshi.leave.rules import NOTHING, Portion
from munshi.leave.sections import RequestEntry, RequestMove
from munshi.leave.statuses import LIVE, Status, may_follow
from munshi.problems import Fault


def impossible_requests(requests: list[RequestEntry]) -> Iterator[Fault]:
    """A request begins as pending, moves as the table says, and no two live ones hold the same half of a day."""
    held: dict[tuple[str, Any, Portion], str] = {}
    for at, request in enumerate(requests):
        statuses = [move.status for move in request.moves]
        if statuses[0] is not Status.PENDING or not all(may_follow(*pair) for pair in pairwise(statuses)):
            yield Fault(at=f"leave.requests[{at}].moves", problem="a request does not move like this")
        if statuses[-1] not in LIVE:
            continue
        halves = [
            (request.person, day.date, half) for day in request.days for half in _halves(request.portion)
        ]
        others = {held.setdefault(half, request.reference) for half in halves} - {request.reference}
        if others:
            problem = f"{', '.join(sorted(others))} holds some of these days already"
            yield Fault(at=f"leave.requests[{at}].days", problem=problem)


def _halves(portion: Portion) -> tuple[Portion, ...]:
    return (Portion.FIRST, Portion.SECOND) if portion is Portion.FULL else (portion,)


def _decision(said: RequestEntry) -> RequestMove | None:
    """The move that decided it; a decision that was taken back is none any more."""
    since = [move.status for move in said.moves]
    begun = len(since) - since[::-1].index(Status.PENDING)
    decided = (move for move in said.moves[begun:] if move.status in (Status.APPROVED, Status.REJECTED))
    return next(decided, None)


def add_request(session: Session, business_id: str, said: RequestEntry, ids: dict[str, int]) -> None:
    """Writes a request as it stood; what it took of the balance is in the file's ledger."""
    status = said.moves[-1].status
    decision = _decision(said)
    counted = [day for day in said.days if day.counted]
    count = sum((said.portion.days for _ in counted), NOTHING)
    request = LeaveRequest(
        business_id=business_id,
        reference=said.reference,
        person_id=ids[said.person],
        type=said.type,
        first=said.days[0].date,
        last=said.days[-1].date,
        portion=said.portion,
        count=count,
        unpaid=said.unpaid,
        reason=said.reason,
        note=said.note,
        certificate=said.certificate,
        status=status,
        approver_id=ids[said.approver] if said.approver else None,
        asked_at=said.moves[0].at,
        escalated_at=said.escalated_at,
        decided_by=ids[decision.person] if decision and decision.person else None,
        decided_at=decision.at if decision else None,
        decision_reason=said.decision_reason,
        days=[
            LeaveDayRow(
                **day.model_dump(), person_id=ids[said.person], portion=said.portion, live=status in LIVE
            )
            for day in said.days
        ],
        moves=[
            LeaveMove(
                position=position,
                status=move.status,
                at=move.at,
                person_id=ids[move.person] if move.person else None,
            )
            for position, move in enumerate(said.moves, 1)
        ],
    )
    session.add(request)
    session.flush()


def request_entry(request: LeaveRequest, ids: dict[int, str]) -> RequestEntry:
    """A request as a file has it; `ids` names each person by one phone or user id."""
    plain_fields = (
        "reference",
        "type",
        "portion",
        "reason",
        "note",
        "escalated_at",
        "decision_reason",
        "certificate",
        "unpaid",
    )
    day_fields = ("date", "counted", "why", "charged", "leave_year")
    return RequestEntry.model_validate(
        {
            **{field: getattr(request, field) for field in plain_fields},
            "person": ids[request.person_id],
            "approver": ids.get(request.approver_id) if request.approver_id else None,
            "days": [{field: getattr(day, field) for field in day_fields} for day in request.days],
            "moves": [
                {
                    "status": move.status,
                    "at": move.at,
                    "person": ids.get(move.person_id) if move.person_id else None,
                }
                for move in request.moves
            ],
        }
    )
