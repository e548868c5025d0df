"""The reader of sums in Rasa's graph: what each sum of a message is, whatever the message wants."""

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

from nlu.components.learnt import LearntOfFile
from nlu.orders.lines import LONGEST_TEXT
from nlu.sums.examples import examples
from nlu.sums.tagger import Known, SumTagger, learn

SUMS = "sums"  # of a message: what its sums are


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SumReader(LearntOfFile, GraphComponent, EntityExtractorMixin):
    """Says of each sum of a message what it is: paid, to be paid, worth, wanted back, got back, asked about, denied."""

    KEPT_AS = "sums.crfsuite"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`examples`: the file that it learns from."""
        return {"examples": "data/billing/sums.yml"}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._tagger: SumTagger | None = None

    def restore(self, folder: Path) -> None:
        """Reads the weights of the tagger."""
        self._tagger = SumTagger((folder / self.KEPT_AS).read_bytes())

    def learn(self, *files: Path) -> bytes:
        """Learns from its file. Returns the tagger's weights."""
        self._tagger = learn(chain.from_iterable(map(examples, files)))
        return self._tagger.weights

    def process(self, messages: list[Message]) -> list[Message]:
        """Says it of each message that has sums."""
        for message in messages:
            known = self._tagger.known((message.get("text") or "")[:LONGEST_TEXT]) if self._tagger else []
            if known:
                message.set(SUMS, [told(each) for each in known], add_to_output=True)
        return messages


def told(known: Known) -> dict[str, Any]:
    """A sum as the parse has it."""
    return {
        "paise": known.sum.paise,
        "start": known.sum.start,
        "end": known.sum.end,
        "role": known.role,
        "confidence": round(known.chance, 2),
    }
