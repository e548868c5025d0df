"""What is asked from now on: one question is open, and those that others asked before wait beneath it."""

from collections.abc import Collection, Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

QUESTION, SUMMARY, ABOUT = "asking", "summary", "deciding"
BEFORE = "asked_before"
MAY_BE_LEFT = ("correct_", "take_")  # begin the names of questions that need no answer, and do not wait
MOST_WAIT = 2


def asks(
    tracker: Tracker,
    own: Collection[str],
    question: str | None,
    summary: str | None = None,
    about: Mapping[str, Any] | None = None,
) -> list[EventType]:
    """Opens a question, with what a yes to it confirms and what it is about; None closes the one that is open.

    `own` are the questions of whoever speaks. What somebody else has asked is not closed by that: it stays open, or
    comes back (engine/rasa/asked.py) once the new question is answered.
    """
    asked_now = tracker.get_slot(QUESTION)
    is_of_another = bool(asked_now) and asked_now not in own
    if question is not None and question.startswith(MAY_BE_LEFT) and _others_wait(tracker, own):
        question = None
    if question is None:
        return [] if is_of_another else _open(tracker, {QUESTION: None, SUMMARY: None, ABOUT: None})
    before = [each for each in tracker.get_slot(BEFORE) or () if each[QUESTION] not in own]
    if is_of_another and not asked_now.startswith(MAY_BE_LEFT):
        before = [{name: tracker.get_slot(name) for name in (QUESTION, SUMMARY, ABOUT)}, *before]
    waiting = before[:MOST_WAIT] or None
    return _open(tracker, {QUESTION: question, SUMMARY: summary, ABOUT: about, BEFORE: waiting})


def _others_wait(tracker: Tracker, own: Collection[str]) -> bool:
    """Whether somebody else waits for an answer: a question that needs none is not laid over theirs."""
    asked = [tracker.get_slot(QUESTION), *(each[QUESTION] for each in tracker.get_slot(BEFORE) or ())]
    return any(each and each not in own and not each.startswith(MAY_BE_LEFT) for each in asked)


def was_asked_now(tracker: Tracker) -> bool:
    """Whether what is open was asked in answer to the same message, by the other of its two wishes."""
    message, asked_by = None, None
    for event in tracker.events:
        if event.get("event") == "user":
            message = _message_of(event)
        elif event.get("event") == "slot" and event.get("name") == QUESTION:
            asked_by = message if event.get("value") is not None else None
    return asked_by is not None and asked_by == _message_of(tracker.latest_message)


def _message_of(event: Mapping[str, Any]) -> str:
    """The message of which a wish is; the second has a number behind its id (engine/rasa/wishes.py)."""
    told = (event.get("metadata") or {}).get("wamid") or event.get("message_id") or ""
    return str(told).partition(":")[0]


def closes() -> list[EventType]:
    """The question that is open is over; those that wait beneath it come back."""
    return [SlotSet(slot, None) for slot in (QUESTION, SUMMARY, ABOUT)]


def asks_nothing(tracker: Tracker) -> list[EventType]:
    """Nothing is asked any more, whoever asked it."""
    return _open(tracker, {QUESTION: None, SUMMARY: None, ABOUT: None, BEFORE: None})


def _open(tracker: Tracker, wanted: Mapping[str, Any]) -> list[EventType]:
    """What there is of it is always said; that there is no more of it, where there was."""
    return [
        SlotSet(slot, value)
        for slot, value in wanted.items()
        if slot in (QUESTION, SUMMARY) or value is not None or tracker.get_slot(slot) is not None
    ]
