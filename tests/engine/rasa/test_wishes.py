"""Two wishes of one message are two messages of one turn: in order, with ids of their own, kept together."""

import json
import threading
from collections.abc import AsyncIterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

import pytest
from psycopg import AsyncConnection
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig
from ruamel.yaml import YAML

import engine.rasa.turn
from engine.model.training import train_if_changed
from engine.rasa.tracker_store import LiveTrackerStore
from engine.settings import ROOT, Settings
from tests.engine.fixed_actions import SESSION_START

_people = count(919000000101)
SEES_ITS_END_WITHIN = 0.01  # seconds; half of one, unless it is told, for each test
QUESTIONS = {
    "action_place_order": "confirm_order",
    "action_cancel_order": "confirm_cancel_order",
}
ANSWERS = {"affirm": "give_address", "deny": None}  # what is asked once an open question has heard these


class Actions:
    """Actions that say their name and leave their question open; what they are asked is kept."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []  # action, text, wamid
        self.questions = dict(QUESTIONS)
        self.answers: dict[str, str | None] = dict(ANSWERS)
        self.left: str | None = None  # of every answer

    def answer(self, call: dict[str, Any]) -> dict[str, Any]:
        action, message = call["next_action"], call["tracker"]["latest_message"]
        if action == "action_session_start":
            return {"events": SESSION_START, "responses": []}
        if action == "action_hear_answer":
            return self._hear(message["intent"]["name"])
        self.asked.append(
            (action, message["text"], message["metadata"].get("wamid") or message["message_id"])
        )
        leaves = {"action_track_order", "action_check_offer", "action_ask_help"}
        told = {"event": "slot", "name": "asking", "value": self.questions.get(action)}
        return {"events": [] if action in leaves else [told], "responses": [{"text": action}]}

    def _hear(self, intent: str) -> dict[str, Any]:
        """Whoever asked takes what is an answer, and leaves the rest to the rules."""
        if intent not in self.answers:
            return {"events": [], "responses": []}
        slots = {"asking": self.answers[intent], "unanswered": self.left}
        told = [{"event": "slot", "name": name, "value": value} for name, value in slots.items()]
        return {"events": told, "responses": [{"text": "heard"}]}


@pytest.fixture
def actions() -> Actions:
    """The actions, of which the agent's are these."""
    return Actions()


@pytest.fixture(scope="module")
def loaded(told: dict[str, str], settings: Settings) -> Agent:
    """Rasa with the trained model, once for all."""
    return Agent.load(str(train_if_changed(told, settings.state_dir / "logs")))


