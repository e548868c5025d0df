"""Starts Rasa's server as the settings say; a module of its own so that the token stands in no list of processes."""

import sys

from engine.rasa import without_learning

without_learning.import_rasa()

import rasa.__main__  # noqa: E402

from engine import logs  # noqa: E402
from engine.model.promotion import Promoted  # noqa: E402
from engine.model.shelf import Shelf  # noqa: E402
from engine.rasa import patches  # noqa: E402
from engine.settings import settings  # noqa: E402


def arguments() -> list[str]:
    """What a person would type after `rasa`."""
    model = Promoted.read(settings.state_dir).running or Shelf().newest()
    typed = ["run", "--enable-api", "--model", str(model or Shelf().folder), "--endpoints", "endpoints.yml"]
    typed += [
        "--credentials",
        "credentials.yml",
        "-i",
        settings.bind_host,
        "-p",
        str(settings.assistant_port),
    ]
    return [
        *typed,
        f"--auth-token={settings.rasa_auth_token}",
    ]  # one word, for a token may begin with a hyphen


if __name__ == "__main__":
    patches.apply()
    # The last that Rasa does before it serves is to say how it logs.
    rasa.__main__.configure_structlog = lambda level=None: logs.install(settings, level)
    sys.argv[1:] = arguments()
    rasa.__main__.main()
