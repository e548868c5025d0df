"""The values of a message in Rasa's graph, where one message may hold two wishes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from nlu.components.intents import CLAUSES
from nlu.components.named_entities import ADDRESSES
from nlu.components.talk import OUTSIDE
from nlu.components.values import FACETS, LEFT_OVER, TELLING, Entity, ValueExtractor

OF_THE_WHOLE, LINE = "language", "order_line"
ASKS_OF_GOODS = ("ask_price", "ask_availability")


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
        asked: str | None = None
        for clause in clauses:
            alone = " " * clause["start"] + text[clause["start"] : clause["end"]]
            read, rest, words = self._alone(message, alone, clause["intent"], tracker)
            own = [each for each in read if each["entity"] != OF_THE_WHOLE]
            found += [_of_what_was_asked(each, asked) for each in own]
            asked = _only_thing(own) if clause["intent"]["name"] in ASKS_OF_GOODS else None
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


def _only_thing(entities: Sequence[Entity]) -> str | None:
    """The name of the one thing that a clause speaks of."""
    names = {each["value"]["name"] for each in entities if each["entity"] == LINE and each["value"]["name"]}
    return names.pop() if len(names) == 1 else None


def _of_what_was_asked(entity: Entity, asked: str | None) -> Entity:
    """An amount without a name behind a question about one thing is of it: "cheeni kitne ki hai? 2 kilo bhej do"."""
    if asked is None or entity["entity"] != LINE:
        return entity
    line = entity["value"]
    amount = line["name"] is None and (line["quantity"] or line["pack"])
    return {**entity, "value": {**line, "name": asked}} if amount else entity
