"""The logs of the whole system after conversations, and after a fault in the midst of one: nobody's words, no token."""

import subprocess
import sys
import time
from pathlib import Path

import httpx
import psycopg

from channels.whatsapp.incoming.signature import HEADER, sign
from engine.settings import ROOT
from tests.channels.test_system import ask, write
from tests.channels.writing import body, new_wamid
from tests.conftest import System
from tests.orders.phones import Phone

KIRANA = "100000000000001"
NAME = "Zarathustra Qureshi"
SAID = (
    "2 kilo zafrani aata aur 1 kilo chini bhej do",
    "mere chacha Bhupendra ka phone kharab hai",
    "14 Blueberry Lane, neem ke ped ke paas",
    "kya bakwas qwertzuiop hai yeh",
)
SHORTEST = 12  # letters of a reply's line that could not stand in a log by chance


def said_by_us(system: System) -> set[str]:
    """Every line of every reply."""
    query = "SELECT payload #>> '{text,body}', payload #>> '{interactive,body,text}' FROM assistant.outbox"
    with psycopg.connect(system.database_url) as connection:
        bodies = [text for row in connection.execute(query) for text in row if text]
    return {line for text in bodies for line in text.splitlines() if len(line) >= SHORTEST}


def logs(system: System) -> dict[Path, str]:
    """What every process has logged."""
    files = [path for path in (system.state_dir / "logs").iterdir() if path.is_file()]
    return {path: path.read_text(encoding="utf-8", errors="replace") for path in files}


def logs_until(system: System, line: str) -> dict[Path, str]:
    """The same, once the assistant has written a line, which it does when the answer is already stored."""
    for _ in range(100):
        written = logs(system)
        if line in written[system.state_dir / "logs" / "assistant.log"]:
            break
        time.sleep(0.1)
    return written


def test_after_conversations_and_a_fault_the_logs_hold_nobodys_words_and_no_token(system: System) -> None:
    phone = Phone(system, KIRANA)
    for text in SAID:
        phone.says(text)
    write(system, phone.person, type="text", body="/affirm")
    other, wamid = Phone(system, KIRANA).person, new_wamid()
    message = {"id": wamid, "from": other, "type": "text", "text": {"body": SAID[0]}}
    content = body(
        {"contacts": [{"wa_id": other, "profile": {"name": NAME}}], "messages": [message]},
        number=KIRANA,
    )
    with psycopg.connect(system.database_url, autocommit=True) as connection:
        connection.execute("ALTER TABLE public.carts RENAME TO carts_away")
        try:
            webhook = f"{system.assistant_url}/webhooks/whatsapp/webhook"
            httpx.post(webhook, content=content, headers={HEADER: sign(content, system.app_secret)})
            assert ask(system, "SELECT 1 FROM assistant.inbox WHERE wamid = %s AND attempts > 0", wamid)
        finally:
            connection.execute("ALTER TABLE public.carts_away RENAME TO carts")
    assert ask(system, "SELECT 1 FROM assistant.inbox WHERE wamid = %s AND state = 'answered'", wamid)

    answered = f"turn={wamid} conversation={KIRANA}:{other} result=answered"
    written = logs_until(system, answered)
    of_assistant = written[system.state_dir / "logs" / "assistant.log"]
    of_actions = written[system.state_dir / "logs" / "actions.log"]
    assert f"turn={wamid} conversation={KIRANA}:{other} result=failed" in of_assistant
    assert answered in of_assistant
    assert f"turn={wamid} conversation={KIRANA}:{other} fault=" in of_actions
    secrets = (
        system.api_token,
        system.operator_token,
        system.access_token,
        system.app_secret,
        system.verify_token,
    )
    forbidden = {*SAID, *NAME.split(), "zafrani", "Bhupendra", "Blueberry", "qwertzuiop", *secrets}
    for path, text in written.items():
        for words in forbidden | said_by_us(system):
            assert words not in text, f"{path.name} holds {words!r}"


def test_the_operators_command_works_beside_a_running_system(system: System) -> None:
    command = [sys.executable, "-m", "channels.whatsapp.operating.operate"]
    environment = {"DATABASE_URL": system.database_url, "MUNSHI_STATE_DIR": str(system.state_dir)}
    listed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert listed.returncode == 0
    refused = subprocess.run(
        [*command, "--replay", "turn-0"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert refused.returncode == 1
    assert "Nothing with the id turn-0" in refused.stderr
