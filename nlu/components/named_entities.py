"""The reader of addresses and names in Rasa's graph: which words of a message they are, whatever the message wants."""

from __future__ import annotations

import re
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

from nlu.components.learnt import LearntOfFile
from nlu.named_entities.examples import ADDRESS, OTHER, Span, examples
from nlu.named_entities.tagger import EntityTagger, learn, overlap
from nlu.orders.lines import LONGEST_TEXT
from nlu.values.references import references
from nlu.values.serials import serial_numbers
from nlu.words.reading import Word, read

ADDRESSES = "addresses"  # of a message: from where to where its addresses stand in the text
GSTIN = re.compile(r"\b\d{2}[A-Z]{5}\d{4}[A-Z]\d[A-Z][0-9A-Z]\b", re.IGNORECASE)
PEOPLE = "people"  # the same of names, with whether it is somebody else than whom the message is for


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class NamedEntityReader(LearntOfFile, GraphComponent, EntityExtractorMixin):
    """Says of each message where addresses and names stand in it; what is inside of an address is nothing else."""

    KEPT_AS = "named_entities.crfsuite"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`examples`: the files that it learns from."""
        return {
            "examples": ["data/common/addresses.yml", "data/common/names.yml", "data/orders/order_lines.yml"]
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._tagger: EntityTagger | None = None

    def restore(self, folder: Path) -> None:
        """Reads the weights of the tagger."""
        self._tagger = EntityTagger((folder / self.KEPT_AS).read_bytes())

    def learn(self, *files: Path) -> bytes:
        """Learns from its files. Returns the tagger's weights."""
        self._tagger = learn(chain.from_iterable(map(examples, files)))
        return self._tagger.weights

    def process(self, messages: list[Message]) -> list[Message]:
        """Says it of each message that has any."""
        for message in messages:
            text = (message.get("text") or "")[:LONGEST_TEXT]
            words = read(text)
            found = self._tagger.spans(words) if self._tagger else []
            spans = [Span(words[each.start].start, words[each.end - 1].end, each.kind) for each in found]
            others = _with_own_look(text, words) if spans else []
            told = [each for each in spans if not any(overlap(each, other) for other in others)]
            addresses = [{"start": each.start, "end": each.end} for each in told if each.kind == ADDRESS]
            people = [
                {"start": each.start, "end": each.end, "other": each.kind == OTHER}
                for each in told
                if each.kind != ADDRESS
            ]
            for name, value in ((ADDRESSES, addresses), (PEOPLE, people)):
                if value:
                    message.set(name, value, add_to_output=True)
        return messages


def _with_own_look(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where references, serial numbers and numbers of firms stand: no house is called ORD-1187."""
    named = [(each.start, each.end) for each in references(text, words, bare=False)]
    named += [(each.start, each.end) for each in serial_numbers(text, None)]
    return named + [each.span() for each in GSTIN.finditer(text)]
