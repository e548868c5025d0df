"""Which machine a visit is for: what the person bought, has a ticket for, or names."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.service.tickets import looking as tickets
from munshi.service.tickets.dangers import BURNS_GAS
from munshi.service.tickets.makers import makers
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import LIVE as LIVE_TICKETS
from munshi.service.visits import words
from munshi.service.visits.models import TechnicianRow, Visit
from munshi.service.visits.skills import served as served
from munshi.service.visits.statuses import LIVE
from munshi.service.warranty import spoken
from munshi.service.warranty.models import ProductModel, SoldProduct

Piece = tuple[SoldProduct, str]
LONGEST_INITIALS = 3  # letters of a maker that is written in capitals: LG, IFB
SHORT = 2  # letters of a name that is written in capitals: AC, TV, RO


def bought(session: Session, caller: Caller, machine: str | None = None) -> list[Piece]:
    """What the person has bought, with what kind of machine each is; of one kind only where it is named."""
    query = (
        select(SoldProduct, ProductModel.appliance)
        .join(
            ProductModel,
            (ProductModel.business_id == SoldProduct.business_id) & (ProductModel.model == SoldProduct.model),
        )
        .where(
            SoldProduct.business_id == caller.business_id,
            SoldProduct.person_id == caller.person.id,
            SoldProduct.standing != "refused",
        )
        .order_by(SoldProduct.sold_on.desc(), SoldProduct.id)
    )
    pieces = [(sold, words.kind_of(appliance)) for sold, appliance in session.execute(query)]
    return [piece for piece in pieces if machine is None or piece[1] == machine]


def spoken_of(session: Session, caller: Caller) -> Piece | None:
    """The piece of which was spoken of late."""
    sold = spoken.sold_of(session, caller)
    return with_kind(session, sold) if sold else None


def with_kind(session: Session, sold: SoldProduct) -> Piece:
    """A piece with what kind of machine it is."""
    model = session.get(ProductModel, (sold.business_id, sold.model))
    return sold, words.kind_of(model.appliance) if model else words.machine_in(sold.name) or sold.name


def of_brands(session: Session, pieces: Sequence[Piece], brands: Sequence[str]) -> list[Piece]:
    """Those that one of the named makers has made; all of them where none is named."""
    if not brands:
        return list(pieces)
    named = {sound for brand in brands for sound in words.sounds(brand)}

    def is_made_by(sold: SoldProduct) -> bool:
        model = session.get(ProductModel, (sold.business_id, sold.model))
        made_by = " ".join(makers(model)) if model else sold.name
        return not named.isdisjoint(words.sounds(made_by))

    return [piece for piece in pieces if is_made_by(piece[0])]


def called(machine: str, brand: str) -> str:
    """A machine of a maker that the shop has not sold: "Samsung AC"."""
    kind = machine.replace("_", " ")
    maker = brand.upper() if len(brand) <= LONGEST_INITIALS else brand.title()
    return f"{maker} {kind.upper() if len(kind) <= SHORT else kind}"


def ticket_for(
    session: Session, caller: Caller, reference: str | None, machine: str | None, sold_id: int | None
) -> Ticket | None:
    """The person's open ticket that is named, or is of this piece or kind of machine, and has nobody coming yet."""
    if reference:
        found = session.scalar(tickets.named(caller.business_id, reference))
        return found if found is not None and found.person_id == caller.person.id else None
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id,
        Ticket.person_id == caller.person.id,
        Ticket.status.in_(LIVE_TICKETS),
        Ticket.id.not_in(coming(caller)),
    )
    for ticket in session.scalars(query.order_by(Ticket.id.desc())):
        if _is_of(session, ticket, machine, sold_id):
            return ticket
    return None


def waiting_tickets(session: Session, caller: Caller) -> Sequence[Ticket]:
    """The person's open tickets of machines for which nobody is coming yet, the last first."""
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id,
        Ticket.person_id == caller.person.id,
        Ticket.status.in_(LIVE_TICKETS),
        Ticket.order_reference.is_(None),
        Ticket.id.not_in(coming(caller)),
    )
    return session.scalars(query.order_by(Ticket.id.desc())).all()


def machine_of(session: Session, ticket: Ticket) -> str | None:
    """The kind of machine that a ticket is about; gas of which no machine is named is the stove's."""
    if ticket.sold_id is not None:
        sold = session.get_one(SoldProduct, (ticket.business_id, ticket.sold_id))
        model = session.get(ProductModel, (ticket.business_id, sold.model))
        if model is not None:
            return words.kind_of(model.appliance)
    named = words.machine_in(ticket.product or "") or words.machine_in(ticket.problem)
    return named or (BURNS_GAS if ticket.hazard == "gas" else None)


def nobody_goes(session: Session, ticket: Ticket) -> bool:
    """Whether a ticket is of a machine for which nobody of the business goes out."""
    machine = machine_of(session, ticket)
    return machine is not None and machine not in served(session, ticket.business_id)


def served_pincodes(session: Session, business_id: str, machine: str) -> list[str]:
    """Where somebody comes for such a machine."""
    query = select(TechnicianRow.skills, TechnicianRow.pincodes).where(
        TechnicianRow.business_id == business_id
    )
    return sorted(
        {each for skills, pincodes in session.execute(query) if machine in skills for each in pincodes}
    )


def options(pieces: Sequence[tuple[SoldProduct, str]]) -> list[dict[str, Any]]:
    """What was bought, as rows that can be tapped; of the same name each begins with its serial."""
    names = [sold.name for sold, _ in pieces]
    return [
        {
            "name": sold.name if names.count(sold.name) == 1 else _serial_first(sold),
            "machine": machine,
            "sold": sold.id,
        }
        for sold, machine in pieces
    ]


def _serial_first(sold: SoldProduct) -> str:
    return " ".join(filter(None, (sold.serial or sold.sold_on.isoformat(), sold.name)))


def coming(caller: Caller) -> Select[int | None]:
    """The tickets for which somebody is coming."""
    return select(Visit.ticket_id).where(
        Visit.business_id == caller.business_id, Visit.ticket_id.is_not(None), Visit.status.in_(LIVE)
    )


def _is_of(session: Session, ticket: Ticket, machine: str | None, sold_id: int | None) -> bool:
    if sold_id is not None and ticket.sold_id is not None:
        return ticket.sold_id == sold_id
    return machine is None or machine_of(session, ticket) == machine


def is_served(session: Session, caller: Caller, text: str) -> bool:
    """Whether somebody goes out for the machine that a text names."""
    machine = words.machine_in(text)
    return machine is not None and machine in served(session, caller.business_id)
