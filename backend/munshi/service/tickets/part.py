"""The way of the terms and the tickets from a file into the books and out again."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.part import Part
from munshi.business.stored_sections import of
from munshi.people import service as people
from munshi.problems import Fault
from munshi.series import count_on_from
from munshi.service.tickets.filing import PREFIX
from munshi.service.tickets.looking import WHOLE
from munshi.service.tickets.models import Ticket, TicketMedia, TicketMove, TicketSeries, TicketSettlement
from munshi.service.tickets.sections import (
    MediaFile,
    PaidBack,
    RaisedMove,
    RaisedTicket,
    SettledGoods,
    Settlement,
    Tickets,
    TicketSections,
    TicketTerms,
)
from munshi.service.tickets.statuses import Status, may_move
from munshi.service.warranty.models import SoldProduct

SECTION = "tickets"
PLAIN = (
    "reference", "problem", "product", "hazard", "priority", "address", "pincode", "free", "settled",
    "due_at", "overdue_at", "silent_at", "order_lines", "brought", "brought_on", "brought_at",
)  # fmt: skip

OF_SETTLEMENT = ("way", "paise", "replacement", "credit_note", "at")


def check(session: Session, file: TicketSections, business_id: str) -> Iterable[Fault]:
    """References are one ticket's, persons and serials are known, and moves are moves that a ticket makes."""
    known = people.ids_with(session, business_id, file)
    serials = {*_serials(session, business_id), *_serials_in(file)}
    for reference, times in Counter(entry.reference for entry in file.tickets.raised).items():
        if times > 1:
            yield Fault(at="tickets.raised", problem=f"{reference} stands here {times} times")
    for place, entry in enumerate(file.tickets.raised):
        at = f"tickets.raised[{place}]"
        for who in sorted(_people_of(entry) - known):
            yield Fault(at=at, problem=f"there is nobody with the id {who}")
        if entry.serial and entry.serial not in serials:
            yield Fault(at=f"{at}.serial", problem=f"nothing was sold with the serial {entry.serial}")
        statuses = [move.status for move in entry.moves]
        if statuses[0] is not Status.OPEN or not all(may_move(*step) for step in pairwise(statuses)):
            yield Fault(at=f"{at}.moves", problem="a ticket begins as open and does not move like this")


def _people_of(entry: RaisedTicket) -> set[str]:
    moved = {step.person for step in entry.moves}
    settled = {done.person for done in entry.settlements}
    return {entry.person, *filter(None, {entry.assigned, *moved, *settled})}


def _serials(session: Session, business_id: str) -> Iterable[str]:
    query = select(SoldProduct.serial).where(SoldProduct.business_id == business_id)
    return filter(None, session.scalars(query))


def _serials_in(file: TicketSections) -> Iterator[str]:
    warranty = getattr(file, "warranty", None)
    yield from (entry.serial for entry in (warranty.sold if warranty else ()) if entry.serial)


def write(session: Session, business: Business, file: TicketSections) -> None:
    """Keeps the terms, and adds the tickets that the books do not have."""
    said = file.tickets.model_dump(mode="json", exclude_defaults=True, exclude={"raised"})
    others = {name: kept for name, kept in business.settings.items() if name != SECTION}
    business.settings = {**others, **({SECTION: said} if said else {})}
    ids = people.ids(session, business.id)
    there = set(session.scalars(select(Ticket.reference).where(Ticket.business_id == business.id)))
    for entry in file.tickets.raised:
        if entry.reference not in there:
            session.add(_ticket(session, business.id, entry, ids))
    session.flush()
    numbers = [int(entry.reference.removeprefix(PREFIX)) for entry in file.tickets.raised]
    count_on_from(session, TicketSeries, business.id, max(numbers, default=0))


def _ticket(session: Session, business_id: str, entry: RaisedTicket, ids: dict[str, int]) -> Ticket:
    return Ticket(
        business_id=business_id,
        person_id=ids[entry.person],
        sold_id=_sold_id(session, business_id, entry.serial),
        order_reference=entry.order,
        status=entry.moves[-1].status,
        assigned_id=ids[entry.assigned] if entry.assigned else None,
        opened_at=entry.moves[0].at,
        media=[TicketMedia(position=place, **one.model_dump()) for place, one in enumerate(entry.media, 1)],
        settlements=[
            TicketSettlement(
                position=place,
                order_reference=done.order,
                goods=[part.model_dump(mode="json") for part in done.goods],
                refunds=[part.model_dump() for part in done.refunds],
                by_person_id=ids[done.person] if done.person else None,
                **{name: getattr(done, name) for name in OF_SETTLEMENT},
            )
            for place, done in enumerate(entry.settlements, 1)
        ],
        moves=[
            TicketMove(
                position=place,
                status=move.status,
                at=move.at,
                person_id=ids[move.person] if move.person else None,
                reason=move.reason,
            )
            for place, move in enumerate(entry.moves, 1)
        ],
        **{name: getattr(entry, name) for name in PLAIN},
    )


def _sold_id(session: Session, business_id: str, serial: str | None) -> int | None:
    if serial is None:
        return None
    query = select(SoldProduct.id).where(SoldProduct.business_id == business_id, SoldProduct.serial == serial)
    return session.scalar(query.order_by(SoldProduct.standing == "refused", SoldProduct.id).limit(1))


def read(session: Session, business: Business) -> TicketSections:
    """The terms, and every ticket with its moves."""
    session.expire_all()
    ids = people.ids_in_file(session, business.id)
    query = select(Ticket).where(Ticket.business_id == business.id).order_by(Ticket.id).options(*WHOLE)
    raised = [_entry(ticket, ids) for ticket in session.scalars(query) if ticket.person_id in ids]
    return TicketSections(tickets=Tickets(terms=terms_of(business), raised=raised))


def terms_of(business: Business) -> TicketTerms:
    """What the business's file says of tickets."""
    return of(business, TicketSections).tickets.terms


def _entry(ticket: Ticket, ids: dict[int, str]) -> RaisedTicket:
    return RaisedTicket(
        person=ids[ticket.person_id],
        serial=ticket.piece.serial if ticket.piece else None,
        order=ticket.order_reference,
        assigned=ids.get(ticket.assigned_id) if ticket.assigned_id else None,
        media=[MediaFile(path=one.path, sha256=one.sha256, mime_type=one.mime_type) for one in ticket.media],
        settlements=[
            Settlement(
                order=done.order_reference,
                goods=[SettledGoods.model_validate(part) for part in done.goods],
                refunds=[PaidBack.model_validate(part) for part in done.refunds],
                person=ids.get(done.by_person_id) if done.by_person_id else None,
                **{name: getattr(done, name) for name in OF_SETTLEMENT},
            )
            for done in ticket.settlements
        ],
        moves=[
            RaisedMove(
                status=Status(move.status),
                at=move.at,
                person=ids.get(move.person_id) if move.person_id else None,
                reason=move.reason,
            )
            for move in ticket.moves
        ],
        **{name: getattr(ticket, name) for name in PLAIN},
    )


PART = Part(TicketSections, check, write, read)
