"""What `make promote` and `make rollback` say where there is nothing to do."""

from pathlib import Path

import pytest

from engine.model.__main__ import promote, rollback
from engine.model.promotion import FILE, Promoted, Refused
from engine.model.shelf import Shelf
from engine.settings import Settings, load
from tests.conftest import clean_environment


@pytest.fixture
def here(url: str, tmp_path: Path) -> Settings:
    """The settings of a deployment in which nothing runs."""
    return load(clean_environment(tmp_path, DATABASE_URL=url))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Two models."""
    made = Shelf(tmp_path / "models")
    made.folder.mkdir()
    for sign in "ab":
        made.place(sign * 64).write_text(sign)
        made.put_first(made.place(sign * 64))
    return made


def test_nothing_is_promoted_where_no_assistant_runs(here: Settings, shelf: Shelf) -> None:
    with pytest.raises(Refused, match="No assistant runs here; `make run` starts one"):
        promote(here, shelf)
    assert not (here.state_dir / FILE).exists()


def test_nothing_is_taken_back_where_no_assistant_runs(here: Settings, shelf: Shelf) -> None:
    for model in reversed(shelf.models()):
        Promoted.read(here.state_dir).promote(model)
    with pytest.raises(Refused, match="No assistant runs here"):
        rollback(here, shelf)
    assert Promoted.read(here.state_dir).running == shelf.newest()


def test_without_an_earlier_model_there_is_nothing_to_go_back_to(here: Settings, shelf: Shelf) -> None:
    newest = shelf.newest()
    assert newest
    Promoted.read(here.state_dir).promote(newest)
    with pytest.raises(Refused, match="no earlier model"):
        rollback(here, shelf)
