"""The intent classifier in Rasa's graph."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.classifier import IntentModel, train
from nlu.consent import is_clear_yes
from nlu.features import features
from nlu.reading import read

FALLBACK = "nlu_fallback"
YES = "affirm"
RANKING_LENGTH = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Names the intent of a message, or `nlu_fallback` where it is not sure enough."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`fallback_below`: the confidence under which the bot asks again instead of guessing."""
        return {"fallback_below": 0.4}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model: IntentModel | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        """Makes an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        """Reads the weights from the model's archive; without training data there are none."""
        component = cls(config, model_storage, resource)
        try:
            with model_storage.read_from(resource) as folder:
                component._model = IntentModel.load(folder)
        except (ValueError, FileNotFoundError):
            component._model = None
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the examples of all pages."""
        examples = [example for example in training_data.intent_examples if example.get("text")]
        if len({example.get("intent") for example in examples}) > 1:
            samples = [features(example.get("text")) for example in examples]
            model = train(samples, [example.get("intent") for example in examples])
            with self._storage.write_to(self._resource) as folder:
                model.save(folder)
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Sets intent and ranking of each message."""
        for message in messages:
            self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        text = message.get("text") or ""
        seen = features(text)
        ranked = self._model.rank(seen) if self._model and seen else []
        if ranked and ranked[0][0] == YES and not is_clear_yes(read(text)):
            ranked = [*ranked[1:], (YES, 0.0)]
        best = ranked[0][1] if ranked else 0.0
        if best < self._config["fallback_below"]:
            ranked = [(FALLBACK, 1.0 - best), *(entry for entry in ranked if entry[0] != FALLBACK)]
        ranking = [{"name": name, "confidence": chance} for name, chance in ranked[:RANKING_LENGTH]]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
