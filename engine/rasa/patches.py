"""What we change in Rasa 3.6.21. Each change is small, and says why and what it brings.

`apply` is called where the stores of `endpoints.yml` are imported, so that every command of Rasa that talks has the
changes: `rasa run`, `rasa shell`, `rasa interactive`. The figures are the CPU time of one call on one core.
"""

import functools
import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import rasa.core.agent
import rasa.core.processor
import rasa.core.tracker_store
from jsonschema import ValidationError
from jsonschema.exceptions import best_match
from jsonschema.validators import extend, validator_for
from rasa import version
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.brokers.broker import EventBroker
from rasa.core.nlg import interpolator
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.utils.common import class_from_module_path
from rasa.utils.endpoints import EndpointConfig

from engine import yaml_files
from engine.rasa import rule_index, swapping, turn, wishes
from engine.rasa.actions_endpoint import kept_endpoint
from engine.rasa.graph_runner import DirectGraphRunner

RASA = "3.6.21"
EVENTS_FOR_ACTIONS = 30
COMMAND = re.compile(r'/\w+\{\s*"')


class OtherRasa(Exception):
    """The changes were made for one version of Rasa and may break another."""


@functools.cache
def apply() -> None:
    """Makes all changes, once. Raises OtherRasa."""
    if version.__version__ != RASA:
        raise OtherRasa(
            f"engine/rasa/patches.py was made for Rasa {RASA}, and {version.__version__} is installed."
        )
    check_responses_with_one_validator()
    remember_the_events_classes()
    run_the_graph_directly()
    rule_index.use_index()
    trust_the_models_own_domain()
    make_the_empty_domain_once()
    copy_nothing_for_a_log_that_is_not_written()
    send_actions_a_bounded_tracker()
    keep_the_connection_to_the_actions()
    leave_commands_on_buttons_alone()
    let_a_turn_fail_without_its_store()
    refuse_memory_in_place_of_a_store()
    tell_the_turn_of_faults()
    serve_two_wishes_in_one_turn()
    swapping.load_beside_the_turns()


def check_responses_with_one_validator() -> None:
    """Rasa checks its own JSON schema anew for every answer of an action: 56 % of all CPU time of a turn.

    It also holds each event against what any event may look like; its name says which one it must be: 1 ms a turn.
    """
    schema = RemoteAction.action_response_format_spec()
    plain = validator_for(schema)
    one_of = plain.VALIDATORS["oneOf"]
    of_events = schema["properties"]["events"]["items"]["oneOf"]

    def one_named(validator: Any, kinds: list[Any], told: Any, within: Any) -> Iterator[ValidationError]:
        if kinds is of_events:
            name = told.get("event") if isinstance(told, dict) else None
            kinds = [kind for kind in kinds if kind["properties"]["event"]["const"] == name]
        yield from one_of(validator, kinds, told, within)

    validator = extend(plain, {"oneOf": one_named})(schema)  # type: ignore[no-untyped-call]

    def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
        error: ValidationError | None = best_match(validator.iter_errors(result))
        if error is not None:
            error.message += f". The answer of {self.name()} does not have the format of an action's answer."
            raise error
        return True

    RemoteAction._validate_action_result = _validate_action_result


def remember_the_events_classes() -> None:
    """Rasa walks over all subclasses of Event to find the class of each event that it reads."""
    search: Callable[..., type[Event] | None] = Event.resolve_by_type
    known: dict[str, type[Event]] = {}

    def resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
        found = known.get(type_name) or search(type_name, default)
        if found is not None and found.type_name == type_name:
            known[type_name] = found
        return found

    Event.resolve_by_type = staticmethod(resolve_by_type)


def run_the_graph_directly() -> None:
    """The model's graph needs no scheduler when a single message goes through it."""
    rasa.core.processor.DaskGraphRunner = DirectGraphRunner


def trust_the_models_own_domain() -> None:
    """Rasa checks the domain in a model, which it has written itself, against its schema: 0.5 s at each start.

    And ruamel.yaml, with which it reads it, tries one more pattern for each scalar that it has read: 7 s.
    """

    def load(
        cls: type[DomainProvider],
        config: Any,
        model_storage: ModelStorage,
        resource: Resource,
        *_: Any,
        **__: Any,
    ) -> DomainProvider:
        with model_storage.read_from(resource) as folder:
            domain = Domain.from_dict(yaml_files.read((folder / "domain.yml").read_text("utf-8")))
        return cls(model_storage, resource, domain)

    DomainProvider.load = classmethod(load)


