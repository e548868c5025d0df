"""One stored message becomes one turn of the conversation, and its answers; all of it is kept, or nothing."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from rasa.core.agent import Agent

from channels.whatsapp import handoffs, queue
from channels.whatsapp.database import Connection, Pool
from channels.whatsapp.incoming import inbox, new_ids, reading
from channels.whatsapp.incoming.changes import Fate
from channels.whatsapp.incoming.inbox import HandledAlready, Letter
from channels.whatsapp.incoming.media import Media
from channels.whatsapp.incoming.payload import SYSTEM, identifier, obj
from channels.whatsapp.incoming.reading import Said
from channels.whatsapp.numbers import BooksUnreachable, Numbers
from channels.whatsapp.operating import logs
from channels.whatsapp.operating.outages import Outages, waits_for
from channels.whatsapp.outgoing import outbox
from channels.whatsapp.outgoing.messages import Composed, next_page
from channels.whatsapp.outgoing.verdicts import SendFault
from channels.whatsapp.turns import at_once, buttons, late_answers, phrases
from channels.whatsapp.turns.attention import Attention
from channels.whatsapp.turns.composer import compose
from channels.whatsapp.turns.conversation import converse
from channels.whatsapp.turns.late_answers import Missed
from channels.whatsapp.turns.output import Answer

logger = logging.getLogger(__name__)

UNTIL_A_MODEL = timedelta(seconds=5)
PASS_ON = "/pass_on_answer"  # the words are for the customer whom the person answers
WORDY = ("text", "button")  # typed, or tapped below a template, where the words are what was meant
# How long to wait after each failed turn; one more failure, and the person gets an apology.
WAITS: tuple[timedelta, ...] = (timedelta(seconds=2), timedelta(seconds=15))


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
        self.outages = Outages()

    async def take(self, letter_id: int) -> None:
        """The turn of this message, unless it had it. Raises queue.Again where it has to be tried again."""
        async with self.pool.connection() as connection:
            letter = await inbox.read(connection, letter_id)
        if letter is None or letter.state != "waiting":
            return
        logs.about(turn=letter.wamid, conversation=letter.conversation)
        if not self.agent().is_ready():
            logger.warning("no model is loaded; message %s waits", letter.wamid)
            raise queue.Again(UNTIL_A_MODEL)
        if not await self.numbers.serve(letter.phone_number_id, self.clock() - letter.received_at):
            await self._leave(letter)
            return
        try:
            if letter.kind == SYSTEM or letter.fate is Fate.SILENT:
                await self._follow(letter)
                return
            said = reading.read(letter.kind, letter.message)
            command = at_once.command(said.words) if letter.kind in WORDY else None
            if letter.standing.is_for_people(letter.wamid) and command is None:
                await self._keep_for_people(letter, said)
                return
            async with self.attention.on(letter.phone_number_id, letter.wamid):
                await self._answer(letter, said, command)
            self.outages.succeeded(letter.id)
        except HandledAlready:
            logger.info("message %s had its turn elsewhere", letter.wamid)
        except Exception as fault:
            await self._failed(letter, fault)

    async def _answer(self, letter: Letter, said: Said, at_once_command: str | None) -> None:
        """Answers what was said; a command that acts at once does so whatever is being asked."""
        if letter.fate is Fate.TOO_LATE:
            await self._say(letter, phrases.EDITED_TOO_LATE)
            return
        if at_once_command:
            await self._converse(letter, at_once_command, said, None)
            return
        if said.tapped is None and letter.standing.answers(letter.wamid, letter.received_at):
            await self._converse(letter, PASS_ON, said, None)
            return
        missed = await self._missed(letter, said)
        if missed is not None:
            await self._say(letter, missed.reply, missed.question)
            return
        button, command = await self._tap(letter, said)
        if said.tapped is not None and command is None and letter.kind != "button":
            await self._say(letter, phrases.STALE_BUTTON)
            return
        if command and (page := next_page(command)):
            await self._show(letter, page)
            return
        words = reading.typed(command or said.words)
        text = command if command and command.startswith("/") else said.command or words
        if said.attachment and not text:
            text = reading.attachment_command(said.attachment)
        await self._converse(letter, text or reading.NOT_UNDERSTOOD, said, button)

    async def _follow(self, letter: Letter) -> None:
        """Does what wants no answer: a person's new id is learnt, what was taken back is left."""
        ids = new_ids.read(letter) if letter.kind == SYSTEM else None
        moved = ids is not None and await new_ids.tell_books(self.numbers, letter, ids)
        async with self.pool.connection() as connection, connection.transaction():
            await inbox.finish(connection, letter, "ignored", self.clock())
            if ids is not None and moved:
                await new_ids.follow(connection, letter, ids)

    async def _missed(self, letter: Letter, said: Said) -> Missed | None:
        """The open question, where what was typed is an answer to something else."""
        words = reading.typed(said.words)
        if letter.kind != "text" or not words or not late_answers.may_be_late(letter, self.clock()):
            return None
        async with self.pool.connection() as connection:
            return await late_answers.missed(connection, self.agent(), letter, words)

    async def _keep_for_people(self, letter: Letter, said: Said) -> None:
        """Leaves the message to the people who lead the conversation; what it brings is fetched while Meta has it."""
        try:
            if said.attachment is not None:
                await self.media.fetched(letter.phone_number_id, said.attachment)
        except SendFault:
            if letter.attempts < len(WAITS):
                raise
            logger.warning("what message %s brings could not be fetched", letter.wamid)
        if letter.standing.answered_by is not None:
            await self._tell_who_answers(letter, said)
        async with self.pool.connection() as connection, connection.transaction():
            await inbox.finish(connection, letter, "for_people", self.clock())

    async def _tell_who_answers(self, letter: Letter, said: Said) -> None:
        """Has whoever answers the person through the bot told what they have written, once for the message."""
        path = f"handoffs/{letter.phone_number_id}/{quote(letter.person, safe='')}/heard"
        try:
            await self.numbers.tell(letter.phone_number_id, path, {"text": said.words or None}, letter.wamid)
        except BooksUnreachable:
            if letter.attempts < len(WAITS):
                raise
            logger.warning("nobody could be told of message %s", letter.wamid)

    async def _leave(self, letter: Letter) -> None:
        """Keeps a message to a number that is no business's; nobody could answer it."""
        logger.warning(
            "message %s came to number %s, which no business has", letter.wamid, letter.phone_number_id
        )
        async with self.pool.connection() as connection:
            await inbox.finish(connection, letter, "unknown_number", self.clock())

    async def _tap(self, letter: Letter, said: Said) -> buttons.Tap:
        """What was tapped, or named as it can be tapped: by its title, or by its number."""
        typed = said.tapped is None
        if typed and (said.attachment is not None or not buttons.may_name(said.words)):
            return buttons.NO_TAP
        async with self.pool.connection() as connection:
            whose = letter.phone_number_id, letter.person
            if typed:
                return await buttons.of_words(
                    connection, *whose, said.words, letter.received_at, self.clock()
                )
            tapped = await buttons.of_id(connection, *whose, said.tapped or "", self.clock())
            if tapped != buttons.NO_TAP:
                return tapped
            asked = await late_answers.open_summary(self.agent(), letter.conversation)
            if asked is None:
                return tapped
            return await buttons.of_open_question(connection, *whose, said.tapped or "", asked, self.clock())

    async def _converse(self, letter: Letter, text: str, said: Said, button: str | None) -> None:
        """Has Rasa handle the message; its answers are kept in the transaction that keeps the conversation."""
        attachment = said.attachment
        if attachment is not None:
            attachment = await self.media.fetched(letter.phone_number_id, attachment)
        metadata = _metadata(letter, attachment)
        if text == PASS_ON:
            metadata["passed_on"] = said.words

        async def keep(connection: Connection, answer: Answer) -> None:
            await self._keep(connection, letter, answer, button)

        await converse(self.agent(), letter.conversation, letter.wamid, text, metadata, keep)

    async def _keep(self, connection: Connection, letter: Letter, answer: Answer, button: str | None) -> None:
        """Writes what the turn says, and that the message had its turn. Raises HandledAlready."""
        await self._write(connection, letter, compose(answer))
        if button is not None:
            await buttons.use(connection, button, letter.wamid)
        if letter.standing.answers(letter.wamid, letter.received_at):
            await handoffs.end_answering(connection, letter.phone_number_id, letter.person, letter.standing)

    async def _write(self, connection: Connection, letter: Letter, composed: Composed) -> None:
        """Writes the answer; it names what it answers where the person has written more meanwhile."""
        now = self.clock()
        if await inbox.finish(connection, letter, "answered", now):
            composed.reply_to(letter.wamid)
        await outbox.write(connection, letter.phone_number_id, letter.person, letter.wamid, composed, now)

    async def _show(self, letter: Letter, page: dict[str, Any]) -> None:
        """Brings the next page of a list: the conversation stays as it is, and so do the rows before."""
        async with self.pool.connection() as connection, connection.transaction():
            await self._write(connection, letter, Composed([page]))

    async def _say(self, letter: Letter, name: str, then: Answer | None = None) -> None:
        """Answers without Rasa, and says `then` below it: the conversation stays as it is."""
        answer = await phrases.phrase(self.agent(), letter.conversation, name)
        if then is not None:
            answer = replace(then, texts=[*answer.texts, *then.texts])
        async with self.pool.connection() as connection, connection.transaction():
            await self._keep(connection, letter, answer, None)

    async def _failed(self, letter: Letter, fault: Exception) -> None:
        """Counts the failure: the message is tried again later, or given up with one apology. Raises queue.Again."""
        attempts = self.outages.attempts(letter.id, fault, letter.attempts)
        waits = waits_for(fault, WAITS)
        if attempts <= len(waits):
            logger.warning("turn %s of %s failed: %r", letter.wamid, letter.conversation, fault)
            async with self.pool.connection() as connection:
                await inbox.note_attempts(connection, letter, attempts)
            raise queue.Again(waits[attempts - 1]) from fault
        self.outages.forget(letter.id)
        logger.error("turn %s of %s given up", letter.wamid, letter.conversation, exc_info=fault)
        apology = await self._apology(letter)
        async with self.pool.connection() as connection, connection.transaction():
            await inbox.give_up(connection, letter, fault)
            number, person, turn = letter.phone_number_id, letter.person, f"{letter.wamid}:apology"
            await outbox.write(connection, number, person, turn, compose(apology), self.clock())

    async def _apology(self, letter: Letter) -> Answer:
        if letter.kind == SYSTEM:
            return Answer()  # nobody asked for anything
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
        "came_by": reading.came_by(letter.message),
        "reply_to": identifier(obj(letter.message.get("context")).get("id")),
    }
