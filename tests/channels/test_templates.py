"""What is sent to who has not written for 24 hours, and what Meta has to approve for that."""

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from channels.whatsapp.client import GraphClient
from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.length import size
from channels.whatsapp.sender import Sender
from channels.whatsapp.templates import request
from channels.whatsapp.templates.account import Reviewed
from channels.whatsapp.templates.differences import differences
from channels.whatsapp.templates.files import CODES, PLACE, Template, TemplateFault, read, templates
from channels.whatsapp.templates.request import Unfilled
from channels.whatsapp.templates.review import Review
from channels.whatsapp.verdicts import SendFault, Verdict
from engine.settings import ROOT
from tests.channels.fakes import NUMBER, Clock, Graph, Rasa
from tests.channels.writing import Person, body, status

PHONE = "919000000101"
ACCOUNT = "200000000000002"
SCHEMA = json.loads((ROOT / "backend" / "munshi" / "demo" / "outgoing.schema.json").read_text())
MESSAGE = Draft202012Validator({**SCHEMA, "$ref": "#/$defs/TemplateMessage"})

READY = {
    "text": "📦 Order *ORD-12* taiyar hai.",
    "custom": {
        "template": "order_update",
        "language": "hinglish",
        "values": {"reference": "ORD-12", "status": "taiyar hai"},
    },
}
OFFER = {
    "category": "marketing",
    **{
        language: {"body": "Just for you: {{offer}} until Sunday.", "examples": {"offer": "20 % off"}}
        for language in CODES
    },
}


# The files.


def test_the_templates_keep_metas_rules() -> None:
    assert set(templates()) >= {"order_update", "order_for_owner"}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("offer", {"category": "advertisement"}),
        ("Offer", {}),
        ("offer", {"hi": None}),
        ("offer", {"fr": OFFER["hi"]}),
        ("offer", {"hi": {"body": "{{offer}} for you, today.", "examples": {"offer": "x"}}}),
        ("offer", {"hi": {"body": "Just for you: {{offer}}.", "examples": {"offer": "x"}}}),
        ("offer", {"hi": {"body": "For {{a}} {{b}} today.", "examples": {"a": "x", "b": "y"}}}),
        ("offer", {"hi": {"body": "For {{offer}} today.", "examples": {}}}),
        ("offer", {"hi": {"body": "For you today.", "examples": {"offer": "x"}}}),
        ("offer", {"hi": {"body": "For {{price}} today.", "examples": {"price": "x"}}}),
        ("offer", {"hi": {"body": "x" * 950 + " {{offer}} today.", "examples": {"offer": "x"}}}),
    ],
)
def test_a_file_that_meta_would_refuse_is_named(tmp_path: Path, name: str, change: dict[str, Any]) -> None:
    write(tmp_path, name, {**OFFER, **change})
    with pytest.raises(TemplateFault, match=f"{name}.yml"):
        read(tmp_path)


def test_every_reply_that_names_a_template_fills_it() -> None:
    named = [(said, page) for page in sorted((ROOT / "data").rglob("*.yml")) for said in replies(page)]
    assert named
    for said, page in named:
        filled = said["custom"]
        template = templates()[filled["template"]]
        language = next(each["value"] for each in said["condition"] if each["name"] == "language")
        assert filled["language"] == language, page
        assert set(filled["values"]) == set(template.bodies[language].examples), page


def replies(page: Path) -> list[dict[str, Any]]:
    """The replies of a page that name a template."""
    responses = (yaml.safe_load(page.read_text("utf-8")) or {}).get("responses") or {}
    return [said for each in responses.values() for said in each if "template" in (said.get("custom") or {})]


@given(st.dictionaries(st.sampled_from(["reference", "status"]), st.text(max_size=3000)))
def test_whatever_the_values_the_request_keeps_to_metas_limits(values: dict[str, str]) -> None:
    try:
        sent = request.to_send(templates()["order_update"], "hi", values)
    except Unfilled:
        assert not all(values.get(name, "").strip() for name in ("reference", "status"))
        return
    MESSAGE.validate({"messaging_product": "whatsapp", "to": PHONE, **sent})
    said = [each["text"] for each in sent["template"]["components"][0]["parameters"]]
    assert not any("\n" in each or "\t" in each or "    " in each for each in said)
    text = PLACE.sub("", templates()["order_update"].bodies["hi"].text)
    assert sum(map(size, said)) + size(text) <= 1024


