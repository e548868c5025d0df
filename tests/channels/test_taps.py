"""Taps act once, for whom they were issued, while they are fresh; what is typed is one only where it names one."""

import asyncio
from itertools import count
from typing import Any

import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.incoming.reading import typed
from tests.channels.fakes import Clock, Graph, Rasa
from tests.channels.writing import Person

MORE = "utter_more_choices"  # as the page says it
QUESTION: dict[str, Any] = {
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


REQUEST: dict[str, Any] = {
    "text": "Asha, Thu 26 Nov. Manzoor hai?",
    "custom": {"buttons_stay": True},
    "buttons": [
        {"title": "Manzoor", "payload": '/approve_request{"reference": "LV-12"}'},
        {"title": "Namanzoor", "payload": '/reject_request{"reference": "LV-12"}'},
    ],
}
LONG = {
    "text": "Kaunsa sabun?",
    "buttons": [{"title": f"Sabun {n}", "payload": f'/place_order{{"choice": {n}}}'} for n in range(1, 26)],
}
PAYABLE = {
    "text": "₹96. Pakka?",
    "buttons": [*QUESTION["buttons"], {"title": "Pay", "url": "https://pay.test/1"}],
}

TWO: dict[str, Any] = {
    "text": "Rose: ₹200 mile kya? Pehle wala sawaal: khate mein likhun?",
    "buttons": [
        {"title": "Haan, mil gaye", "payload": '/record_payment{"payment": "PAY-3", "found": "confirm"}'},
        {"title": "Haan", "payload": '/affirm{"summary": "s1"}'},
    ],
}


@pytest.fixture(autouse=True)
def replies(rasa: Rasa) -> None:
    """The shop asks when it is asked to, and repeats everything else."""
    said: dict[str | None, dict[str, Any]] = {
        "question": QUESTION,
        "menu": MENU,
        "request": REQUEST,
        "long": LONG,
        "payable": PAYABLE,
        "two": TWO,
    }
    rasa.reply = lambda message: said.get(message.text, {"text": f"heard {message.text}"})


def issued(graph: Graph, message: int = -1) -> dict[str, str]:
    """The ids of a sent message's buttons by title."""
    buttons = graph.sent[message]["interactive"]["action"]["buttons"]
    return {button["reply"]["title"]: button["reply"]["id"] for button in buttons}


def listed(graph: Graph, message: int = -1) -> dict[str, str]:
    """The ids of a sent list's rows by title."""
    (section,) = graph.sent[message]["interactive"]["action"]["sections"]
    return {row["title"]: row["id"] for row in section["rows"]}


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


async def test_a_button_that_names_all_it_does_stays_whatever_was_asked_or_tapped_since(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, clock: Clock
) -> None:
    for text in ("question", "request"):
        await priya.writes(text)
    await graph.gets(2)
    decide = issued(graph, 1)
    clock.moves(hours=30)
    for number, title in enumerate(("Manzoor", "Namanzoor", "Manzoor"), 3):
        await priya.taps(decide[title])
        await graph.gets(number)
    yes, no = (button["payload"] for button in REQUEST["buttons"])
    assert rasa.texts[2:] == [yes, no, yes]


async def test_buttons_that_stay_leave_those_of_an_open_question(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    for text in ("question", "request"):
        await priya.writes(text)
    await graph.gets(2)
    await priya.taps(issued(graph, 0)["Haan"])
    await graph.gets(3)
    assert rasa.texts[-1] == '/affirm{"summary": "s1"}'


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


async def test_the_last_row_of_a_long_list_brings_the_next_page(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    await priya.writes("long")
    await graph.gets(1)
    assert list(listed(graph)) == [*(f"Sabun {n}" for n in range(1, 10)), MORE]
    await priya.taps(listed(graph)[MORE], MORE)
    await graph.gets(2)
    assert list(listed(graph)) == [*(f"Sabun {n}" for n in range(10, 19)), MORE]
    await priya.taps(listed(graph)[MORE], MORE)
    await graph.gets(3)
    assert list(listed(graph)) == [f"Sabun {n}" for n in range(19, 26)]
    assert rasa.texts == ["long"]


@pytest.mark.parametrize(("page", "title"), [(0, "Sabun 3"), (1, "Sabun 12")])
async def test_rows_of_every_page_act_until_one_is_used(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, page: int, title: str
) -> None:
    await priya.writes("long")
    await graph.gets(1)
    first = listed(graph)
    await priya.taps(first[MORE], MORE)
    await graph.gets(2)
    await priya.taps(listed(graph, page)[title], title)
    await graph.gets(3)
    assert rasa.texts[-1] == f'/place_order{{"choice": {title[6:]}}}'
    for row in (first["Sabun 1"], first[MORE], listed(graph, 1)["Sabun 10"]):
        await priya.taps(row)
    assert (await graph.gets(6))[3:] == ["utter_stale_button"] * 3


async def test_a_page_can_be_brought_again(running: Connector, priya: Person, graph: Graph) -> None:
    await priya.writes("long")
    await graph.gets(1)
    for _ in range(2):
        await priya.taps(listed(graph, 0)[MORE], MORE)
    await graph.gets(3)
    assert listed(graph, 1) == listed(graph, 2)


@pytest.mark.parametrize("written", ["1", "1.", "1)", " (1) ", "१", "१।", "1️⃣"])
async def test_a_number_is_a_tap_on_the_choice_that_has_it(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, written: str
) -> None:
    await priya.writes("payable")
    assert await graph.gets(1) == ["₹96. Pakka?\n\n1. Haan\n2. Nahi\n\nutter_answer_by_number"]
    await priya.writes(written)
    await graph.gets(2)
    assert rasa.texts[-1] == '/affirm{"summary": "s1"}'


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        *(("payable", written) for written in ("3", "0", "1 kilo", "1.5", "12345", "-1")),
        *(("question", written) for written in ("haan kal", "ha", "haan haan", "🙏")),
    ],
)
async def test_what_is_no_number_and_no_title_of_a_choice_stays_text(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, asked: str, written: str
) -> None:
    await priya.writes(asked)
    await priya.writes(written)
    await graph.gets(2)
    assert rasa.texts[-1] == written


async def test_a_number_that_came_before_the_choices_answers_none_of_them(
    connector: Connector, priya: Person, graph: Graph, rasa: Rasa, clock: Clock
) -> None:
    await priya.writes("payable")
    await priya.writes("1")
    clock.moves(seconds=1)
    await connector.start()
    await graph.gets(2)
    assert rasa.texts[-1] == "1"
    await connector.stop()


async def test_a_number_answers_once(running: Connector, priya: Person, graph: Graph, rasa: Rasa) -> None:
    await priya.writes("payable")
    for number in ("1", "1", "2"):
        await priya.writes(number)
    await graph.gets(4)
    assert rasa.texts[1:] == ['/affirm{"summary": "s1"}', "1", "2"]


@pytest.mark.parametrize(
    ("asked", "between", "answer"),
    [
        ("payable", "namaste", "1"),
        ("payable", "question", "1"),
        ("payable", "menu", "1"),
        ("question", "namaste", "Haan"),
        ("question", "menu", "Haan"),
    ],
)
async def test_a_number_or_a_title_answers_nothing_but_what_was_said_last(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, asked: str, between: str, answer: str
) -> None:
    for written in (asked, between, answer):
        await priya.writes(written)
    await graph.gets(3)
    assert rasa.texts[-1] == answer


async def test_the_newest_numbers_are_those_that_count(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    for written in ("payable", "payable", "2"):
        await priya.writes(written)
    await graph.gets(3)
    assert rasa.texts[-1] == "/deny"
    async with pool.connection() as connection:
        cursor = await connection.execute("SELECT turn FROM buttons WHERE used_by IS NOT NULL")
        assert await cursor.fetchall() == [(rasa.heard[1].message_id,)]


async def test_another_persons_numbers_do_nothing(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    await priya.writes("payable")
    await graph.gets(1)
    await Person(running, "919000000102", "Arjun").writes("1")
    await graph.gets(2)
    assert rasa.texts[-1] == "1"


async def test_numbers_are_stale_after_a_day(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, clock: Clock
) -> None:
    await priya.writes("payable")
    await graph.gets(1)
    clock.moves(hours=24)
    await priya.writes("1")
    await graph.gets(2)
    assert rasa.texts[-1] == "1"


@pytest.mark.parametrize("written", ["Haan", "haan", " HAAN! ", "✅ haan", "हाँ"])
async def test_who_types_what_a_button_says_has_tapped_it(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, written: str
) -> None:
    for text in ("question", written):
        await priya.writes(text)
    await graph.gets(2)
    assert rasa.texts[-1] == '/affirm{"summary": "s1"}'


async def test_a_title_that_was_cut_is_typed_as_it_is_seen(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    title = "Bosch 7 kg washing machine"
    rasa.reply = lambda message: {"text": "Kaunsi?", "buttons": [{"title": title, "payload": "/choose"}]}
    await priya.writes("kharab hai")
    sent = await graph.gets(1)
    assert sent == ["Kaunsi?"]
    (seen,) = issued(graph)
    assert seen != title
    await priya.writes(seen.removesuffix("…"))
    await graph.gets(2)
    assert rasa.texts[-1] == "/choose"


async def test_a_typed_yes_that_begins_two_buttons_is_a_tap_on_neither(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    for text in ("two", "haan"):
        await priya.writes(text)
    await graph.gets(2)
    assert rasa.texts[-1] == "haan"


async def test_a_title_that_two_requests_of_an_hour_bear_names_neither(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, clock: Clock
) -> None:
    numbers = count(1)

    def asks(message: Any) -> dict[str, Any]:
        tap = f'/approve_request{{"reference": "LV-{next(numbers)}"}}'
        return {**REQUEST, "buttons": [{"title": "Manzoor", "payload": tap}]}

    rasa.reply = asks
    for text in ("request", "request", "Manzoor"):
        await priya.writes(text)
    await graph.gets(3)
    assert rasa.texts[-1] == "Manzoor"
    clock.moves(minutes=61)
    for text in ("request", "Manzoor"):
        await priya.writes(text)
    await graph.gets(5)
    assert rasa.texts[-1] == '/approve_request{"reference": "LV-4"}'


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
