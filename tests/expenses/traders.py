"""Traders whose people claim what they have spent: one new employee, with a manager, for each conversation."""

from typing import Any

import httpx

from tests import businesses
from tests.conftest import System

TRADERS, NUMBER = "tirupur-traders", "100000000000095"
OWNER = "919500000001"
FIRST_EMPLOYEE, FIRST_MANAGER = 919500000100, 919500000500
FILED_AT, DECIDED_AT = "2026-11-23T18:00:00+05:30", "2026-11-23T19:00:00+05:30"

Facts = dict[str, Any]

POLICIES: list[Facts] = [
    {"category": "fuel", "receipt_above_paise": 50000},
    {"category": "travel", "claim_limit_paise": 200000, "max_age_days": 30},
    {"category": "food"},
    {"category": "lodging"},
    {"category": "other", "purpose": True},
]


def employee(place: int) -> str:
    """The phone of the employee who has the conversation at this place."""
    return str(FIRST_EMPLOYEE + place)


def manager(place: int) -> str:
    """The phone of that employee's manager."""
    return str(FIRST_MANAGER + place)


def file(conversations: list[Facts]) -> Facts:
    """The traders. What a conversation `has` stands in the books before it begins."""
    places = range(len(conversations))
    return {
        "version": 1,
        "business": {
            "id": TRADERS,
            "name": "Tirupur Traders",
            "kind": "shop",
            "state": "TN",
            "prices_include_gst": True,
            "skills": ["expenses", "approvals"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00095"}],
        "people": [
            {"name": "Kala", "roles": ["owner"], "phones": [OWNER]},
            *(
                {
                    "name": f"Selvi {place}",
                    "roles": ["manager"],
                    "phones": [manager(place)],
                    "manager": OWNER,
                    "language": "en",
                }
                for place in places
            ),
            *(
                {
                    "name": f"Asha {place}",
                    "roles": ["employee"],
                    "phones": [employee(place)],
                    "manager": manager(place),
                }
                for place in places
            ),
        ],
        "expenses": {
            "policies": POLICIES,
            "approval": [{"by": "manager", "up_to_paise": 500000}, {"by": "owner"}],
            "claims": [
                in_books(claim, employee(place), manager(place))
                for place, conversation in enumerate(conversations)
                for claim in conversation.get("has", ())
            ],
        },
    }


def in_books(claim: Facts, phone: str, approver: str, filed_at: str = FILED_AT) -> Facts:
    """A claim of an employee as a file has it."""
    moves: list[Facts] = [{"status": "pending", "at": filed_at, "person": phone}]
    if claim["status"] != "pending":
        decision = {"reason": claim["because"]} if "because" in claim else {}
        moves.append({"status": claim["status"], "at": DECIDED_AT, "person": approver, **decision})
    return {
        **{part: claim[part] for part in ("reference", "amount_paise", "category", "date")},
        "person": phone,
        "approver": approver,
        "moves": moves,
    }


def open_traders(system: System, conversations: list[Facts]) -> None:
    """Brings the traders into the books."""
    businesses.bring_in(system, file(conversations))


def pay(system: System, reference: str, payment: str) -> None:
    """The accounts have paid a claim."""
    answer = httpx.post(
        f"{system.backend_url}/api/businesses/{TRADERS}/claims/{reference}/payment",
        json={"date": "2026-11-24", "reference": payment},
        headers=businesses.operator(system),
    )
    assert answer.json()["outcome"] == "paid", answer.text


def claims_of(system: System, phone: str) -> list[Facts]:
    """What the books hold of an employee's claims, in short; the oldest first."""
    answer = httpx.get(
        f"{system.backend_url}/api/businesses/{TRADERS}/claims?limit=1000",
        headers=businesses.operator(system),
    )
    answer.raise_for_status()
    return [_in_short(claim) for claim in reversed(answer.json()["items"]) if claim["person"] == phone]


def _in_short(claim: Facts) -> Facts:
    return {
        "amount": claim["amount_paise"] / 100,
        "category": claim["category"],
        "date": claim["date"][5:],
        "status": claim["status"],
        **({"purpose": claim["purpose"]} if claim["purpose"] else {}),
        **({"bills": len(claim["receipts"])} if claim["receipts"] else {}),
        **({"over": claim["over_limit"]["period"]} if claim["over_limit"] else {}),
    }
