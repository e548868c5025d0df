"""A conversation's tracker as the store keeps it: bounded, and aware of what is stored of it.

What a tracker costs grows with its events: Rasa replays them at every action. So a live tracker is cut where a
session starts, and where it has become long: a few events, its head, then stand for the state before the cut, as
Rasa's own session start does it. Rules look back one message of the person; `KEPT_EVENTS` are several.
"""

import copy
import dataclasses
import operator
from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    ConversationPaused,
    Event,
    LoopInterrupted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_EVENTS = 30
MOST_EVENTS = 60
MOST_KEPT_EVENTS = 45

OF_A_FORM = (ActionExecuted, ActionExecutionRejected, ActiveLoop, LoopInterrupted, UserUttered)


class LiveTracker(DialogueStateTracker):
    """Rasa's tracker, which also knows how far it is stored: up to `position`, and not yet `unsaved`.

    Its first `head` events stand for older ones.
    """

    def __init__(self, sender_id: str, slots: Iterable[Slot]) -> None:
        super().__init__(sender_id, slots)
        self.position = 0
        self.unsaved: list[Event] = []
        self.head = 0
        self._states: _States | None = None

    def recall(self, events: Iterable[Event], position: int) -> None:
        """Takes in events that another process has stored, the last at `position`."""
        for event in events:
            super().update(event)
        self.position = position

    def update(self, event: Event, domain: Domain | None = None) -> None:
        """Takes in an event that is new."""
        super().update(event, domain)
        self.unsaved.append(event)

    def saved(self) -> None:
        """Notes that everything is stored."""
        self.position += len(self.unsaved)
        self.unsaved = []

    def copy(self) -> "LiveTracker":
        """A twin in the same state, without replaying what has led to it."""
        twin = LiveTracker.__new__(LiveTracker)
        twin.__dict__.update(self.__dict__, model_id=None, assistant_id=None)  # as Rasa's own copies
        twin.events = deque(self.events)
        twin.slots = {name: copy.copy(slot) for name, slot in self.slots.items()}
        twin.active_loop = self.active_loop and dataclasses.replace(self.active_loop)
        twin.unsaved = list(self.unsaved)
        twin._states = None
        return twin

    def past_states(
        self,
        domain: Domain,
        omit_unset_slots: bool = False,
        ignore_rule_only_turns: bool = False,
        rule_only_data: dict[str, Any] | None = None,
    ) -> list[State]:
        """The states that the rules look at; Rasa replays the whole session for them, six times in a turn."""
        if omit_unset_slots or ignore_rule_only_turns:
            asked = (domain, omit_unset_slots, ignore_rule_only_turns, rule_only_data)
            states: list[State] = super().past_states(*asked)
            return states
        applied = self.applied_events()
        if self._states is None or not self._states.begin(domain, applied):
            self._states = _States(domain, self.init_copy())
        return self._states.after(applied)


class _States:
    """The states of a conversation so far, to which only those of new events are added."""

    def __init__(self, domain: Domain, tracker: DialogueStateTracker) -> None:
        self._domain = domain
        self._tracker = tracker
        self._applied: list[Event] = []
        self._states: list[State] = []

    def begin(self, domain: Domain, applied: Sequence[Event]) -> bool:
        """Whether these events begin with those that were seen: none was taken back."""
        return (
            domain is self._domain
            and all(map(operator.is_, self._applied, applied))
            and len(self._applied) <= len(applied)
        )

    def after(self, applied: Sequence[Event]) -> list[State]:
        """The state before each action, and the last one."""
        for event in applied[len(self._applied) :]:
            if isinstance(event, ActionExecuted):
                self._states.append(self._now())
            self._tracker.update(event)
            self._applied.append(event)
        return [
            {part: copy.copy(told) for part, told in state.items()} for state in (*self._states, self._now())
        ]

    def _now(self) -> State:
        state: State = self._domain.get_active_state(self._tracker)
        return state


@dataclasses.dataclass(frozen=True)
class Cut:
    """Where a live tracker may begin: `head` stands for everything up to the position `live_after`."""

    head: list[Event]
    kept: list[Event]
    live_after: int


def cut(tracker: LiveTracker) -> Cut | None:
    """Where to cut this tracker, all of whose events count as stored; None where it is fine as it is."""
    events = list(tracker.events)
    last = tracker.position + len(tracker.unsaved)
    start = _last_session(events)
    if start and len(events) - start <= MOST_EVENTS:
        return Cut([], events[start:], last - (len(events) - start))
    if len(events) <= MOST_EVENTS:
        return None
    at = _turn_to_begin_with(tracker, events)
    if at is None:
        return None
    return Cut(_head(tracker, events[:at]), events[at:], last - (len(events) - at))


def _last_session(events: Sequence[Event]) -> int:
    starts = (index for index in reversed(range(len(events))) if isinstance(events[index], SessionStarted))
    return next(starts, 0)


def _turn_to_begin_with(tracker: LiveTracker, events: Sequence[Event]) -> int | None:
    """The `action_listen` of a turn that leaves enough events; outside of any form where that is to be had."""
    outside, anywhere = None, None
    state = tracker.init_copy()
    for index, event in enumerate(events[:-KEPT_EVENTS]):
        if index > tracker.head and _listens(event):
            anywhere = index
            if not state.active_loop and len(events) - index <= MOST_KEPT_EVENTS:
                outside = index
        state.update(event)
    return outside or anywhere


def _listens(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME


def _head(tracker: LiveTracker, past: Sequence[Event]) -> list[Event]:
    """Events that lead to the state in which `past` has left the conversation."""
    state = tracker.init_copy()
    for event in past:
        state.update(event)
    head: list[Event] = [
        SlotSet(name, slot.value) for name, slot in state.slots.items() if slot.value != slot.initial_value
    ]
    if state.active_loop_name:
        head += _loop(state, past)
    if state.is_paused():
        head.append(ConversationPaused())
    for event in head:
        event.timestamp = past[-1].timestamp
    return head


def _loop(state: DialogueStateTracker, past: Sequence[Event]) -> list[Event]:
    """The form that is being filled: the message that began it, and the last one of which Rasa still knows."""
    name = state.active_loop_name
    began = max(
        index for index, event in enumerate(past) if isinstance(event, ActiveLoop) and event.name == name
    )
    trigger = [event for event in past[:began] if isinstance(event, UserUttered)][-1:]
    applied = state.applied_events()
    listens = [index for index, event in enumerate(applied) if _listens(event)]
    since = [event for event in applied[listens[-1] :] if isinstance(event, OF_A_FORM)] if listens else []
    if any(event is past[began] for event in since):
        return [copy.copy(event) for event in since]
    asked = [ActionExecuted(ACTION_LISTEN_NAME), *trigger, ActionExecuted(name), ActiveLoop(name)]
    return [copy.copy(event) for event in (*asked, *since)]
