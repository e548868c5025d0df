"""The reader of addresses in Rasa's graph: which words of a message are an address, whatever the message wants."""

from __future__ import annotations

from collections.abc import Sequence
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
from nlu.values.references import references
from nlu.values.serials import serial_numbers
from nlu.words.reading import Word, read

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
            text = (message.get("text") or "")[:LONGEST_TEXT]
            words = read(text)
            found = self._tagger.spans(words) if self._tagger else []
            spans = [(words[start].start, words[end - 1].end) for start, end in found]
            others = _with_own_look(text, words) if spans else []
            told = [span for span in spans if not any(_overlap(span, other) for other in others)]
            if told:
                message.set(
                    ADDRESSES, [{"start": start, "end": end} for start, end in told], add_to_output=True
                )
        return messages


def _with_own_look(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where references and serial numbers stand: no house is called ORD-1187."""
    named = [(each.start, each.end) for each in references(text, words, bare=False)]
    return named + [(each.start, each.end) for each in serial_numbers(text, None)]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
