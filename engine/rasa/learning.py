"""What we change in Rasa 3.6.21 where it learns. The figures are of all the pages, processor time of one core."""

import functools
import pickle
import tarfile
from itertools import chain
from typing import Any

import rasa.shared.utils.io
import rasa.shared.utils.validation
import yaml
from rasa.engine.graph import GraphNodeHook
from rasa.engine.training import graph_trainer
from rasa.shared.nlu.training_data.training_data import TrainingData
from tarsafe import TarSafe

from engine import yaml_files

PACKED = 3  # how small, of 9
ENVIRONMENT = "${"  # stands for a variable of the environment


def apply() -> None:
    """Makes all changes."""
    read_yaml_once()
    check_schemas_once()
    share_examples()
    leave_rasas_own_cache_alone()
    pack_quickly()


def read_yaml_once() -> None:
    """Rasa reads every page five times, by a reader that is written in Python."""
    original = rasa.shared.utils.io.read_yaml

    def read_yaml(content: str, reader_type: str | list[str] = "safe") -> Any:
        if reader_type != "safe" or ENVIRONMENT in content:
            return original(content, reader_type)
        try:
            return pickle.loads(_read(content)) or {}
        except yaml.YAMLError:
            return original(content, reader_type)  # which says what is wrong, and where

    rasa.shared.utils.io.read_yaml = read_yaml


@functools.lru_cache(maxsize=256)
def _read(content: str) -> bytes:
    """What a text holds, from which everybody gets a copy."""
    if content.isascii():  # Rasa takes what looks like an escape for one, whatever stands around it
        content = content.encode().decode("raw_unicode_escape")
        content = content.encode("utf-16", "surrogatepass").decode("utf-16")
    return pickle.dumps(yaml_files.read(content))


def check_schemas_once() -> None:
    """Rasa holds each page against its schemas, and reads it anew for that to know the lines, of faults too."""
    original = rasa.shared.utils.validation.validate_yaml_schema

    def validate_yaml_schema(content: str, schema_path: str, package_name: str = "rasa") -> None:
        if not _is_valid(content, schema_path, package_name):
            original(content, schema_path, package_name)

    rasa.shared.utils.validation.validate_yaml_schema = validate_yaml_schema


def share_examples() -> None:
    """Rasa copies and compares all examples whenever it puts two sources of them together, six times over.

    None of our components changes an example; the same ones serve all.
    """
    merge = TrainingData.merge

    def share(self: TrainingData, *others: TrainingData | None) -> TrainingData:
        parts = [self, *(other for other in others if other)]
        examples = [part.training_examples for part in parts if part.training_examples]
        merged: TrainingData = merge(*(_without_examples(part) for part in parts))
        merged.training_examples = (
            list(examples[0]) if len(examples) == 1 else list(dict.fromkeys(chain.from_iterable(examples)))
        )
        return merged

    TrainingData.merge = share


def _without_examples(data: TrainingData) -> TrainingData:
    return TrainingData([], data.entity_synonyms, data.regex_features, data.lookup_tables, data.responses)


def leave_rasas_own_cache_alone() -> None:
    """Rasa reckons a fingerprint of all examples before and after each part, for a cache that is never asked here."""
    graph_trainer.TrainingHook = _NoHook


class _NoHook(GraphNodeHook):
    """Keeps nothing."""

    def __init__(self, **_: Any) -> None:
        """Takes what Rasa's own takes."""

    def on_before_node(self, *_: Any, **__: Any) -> dict[str, Any]:
        """Before a part of the graph."""
        return {}

    def on_after_node(self, *_: Any, **__: Any) -> None:
        """After it."""


def pack_quickly() -> None:
    """Rasa packs a model as small as can be, which takes four times as long as nearly so."""
    pack = tarfile.TarFile.gzopen.__func__  # type: ignore[attr-defined]

    def gzopen(
        cls: type[Any],
        name: Any,
        mode: str = "r",
        fileobj: Any = None,
        compresslevel: int = PACKED,
        /,
        **chosen: Any,
    ) -> Any:
        return pack(cls, name, mode, fileobj, compresslevel, **chosen)

    TarSafe.gzopen = classmethod(gzopen)


def _is_valid(content: str, schema_path: str, package_name: str) -> bool:
    """Whether a page has the form of its schema."""
    from pykwalify.core import Core
    from pykwalify.errors import PyKwalifyException

    schema, extensions = _schema(schema_path, package_name)
    try:
        found = rasa.shared.utils.io.read_yaml(content)
        Core(source_data=found, schema_data=schema, extensions=extensions).validate(raise_exception=True)
    except (PyKwalifyException, yaml.YAMLError):
        return False
    return True


@functools.cache
def _schema(path: str, package: str) -> tuple[dict[str, Any], list[str]]:
    import pkg_resources

    validation = rasa.shared.utils.validation
    schema, responses = (
        rasa.shared.utils.io.read_yaml_file(pkg_resources.resource_filename(of, file))
        for of, file in ((package, path), (validation.PACKAGE_NAME, validation.RESPONSES_SCHEMA_FILE))
    )
    extensions = pkg_resources.resource_filename(validation.PACKAGE_NAME, validation.SCHEMA_EXTENSIONS_FILE)
    return {**schema, **responses}, [extensions]
