"""A workshop where people decide about others: a manager and two employees of their own for each conversation."""

import os
import subprocess
import sys
from typing import Any

from tests import businesses
from tests.conftest import NOW, System
from tests.expenses import traders
from tests.leave import workshop as of_leave

WORKSHOP, NUMBER = "erode-workshop", "100000000000093"
OWNER, STAND_IN = "919555000199", "919555000198"
MANAGERS, EMPLOYEES = 919555001100, {"asha": 919555001200, "ravi": 919555001300}
MOST = 100  # conversations
LATE = MOST - 1  # the place of what nobody decides in time
HAND_ON = """
from munshi import database, settings
from munshi.approvals import escalating
database.use(database.connect(settings.current().database_url))
escalating.escalate_everywhere()
"""
ASKED_AT = "2026-11-24T09:{:02}:00+05:30"

Facts = dict[str, Any]

NAMES = {
    "manager": {"hinglish": "Selvi", "hi": "सेल्वी", "en": "Selvi"},
    "asha": {"hinglish": "Asha", "hi": "आशा", "en": "Asha"},
    "ravi": {"hinglish": "Ravi", "hi": "रवि", "en": "Ravi"},
}


def phones(place: int) -> dict[str, str]:
    """The phone of everybody who takes part in the conversation at this place."""
    employees = {name: str(first + place) for name, first in EMPLOYEES.items()}
    return {"owner": OWNER, "manager": str(MANAGERS + place), **employees}


def file(conversations: list[tuple[str, Facts]], first: int = 0) -> Facts:
    """The workshop. What a conversation `has` stands in the books before it begins, and is asked of its manager."""
    assert first + len(conversations) <= MOST
    every = [
        (phones(place), stem, conversation) for place, (stem, conversation) in enumerate(conversations, first)
    ]
    return {
        "version": 1,
        "business": {
            "id": WORKSHOP,
            "name": "Erode Workshop",
            "kind": "repair",
            "state": "TN",
            "prices_include_gst": True,
            "skills": ["leave", "expenses", "approvals"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00093"}],
        "people": [
            {"name": "Kala", "roles": ["owner"], "phones": [OWNER], "language": "en"},
            {"name": "Mala", "roles": ["manager"], "phones": [STAND_IN], "language": "en"},
            *(person for who, stem, _ in every for person in _people(who, stem)),
        ],
        "leave": {
            "fallback_approver": STAND_IN,
            "policies": [{"effective_from": of_leave.SINCE, **each} for each in of_leave.POLICIES],
            "requests": [
                of_leave.in_books({"type": "casual", **request}, who[request["of"]], who["manager"], _at(at))
                for who, _, conversation in every
                for at, request in enumerate(conversation.get("has", {}).get("leave", ()))
            ],
        },
        "expenses": {
            "policies": traders.POLICIES,
            "claims": [
                traders.in_books(claim, who[claim["of"]], who["manager"], _at(30 + at))
                for who, _, conversation in every
                for at, claim in enumerate(conversation.get("has", {}).get("claims", ()))
            ],
        },
    }


def _people(who: dict[str, str], language: str) -> list[Facts]:
    """The manager under the owner, and the employees under the manager."""
    above = {"manager": OWNER, "asha": who["manager"], "ravi": who["manager"]}
    return [
        {
            "name": NAMES[name][language],
            "roles": ["manager" if name == "manager" else "employee"],
            "phones": [who[name]],
            "manager": above[name],
            "language": language,
        }
        for name in NAMES
    ]


def _at(minute: int) -> str:
    return ASKED_AT.format(minute)


def open_workshop(system: System, conversations: list[tuple[str, Facts]]) -> None:
    """Brings the workshop into the books."""
    businesses.bring_in(system, file(conversations))


def open_late(system: System) -> dict[str, str]:
    """Brings in the people of the last place, and who they are."""
    businesses.bring_in(system, file([("en", {})], LATE))
    return phones(LATE)


def comes_too_late(system: System, reference: str) -> None:
    """A request comes into the books that should have been decided two days ago, and is handed on."""
    who, late = phones(LATE), file([("en", {})], LATE)
    request = {"reference": reference, "type": "casual", "status": "pending", "days": ["2026-12-01"]}
    asked = of_leave.in_books(request, who["asha"], who["manager"], "2026-11-22T09:00:00+05:30")
    businesses.bring_in(system, {**late, "leave": {**late["leave"], "requests": [asked]}})
    told = {
        **os.environ,
        "DATABASE_URL": system.database_url,
        "MUNSHI_NOW": NOW,
        "MUNSHI_API_TOKEN": system.api_token,
        "MUNSHI_OPERATOR_TOKEN": system.operator_token,
    }
    subprocess.run([sys.executable, "-c", HAND_ON], env=told, check=True)


def decided(system: System, person: str) -> dict[str, Facts]:
    """How the requests and claims of an employee stand in the books, and why not."""
    books = businesses.exported(system, WORKSHOP)
    leave = {
        each["reference"]: _standing(each, each.get("decision_reason"))
        for each in books["leave"]["requests"]
        if each["person"] == person
    }
    claims = {
        each["reference"]: _standing(each, each["moves"][-1].get("reason"))
        for each in books["expenses"].get("claims", ())
        if each["person"] == person
    }
    return leave | claims


def _standing(request: Facts, because: str | None) -> Facts:
    return {"status": request["moves"][-1]["status"], **({"because": because} if because else {})}
