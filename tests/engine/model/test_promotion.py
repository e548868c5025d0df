"""Which model runs: what was decided holds until there is a newer one."""

import json
from pathlib import Path

import pytest

from engine.model.promotion import FILE, Promoted, Refused
from engine.model.shelf import KEPT, Shelf, name_of


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A folder with three models; the last is the newest."""
    made = Shelf(tmp_path / "models")
    made.folder.mkdir()
    for number in range(3):
        learnt(made, str(number) * 64)
    return made


def learnt(shelf: Shelf, fingerprint: str) -> Path:
    model = shelf.place(fingerprint)
    model.write_text(fingerprint)
    shelf.put_first(model)
    return model


@pytest.fixture
def models(shelf: Shelf) -> list[Path]:
    """The models, the oldest first."""
    return shelf.models()[::-1]


def test_the_newest_model_is_the_one_that_was_learnt_or_wanted_last(shelf: Shelf, models: list[Path]) -> None:
    assert shelf.newest() == models[2]
    shelf.put_first(models[0])
    assert shelf.newest() == models[0]
    assert name_of(models[0]) == "munshi-000000000000"


def test_the_last_ten_stay_and_those_that_may_run_again(shelf: Shelf, models: list[Path]) -> None:
    for number in range(KEPT):
        learnt(shelf, f"{number:x}" * 12 + "later")
    newer = shelf.models()[:KEPT]
    shelf.tidy([models[1]])
    assert set(shelf.models()) == {*newer, models[1]}


def test_the_first_start_takes_the_newest(tmp_path: Path, models: list[Path]) -> None:
    assert Promoted.read(tmp_path).running is None
    assert Promoted.read(tmp_path).take_up(models[2]) == models[2]
    assert Promoted.read(tmp_path).running == models[2]
    assert Promoted.read(tmp_path).before is None


def test_a_start_after_a_change_takes_the_new_model(tmp_path: Path, models: list[Path]) -> None:
    Promoted.read(tmp_path).take_up(models[0])
    assert Promoted.read(tmp_path).take_up(models[1]) == models[1]
    assert Promoted.read(tmp_path).before == models[0]


def test_what_was_taken_back_stays_so_at_the_next_start_until_there_is_a_newer_one(
    tmp_path: Path, models: list[Path]
) -> None:
    for model in models[:2]:
        Promoted.read(tmp_path).take_up(model)
    Promoted.read(tmp_path).roll_back(models[1])
    assert Promoted.read(tmp_path).take_up(models[1]) == models[0]
    assert Promoted.read(tmp_path).take_up(models[2]) == models[2]


def test_one_goes_back_further_and_forward_again(tmp_path: Path, models: list[Path]) -> None:
    for model in models:
        Promoted.read(tmp_path).promote(model)
    for model in (models[1], models[0]):
        Promoted.read(tmp_path).roll_back(models[2])
        assert Promoted.read(tmp_path).running == model
    Promoted.read(tmp_path).promote(models[2])
    assert Promoted.read(tmp_path).before == models[0]


def test_a_model_that_has_gone_is_none_to_go_back_to(tmp_path: Path, models: list[Path]) -> None:
    for model in models:
        Promoted.read(tmp_path).promote(model)
    models[1].unlink()
    assert Promoted.read(tmp_path).before == models[0]


def test_what_is_refused_leaves_everything_as_it_was(tmp_path: Path, models: list[Path]) -> None:
    promoted = Promoted.read(tmp_path)
    promoted.promote(models[0])
    with pytest.raises(Refused, match="it cannot be loaded"):
        _promote_in_vain(promoted, models[1])
    assert Promoted.read(tmp_path).running == models[0]


def _promote_in_vain(promoted: Promoted, model: Path) -> None:
    with promoted.or_undone():
        promoted.promote(model)
        raise Refused("it cannot be loaded")


@pytest.mark.parametrize("damaged", ["", "{}", "[]", json.dumps({"models": 1, "decided_on": 2})])
def test_a_damaged_note_is_none(tmp_path: Path, models: list[Path], damaged: str) -> None:
    (tmp_path / FILE).write_text(damaged)
    assert Promoted.read(tmp_path).running is None
