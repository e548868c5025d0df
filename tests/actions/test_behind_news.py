"""A bare yes may be of news that came behind a question: only where that can be tapped and asks nothing itself."""

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.turn import is_behind_news

SAID = {"event": "user", "parse_data": {"intent": {"name": "affirm"}}}
NEWS = {"event": "user", "parse_data": {"intent": {"name": "receive_notice"}}}
ASKED = {"event": "slot", "name": "asking", "value": "confirm_credit"}


def told(*titles: str) -> dict[str, Any]:
    return {"event": "bot", "data": {"buttons": [{"title": each} for each in titles]}}


@pytest.mark.parametrize(
    ("events", "is_behind"),
    [
        ([SAID, told("Yes"), ASKED, NEWS, told("Accept"), SAID], True),
        ([SAID, told("Yes"), ASKED, NEWS, told("Accept"), NEWS, told(), SAID], True),
        ([SAID, told("Yes"), ASKED, NEWS, told(), SAID], False),
        ([SAID, told("Yes"), ASKED, NEWS, told("Accept"), ASKED, SAID], False),
        ([SAID, told("Yes"), ASKED, SAID], False),
    ],
)
def test_news_that_can_be_tapped_came_behind_the_question(
    events: list[dict[str, Any]], is_behind: bool
) -> None:
    tracker = Tracker("1:2", {}, {}, events, False, None, {}, "action_listen")
    assert is_behind_news(tracker) is is_behind
