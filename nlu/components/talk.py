"""The tagger of talk in Rasa's graph: which words of an order are of no item."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.settings import ROOT
from nlu.components.intents import CLAUSES
from nlu.components.learnt import Learnt
from nlu.orders.talk.examples import examples
from nlu.orders.talk.tagger import OF_ITEMS, TalkTagger, learn
from nlu.words.reading import read

OUTSIDE = "outside"  # of a message: how likely each of its words is of no item, by where the word begins
WEIGHTS = "talk.crfsuite"
READ_AS = {"repeat_order": "place_order"}  # what is said beside "the same again" is an order


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class OrderTalkTagger(Learnt, GraphComponent, EntityExtractorMixin):
    """Says of each word of an order how likely it is of no item; the reader of order lines goes by it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`examples`: the file that it learns from."""
        return {"examples": "data/orders/order_lines.yml"}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """What it learns from is no training data of Rasa's, which would not see that it changed."""
        file = _file({**cls.get_default_config(), **config})
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._tagger: TalkTagger | None = None

    def restore(self, folder: Path) -> None:
        """Reads the weights of the tagger."""
        self._tagger = TalkTagger((folder / WEIGHTS).read_bytes())

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from its file; Rasa's examples of intents have no order lines."""
        file = _file(self._config)
        if file.exists():
            self._tagger = learn(examples(file))
            self.persist()
        return self._resource

    def persist(self) -> None:
        """Writes what was learnt into the model's archive."""
        if self._tagger:
            with self._storage.write_to(self._resource) as folder:
                (folder / WEIGHTS).write_bytes(self._tagger.weights)

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks the words of each message that may hold an order; of one with two wishes, those of such a clause."""
        for message in messages:
            if self._tagger and (intents := _intents(message)):
                words = read(message.get("text") or "")
                chances = self._tagger.outside(words, intents[0])
                starts = (word.start for word in words)
                message.set(OUTSIDE, dict(zip(starts, chances, strict=False)))
        return messages


def _intents(message: Message) -> list[str]:
    """The wishes of a message in which items are named."""
    clauses = message.get(CLAUSES)
    wishes = [clause["intent"] for clause in clauses] if clauses else [message.get("intent") or {}]
    named = [str(wish.get("name")) for wish in wishes]
    read_as = [READ_AS.get(name, name) for name in named]
    return [name for name in read_as if name in OF_ITEMS]


def _file(config: dict[str, Any]) -> Path:
    return ROOT / str(config["examples"])
