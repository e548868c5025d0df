"""What the actions of leave send to the books: the whole message as it was read."""

import pytest

from actions import leave
from tests.actions.books import Books, run
from tests.actions.leaves import LOOK, entity, period, said


@pytest.fixture
def books(books: Books) -> Books:
    books.decide("confirm", **LOOK)
    return books


async def test_what_is_said_goes_to_the_draft_once_for_this_message(books: Books) -> None:
    found = (period("2026-11-25", "2026-11-27"), entity("leave_type", "casual"))
    await run(leave.ApplyLeave(), said("kal se teen din CL", None, *found))
    (call,) = books.calls
    assert (call.url.path, call.headers["Idempotency-Key"]) == (
        "/api/leave/draft",
        "wamid.1:action_apply_leave",
    )
    assert books.body["reading"]["text"] == "kal se teen din CL"
    assert books.body["reading"]["values"] == list(found)


async def test_which_leave_is_taken_back_the_books_find_out(books: Books) -> None:
    books.decide("none_open")
    await run(leave.CancelLeave(), said("LV-1 cancel karo", None, entity("reference", "LV-1")))
    assert books.calls[-1].url.path == "/api/leave/cancel"
    assert books.body["reading"]["values"][0]["value"] == "LV-1"
