"""One stored message becomes one turn of the conversation, and its answers; all of it is kept, or nothing."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from rasa.core.agent import Agent

from channels.whatsapp import buttons, inbox, outbox, phrases, queue, reading
from channels.whatsapp.attention import Attention
from channels.whatsapp.composer import compose
from channels.whatsapp.conversation import converse
from channels.whatsapp.database import Connection, Pool
from channels.whatsapp.inbox import HandledAlready, Letter
from channels.whatsapp.media import Media
from channels.whatsapp.numbers import Numbers
from channels.whatsapp.output import Answer
from channels.whatsapp.payload import identifier, obj
from channels.whatsapp.reading import Said

logger = logging.getLogger(__name__)

UNTIL_A_MODEL = timedelta(seconds=5)
# How long to wait after each failed turn; one more failure, and the person gets an apology.
WAITS = (timedelta(seconds=1), timedelta(seconds=4), timedelta(seconds=12))


class Turns:
    """Hands messages to Rasa, one turn at a time in each conversation; the queue's lock sees to that."""

    def __init__(
        self,
        pool: Pool,
        agent: Callable[[], Agent],
        numbers: Numbers,
        media: Media,
        attention: Attention,
        clock: Callable[[], datetime],
    ) -> None:
        self.pool = pool
        self.agent = agent
        self.numbers = numbers
        self.media = media
        self.attention = attention
        self.clock = clock

    async def take(self, letter_id: int) -> None:
        """The turn of this message, unless it had it. Raises queue.Again where it has to be tried again."""
        async with self.pool.connection() as connection:
            letter = await inbox.read(connection, letter_id)
        if letter is None or letter.state != "waiting":
            return
        if not self.agent().is_ready():
            logger.warning("no model is loaded; message %s waits", letter.wamid)
            raise queue.Again(UNTIL_A_MODEL)
        if not await self.numbers.serve(letter.phone_number_id):
            await self._leave(letter)
            return
        try:
            async with self.attention.on(letter.phone_number_id, letter.wamid):
                await self._answer(letter)
        except HandledAlready:
            logger.info("message %s had its turn elsewhere", letter.wamid)
        except Exception as fault:
            await self._failed(letter, fault)

    async def _answer(self, letter: Letter) -> None:
        said = reading.read(letter.kind, letter.message)
        button = said.tapped
        text = said.command or reading.typed(said.words)
        if said.tapped is not None:
            command = await self._command_of(letter, said.tapped)
            if command is None and letter.kind != "button":
                await self._say(letter, phrases.STALE_BUTTON)
                return
            button = said.tapped if command else None
            text = command if command and command.startswith("/") else reading.typed(command or said.words)
        elif said.attachment and not text:
            text = reading.attachment_command(said.attachment)
        await self._converse(letter, text or reading.NOT_UNDERSTOOD, said, button)

    async def _leave(self, letter: Letter) -> None:
        """Keeps a message to a number that is no business's; nobody could answer it."""
        logger.warning(
            "message %s came to number %s, which no business has", letter.wamid, letter.phone_number_id
        )
        async with self.pool.connection() as connection:
            await inbox.finish(connection, letter, "unknown_number", self.clock())

    async def _command_of(self, letter: Letter, button: str) -> str | None:
        async with self.pool.connection() as connection:
            return await buttons.command_of(
                connection, letter.phone_number_id, letter.person, button, self.clock()
            )

    async def _converse(self, letter: Letter, text: str, said: Said, button: str | None) -> None:
        """Has Rasa handle the message; its answers are kept in the transaction that keeps the conversation."""
        attachment = said.attachment
        if attachment is not None:
            attachment = await self.media.fetched(letter.phone_number_id, attachment)
        metadata = _metadata(letter, attachment)

        async def keep(connection: Connection, answer: Answer) -> None:
            await self._keep(connection, letter, answer, button)

        await converse(self.agent(), letter.conversation, letter.wamid, text, metadata, keep)

    async def _keep(self, connection: Connection, letter: Letter, answer: Answer, button: str | None) -> None:
        """Writes what the turn says, and that the message had its turn. Raises HandledAlready."""
        number, person, now = letter.phone_number_id, letter.person, self.clock()
        await inbox.finish(connection, letter, "answered", now)
        if button is not None:
            await buttons.use(connection, button, letter.wamid)
        await outbox.write(connection, number, person, letter.wamid, compose(answer), now)

    async def _say(self, letter: Letter, name: str) -> None:
        """Answers without Rasa: the conversation stays as it is."""
        answer = await phrases.phrase(self.agent(), letter.conversation, name)
        async with self.pool.connection() as connection, connection.transaction():
            await self._keep(connection, letter, answer, None)

    async def _failed(self, letter: Letter, fault: Exception) -> None:
        """Counts the failure: the message is tried again later, or given up with one apology. Raises queue.Again."""
        if letter.attempts < len(WAITS):
            logger.warning("turn %s of %s failed: %r", letter.wamid, letter.conversation, fault)
            async with self.pool.connection() as connection:
                await inbox.note_attempt(connection, letter)
            raise queue.Again(WAITS[letter.attempts]) from fault
        logger.error("turn %s of %s given up", letter.wamid, letter.conversation, exc_info=fault)
        apology = await self._apology(letter)
        async with self.pool.connection() as connection, connection.transaction():
            await inbox.give_up(connection, letter)
            number, person, turn = letter.phone_number_id, letter.person, f"{letter.wamid}:apology"
            await outbox.write(connection, number, person, turn, compose(apology), self.clock())

    async def _apology(self, letter: Letter) -> Answer:
        try:
            return await phrases.phrase(self.agent(), letter.conversation, phrases.APOLOGY)
        except Exception:
            logger.exception("no apology for turn %s", letter.wamid)
            return Answer()


def _metadata(letter: Letter, attachment: dict[str, Any] | None) -> dict[str, Any]:
    """What the actions may know of the message besides its words."""
    return {
        "wamid": letter.wamid,
        "phone_number_id": letter.phone_number_id,
        "person": letter.person,
        "person_also": letter.also,
        "profile_name": letter.profile_name,
        "kind": letter.kind,
        "attachment": attachment,
        "reply_to": identifier(obj(letter.message.get("context")).get("id")),
    }