@pytest.fixture
async def agent(actions: Actions, loaded: Agent, url: str) -> AsyncIterator[Agent]:
    """The same with our store on PostgreSQL, and the actions."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(actions.answer(asked)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(SEES_ITS_END_WITHIN,), daemon=True).start()
    store = LiveTrackerStore(host=url, domain=loaded.domain)
    endpoint = EndpointConfig(f"http://127.0.0.1:{server.server_port}/webhook")
    for each in (loaded, loaded.processor):
        assert each is not None
        each.tracker_store, each.action_endpoint = store, endpoint
    yield loaded
    await store.close()
    server.shutdown()


class Chat:
    """One person who writes to the agent."""

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.person = f"100000000000001:{next(_people)}"
        self.saves = 0

    async def says(self, text: str, wamid: str | None = "wamid.1") -> str:
        """Everything that is answered, one reply a line."""
        output = CollectingOutputChannel()
        metadata = {"wamid": wamid} if wamid else None
        message = UserMessage(text, output, self.person, message_id=wamid or "id.1", metadata=metadata)

        async def kept(_: AsyncConnection[Any]) -> None:
            self.saves += 1

        with engine.rasa.turn.begin("turn") as unit:
            unit.on_save(kept)
            await self.agent.handle_message(message)
        return "\n".join(said["text"] for said in output.messages)


@pytest.fixture
def chat(agent: Agent) -> Chat:
    """Somebody new."""
    return Chat(agent)


async def test_what_is_answered_at_once_comes_before_the_question(chat: Chat, actions: Actions) -> None:
    said = await chat.says("2 kilo chini bhej do aur mera pichla order kahan hai")
    assert said.splitlines() == ["action_track_order", "action_place_order"]
    assert actions.asked == [
        ("action_track_order", "mera pichla order kahan hai", "wamid.1:2"),
        ("action_place_order", "2 kilo chini bhej do", "wamid.1"),
    ]


async def test_both_wishes_are_kept_by_one_transaction(chat: Chat) -> None:
    await chat.says("2 kilo chini bhej do aur mera pichla order kahan hai")
    assert chat.saves == 1
    tracker = await chat.agent.tracker_store.retrieve_full_tracker(chat.person)
    heard = [event.text for event in tracker.events if event.type_name == "user"]
    assert heard == ["mera pichla order kahan hai", "2 kilo chini bhej do"]


async def test_two_wishes_that_ask_nothing_are_answered_in_their_order(chat: Chat, actions: Actions) -> None:
    await chat.says("mera order kahan hai aur mera khata kitna baki hai")
    assert [action for action, *_ in actions.asked] == ["action_track_order", "action_check_dues"]


async def test_a_second_wish_that_needs_a_conversation_waits_and_comes(chat: Chat, actions: Actions) -> None:
    said = await chat.says("2 kilo chini bhej do aur mistri ka visit kal kar do")
    assert "action_place_order" in said
    assert "mistri ka visit kal kar do" in said.splitlines()[-1]
    said = await chat.says("nahi", "wamid.2")
    assert [line for line in said.splitlines() if "mistri ka visit kal kar do" in line]
    assert actions.asked[-1] == ("action_change_visit", "mistri ka visit kal kar do", "wamid.2:3")
    count = len(actions.asked)
    await chat.says("mera order kahan hai", "wamid.4")
    assert len(actions.asked) == count + 1  # it came once


async def test_who_leaves_it_all_leaves_the_second_wish_too(chat: Chat, actions: Actions) -> None:
    await chat.says("2 kilo chini bhej do aur mistri ka visit kal kar do")
    await chat.says("rehne do", "wamid.2")
    await chat.says("mera order kahan hai", "wamid.3")
    assert not [text for _, text, _ in actions.asked if "mistri" in text]


async def test_what_came_by_itself_meanwhile_does_not_come_again(chat: Chat, actions: Actions) -> None:
    await chat.says("2 kilo chini bhej do aur mistri ka visit kal kar do")
    await chat.says("mistri ka visit parso kar dena", "wamid.2")
    await chat.says("nahi", "wamid.3")
    assert [text for _, text, _ in actions.asked if "mistri" in text] == ["mistri ka visit parso kar dena"]


async def test_an_open_question_that_may_be_left_lets_the_second_wish_come(
    chat: Chat, actions: Actions
) -> None:
    await chat.says("2 kilo chini bhej do aur mistri ka visit kal kar do")
    said = await chat.says("haan", "wamid.2")
    assert "mistri" not in said  # the address is asked for
    actions.answers["nlu_fallback"] = "correct_address"
    assert "mistri ka visit kal kar do" in await chat.says("xyz nagar 14", "wamid.3")


async def test_where_no_channel_gives_ids_rasas_own_are_numbered(chat: Chat, actions: Actions) -> None:
    await chat.says("2 kilo chini bhej do aur mera pichla order kahan hai", None)
    assert sorted(turn for *_, turn in actions.asked) == ["id.1", "id.1:2"]


async def test_one_wish_is_heard_as_it_was_written(chat: Chat, actions: Actions) -> None:
    await chat.says("aata aur chawal bhej do")
    assert actions.asked == [("action_place_order", "aata aur chawal bhej do", "wamid.1")]


async def test_a_question_that_waits_is_said_again_in_other_words(chat: Chat, actions: Actions) -> None:
    await chat.says("2 kilo chini bhej do")
    said = await chat.says("mera order kahan hai", "wamid.2")
    assert said.splitlines() == ["action_track_order", reply("utter_confirm_order_waits")]


async def test_a_question_that_is_asked_anew_or_answered_does_not_wait(chat: Chat) -> None:
    await chat.says("2 kilo chini bhej do")
    assert await chat.says("3 kilo aata bhi bhej do", "wamid.2") == "action_place_order"
    assert await chat.says("nahi", "wamid.3") == "heard"


@pytest.mark.parametrize("question", ["take_shown", "decide_request"])
async def test_what_may_be_left_or_has_reminders_of_its_own_is_not_said_again(
    chat: Chat, actions: Actions, question: str
) -> None:
    actions.questions["action_place_order"] = question
    await chat.says("2 kilo chini bhej do")
    assert await chat.says("mera order kahan hai", "wamid.2") == "action_track_order"


async def test_a_question_without_words_of_its_own_waits_in_common_ones(chat: Chat, actions: Actions) -> None:
    actions.questions["action_place_order"] = "leave_days"
    await chat.says("2 kilo chini bhej do")
    said = await chat.says("mera order kahan hai", "wamid.2")
    assert said.splitlines()[-1] == reply("utter_question_waits").format(asked=": action_place_order")


def reply(name: str) -> str:
    """The words of a page."""
    pages = (ROOT / "data").glob("*/_waiting.yml")
    responses = {
        name: texts
        for page in pages
        for name, texts in YAML(typ="safe").load(page.read_text("utf-8"))["responses"].items()
    }
    return next(str(each["text"]) for each in responses[name] if each["condition"][0]["value"] == "hinglish")


async def test_what_an_answer_leaves_is_heard_next_and_nothing_of_it_twice(
    chat: Chat, actions: Actions
) -> None:
    await chat.says("2 kilo aata bhej do")
    actions.left = "haan"
    assert await chat.says("haan") == "heard\nheard"
