"""An old "haan" confirms nothing else: an answer acts only on a question that was asked before it was given.

Where messages were held up, by Meta or by an outage of ours, a person's "yes", "no" or number may be handled after
the bot has asked something that the person had not seen yet. Such an answer does nothing; the question is said again.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any, NamedTuple

from rasa.core.agent import Agent
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.whatsapp.database import Connection
from channels.whatsapp.incoming.inbox import Letter
from channels.whatsapp.turns import buttons, phrases
from channels.whatsapp.turns.output import Answer

SLACK = timedelta(minutes=2)  # a person may answer a question while it is still on its way to them
OLDEST_TRUSTED = timedelta(days=7)  # Meta brings messages for so long
CLOCKS_DIFFER = timedelta(minutes=10)
AFTER_PEOPLE = timedelta(hours=24)  # so long after people had the conversation, an answer may be to them

STALE_ANSWER = "utter_stale_answer"
ANSWER_AFTER_PEOPLE = "utter_answer_after_people"

ANSWERS = frozenset({"affirm", "deny"})
QUESTIONS = frozenset({"asking", "requested_slot"})  # the slots that say what is being asked
CONFIRMED = ("asking", "summary")  # those that are set while a yes confirms something

WRITTEN_AT = """
SELECT min(written_at) FROM assistant.outbox WHERE phone_number_id = %s AND turn = ANY(%s)
"""


@dataclass(frozen=True)
class Question:
    """The question that is open: the turn in which it was asked, and what that turn said."""

    turn: str
    said: Answer


class Missed(NamedTuple):
    """The reply that says why an answer did nothing, and the question to say again below it."""

    reply: str
    question: Answer


def given_at(letter: Letter) -> datetime:
    """When the message was sent, where that can be believed, else when it came."""
    sent_at, received_at = letter.standing.sent_at, letter.received_at
    if sent_at is None or not received_at - OLDEST_TRUSTED <= sent_at <= received_at + CLOCKS_DIFFER:
        return received_at
    return min(sent_at, received_at)


def may_be_late(letter: Letter, now: datetime) -> bool:
    """Whether anything can have been asked after the message was sent, or people have led the conversation lately."""
    ended_at = letter.standing.led_until
    after_people = ended_at is not None and now - ended_at < AFTER_PEOPLE
    return after_people or now - given_at(letter) > SLACK


async def missed(connection: Connection, agent: Agent, letter: Letter, words: str) -> Missed | None:
    """The open question, where the words are an answer and were sent before it, or may be an answer to people."""
    if not await is_answer(agent, words):
        return None
    question = await open_question(agent, letter.conversation)
    asked_at = await _asked_at(connection, letter, question) if question else None
    if question is None or asked_at is None:
        return None
    ended_at = letter.standing.led_until
    if ended_at is not None and asked_at < ended_at:
        return Missed(ANSWER_AFTER_PEOPLE, question.said)
    if asked_at - given_at(letter) > SLACK:
        return Missed(STALE_ANSWER, question.said)
    return None


async def is_answer(agent: Agent, words: str) -> bool:
    """Whether the words say nothing but yes, no, or a number."""
    if is_number(words):
        return True
    parsed = await agent.parse_message(words)
    return parsed["intent"]["name"] in ANSWERS and "clauses" not in parsed


def is_number(words: str) -> bool:
    """Whether the words are a number alone, in the digits of any script, as `2.` or `(२)`."""
    if buttons.number_in(words) is not None:
        return True
    signs = [sign for sign in words if unicodedata.category(sign)[0] not in "PZ"]
    return 0 < len(signs) < 10 and all(sign.isdecimal() for sign in signs)


async def open_question(agent: Agent, conversation: str) -> Question | None:
    """What the bot waits to have answered; None where it waits for nothing."""
    tracker = await agent.tracker_store.retrieve(conversation)
    if tracker is None or not any(_is_set(tracker, slot) for slot in QUESTIONS):
        return None
    question = _asked(list(tracker.events))
    if question is not None and question.said.choices:
        question.said.labels = await phrases.labels(agent, tracker)
    return question


async def open_summary(agent: Agent, conversation: str) -> str | None:
    """What a yes would confirm now; None where nothing is asked that a yes confirms."""
    tracker = await agent.tracker_store.retrieve(conversation)
    is_asked = tracker is not None and all(_is_set(tracker, slot) for slot in CONFIRMED)
    return str(tracker.get_slot("summary")) if is_asked else None


def _is_set(tracker: DialogueStateTracker, slot: str) -> bool:
    """Whether the model knows a slot, and it holds something."""
    return bool(tracker.slots.get(slot) and tracker.get_slot(slot))


async def _asked_at(connection: Connection, letter: Letter, question: Question) -> datetime | None:
    """When the question was written to the person; a second wish has a number behind its turn."""
    turns = [question.turn, question.turn.rpartition(":")[0]]
    row = await (await connection.execute(WRITTEN_AT, (letter.phone_number_id, turns))).fetchone()
    return row[0] if row else None


def _asked(events: Sequence[Event]) -> Question | None:
    """The question by the last event that set one, and all that was said in its turn."""
    sets = [at for at, event in enumerate(events) if _sets_question(event)]
    if not sets:
        return None
    begins = [at for at in range(sets[-1]) if isinstance(events[at], UserUttered)]
    if not begins:
        return None
    turn = events[begins[-1]].message_id
    of_turn = takewhile(lambda event: not isinstance(event, UserUttered), events[begins[-1] + 1 :])
    said = Answer()
    for event in of_turn:
        if isinstance(event, BotUttered):
            said.add(_message(event))
    return Question(str(turn), said)


def _sets_question(event: Event) -> bool:
    return isinstance(event, SlotSet) and event.key in QUESTIONS and bool(event.value)


def _message(event: BotUttered) -> dict[str, Any]:
    """What was said, as it goes to the output channel."""
    message: dict[str, Any] = event.message()
    return message
