"""The way of leave from a file into the books and out again."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.part import Part
from munshi.business.stored_sections import of
from munshi.leave.asking.filing import PREFIX
from munshi.leave.balances import ledger
from munshi.leave.deciding.setup_check import undecidable
from munshi.leave.desk import WHOLE
from munshi.leave.models import (
    Employment,
    LeaveEntry,
    LeavePolicy,
    LeaveRequest,
    LeaveSeries,
)
from munshi.leave.policy import LeaveType
from munshi.leave.private import note_export
from munshi.leave.request_part import add_request, impossible_requests, request_entry
from munshi.leave.sections import (
    EmploymentEntry,
    EntryOfLedger,
    LeaveSections,
    PolicyEntry,
    RequestEntry,
)
from munshi.leave.terms import entry
from munshi.people import service as people
from munshi.problems import Fault
from munshi.series import count_on_from

IN_TABLES = ("policies", "employments", "ledger", "requests")


def check(session: Session, file: LeaveSections, business_id: str) -> Iterable[Fault]:
    """Everybody who is named is known, somebody can decide, all stands once, and requests move as requests do."""
    said = file.leave
    known = people.ids_with(session, business_id, file)
    yield from _strangers(file, known)
    yield from undecidable(session, file, business_id)
    yield from _twice("policies", [(row.type, row.effective_from) for row in said.policies])
    yield from _twice("employments", [row.person for row in said.employments])
    yield from _twice("ledger", [(row.person, row.key) for row in said.ledger])
    yield from _twice("requests", [row.reference for row in said.requests])
    yield from _twice("holidays", [row.date for row in said.holidays])
    yield from impossible_requests(said.requests)


def _strangers(file: LeaveSections, known: set[str]) -> Iterator[Fault]:
    said = file.leave
    named: list[tuple[str, str | None]] = [("leave.fallback_approver", said.fallback_approver)]
    for at, employed in enumerate(said.employments):
        place = f"leave.employments[{at}]"
        named += [(f"{place}.person", employed.person), (f"{place}.delegate", employed.delegate)]
    named += [(f"leave.ledger[{at}].person", row.person) for at, row in enumerate(said.ledger)]
    for at, request in enumerate(said.requests):
        place = f"leave.requests[{at}]"
        named += [(f"{place}.person", request.person), (f"{place}.approver", request.approver)]
        named += [(f"{place}.moves", move.person) for move in request.moves]
    for place, who in named:
        if who is not None and who not in known:
            yield Fault(at=place, problem=f"there is nobody with the id {who}")


def _twice(section: str, keys: list[Any]) -> Iterator[Fault]:
    seen: dict[Any, int] = {}
    for at, key in enumerate(keys):
        if seen.setdefault(key, at) != at:
            yield Fault(at=f"leave.{section}[{at}]", problem=f"this is leave.{section}[{seen[key]}] again")


def write(session: Session, business: Business, file: LeaveSections) -> None:
    """Keeps the terms; policies and employments become what the file says, entries and requests are only added."""
    said = file.model_dump(mode="json", exclude_defaults=True, include=set(LeaveSections.model_fields))
    terms = {name: value for name, value in said.get("leave", {}).items() if name not in IN_TABLES}
    others = {name: kept for name, kept in business.settings.items() if name != "leave"}
    business.settings = {**others, "leave": terms} if terms else others
    ids = people.ids(session, business.id)
    write_policies(session, business.id, file.leave.policies)
    write_employments(session, business.id, file.leave.employments, ids)
    for row in file.leave.ledger:
        _add_entry(session, business.id, row, ids[row.person])
    there = set(
        session.scalars(select(LeaveRequest.reference).where(LeaveRequest.business_id == business.id))
    )
    for request in file.leave.requests:
        if request.reference not in there:
            add_request(session, business.id, request, ids)
    numbers = [int(request.reference.removeprefix(PREFIX)) for request in file.leave.requests]
    count_on_from(session, LeaveSeries, business.id, max(numbers, default=0))


def write_policies(session: Session, business_id: str, policies: Iterable[PolicyEntry]) -> None:
    """Adds policies, and changes those of the same type and day."""
    for said in policies:
        row = session.get(LeavePolicy, (business_id, said.type, said.effective_from))
        if row is None:
            row = LeavePolicy(business_id=business_id, type=said.type, effective_from=said.effective_from)
            session.add(row)
        row.name = said.names.model_dump()
        row.terms = said.model_dump(
            mode="json", exclude_defaults=True, exclude={"type", "effective_from", "names"}
        )
    session.flush()


def write_employments(
    session: Session, business_id: str, employments: Iterable[EmploymentEntry], ids: dict[str, int]
) -> None:
    """Writes down who works here and when; `ids` has the person of each phone or user id."""
    for said in employments:
        row = session.get(Employment, (business_id, ids[said.person]))
        if row is None:
            row = Employment(business_id=business_id, person_id=ids[said.person])
            session.add(row)
        row.joined = said.joined
        offs = said.weekly_offs
        row.weekly_offs = (
            None if offs is None else [off.model_dump(mode="json", exclude_defaults=True) for off in offs]
        )
        row.delegate_id = ids[said.delegate] if said.delegate else None
    session.flush()


def _add_entry(session: Session, business_id: str, said: EntryOfLedger, person_id: int) -> None:
    ledger.add(
        session,
        business_id,
        person_id,
        type_=said.type,
        year=said.leave_year,
        days=said.days,
        kind=said.kind,
        day=said.day,
        key=said.key,
        reference=said.reference,
    )


def read(session: Session, business: Business) -> LeaveSections:
    """The terms, and all that is in the tables, the oldest first."""
    terms = of(business, LeaveSections).leave
    ids = people.ids_in_file(session, business.id)
    return LeaveSections(
        leave=terms.model_copy(
            update={
                "policies": policies(session, business.id),
                "employments": employments(session, business.id, ids),
                "ledger": _entries(session, business.id, ids),
                "requests": _requests(session, business.id, ids),
            }
        )
    )


def policies(session: Session, business_id: str) -> list[PolicyEntry]:
    """What is granted, in the order of the types, as the templates have them, each type from its first day on."""
    rows = session.scalars(select(LeavePolicy).where(LeavePolicy.business_id == business_id))
    order = list(LeaveType)
    return sorted(map(entry, rows), key=lambda said: (order.index(said.type), said.effective_from))


def employments(session: Session, business_id: str, ids: dict[int, str]) -> list[EmploymentEntry]:
    """What is known of everybody's work; `ids` names each person by one phone or user id."""
    query = select(Employment).where(Employment.business_id == business_id).order_by(Employment.person_id)
    return [
        EmploymentEntry.model_validate(
            {
                "person": ids[row.person_id],
                "joined": row.joined,
                "weekly_offs": row.weekly_offs,
                "delegate": ids.get(row.delegate_id) if row.delegate_id else None,
            }
        )
        for row in session.scalars(query)
        if row.person_id in ids
    ]


def _entries(session: Session, business_id: str, ids: dict[int, str]) -> list[EntryOfLedger]:
    query = select(LeaveEntry).where(LeaveEntry.business_id == business_id).order_by(LeaveEntry.id)
    fields = EntryOfLedger.model_fields.keys() - {"person"}
    return [
        EntryOfLedger.model_validate(
            {"person": ids[row.person_id], **{field: getattr(row, field) for field in fields}}
        )
        for row in session.scalars(query)
        if row.person_id in ids
    ]


def _requests(session: Session, business_id: str, ids: dict[int, str]) -> list[RequestEntry]:
    query = select(LeaveRequest).where(LeaveRequest.business_id == business_id).order_by(LeaveRequest.id)
    return [request_entry(row, ids) for row in session.scalars(query.options(*WHOLE)) if row.person_id in ids]


PART: Part[LeaveSections] = Part(LeaveSections, check, write, read, note_export)