# The differences from what Meta has.


@pytest.fixture
def offer(tmp_path: Path) -> dict[str, Template]:
    write(tmp_path, "offer", OFFER)
    return dict(read(tmp_path))


def write(folder: Path, name: str, content: dict[str, Any]) -> None:
    kept = {key: value for key, value in content.items() if value is not None}
    (folder / f"{name}.yml").write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")


def at_meta(**changed: str) -> Reviewed:
    same = {
        "name": "offer",
        "code": "hi",
        "category": "MARKETING",
        "status": "APPROVED",
        "text": "Just for you: {{offer}} until Sunday.",
        "reason": "",
    }
    return Reviewed(**{**same, **changed})


def test_a_template_that_meta_approved_as_it_stands_is_no_difference(offer: dict[str, Template]) -> None:
    assert differences(offer, [at_meta(code=code) for code in CODES.values()]) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": "another"}, "missing"),
        ({"text": "Only for you: {{offer}} until Sunday."}, "another text"),
        ({"category": "UTILITY"}, "category UTILITY"),
        ({"status": "REJECTED", "reason": "INVALID_FORMAT"}, "REJECTED (INVALID_FORMAT)"),
        ({"status": "PAUSED"}, "PAUSED"),
        ({"status": "PENDING"}, "PENDING"),
    ],
)
def test_each_difference_is_told_with_what_would_mend_it(
    offer: dict[str, Template], changed: dict[str, str], told: str
) -> None:
    others = [at_meta(code=code) for code in ("en", "en_IN")]
    (difference,) = differences(offer, [at_meta(**changed), *others])
    assert str(difference).startswith(f"offer (hi): {told}")
    assert difference.advice


# What Meta says of an account.


class Meta(Graph):
    """A Graph with an account, whose templates come a page of two at a time; `reviews` is what becomes of new ones."""

    def __init__(self) -> None:
        super().__init__()
        self.known: list[dict[str, Any]] = []
        self.reviews = "APPROVED"
        self.faults: list[int] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not request.url.path.startswith(f"/v25.0/{ACCOUNT}/"):
            return await super().handle_async_request(request)
        if self.faults:
            return httpx.Response(400, json={"error": {"code": self.faults.pop(0), "message": "ordered"}})
        if request.method == "POST":
            wanted = json.loads(await request.aread())
            self.known.append({**wanted, "status": self.reviews, "id": str(len(self.known))})
            return httpx.Response(200, json={"id": "1", "status": self.reviews, "category": "UTILITY"})
        if request.url.path.endswith("/phone_numbers"):
            return httpx.Response(200, json={"data": [{"id": NUMBER}]})
        first = int(request.url.params.get("after", 0))
        paging = {
            "cursors": {"after": str(first + 2)},
            **({"next": "…"} if len(self.known) > first + 2 else {}),
        }
        return httpx.Response(200, json={"data": self.known[first : first + 2], "paging": paging})

    def says_of(self, name: str, code: str, **changed: str) -> None:
        """Changes a template, as its review or a person in WhatsApp Manager may."""
        for each in self.known:
            if (each["name"], each["language"]) == (name, code):
                each.update(changed)


@pytest.fixture
def graph() -> Meta:
    return Meta()


@pytest.fixture
def review(pool: Pool, client: GraphClient, clock: Clock) -> Review:
    return Review(pool, client, [ACCOUNT], clock, creates=True)


@pytest.fixture
async def approved(pool: Pool, review: Review) -> AsyncIterator[None]:
    """Meta has approved what the files say, and the books know nobody."""
    assert await review.look(ACCOUNT) == []
    yield
    async with pool.connection() as connection:
        await connection.execute("TRUNCATE templates, accounts, public.businesses CASCADE")


async def known(pool: Pool) -> dict[tuple[str, str], tuple[str, str]]:
    """Category and status of each template that is known."""
    async with pool.connection() as connection:
        cursor = await connection.execute("SELECT name, language, category, status FROM templates")
        return {(name, code): (category, state) for name, code, category, state in await cursor.fetchall()}


