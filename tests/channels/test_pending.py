"""What waits for a decision of the operator, and what comes of each decision."""

from collections.abc import Awaitable, Callable

import pytest

from channels.whatsapp import queue
from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.operating import operate, pending
from channels.whatsapp.outgoing.halts import digest
from channels.whatsapp.turns import turn
from tests.channels.fakes import NUMBER, TOKEN, Clock, Graph, Rasa
from tests.channels.test_operations import PHONE, ask, send, take_turns
from tests.channels.writing import Person

Decide = Callable[..., Awaitable[str]]


@pytest.fixture
def decide(url: str, clock: Clock, capsys: pytest.CaptureFixture[str]) -> Decide:
    """Types `make pending` with these orders; what it says."""

    async def decide(*typed: str, refused: bool = False) -> str:
        capsys.readouterr()
        code = await operate.operate(operate.parser().parse_args(typed), url, clock())
        said = capsys.readouterr()
        assert code == int(refused), said
        return said.err if refused else said.out

    return decide


@pytest.fixture
async def given_up(
    connector: Connector, pool: Pool, priya: Person, rasa: Rasa, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Two messages of Priya's whose turns were given up; what an operator calls them."""
    monkeypatch.setattr(turn, "WAITS", ())
    rasa.faults = [RuntimeError("down"), RuntimeError("down")]
    await priya.writes("do kilo aata")
    await priya.writes("teen kilo chawal")
    await take_turns(connector, pool)
    async with pool.connection() as connection:  # the queue forgets jobs that are done
        await connection.execute("DELETE FROM procrastinate_jobs WHERE queue_name = 'turns'")
    return [f"turn-{id_}" for id_ in await ask(pool, "SELECT id FROM inbox ORDER BY id")]


@pytest.fixture
async def held(connector: Connector, pool: Pool, priya: Person, clock: Clock) -> str:
    """An answer that could not be sent within 24 hours; what an operator calls it."""
    await priya.writes("namaste")
    await take_turns(connector, pool)
    clock.moves(hours=30)
    await send(connector)
    (id_,) = await ask(pool, "SELECT max(id) FROM outbox WHERE state = 'held'")
    return f"message-{id_}"


async def test_where_all_is_well_nothing_waits_for_a_decision(pool: Pool, decide: Decide) -> None:
    assert await decide() == "Nothing waits for a decision.\n"


async def test_what_was_given_up_is_listed_with_age_and_reason_and_without_words(
    given_up: list[str], clock: Clock, decide: Decide
) -> None:
    clock.moves(hours=2)
    listed = await decide()
    for id_ in given_up:
        assert id_ in listed
    assert "2 h  100000000000001:919000000101" in listed
    assert "text, RuntimeError" in listed
    assert "aata" not in listed
    assert "aata" in await decide("--text")


async def test_what_is_replayed_is_answered_in_its_order(
    given_up: list[str], connector: Connector, pool: Pool, rasa: Rasa, priya: Person, decide: Decide
) -> None:
    await priya.writes("aur ghee")
    rasa.heard.clear()
    said = await decide("--replay", "all")
    assert said.splitlines() == [f"{id_} is replayed." for id_ in given_up]
    await connector.watch.look()
    jobs = "SELECT args ->> 'letter' FROM procrastinate_jobs WHERE task_name = 'turn' ORDER BY id"
    for letter in await ask(pool, jobs):
        await connector.queue.app.tasks["turn"].func(letter=int(letter))
    assert rasa.texts == ["aur ghee", "do kilo aata", "teen kilo chawal"]
    assert await ask(pool, "SELECT DISTINCT state FROM inbox") == ["answered"]
    assert await decide() == "Nothing waits for a decision.\n"


async def test_one_turn_alone_can_be_replayed(given_up: list[str], pool: Pool, decide: Decide) -> None:
    await decide("--replay", given_up[1])
    assert await ask(pool, "SELECT state FROM inbox ORDER BY id") == ["dead", "waiting"]


async def test_a_running_assistant_takes_up_what_is_replayed(
    given_up: list[str], running: Connector, graph: Graph, decide: Decide
) -> None:
    await graph.gets(2)  # the apologies
    await decide("--replay", "all")
    assert (await graph.gets(4))[2:] == ["heard do kilo aata", "heard teen kilo chawal"]


async def test_what_is_dropped_stays_in_the_database_and_is_not_listed(
    given_up: list[str], held: str, pool: Pool, decide: Decide
) -> None:
    for id_ in (given_up[0], held):
        await decide("--drop", id_)
    listed = await decide()
    assert given_up[0] not in listed
    assert held not in listed
    assert given_up[1] in listed
    assert await ask(pool, "SELECT count(*) FROM inbox WHERE state = 'dropped'") == [1]
    assert await ask(pool, "SELECT count(*) FROM outbox WHERE state = 'dropped'") == [1]


async def test_all_cannot_be_dropped_at_once(given_up: list[str], decide: Decide) -> None:
    assert "takes an id" in await decide("--drop", "all", refused=True)
    assert given_up[0] in await decide()


async def test_a_held_message_is_not_released_while_the_person_does_not_write(
    held: str, decide: Decide
) -> None:
    refusal = await decide("--release", held, refused=True)
    assert "wrote 1 d ago" in refusal
    assert f"drop={held}" in refusal


async def test_what_was_held_too_long_to_go_by_itself_is_released(
    held: str, connector: Connector, priya: Person, graph: Graph, clock: Clock, decide: Decide
) -> None:
    clock.moves(hours=24 * 8)
    await priya.writes("hello?")
    assert await decide("--release", "all") == f"{held} is released.\n"
    await send(connector)
    assert graph.texts == ["heard namaste"]


async def test_what_meta_refused_for_good_is_not_released(
    connector: Connector, pool: Pool, priya: Person, graph: Graph, decide: Decide
) -> None:
    await priya.writes("namaste")
    await take_turns(connector, pool)
    graph.refuses(131026)
    await send(connector)
    (id_,) = await ask(pool, "SELECT id FROM outbox WHERE state = 'failed'")
    listed = await decide()
    assert f"message-{id_}" in listed
    assert "131026" in listed
    assert "refused by Meta for good" in await decide("--release", f"message-{id_}", refused=True)
    assert await decide("--release", "all") == "Nothing can be released.\n"


async def test_a_wrong_order_is_refused_with_what_would_be_right(
    given_up: list[str], held: str, decide: Decide
) -> None:
    assert f"release={held}" in await decide("--replay", held, refused=True)
    assert f"replay={given_up[0]}" in await decide("--release", given_up[0], refused=True)
    assert "Nothing with the id turn-0" in await decide("--replay", "turn-0", refused=True)


async def test_a_dead_notice_is_listed_and_replayed(pool: Pool, clock: Clock, decide: Decide) -> None:
    async with pool.connection() as connection:
        await connection.execute(
            """
            INSERT INTO notices (phone_number_id, person, name, facts, key, state, fault, written_at)
            VALUES (%s, %s, 'order_ready', '{"reference": "ORD-1"}', 'k', 'dead', 'NothingSaid: order_ready', %s)
            """,
            (NUMBER, PHONE, clock()),
        )
    (id_,) = await ask(pool, "SELECT id FROM notices")
    assert "order_ready, NothingSaid" in await decide()
    await decide("--replay", f"notice-{id_}")
    assert await ask(pool, "SELECT state FROM notices") == ["waiting"]


async def test_a_halted_number_is_listed_with_what_waits_for_it(
    connector: Connector,
    pool: Pool,
    priya: Person,
    graph: Graph,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await priya.writes("namaste")
    await take_turns(connector, pool)
    graph.refuses(190, status=401)
    await send(connector)
    async with pool.connection() as connection:
        (halt,) = await pending.halts(connection, digest(TOKEN))
        assert (halt.phone_number_id, halt.code, halt.waiting) == (NUMBER, 190, 1)
        assert await pending.halts(connection, digest("another token")) == []


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (7300, "2 h"), (200_000, "2 d"), (-5, "0 s")],
)
def test_an_age_is_said_in_its_largest_unit(seconds: int, said: str) -> None:
    assert pending.age(queue.timedelta(seconds=seconds)) == said
