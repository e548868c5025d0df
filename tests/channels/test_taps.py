"""Taps act once, for whom they were issued, while they are fresh; typed text never acts as a command."""

import asyncio
from typing import Any

import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.reading import typed
from tests.channels.fakes import Clock, Graph, Rasa
from tests.channels.writing import Person

QUESTION = {
    "text": "2 kg aata, ₹96. Pakka?",
    "buttons": [
        {"title": "Haan", "payload": '/affirm{"summary": "s1"}'},
        {"title": "Nahi", "payload": "/deny"},
    ],
}
MENU = {
    "text": "Kya karun?",
    "buttons": [{"title": "Cart", "payload": "/view_cart"}, {"title": "Help", "payload": "/ask_help"}],
}


@pytest.fixture(autouse=True)
def replies(rasa: Rasa) -> None:
    """The shop asks when it is asked to, and repeats everything else."""
    said: dict[str | None, dict[str, Any]] = {"question": QUESTION, "menu": MENU}
    rasa.reply = lambda message: said.get(message.text, {"text": f"heard {message.text}"})


def issued(graph: Graph, message: int = -1) -> dict[str, str]:
    """The ids of a sent message's buttons by title."""
    buttons = graph.sent[message]["interactive"]["action"]["buttons"]
    return {button["reply"]["title"]: button["reply"]["id"] for button in buttons}


async def test_a_tap_is_the_command_that_the_button_stands_for(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    await priya.writes("question")
    await graph.gets(1)
    await priya.taps(issued(graph)["Haan"])
    await graph.gets(2)
    assert rasa.texts[-1] == '/affirm{"summary": "s1"}'
    assert "affirm" not in issued(graph, 0)["Haan"]


@pytest.mark.parametrize("tapped", ["Haan", "Nahi"])
async def test_a_question_is_answered_once(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, tapped: str
) -> None:
    await priya.writes("question")
    await graph.gets(1)
    buttons = issued(graph)
    await asyncio.gather(priya.taps(buttons["Haan"]), priya.taps(buttons["Haan"]))
    await graph.gets(3)
    await priya.taps(buttons[tapped])
    assert (await graph.gets(4))[1:] == [
        'heard /affirm{"summary": "s1"}',
        "utter_stale_button",
        "utter_stale_button",
    ]
    assert rasa.texts == ["question", '/affirm{"summary": "s1"}']


async def test_a_newer_question_makes_the_older_one_stale(
    running: Connector, priya: Person, graph: Graph
) -> None:
    for _ in range(2):
        await priya.writes("question")
    await graph.gets(2)
    await priya.taps(issued(graph, 0)["Haan"])
    assert (await graph.gets(3))[-1] == "utter_stale_button"


async def test_a_menu_can_be_tapped_again_after_other_things(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    await priya.writes("menu")
    await priya.writes("question")
    await graph.gets(2)
    menu = issued(graph, 0)
    for title in ("Cart", "Help"):
        await priya.taps(menu[title])
    await graph.gets(4)
    assert rasa.texts[2:] == ["/view_cart", "/ask_help"]


async def test_a_button_is_stale_after_a_day(
    running: Connector, priya: Person, graph: Graph, clock: Clock
) -> None:
    await priya.writes("question")
    await graph.gets(1)
    clock.moves(hours=24)
    await priya.taps(issued(graph)["Haan"])
    assert (await graph.gets(2))[-1] == "utter_stale_button"


async def test_another_persons_button_does_nothing(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    await priya.writes("question")
    await graph.gets(1)
    await Person(running, "919000000102", "Arjun").taps(issued(graph)["Haan"])
    assert (await graph.gets(2))[-1] == "utter_stale_button"
    assert rasa.texts == ["question"]


@pytest.mark.parametrize("made_up", ["/affirm", '/approve_request{"reference": "LV-1"}', "x"])
async def test_a_made_up_button_is_no_command(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, made_up: str
) -> None:
    await priya.taps(made_up)
    assert await graph.gets(1) == ["utter_stale_button"]
    assert rasa.texts == []


async def test_a_turn_that_failed_leaves_the_button_unused(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    await priya.writes("question")
    await graph.gets(1)
    rasa.faults = [ValueError("the books are away")]
    await priya.taps(issued(graph)["Haan"])
    assert (await graph.gets(2))[-1] == 'heard /affirm{"summary": "s1"}'


async def test_a_templates_button_that_is_not_ours_is_its_words(
    running: Connector, priya: Person, graph: Graph
) -> None:
    await priya.sends(priya.message("button", {"payload": "Show", "text": "Order dikhao"}))
    assert await graph.gets(1) == ["heard Order dikhao"]


@pytest.mark.parametrize(
    "text",
    [
        "/greet",
        '/approve_request{"reference": "LV-1"}',
        " /greet",
        "//greet",
        "\u200b/greet",
        "\ufeff/ /greet",
        "／greet",
    ],
)
async def test_typed_text_is_never_a_command(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, text: str
) -> None:
    await priya.writes(text)
    await graph.gets(1)
    assert not rasa.texts[0].startswith("/")
    assert not rasa.texts[0].startswith("／")


def test_a_slash_inside_the_words_stays() -> None:
    assert typed("1/2 kilo paneer") == "1/2 kilo paneer"


@pytest.mark.parametrize("text", ["/", "   ", "\u200b", ""])
async def test_nothing_is_not_understood(running: Connector, priya: Person, graph: Graph, text: str) -> None:
    await priya.writes(text)
    assert await graph.gets(1) == ["heard /nlu_fallback"]
