"""An old "haan" confirms nothing else: it came before the question, so the question is said again."""

from datetime import timedelta
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.turns import late_answers
from tests.channels.fakes import NUMBER, Clock, Graph, Rasa
from tests.channels.writing import Person

BILL = "₹96. Pakka?"
BUTTONS = [{"title": "Haan", "payload": '/affirm{"summary": "s1"}'}]
OTHER_BUTTONS = [{"title": "Le liya", "payload": '/accept_order{"reference": "ORD-7"}'}]
LATE = f"utter_stale_answer\n\n{BILL}"
PRIYA = f"{NUMBER}:919000000101"
ASKING = [AnySlot("asking", mappings=[{}]), AnySlot("summary", mappings=[{}])]


def asked(turn: str) -> list[Event]:
    """What the conversation remembers of a turn that showed the bill."""
    return [
        UserUttered("2 kilo aata", {"name": "place_order"}, message_id=turn),
        ActionExecuted("action_place_order"),
        BotUttered(BILL, {"buttons": BUTTONS}, {"utter_action": "utter_place_order_confirm"}),
        SlotSet("asking", "confirm_order"),
        SlotSet("summary", "s1"),
        ActionExecuted("action_listen"),
    ]


def told(turn: str) -> list[Event]:
    """What it remembers of a turn that asks nothing."""
    return [
        UserUttered("/receive_notice", {"name": "receive_notice"}, message_id=turn),
        ActionExecuted("action_receive_notice"),
        BotUttered("ORD-1001 taiyar hai"),
        ActionExecuted("action_listen"),
    ]


def remembers(rasa: Rasa, *events: Event) -> None:
    rasa.tracker = DialogueStateTracker.from_events(PRIYA, list(events), ASKING)


@pytest.fixture(autouse=True)
def shop(rasa: Rasa) -> None:
    """Shows the bill for goods, and says what else it heard."""

    def reply(message: UserMessage) -> dict[str, Any]:
        if message.text != "2 kilo aata":
            return {"text": f"heard {message.text}"}
        remembers(rasa, *asked(message.message_id))
        return {"text": BILL, "buttons": BUTTONS}

    rasa.reply = reply
    rasa.intents = {"haan": "affirm", "nahi": "deny", "haan aur bhav batao": "affirm"}


async def written(pool: Pool, turn: str, clock: Clock) -> None:
    """A message of the bot's of this turn, written now."""
    async with pool.connection() as connection:
        await connection.execute(
            """
            INSERT INTO outbox
                (phone_number_id, person, turn, position, payload, reference, state, not_before, written_at)
            VALUES (%s, '919000000101', %s, 0, '{}', gen_random_uuid(), 'sent', now(), %s)
            """,
            (NUMBER, turn, clock()),
        )


@pytest.mark.parametrize("answer", ["haan", "nahi", "1", "२.", "(2)"])
async def test_after_an_outage_an_answer_from_before_the_question_does_nothing(
    connector: Connector, priya: Person, graph: Graph, rasa: Rasa, clock: Clock, answer: str
) -> None:
    await priya.writes("2 kilo aata")
    clock.moves(minutes=1)
    await priya.writes(answer)
    clock.moves(minutes=30)
    await connector.start()
    assert await graph.gets(2) == [BILL, LATE]
    assert rasa.texts == ["2 kilo aata"]
    await connector.stop()


async def test_said_again_the_question_can_be_answered(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, clock: Clock
) -> None:
    before = int((clock() - timedelta(minutes=5)).timestamp())
    await priya.writes("2 kilo aata")
    await graph.gets(1)
    clock.moves(seconds=1)
    await priya.sends(priya.message("text", {"body": "haan"}, timestamp=str(before)))
    await graph.gets(2)
    button = graph.sent[1]["interactive"]["action"]["buttons"][0]["reply"]["id"]
    await priya.taps(button)
    await priya.writes("haan")
    await graph.gets(4)
    assert rasa.texts == ["2 kilo aata", '/affirm{"summary": "s1"}', "haan"]


async def test_an_answer_that_meta_brings_late_is_as_old_as_the_person_made_it(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, clock: Clock
) -> None:
    before = int((clock() - timedelta(minutes=5)).timestamp())
    await priya.writes("2 kilo aata")
    await graph.gets(1)
    await priya.sends(priya.message("text", {"body": "haan"}, timestamp=str(before)))
    assert await graph.gets(2) == [BILL, LATE]


async def test_an_answer_within_two_minutes_of_the_question_counts(
    connector: Connector, priya: Person, graph: Graph, rasa: Rasa, clock: Clock
) -> None:
    await priya.writes("2 kilo aata")
    await priya.writes("haan")
    clock.moves(minutes=2)
    await connector.start()
    assert await graph.gets(2) == [BILL, "heard haan"]
    await connector.stop()


