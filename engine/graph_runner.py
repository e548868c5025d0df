"""Runs the model's graph node by node."""

from collections.abc import Mapping
from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner


class DirectGraphRunner(DaskGraphRunner):
    """Rasa's runner without dask's scheduler, and without looking for the needed nodes before each run."""

    def run(
        self, inputs: Mapping[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """The values of the target nodes; a node runs once, after the nodes that it needs."""
        nodes = self._graph_schema.nodes
        results: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}

        def result_of(name: str) -> Any:
            if name not in results:
                needed = [result_of(need) for need in nodes[name].needs.values()]
                results[name] = self._instantiated_nodes[name](*needed)
            return results[name]

        return dict(result_of(target) for target in targets or self._graph_schema.target_names)
