"""Commands that run to their end before the processes start."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.launch.environment import BACKEND, PYTHON
from engine.launch.stop import Stop


def migrate(environment: Mapping[str, str], logs: Path) -> None:
    """Brings the tables of the books and of the assistant up to date. Raises Stop."""
    command = [PYTHON, "-m", "alembic", "upgrade", "heads"]
    run_step("Bringing the database up to date", command, BACKEND, environment, logs / "migrate.log")


def seed(environment: Mapping[str, str], logs: Path) -> None:
    """Puts the demonstration businesses into books that hold none. Raises Stop."""
    command = [PYTHON, "-m", "munshi.seed"]
    run_step("Adding the demonstration businesses", command, BACKEND, environment, logs / "seed.log")


def run_step(
    what: str, command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path
) -> None:
    """Runs one command to its end, with its output in `log`; it ends with the launcher.

    Raises Stop with the log's last line when the command fails.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
        try:
            failed = process.wait() != 0
        finally:
            _end(process)
    if failed:
        raise Stop(f"{what} failed: {_last_line(log)} (all of it in {log})")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the command where it still runs, kindly at first."""
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it said nothing"
