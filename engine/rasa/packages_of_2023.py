"""What Rasa 3.6.21 expects of packages as they were in 2023, and what today's no longer have.

Each function names the package and what changed; `tests/engine/rasa/test_packages_of_2023.py` fails once Rasa no
longer asks for it.
"""

import functools
import importlib.util
import sys
import types
import typing
import warnings
from collections.abc import Mapping, Sequence
from typing import Any


@functools.cache
def restore(importing: str) -> None:
    """Puts back what `rasa` or `rasa_sdk` needs, before it is imported."""
    warnings.filterwarnings("ignore", message="pkg_resources is deprecated", category=UserWarning)
    serve_in_this_process()
    if importing == "rasa":
        numpys_warnings()
        versions_that_follow_no_rule()
        optional_types()
        graphs_without_dask()
        logs_without_sentry()
        tests_without_drawings()


@functools.cache
def serve_in_this_process() -> None:
    """Sanic starts a second process since 22.9, in which nothing would be of what Rasa has set up."""
    from sanic import Sanic

    Sanic.run = functools.partialmethod(Sanic.run, single_process=True, motd=False)  # type: ignore[assignment, method-assign]


def numpys_warnings() -> None:
    """NumPy 2 keeps its warnings in `numpy.exceptions`."""
    import numpy

    numpy.VisibleDeprecationWarning = numpy.exceptions.VisibleDeprecationWarning  # type: ignore[attr-defined]


def versions_that_follow_no_rule() -> None:
    """packaging knows none since 22."""
    from packaging import version

    version.LegacyVersion = type("LegacyVersion", (), {})  # type: ignore[attr-defined]


def optional_types() -> None:
    """`typing_utils` knows no `X | None`; until 3.10 Python made an Optional[X] of each default that is None."""
    import typing_utils

    origin = typing_utils.get_origin

    def get_origin(kind: Any) -> Any:
        return typing.Union if isinstance(kind, types.UnionType) else origin(kind)

    typing_utils.get_origin = get_origin


def graphs_without_dask() -> None:
    """Today's dask takes Rasa's graphs for cycles; their parts run one after the other, also where it is installed."""
    module("dask", get=results)


def logs_without_sentry() -> None:
    """Rasa hands each line of its log to Sentry's processor, also where nothing is reported to Sentry."""
    if importlib.util.find_spec("structlog_sentry") is None:
        module("structlog_sentry", SentryProcessor=lambda *_, **__: lambda logger, method, event: event)


def tests_without_drawings() -> None:
    """`rasa test` draws what it also prints and writes as JSON; without matplotlib it leaves out the drawings."""
    if importlib.util.find_spec("matplotlib") is None:
        drawings = ("plot_confusion_matrix", "plot_paired_histogram", "plot_curve")
        module("rasa.utils.plotting", **dict.fromkeys(drawings, lambda *_, **__: None))


def module(name: str, **content: Any) -> None:
    """A module of this content, which Rasa finds in place of the package's own."""
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(content)


def results(graph: Mapping[str, Any], targets: Sequence[str]) -> list[Any]:
    """What `dask.get` gives for Rasa's graphs, which today's dask takes for cycles: the values of the targets."""
    found: dict[str, Any] = {}

    def result(name: str) -> Any:
        if name not in found:
            node = graph[name]
            if isinstance(node, tuple) and callable(node[0]):
                node = node[0](*(result(need) for need in node[1:]))
            found[name] = node
        return found[name]

    return [result(target) for target in targets]
