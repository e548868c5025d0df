"""The values of a message in Rasa's graph, where one message may hold two wishes."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from nlu.components.addresses import ADDRESSES
from nlu.components.intents import CLAUSES
from nlu.components.talk import OUTSIDE
from nlu.components.values import FACETS, LEFT_OVER, TELLING, Entity, ValueExtractor

OF_THE_WHOLE = "language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ClauseValueExtractor(ValueExtractor):
    """Reads each clause of a message with two wishes by its own intent: what is ordered is no part of a bill."""

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Adds the entities of each message, those of clauses by the clauses in which they stand."""
        for message in messages:
            clauses = message.get(CLAUSES)
            if clauses:
                found, rest, telling = self._by_clause(message, clauses, tracker)
                message.set("entities", [*message.get("entities", []), *found], add_to_output=True)
                message.set(LEFT_OVER, rest, add_to_output=True)
                message.set(TELLING, telling, add_to_output=True)
            else:
                super().process([message], tracker)
        return messages

    def _by_clause(
        self, message: Message, clauses: list[dict[str, Any]], tracker: DialogueStateTracker | None
    ) -> tuple[list[Entity], list[Entity], list[Entity]]:
        text = message.get("text")
        whole, *_ = self._alone(message, text, message.get("intent"), tracker)
        found = [each for each in whole if each["entity"] == OF_THE_WHOLE]
        left_over: list[Entity] = []
        telling: list[Entity] = []
        for clause in clauses:
            alone = " " * clause["start"] + text[clause["start"] : clause["end"]]
            read, rest, words = self._alone(message, alone, clause["intent"], tracker)
            found += [each for each in read if each["entity"] != OF_THE_WHOLE]
            left_over += rest
            telling += words
        return found, left_over, telling

    def _alone(
        self, whole: Message, text: str, intent: dict[str, Any], tracker: DialogueStateTracker | None
    ) -> tuple[list[Entity], list[Entity], list[Entity]]:
        part = Message(
            data={"text": text, "intent": intent, **{name: whole.get(name) for name in (OUTSIDE, ADDRESSES)}}
        )
        super().process([part], tracker)
        if part.get(FACETS):
            whole.set(FACETS, [*(whole.get(FACETS) or ()), *part.get(FACETS)], add_to_output=True)
        return part.get("entities", []), part.get(LEFT_OVER, []), part.get(TELLING, [])
