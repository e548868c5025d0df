"""One message with two wishes is served as two messages of one turn: nothing is kept of one without the other.

The understanding names the `clauses` of such a message. What can be answered at once (a property of the
intent in the domain) is; of two wishes that need a conversation the second waits in the slot `waiting_wishes` until
no question is open any more. Whatever is said to actions of the second clause carries an id of its own, so that what
both do is done once each.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rasa.core.actions.action import create_bot_utterance
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from engine.rasa import asked

CLAUSES = "clauses"
LEFT_OVER = "left_over"  # of the message: what no value has read
TELLING = "telling"  # which of its words say something, with their places in the whole
NEXT_WISH = "next_wish"
FACETS = "facets"  # which sides of its wish a message names, with their places in the whole
SUMS = "sums"  # what the sums of a message are
WAITING = "waiting_wishes"
OF_THE_WHOLE = "language"
AT_ONCE = "answers_at_once"
SAID_TO_COME = "utter_next_wish_comes"
SAID_TO_BE_HERE = "utter_next_wish_is_here"
PASSED_OVER, SAID_BACK = (
    "passed_over",
    "utter_passed_over",
)  # words about which nothing was done: the slot, the reply
FALLBACK = "nlu_fallback"
ID = "wamid"
AFTER_AN_ANSWER = 10  # further on than clauses are numbered: what an answer has left has an id of its own

Parsed = dict[str, Any]


class Turn:
    """The wishes of one message, served on one tracker; the caller saves it once."""

    def __init__(
        self, processor: MessageProcessor, message: UserMessage, tracker: DialogueStateTracker
    ) -> None:
        self._processor = processor
        self._message = message
        self._tracker = tracker
        self._heard: set[str] = set()
        self._passed_over: list[str] = []
        self._rests: set[str] = set()  # what was left of an answer and heard next

    async def serve(self, parsed: Parsed) -> None:
        """Serves what the message wants, then what waits and may come now.

        What nothing was done about is said back, once; a question that waits is said again.
        """
        said_before = len(self._tracker.events)
        await self._serve(parsed)
        if self._passed_over:
            await self._utter(SAID_BACK, {}, passed_over=", ".join(dict.fromkeys(self._passed_over)))
        if question := asked.waiting(self._tracker, said_before):
            await self._say_again(question, said_before)

    async def _serve(self, parsed: Parsed) -> None:
        first, second = clauses(parsed)
        domain, waits = self._processor.domain, False
        if second is None:
            await self._hear(first, 1)
        elif answers_at_once(domain, second) and not answers_at_once(domain, first):
            await self._hear(second, 2)  # the one that may leave a question open comes last
            await self._hear(first, 1)
        else:
            await self._hear(first, 1)
            waits = self._is_busy() and not answers_at_once(domain, second)
            if waits:
                await self._let_wait(second)
            else:
                await self._hear(second, 2)
        if not waits:
            await self._bring()

    async def _bring(self) -> None:
        """What waits comes once no question is open; what came by itself meanwhile does not come again."""
        waiting = list(self._tracker.get_slot(WAITING) or ())
        left = [wish for wish in waiting if intent_of(wish) not in self._heard]
        brought = 2
        while left and not self._is_busy() and not self._tracker.is_paused():
            wish, *left = left
            brought += 1
            await self._say(SAID_TO_BE_HERE, wish)
            await self._hear(wish, brought, beside=True)
        if left != waiting:
            self._set(WAITING, left or None)

    async def _let_wait(self, wish: Parsed) -> None:
        self._set(WAITING, [*(self._tracker.get_slot(WAITING) or ()), wish])
        await self._say(SAID_TO_COME, wish)

    async def _hear(self, wish: Parsed, number: int, *, beside: bool = False) -> None:
        """Handles a clause as Rasa handles a message.

        What nobody understands `beside` something that was done for who works here is passed over. What is left is
        heard next, nothing of it twice.
        """
        heard = as_message(self._message, wish, number)
        processor, tracker, output = self._processor, self._tracker, heard.output_channel
        before = len(tracker.events)
        await processor._handle_message_with_tracker(heard, tracker)
        await processor.run_action_extract_slots(output, tracker)
        if not await asked.is_answered(processor, tracker, output):
            self._heard.add(intent_of(wish))  # an answer is no wish, whatever it sounds like
            if beside and intent_of(wish) == FALLBACK and asked.is_of_staff(tracker):
                self._passed_over.append(wish["text"])
                tracker.update(ActionExecuted(ACTION_LISTEN_NAME), processor.domain)
            else:
                await processor._run_prediction_loop(output, tracker)
        if words := asked.taken_from(PASSED_OVER, processor, tracker):
            self._passed_over.append(words)
        left = asked.taken_from(asked.UNANSWERED, processor, tracker)
        if left and left not in self._rests:
            self._rests.add(left)
            rest = await self._read(left)
            if asked.money_is_asked_since(tracker, before) and not answers_at_once(processor.domain, rest):
                await self._let_wait(rest)  # two questions are asked one after the other
            else:
                await self._hear(rest, number + AFTER_AN_ANSWER, beside=True)
        asked.comes_back(processor, tracker)

    async def _read(self, text: str) -> Parsed:
        """What is understood of a part of the message, now that its answer has been heard."""
        part = UserMessage(text, self._message.output_channel, self._message.sender_id)
        parsed: Parsed = await self._processor.parse_message(part, self._tracker)
        return parsed

    async def _say_again(self, question: str, said_before: int) -> None:
        """That a question waits, which one it is, and its buttons where nothing else can be tapped, or which is meant
        by a bare yes is not known.

        One whose words are forgotten, with the turns of which the tracker was cut, waits without a word.
        """
        words, tapped = asked.asked_with(self._tracker, question)
        if not words:
            return
        tapped_else = asked.has_buttons(self._tracker, said_before) and not asked.is_bare(self._tracker)
        name = asked.reminder(self._processor, question)
        await self._utter(name, {} if tapped_else else tapped, asked=f": {words}")

    async def _say(self, name: str, wish: Parsed | None = None) -> None:
        """Says the page's reply, about a wish in the person's own words for it."""
        await self._utter(name, {}, **({"wish": wish["text"]} if wish else {}))

    async def _utter(self, name: str, tapped: Mapping[str, Any], **about: str) -> None:
        output = self._message.output_channel
        said = await self._processor.nlg.generate(name, self._tracker, output.name(), **about)
        if said and not said.get("buttons"):
            said = {**said, **tapped}
        uttered = [create_bot_utterance({**said, "utter_action": name})] if said else []
        self._tracker.update_with_events(uttered, self._processor.domain)
        await self._processor._send_bot_messages(uttered, self._tracker, output)

    def _set(self, slot: str, value: Any) -> None:
        self._tracker.update(SlotSet(slot, value), self._processor.domain)

    def _is_busy(self) -> bool:
        """Whether the bot waits for an answer."""
        asking = self._tracker.get_slot(asked.ASKING)
        waits = bool(asking) and not asking.startswith(asked.MAY_BE_LEFT)
        return bool(self._tracker.active_loop_name) or waits


def clauses(parsed: Parsed) -> tuple[Parsed, Parsed | None]:
    """What was understood of each clause, as if it stood alone; the second is None where there is one wish."""
    if CLAUSES not in parsed:
        return parsed, None
    first, second = (_alone(parsed, clause) for clause in parsed[CLAUSES])
    return first, second


def _alone(parsed: Parsed, clause: dict[str, Any]) -> Parsed:
    start, end = clause["start"], clause["end"]
    return {
        "text": parsed["text"][start:end],
        "intent": clause["intent"],
        "intent_ranking": [clause["intent"]],
        "entities": list(_entities(parsed, start, end)),
        FACETS: [each for each in parsed.get(FACETS, ()) if start <= each["start"] < end],
        **{name: list(_within(parsed.get(name, ()), start, end)) for name in (SUMS, LEFT_OVER, TELLING)},
    }


def _within(told: Iterable[dict[str, Any]], start: int, end: int) -> Iterator[dict[str, Any]]:
    """Those that stand in a clause, with their places in it."""
    for each in told:
        if start <= each["start"] < end:
            yield {**each, "start": each["start"] - start, "end": each["end"] - start}


def _entities(parsed: Parsed, start: int, end: int) -> Iterator[dict[str, Any]]:
    """The entities of a clause, with their places in it; the language is that of the whole message."""
    for entity in parsed["entities"]:
        if entity["entity"] == OF_THE_WHOLE:
            yield {**entity, "start": 0, "end": end - start}
        elif start <= entity["start"] < end and entity["entity"] != NEXT_WISH:
            yield {**entity, "start": entity["start"] - start, "end": entity["end"] - start}


def as_message(message: UserMessage, wish: Parsed, number: int) -> UserMessage:
    """The clause as a message of its own: the first has the message's id, others the id and their number."""
    metadata = message.metadata or {}
    suffix = "" if number == 1 else f":{number}"
    if suffix and ID in metadata:
        metadata = {**metadata, ID: f"{metadata[ID]}{suffix}"}
    return UserMessage(
        wish["text"],
        message.output_channel,
        message.sender_id,
        parse_data=wish,
        input_channel=message.input_channel,
        message_id=f"{message.message_id}{suffix}",
        metadata=metadata or None,
    )


def intent_of(parsed: Mapping[str, Any]) -> str:
    """The intent's name."""
    return str(parsed["intent"]["name"])


def answers_at_once(domain: Domain, wish: Parsed) -> bool:
    """Whether the intent's page says that its answer asks nothing back."""
    return bool(domain.intent_properties.get(intent_of(wish), {}).get(AT_ONCE))


async def handle_message(self: MessageProcessor, message: UserMessage) -> list[dict[str, Any]] | None:
    """In place of Rasa's own: serves as many wishes as the message has, and keeps the conversation once."""
    tracker = await self.fetch_tracker_and_update_session(
        message.sender_id, message.output_channel, message.metadata
    )
    parsed = message.parse_data or await self.parse_message(message, tracker)
    await Turn(self, message, tracker).serve(parsed)
    await self.run_anonymization_pipeline(tracker)
    await self.save_tracker(tracker)
    if isinstance(message.output_channel, CollectingOutputChannel):
        messages: list[dict[str, Any]] = message.output_channel.messages
        return messages
    return None
