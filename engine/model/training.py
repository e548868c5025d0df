"""Learning a model, where there is none of today's pages."""

import fcntl
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engine import progress
from engine.launch.environment import PYTHON
from engine.launch.screen import bar, say
from engine.launch.steps import run_step
from engine.model import fingerprints
from engine.model.shelf import Shelf, is_whole
from engine.settings import ROOT

SAME = {"PYTHONHASHSEED": "0"}  # the same data give the same model


def train_if_changed(
    process_environment: Mapping[str, str],
    logs: Path,
    spared: Collection[Path] = (),
    shelf: Shelf | None = None,
) -> Path:
    """The model of today's pages, configuration and components, which is learnt where there is none. Raises Stop.

    `spared` are older models that are kept although there are newer ones.
    """
    shelf = shelf or Shelf()
    model = shelf.place(fingerprints.of_model())
    with _alone(shelf.folder):
        if not is_whole(model):
            _learn(model, process_environment, logs)
        shelf.put_first(model)
        shelf.tidy({model, *spared})
    return model


def _learn(model: Path, process_environment: Mapping[str, str], logs: Path) -> None:
    say("Training the model …")
    began = time.monotonic()
    with bar() as file:
        told = {**process_environment, **SAME, progress.FILE: str(file)}
        command = [PYTHON, "-m", "engine.model.learning", str(model)]
        run_step("Training the model", command, ROOT, told, logs / "train.log")
    say(f"The model is trained ({time.monotonic() - began:.0f} s).")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While nobody else trains: who comes second waits, and finds the model there."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".training").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
