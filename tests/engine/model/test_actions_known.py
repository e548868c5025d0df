"""A model is not promoted into a system whose actions do not know what it calls."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from engine.model import actions
from engine.model.__main__ import promote
from engine.model.promotion import Refused
from engine.model.shelf import Shelf
from engine.settings import Settings, load
from tests.conftest import clean_environment


def model_that_calls(shelf: Shelf, *called: str) -> Path:
    told = json.dumps({"domain": {"actions": list(called)}}).encode()
    file = shelf.place("a" * 64)
    file.parent.mkdir(exist_ok=True)
    with tarfile.open(file, "w:gz") as packed:
        entry = tarfile.TarInfo("metadata.json")
        entry.size = len(told)
        packed.addfile(entry, io.BytesIO(told))
    shelf.put_first(file)
    return file


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A deployment whose actions know one thing."""
    monkeypatch.setattr(actions, "_known", lambda settings: {"action_greet"})
    return load(clean_environment(tmp_path))


def test_an_action_that_was_written_since_the_start_is_named(here: Settings, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "models")
    model_that_calls(shelf, "action_greet", "action_ask_job", "utter_ask_parking")
    with pytest.raises(Refused, match="action_ask_job, which the actions that run do not know"):
        promote(here, shelf)


def test_a_model_that_says_nothing_of_its_actions_is_not_held_back(here: Settings, tmp_path: Path) -> None:
    file = tmp_path / "model.tar.gz"
    file.write_text("no archive")
    assert actions.unknown_to_those_that_run(file, here) == []
