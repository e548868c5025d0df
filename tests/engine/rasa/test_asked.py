"""Whose question a tap answers: that whose summary its button bears, or the token with which a longer one begins."""

import pytest
from rasa.shared.core.events import UserUttered

from engine.rasa.asked import _who_may_be_meant

ORDER = {"asking": "confirm_order", "summary": "4f2c"}
REQUEST = {"asking": "confirm_request", "summary": "wish:1a2b|gst bill chahiye"}


@pytest.mark.parametrize(("tapped", "meant"), [("4f2c", ORDER), ("wish:1a2b", REQUEST)])
def test_a_tap_is_of_the_question_that_it_was_shown_with(tapped: str, meant: dict[str, str]) -> None:
    said = UserUttered(
        "/affirm",
        intent={"name": "affirm", "confidence": 1.0},
        entities=[{"entity": "summary", "value": tapped}],
    )
    assert _who_may_be_meant([ORDER, REQUEST], said)[0] == meant
    assert _who_may_be_meant([REQUEST, ORDER], said)[0] == meant
