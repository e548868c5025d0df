"""What was put right is broken again: while that repair is guaranteed, its ticket is opened again free of charge."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.people.models import Person
from munshi.service.tickets import meant, words
from munshi.service.tickets.filing import due
from munshi.service.tickets.looking import WHOLE, locked
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.moving import move
from munshi.service.tickets.rules import Priority, is_same_fault, within_guarantee
from munshi.service.tickets.statuses import DONE, Status
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import Status as VisitStatus
from munshi.service.visits.terms import said
from munshi.service.visits.words import machine_in, words_of
from munshi.service.warranty.models import ProductModel, SoldProduct, WarrantyPolicy

Fits = Callable[[Ticket], bool]


class OfShop(NamedTuple):
    """For how many days a shop guarantees every repair, and the words of the machine, which tell no fault."""

    days: int
    words: Collection[str]


def before(
    session: Session,
    tickets: Iterable[Ticket],
    model: ProductModel | None,
    told: str,
    now: datetime,
    fits: Fits,
    of_shop: OfShop | None = None,
) -> Ticket | None:
    """The first of these tickets of the same fault that was put right, and is still guaranteed: by the policy of its
    model, else for as long as the shop guarantees any repair.
    """
    policy = session.get(WarrantyPolicy, (model.business_id, model.policy)) if model else None
    days = policy.repair_days if policy else of_shop.days if of_shop else 0
    if policy is None and not days:
        return None
    product = [*meant.product_words(model), *(of_shop.words if of_shop else ())]
    now_told, again = words.telling(told, product), words.says_again(told)
    for ticket in tickets:
        if Status(ticket.status) not in DONE or not fits(ticket) or _was_refused(session, ticket):
            continue
        done_at = next(move.at for move in reversed(ticket.moves) if move.status == Status.RESOLVED)
        same = is_same_fault(now_told, words.telling(ticket.problem, product), again)
        if same and within_guarantee(done_at.astimezone(now.tzinfo), now, days):
            return ticket
    return None


def lately(session: Session, business: Business, person_id: int, now: datetime) -> list[Ticket]:
    """What of theirs was put right and is guaranteed still, the last first; goods of an order are no repair."""
    query = select(Ticket).where(
        Ticket.business_id == business.id,
        Ticket.person_id == person_id,
        Ticket.status.in_(DONE),
        Ticket.order_reference.is_(None),
    )
    done = session.scalars(query.order_by(Ticket.id.desc()).options(*WHOLE)).all()
    return [
        each
        for each in done
        if (last := last_day(session, business, each)) is not None
        and now.date() <= last
        and not _was_refused(session, each)
    ]


def last_day(session: Session, business: Business, ticket: Ticket) -> date | None:
    """Until when what was put right is guaranteed: by the policy of its model, else by the terms of the shop."""
    model = session.get(ProductModel, (business.id, ticket.piece.model)) if ticket.piece else None
    policy = session.get(WarrantyPolicy, (model.business_id, model.policy)) if model else None
    days = policy.repair_days if policy else said(business).repair_days
    done_at = next((move.at for move in reversed(ticket.moves) if move.status == Status.RESOLVED), None)
    if not days or done_at is None:
        return None
    return done_at.astimezone(ZoneInfo(business.timezone)).date() + timedelta(days=days)


def by_terms(business: Business, machine: str | None) -> OfShop | None:
    """For how long the shop guarantees a repair of such a machine, where no policy says so."""
    return OfShop(said(business).repair_days, words_of(machine)) if machine else None


def of_machine(
    session: Session, business: Business, person_id: int, machine: str, told: str, now: datetime
) -> Ticket | None:
    """The same, of a machine of theirs that was not sold here."""
    query = select(Ticket).where(
        Ticket.business_id == business.id, Ticket.person_id == person_id, Ticket.sold_id.is_(None)
    )
    tickets = session.scalars(query.order_by(Ticket.id.desc()).options(*WHOLE)).all()
    return before(
        session,
        tickets,
        None,
        told,
        now,
        lambda each: machine_in(f"{each.product or ''} {each.problem}") == machine,
        by_terms(business, machine),
    )


def of_piece(session: Session, sold: SoldProduct, told: str, now: datetime) -> Ticket | None:
    """The same, of a piece that was sold here."""
    query = select(Ticket).where(Ticket.business_id == sold.business_id, Ticket.sold_id == sold.id)
    tickets = session.scalars(query.order_by(Ticket.id.desc()).options(*WHOLE)).all()
    model = session.get(ProductModel, (sold.business_id, sold.model))
    return before(session, tickets, model, told, now, lambda each: True)


def reopen(
    session: Session,
    business: Business,
    reference: str,
    by: Person,
    told: str | None,
    urgency: Priority,
    summary: str | None = None,
) -> Ticket:
    """The ticket before, opened again with what is told now; its time begins anew."""
    ticket = locked(session, business.id, reference)
    move(session, ticket, Status.REOPENED, by, told)
    ticket.free, ticket.priority, ticket.summary = True, urgency, summary or ticket.summary
    ticket.due_at, ticket.overdue_at, ticket.silent_at = due(business, urgency), None, None
    session.flush()
    return ticket


def _was_refused(session: Session, ticket: Ticket) -> bool:
    """Whether somebody came, and the customer wanted no repair at that price."""
    query = select(Visit.status).where(Visit.business_id == ticket.business_id, Visit.ticket_id == ticket.id)
    return session.scalar(query.order_by(Visit.id.desc()).limit(1)) == VisitStatus.REJECTED
