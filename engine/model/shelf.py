"""`models/`: the last models that were learnt, each named by what it was learnt from."""

import gzip
import os
import zlib
from collections.abc import Collection
from pathlib import Path

from engine.settings import ROOT

MODELS = ROOT / "models"
KEPT = 10
NAME, ENDING = "munshi-", ".tar.gz"
PIECE = 1 << 20  # bytes
SHOWN = 12  # digits of a fingerprint: one in 10¹³ pairs shares them


class Shelf:
    """The models in a folder."""

    def __init__(self, folder: Path = MODELS) -> None:
        self.folder = folder

    def place(self, fingerprint: str) -> Path:
        """Where the model of this fingerprint lies, or shall lie."""
        return self.folder / f"{NAME}{fingerprint[:SHOWN]}{ENDING}"

    def models(self) -> list[Path]:
        """All of them, the newest first."""
        found = self.folder.glob(f"{NAME}*{ENDING}")
        return sorted(found, key=lambda model: (-model.stat().st_mtime_ns, model.name))

    def newest(self) -> Path | None:
        """The one that was learnt, or asked for, last."""
        return next(iter(self.models()), None)

    def put_first(self, model: Path) -> None:
        """Makes a model that is there the newest: its data are today's again."""
        os.utime(model)

    def tidy(self, spared: Collection[Path] = ()) -> None:
        """Leaves the last ones, and those that are spared because assistants run them or may go back to them."""
        for model in self.models()[KEPT:]:
            if model not in spared:
                model.unlink()


def is_whole(model: Path) -> bool:
    """Whether a model is there and can be read to its end."""
    try:
        with gzip.open(model) as packed:
            while packed.read(PIECE):
                pass
    except (OSError, EOFError, zlib.error):
        return False
    return True


def name_of(model: Path) -> str:
    """What people call a model."""
    return model.name.removesuffix(ENDING)
