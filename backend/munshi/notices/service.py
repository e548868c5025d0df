"""Telling somebody something unasked. The assistant delivers it as soon as the transaction is committed.

A notice of the name `order_ready` is said by the reply `utter_notice_order_ready`; its facts fill that reply in.
"""

from datetime import datetime
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.people import service as people_service
from munshi.people.models import Person
from munshi.people.rules import Role

# Parts of a message of Rasa's, which a fact of the same name would overwrite.
NOT_FACTS = frozenset(
    {"text", "response", "template", "buttons", "elements", "quick_replies", "image", "attachment", "custom"}
)


class Address(NamedTuple):
    """A conversation: one of the business's numbers, and the id of WhatsApp's under which the person is known."""

    number: str
    person: str


LAST_WRITTEN = text(
    """
    SELECT phone_number_id, person FROM assistant.persons
    WHERE phone_number_id = ANY(:numbers) AND (person = ANY(:aliases) OR user_id = ANY(:aliases))
    ORDER BY last_inbound_at DESC LIMIT 1
    """
)

# A key is told once to a person, whatever id and number they were known by at the time.
TELL = text(
    """
    WITH written AS (
        INSERT INTO assistant.notices (phone_number_id, person, name, facts, language, key, written_at)
        SELECT :number, :person, :name, :facts, :language, :key, :now
        WHERE NOT EXISTS (
            SELECT 1 FROM assistant.notices
            WHERE phone_number_id = ANY(:numbers) AND person = ANY(:aliases) AND key = :key
        )
        ON CONFLICT (phone_number_id, person, key) DO NOTHING
        RETURNING id, phone_number_id, person
    )
    INSERT INTO assistant.procrastinate_jobs (queue_name, task_name, lock, args)
    SELECT 'turns', 'notice', concat(phone_number_id, ':', person), jsonb_build_object('notice', id) FROM written
    RETURNING id
    """
)

WAKE = text(
    """
    INSERT INTO assistant.procrastinate_jobs (queue_name, task_name, lock, args)
    SELECT 'turns', 'notice', concat(phone_number_id, ':', person), jsonb_build_object('notice', id)
    FROM assistant.notices
    WHERE state = 'waiting' AND phone_number_id = :number AND person = :person ORDER BY id
    """
)

TOLD = text(
    """
    SELECT facts FROM assistant.notices
    WHERE phone_number_id = ANY(:numbers) AND person = ANY(:aliases) AND name = :name AND written_at >= :since
        AND state <> 'withdrawn'
    ORDER BY id DESC
    """
)

WITHDRAW = text(
    """
    UPDATE assistant.notices SET state = 'withdrawn'
    WHERE state = 'waiting' AND phone_number_id = ANY(:numbers) AND person = ANY(:aliases)
    """
)


def tell(session: Session, business_id: str, person: Person, name: str, key: str, /, **facts: Any) -> bool:
    """Has the person told, once for each key; whether they will be.

    Facts are plain JSON. `asking` is the question that the notice asks, as the slot of that name knows it, and
    `summary` what a yes confirms; without them a question that is open stays open. Nothing is said to who has opted
    out, or has no id on WhatsApp. Raises ValueError for a fact named as a part of a message.
    """
    if wrong := NOT_FACTS & facts.keys():
        raise ValueError(f"A fact cannot be named {', '.join(sorted(wrong))}.")
    business = business_service.get(session, business_id)
    if business is None or person.opted == "out":
        return False
    where = address_of(session, business, person)
    if where is None:
        return False
    told = session.execute(
        TELL,
        {
            "number": where.number,
            "person": where.person,
            "name": name,
            "facts": Jsonb(facts),
            "language": person.language or person.spoken or business.language,
            "key": key,
            "now": clock.now(),
            **_known_as(business, person),
        },
    )
    return told.first() is not None


def tell_role(
    session: Session,
    business_id: str,
    role: Role,
    name: str,
    key: str,
    but: Person | None = None,
    **facts: Any,
) -> None:
    """Has everybody told who holds the role, `but` the one who did it and knows."""
    business = business_service.get(session, business_id)
    for person in people_service.holders(session, business, {role}) if business else ():
        if but is None or person.id != but.id:
            tell(session, business_id, person, name, key, **facts)


def told_of(
    session: Session, business: Business, person: Person, name: str, since: datetime
) -> list[dict[str, Any]]:
    """The facts of the notices of this name that the person was told since then, the last first."""
    found = session.scalars(TOLD, {"name": name, "since": since, **_known_as(business, person)})
    return list(found)


def wake(session: Session, number: str, person: str) -> None:
    """Has what waited for people told in a conversation, in the transaction that hands it back to the bot."""
    session.execute(WAKE, {"number": number, "person": person})


def withdraw(session: Session, business_id: str, person: Person) -> None:
    """Takes back what the person has not been told yet."""
    business = business_service.get(session, business_id)
    if business is not None:
        session.execute(WITHDRAW, _known_as(business, person))


def has_written(session: Session, business: Business, person: Person) -> bool:
    """Whether the person has ever written to the business themself."""
    return session.execute(LAST_WRITTEN, _known_as(business, person)).first() is not None


def address_of(session: Session, business: Business, person: Person) -> Address | None:
    """Where the person last wrote to the business; else its first number, and their phone or user id."""
    known = _known_as(business, person)
    written: Row[Any] | None = session.execute(LAST_WRITTEN, known).first()
    if written is not None:
        return Address(written.phone_number_id, written.person)
    ids = [*people_service.phones(person), *people_service.user_ids(person)]
    if not business.numbers or not ids:
        return None
    return Address(business.numbers[0].phone_number_id, ids[0])


def _known_as(business: Business, person: Person) -> dict[str, list[str]]:
    return {
        "numbers": [number.phone_number_id for number in business.numbers],
        "aliases": [alias.value for alias in person.aliases],
    }
