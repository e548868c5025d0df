"""What the tests of the actions share."""

import httpx
import pytest

from actions.backend import Backend
from tests.actions.books import Books


@pytest.fixture
def books(monkeypatch: pytest.MonkeyPatch) -> Books:
    """The books that every action asks in the test."""
    fake = Books()
    client = httpx.AsyncClient(base_url="http://backend/api", transport=httpx.MockTransport(fake))
    monkeypatch.setattr("actions.backend._backend", Backend(client))
    return fake
