"""Repair shops of ten conversations each, in which each has a customer, a technician and a pincode of its own.

An owner hears of all that happens in their shop, and after a burst WhatsApp takes one message in six seconds to a
person: of a hundred conversations one owner would hear minutes later."""

from typing import Any

import httpx

from tests import businesses
from tests.conftest import System

TOGETHER = 10
FIRST_NUMBER, FIRST_OWNER = 100000000008400, 919840000001
FIRST_CUSTOMER, FIRST_TECHNICIAN, FIRST_PINCODE = 919840000100, 919840000500, 500001

Facts = dict[str, Any]
SKILLS = ["fridge", "ac", "washing_machine", "tv", "water_purifier", "geyser"]
MONTHS = {"FR-100": "2026-06-01", "AC-200": "2024-01-10", "RO-300": "2026-02-01"}


def customer(place: int) -> str:
    """The phone of the customer who has the conversation at this place."""
    return str(FIRST_CUSTOMER + place)


def technician(place: int) -> str:
    """The phone of who comes to that customer."""
    return str(FIRST_TECHNICIAN + place)


def pincode(place: int) -> str:
    """Where that customer lives."""
    return str(FIRST_PINCODE + place)


def shop_id(place: int) -> str:
    """The shop in which the conversation at this place is held."""
    return f"vihar-service-{place // TOGETHER}"


def number(place: int) -> str:
    """The number of that shop."""
    return str(FIRST_NUMBER + place // TOGETHER)


def owner(place: int) -> str:
    """The phone of who owns it."""
    return str(FIRST_OWNER + place // TOGETHER)


def file(conversations: list[Facts], first: int) -> Facts:
    """The shop of the conversations from the first place on: a fridge and a purifier under guarantee, an AC whose
    guarantee has ended, parts and plans."""
    places = range(first, min(first + TOGETHER, len(conversations)))
    week = {day: ["10:00-19:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat")}
    return {
        "version": 1,
        "business": {
            "id": shop_id(first), "name": "Vihar Service", "kind": "repair", "state": "TS", "prices_include_gst": True,
            "skills": ["service", "orders", "billing", "leave", "approvals"],
        },
        "numbers": [
            {"phone_number_id": number(first), "display_number": f"+91 90000 084{first // TOGETHER:02}"},
        ],
        "hours": week,
        "people": [
            {"name": "Omkar", "roles": ["owner"], "phones": [owner(first)], "language": "hinglish"},
            *({"name": f"Rafiq {place}", "roles": ["employee"], "phones": [technician(place)],
               "manager": owner(first), "language": conversations[place].get("technician_language", "en")}
              for place in places),
            *({"name": f"Meena {place}", "roles": ["customer"], "phones": [customer(place)]} for place in places),
        ],
        "leave": {
            "begins": "2026-01-01",
            "policies": [
                {"type": "sick", "effective_from": "2026-01-01", "accrual": "yearly", "allotment": "8",
                 "names": {"hi": "बीमारी की छुट्टी", "en": "Sick leave", "hinglish": "Sick leave"}},
            ],
            "employments": [{"person": technician(place), "joined": "2020-01-06"} for place in places],
        },
        "products": [
            _part("JAR", "Mixer jar", "मिक्सर जार", 55000, "3"),
            _part("JAR-LOCAL", "Mixer jar local", "मिक्सर जार लोकल", 32000, "0"),
            _part("THERMOSTAT", "Thermostat", "थर्मोस्टेट", 75000, "50"),
            _part("GEYSER", "Jal geyser", "जल गीज़र", 650000, "50"),
            _part("AC-REMOTE", "AC remote", "एसी रिमोट", 45000, "0"),
        ],
        "warranty": {
            "policies": [{"code": "year", "months": 12, "visit_paise": 35000}],
            "models": [
                {"model": "FR-100", "name": "Chill fridge", "appliance": "fridge", "policy": "year"},
                {"model": "AC-200", "name": "Cool AC", "appliance": "ac", "called": ["ac"], "policy": "year"},
                {"model": "RO-300", "name": "Pure RO", "appliance": "water_purifier", "policy": "year"},
                {"model": "MX-400", "name": "Spin mixer", "appliance": "mixer", "called": ["mixer"], "policy": "year"},
            ],
            "sold": [
                {"model": model, "person": customer(place), "sold_on": MONTHS[model], "serial": f"{model}{place:05}"}
                for place in places
                for model in conversations[place].get("bought", ())
            ],
        },
        "visits": {
            "terms": {"charge_paise": 30000},
            "technicians": [
                {"person": technician(place), "skills": SKILLS, "pincodes": [pincode(place)]} for place in places
            ],
            "parts": [
                {"sku": "JAR", "part": "jar", "machine": "mixer", "guarantee_days": 180, "order_days": 5},
                {"sku": "JAR-LOCAL", "part": "jar", "machine": "mixer", "quality": "compatible", "order_days": 2},
                {"sku": "THERMOSTAT", "part": "thermostat", "machine": "fridge", "models": ["FR-100"]},
                {"sku": "AC-REMOTE", "part": "remote", "machine": "ac", "models": ["AC-200"], "order_days": 6},
            ],
            "plans": [
                {"code": "AC-CARE", "name": {"hi": "एसी देखभाल", "en": "AC care", "hinglish": "AC care"},
                 "machine": "ac", "price_paise": 149900},
            ],
        },
    }  # fmt: skip


def open_shop(system: System, conversations: list[Facts]) -> None:
    """Brings the shops into the books."""
    for first in range(0, len(conversations), TOGETHER):
        businesses.bring_in(system, file(conversations, first))


def books_of(system: System, place: int) -> Facts:
    """What the books hold of a customer, in short: visits, parts and contracts with where they stand."""
    phone = customer(place)
    headers = businesses.operator(system)
    answer = httpx.get(
        f"{system.backend_url}/api/businesses/{shop_id(place)}/export?format=json", headers=headers
    )
    visits = answer.raise_for_status().json()["visits"]
    return {
        "visits": [
            f"{each['machine']} {each['starts_at'][5:10]} {each['moves'][-1]['status']}"
            for each in visits.get("booked", ())
            if each["person"] == phone
        ],
        "parts": [
            f"{each['sku']} {each['moves'][-1]['status']}"
            for each in visits.get("requested", ())
            if each["person"] == phone
        ],
        "plans": [
            each["plan"]
            for each in visits.get("contracts", ())
            if each["person"] == phone and not each.get("ended_at")
        ],
    }


def _part(sku: str, en: str, hi: str, paise: int, stock: str) -> Facts:
    return {
        "sku": sku,
        "name": {"hi": hi, "en": en, "hinglish": en},
        "unit": "pc",
        "price_paise": paise,
        "gst_rate": "18",
        "hsn": "8509",
        "stock": stock,
    }
