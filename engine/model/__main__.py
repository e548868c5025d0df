"""`make train`, `make promote`, `make rollback`: `python -m engine.model train | promote | rollback`."""

import argparse
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from engine import database
from engine.launch.environment import PYTHON, environment
from engine.launch.opened import opened
from engine.launch.screen import say, wait_until_said
from engine.launch.stop import Stop
from engine.model import actions, assistants
from engine.model.assistants import Assistant, NotSwapped
from engine.model.promotion import Promoted, Refused
from engine.model.shelf import Shelf, name_of
from engine.model.training import train_if_changed
from engine.settings import ROOT, Settings, SettingsError, load

COMPARISON = "nlu.pages.comparison"


def train(settings: Settings, shelf: Shelf, *, compares: bool) -> None:
    """Learns where something has changed, and says what is better and worse than with the model before."""
    promoted = Promoted.read(settings.state_dir)
    told = environment(settings, settings.database_url or "")
    model = train_if_changed(told, settings.state_dir / "logs", promoted.kept, shelf)
    if not compares:
        return
    before = next((each for each in (promoted.running, *shelf.models()) if each and each != model), None)
    say(f"{name_of(model)} is the model of today's pages.")
    wait_until_said()
    command = [PYTHON, "-m", COMPARISON, str(model), *([str(before)] if before else [])]
    subprocess.run(command, cwd=ROOT, env=told, check=False)


def promote(settings: Settings, shelf: Shelf) -> None:
    """Makes the newest model the one that runs. Raises Refused."""
    promoted, newest = Promoted.read(settings.state_dir), shelf.newest()
    if newest is None:
        raise Refused("There is no model yet; `make train` makes one.")
    if unknown := actions.unknown_to_those_that_run(newest, settings):
        raise Refused(
            f"{name_of(newest)} needs {', '.join(unknown)}, which the actions that run do not know; "
            "stop `make run` and start it again: it takes the newest model."
        )
    if newest == promoted.running:
        raise Refused(f"{name_of(newest)} runs already; there is no newer one. `make train` makes one.")
    _bring(settings, newest, promoted, lambda: promoted.promote(newest))
    say(f"{name_of(newest)} runs now{_instead_of(promoted.before)}. `make rollback` goes back.")


def rollback(settings: Settings, shelf: Shelf) -> None:
    """Goes back to the model that ran before. Raises Refused."""
    promoted = Promoted.read(settings.state_dir)
    left, earlier = promoted.running, promoted.before
    if earlier is None:
        raise Refused("There is no earlier model to go back to.")
    _bring(settings, earlier, promoted, lambda: promoted.roll_back(shelf.newest() or earlier))
    say(f"{name_of(earlier)} runs again{_instead_of(left)}. `make promote` takes the newest.")


def _instead_of(model: Path | None) -> str:
    return f" instead of {name_of(model)}" if model else ""


def _bring(settings: Settings, model: Path, promoted: Promoted, decide: Callable[[], None]) -> None:
    """Has every assistant that runs load the model, or none. Raises Refused.

    It is decided first: an assistant that is being started meanwhile takes the right one.
    """
    before = promoted.running
    with opened(settings) as url:
        running = assistants.alive(url)
    if not running:
        raise Refused("No assistant runs here; `make run` starts one, with the newest model.")
    swapped: list[Assistant] = []
    try:
        with promoted.or_undone():
            decide()
            for assistant in running:
                assistants.swap(assistant, model, settings.rasa_auth_token)
                swapped.append(assistant)
                say(f"{assistant.address} on {assistant.machine} has taken {name_of(model)}.")
    except NotSwapped as fault:
        raise Refused(f"{fault}.{_put_back(settings, swapped, before)}") from None


def _put_back(settings: Settings, swapped: Sequence[Assistant], before: Path | None) -> str:
    """Gives the assistants that had taken the model the one before."""
    if not swapped:
        return " Nothing was changed."
    if before is None:
        return f" {len(swapped)} others run it already, and the model before is not known."
    try:
        for assistant in swapped:
            assistants.swap(assistant, before, settings.rasa_auth_token)
    except NotSwapped as fault:
        return f" And {fault}: the assistants run different models now."
    return f" The others run {name_of(before)} again."


def main(typed: Sequence[str]) -> int:
    """0 where it was done, 1 where it was refused or failed, 2 for settings that cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m engine.model")
    parser.add_argument("what", choices=["train", "promote", "rollback"])
    parser.add_argument("--if-changed", action="store_true", help="train: compare nothing")
    told = parser.parse_args(typed)
    try:
        settings, shelf = load(), Shelf()
        if told.what == "train":
            train(settings, shelf, compares=not told.if_changed)
        else:
            {"promote": promote, "rollback": rollback}[told.what](settings, shelf)
    except SettingsError as error:
        return _complain(str(error), 2)
    except (Refused, Stop, database.DatabaseError) as error:
        return _complain(str(error), 1)
    except KeyboardInterrupt:
        return 130
    finally:
        wait_until_said()
    return 0


def _complain(text: str, code: int) -> int:
    wait_until_said()
    print(text, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
