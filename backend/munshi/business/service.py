"""Which businesses there are, and whose number it is."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from munshi.business.models import Business, Number


def get(session: Session, business_id: str) -> Business | None:
    """The business with this id."""
    return session.get(Business, business_id)


def all_of_them(session: Session) -> Sequence[Business]:
    """Every business of the deployment, by id."""
    query = select(Business).order_by(Business.id).options(selectinload(Business.numbers))
    return session.scalars(query).all()


def with_number(session: Session, number: str) -> Sequence[Business]:
    """The business with this number on WhatsApp, where there is one."""
    query = select(Business).join(Number).where(Number.phone_number_id == number)
    return session.scalars(query.options(selectinload(Business.numbers))).all()


def wait_for_others_who_bring_in(session: Session, business_id: str) -> None:
    """One business that comes in twice at once is opened once."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"business:{business_id}", 0))))
