"""Words as they are read, but for what they seem to want, and what becomes of them."""

from datetime import datetime
from typing import Any

from munshi import clock
from nlu.values.message import values
from nlu.words.reading import read
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.readings import sides

Numbers = tuple[str, str]
NEW_ORDER = ["utter_notice_order_placed"]
READ = frozenset({"time", "duration", "period", "money", "phone"})  # of the values


def says(who: Customer, text: str, question: str = "", said: str = "nlu_fallback", **more: Any) -> Decision:
    """What becomes of words of which nobody has understood anything but the sides that every message has."""
    return who.do("/answers", question=question, reading=_reading(text, said), **more)


def tells(who: Customer, text: str, said: str = "track_order", **more: Any) -> Decision:
    """The same of words whose hours, minutes, sums and phones were read."""
    words, now = read(text), clock.now_in("Asia/Kolkata")
    assert isinstance(now, datetime)
    found = [
        {"entity": each.entity, "value": each.value, "start": each.start, "end": each.end}
        for each in values(text, words, now, said, asked=False)
        if each.entity in READ
    ]
    reading = {**_reading(text, said), "values": found}
    return who.do("/answers", question="", reading=reading, **more)


def _reading(text: str, said: str) -> dict[str, Any]:
    return {"text": text, "intents": [{"name": said, "confidence": 0.6}], "facets": sides(text)}


def of(heard: Decision) -> Decision:
    """The answer of whoever has taken it."""
    assert heard.outcome == "taken", heard
    return Decision(**heard.facts["answer"])
