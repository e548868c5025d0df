"""What the processes find in their environment, and where their Pythons are."""

import os
import sys
import time
from pathlib import Path

from engine.launch.stop import Stop
from engine.settings import ROOT, Settings

BACKEND = ROOT / "backend"
PYTHON = sys.executable


def backend_python() -> str:
    """The Python of the books' own environment. Raises Stop where it was not installed."""
    python: Path = BACKEND / ".venv" / "bin" / "python"
    if not python.exists():
        raise Stop("The backend's environment is missing; run `make run`, or `uv sync --directory backend`.")
    return str(python)


def environment(settings: Settings, database_url: str) -> dict[str, str]:
    """The whole environment of every process that the launcher starts."""
    told = settings.environment()
    if settings.now and settings.now_set_at is None:
        told["MUNSHI_NOW_SET_AT"] = str(time.time())
    return {
        **os.environ,
        **told,
        "DATABASE_URL": database_url,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",  # Rasa 3.6 uses SQLAlchemy 1.4, and knows
        "PYTHONDONTWRITEBYTECODE": "",  # compiling what Rasa imports takes longer than all the rest of a start
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }
