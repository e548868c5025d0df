"""A disk of its own for a system, small and in memory, that can be full; only root on Linux can have one."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

SIZE = "600m"
FILLING = "filling"
BLOCK = 4096


class SmallDisk:
    """What is mounted at the folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILLING

    def fill(self) -> None:
        """Leaves not a block."""
        descriptor = os.open(self._file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        try:
            with contextlib.suppress(OSError):
                free = os.fstatvfs(descriptor)
                os.posix_fallocate(descriptor, os.fstat(descriptor).st_size, free.f_bavail * free.f_frsize)
            with contextlib.suppress(OSError):
                while True:
                    os.write(descriptor, b"\0" * BLOCK)
        finally:
            os.close(descriptor)

    def free(self) -> None:
        """Makes room again."""
        self._file.unlink(missing_ok=True)


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk | None]:
    """Mounts one at the folder for the length of the block; None where that is not allowed."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0755", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    try:
        yield SmallDisk(folder) if mounted else None
    finally:
        unmount(folder)


def unmount(folder: Path) -> None:
    """Takes one away, also what a killed run left."""
    if folder.is_mount():
        subprocess.run(["umount", "--lazy", str(folder)], check=False)