@pytest.mark.parametrize("offset", [timedelta(days=-8), timedelta(minutes=11), timedelta(days=-365)])
async def test_a_moment_that_cannot_be_right_is_not_believed(
    running: Connector, priya: Person, graph: Graph, clock: Clock, offset: timedelta
) -> None:
    await priya.writes("2 kilo aata")
    await graph.gets(1)
    moment = str(int((clock() + offset).timestamp()))
    await priya.sends(priya.message("text", {"body": "haan"}, timestamp=moment))
    assert await graph.gets(2) == [BILL, f"heard {BUTTONS[0]['payload']}"]


async def test_what_is_more_than_an_answer_is_heard_however_old_it_is(
    connector: Connector, priya: Person, graph: Graph, rasa: Rasa, clock: Clock
) -> None:
    await priya.writes("2 kilo aata")
    await priya.writes("1 packet namak bhi")
    clock.moves(minutes=30)
    await connector.start()
    assert await graph.gets(2) == [BILL, "heard 1 packet namak bhi"]
    await connector.stop()


async def test_where_nothing_is_asked_an_old_answer_is_heard(
    connector: Connector, priya: Person, graph: Graph, clock: Clock
) -> None:
    await priya.writes("haan")
    clock.moves(minutes=30)
    await connector.start()
    assert await graph.gets(1) == ["heard haan"]
    await connector.stop()


async def test_a_notice_that_asks_nothing_makes_no_answer_old(
    connector: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    await written(pool, "wamid.asked", clock)
    clock.moves(minutes=1)
    await priya.writes("haan")
    clock.moves(minutes=30)
    await written(pool, "notice:7", clock)
    remembers(rasa, *asked("wamid.asked"), *told("notice:7"))
    await connector.start()
    assert await graph.gets(1) == ["heard haan"]
    await connector.stop()


async def test_a_notice_that_asks_something_else_is_not_answered_by_what_was_said_before_it(
    connector: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    await written(pool, "wamid.asked", clock)
    clock.moves(minutes=1)
    await priya.writes("haan")
    clock.moves(minutes=30)
    await written(pool, "notice:7", clock)
    remembers(rasa, *asked("wamid.asked"), *asked("notice:7"))
    await connector.start()
    assert await graph.gets(1) == [LATE]
    assert rasa.texts == []
    await connector.stop()


async def test_a_yes_after_people_had_the_conversation_may_be_to_them(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    await priya.writes("2 kilo aata")
    await graph.gets(1)
    async with pool.connection() as connection:
        await connection.execute(
            "INSERT INTO handoffs VALUES (%s, %s, %s, 'operator', %s, NULL, now())",
            (NUMBER, priya.phone, clock() + timedelta(minutes=1), clock() + timedelta(minutes=9)),
        )
    clock.moves(minutes=10)
    await priya.writes("haan")
    assert (await graph.gets(2))[1] == f"utter_answer_after_people\n\n{BILL}"
    assert rasa.texts == ["2 kilo aata"]


def test_a_number_is_a_number_in_any_script_and_nothing_else() -> None:
    assert all(map(late_answers.is_number, ["2", "२", " 2. ", "(12)", "2)", "2️⃣"]))
    assert not any(map(late_answers.is_number, ["", "2 kilo", "do", "9876543210", "½", "."]))


async def button_before_other_news(priya: Person, graph: Graph, rasa: Rasa) -> str:
    """The first button of a question, behind which other buttons were shown."""
    await priya.writes("2 kilo aata")
    await graph.gets(1)
    button: str = graph.sent[0]["interactive"]["action"]["buttons"][0]["reply"]["id"]
    answered, rasa.reply = rasa.reply, lambda message: {"text": "ORD-7", "buttons": OTHER_BUTTONS}
    await priya.writes("naye order dikhao")
    await graph.gets(2)
    rasa.reply = answered
    return button


async def test_a_button_holds_while_what_it_confirms_is_still_asked(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    button = await button_before_other_news(priya, graph, rasa)
    await priya.taps(button)
    await priya.taps(button)
    assert (await graph.gets(4))[2:] == [f"heard {BUTTONS[0]['payload']}", "utter_stale_button"]


async def test_a_button_does_not_confirm_what_another_summary_asks(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    button = await button_before_other_news(priya, graph, rasa)
    remembers(rasa, *asked("t2"), SlotSet("summary", "s2"))
    await priya.taps(button)
    assert (await graph.gets(3))[2:] == ["utter_stale_button"]
