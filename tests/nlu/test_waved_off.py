"""What waves off an offer, or puts right what was said, cancels nothing: what follows is heard as if it stood alone."""

import pytest

from tests.nlu.conftest import Understand

WISHES = [
    ("no need to ask. basmati 5 kg how much will it come to and is it there right now", "ask_price"),
    ("no i mean do you have saffola 1 litre", "ask_availability"),
    ("nahi matlab chini kitne ki hai", "ask_price"),
    ("नहीं मतलब चीनी कितने की है", "ask_price"),
    ("poochne ki zarurat nahi, mera order kahan hai", "track_order"),
    ("dont ask them, what is the rate of toor dal", "ask_price"),
]


@pytest.mark.parametrize(("text", "intent"), WISHES)
def test_what_follows_is_the_wish(text: str, intent: str, understand: Understand) -> None:
    assert understand(text)["intent"]["name"] == intent


@pytest.mark.parametrize("text", ["rehne do", "cancel", "nahi chahiye"])
def test_what_cancels_by_itself_still_does(text: str, understand: Understand) -> None:
    assert understand(text)["intent"]["name"] in {"cancel_flow", "deny"}
