"""What the bot says first: a notice that the books have written becomes a turn of its receiver's conversation, once."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from rasa.core.agent import Agent

from channels.whatsapp import handoffs, people, queue
from channels.whatsapp.database import Connection, Pool
from channels.whatsapp.numbers import Numbers
from channels.whatsapp.operating import logs
from channels.whatsapp.operating.outages import Outages, waits_for
from channels.whatsapp.outgoing import outbox
from channels.whatsapp.turns.composer import compose
from channels.whatsapp.turns.conversation import converse
from channels.whatsapp.turns.output import Answer
from engine.logs import reason

logger = logging.getLogger(__name__)

COMMAND = "/receive_notice"
UNTIL_A_MODEL = timedelta(seconds=5)
# How long to wait after each failure; one more, and the notice is kept for the operator.
WAITS: tuple[timedelta, ...] = (timedelta(seconds=2), timedelta(seconds=12))

# Who is with people hears nothing from the bot until the conversation is handed back.
MAY_BE_TOLD = f"""
notice.state = 'waiting' AND NOT EXISTS (
    SELECT 1 FROM assistant.handoffs AS handoff
    WHERE handoff.phone_number_id = notice.phone_number_id AND handoff.person = notice.person
        AND {handoffs.PEOPLE_LEAD}
)
"""

READ = f"""
SELECT notice.id, notice.phone_number_id, notice.person, notice.name, notice.facts, notice.language,
    notice.attempts, EXISTS (
        SELECT 1 FROM assistant.persons AS known
        WHERE known.phone_number_id = notice.phone_number_id AND known.person = notice.person
    )
FROM assistant.notices AS notice WHERE notice.id = %s AND {MAY_BE_TOLD}
"""

TOLD = f"""
UPDATE assistant.notices AS notice SET state = 'told', told_at = %s WHERE notice.id = %s AND {MAY_BE_TOLD}
"""

DEFER = f"""
INSERT INTO assistant.procrastinate_jobs (queue_name, task_name, lock, args)
SELECT 'turns', 'notice', concat(notice.phone_number_id, ':', notice.person),
    jsonb_build_object('notice', notice.id)
FROM assistant.notices AS notice
WHERE {MAY_BE_TOLD} AND NOT EXISTS (
    SELECT 1 FROM assistant.procrastinate_jobs AS job
    WHERE job.lock = concat(notice.phone_number_id, ':', notice.person)
        AND job.task_name = 'notice' AND job.args ->> 'notice' = notice.id::text
)
ORDER BY notice.id
"""


@dataclass(frozen=True)
class Notice:
    """A notice that waits to be told; `heard` says whether the person has ever written to this number."""

    id: int
    phone_number_id: str
    person: str
    name: str
    facts: dict[str, Any]
    language: str | None
    attempts: int
    heard: bool

    def __str__(self) -> str:
        """The notice as a log names it."""
        return f"{self.turn} to {self.conversation}"

    @property
    def conversation(self) -> str:
        """The conversation in which it is told."""
        return people.conversation_id(self.phone_number_id, self.person)

    @property
    def turn(self) -> str:
        """The id of its turn."""
        return f"notice:{self.id}"

    @property
    def command(self) -> str:
        """The internal message that stands for it; it brings the language to whom no message has given one."""
        if self.heard or not self.language:
            return COMMAND
        return COMMAND + json.dumps({"notice_language": self.language})

    @property
    def asks(self) -> bool:
        """Whether it asks something, so that it takes the place of a question that is open."""
        return bool(self.facts.get("asking"))


class NotNow(Exception):
    """The notice was told or withdrawn meanwhile, or must wait for people; what its turn did must not be kept."""


class NothingSaid(Exception):
    """No page has a reply for the notice."""

    loggable = True


class Notices:
    """Tells notices, one turn at a time in each conversation; the queue's lock sees to that."""

    def __init__(
        self, pool: Pool, agent: Callable[[], Agent], numbers: Numbers, clock: Callable[[], datetime]
    ) -> None:
        self.pool = pool
        self.agent = agent
        self.numbers = numbers
        self.clock = clock
        self.outages = Outages()

    async def tell(self, notice_id: int) -> None:
        """Tells the notice, unless it may not be told now. Raises queue.Again where it has to be tried again."""
        async with self.pool.connection() as connection:
            notice = await read(connection, notice_id)
        if notice is None:
            return
        logs.about(turn=notice.turn, conversation=notice.conversation)
        if not self.agent().is_ready():
            logger.warning("no model is loaded; %s waits", notice)
            raise queue.Again(UNTIL_A_MODEL)
        if not await self.numbers.serve(notice.phone_number_id):
            logger.warning("%s is withdrawn: no business has the number any more", notice)
            await self._settle(notice, "withdrawn", notice.attempts + 1)
            return
        try:
            await self._converse(notice)
            self.outages.succeeded(notice.id)
            logs.ended("told")
        except NotNow:
            logs.ended("not_now")
            logger.info("%s was told or withdrawn, or waits", notice)
        except Exception as fault:
            await self._failed(notice, fault)

    async def _converse(self, notice: Notice) -> None:
        """Has Rasa say it; what it says is kept in the transaction that keeps the conversation."""

        async def keep(connection: Connection, answer: Answer) -> None:
            now = self.clock()
            cursor = await connection.execute(TOLD, (now, notice.id))
            if cursor.rowcount != 1:
                raise NotNow(notice.turn)
            composed = compose(answer)
            if not composed.requests:
                raise NothingSaid(notice.name)
            number, person = notice.phone_number_id, notice.person
            await outbox.write(connection, number, person, notice.turn, composed, now, asks=notice.asks)

        metadata = {
            "phone_number_id": notice.phone_number_id,
            "person": notice.person,
            "notice": {"name": notice.name, "facts": notice.facts},
        }
        await converse(self.agent(), notice.conversation, notice.turn, notice.command, metadata, keep)

    async def _failed(self, notice: Notice, fault: Exception) -> None:
        """Counts the failure: the notice is told later, or kept for the operator. Raises queue.Again."""
        attempts = self.outages.attempts(notice.id, fault, notice.attempts)
        waits = waits_for(fault, WAITS)
        if attempts <= len(waits):
            logger.warning("%s failed: %r", notice, fault)
            await self._settle(notice, "waiting", attempts, fault)
            raise queue.Again(waits[attempts - 1]) from fault
        self.outages.forget(notice.id)
        logger.error("%s given up", notice, exc_info=fault)
        await self._settle(notice, "dead", attempts, fault)

    async def _settle(
        self, notice: Notice, state: str, attempts: int, fault: Exception | None = None
    ) -> None:
        """Notes an attempt that told nothing, what was wrong with it, and what becomes of the notice."""
        logs.ended("failed" if state == "waiting" else state)
        async with self.pool.connection() as connection:
            await connection.execute(
                "UPDATE assistant.notices SET state = %s, attempts = %s, fault = %s"
                " WHERE id = %s AND state = 'waiting'",
                (state, attempts, reason(fault) if fault else None, notice.id),
            )


async def read(connection: Connection, notice_id: int) -> Notice | None:
    """The notice, where it may be told now."""
    row = await (await connection.execute(READ, (notice_id,))).fetchone()
    return Notice(*row) if row else None


async def defer_forgotten(connection: Connection) -> int:
    """Has those told that wait and have no job, as when an operator wants another try; how many."""
    return (await connection.execute(DEFER)).rowcount
