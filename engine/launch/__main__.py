"""`python -m engine.launch`: starts everything and ends everything."""

import contextlib
import os
import signal
import sys
from typing import NoReturn

from engine import database
from engine.launch import steps
from engine.launch.environment import environment
from engine.launch.guard import MARK, Guard
from engine.launch.leftovers import GUARD, LAUNCHER, Running
from engine.launch.opened import opened
from engine.launch.ports import check_ports
from engine.launch.processes import run_processes
from engine.launch.screen import say, wait_until_said
from engine.launch.stop import Stop
from engine.model.promotion import Promoted
from engine.model.training import train_if_changed
from engine.settings import Settings, SettingsError, load


def main() -> int:
    """Exit code 0 after Ctrl-C or SIGTERM, 2 for settings that cannot be used, 1 for everything else."""
    for each in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(each) is not signal.SIG_IGN:  # as nohup leaves the last
            signal.signal(each, _interrupt)
    try:
        launch(load())
    except SettingsError as error:
        return _complain(error.faults, 2)
    except (Stop, database.DatabaseError) as error:
        return _complain([str(error)], 1)
    except KeyboardInterrupt:
        pass
    finally:
        wait_until_said()
    return 0


def launch(settings: Settings) -> None:
    """From checked settings to running processes, until they have ended. Raises Stop or DatabaseError."""
    logs = settings.state_dir / "logs"
    running = Running(settings.state_dir / "running.json")
    left = running.end_leftovers()
    if left:
        say(f"Ended what an earlier start had left running: {', '.join(left)}.")
    check_ports(settings)
    guard = Guard(settings.state_dir)
    try:
        guard.keep()
        running.write({LAUNCHER: os.getpid(), GUARD: guard.pid})
        with opened(settings, kept=True) as database_url:
            told = {**environment(settings, database_url), MARK: guard.mark}
            steps.migrate(told, logs)
            if settings.is_demonstration:
                steps.seed(told, logs)
            promoted = Promoted.read(settings.state_dir)
            promoted.take_up(train_if_changed(told, logs, promoted.kept))
            say("Starting …")
            run_processes(settings, told, logs, running, guard)
    finally:
        guard.let_go()
        running.clear()


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _complain(lines: list[str], code: int) -> int:
    wait_until_said()
    with contextlib.suppress(OSError):  # the terminal has gone
        for line in lines:
            print(line, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
