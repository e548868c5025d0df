"""What is put back for Rasa is still needed: each test fails once Rasa runs without it, and then it can go."""

import inspect
import subprocess
import sys

import pytest
import rasa.core.run
from sanic import Sanic

IMPORTED = "import rasa.core.agent, rasa.core.run, rasa.nlu.test"
TYPED = """
import nlu.components.intents
from rasa.engine.validation import validate
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.importers.importer import TrainingDataImporter
importer = TrainingDataImporter.load_from_config("config.yml")
recipe = DefaultV1Recipe()
validate(recipe.graph_config_for_recipe(importer.get_config(), {}))
"""


def python(code: str) -> "subprocess.CompletedProcess[str]":
    """Runs the code in a fresh Python of this environment."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "use", [IMPORTED, TYPED, f"import rasa_sdk; {IMPORTED}"], ids=["imported", "typed", "after its SDK"]
)
def test_with_all_of_them_rasa_works(use: str) -> None:
    ended = python(use)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("numpys_warnings", IMPORTED),
        ("versions_that_follow_no_rule", IMPORTED),
        ("optional_types", TYPED),
        ("graphs_without_dask", IMPORTED),
        ("logs_without_sentry", "import rasa.utils.log_utils"),
        ("tests_without_drawings", IMPORTED),
    ],
)
def test_each_is_needed(name: str, use: str) -> None:
    ended = python(
        f"from engine.rasa import packages_of_2023 as put_back; put_back.{name} = lambda: None; {use}"
    )
    assert ended.returncode != 0


def test_rasa_still_leaves_it_to_sanic_in_how_many_processes_it_serves() -> None:
    assert "single_process" not in inspect.getsource(rasa.core.run)
    assert inspect.signature(vars(Sanic)["run"].func).parameters["single_process"].default is False
