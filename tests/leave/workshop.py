"""A workshop whose people ask for leave: one new employee for each conversation."""

from typing import Any

from tests import businesses
from tests.conftest import System

WORKSHOP, NUMBER = "salem-workshop", "100000000000094"
OWNER, MANAGER = "919400000001", "919400000002"
FIRST_EMPLOYEE = 919400000100
SINCE = "2026-01-01"
ASKED_AT, DECIDED_AT = "2026-11-24T09:00:00+05:30", "2026-11-24T10:00:00+05:30"

Facts = dict[str, Any]


def employee(place: int) -> str:
    """The phone of the employee who has the conversation at this place."""
    return str(FIRST_EMPLOYEE + place)


def names(hinglish: str, hi: str, en: str) -> Facts:
    """What something is called."""
    return {"hinglish": hinglish, "hi": hi, "en": en}


POLICIES: list[Facts] = [
    {"type": "casual", "names": names("Casual leave", "आकस्मिक छुट्टी", "Casual leave"), "allotment": "12"},
    {
        "type": "sick",
        "names": names("Sick leave", "बीमारी की छुट्टी", "Sick leave"),
        "allotment": "7",
        "backdate_days": 3,
        "proof_after_days": "2",
    },
    {
        "type": "earned",
        "names": names("Earned leave", "अर्जित छुट्टी", "Earned leave"),
        "allotment": "15",
        "half_days": False,
        "notice_days": 7,
        "loss_of_pay": False,
    },
    {
        "type": "unpaid",
        "names": names("Bina tankhwah", "बिना वेतन", "Without pay"),
        "accrual": "none",
        "paid": False,
        "wants_reason": True,
    },
]


def file(conversations: list[Facts]) -> Facts:
    """The workshop: Sundays and the fourth Saturday are off, Christmas is a holiday.

    What a conversation `has` stands in the books before it begins.
    """
    people = [employee(place) for place in range(len(conversations))]
    return {
        "version": 1,
        "business": {
            "id": WORKSHOP,
            "name": "Salem Workshop",
            "kind": "repair",
            "state": "TN",
            "prices_include_gst": True,
            "skills": ["leave", "approvals"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00094"}],
        "people": [
            {"name": "Kala", "roles": ["owner"], "phones": [OWNER]},
            {"name": "Selvi", "roles": ["manager"], "phones": [MANAGER], "manager": OWNER, "language": "en"},
            *(
                {"name": f"Asha {phone[-3:]}", "roles": ["employee"], "phones": [phone], "manager": MANAGER}
                for phone in people
            ),
        ],
        "leave": {
            "weekly_offs": [{"weekday": 6}, {"weekday": 5, "which": [4]}],
            "holidays": [{"date": "2026-12-25", "name": names("Christmas", "क्रिसमस", "Christmas")}],
            "policies": [{"effective_from": SINCE, **policy} for policy in POLICIES],
            "employments": [{"person": phone, "joined": "2025-03-01"} for phone in people],
            "ledger": [
                {"person": phone, "leave_year": "2026", "day": "2026-11-20", **entry}
                for phone, conversation in zip(people, conversations, strict=True)
                for entry in conversation.get("has", {}).get("ledger", ())
            ],
            "requests": [
                in_books(request, phone, MANAGER)
                for phone, conversation in zip(people, conversations, strict=True)
                for request in conversation.get("has", {}).get("requests", ())
            ],
        },
    }


def in_books(request: Facts, phone: str, manager: str, asked_at: str = ASKED_AT) -> Facts:
    """A request of an employee as a file has it."""
    moves = [{"status": "pending", "at": asked_at, "person": phone}]
    if request["status"] != "pending":
        moves.append({"status": request["status"], "at": DECIDED_AT, "person": manager})
    return {
        "reference": request["reference"],
        "person": phone,
        "type": request["type"],
        "approver": manager,
        "days": [{"date": day, "leave_year": "2026"} for day in request["days"]],
        "moves": moves,
        **({"decision_reason": request["because"]} if "because" in request else {}),
    }


def open_workshop(system: System, conversations: list[Facts]) -> None:
    """Brings the workshop into the books."""
    businesses.bring_in(system, file(conversations))


def requests_of(system: System, phone: str) -> list[Facts]:
    """What the books hold of an employee's leave, in short."""
    requests = businesses.exported(system, WORKSHOP)["leave"]["requests"]
    return [in_short(request) for request in requests if request["person"] == phone]


def in_short(request: Facts) -> Facts:
    """Of a request what a conversation decides."""
    return {
        "type": request["type"],
        "status": request["moves"][-1]["status"],
        "days": [day["date"][5:] for day in request["days"] if day.get("counted", True)],
        **({"portion": request["portion"]} if request.get("portion", "full") != "full" else {}),
        **({"unpaid": request["unpaid"]} if request.get("unpaid", "0") != "0" else {}),
    }


def balance_of(system: System, phone: str) -> dict[str, str]:
    """What is left to the employee of each type."""
    return businesses.balance_of(system, NUMBER, phone)