@pytest.mark.usefixtures("approved")
async def test_what_is_missing_is_handed_in_once(review: Review, graph: Meta, pool: Pool) -> None:
    total = sum(len(template.bodies) for template in templates().values())
    assert await review.look(ACCOUNT) == []
    assert len(graph.known) == len(await known(pool)) == total
    assert graph.known[0]["parameter_format"] == "NAMED"
    assert graph.known[0]["components"][0]["example"]["body_text_named_params"]


@pytest.mark.usefixtures("approved")
async def test_without_the_wish_nothing_is_handed_in(
    pool: Pool, client: GraphClient, clock: Clock, graph: Meta
) -> None:
    graph.known.clear()
    found = await Review(pool, client, [ACCOUNT], clock).look(ACCOUNT)
    assert found
    assert all(difference.is_missing for difference in found)
    assert graph.known == []
    assert await known(pool) == {}


@pytest.mark.usefixtures("approved")
async def test_meta_is_asked_again_where_it_does_not_answer(
    review: Review, graph: Meta, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            raise InterruptedError

    monkeypatch.setattr("asyncio.sleep", sleep)
    graph.faults = [4, 130429]
    with pytest.raises(InterruptedError):
        await review.keep()
    assert pauses == [2, 4, 6 * 3600]


@pytest.mark.usefixtures("approved")
async def test_a_refused_token_is_told(review: Review, graph: Meta) -> None:
    graph.faults = [190]
    with pytest.raises(SendFault) as told:
        await review.look(ACCOUNT)
    assert told.value.verdict is Verdict.STOP


# News by webhook.


def news(event: Any, at: int, field: str = "message_template_status_update", **more: Any) -> bytes:
    value = {
        "event": event,
        "message_template_id": 1,
        "message_template_name": "order_update",
        "message_template_language": "en_IN",
        **more,
    }
    entry = {"id": ACCOUNT, "time": at, "changes": [{"field": field, "value": value}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


@pytest.mark.usefixtures("approved")
async def test_news_of_a_template_counts_from_when_it_happened(
    connector: Connector, pool: Pool, clock: Clock
) -> None:
    now = int(clock().timestamp())
    clock.moves(minutes=5)
    await connector.receive(news("PAUSED", now + 60))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "PAUSED")
    await connector.receive(news("APPROVED", now + 30))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "PAUSED")
    await connector.receive(news("REINSTATED", now + 90))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "APPROVED")
    await connector.receive(news("LOCKED", now + 100))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "APPROVED")


@pytest.mark.usefixtures("approved")
async def test_a_clock_that_was_set_back_hides_no_news(
    connector: Connector, pool: Pool, clock: Clock
) -> None:
    clock.moves(days=-1)
    await connector.receive(news("PAUSED", int(clock().timestamp())))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "PAUSED")
    await connector.receive(news("APPROVED", int(clock().timestamp()) - 60))
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "PAUSED")


@pytest.mark.usefixtures("approved")
async def test_news_of_another_category_is_kept(connector: Connector, pool: Pool, clock: Clock) -> None:
    at = int(clock().timestamp())
    await connector.receive(news("", at, field="template_category_update", new_category="MARKETING"))
    assert (await known(pool))["order_update", "en_IN"] == ("MARKETING", "APPROVED")


@pytest.mark.usefixtures("approved")
@pytest.mark.parametrize(
    "odd",
    [
        {"event": None},
        {"event": {"a": 1}},
        {"message_template_name": None},
        {"message_template_language": 7},
        {"message_template_category": ["x"]},
    ],
)
async def test_odd_news_changes_nothing_and_fails_nothing(
    connector: Connector, pool: Pool, clock: Clock, odd: dict[str, Any]
) -> None:
    before = await known(pool)
    await connector.receive(news(at=int(clock().timestamp()), **{"event": "APPROVED", **odd}))
    assert await known(pool) == before


# Sending.


@pytest.fixture
def sender(connector: Connector) -> Sender:
    return connector.sender


@pytest.fixture
def drain(sender: Sender) -> Callable[[], Any]:
    """Has the sender send to Priya what is due; how many seconds it wants to wait then."""

    async def drain() -> float | None:
        pause = await sender.drain(NUMBER, PHONE)
        return None if pause is None else pause.total_seconds()

    return drain


@pytest.fixture
async def ready(connector: Connector, priya: Person, rasa: Rasa, approved: None) -> None:
    """Priya has been told that her order is ready, and the message waits in the outbox."""
    await told(connector, priya, rasa, READY)


