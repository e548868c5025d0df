"""What a fixture wrote is made once for the tests in a row that begin with it, and each of them finds it untouched."""

from dataclasses import dataclass, field

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.backend.books import KIRANA, Clock, opened

made: list[str] = []


@dataclass
class Shop:
    """What a fixture gives: who asks, by which clock, and what it remembers."""

    client: TestClient
    clock: Clock
    heard: list[str] = field(default_factory=list)


@pytest.fixture
def renamed(books: None, client: TestClient, now: Clock) -> Shop:
    """The kirana under another name, an hour later."""
    made.append("renamed")
    _name("Renamed")
    now.passes(hours=1)
    return Shop(client, now)


@pytest.fixture
def renamed_again(renamed: Shop) -> None:
    """And under a third one."""
    made.append("renamed again")
    _name("Renamed again")


def _name(name: str) -> None:
    with opened() as session:
        session.execute(
            text("UPDATE businesses SET name = :name WHERE id = :id"), {"name": name, "id": KIRANA}
        )


def _named() -> str:
    with opened() as session:
        return str(
            session.execute(text("SELECT name FROM businesses WHERE id = :id"), {"id": KIRANA}).scalar()
        )


@pytest.mark.parametrize("said", ["one", "two", "three"])
def test_what_a_test_does_is_nothing_to_the_next(
    said: str, renamed: Shop, client: TestClient, now: Clock
) -> None:
    assert made == ["renamed"]
    assert _named() == "Renamed"
    assert (renamed.client, renamed.heard) == (client, [])
    assert renamed.clock is now
    assert (now.moment.hour, now.moment.minute) == (12, 0)
    _name(said)
    renamed.heard.append(said)
    now.passes(hours=1)


@pytest.mark.parametrize("said", ["one", "two"])
def test_what_is_made_on_it_is_kept_too(said: str, renamed_again: None, now: Clock) -> None:
    assert made[-2:] == ["renamed", "renamed again"]
    assert _named() == "Renamed again"
    assert now.moment.hour == 12
    _name(said)


def test_what_was_made_on_it_is_gone_for_who_does_not_begin_with_it(renamed: Shop) -> None:
    assert _named() == "Renamed"


def test_who_begins_with_nothing_finds_nothing(books: None, now: Clock) -> None:
    assert not _named().startswith("Renamed")
    assert now.moment.hour == 11
