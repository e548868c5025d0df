"""Runs the model's graph node by node."""

from collections.abc import Mapping
from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner


class DirectGraphRunner(DaskGraphRunner):
    """Rasa's runner without dask's scheduler, and without looking for the needed nodes before each run.

    The nodes of a model that answers are loaded and nobody watches them, so their components are called as they are.
    """

    def run(
        self, inputs: Mapping[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """The values of the target nodes; a node runs once, after the nodes that it needs."""
        results: dict[str, Any] = dict(inputs or {})

        def result_of(name: str) -> Any:
            if name not in results:
                node = self._instantiated_nodes[name]
                given = {argument: result_of(need) for argument, need in node._inputs.items()}
                results[name] = node._fn(node._component, **given)
            return results[name]

        return {target: result_of(target) for target in targets or self._graph_schema.target_names}
