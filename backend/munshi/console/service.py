"""Letting the owner in: a link in chat is good for some minutes, the browser that follows it for half a day."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from munshi import clock, settings
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.console.models import ConsoleKey
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.tokens import hashed, new_token

PATH = "/console"
LINK, BROWSER = "link", "browser"
GOOD_FOR = {LINK: timedelta(minutes=15), BROWSER: timedelta(hours=12)}


def send_link(session: Session, caller: Caller) -> Outcome[Any]:
    """A link to the console for who runs the business; `not_allowed` for everybody else."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    token = _new_key(session, caller.person, LINK)
    url = f"{settings.current().public_url}{PATH}/{token}"
    minutes = int(GOOD_FOR[LINK].total_seconds() // 60)
    return Outcome[str](outcome="link", facts={"url": url, "minutes": minutes})


def let_in(session: Session, link: str) -> str | None:
    """The token of a browser that follows a link; None where the link has lapsed or is none."""
    caller = who_looks(session, link, LINK)
    return _new_key(session, caller.person, BROWSER) if caller else None


def who_looks(session: Session, token: str, kind: str = BROWSER) -> Caller | None:
    """Whose token this is, as long as it is good and they still run the business."""
    key = session.scalar(
        select(ConsoleKey).where(
            ConsoleKey.token_hash == hashed(token),
            ConsoleKey.kind == kind,
            ConsoleKey.expires_at > clock.now(),
        )
    )
    if key is None:
        return None
    business = session.get_one(Business, key.business_id)
    person = session.get_one(Person, (key.business_id, key.person_id))
    caller = Caller(business, person, people.roles_of(business, person))
    return caller if caller.may_act_as(Role.OWNER, Role.MANAGER) else None


def put_out(session: Session, token: str) -> None:
    """Everything that was let in for whose token this is, on every device, is good no longer."""
    caller = who_looks(session, token)
    if caller is not None:
        session.execute(delete(ConsoleKey).where(*_of(caller.person)))


def _new_key(session: Session, person: Person, kind: str) -> str:
    """A token that nobody can guess; what has lapsed of the person's goes."""
    token, now = new_token(), clock.now()
    session.execute(delete(ConsoleKey).where(*_of(person), ConsoleKey.expires_at <= now))
    session.add(
        ConsoleKey(
            business_id=person.business_id,
            person_id=person.id,
            kind=kind,
            token_hash=hashed(token),
            expires_at=now + GOOD_FOR[kind],
        )
    )
    return token


def _of(person: Person) -> tuple[Any, Any]:
    return ConsoleKey.business_id == person.business_id, ConsoleKey.person_id == person.id
