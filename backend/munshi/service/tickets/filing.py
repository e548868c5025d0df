"""How a ticket comes into the books: with a reference, and a time by which it should be put right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.leave.holidays.service import adopted
from munshi.people.models import Person
from munshi.series import next_number
from munshi.service.tickets.drafts import LONGEST_PROBLEM
from munshi.service.tickets.models import Ticket, TicketMedia, TicketMove, TicketSeries
from munshi.service.tickets.rules import Open, Priority, due_at, hours_for
from munshi.service.tickets.sections import TicketSections
from munshi.service.tickets.statuses import Status

PREFIX = "TKT-"
KINDS = ("image", "video", "audio", "voice", "document")  # of files that show what is wrong


class File(NamedTuple):
    """A file that came in: where it lies, the hash of its content, and its type."""

    path: str
    sha256: str
    mime_type: str


@dataclass(frozen=True)
class Report:
    """What is to be put right: of a sold piece, of goods of an order, or of a product in the person's words."""

    problem: str
    sold_id: int | None = None
    product: str | None = None
    order_reference: str | None = None
    order_lines: Sequence[int] = ()
    hazard: str | None = None
    priority: Priority = "normal"
    address: str | None = None
    pincode: str | None = None
    free: bool = False
    brought: bool = False
    brought_on: date | None = None
    brought_at: time | None = None
    files: Sequence[File] = field(default=())


def file(
    session: Session, business: Business, person: Person, report: Report, summary: str | None = None
) -> Ticket:
    """A new ticket of the person; `summary` is the token of what they said yes to."""
    now = clock.now()
    said: dict[str, Any] = {
        name: getattr(report, name) for name in report.__dataclass_fields__ if name != "files"
    }
    ticket = Ticket(
        business_id=business.id,
        reference=f"{PREFIX}{next_number(session, TicketSeries, business.id)}",
        person_id=person.id,
        status=Status.OPEN,
        summary=summary,
        opened_at=now,
        due_at=due(business, report.priority),
        **{**said, "order_lines": list(report.order_lines)},
        media=[TicketMedia(position=place, **one._asdict()) for place, one in enumerate(report.files, 1)],
        moves=[TicketMove(position=1, status=Status.OPEN, person_id=person.id, at=now)],
    )
    session.add(ticket)
    session.flush()
    return ticket


def complete(session: Session, ticket: Ticket, report: Report, summary: str) -> Ticket:
    """A ticket that was raised before all of it was told, with all of it."""
    for name in report.__dataclass_fields__.keys() - {"files", "order_lines", "priority", "hazard"}:
        setattr(ticket, name, getattr(report, name))
    ticket.order_lines, ticket.summary = list(report.order_lines), summary
    add_files(ticket, report.files)
    session.flush()
    return ticket


def file_of(reading: Reading) -> dict[str, str] | None:
    """The photo, video, voice note or document that came along, where it is kept."""
    came = reading.attachment or {}
    if came.get("fault") or not came.get("sha256") or came.get("kind") not in KINDS:
        return None
    return {part: str(came[part]) for part in ("path", "sha256", "mime_type")}


def add_files(ticket: Ticket, files: Sequence[File]) -> None:
    """Keeps files with a ticket, each once."""
    there = {one.sha256 for one in ticket.media}
    for one in files:
        if one.sha256 not in there:
            ticket.media.append(TicketMedia(position=len(ticket.media) + 1, **one._asdict()))


def added(told: str | None, more: str | None) -> str:
    """What is wrong with what is said of it later, once."""
    told, more = told or "", more or ""
    return told if more in told else ". ".join(filter(None, (told, more)))[:LONGEST_PROBLEM]


def due(business: Business, priority: Priority) -> datetime:
    """By when a ticket that is raised now is to be resolved: over the hours, offs and holidays of the business."""
    hours = of(business, TicketSections).tickets.terms.hours.model_dump()
    week = [Open(each.weekday, each.opens, each.closes) for each in business.hours]
    off = {*business.closed_days, *adopted(business)}
    return due_at(clock.now_in(business.timezone), hours_for(priority, hours), week, off)
