"""What every component that tags clauses has alike in Rasa's graph: it learns the tags of a file, and keeps them."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from nlu.clause_tags.examples import examples
from nlu.clause_tags.tagger import ClauseTagger
from nlu.components.learnt import LearntOfFile


class LearntOfClauses(LearntOfFile):
    """One that has a tagger of clauses; None before anything is learnt."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._reader: ClauseTagger | None = None

    def restore(self, folder: Path) -> None:
        """Reads the weights of the tagger."""
        self._reader = ClauseTagger.of((folder / self.KEPT_AS).read_bytes())

    def learn(self, *files: Path) -> bytes:
        """Learns from its files. Returns the tagger as it is kept."""
        from nlu.clause_tags.training import learn  # scikit-learn is 67 MB that a running assistant saves

        self._reader = learn(chain.from_iterable(map(examples, files)))
        return self._reader.written
