"""The values of a message in Rasa's graph: its language, dates, money, references, people, order lines and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from engine.clock import now
from nlu.answers.beyond import AGREED, role_of_yes
from nlu.answers.claim_answers import TAKEN_OUT, is_taken_out
from nlu.answers.collecting import intent_of_answer, values_of_answer
from nlu.answers.leave_days import role_of
from nlu.components.named_entities import ADDRESSES
from nlu.components.talk import OUTSIDE
from nlu.left_over.pieces import LINE, left_over
from nlu.left_over.places import beside_places, names_place
from nlu.left_over.spans import NOTE
from nlu.named_entities.tagger import marked as of_addresses
from nlu.orders.lines import LONGEST_TEXT
from nlu.orders.talk.tagger import marked
from nlu.values.facets import facets
from nlu.words.found import Found
from nlu.words.languages import ENGLISH, ENGLISH_WORDS, language_of, wished_language
from nlu.words.reading import Word, read

Entity = dict[str, Any]
ZONE = ZoneInfo("Asia/Kolkata")
FACETS, FACET = "facets", "facet"
PINCODE = 6  # figures
FEW_ENGLISH = 2  # words beside an address, which says nothing of the language
FEWEST_ENGLISH = 1  # of them beside what is surely an address
LEFT_OVER = "left_over"  # of a message: what no value has read, beside the entities, for the actions
TELLING = "telling"  # the words of a message about an order that say something, read or not
CONFIDENCE = "confidence_entity"  # as Rasa's own extractors have it
OF_LEAVE, OF_CLAIMS = "apply_leave", "claim_reimbursement"


@dataclass(frozen=True)
class _Before:
    """What the conversation says about how to read the next message."""

    wish_holds: bool = False  # the person has chosen a language
    asking: str | None = None  # the question for whose answer the bot waits

    @classmethod
    def of(cls, tracker: DialogueStateTracker | None) -> _Before:
        """Out of the slots, where there are any."""
        slots = tracker.current_slot_values() if tracker else {}
        return cls(bool(slots.get("language_wish")), slots.get("asking"))


class _Read(NamedTuple):
    """A message with what was found in its words, and that as entities."""

    text: str
    words: Sequence[Word]
    intent: str | None
    found: Sequence[Found]
    entities: list[Entity]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ValueExtractor(EntityExtractorMixin, GraphComponent):
    """Reads values by grammars; which of them a message can hold follows from its intent."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ValueExtractor:
        """Makes the component; there is nothing to learn."""
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Adds the entities of each message, and what they have left over."""
        before = _Before.of(tracker)
        for message in messages:
            told = self._read_message(message, before)
            message.set("entities", [*message.get("entities", []), *told.entities], add_to_output=True)
            answer = self._read_as_answer(message, before)
            rest = left_over(told.text, told.words, told.found, told.intent, before.asking)
            pieces = (piece.as_json() for piece in rest.left_over)
            message.set(
                LEFT_OVER, [each for each in pieces if not _is_answer(each, answer)], add_to_output=True
            )
            message.set(TELLING, [each.as_json() for each in rest.telling], add_to_output=True)
            self._read_facets(message)
        return messages

    def _read_as_answer(self, message: Message, before: _Before) -> list[Entity]:
        """The values of the same words as the open question reads them, where the message wants something else."""
        answer = intent_of_answer(before.asking)
        if not answer or answer == message.get("intent", {}).get("name"):
            return []
        alike = Message(data={**message.data, "intent": {"name": answer}})
        read_so = self._read_message(alike, before).entities
        message.set("as_answer", read_so, add_to_output=True)
        return read_so

    def _read_facets(self, message: Message) -> None:
        """Which sides of its wish the message names, where it names any."""
        named = facets(
            read((message.get("text") or "")[:LONGEST_TEXT]), message.get("intent", {}).get("name")
        )
        told = [{FACET: each.entity, **_placed(each)} for each in named]
        if told:
            message.set(FACETS, [*(message.get(FACETS) or ()), *told], add_to_output=True)

    def _read_message(self, message: Message, before: _Before) -> _Read:
        text = (message.get("text") or "")[:LONGEST_TEXT]
        intent = message.get("intent", {}).get("name")
        words = marked(read(text), message.get(OUTSIDE))
        places = [(each["start"], each["end"]) for each in message.get(ADDRESSES) or ()]
        words = of_addresses(words, places) if places else words
        moment = now().astimezone(ZONE)
        found = values_of_answer(text, words, moment, intent, before.asking)
        entities = [
            *_language(text, words, wish_holds=before.wish_holds),
            *_wished(words, intent),
            *(_told(each, found, words, intent, moment) for each in found),
        ]
        own = [{**entity, "extractor": type(self).__name__} for entity in entities]
        return _Read(text, words, intent, found, own)


def _is_answer(piece: Entity, answer: Sequence[Entity]) -> bool:
    """Whether a note is in words that the open question reads as goods, and wishes nothing of how they come."""
    if piece["kind"] != NOTE or piece["value"] is not None:
        return False
    goods = (each for each in answer if each["entity"] == LINE)
    return any(each["start"] < piece["end"] and piece["start"] < each["end"] for each in goods)


def _language(text: str, words: Sequence[Word], *, wish_holds: bool) -> list[Entity]:
    """The language of the whole message; once a person has wished for one, no message is clear against it."""
    language = language_of(beside_places(words))
    if language is None:
        return []
    of_address = language.value == ENGLISH and _holds_address(words)
    english = sum(word.plain in ENGLISH_WORDS for word in words)
    few = of_address and english < (FEWEST_ENGLISH if any(word.of_address for word in words) else FEW_ENGLISH)
    role = {"role": "clear"} if language.clear and not (wish_holds or few) else {}
    return [{**_entity("language", language.value, 0, len(text)), **role}]


def _holds_address(words: Sequence[Word]) -> bool:
    """Whether a pincode stands beside the number of a house, or beside a place."""
    figures = [word.plain for word in words if word.is_number]
    has_pincode = any(len(figure) == PINCODE for figure in figures)
    return has_pincode and (len(figures) > 1 or names_place(words))


def _wished(words: Sequence[Word], intent: str | None) -> list[Entity]:
    wish = wished_language(words) if intent == "change_language" else None
    return [_entity("wished_language", *wish)] if wish else []


def _told(
    value: Found, found: Sequence[Found], words: Sequence[Word], intent: str | None, moment: datetime
) -> Entity:
    """A value, and what it is to its intent: what a day or a length is to a leave, of claims what is taken out."""
    role = None
    if value.entity == AGREED:
        role = role_of_yes(value, words)
    elif intent == OF_LEAVE:
        role = role_of(value, found, words, moment.date())
    elif intent == OF_CLAIMS and is_taken_out(value, found, words):
        role = TAKEN_OUT
    sure = {} if value.confidence is None else {CONFIDENCE: value.confidence}
    return {**_entity(*value[:4]), **sure, **({"role": role} if role else {})}


def _placed(value: Found) -> Entity:
    return {"value": value.value, "start": value.start, "end": value.end}


def _entity(name: str, value: Any, start: int, end: int) -> Entity:
    return {"entity": name, "value": value, "start": start, "end": end}
