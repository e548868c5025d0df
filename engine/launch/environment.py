"""What the processes find in their environment, and which Python runs them."""

import os
import sys
import time

from engine.settings import ROOT, Settings

BACKEND = ROOT / "backend"
PYTHON = sys.executable


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
        "PYTHONDONTWRITEBYTECODE": "",  # compiling what Rasa imports takes longer than all the rest of a start
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }
