"""Which model the assistants of this deployment run, and which they ran before."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from engine.settings import ROOT

FILE = "promoted.json"  # below the folder of the deployment's state
REMEMBERED = 10


class Refused(Exception):
    """It cannot be done; the message says why, and what to do."""


@dataclass
class Promoted:
    """The models that were made to run, the last of which does; `decided_on` was the newest when that was decided.

    A model that has gone is none any more.
    """

    file: Path
    models: list[Path] = field(default_factory=list)
    decided_on: Path | None = None

    @classmethod
    def read(cls, state_dir: Path) -> Self:
        """What was decided in the deployment that keeps its state there."""
        file = state_dir / FILE
        try:
            told = json.loads(file.read_text("utf-8"))
            models, decided_on = [ROOT / model for model in told["models"]], ROOT / told["decided_on"]
        except (OSError, ValueError, KeyError, TypeError):
            return cls(file)
        return cls(file, [model for model in models if model.exists()], decided_on)

    @property
    def running(self) -> Path | None:
        """The model that runs, or that the next start takes."""
        return self.models[-1] if self.models else None

    @property
    def kept(self) -> list[Path]:
        """The models that run, or to which one may go back next."""
        return self.models[-2:]

    @property
    def before(self) -> Path | None:
        """The model that ran before that one."""
        return self.models[-2] if len(self.models) > 1 else None

    def promote(self, model: Path) -> None:
        """Makes a model run, which is the newest."""
        self.models = [*(each for each in self.models if each != model), model]
        self._decide(model)

    def roll_back(self, newest: Path) -> None:
        """Goes back to the model before; it runs until there is a newer one than the newest of today."""
        self.models = self.models[:-1]
        self._decide(newest)

    def take_up(self, newest: Path) -> Path:
        """The model with which to start: what was decided holds until there is a newer one."""
        if self.running is None or self.decided_on != newest:
            self.promote(newest)
        return self.models[-1]

    @contextmanager
    def or_undone(self) -> Iterator[None]:
        """What is decided within holds only where all goes well."""
        before = self.file.read_bytes() if self.file.exists() else None
        try:
            yield
        except BaseException:
            if before is None:
                self.file.unlink(missing_ok=True)
            else:
                self.file.write_bytes(before)
            raise

    def _decide(self, newest: Path) -> None:
        self.models, self.decided_on = self.models[-REMEMBERED:], newest
        told = {"models": [shown(model) for model in self.models], "decided_on": shown(newest)}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        written = self.file.with_suffix(".new")
        written.write_text(json.dumps(told, indent=1), "utf-8")
        written.replace(self.file)


def shown(model: Path) -> str:
    """A model as every assistant of the deployment finds it, each in its own folder of the project."""
    return model.relative_to(ROOT).as_posix() if model.is_relative_to(ROOT) else str(model)
