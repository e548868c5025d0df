"""What every component of ours that learns has alike in Rasa's graph: it is made empty, kept, and read again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, ClassVar, Self

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.settings import ROOT


class Learnt:
    """A component that keeps what it has learnt in the model's archive."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource

    def restore(self, folder: Path) -> None:
        """Reads what was learnt. Raises FileNotFoundError where nothing was."""
        raise NotImplementedError

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Makes a component that has learnt nothing."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Reads what was learnt from the model's archive; without examples there is nothing."""
        component = cls(config, model_storage, resource)
        try:
            with model_storage.read_from(resource) as folder:
                component.restore(folder)
        except (ValueError, FileNotFoundError):
            pass
        return component


class LearntOfFile(Learnt):
    """One that learns from files of its own, which its config names as `examples`, and no training data of Rasa's.

    Where none of them is there, nothing is learnt.
    """

    KEPT_AS: ClassVar[str]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The contents of the files: Rasa would not see that they changed."""
        files = _files({**cls.get_default_config(), **config})
        return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest() if files else None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`examples`: the file that it learns from, or several."""
        raise NotImplementedError

    def learn(self, *files: Path) -> bytes:
        """Learns from files. Returns what is kept of them."""
        raise NotImplementedError

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from its files, and keeps what was learnt in the model's archive."""
        if files := _files(self._config):
            learnt = self.learn(*files)
            with self._storage.write_to(self._resource) as folder:
                (folder / self.KEPT_AS).write_bytes(learnt)
        return self._resource


def _files(config: dict[str, Any]) -> list[Path]:
    """Those of its files that are there."""
    named = config["examples"]
    files = (ROOT / str(each) for each in (named if isinstance(named, list) else [named]))
    return [file for file in files if file.exists()]
