"""The intent classifier in Rasa's graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import progress
from engine.model import cache
from nlu.components.learnt import Learnt
from nlu.intents import learning
from nlu.intents.classifier import IntentModel
from nlu.intents.priors import Ranking
from nlu.intents.wishes import Clause
from nlu.understanding import Before, understand

NEXT_WISH = "next_wish"  # the entity of the second clause of a message with two wishes
CLAUSES = "clauses"  # of a message with two wishes: intent, start and end of each
RANKING_LENGTH = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(Learnt, IntentClassifier, GraphComponent):
    """Names the intent of a message, or `nlu_fallback` where it is not sure enough."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`fallback_below`: the confidence under which the bot asks again instead of guessing."""
        return {"fallback_below": 0.4}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._model: IntentModel | None = None

    def restore(self, folder: Path) -> None:
        """Reads the weights of the classifier."""
        self._model = IntentModel.load(folder)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the examples of all pages."""
        examples = [example for example in training_data.intent_examples if example.get("text")]
        if len({example.get("intent") for example in examples}) > 1:
            texts = [example.get("text") for example in examples]
            with self._storage.write_to(self._resource) as folder:
                intents = [example.get("intent") for example in examples]
                learning.learn(folder, texts, intents, cache.configured(), progress.tell)
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Sets intent and ranking of each message; of one with two wishes the first is the intent."""
        slots = tracker.current_slot_values() if tracker else {}
        before = Before(slots.get("roles") or (), slots.get("asking"), slots.get("skills") or ())
        for message in messages:
            self._classify(message, before)
        return messages

    def _classify(self, message: Message, before: Before) -> None:
        text = message.get("text") or ""
        understood = understand(text, self._rank, before, self._config["fallback_below"])
        ranking = [
            {"name": name, "confidence": chance} for name, chance in understood.ranking[:RANKING_LENGTH]
        ]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        if understood.clauses:
            self._mark(message, *understood.clauses)

    def _mark(self, message: Message, *clauses: Clause) -> None:
        """Says where each wish stands, and names the one that comes next by an entity."""
        places = [{"start": clause.start, "end": clause.end} for clause in clauses]
        intents = [{"name": clause.intent, "confidence": clause.chance} for clause in clauses]
        told = [{"intent": intent, **place} for intent, place in zip(intents, places, strict=True)]
        message.set(CLAUSES, told, add_to_output=True)
        following = {"entity": NEXT_WISH, "value": clauses[-1].intent, **places[-1]}
        marked = [*message.get("entities", []), {**following, "extractor": type(self).__name__}]
        message.set("entities", marked, add_to_output=True)

    def _rank(self, text: str) -> Ranking:
        return self._model.rank(text) if self._model else []
