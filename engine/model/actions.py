"""Whether the actions that run know everything that a model calls: they were loaded when they were started."""

import json
import tarfile
import urllib.request
from pathlib import Path

from engine.settings import Settings

WITHIN_SECONDS = 5.0
OWN = "action_"  # what a page calls, by its name


def unknown_to_those_that_run(model: Path, settings: Settings) -> list[str]:
    """The actions of a model that the running ones do not have; none where none run, or the model does not tell."""
    try:
        known, called = _known(settings), _called(model)
    except (OSError, ValueError, KeyError, tarfile.TarError):
        return []
    return sorted(called - known)


def _known(settings: Settings) -> set[str]:
    headers = {"Authorization": f"Bearer {settings.actions_token}"}
    asked = urllib.request.Request(f"{settings.actions_url}/actions", headers=headers)
    with _DIRECT.open(asked, timeout=WITHIN_SECONDS) as response:
        return {each["name"] for each in json.load(response)}


def _called(model: Path) -> set[str]:
    """The actions of our own in its domain; Rasa's default actions are not listed there."""
    with tarfile.open(model) as packed:
        metadata = packed.extractfile("metadata.json")
        assert metadata
        return {each for each in json.load(metadata)["domain"]["actions"] if each.startswith(OWN)}


_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # this machine is not behind a proxy
