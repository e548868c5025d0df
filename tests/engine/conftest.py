"""A database of its own for the engine's tests, with the tables and nothing in them."""

from collections.abc import AsyncIterator, Callable, Iterator

import psycopg
import pytest
from rasa.shared.core.domain import Domain

from engine import database
from engine.launch import steps
from engine.launch.environment import environment
from engine.rasa.tracker_store import LiveTrackerStore
from engine.settings import Settings, load
from tests.conftest import clean_environment, spare_the_disk

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [greet, place_order, apply_leave]
    entities: [quantity]
    slots:
      quantity: {type: text, mappings: [{type: from_entity, entity: quantity}]}
      asking: {type: categorical, values: [confirm, choose], mappings: [{type: custom}]}
      language: {type: categorical, values: [hi, en], initial_value: hi, mappings: [{type: custom}]}
      reason: {type: text, mappings: [{type: from_text, conditions: [{active_loop: leave_form}]}]}
    forms:
      leave_form: {required_slots: [reason]}
    actions: [action_place]
    responses:
      utter_greet: [{text: Namaste}]
    """
)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a machine on which nothing is set."""
    return load(clean_environment(tmp_path_factory.mktemp("engine")))


@pytest.fixture(scope="session")
def told(settings: Settings, url: str) -> dict[str, str]:
    """The environment of a process that uses this database."""
    return environment(settings, url)


@pytest.fixture(scope="session")
def url(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL with the assistant's tables."""
    server = database.embedded(settings.state_dir / "postgres")
    spare_the_disk(server.get_uri())
    steps.migrate(environment(settings, server.get_uri()), settings.state_dir / "logs")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def rows(url: str) -> Callable[[str], list[tuple[object, ...]]]:
    """Asks the database behind the store's back."""

    def ask(query: str) -> list[tuple[object, ...]]:
        with psycopg.connect(url) as connection:
            return connection.execute(query).fetchall()

    return ask


@pytest.fixture
async def replica(url: str) -> AsyncIterator[Callable[[], LiveTrackerStore]]:
    """Makes stores as each replica of the assistant has one."""
    stores: list[LiveTrackerStore] = []

    def new() -> LiveTrackerStore:
        stores.append(LiveTrackerStore(DOMAIN, host=url))
        return stores[-1]

    yield new
    for store in stores:
        await store._pool.close()
