"""The commands with which a business goes into the books and out, and the seed."""

from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine, text

from munshi import database, seed
from munshi.business import __main__ as command
from tests.backend.books import KIRANA, SEEDS, opened


@pytest.fixture(autouse=True)
def in_these_books(books: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands work in the test's books, not in a connection of their own."""
    monkeypatch.setattr(database, "use", lambda _: None)


def test_export_writes_a_file_that_import_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "shop.yaml"
    assert command.main(["export", KIRANA, str(file)]) == 0
    assert "आटा" in file.read_text("utf-8")
    assert command.main(["import", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{KIRANA}: written to {file}",
        f"{KIRANA}: unchanged",
    ]


def test_import_tells_each_fault_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "shop.yaml"
    said = yaml.safe_load((SEEDS / f"{KIRANA}.yaml").read_text("utf-8"))
    said["products"][0]["unit"] = "stone"
    file.write_text(yaml.safe_dump(said, sort_keys=False), "utf-8")
    assert command.main(["import", str(file)]) == 1
    line = next(
        at for at, written in enumerate(file.read_text("utf-8").splitlines(), 1) if "stone" in written
    )
    assert capsys.readouterr().err.startswith(f"{file}:{line}: products[0].unit: ")


def test_a_file_that_is_not_there_is_said_to_be_unreadable(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["import", "nowhere.yaml"]) == 1
    assert "nowhere.yaml cannot be read" in capsys.readouterr().err


def test_a_business_that_is_not_there_is_named_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["export", "nowhere", str(tmp_path / "x.yaml")]) == 1
    assert KIRANA in capsys.readouterr().err


@pytest.mark.parametrize("typed", [[], ["import"], ["import", ""], ["export", KIRANA], ["sell", "x"]])
def test_a_wrong_command_shows_how_it_is_used(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(typed) == 2
    assert capsys.readouterr().err.startswith("usage: ")


def test_the_seed_leaves_books_alone_that_hold_a_business() -> None:
    assert seed.seed() == []


def test_the_seed_opens_every_demonstration_business_in_empty_books(engine: Engine) -> None:
    with opened() as session:
        session.execute(text("TRUNCATE businesses CASCADE"))
        assert session.scalar(text("SELECT count(*) FROM persons")) == 0
    assert seed.seed() == sorted(file.stem for file in SEEDS.glob("*.yaml"))
