"""Each change of Rasa does what it says, and nothing else."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rasa.shared.utils.common
from rasa import version
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.nlg import interpolator
from rasa.core.processor import DaskGraphRunner, MessageProcessor
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

import engine.rasa.turn
from engine.rasa import patches
from engine.rasa.actions_endpoint import DEFAULT_URL
from engine.rasa.graph_runner import DirectGraphRunner
from engine.rasa.tracker_store import LiveTrackerStore
from engine.settings import ROOT, settings
from tests.engine.conftest import DOMAIN
from tests.engine.talk import session, turn

ENDPOINT = EndpointConfig(DEFAULT_URL, enable_selective_domain=True)


def in_stock_rasa(expression: str) -> str:
    """What Rasa itself makes of an expression, in a process without our changes."""
    code = f"from rasa.core.nlg.interpolator import interpolate_text; print(repr({expression}))"
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()[-1]


def test_another_version_of_rasa_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "__version__", "3.7.0")
    patches.apply.cache_clear()
    with pytest.raises(patches.OtherRasa, match=r"3\.7\.0"):
        patches.apply()


@pytest.mark.parametrize(
    "answer",
    [
        {"events": [], "responses": []},
        {"events": [{"event": "slot", "name": "quantity", "value": "2"}], "responses": [{"text": "ok"}]},
        {"events": [{"event": "slot", "timestamp": None, "name": "quantity", "value": {"deep": [1]}}]},
        {"events": [{"event": "user", "parse_data": {"response_selector": {"all_retrieval_intents": []}}}]},
    ],
)
def test_an_action_may_answer_what_rasa_accepts(answer: dict[str, Any]) -> None:
    jsonschema.validate(answer, RemoteAction.action_response_format_spec())
    assert RemoteAction("action_place", ENDPOINT)._validate_action_result(answer)


@pytest.mark.parametrize(
    "answer",
    [
        {"events": "none"},
        {"responses": ["text"]},
        [],
        {"events": [{"event": 1}]},
        {"events": ["slot"]},
        {"events": [{"event": "slot", "name": "quantity"}]},
        {"events": [{"event": "unheard of"}]},
    ],
)
def test_an_action_may_not_answer_what_rasa_refuses(answer: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(answer, RemoteAction.action_response_format_spec())
    with pytest.raises(jsonschema.ValidationError, match="action_place"):
        RemoteAction("action_place", ENDPOINT)._validate_action_result(answer)


def test_every_event_is_found_by_its_name_each_time() -> None:
    for _ in range(2):
        for event in rasa.shared.utils.common.all_subclasses(Event):
            if "type_name" in vars(event):
                assert Event.resolve_by_type(event.type_name).type_name == event.type_name
        assert Event.resolve_by_type("unheard of", default=SlotSet) is SlotSet
        with pytest.raises(ValueError, match="unheard of"):
            Event.resolve_by_type("unheard of")


def test_models_run_without_dask() -> None:
    assert DaskGraphRunner is DirectGraphRunner


def test_a_models_own_domain_is_read_as_rasa_reads_it(tmp_path: Path) -> None:
    storage, resource = LocalModelStorage.create(tmp_path), Resource("domain_provider")
    with storage.write_to(resource) as folder:
        DOMAIN.persist(folder / "domain.yml")
        rasas = Domain.from_path(folder)
    loaded = DomainProvider.load({}, model_storage=storage, resource=resource, execution_context=None)
    assert loaded.provide_inference().as_dict() == rasas.as_dict()
    assert loaded.provide_inference().action_names_or_texts == rasas.action_names_or_texts


def test_an_action_sees_the_state_and_the_last_events() -> None:
    tracker = DialogueStateTracker("person", DOMAIN.slots)
    for events in [session(), *(turn(f"message {number}") for number in range(50))]:
        for event in events:
            tracker.update(event)
    called = RemoteAction("action_place", ENDPOINT)._action_call_format(tracker, DOMAIN)
    assert "domain" not in called
    assert called["sender_id"] == "person"
    assert called["tracker"]["latest_message"]["text"] == "message 49"
    whole = tracker.current_state()
    assert {**called["tracker"], "events": None} == whole
    assert called["tracker"]["events"] == [event.as_dict() for event in list(tracker.events)[-30:]]


def test_actions_are_called_where_the_settings_say_over_kept_connections() -> None:
    endpoint = RemoteAction("action_place", ENDPOINT).action_endpoint
    assert endpoint.url == f"{settings.actions_url}/webhook"
    assert RemoteAction("action_other", ENDPOINT).action_endpoint is endpoint
    elsewhere = RemoteAction("action_place", EndpointConfig("https://actions.example/webhook"))
    assert elsewhere.action_endpoint.url == "https://actions.example/webhook"


def test_only_our_own_actions_are_shown_their_token() -> None:
    shown = {"Authorization": f"Bearer {settings.actions_token}"}
    assert RemoteAction("action_place", ENDPOINT).action_endpoint.headers == shown
    elsewhere = EndpointConfig("https://actions.example/webhook", headers={"X-Theirs": "1"})
    assert RemoteAction("action_place", elsewhere).action_endpoint.headers == {"X-Theirs": "1"}


@pytest.mark.parametrize(
    "text",
    [
        "Total {total}, {name}",
        '/confirm_order{"summary": "x"}',
        '/place{ "entities": [1] }',
        "{missing}",
        "/say {name}",
        "/place{name}",
    ],
)
def test_replies_and_commands_are_filled_in_as_by_rasa(text: str) -> None:
    values = {"total": "₹12", "name": "Priya"}
    assert repr(interpolator.interpolate_text(text, values)) == in_stock_rasa(
        f"interpolate_text({text!r}, {values!r})"
    )


def test_rasa_does_not_go_on_without_the_store(url: str) -> None:
    store = LiveTrackerStore(DOMAIN, host=url)
    assert Agent(tracker_store=store).tracker_store is store


class Raising:
    """An action that raises."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def name(self) -> str:
        return "action_place"

    def event_for_successful_execution(self, prediction: Any) -> ActionExecuted:
        return ActionExecuted(self.name())

    async def run(self, *_: Any) -> list[Event]:
        raise self.error


class Prediction:
    """That this action is to be run."""

    policy_name = "RulePolicy"
    max_confidence = 1.0
    events: tuple[Event, ...] = ()


async def run(error: Exception) -> DialogueStateTracker:
    processor = MessageProcessor.__new__(MessageProcessor)
    processor.domain = DOMAIN
    tracker = DialogueStateTracker("person", DOMAIN.slots)
    tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
    await processor._run_action(Raising(error), tracker, None, None, Prediction())
    return tracker


async def test_a_turn_ends_with_the_fault_of_its_action() -> None:
    with engine.rasa.turn.begin("wamid.1") as unit:
        with pytest.raises(RuntimeError, match="the backend is away"):
            await run(RuntimeError("the backend is away"))
        assert isinstance(unit.fault, RuntimeError)


async def test_a_form_that_rejects_is_no_fault() -> None:
    with engine.rasa.turn.begin("wamid.1") as unit:
        await run(ActionExecutionRejection("action_place"))
        assert unit.fault is None


async def test_outside_of_a_turn_rasa_goes_on_as_it_does() -> None:
    tracker = await run(RuntimeError("the backend is away"))
    assert tracker.latest_action_name == "action_place"


def test_only_a_domain_without_anything_is_empty() -> None:
    assert Domain.empty().is_empty()
    assert not Domain.from_dict({"intents": ["greet"]}).is_empty()
