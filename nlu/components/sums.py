"""The reader of sums in Rasa's graph: what each sum of a message is, whatever the message wants."""

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
from nlu.components.learnt import Learnt
from nlu.orders.lines import LONGEST_TEXT
from nlu.sums.examples import examples
from nlu.sums.tagger import Known, SumTagger, learn

SUMS = "sums"  # of a message: what its sums are
WEIGHTS = "sums.crfsuite"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SumReader(Learnt, GraphComponent, EntityExtractorMixin):
    """Says of each sum of a message what it is: paid, to be paid, worth, wanted back, got back, asked about, denied."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`examples`: the file that it learns from."""
        return {"examples": "data/billing/sums.yml"}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """What it learns from is no training data of Rasa's, which would not see that it changed."""
        file = _file({**cls.get_default_config(), **config})
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._tagger: SumTagger | None = None

    def restore(self, folder: Path) -> None:
        """Reads the weights of the tagger."""
        self._tagger = SumTagger((folder / WEIGHTS).read_bytes())

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from its file; Rasa's examples of intents say nothing of their sums."""
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


def _file(config: dict[str, Any]) -> Path:
    return ROOT / str(config["examples"])
