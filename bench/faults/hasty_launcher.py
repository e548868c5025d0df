"""`python -m bench.faults.hasty_launcher`: the launcher, which keeps a hasty assistant."""

import sys
from collections.abc import Sequence
from pathlib import Path

from engine.launch import __main__ as launcher
from engine.launch import processes
from engine.settings import ROOT, Settings

_usual = processes.commands


def commands(settings: Settings) -> dict[str, tuple[Sequence[str], Path]]:
    """What is run for each process, and in which folder."""
    return {**_usual(settings), "assistant": ([sys.executable, "-m", "bench.faults.hasty"], ROOT)}


if __name__ == "__main__":
    processes.commands = commands
    sys.exit(launcher.main())
