"""Rasa starts without what nobody uses, steps aside for the real packages, and reports nothing to anybody."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from engine.rasa.missing import MODULES, Finder
from engine.rasa.missing.names import Loader, NotInstalled, StandinModule

NAMES = [name for names in MODULES.values() for name in names]


def python(code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Runs the code in a fresh Python of this environment."""
    known = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(
        [sys.executable, "-c", code], env=known, capture_output=True, text=True, check=False
    )


@pytest.fixture
def tensorflow() -> StandinModule:
    """The module as Rasa gets it."""
    spec = Finder().find_spec("tensorflow")
    assert spec is not None
    return Loader().create_module(spec)


def test_rasa_is_imported_without_them() -> None:
    """Its training, its tests, its shell and its server, with every channel, broker and store that it brings."""
    ended = python(
        "import rasa.cli.train, rasa.cli.test, rasa.cli.interactive, rasa.core.run; print('imported')"
    )
    assert ended.stdout.strip() == "imported", ended.stderr


@pytest.mark.parametrize("package", sorted({name.partition(".")[0] for name in NAMES}))
def test_rasa_still_asks_for_each(package: str) -> None:
    asks = re.compile(rf"^\s*(import|from) {package}\b", re.MULTILINE)
    folder = Path(importlib.util.find_spec("rasa").origin).parent  # type: ignore[union-attr, arg-type]
    assert any(asks.search(file.read_text("utf-8")) for file in folder.rglob("*.py"))


def test_what_may_be_caught_is_an_exception() -> None:
    for name in ("botocore.exceptions", "pymongo.errors"):
        module = Loader().create_module(Finder().find_spec(name))
        assert issubclass(module.ClientError, Exception)


def test_a_name_annotates_and_is_subclassed(tensorflow: StandinModule) -> None:
    class Layer(tensorflow.keras.layers.Layer):  # type: ignore[misc, name-defined]
        weight: tensorflow.Tensor | None = None  # type: ignore[name-defined]

    assert isinstance(tensorflow.Tensor, type)
    with pytest.raises(NotInstalled, match="is not installed"):
        Layer()


def test_whoever_uses_a_name_is_told_what_to_install(tensorflow: StandinModule) -> None:
    with pytest.raises(NotInstalled, match=r"tensorflow\.random\.set_seed was used"):
        tensorflow.random.set_seed(1)


def test_only_what_rasa_imports_is_found() -> None:
    assert "tensorflow.experimental" not in NAMES  # spaCy's thinc asks for it, and takes another way
    ended = python("import tensorflow; import tensorflow.experimental")
    assert "No module named 'tensorflow.experimental'" in ended.stderr


def test_a_real_tensorflow_comes_first_and_what_it_lacks_stays_missing(tmp_path: Path) -> None:
    (tmp_path / "tensorflow").mkdir()
    (tmp_path / "tensorflow" / "__init__.py").write_text("real = True")
    ended = python(
        "import tensorflow; print(tensorflow.real); import tensorflow.keras", PYTHONPATH=str(tmp_path)
    )
    assert ended.stdout.strip() == "True"
    assert "No module named 'tensorflow.keras'" in ended.stderr


def test_telemetry_is_off_unless_somebody_wants_it() -> None:
    code = "import os; print(os.environ['RASA_TELEMETRY_ENABLED'])"
    assert python(code).stdout.strip() == "false"
    assert python(code, RASA_TELEMETRY_ENABLED="true").stdout.strip() == "true"
