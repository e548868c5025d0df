"""`python -m engine.launch.books MODULE ARGUMENT…`: runs a command of the books on the database of this folder."""

import subprocess
import sys
from collections.abc import Sequence

from engine import database
from engine.launch import steps
from engine.launch.environment import PYTHON, environment
from engine.launch.opened import opened
from engine.launch.stop import Stop
from engine.settings import SettingsError, load


def main(command: Sequence[str]) -> int:
    """The exit code of the command, which sees files as the person who typed it does; 1 or 2 when it cannot start."""
    try:
        settings = load()
        with opened(settings) as database_url:
            told = environment(settings, database_url)
            steps.migrate(told, settings.state_dir / "logs")
            return subprocess.run([PYTHON, "-m", *command], env=told, check=False).returncode
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except (Stop, database.DatabaseError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
