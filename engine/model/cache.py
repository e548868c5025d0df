"""What was learnt before and may be needed again, in files that are named by what they were made from."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.settings import ROOT

FOLDER = ROOT / "models" / "cache"
VARIABLE = "MUNSHI_CACHE"  # another folder; `off` for none
KEPT = 4  # files of a kind
DIGEST = 32  # bytes


def configured() -> "Cache | None":
    """The cache of this process's environment, where it is to have one."""
    told = os.environ.get(VARIABLE)
    return None if told == "off" else Cache(Path(told) if told else FOLDER)


class Cache:
    """Contents by kind and key. What is damaged, or cannot be written, is as if it had never been there."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    def get(self, kind: str, key: str) -> bytes | None:
        """The content, where it is there and whole."""
        file = self._file(kind, key)
        try:
            told = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        content = told[DIGEST:]
        return content if hashlib.sha256(content).digest() == told[:DIGEST] else None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keeps a content; of its kind, the last ones stay."""
        file = self._file(kind, key)
        new = file.with_suffix(f".{os.getpid()}.new")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(hashlib.sha256(content).digest() + content)
            new.replace(file)
            for old in list(self._files(kind))[KEPT:]:
                old.unlink()

    @contextmanager
    def alone(self, kind: str, key: str) -> Iterator[None]:
        """While nobody else makes the same: who comes second waits, and finds it made."""
        file = self._file(kind, key).with_suffix(f".{key[:DIGEST]}.lock")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
            file.unlink(missing_ok=True)

    def _file(self, kind: str, key: str) -> Path:
        return self.folder / f"{kind}.{key[:DIGEST]}"

    def _files(self, kind: str) -> Iterator[Path]:
        """Those of a kind, the last used first."""
        found = [(file.stat().st_mtime_ns, file) for file in self.folder.glob(f"{kind}.*")]
        yield from (file for _, file in sorted(found, reverse=True))
