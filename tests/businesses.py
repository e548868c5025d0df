"""A business of a test's own in the running system: brought in from a file, and looked at in the books."""

from typing import Any

import httpx

from tests.conftest import System

Facts = dict[str, Any]


def operator(system: System) -> Facts:
    """The headers of who may see everything."""
    return {"Authorization": f"Bearer {system.operator_token}"}


def bring_in(system: System, file: Facts) -> None:
    """Brings the business into the books."""
    path = f"{system.backend_url}/api/businesses"
    answer = httpx.post(path, json=file, headers=operator(system), timeout=60)
    assert answer.is_success, answer.text


def exported(system: System, business_id: str) -> Facts:
    """Everything that the books hold of it."""
    path = f"{system.backend_url}/api/businesses/{business_id}/export?format=json"
    answer = httpx.get(path, headers=operator(system), timeout=60).raise_for_status()
    file: Facts = answer.json()
    return file


def asked(system: System, number: str, person: str, path: str) -> Facts:
    """What the books answer somebody."""
    headers = {
        "Authorization": f"Bearer {system.api_token}",
        "Munshi-Number": number,
        "Munshi-Person": person,
    }
    facts: Facts = (
        httpx.get(f"{system.backend_url}/api{path}", headers=headers).raise_for_status().json()["facts"]
    )
    return facts


def balance_of(system: System, number: str, person: str) -> dict[str, str]:
    """What is left to an employee of each kind of leave, by the ledger and what waits."""
    rows = asked(system, number, person, "/leave/balance")["rows"]
    return {row["type"]: row["available"] for row in rows}
