"""A leave as the books tell it, and messages about one."""

from typing import Any

from rasa_sdk import Tracker

from tests.actions.books import Facts

CASUAL = {"hi": "आकस्मिक छुट्टी", "en": "Casual leave", "hinglish": "Casual leave"}
CHRISTMAS = {"hi": "क्रिसमस", "en": "Christmas", "hinglish": "Christmas"}


def day(iso: str, weekday: int, **more: Any) -> Facts:
    return {
        "date": iso,
        "weekday": weekday,
        "portion": "full",
        "counted": True,
        "why": None,
        "holiday": None,
        **more,
    }


SUNDAY = day("2026-12-27", 6, counted=False, why="weekly_off")
HOLIDAY = day("2026-12-25", 4, counted=False, why="holiday", holiday=CHRISTMAS)
LOOK: Facts = {
    "type": "casual",
    "name": CASUAL,
    "from": "2026-12-24",
    "to": "2026-12-28",
    "portion": "full",
    "days": [day("2026-12-24", 3), HOLIDAY, day("2026-12-26", 5), SUNDAY, day("2026-12-28", 0)],
    "count": "3",
    "excluded": [HOLIDAY, SUNDAY],
    "before": "8",
    "after": "5",
    "available": "8",
    "unpaid": "0",
    "reason": None,
    "certificate": False,
    "clash": [{"name": "Ravi", "from": "2026-12-28", "to": "2026-12-28"}],
    "approver": "Selvi",
    "summary": "abc",
}
REQUEST = {
    **{each: LOOK[each] for each in ("type", "name", "from", "to", "portion", "days", "count")},
    "reference": "LV-12",
    "unpaid": "0",
    "status": "pending",
    "reason": "family wedding",
}


def said(text: str = "", slots: Facts | None = None, *found: Facts, file: Facts | None = None) -> Tracker:
    """A conversation whose last message was this."""
    metadata = {"wamid": "wamid.1", "attachment": file}
    message = {"text": text, "intent": {"name": "any"}, "entities": list(found), "metadata": metadata}
    every = {"language": "hinglish", "asking": None, "summary": None, **(slots or {})}
    return Tracker("100000000000004:919000000401", every, message, [], False, None, {}, "action_listen")


def entity(name: str, value: Any, **more: Any) -> Facts:
    return {"entity": name, "value": value, **more}


def period(first: str | None, last: str | None, half: str | None = None, **more: Any) -> Facts:
    value = {"from": first, "to": last, "half": half, "ambiguous": False}
    return entity("period", value, **more)