def make_the_empty_domain_once() -> None:
    """Rasa asks after each message whether it has a domain, and makes an empty one to compare: 0.2 ms of each parse."""
    nothing = Domain.empty().as_dict()
    Domain.is_empty = lambda self: self.as_dict() == nothing


def copy_nothing_for_a_log_that_is_not_written() -> None:
    """Rasa copies messages, entities and events deeply for its debug log, also where there is none."""
    rasa.core.processor.copy = SimpleNamespace(deepcopy=lambda value: value)


def send_actions_a_bounded_tracker() -> None:
    """Actions get the state and the last events; writing out a whole session costs more than running the action."""
    call_format = RemoteAction._action_call_format

    def _action_call_format(self: RemoteAction, tracker: DialogueStateTracker, domain: Any) -> dict[str, Any]:
        events = list(tracker.events)[-EVENTS_FOR_ACTIONS:]
        called: dict[str, Any] = call_format(self, _Shown(tracker, events), domain)
        return called

    RemoteAction._action_call_format = _action_call_format


class _Shown:
    """A tracker of which only the last events are seen."""

    def __init__(self, tracker: DialogueStateTracker, events: list[Event]) -> None:
        self.sender_id = tracker.sender_id
        self._tracker = tracker
        self.events = events

    def current_state(self, _: EventVerbosity) -> dict[str, Any]:
        state: dict[str, Any] = self._tracker.current_state(EventVerbosity.NONE)
        return {**state, "events": [event.as_dict() for event in self.events]}


def keep_the_connection_to_the_actions() -> None:
    """Rasa opens a session and a connection for every call of an action; and it knows no port of our settings."""
    make = RemoteAction.__init__

    def make_with_kept(self: RemoteAction, name: str, action_endpoint: EndpointConfig | None) -> None:
        make(self, name, action_endpoint and kept_endpoint(action_endpoint))

    RemoteAction.__init__ = make_with_kept


def leave_commands_on_buttons_alone() -> None:
    """Rasa takes the braces of `/intent{"entity": …}` for gaps, and logs an error with everything it knows."""
    interpolate = interpolator.interpolate_text

    def interpolate_text(response: str, values: dict[str, str]) -> str:
        return response if COMMAND.match(response) else interpolate(response, values)

    interpolator.interpolate_text = interpolate_text


def let_a_turn_fail_without_its_store() -> None:
    """Where the store fails, Rasa would go on with an empty memory, and keep what is said next in it.

    The turn must fail instead, so that the message gets another one.
    """
    rasa.core.agent.FailSafeTrackerStore = lambda store: store


def refuse_memory_in_place_of_a_store() -> None:
    """Where Rasa cannot import the store that `endpoints.yml` names, it warns and keeps everything in memory.

    This works for stores that are made after the changes, as in `make run`; `lock_store.py` sees to the rest.
    """

    def load(domain: Domain, store: EndpointConfig, event_broker: EventBroker | None = None) -> TrackerStore:
        made: TrackerStore = class_from_module_path(store.type)(
            host=store.url, domain=domain, event_broker=event_broker, **store.kwargs
        )
        return made

    rasa.core.tracker_store._load_from_module_name_in_endpoint_config = load


def tell_the_turn_of_faults() -> None:
    """Rasa logs what an action raises and goes on, as if the action had been run and had nothing to say."""
    run_action = MessageProcessor._run_action

    async def _run_action(self: MessageProcessor, action: Any, *arguments: Any, **named: Any) -> bool:
        unit = turn.current()
        if unit is None:
            goes_on: bool = await run_action(self, action, *arguments, **named)
            return goes_on
        run = action.run

        async def watched(*run_arguments: Any) -> Any:
            try:
                return await run(*run_arguments)
            except ActionExecutionRejection:
                raise
            except Exception as fault:
                unit.fault = fault
                raise

        action.run = watched
        goes_on = await run_action(self, action, *arguments, **named)
        if unit.fault:
            raise unit.fault
        return goes_on

    MessageProcessor._run_action = _run_action


def serve_two_wishes_in_one_turn() -> None:
    """Rasa knows one intent of a message, and would forget the other: the second clause is handled as a message too."""
    MessageProcessor.handle_message = wishes.handle_message
