"""Tokens that are made up once and kept beside the project's other local state."""

import os
import secrets
from pathlib import Path


def kept_token(file: Path) -> str:
    """The token in `file`, which is made, readable for its owner alone, when it is not there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    token = secrets.token_urlsafe(24)
    mine = file.with_name(f"{file.name}.{os.getpid()}")
    mine.touch(mode=0o600)
    mine.write_text(token)
    try:
        os.link(mine, file)
    except FileExistsError:
        token = file.read_text().strip()
    finally:
        mine.unlink()
    return token
