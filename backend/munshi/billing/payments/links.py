"""Links to the pay page: made for one person and what they owe, found by a token of which only the hash is kept."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock, settings
from munshi.billing.payments.models import PayLink
from munshi.billing.payments.owed import left_of
from munshi.billing.payments.rules import Way
from munshi.billing.payments.terms import terms_of, ways_of
from munshi.business import service as business_service
from munshi.people.models import Person
from munshi.tokens import hashed, new_token


@dataclass(frozen=True)
class Issued:
    """A link with its address, which is known only now."""

    link: PayLink
    url: str


def link_for(
    session: Session,
    person: Person,
    paise: int,
    *,
    bill: str | None = None,
    order: str | None = None,
    is_part: bool = False,
) -> Issued:
    """A link for what is owed of a bill by its number, of an order by its reference, or of everything."""
    business = business_service.get(session, person.business_id)
    assert business is not None
    token, now = new_token(), clock.now()
    link = PayLink(
        business_id=person.business_id,
        token_hash=hashed(token),
        person_id=person.id,
        of=bill or order,
        paise=paise,
        is_part=is_part,
        created_at=now,
        expires_at=now + timedelta(hours=terms_of(business).link_hours),
    )
    session.add(link)
    session.flush()
    return Issued(link, address(token))


def address(token: str) -> str:
    """Where the page of a token is, for everybody's phone."""
    return f"{settings.current().public_url}/p/{token}"


def with_token(session: Session, token: str) -> PayLink | None:
    """The link of a token, also one that has lapsed."""
    return session.scalar(select(PayLink).where(PayLink.token_hash == hashed(token)))


def link_to_pay(session: Session, person: Person, of: str) -> str | None:
    """The address where what is left of an order or bill can be paid; None where nothing is, or no way leads there."""
    business = business_service.get(session, person.business_id)
    assert business is not None
    paise = left_of(session, person, of)
    if paise <= 0 or not {Way.UPI, Way.GATEWAY} & set(ways_of(business)):
        return None
    return link_for(session, person, paise, order=of).url