async def told(connector: Connector, person: Person, rasa: Rasa, reply: dict[str, Any]) -> None:
    """The turn of a message that is answered so, without anything being sent."""
    rasa.reply = lambda message: reply
    await person.writes("status?")
    async with connector.pool.connection() as connection:
        cursor = await connection.execute("SELECT id FROM inbox WHERE state = 'waiting'")
        for (letter,) in await cursor.fetchall():
            await connector.queue.app.tasks["turn"].func(letter=letter)


async def outbox(pool: Pool) -> list[tuple[str, int | None, str | None]]:
    """State, error code and reason of each message."""
    async with pool.connection() as connection:
        cursor = await connection.execute("SELECT state, error_code, error FROM outbox ORDER BY id")
        return await cursor.fetchall()


async def wishes(pool: Pool, opted: str | None) -> None:
    """The shop's books know Priya, with what she wants to be sent."""
    async with pool.connection() as connection:
        await connection.execute(
            """
            INSERT INTO public.businesses (id, name, kind, language, state, timezone, currency, prices_include_gst,
                skills, closed_days, settings, created_at)
            VALUES ('kirana', 'Kirana', 'shop', 'hi', 'Delhi', 'Asia/Kolkata', 'INR', true, '{}', '{}', '{}', now())
            """
        )
        await connection.execute("INSERT INTO public.numbers VALUES (%s, 'kirana', '')", (NUMBER,))
        await connection.execute(
            """
            WITH known AS (
                INSERT INTO public.persons (business_id, opted, opted_at, created_at)
                VALUES ('kirana', %(opted)s, CASE WHEN %(opted)s::text IS NOT NULL THEN now() END, now())
                RETURNING id
            )
            INSERT INTO public.person_aliases SELECT 'kirana', %(phone)s, 'phone', id FROM known
            """,
            {"opted": opted, "phone": PHONE},
        )


@pytest.mark.usefixtures("ready")
async def test_within_24_hours_the_message_goes_itself(drain: Any, graph: Meta) -> None:
    assert await drain() is None
    assert graph.texts == [READY["text"]]


@pytest.mark.usefixtures("ready")
async def test_after_24_hours_its_template_goes_in_place_of_the_message(
    drain: Any, graph: Meta, pool: Pool, clock: Clock
) -> None:
    clock.moves(hours=24)
    assert await drain() is None
    (sent,) = graph.sent
    MESSAGE.validate(sent)
    assert sent["to"] == PHONE
    assert sent["template"] == {
        "name": "order_update",
        "language": {"code": "en_IN", "policy": "deterministic"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {"type": "text", "parameter_name": "reference", "text": "ORD-12"},
                    {"type": "text", "parameter_name": "status", "text": "taiyar hai"},
                ],
            }
        ],
    }
    async with pool.connection() as connection:
        row = await (await connection.execute("SELECT state, template ->> 'sent' FROM outbox")).fetchone()
    assert row == ("sent", "true")


@pytest.mark.usefixtures("approved")
async def test_the_rest_of_a_turn_whose_template_went_is_held(
    drain: Any, connector: Connector, priya: Person, rasa: Rasa, graph: Meta, pool: Pool, clock: Clock
) -> None:
    await told(connector, priya, rasa, {**READY, "text": "x" * 5000})
    clock.moves(hours=24)
    assert await drain() is None
    assert [request["type"] for request in graph.sent] == ["template"]
    assert [state for state, _, _ in await outbox(pool)] == ["sent", "held"]


@pytest.mark.usefixtures("approved")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"template": "unheard_of"}, "no template unheard_of in hinglish"),
        ({"language": "fr"}, "no template order_update in fr"),
        ({"values": {"reference": "ORD-12"}}, "no value for status"),
        ({"values": {"reference": "ORD-12", "status": " "}}, "no value for status"),
    ],
)
async def test_a_message_whose_template_cannot_be_filled_is_held_with_the_reason(
    drain: Any,
    connector: Connector,
    priya: Person,
    rasa: Rasa,
    graph: Meta,
    pool: Pool,
    clock: Clock,
    change: dict[str, Any],
    reason: str,
) -> None:
    await told(connector, priya, rasa, {**READY, "custom": {**READY["custom"], **change}})
    clock.moves(hours=24)
    assert await drain() is None
    await held(pool, reason)
    assert graph.sent == []


