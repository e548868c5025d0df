"""A business is set up by sheets alone, and its people ask for their leave on WhatsApp the moment after."""

from typing import Any

import httpx
import pytest

from tests.conftest import System
from tests.orders.phones import Phone

MILL, NUMBER = "erode-mill", "100000000000091"
EMPLOYEE = "919300000002"

FILE = {
    "version": 1,
    "business": {
        "id": MILL,
        "name": "Erode Mill",
        "kind": "repair",
        "state": "TN",
        "prices_include_gst": True,
        "skills": ["leave", "approvals"],
    },
    "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00091"}],
}
PEOPLE = """नाम,Mobile No.,Role,Reports to,Language,Date of Joining
Kala,93000 00001,owner; manager,,en,01/04/2020
Mani,093000-00002,employee,Kala,en,1-6-2023
"""
BALANCES = """Employee,Leave Type,Balance,As on
Mani,CL,7.5,24/11/2026
"""
WORK = {"person": "+91 93000 00002", "date": "2026-11-22", "proof": "loaded the wagon"}


@pytest.fixture(scope="module")
def mill(system: System) -> System:
    """The mill, of which the file says nothing but who it is; the rest came as sheets."""
    _sends(system, "POST", "/businesses", json=FILE)
    _brings_in(system, "people", PEOPLE.encode())
    proposed = _sends(system, "GET", f"/businesses/{MILL}/leave-policies/proposed.xlsx").content
    _brings_in(system, "leave-policies", proposed)
    _brings_in(system, "leave-balances", BALANCES.encode())
    return system


def test_the_employee_has_what_the_sheets_say(mill: System) -> None:
    mani = Phone(mill, NUMBER, EMPLOYEE)
    assert "7.5 days" in mani.says("how many casual leaves do I have left").text


def test_the_employee_hears_what_work_on_an_off_day_has_earned(mill: System) -> None:
    mani = Phone(mill, NUMBER, EMPLOYEE)
    mani.says("hi")
    headers = {"Idempotency-Key": "erode-1"}
    path = f"/businesses/{MILL}/leave/comp-off"
    told = mani.hears_of(lambda: _sends(mill, "POST", path, json=WORK, headers=headers))
    assert "Sun 22 Nov" in told.text
    assert "1 day" in told.text
    assert "Thu 21 Jan" in told.text


def _brings_in(system: System, of: str, content: bytes) -> None:
    _sends(system, "POST", f"/businesses/{MILL}/{of}", files={"file": (of, content)})


def _sends(system: System, method: str, path: str, **more: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {system.operator_token}", **more.pop("headers", {})}
    answer = httpx.request(method, f"{system.backend_url}/api{path}", headers=headers, timeout=30, **more)
    assert answer.is_success, answer.text
    return answer
