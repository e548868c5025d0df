"""Rasa starts without TensorFlow, and steps aside for a real one; and it reports nothing to anybody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from munshi_standin import MODULES, Finder
from munshi_standin.names import Loader, NeuralExtraMissing, StandinModule


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


def test_rasa_is_imported_without_tensorflow() -> None:
    ended = python("import rasa.utils.train_utils, rasa.core.agent; print('imported')")
    assert ended.stdout.strip() == "imported", ended.stderr


def test_a_name_annotates_and_is_subclassed(tensorflow: StandinModule) -> None:
    class Layer(tensorflow.keras.layers.Layer):  # type: ignore[misc, name-defined]
        weight: tensorflow.Tensor | None = None  # type: ignore[name-defined]

    assert isinstance(tensorflow.Tensor, type)
    with pytest.raises(NeuralExtraMissing, match="--extra neural"):
        Layer()


def test_whoever_uses_a_name_is_told_what_to_install(tensorflow: StandinModule) -> None:
    with pytest.raises(NeuralExtraMissing, match=r"tensorflow\.random\.set_seed.*--extra neural"):
        tensorflow.random.set_seed(1)


def test_only_what_rasa_imports_is_found() -> None:
    assert "tensorflow.experimental" not in MODULES  # spaCy's thinc asks for it, and takes another way
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
