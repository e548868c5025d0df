"""Whoever can reach the actions, but is not the assistant, decides nothing in a manager's name."""

from typing import Any

import httpx
import pytest

from engine.settings import load
from tests import businesses
from tests.approvals import workshop
from tests.conftest import System

REFERENCE = "LV-9071"
PLACE = workshop.LATE - 1


@pytest.fixture(scope="module")
def request_of_asha(system: System) -> dict[str, str]:
    """A request that waits for its manager; who they all are."""
    asked = {"of": "asha", "reference": REFERENCE, "status": "pending", "days": ["2026-12-03"]}
    businesses.bring_in(system, workshop.file([("en", {"has": {"leave": [asked]}})], PLACE))
    return workshop.phones(PLACE)


def approval(manager: str) -> dict[str, Any]:
    """The call by which the assistant has a manager approve the request."""
    entity = {"entity": "reference", "value": REFERENCE, "start": 8, "end": 8 + len(REFERENCE)}
    message = {
        "text": f"approve {REFERENCE}",
        "intent": {"name": "approve_request", "confidence": 1.0},
        "entities": [entity],
        "message_id": "wamid.stranger",
        "metadata": {"wamid": "wamid.stranger"},
    }
    tracker = {
        "sender_id": f"{workshop.NUMBER}:{manager}",
        "slots": {"language": "en", "asking": None, "deciding": None},
        "latest_message": message,
        "events": [],
    }
    return {"next_action": "action_approve_request", "sender_id": tracker["sender_id"], "tracker": tracker}


def standing(system: System, who: dict[str, str]) -> str:
    status: str = workshop.decided(system, who["asha"])[REFERENCE]["status"]
    return status


def test_a_post_without_the_secret_moves_nothing(system: System, request_of_asha: dict[str, str]) -> None:
    call = approval(request_of_asha["manager"])
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Bearer {system.api_token}"}):
        assert httpx.post(f"{system.actions_url}/webhook", json=call, headers=headers).status_code == 401
    assert standing(system, request_of_asha) == "pending"


def test_the_same_post_with_the_secret_is_the_managers_word(
    system: System, request_of_asha: dict[str, str]
) -> None:
    told = {"MUNSHI_STATE_DIR": str(system.state_dir)}
    token = load(told, env_file=system.state_dir / ".env").actions_token
    answer = httpx.post(
        f"{system.actions_url}/webhook",
        json=approval(request_of_asha["manager"]),
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.is_success, answer.text
    assert standing(system, request_of_asha) == "approved"
