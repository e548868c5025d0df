"""A business goes into the books from a file of the person who types, and out again, without anything running."""

import subprocess
import sys
from pathlib import Path

from engine.settings import ROOT
from tests.conftest import System, clean_environment

COMMAND = [sys.executable, "-m", "engine.launch.books", "munshi.business"]


def typed(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """What somebody in `folder` sees after typing the command."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_business_is_exported_and_imported_by_the_files_own_names(system: System, tmp_path: Path) -> None:
    environment = clean_environment(system.state_dir, DATABASE_URL=system.database_url)
    out = typed(tmp_path, environment, "export", "sharma-kirana", "shop.yaml")
    assert (out.returncode, out.stdout) == (0, "sharma-kirana: written to shop.yaml\n"), out.stderr
    back = typed(tmp_path, environment, "import", "shop.yaml")
    assert (back.returncode, back.stdout) == (0, "sharma-kirana: unchanged\n"), back.stderr


def test_a_fault_is_told_with_file_and_line(system: System, tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text("version: 1\nbusiness: {id: x}\n")
    environment = clean_environment(system.state_dir, DATABASE_URL=system.database_url)
    ended = typed(tmp_path, environment, "import", "shop.yaml")
    assert ended.returncode == 1
    assert ended.stderr.startswith("shop.yaml:2: business.")


def test_a_database_that_cannot_be_reached_is_one_line(tmp_path: Path) -> None:
    environment = clean_environment(tmp_path, DATABASE_URL="postgresql://books@127.0.0.1:1/books")
    ended = typed(tmp_path, environment, "import", "shop.yaml")
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
