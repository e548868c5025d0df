"""The open question about requests: which one a bare yes or no decides about, a reason is for, or may be chosen."""

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions import turn

SHOWN, WHY, TO_APPROVE, TO_REJECT = (
    "decide_request", "rejection_reason", "approval_to_choose", "rejection_to_choose",
)  # fmt: skip
CHOOSING = (TO_APPROVE, TO_REJECT)
# The notices that ask for a decision: right after one of them a bare yes or no is about its request.
ASK_TO_DECIDE = ("leave_requested", "claim_requested", "approval_escalated")
BARE = ("affirm", "deny")
NOTHING: Mapping[str, Any] = {
    "all": False, "but": False, "count": None, "places": [], "kind": None, "reason": None,
}  # fmt: skip


def about(references: Sequence[str], reason: str | None = None) -> dict[str, Any]:
    """What a question is about."""
    return {"references": list(references), "reason": reason}


def open_about(tracker: Tracker) -> dict[str, Any]:
    """What the open question is about."""
    return tracker.get_slot("deciding") or about([])


def leave_open(asked: str | None, of: dict[str, Any] | None = None) -> list[EventType]:
    """What is asked from now on; None where nothing is."""
    return [SlotSet("asking", asked), SlotSet("deciding", of)]


def shown_by_notice(tracker: Tracker, name: str, reference: str | None) -> list[EventType]:
    """Leaves open what such a notice asks, unless another question is; where two wait, a bare yes is for neither."""
    asking, shown = tracker.get_slot("asking"), about([reference] if reference else [])
    if name not in ASK_TO_DECIDE or asking not in (None, SHOWN):
        return []
    another = asking == SHOWN and open_about(tracker) != shown
    return leave_open(SHOWN, about([]) if another else shown)


def was_just_shown(tracker: Tracker) -> bool:
    """Whether one request was the last thing that the person was told before the message."""
    last = turn.told_last(tracker)
    notice = any(f"utter_notice_{name}" in last for name in ASK_TO_DECIDE)
    return tracker.get_slot("asking") == SHOWN and notice and len(open_about(tracker)["references"]) == 1


def _is_bare(tracker: Tracker) -> bool:
    """Whether it is a yes or no to a notice, and nothing more."""
    return tracker.get_slot("asking") == SHOWN and turn.intent(tracker) in BARE


def is_doubtful(tracker: Tracker) -> bool:
    """Whether it decides nothing: a bare yes long after a notice, a word on all but one, a reference without a word."""
    late = _is_bare(tracker) and not was_just_shown(tracker)
    return late or said(tracker)["but"] or _only_names(tracker)


def _only_names(tracker: Tracker) -> bool:
    """Whether a written message is a reference and nothing more, though nobody was asked which."""
    written = [each for each in tracker.latest_message["entities"] if each["entity"] == "reference"]
    if len(written) != 1 or tracker.get_slot("asking") in CHOOSING:
        return False
    text = turn.text(tracker)
    return text is not None and text.strip() == text[written[0]["start"] : written[0]["end"]]


def said(tracker: Tracker) -> Mapping[str, Any]:
    """What the message says of a decision beside whose and which."""
    decision: Mapping[str, Any] = turn.entity(tracker, "decision") or NOTHING
    return decision


def names(tracker: Tracker) -> bool:
    """Whether a message says itself which requests it is about."""
    which = any(said(tracker)[part] for part in ("all", "count", "places"))
    return which or bool(turn.entity(tracker, "reference") or turn.entity(tracker, "person"))


def answers_why(tracker: Tracker) -> bool:
    """Whether it is the reason that was asked for; whoever is named in it is not whom it is about."""
    asked = tracker.get_slot("asking") == WHY and not turn.entity(tracker, "reference")
    return asked and bool(said(tracker)["reason"])


def references(tracker: Tracker) -> list[str]:
    """Those that are named or tapped, chosen by their places among those that were shown, or asked about."""
    named = turn.entities(tracker, "reference")
    asking, shown = tracker.get_slot("asking"), open_about(tracker)["references"]
    if named:
        return named
    if answers_why(tracker) or (asking == WHY and not names(tracker)):
        return list(shown)
    if was_just_shown(tracker) and not names(tracker):
        return list(shown)
    if asking not in CHOOSING:
        return []
    if said(tracker)["all"] or said(tracker)["count"] == len(shown):
        return list(shown)
    return [_at(shown, place) for place in said(tracker)["places"]]


def reason(tracker: Tracker) -> str | None:
    """The reason in the message, or the one that was given before it was asked which request is meant."""
    before = open_about(tracker)["reason"] if tracker.get_slot("asking") == TO_REJECT else None
    why: str | None = said(tracker)["reason"] or before
    return why


def _at(shown: Sequence[str], place: int) -> str:
    """The request at a place, the last one at -1; what is no place is a number."""
    at = place - 1 if place > 0 else place
    return shown[at] if -len(shown) <= at < len(shown) else str(place)
