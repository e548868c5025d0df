"""A person has another phone number or business-scoped id: the books learn it, and what is kept here goes along."""

import logging
from dataclasses import dataclass

from channels.whatsapp.database import Connection
from channels.whatsapp.incoming.inbox import Letter
from channels.whatsapp.incoming.payload import SYSTEM, obj, phone, user_id
from channels.whatsapp.numbers import Numbers

logger = logging.getLogger(__name__)

MOVED = "moved"

# What is open goes along; where the new id has the like already, that stays and the old one ends with the old id.
FOLLOW = (
    """
    UPDATE assistant.persons AS kept SET user_id = coalesce(%(user_id)s, kept.user_id),
        last_inbound_at = greatest(kept.last_inbound_at, gone.last_inbound_at)
    FROM assistant.persons AS gone
    WHERE kept.phone_number_id = %(number)s AND kept.person = %(new)s
        AND gone.phone_number_id = %(number)s AND gone.person = %(old)s
    """,
    """
    DELETE FROM assistant.persons AS gone USING assistant.persons AS kept
    WHERE gone.phone_number_id = %(number)s AND gone.person = %(old)s AND gone.person <> kept.person
        AND kept.phone_number_id = %(number)s AND kept.person = %(new)s
    """,
    """
    UPDATE assistant.persons
    SET person = %(new)s, wa_id = coalesce(%(wa_id)s, wa_id), user_id = coalesce(%(user_id)s, user_id)
    WHERE phone_number_id = %(number)s AND person = %(old)s
    """,
    """
    UPDATE assistant.notices AS notice SET person = %(new)s
    WHERE phone_number_id = %(number)s AND person = %(old)s AND state = 'waiting' AND NOT EXISTS (
        SELECT FROM assistant.notices
        WHERE phone_number_id = %(number)s AND person = %(new)s AND key = notice.key
    )
    """,
    """
    UPDATE assistant.handoffs SET person = %(new)s
    WHERE phone_number_id = %(number)s AND person = %(old)s AND ended_at IS NULL AND NOT EXISTS (
        SELECT FROM assistant.handoffs
        WHERE phone_number_id = %(number)s AND person = %(new)s AND ended_at IS NULL
    )
    """,
)


@dataclass(frozen=True)
class NewIds:
    """The ids that a person has no more, those that take their place, and the name of the conversation from now on."""

    gone: tuple[str, ...]
    wa_id: str | None
    user_id: str | None
    person: str

    @property
    def new(self) -> list[str]:
        """The new ids that are known."""
        return [id_ for id_ in (self.wa_id, self.user_id) if id_]


def read(letter: Letter) -> NewIds | None:
    """What Meta's message says about the person's ids; None where it names no new one."""
    told = obj(letter.message.get(SYSTEM))
    wa_id, scoped_id = phone(told.get("wa_id")), user_id(told.get("user_id"))
    previous = user_id(told.get("previous_user_id"))
    has_new_number = told.get("type") == "user_changed_number"
    of_before = (letter.person, letter.also) if has_new_number or letter.person == previous else ()
    gone = {id_ for id_ in (*of_before, previous) if id_} - {wa_id, scoped_id}
    if not (wa_id or scoped_id) or not gone:
        return None
    stays = letter.person not in gone
    return NewIds(tuple(sorted(gone)), wa_id, scoped_id, letter.person if stays else str(wa_id or scoped_id))


async def tell_books(numbers: Numbers, letter: Letter, ids: NewIds) -> bool:
    """Has the books move the ids, once for the message; whether they did. Raises BooksUnreachable."""
    path, body = "people/new-ids", {"gone": list(ids.gone), "new": ids.new}
    decision = await numbers.tell(letter.phone_number_id, path, body, letter.wamid)
    if decision != MOVED:
        logger.warning("the new ids of message %s are not taken over: %s", letter.wamid, decision)
    return decision == MOVED


async def follow(connection: Connection, letter: Letter, ids: NewIds) -> None:
    """Lets what is open in the conversation go along, in the connection's transaction."""
    facts = {
        "number": letter.phone_number_id,
        "old": letter.person,
        "new": ids.person,
        "wa_id": ids.wa_id,
        "user_id": ids.user_id,
    }
    for statement in FOLLOW:
        await connection.execute(statement, facts)
