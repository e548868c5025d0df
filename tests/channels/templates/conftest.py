"""Meta's side of templates, and their review."""

from collections.abc import AsyncIterator

import pytest

from channels.whatsapp.database import Pool
from channels.whatsapp.outgoing.client import GraphClient
from channels.whatsapp.outgoing.templates.review import Review
from tests.channels.fakes import Clock
from tests.channels.templates.account import ACCOUNT, Meta


@pytest.fixture
def graph() -> Meta:
    return Meta()


@pytest.fixture
def review(pool: Pool, client: GraphClient, clock: Clock) -> Review:
    return Review(pool, client, [ACCOUNT], clock, creates=True)


@pytest.fixture
async def approved(pool: Pool, review: Review) -> AsyncIterator[None]:
    """Meta has approved what the files say, and the books know nobody."""
    assert await review.look(ACCOUNT) == []
    yield
    async with pool.connection() as connection:
        await connection.execute("TRUNCATE templates, accounts, public.businesses CASCADE")
