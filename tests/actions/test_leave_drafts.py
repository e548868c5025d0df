"""What the actions of leave send to the books of what somebody wishes."""

import pytest

from actions import leave
from tests.actions.books import Books, Facts, run
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
    assert books.said == {"period": found[0]["value"] | {"half": None}, "leave_type": "casual"}


@pytest.mark.parametrize(
    ("found", "sent"),
    [
        ([period("2026-11-25", "2026-11-25", role="start")], {"from": "2026-11-25", "to": None}),
        ([period("2026-11-24", "2026-11-27", role="end")], {"from": None, "to": "2026-11-27"}),
    ],
)
async def test_an_end_that_was_not_said_is_not_sent(books: Books, found: list[Facts], sent: Facts) -> None:
    await run(leave.ApplyLeave(), said("", None, *found))
    assert sent.items() <= books.said["period"].items()


async def test_days_apart_are_sent_apart_and_those_beside_the_leave_not_at_all(books: Books) -> None:
    wedding = period("2026-11-28", "2026-11-28", role="beside")
    found = wedding, period("2026-11-25", "2026-11-25"), period("2026-11-27", "2026-11-27")
    await run(leave.ApplyLeave(), said("", None, *found))
    assert books.said["period"]["from"] == "2026-11-25"
    assert [each["from"] for each in books.said["others"]] == ["2026-11-27"]


@pytest.mark.parametrize(("role", "half"), [("late", "first"), ("early", "second")])
async def test_who_comes_late_or_goes_early_is_away_for_that_half(books: Books, role: str, half: str) -> None:
    await run(leave.ApplyLeave(), said("", None, period("2026-11-25", "2026-11-25", role=role)))
    assert books.said["half"] == half


async def test_half_a_day_without_its_day_is_a_half_of_the_one_known(books: Books) -> None:
    await run(
        leave.ApplyLeave(), said("half day kar do", {"asking": "confirm_leave"}, period(None, None, "any"))
    )
    assert books.said == {"half": "any", "text": "half day kar do"}


async def test_of_two_types_the_last_one_is_meant(books: Books) -> None:
    types = (entity("leave_type", "casual"), entity("leave_type", "sick"))
    await run(leave.ApplyLeave(), said("casual nahi sick", {"asking": "confirm_leave"}, *types))
    assert books.said["leave_type"] == "sick"


async def test_a_reason_may_name_days_and_changes_none(books: Books) -> None:
    tracker = said("26 ko shaadi hai", {"asking": "leave_reason"}, period("2026-11-26", "2026-11-26"))
    await run(leave.ApplyLeave(), tracker)
    assert books.said == {"reason": "26 ko shaadi hai"}


async def test_a_certificate_comes_with_the_message_or_later(books: Books) -> None:
    kept = {"path": "1/ab.jpg", "sha256": "ab", "mime_type": "image/jpeg"}
    asking = {"asking": "leave_certificate"}
    await run(leave.ApplyLeave(), said("", asking, file={"kind": "image", "size": 3, **kept}))
    assert books.said == {"attachment": kept, "text": ""}
    await run(leave.ApplyLeave(), said("baad mein dunga", asking))
    assert books.said == {"choice": "later"}
    await run(
        leave.ApplyLeave(), said("/receive_attachment", asking, file={"kind": "image", "fault": "too_large"})
    )
    assert books.said == {}
