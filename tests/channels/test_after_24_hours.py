"""In the whole system: who has not written for 24 hours is told by template, and the operator sees what Meta has."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import psycopg
import pytest

from engine.settings import ROOT
from tests.conftest import System

OWNER = "919000000001"
CUSTOMER = "919000000711"
NAME, LANGUAGE = "order_update", "en"


@pytest.fixture
def reference(system: System) -> str:
    """An order that a customer has placed."""
    write(system, "please send 6 kg sugar")
    sent(system, CUSTOMER, at_least=1)
    write(system, "14 MG Road, 452001")
    sent(system, CUSTOMER, at_least=2)
    write(system, "yes please")
    sent(system, CUSTOMER, at_least=3)
    orders = books(system, "GET", "/orders")["items"]
    return str(orders[0]["reference"])


def write(system: System, text: str) -> None:
    """The customer writes on the chat page."""
    chat = f"{system.backend_url}/demo/api/chats/{system.phone_number_id}/{CUSTOMER}/messages"
    httpx.post(chat, json={"type": "text", "body": text}).raise_for_status()


def sent(system: System, person: str, at_least: int) -> list[dict[str, Any]]:
    """What the person was sent, once it is so much."""
    asked = {"person": person, "at_least": at_least, "wait": 30}
    url = f"{system.backend_url}/demo/graph-control/sent"
    found: list[dict[str, Any]] = httpx.get(url, params=asked, timeout=40).json()["messages"]
    assert len(found) >= at_least
    return found


def books(system: System, method: str, path: str, **body: Any) -> Any:
    """A call of the operator's."""
    headers = {"Authorization": f"Bearer {system.operator_token}"}
    url = f"{system.backend_url}/api/businesses/sharma-kirana{path}"
    response = httpx.request(method, url, headers=headers, json=body or None)
    response.raise_for_status()
    return response.json()


def control(system: System, path: str, **order: Any) -> None:
    httpx.post(f"{system.backend_url}/demo/graph-control/{path}", json=order).raise_for_status()


def a_day_passes_for(system: System, person: str) -> None:
    """As far as we know; Meta keeps its own count."""
    with psycopg.connect(system.database_url, autocommit=True) as connection:
        connection.execute(
            "UPDATE assistant.persons SET last_inbound_at = last_inbound_at - interval '25 hours' WHERE person = %s",
            (person,),
        )


def test_a_customer_and_an_owner_who_have_not_written_are_told_of_an_order_by_template(
    system: System, reference: str
) -> None:
    a_day_passes_for(system, OWNER)
    told = sent(system, OWNER, at_least=1)
    while reference not in str(told):  # but of the orders of other tests
        told = sent(system, OWNER, at_least=len(told) + 1)

    control(system, "window", phone_number_id=system.phone_number_id, person=CUSTOMER, hours=25)
    books(system, "POST", f"/orders/{reference}/status", status="accepted")
    accepted = sent(system, CUSTOMER, at_least=4)[-1]["content"]
    assert accepted["template"]["name"] == NAME
    assert accepted["template"]["reads"].startswith(f"News of your order {reference}: accepted by the shop")

    a_day_passes_for(system, CUSTOMER)
    books(system, "POST", f"/orders/{reference}/status", status="ready")
    ready = sent(system, CUSTOMER, at_least=5)[-1]["content"]
    assert ready["template"]["reads"].startswith(f"News of your order {reference}: ready.")


@pytest.fixture
def rejected(system: System) -> Iterator[None]:
    """Meta has rejected one of the templates."""
    control(system, "templates", name=NAME, language=LANGUAGE, status="REJECTED")
    yield
    control(system, "templates", name=NAME, language=LANGUAGE, status="APPROVED")
    wait_until(system, "APPROVED")


def wait_until(system: System, status: str) -> None:
    """Until the news has come."""
    with psycopg.connect(system.database_url, autocommit=True) as connection:
        for _ in range(100):
            query = "SELECT status FROM assistant.templates WHERE name = %s AND language = %s"
            if connection.execute(query, (NAME, LANGUAGE)).fetchone() == (status,):
                return
            time.sleep(0.1)
    raise AssertionError(f"never {status}")


def compare(system: System) -> "subprocess.CompletedProcess[str]":
    """`make templates`."""
    settings = {
        "DATABASE_URL": system.database_url,
        "MUNSHI_STATE_DIR": str(system.state_dir),
        "WHATSAPP_GRAPH_URL": f"{system.backend_url}/demo/graph",
        "WHATSAPP_ACCESS_TOKEN": system.access_token,
    }
    command = [sys.executable, "-m", "channels.whatsapp.outgoing.templates"]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )


def test_the_assistant_has_handed_in_what_the_simulator_lacked(system: System) -> None:
    wait_until(system, "APPROVED")
    said = compare(system)
    assert said.stderr == ""
    assert "are as in the files and may be sent" in said.stdout
    assert said.returncode == 0


@pytest.mark.usefixtures("rejected")
def test_the_operator_sees_what_meta_rejected_and_news_of_it_come_by_webhook(system: System) -> None:
    wait_until(system, "REJECTED")
    said = compare(system)
    assert f"{NAME} ({LANGUAGE}): REJECTED" in said.stdout
