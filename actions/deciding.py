"""What a message says of a decision beside a yes or a no, and what the open question about requests is about."""

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType

from actions import asking, turn

SHOWN, WHY, TO_APPROVE, TO_REJECT, SUM = (
    "decide_request", "rejection_reason", "approval_to_choose", "rejection_to_choose", "confirm_decisions",
)  # fmt: skip
OWN = frozenset({SHOWN, WHY, TO_APPROVE, TO_REJECT, SUM})
# The notices that ask for a decision: right after one of them a bare yes or no is about its request.
ASK_TO_DECIDE = ("leave_requested", "claim_requested", "approval_escalated")
TAKEN_BACK = "leave_cancelled"  # the notice
NOTHING: Mapping[str, Any] = {
    "all": False, "but": False, "count": None, "places": [], "kind": None, "each": [], "reason": None,
}  # fmt: skip


def about(references: Sequence[str], reason: str | None = None) -> dict[str, Any]:
    """What a question is about."""
    return {"references": list(references), "reason": reason}


def shown_by_notice(tracker: Tracker, name: str, reference: str | None) -> list[EventType]:
    """Leaves open what such a notice asks, unless another question is; where two wait, a bare yes is for neither.

    What was taken back is asked about no more.
    """
    asked, shown = tracker.get_slot(asking.QUESTION), about([reference] if reference else [])
    if name == TAKEN_BACK and asked == SHOWN and tracker.get_slot(asking.ABOUT) == shown:
        return asking.asks(tracker, OWN, None)
    if name not in ASK_TO_DECIDE or asked not in (None, SHOWN):
        return []
    another = asked == SHOWN and tracker.get_slot(asking.ABOUT) != shown
    return asking.asks(tracker, OWN, SHOWN, about=about([]) if another else shown)


def shown_by_card(tracker: Tracker, reference: str) -> list[EventType]:
    """The card of a request asks for a decision about it, unless something else is asked."""
    if tracker.get_slot(asking.QUESTION) not in (None, SHOWN):
        return []
    return asking.asks(tracker, OWN, SHOWN, about=about([reference]))


def said(tracker: Tracker) -> Mapping[str, Any]:
    """What the message says of a decision beside whose and which."""
    return {**NOTHING, **(turn.entity(tracker, "decision") or {})}


def is_doubtful(tracker: Tracker) -> bool:
    """Whether it decides nothing: a word on all but one, or a reference without a word."""
    return said(tracker)["but"] or _only_names(tracker)


def _only_names(tracker: Tracker) -> bool:
    """Whether a written message is a reference and nothing more."""
    written = [each for each in tracker.latest_message["entities"] if each["entity"] == "reference"]
    text = turn.text(tracker)
    if len(written) != 1 or text is None:
        return False
    return text.strip() == text[written[0]["start"] : written[0]["end"]]


def meant(tracker: Tracker) -> dict[str, Any]:
    """Which requests a message names, and of each of them what, where that is not one word for all."""
    decision, references = said(tracker), turn.entities(tracker, "reference")
    person = None if references else turn.entity(tracker, "person")
    parts = {part: decision[part] for part in ("kind", "all", "count", "each")}
    return {"references": references, "person": person, "said": turn.text(tracker), **parts}
