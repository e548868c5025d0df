"""Shops that are paid in every way, of ten conversations each: each has a customer of its own who owes something.

Whoever owns a shop hears of all that is paid there, and of what one owner is told more often than one message in six
seconds, the last comes late.
"""

from typing import Any

import httpx

from tests import businesses
from tests.billing.talk import greeted_by
from tests.conftest import System

TOGETHER = 10
FIRST_NUMBER, FIRST_OWNER, FIRST = 100000000008100, 919500002001, 919500002100
LANGUAGES = ("hinglish", "hi", "en")
NAMES = (
    "Bharti Zende", "Chetan Uikey", "Devika Rawat", "Eknath Pawar", "Farhan Qureshi", "Girija Menon",
    "Hemant Solanki", "Indu Bhargava", "Jatin Wadhwa", "Kusum Dhurve",
)  # fmt: skip

Facts = dict[str, Any]


def customer(place: int) -> str:
    """The phone of the customer who has the conversation at this place."""
    return str(FIRST + place)


def name(place: int) -> str:
    """What that customer is called: as nobody else of their shop."""
    return NAMES[place % TOGETHER]


def shop_id(place: int) -> str:
    """The shop in which the conversation at this place is held."""
    return f"dewas-provisions-{place // TOGETHER}"


def number(place: int) -> str:
    """The number of that shop."""
    return str(FIRST_NUMBER + place // TOGETHER)


def owners(place: int) -> dict[str, str]:
    """Who owns it: the phones by the language in which they write."""
    first = FIRST_OWNER + place // TOGETHER * len(LANGUAGES)
    return {language: str(first + at) for at, language in enumerate(LANGUAGES)}


def open_shops(system: System, conversations: list[tuple[str, Facts]]) -> None:
    """Brings in the shops; what each conversation's customer `owes` is their opening. Their owners have written."""
    for first in range(0, len(conversations), TOGETHER):
        held = list(enumerate(conversations[first : first + TOGETHER], first))
        _open_shop(system, first, held)
        spoken = {language for _, (language, _) in held}
        phones = {language: phone for language, phone in owners(first).items() if language in spoken}
        greeted_by(system, number(first), phones)


def _open_shop(system: System, first: int, places: list[tuple[int, tuple[str, Facts]]]) -> None:
    people = [
        {
            "name": name(place),
            "roles": ["customer"],
            "phones": [customer(place)],
            "language": language,
            "opted": {"state": "in", "at": "2026-11-01T10:00:00+05:30"},
        }
        for place, (language, _) in places
    ]
    malik = [
        {"name": f"Malik {language}", "roles": ["owner"], "phones": [phone], "language": language}
        for language, phone in owners(first).items()
    ]
    openings = [
        {"person": customer(place), "opening_paise": each["owes"] * 100, "opening_on": "2026-11-10"}
        for place, (_, each) in places
        if each.get("owes")
    ]
    file = {
        "version": 1,
        "business": {
            "id": shop_id(first),
            "name": "Dewas Provisions",
            "kind": "shop",
            "state": "MP",
            "prices_include_gst": True,
            "upi_id": "dewas@upi",
            "skills": ["billing"],
        },
        "numbers": [
            {"phone_number_id": number(first), "display_number": f"+91 90000 081{first // TOGETHER:02}"}
        ],
        "payments": {
            "ways": ["cash", "upi", "gateway"],
            "payee": "verified",
            "mcc": "5411",
            "gateway": {
                "name": "razorpay",
                "key_id_env": "DEWAS_KEY_ID",
                "key_secret_env": "DEWAS_KEY_SECRET",
                "webhook_secret_env": "DEWAS_WEBHOOK_SECRET",
            },
        },
        "khata": {"accounts": openings},
        "people": [*malik, *people],
    }
    businesses.bring_in(system, file)


def payments_of(system: System, place: int) -> list[Facts]:
    """What the books hold of a customer's payments, the oldest first."""
    file = businesses.exported(system, shop_id(place))
    return [
        {"rupees": made["paise"] / 100, "way": made["way"], "status": made["moves"][-1]["status"]}
        for made in file.get("payments", {}).get("made", [])
        if made["person"].lstrip("+") == customer(place)
    ]


def owed_by(system: System, place: int) -> float:
    """What a customer owes in the ledger, in rupees."""
    file, person = businesses.exported(system, shop_id(place)), customer(place)
    entries = [each for each in file["khata"].get("entries", []) if each["person"].lstrip("+") == person]
    openings = [a for a in file["khata"].get("accounts", []) if a["person"].lstrip("+") == person]
    opened = sum(a.get("opening_paise", 0) for a in openings)
    since: int = sum(each["paise"] for each in entries if not each["key"].startswith("opening:"))
    return float(opened + since) / 100


def pay_online(system: System, page: str, rupees: float) -> None:
    """Taps the button of the page, and pays at the gateway where it leads."""
    there = httpx.post(f"{page}/online", follow_redirects=False).headers["location"]
    httpx.post(there, data={"outcome": "pay", "rupees": str(rupees)}, follow_redirects=False)