async def held(pool: Pool, reason: str) -> None:
    """The only message is held, and this is why."""
    ((state, _, why),) = await outbox(pool)
    assert state == "held"
    assert why is not None
    assert reason in why


@pytest.mark.usefixtures("approved")
async def test_a_message_without_a_template_is_held(
    drain: Any, connector: Connector, priya: Person, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    await told(connector, priya, rasa, {"text": "Namaste"})
    clock.moves(hours=24)
    assert await drain() is None
    await held(pool, "it has no template")


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("state", ["PENDING", "REJECTED", "PAUSED", "DISABLED"])
async def test_only_what_meta_has_approved_is_sent(
    drain: Any, review: Review, graph: Meta, pool: Pool, clock: Clock, state: str
) -> None:
    graph.says_of("order_update", "en_IN", status=state)
    await review.look(ACCOUNT)
    clock.moves(hours=24)
    assert await drain() is None
    assert graph.sent == []
    await held(pool, f"template order_update (en_IN) is {state} at Meta")


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("table", ["accounts", "templates"])
async def test_what_meta_was_never_asked_of_is_held(
    drain: Any, graph: Meta, pool: Pool, clock: Clock, table: str
) -> None:
    async with pool.connection() as connection:
        await connection.execute(f"TRUNCATE {table}")
    clock.moves(hours=24)
    assert await drain() is None
    assert graph.sent == []
    reason = {"accounts": "WHATSAPP_BUSINESS_ACCOUNT_ID", "templates": "order_update (en_IN) is not at Meta"}
    await held(pool, reason[table])


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("opted", "goes"),
    [("in", True), (None, False), ("out", False)],
)
async def test_a_template_that_meta_calls_marketing_goes_only_to_who_opted_in(
    drain: Any,
    review: Review,
    graph: Meta,
    pool: Pool,
    clock: Clock,
    opted: str | None,
    goes: bool,
) -> None:
    await wishes(pool, opted)
    graph.says_of("order_update", "en_IN", category="MARKETING")
    await review.look(ACCOUNT)
    clock.moves(hours=24)
    assert await drain() is None
    assert len(graph.sent) == goes
    assert (await outbox(pool))[0][0] == ("sent" if goes else "held")


@pytest.mark.usefixtures("ready")
async def test_nothing_is_sent_in_place_of_a_message_to_who_opted_out(
    drain: Any, graph: Meta, pool: Pool, clock: Clock
) -> None:
    await wishes(pool, "out")
    clock.moves(hours=24)
    assert await drain() is None
    assert graph.sent == []
    await held(pool, "asked for no messages")


@pytest.mark.usefixtures("ready")
async def test_a_window_that_is_closed_by_metas_count_leads_to_the_template(
    drain: Any, graph: Meta, pool: Pool
) -> None:
    graph.refuses(131047)
    assert await drain() == 0
    assert await drain() is None
    assert [request["type"] for request in graph.sent] == ["template"]


@pytest.mark.usefixtures("ready")
async def test_so_does_the_news_that_it_was_closed(
    drain: Any, connector: Connector, graph: Meta, pool: Pool, clock: Clock
) -> None:
    await drain()
    await connector.receive(body(status("wamid.out1", "failed", code=131047)))
    assert await drain() == 60
    clock.moves(minutes=1)
    assert await drain() is None
    assert [request["type"] for request in graph.sent] == ["text", "template"]


@pytest.mark.usefixtures("ready")
async def test_who_has_written_since_gets_the_message_itself(
    drain: Any, connector: Connector, priya: Person, graph: Meta, clock: Clock
) -> None:
    graph.refuses(131047)
    await drain()
    clock.moves(seconds=5)
    await priya.writes("hello?")
    assert await drain() is None
    assert graph.texts == [READY["text"]]


@pytest.mark.usefixtures("ready")
async def test_a_template_that_meta_has_paused_is_not_tried_again(
    drain: Any, connector: Connector, priya: Person, rasa: Rasa, graph: Meta, pool: Pool, clock: Clock
) -> None:
    await told(connector, priya, rasa, READY)
    clock.moves(hours=24)
    graph.refuses(132015)
    assert await drain() is None
    assert graph.sent == []
    first, second = await outbox(pool)
    assert first[:2] == ("held", 132015)
    assert second[2] is not None
    assert "is PAUSED at Meta" in second[2]
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "PAUSED")
