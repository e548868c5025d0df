"""Programs that are started for a measurement: ended with it, their output in a file, their memory and their age."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

MEGABYTE = 1024 * 1024


class Failed(Exception):
    """A program did not do what was to be measured; the message names its log."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> float:
    """Runs a program to its end and returns the seconds. Raises Failed."""
    log.parent.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with log.open("wb") as output:
        try:
            ended = subprocess.run(
                command, cwd=folder, env=dict(environment), stdout=output, stderr=output, check=False
            )
        except OSError as error:
            raise Failed(f"{command[0]} cannot be run: {error.strerror}.") from error
    if ended.returncode:
        raise Failed(f"{' '.join(command[:4])} … failed; {log} says why.")
    return time.perf_counter() - began


@contextlib.contextmanager
def running(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that runs for the length of the block."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=dict(environment), stdout=output, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@dataclass(frozen=True)
class Memory:
    """Megabytes of a program with all its processes: resident, and with what is shared divided by its sharers."""

    rss: float
    pss: float


def memory(pid: int) -> Memory:
    """What a program and its children use now."""
    first = psutil.Process(pid)
    used = [process.memory_full_info() for process in [first, *first.children(recursive=True)]]
    rss, pss = (sum(getattr(each, kind) for each in used) / MEGABYTE for kind in ("rss", "pss"))
    return Memory(round(rss, 1), round(pss, 1))


def cpu(pid: int) -> float:
    """Seconds of processor time that a program and its children have used so far, those that ended among them."""
    first = psutil.Process(pid)
    ended = first.cpu_times()
    used = ended.children_user + ended.children_system
    for process in [first, *first.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            used += times.user + times.system
    return float(used)


class ProcessorTime:
    """What programs use of the processors from now on."""

    def __init__(self, pids: Mapping[str, int]) -> None:
        self._pids = pids
        self._before = {name: cpu(pid) for name, pid in pids.items()}

    def of_each(self, turns: int) -> dict[str, float]:
        """Milliseconds of each program for each of so many turns."""
        used = {name: cpu(pid) - self._before[name] for name, pid in self._pids.items()}
        return {name: round(1000 * seconds / turns, 1) for name, seconds in used.items()}


def age(pid: int) -> float:
    """Seconds since a process began, to a hundredth; the kernel counts both in the same clock."""
    ticks = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
    now = float(Path("/proc/uptime").read_text().split()[0])
    return now - ticks / os.sysconf("SC_CLK_TCK")


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that nobody listens on."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
