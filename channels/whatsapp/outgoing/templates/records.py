"""What we know of the templates at Meta, and whether one may be sent to a person."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from channels.whatsapp.database import Connection
from channels.whatsapp.outgoing.templates import request
from channels.whatsapp.outgoing.templates.account import Reviewed
from channels.whatsapp.outgoing.templates.differences import SENDABLE
from channels.whatsapp.outgoing.templates.files import templates
from channels.whatsapp.outgoing.templates.request import Unfilled


class Unusable(Exception):
    """Nothing may be sent in place of the message; the reason is for the operator."""

    loggable = True


class NotTold(Unusable):
    """Meta has not told us of the number or of the template, which may be newer than what it said last."""


async def keep(
    connection: Connection,
    account_id: str,
    numbers: Sequence[str],
    found: Sequence[Reviewed],
    asked_at: datetime,
) -> None:
    """Notes what Meta said of an account when it was asked; news that came since is newer."""
    rows = [{key: vars(each)[key] for key in ("name", "code", "category", "status")} for each in found]
    async with connection.transaction():
        await connection.execute(
            """
            INSERT INTO assistant.accounts (phone_number_id, account_id) SELECT unnest(%s::text[]), %s
            ON CONFLICT (phone_number_id) DO UPDATE SET account_id = excluded.account_id
            """,
            (list(numbers), account_id),
        )
        await connection.execute(KEEP, {"account": account_id, "rows": Jsonb(rows), "now": asked_at})
        await connection.execute(
            """
            DELETE FROM assistant.templates WHERE account_id = %s AND checked_at <= %s
                AND (name, language) NOT IN (SELECT * FROM unnest(%s::text[], %s::text[]))
            """,
            (account_id, asked_at, [each.name for each in found], [each.code for each in found]),
        )


async def note(
    connection: Connection,
    account_id: str,
    name: str,
    code: str,
    happened_at: datetime,
    now: datetime,
    *,
    category: str | None = None,
    status: str | None = None,
) -> None:
    """Notes news of one template; what is older than what we know already changes nothing."""
    await connection.execute(
        NOTE,
        {
            "account": account_id,
            "name": name,
            "code": code,
            "category": category,
            "status": status,
            "at": happened_at,
            "now": now,
        },
    )


async def refused(
    connection: Connection, phone_number_id: str, template: Mapping[str, Any], status: str, now: datetime
) -> None:
    """Notes that Meta would not send the template of this request."""
    await connection.execute(
        """
        UPDATE assistant.templates SET status = %s, checked_at = greatest(checked_at, %s)
        WHERE name = %s AND language = %s
            AND account_id = (SELECT account_id FROM assistant.accounts WHERE phone_number_id = %s)
        """,
        (status, now, template["name"], template["language"]["code"], phone_number_id),
    )


async def in_place(
    connection: Connection, phone_number_id: str, person: str, named: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The request for the template that a reply has named, where this person may be sent it. Raises Unusable."""
    if named is None:
        raise Unusable("it has no template")
    template = templates().get(named["name"])
    if template is None or named["language"] not in template.bodies:
        raise Unusable(f"there is no template {named['name']} in {named['language']}")
    code = template.bodies[named["language"]].code
    await _refuse(connection, phone_number_id, person, template.name, code)
    try:
        return request.to_send(
            template, named["language"], named["values"], named.get("buttons", ()), named.get("card")
        )
    except Unfilled as fault:
        raise Unusable(f"template {template.name} ({code}): {fault}") from fault


async def _refuse(connection: Connection, phone_number_id: str, person: str, name: str, code: str) -> None:
    """Only what Meta has approved is sent, to nobody who opted out; marketing only to who opted in. Raises Unusable."""
    cursor = await connection.execute(
        MAY_BE_SENT, {"number": phone_number_id, "person": person, "name": name, "code": code}
    )
    row = await cursor.fetchone()
    account_id, status, category, opted = row or (None, None, None, None)
    if account_id is None:
        raise NotTold("its number is in no account of WHATSAPP_BUSINESS_ACCOUNT_ID")
    if status is None:
        raise NotTold(f"template {name} ({code}) is not at Meta")
    if status != SENDABLE:
        raise Unusable(f"template {name} ({code}) is {status} at Meta")
    if opted == "out":
        raise Unusable("the person has asked for no messages")
    if category != "UTILITY" and opted != "in":
        raise Unusable(
            f"template {name} ({code}) is {category}, and the person has not asked for such messages"
        )


KEEP = """
INSERT INTO assistant.templates AS known (account_id, name, language, category, status, checked_at)
SELECT %(account)s, name, code, category, status, %(now)s
FROM jsonb_to_recordset(%(rows)s) AS found(name text, code text, category text, status text)
ON CONFLICT (account_id, name, language) DO UPDATE
    SET category = excluded.category, status = excluded.status, checked_at = excluded.checked_at
    WHERE known.checked_at <= excluded.checked_at
"""

# Meta tells the second of its news, and we know what it said within the second. What lies ahead of now was written by
# a clock that has been set back since.
# What kind of template it is that we have never seen, nobody has said: then it counts as one that needs a wish for it.
NOTE = """
INSERT INTO assistant.templates AS known (account_id, name, language, category, status, checked_at)
VALUES (%(account)s, %(name)s, %(code)s, coalesce(%(category)s, 'UNKNOWN'), coalesce(%(status)s, 'UNKNOWN'), %(at)s)
ON CONFLICT (account_id, name, language) DO UPDATE
    SET category = coalesce(%(category)s, known.category), status = coalesce(%(status)s, known.status),
        checked_at = CASE WHEN known.checked_at > %(now)s THEN excluded.checked_at
            ELSE greatest(known.checked_at, excluded.checked_at) END
    WHERE date_trunc('second', known.checked_at) <= excluded.checked_at OR known.checked_at > %(now)s
"""

# Who wants which messages stands in the books.
MAY_BE_SENT = """
SELECT account.account_id, template.status, template.category, (
    SELECT known.opted FROM public.numbers
        JOIN public.person_aliases AS alias USING (business_id)
        JOIN public.persons AS known ON known.business_id = alias.business_id AND known.id = alias.person_id
    WHERE numbers.phone_number_id = %(number)s AND alias.value = %(person)s
)
FROM assistant.accounts AS account
    LEFT JOIN assistant.templates AS template
        ON template.account_id = account.account_id AND name = %(name)s AND language = %(code)s
WHERE account.phone_number_id = %(number)s
"""
