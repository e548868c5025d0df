"""What stands in a webhook, also in one that nobody has seen before."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.incoming import payload
from tests.channels.fakes import NUMBER
from tests.channels.writing import body, update

RECORDED = sorted((Path(__file__).parent / "webhooks").rglob("*.json"))
PHONE = "919000000101"
KEPT_ONLY = ("reaction", "revoke")

json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "from", "type", "text", "body", "errors", "profile", "x"]), inner
        )
    ),
    max_leaves=12,
)


def messages(*messages: Any, **value: Any) -> list[payload.Inbound]:
    """The messages of a webhook that holds these."""
    return payload.read(json.dumps(update({"messages": list(messages), **value})).encode()).inbound


@pytest.mark.parametrize("file", RECORDED, ids=lambda file: file.stem)
def test_recorded_webhooks_are_read(file: Path) -> None:
    read = payload.read(file.read_bytes())
    assert len(read.inbound) + len(read.statuses) + len(read.echoes) == 1
    for message in read.inbound:
        tells_nothing_new = message.message.get("system", {}).get("type") == "customer_identity_changed"
        answered = not (message.kind.startswith("field:") or message.kind in KEPT_ONLY or tells_nothing_new)
        is_template = "<" in str(message.message.get("from"))  # of Meta's documentation, to be filled in
        assert message.state == ("malformed" if is_template else "waiting" if answered else "ignored")
        assert bool(message.wa_id or message.user_id) or not answered or is_template


async def test_recorded_webhooks_are_stored_once(connector: Connector, pool: Pool) -> None:
    for _ in range(2):
        for file in RECORDED:
            await connector.receive(file.read_bytes())
    async with pool.connection() as connection:
        cursor = await connection.execute(
            "SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM statuses), count(*) FROM procrastinate_jobs"
        )
        inbox, statuses, jobs = await cursor.fetchone() or (0, 0, 0)
        waiting = await (
            await connection.execute("SELECT count(*) FROM inbox WHERE state = 'waiting'")
        ).fetchone()
    assert inbox > 50
    assert statuses > 5
    assert waiting == (jobs,)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])  # on a machine that is busy
@given(json_values, json_values, json_values)
def test_anything_that_is_json_can_be_read(message: Any, contact: Any, status: Any) -> None:
    value = {"messages": [message], "contacts": [contact], "statuses": [status]}
    read = payload.read(json.dumps(update(value)).encode())
    assert len(read.inbound) == 1
    stored = json.dumps(read.inbound[0].message, allow_nan=False)
    assert "\\u0000" not in stored


@given(st.binary(max_size=200))
def test_anything_else_is_refused(body: bytes) -> None:
    try:
        payload.read(body)
    except payload.NotAnUpdate:
        return
    assert isinstance(json.loads(body.decode(errors="replace")), dict)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"[" * 100_000, b'{"entry": 1e999'])
def test_what_is_no_update_is_refused(body: bytes) -> None:
    with pytest.raises(payload.NotAnUpdate):
        payload.read(body)


def test_a_message_without_its_sender_is_kept_as_malformed() -> None:
    (message,) = messages({"id": "w1", "type": "text", "text": {"body": "hi"}})
    assert message.state == "malformed"


IMPOSSIBLE = (
    "",
    " ",
    "+919000000101",
    "91",
    "9" * 16,
    "9" * 5000,
    "asha",
    "91900\x00000101",
    "919000\u0007000101",
    "٩١٩٠٠٠٠٠٠١٠١",
    "in.a1",
    "IND.a1",
    "IN.",
    "IN.a-b",
    "IN.a/../b",
    f"IN.{'a' * 133}",
    "IN.a1\r\nMunshi-Person: 91",
    [],
    {},
    None,
)


@pytest.mark.parametrize("impossible", IMPOSSIBLE)
def test_a_message_of_nobody_possible_is_kept_as_malformed(impossible: Any) -> None:
    sent = {
        "id": "w1",
        "from": impossible,
        "from_user_id": impossible,
        "type": "text",
        "text": {"body": "hi"},
    }
    (message,) = messages(sent, contacts=[{"wa_id": impossible, "user_id": impossible}])
    assert (message.state, message.wa_id, message.user_id) == ("malformed", None, None)


@pytest.mark.parametrize(
    "possible", ["919000000101", 919000000101, "123456", "IN.a1B2", f"IN.{'a' * 128}", "US.ENT.a1"]
)
def test_a_phone_in_digits_or_a_scoped_id_is_somebody(possible: Any) -> None:
    (message,) = messages({"id": "w1", "from": possible, "type": "text", "text": {"body": "hi"}})
    assert (message.state, message.wa_id or message.user_id) == ("waiting", str(possible))


def test_one_possible_id_is_enough() -> None:
    (message,) = messages({"id": "w1", "from": "nobody", "from_user_id": "IN.a1", "type": "text"})
    assert (message.state, message.wa_id, message.user_id) == ("waiting", None, "IN.a1")


@pytest.mark.parametrize("number", ["", "../me", "1000/messages", "９", "1" * 33])
def test_a_message_to_no_possible_number_is_malformed(number: str) -> None:
    update = payload.read(body({"messages": [{"id": "w1", "from": PHONE, "type": "text"}]}, number=number))
    assert [(message.state, message.phone_number_id) for message in update.inbound] == [("malformed", "")]


def test_the_sender_may_stand_in_the_contact_alone() -> None:
    contacts = [{"user_id": "IN.a1", "profile": {"name": "Arjun"}}]
    (message,) = messages({"id": "w1", "type": "text"}, contacts=contacts)
    assert (message.user_id, message.wa_id, message.profile_name) == ("IN.a1", None, "Arjun")


def test_each_message_of_a_batch_gets_its_own_contact() -> None:
    contacts = [{"wa_id": f"91900000000{number}", "profile": {"name": f"N{number}"}} for number in range(3)]
    read = messages(
        *({"id": f"w{n}", "from": f"91900000000{n}", "type": "text"} for n in (2, 0)), contacts=contacts
    )
    assert [message.profile_name for message in read] == ["N2", "N0"]


def test_a_message_in_a_group_is_not_answered() -> None:
    (message,) = messages({"id": "w1", "from": PHONE, "type": "text", "group_id": "g"})
    assert message.state == "ignored"


def test_a_new_number_is_about_who_had_the_old_one() -> None:
    told = {"type": "user_changed_user_id", "user_id": "IN.new", "previous_user_id": "IN.old"}
    (message,) = messages({"id": "w1", "from_user_id": "IN.new", "type": "system", "system": told})
    assert (message.state, message.user_id) == ("waiting", "IN.old")


def test_an_edit_of_nothing_is_only_kept() -> None:
    (message,) = messages({"id": "w1", "from": PHONE, "type": "edit", "edit": {}})
    assert message.state == "ignored"


def test_what_postgresql_cannot_keep_is_taken_out() -> None:
    (message,) = messages({"id": "w1", "from": PHONE, "type": "text", "text": {"body": "a\x00b\ud800c"}})
    assert message.message["text"]["body"] == "a\ufffdb\ufffdc"


def test_the_number_written_to_is_kept() -> None:
    assert messages({"id": "w1", "from": PHONE, "type": "text"})[0].phone_number_id == NUMBER
