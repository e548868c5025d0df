"""Learning the intents once: what was learnt from the same examples by the same code is known."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.model import fingerprints
from engine.model.cache import Cache

KIND = "intents"
CODE = "nlu/intents/training.py"

Told = Callable[[float, str], None]


def learn(
    folder: Path, texts: Sequence[str], intents: Sequence[str], cache: Cache | None, told: Told
) -> None:
    """Writes into a folder what is learnt from examples and the intent of each.

    Where another process is learning just that, it is waited for.
    """
    if cache is None:
        _train(folder, texts, intents, None, told)
        return
    key = fingerprint(texts, intents)
    with cache.alone(KIND, key):
        kept = cache.get(KIND, key)
        if kept is None:
            _train(folder, texts, intents, cache, told)
            cache.put(KIND, key, _packed(folder))
        else:
            _unpack(kept, folder)


def prepare(texts: Sequence[str], intents: Sequence[str], cache: Cache, told: Told) -> None:
    """Has it learnt by the time that somebody asks for it."""
    with TemporaryDirectory() as folder:
        learn(Path(folder), texts, intents, cache, told)


def fingerprint(texts: Sequence[str], intents: Sequence[str]) -> str:
    """Of all that has a say in what is learnt."""
    told = json.dumps([fingerprints.of_code(CODE), list(texts), list(intents)])
    return hashlib.sha256(told.encode()).hexdigest()


def _train(
    folder: Path, texts: Sequence[str], intents: Sequence[str], cache: Cache | None, told: Told
) -> None:
    from nlu.intents.training import train  # what it imports takes memory that a running assistant saves

    train(texts, intents, cache, told).save(folder)


def _packed(folder: Path) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for file in sorted(folder.iterdir()):
            packed.write(file, file.name)
    return content.getvalue()


def _unpack(content: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(folder)
