"""What who runs the shop asks of its orders and its sales. The books are a fake."""

from typing import Any

from rasa_sdk import Tracker

from actions import orders, owner
from tests.actions.books import Books, run

Facts = dict[str, Any]


def said(text: str, facets: list[Facts], **entities: list[Any]) -> Tracker:
    """A message with its facets and its values."""
    found = [
        {"entity": entity, "value": value, "start": 0, "end": 0}
        for entity, values in entities.items()
        for value in values
    ]
    message = {
        "text": text,
        "intent": {"name": "any"},
        "entities": found,
        "facets": facets,
        "metadata": {"wamid": "wamid.1"},
    }
    slots = {"language": "hinglish", "asking": None, "summary": None}
    return Tracker("100000000000001:919000000101", slots, message, [], False, None, {}, "action_listen")


def facet(name: str, value: str, start: int, end: int) -> Facts:
    """A side of the wish with its place."""
    return {"facet": name, "value": value, "start": start, "end": end}


async def test_new_orders_are_asked_for(books: Books) -> None:
    books.decide("no_new_ones", orders=[])
    (reply,), _ = await run(orders.TrackOrder(), said("naya order", [facet("which", "new", 0, 4)]))
    assert reply["response"] == "utter_track_order_no_new_ones"
    assert dict(books.calls[0].url.params) == {"new": "true"}


async def test_each_step_goes_with_its_place_and_each_order_too(books: Books) -> None:
    books.decide("moves_kept")
    facets = [facet("which", "all", 0, 3), facet("step", "accepted", 10, 16)]
    await run(orders.TrackOrder(), said("sab order accept", facets))
    assert books.body == {
        "steps": [{"status": "accepted", "start": 10}],
        "named": [],
        "every": True,
        "minutes": None,
        "said": "sab order accept",
    }


async def test_each_stretch_of_days_is_told(books: Books) -> None:
    books.decide("nothing_sold")
    days = [{"from": "2026-11-23", "to": "2026-11-23"}, {"from": "2026-11-23", "to": "2026-11-29"}]
    replies, _ = await run(owner.AskSalesSummary(), said("yesterday and this week", [], period=days))
    assert len(replies) == 2
    assert [call.url.params["to"] for call in books.calls] == ["2026-11-23", "2026-11-29"]
