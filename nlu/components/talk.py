"""The tagger of talk in Rasa's graph: which words of an order are of no item."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message

from nlu.components.intents import CLAUSES
from nlu.components.learnt import LearntOfFile
from nlu.orders.talk.examples import examples
from nlu.orders.talk.tagger import OF_ITEMS, TalkTagger, learn
from nlu.words.reading import read

OUTSIDE = "outside"  # of a message: how likely each of its words is of no item, by where the word begins
READ_AS = {"repeat_order": "place_order"}  # what is said beside "the same again" is an order


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class OrderTalkTagger(LearntOfFile, GraphComponent, EntityExtractorMixin):
    """Says of each word of an order how likely it is of no item; the reader of order lines goes by it."""

    KEPT_AS = "talk.crfsuite"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`examples`: the file that it learns from."""
        return {"examples": "data/orders/order_lines.yml"}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._tagger: TalkTagger | None = None

    def restore(self, folder: Path) -> None:
        """Reads the weights of the tagger."""
        self._tagger = TalkTagger((folder / self.KEPT_AS).read_bytes())

    def learn(self, *files: Path) -> bytes:
        """Learns from its file. Returns the tagger's weights."""
        self._tagger = learn(chain.from_iterable(map(examples, files)))
        return self._tagger.weights

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks the words of each message that may hold an order; of one with two wishes, each clause by itself."""
        for message in messages:
            if self._tagger and (parts := list(_parts(message))):
                message.set(OUTSIDE, {at: chance for part in parts for at, chance in self._marks(*part)})
        return messages

    def _marks(self, text: str, intent: str) -> Iterator[tuple[int, float]]:
        """Where each word begins, and how likely it is outside."""
        assert self._tagger
        words = read(text)
        chances = self._tagger.outside(words, intent)
        return ((word.start, chance) for word, chance in zip(words, chances, strict=False))


def _parts(message: Message) -> Iterator[tuple[str, str]]:
    """What wants something in which items are named, at its place in the message, and what it wants."""
    text = message.get("text") or ""
    whole = {"start": 0, "end": len(text), "intent": message.get("intent") or {}}
    for clause in message.get(CLAUSES) or [whole]:
        named = str(clause["intent"].get("name"))
        if (intent := READ_AS.get(named, named)) in OF_ITEMS:
            yield " " * clause["start"] + text[clause["start"] : clause["end"]], intent
