"""A tracker that was cut behaves as one that was not."""

import pytest
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import State
from rasa.shared.core.trackers import DialogueStateTracker

from engine.rasa.tracker import MOST_EVENTS, LiveTracker, cut
from tests.engine.conftest import DOMAIN
from tests.engine.talk import conversation, session, turn


def cut_after_each_turn(tracker: LiveTracker) -> LiveTracker:
    """The tracker as the store keeps it from turn to turn."""
    tracker.saved()
    shorter = cut(tracker)
    if shorter is None:
        return tracker
    kept = LiveTracker("person", DOMAIN.slots)
    kept.recall([*shorter.head, *shorter.kept], tracker.position)
    kept.head = len(shorter.head)
    return kept


def seen_by_rules(tracker: DialogueStateTracker) -> list[State]:
    """The states since the person's last message, and of the one before it slots and form: rules look no further."""
    states = tracker.past_states(DOMAIN)
    listened = [
        index
        for index, state in enumerate(states)
        if state.get("prev_action") == {"action_name": ACTION_LISTEN_NAME}
    ]
    start = listened[-1] if listened else 0
    before = [{part: states[start - 1].get(part) for part in ("slots", "active_loop")}] if start else []
    return before + states[start:]


@pytest.mark.parametrize("seed", range(16))
def test_a_cut_tracker_is_in_the_state_of_the_whole_one_after_every_turn(seed: int) -> None:
    whole = DialogueStateTracker("person", DOMAIN.slots)
    tracker = LiveTracker("person", DOMAIN.slots)
    for events in conversation(seed, 70):
        for event in events:
            whole.update(event)
            tracker.update(event)
            assert tracker.current_slot_values() == whole.current_slot_values()
            assert tracker.active_loop_name == whole.active_loop_name
            assert tracker.is_active_loop_rejected == whole.is_active_loop_rejected
        assert seen_by_rules(tracker) == seen_by_rules(whole)
        tracker = cut_after_each_turn(tracker)
        assert len(tracker.events) <= MOST_EVENTS
    assert tracker.position == len(whole.events)


def test_someone_who_never_ends_a_form_is_cut_as_well_and_stays_in_it() -> None:
    whole = DialogueStateTracker("person", DOMAIN.slots)
    tracker = LiveTracker("person", DOMAIN.slots)
    began = next(events for events in conversation(3, 80) if "leave_form" in str([str(e) for e in events]))
    for events in [session(), began, *(turn(f"hello {number}") for number in range(60))]:
        for event in events:
            whole.update(event)
            tracker.update(event)
        tracker = cut_after_each_turn(tracker)
    assert len(tracker.events) <= MOST_EVENTS
    assert tracker.active_loop_name == "leave_form"
    assert tracker.active_loop is not None
    assert whole.active_loop is not None
    assert tracker.active_loop.trigger_message == whole.active_loop.trigger_message
    assert seen_by_rules(tracker) == seen_by_rules(whole)


def test_a_copy_is_a_twin_that_goes_its_own_way() -> None:
    tracker = LiveTracker("person", DOMAIN.slots)
    for events in conversation(1, 12):
        for event in events:
            tracker.update(event)
    twin = tracker.copy()
    rasas = DialogueStateTracker.copy(tracker)
    assert twin.current_state() == rasas.current_state() == tracker.current_state()
    before = tracker.current_state()
    for event in turn("only the twin hears this"):
        twin.update(event)
    twin.slots["quantity"].value = "9"
    assert tracker.current_state() == before
