"""What we change in Rasa 3.6.21 where it learns. The figures are of all the pages, processor time of one core."""

import functools
import pickle
from typing import Any

import rasa.shared.utils.io
import rasa.shared.utils.validation
import yaml

from engine import yaml_files

ENVIRONMENT = "${"  # stands for a variable of the environment


def apply() -> None:
    """Makes all changes."""
    read_yaml_once()
    check_schemas_once()


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
