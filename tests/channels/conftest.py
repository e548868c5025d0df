"""A connector with real PostgreSQL, real queue and real HTTP client; Meta, Rasa and the clock are fakes."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Connection, Pool, new_pool
from channels.whatsapp.numbers import Numbers
from channels.whatsapp.outgoing.client import GraphClient
from engine import database
from engine.launch import steps
from engine.launch.environment import environment
from engine.settings import load
from tests.channels.fakes import TOKEN, Books, Clock, Graph, Rasa
from tests.channels.writing import Person
from tests.conftest import clean_environment, spare_the_disk


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL with the assistant's tables."""
    settings = load(clean_environment(tmp_path_factory.mktemp("channels")))
    server = database.embedded(settings.state_dir / "postgres")
    spare_the_disk(server.get_uri())
    steps.migrate(environment(settings, server.get_uri()), settings.state_dir / "logs")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
async def pool(url: str) -> AsyncIterator[Pool]:
    """Connections to the database, in which nothing has happened."""
    pool = new_pool(url, size=8)
    await pool.open(wait=True)
    async with pool.connection() as connection:
        await connection.execute(
            """
            TRUNCATE inbox, persons, outbox, statuses, buttons, media, rates, halts, notices, handoffs, echoes,
                answering, templates, uploads, payment_news, procrastinate_workers, procrastinate_jobs CASCADE
            """
        )
    yield pool
    await pool.close()


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still unless it is moved."""
    return Clock()


@pytest.fixture
def graph() -> Graph:
    """Meta's side, which accepts everything unless it is told otherwise."""
    return Graph()


@pytest.fixture
def client(graph: Graph) -> GraphClient:
    """The real client, whose requests go to the fake."""
    return GraphClient("http://graph.test", "v25.0", TOKEN, graph)


@pytest.fixture
def rasa(pool: Pool) -> Rasa:
    """Rasa's side, which says back what it hears unless it is told otherwise."""
    return Rasa(pool)


@pytest.fixture
def books() -> Books:
    """The backend's side."""
    return Books()


@pytest.fixture
def connector(
    url: str, pool: Pool, client: GraphClient, rasa: Rasa, books: Books, clock: Clock, tmp_path: Path
) -> Connector:
    """A connector that has not started: nothing happens in it by itself."""
    queue_pool = new_pool(url, size=8, on_disk=False)
    numbers = Numbers("http://books.test", "operator", books)
    return Connector(pool, queue_pool, client, numbers, tmp_path / "media", rasa, clock)


@pytest.fixture
async def running(connector: Connector) -> AsyncIterator[Connector]:
    """The same, at work."""
    await connector.start()
    async with connector.pool.connection() as connection:
        while not await listening(connection):
            await asyncio.sleep(0.01)
    yield connector
    await connector.stop()


async def listening(connection: Connection) -> bool:
    """Whether both workers hear of new jobs; before that they look once a second."""
    count = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'"
    )
    row = await (await connection.execute(count)).fetchone()
    return row is not None and row[0] == 2


@pytest.fixture
def priya(connector: Connector) -> Person:
    """A customer who writes to the shop."""
    return Person(connector, "919000000101", "Priya Joshi")
