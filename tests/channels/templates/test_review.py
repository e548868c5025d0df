"""What Meta says of an account's templates, when it is asked and by webhook."""

import json
from typing import Any

import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.outgoing.client import GraphClient
from channels.whatsapp.outgoing.templates.files import templates
from channels.whatsapp.outgoing.templates.review import Review
from channels.whatsapp.outgoing.verdicts import SendFault, Verdict
from tests.channels.fakes import Clock
from tests.channels.templates.account import ACCOUNT, Meta, known


@pytest.mark.usefixtures("approved")
async def test_what_is_missing_is_handed_in_once(review: Review, graph: Meta, pool: Pool) -> None:
    total = sum(len(template.bodies) for template in templates().values())
    assert await review.look(ACCOUNT) == []
    assert len(graph.known) == len(await known(pool)) == total
    assert graph.known[0]["parameter_format"] == "NAMED"
    assert graph.known[0]["components"][0]["example"]["body_text_named_params"]


@pytest.mark.usefixtures("approved")
async def test_without_the_wish_nothing_is_handed_in(
    pool: Pool, client: GraphClient, clock: Clock, graph: Meta
) -> None:
    graph.known.clear()
    found = await Review(pool, client, [ACCOUNT], clock).look(ACCOUNT)
    assert found
    assert all(difference.is_missing for difference in found)
    assert graph.known == []
    assert await known(pool) == {}


@pytest.mark.usefixtures("approved")
async def test_meta_is_asked_again_where_it_does_not_answer(
    review: Review, graph: Meta, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            raise InterruptedError

    monkeypatch.setattr("asyncio.sleep", sleep)
    graph.faults = [4, 130429]
    with pytest.raises(InterruptedError):
        await review.keep()
    assert pauses == [2, 4, 6 * 3600]


@pytest.mark.usefixtures("approved")
async def test_a_refused_token_is_told(review: Review, graph: Meta) -> None:
    graph.faults = [190]
    with pytest.raises(SendFault) as told:
        await review.look(ACCOUNT)
    assert told.value.verdict is Verdict.STOP


def news(event: Any, at: int, field: str = "message_template_status_update", **more: Any) -> bytes:
    value = {
        "event": event,
        "message_template_id": 1,
        "message_template_name": "order_update",
        "message_template_language": "en_IN",
        **more,
    }
    entry = {"id": ACCOUNT, "time": at, "changes": [{"field": field, "value": value}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


@pytest.mark.usefixtures("approved")
async def test_news_of_a_template_counts_from_when_it_happened(
    connector: Connector, pool: Pool, clock: Clock
) -> None:
    now = int(clock().timestamp())
    clock.moves(minutes=5)
    await connector.receive(news("PAUSED", now + 60))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "PAUSED")
    await connector.receive(news("APPROVED", now + 30))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "PAUSED")
    await connector.receive(news("REINSTATED", now + 90))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "APPROVED")
    await connector.receive(news("LOCKED", now + 100))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "APPROVED")


@pytest.mark.usefixtures("approved")
async def test_a_clock_that_was_set_back_hides_no_news(
    connector: Connector, pool: Pool, clock: Clock
) -> None:
    clock.moves(days=-1)
    await connector.receive(news("PAUSED", int(clock().timestamp())))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "PAUSED")
    await connector.receive(news("APPROVED", int(clock().timestamp()) - 60))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "PAUSED")


@pytest.mark.usefixtures("approved")
async def test_news_of_another_category_is_kept(connector: Connector, pool: Pool, clock: Clock) -> None:
    at = int(clock().timestamp())
    await connector.receive(news("", at, field="template_category_update", new_category="MARKETING"))
    assert (await known(pool))["order_update", "en_IN"] == ("MARKETING", "APPROVED")


@pytest.mark.usefixtures("approved")
@pytest.mark.parametrize(
    "odd",
    [
        {"event": None},
        {"event": {"a": 1}},
        {"message_template_name": None},
        {"message_template_language": 7},
        {"message_template_category": ["x"]},
    ],
)
async def test_odd_news_changes_nothing_and_fails_nothing(
    connector: Connector, pool: Pool, clock: Clock, odd: dict[str, Any]
) -> None:
    before = await known(pool)
    await connector.receive(news(at=int(clock().timestamp()), **{"event": "APPROVED", **odd}))
    assert await known(pool) == before
