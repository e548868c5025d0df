"""Which taps act as commands: only ids that we issued to this person; an answer once, and not after it has gone stale.

Who types what a button of the last message says has tapped it, in whichever script, and so has who writes the number
of a choice.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from channels.whatsapp.database import Connection
from channels.whatsapp.outgoing.length import cut
from channels.whatsapp.turns.composer import BUTTON_TITLE, ROW_TITLE
from spelling import key

STALE_AFTER = timedelta(hours=24)
ANSWERS = ("/affirm", "/deny")
LONGEST_TITLE = 80  # signs of what may answer a button; no list shows more of a title

# What the last message offers. Of messages of an hour that offer the same of something else, as the notices of orders
# or of visits do, a title says not which is meant: the words are heard as words.
OFFERED_LAST = """
SELECT id, command, number, title, NOT exclusive AND EXISTS (
        SELECT 1 FROM assistant.buttons AS alike
        WHERE alike.phone_number_id = %(number)s AND alike.person = %(person)s
            AND alike.title = offered.title AND alike.turn <> offered.turn
            AND alike.command <> offered.command AND alike.used_by IS NULL AND NOT alike.exclusive
            AND alike.issued_at BETWEEN offered.issued_at - interval '1 hour' AND offered.issued_at
    ) AS doubtful
FROM assistant.buttons AS offered
WHERE phone_number_id = %(number)s AND person = %(person)s
    AND used_by IS NULL AND issued_at > %(oldest)s AND issued_at <= %(came_at)s
    AND turn = (
        SELECT turn FROM assistant.outbox
        WHERE phone_number_id = %(number)s AND person = %(person)s ORDER BY id DESC LIMIT 1
    )
    AND NOT EXISTS (
        SELECT 1 FROM assistant.buttons AS other
        WHERE other.phone_number_id = %(number)s AND other.person = %(person)s
            AND other.turn = offered.turn AND other.exclusive AND other.used_by IS NOT NULL
    )
"""


class Tap(NamedTuple):
    """The button that was tapped and what it stands for; neither where nothing of ours was."""

    button: str | None = None
    command: str | None = None


NO_TAP = Tap()

_NUMBER = re.compile(r"\(?(\d{1,2})(?:\ufe0f?\u20e3)?\s*[.):\-।]?")  # also as a keycap


def number_in(words: str) -> int | None:
    """The number that is all that was written, in the digits of any script: `2`, `2.`, `२)`; None for anything else."""
    found = _NUMBER.fullmatch(words.strip())
    return int(found.group(1)) if found else None


def may_name(words: str) -> bool:
    """Whether the words can be the number or the title of a choice."""
    return len(words) <= LONGEST_TITLE and bool(_bare(words))


async def of_words(
    connection: Connection, phone_number_id: str, person: str, words: str, came_at: datetime, now: datetime
) -> Tap:
    """The choice whose number or title the words are, where the last that the person was told offers it.

    What came before it was told answers something else, and so may what came after anything newer.
    """
    whose = {"number": phone_number_id, "person": person}
    cursor = await connection.execute(
        OFFERED_LAST, {**whose, "came_at": came_at, "oldest": now - STALE_AFTER}
    )
    offered = await cursor.fetchall()
    if (number := number_in(words)) is not None:
        return _only(Tap(id, command) for id, command, its, _, _ in offered if its == number)
    sure = [(Tap(id, command), title) for id, command, _, title, doubtful in offered if not doubtful]
    titles = [title for _, _, _, title, _ in offered]
    written = [
        tap
        for tap, title in sure
        if _bare(words) in map(_bare, _titles(title)) and not _may_be_of_another(tap, title, titles)
    ]
    return _only(written or (tap for tap, title in sure if _is_in_another_script(words, title)))


def _only(taps: Iterable[Tap]) -> Tap:
    """The one that is meant, where it is one."""
    found = list(taps)
    return found[0] if len(found) == 1 else NO_TAP


def _may_be_of_another(tap: Tap, title: str, titles: Sequence[str]) -> bool:
    """Whether a plain yes or no begins what another button says too: *haan*, beside *Haan, mil gaye*."""
    is_plain = (tap.command or "").startswith(ANSWERS)
    return is_plain and any(each != title and _bare(each).startswith(_bare(title)) for each in titles)


def _titles(title: str) -> set[str]:
    """The title, and what a button or a row of a list shows of it."""
    return {title, cut(title, BUTTON_TITLE), cut(title, ROW_TITLE)}


def _is_in_another_script(words: str, title: str) -> bool:
    """Whether they sound like the title, and only one of the two is in Latin letters."""
    return words.isascii() != title.isascii() and key(words) in map(key, _titles(title))


def _bare(words: str) -> str:
    """The letters and digits alone, small: how a person types what they see."""
    signs = unicodedata.normalize("NFKC", words).casefold()
    return "".join(sign for sign in signs if unicodedata.category(sign)[0] in "LMN")


async def of_id(
    connection: Connection, phone_number_id: str, person: str, button_id: str, now: datetime
) -> Tap:
    """The button, unless it was not issued to this person; one that answers a question is used up, and goes stale.

    A question that is still open keeps its buttons all the same: see `of_open_question`.
    """
    cursor = await connection.execute(
        """
        SELECT id, command FROM assistant.buttons AS tapped
        WHERE id = %(id)s AND phone_number_id = %(number)s AND person = %(person)s
            AND NOT (exclusive AND (used_by IS NOT NULL OR issued_at <= %(oldest)s OR EXISTS (
                SELECT 1 FROM assistant.buttons AS other
                WHERE other.phone_number_id = %(number)s AND other.person = %(person)s AND other.exclusive
                    AND other.issued_at >= tapped.issued_at
                    AND (other.turn <> tapped.turn OR other.used_by IS NOT NULL)
            )))
        """,
        {"id": button_id, "number": phone_number_id, "person": person, "oldest": now - STALE_AFTER},
    )
    row = await cursor.fetchone()
    return Tap(*row) if row else NO_TAP


async def of_open_question(
    connection: Connection, phone_number_id: str, person: str, button_id: str, summary: str, now: datetime
) -> Tap:
    """The button that confirms just what is still asked, whatever was shown since; none of its turn was used."""
    cursor = await connection.execute(
        """
        SELECT id, command FROM assistant.buttons AS tapped
        WHERE id = %(id)s AND phone_number_id = %(number)s AND person = %(person)s AND issued_at > %(oldest)s
            AND NOT EXISTS (
                SELECT 1 FROM assistant.buttons AS other
                WHERE other.phone_number_id = %(number)s AND other.person = %(person)s AND other.exclusive
                    AND other.turn = tapped.turn AND other.used_by IS NOT NULL
            )
        """,
        {"id": button_id, "number": phone_number_id, "person": person, "oldest": now - STALE_AFTER},
    )
    row = await cursor.fetchone()
    return Tap(*row) if row and _confirms(row[1]) == summary else NO_TAP


def _confirms(command: str) -> str | None:
    """What a yes or a no of a button is about; None where it is neither, or names nothing."""
    if not command.startswith(ANSWERS):
        return None
    _, brace, values = command.partition("{")
    told: str | None = json.loads(brace + values).get("summary") if brace else None
    return told


async def use(connection: Connection, button_id: str, wamid: str) -> None:
    """Uses the button up, in the transaction that keeps what its command did."""
    await connection.execute(
        "UPDATE assistant.buttons SET used_by = %s WHERE id = %s AND used_by IS NULL", (wamid, button_id)
    )
