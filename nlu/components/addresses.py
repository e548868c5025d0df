"""The reader of addresses in Rasa's graph: which words of a message are an address, whatever the message wants."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message

from nlu.addresses.examples import examples
from nlu.addresses.tagger import AddressTagger, learn
from nlu.components.learnt import LearntOfFile
from nlu.orders.lines import LONGEST_TEXT
from nlu.words.reading import read

ADDRESSES = "addresses"  # of a message: from where to where its addresses stand in the text


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class AddressReader(LearntOfFile, GraphComponent, EntityExtractorMixin):
    """Says of each message where addresses stand in it; what is inside of one is no goods, no hour and no sum."""

    KEPT_AS = "addresses.crfsuite"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`examples`: the files that it learns from."""
        return {"examples": ["data/common/addresses.yml", "data/orders/order_lines.yml"]}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._tagger: AddressTagger | None = None

    def restore(self, folder: Path) -> None:
        """Reads the weights of the tagger."""
        self._tagger = AddressTagger((folder / self.KEPT_AS).read_bytes())

    def learn(self, *files: Path) -> bytes:
        """Learns from its files. Returns the tagger's weights."""
        self._tagger = learn(chain.from_iterable(map(examples, files)))
        return self._tagger.weights

    def process(self, messages: list[Message]) -> list[Message]:
        """Says it of each message that has addresses."""
        for message in messages:
            words = read((message.get("text") or "")[:LONGEST_TEXT])
            found = self._tagger.spans(words) if self._tagger else []
            if found:
                told = [{"start": words[start].start, "end": words[end - 1].end} for start, end in found]
                message.set(ADDRESSES, told, add_to_output=True)
        return messages
