"""What every component of ours that learns has alike in Rasa's graph: it is made empty, kept, and read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage


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
