"""A shop of computers: laptops are carried in, printers and cameras are seen at home; each conversation has a customer
and a technician of its own."""

from typing import Any

from tests import businesses
from tests.conftest import System

SHOP, NUMBER = "satna-computers", "100000000000172"
OWNER = "919860000001"
FIRST_CUSTOMER, FIRST_TECHNICIAN, FIRST_PINCODE = 919860000100, 919860000500, 485001

Facts = dict[str, Any]
MODELS = {
    "LT-1": ("Zen laptop", "laptop", False, "ZL"),
    "PR-1": ("Ink printer", "printer", True, "IP"),
    "CM-1": ("Eye camera kit", "cctv", True, "EC"),
    "IN-1": ("Volt inverter", "inverter", True, "VI"),
}
GOODS = {"MOUSE": ("Mouse", 35000), "CHARGER": ("Laptop Charger", 120000), "CAMERA": ("CCTV Camera", 180000)}


def customer(place: int) -> str:
    """The phone of the customer who has the conversation at this place."""
    return str(FIRST_CUSTOMER + place)


def technician(place: int) -> str:
    """The phone of who comes to that customer."""
    return str(FIRST_TECHNICIAN + place)


def pincode(place: int) -> str:
    """Where that customer lives."""
    return str(FIRST_PINCODE + place)


def file(conversations: list[Facts]) -> Facts:
    """The shop; each customer has what they have `bought`, under guarantee."""
    places = range(len(conversations))
    week = {day: ["08:00-22:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    return {
        "version": 1,
        "business": {
            "id": SHOP, "name": "Satna Computers", "kind": "repair", "state": "MP", "prices_include_gst": True,
            "address": "Station Road, Satna", "pincode": "485999", "skills": ["service", "orders", "billing"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00172"}],
        "hours": week,
        "people": [
            {"name": "Sandeep", "roles": ["owner"], "phones": [OWNER], "language": "hinglish"},
            *({"name": f"Farid {place}", "roles": ["employee"], "phones": [technician(place)], "manager": OWNER}
              for place in places),
            *({"name": f"Rita {place}", "roles": ["customer"], "phones": [customer(place)]} for place in places),
        ],
        "products": [
            {"sku": sku, "name": name, "unit": "pc", "price_paise": paise, "gst_rate": "18", "stock": "50"}
            for sku, (name, paise) in GOODS.items()
        ],
        "delivery": {"pincodes": [pincode(place) for place in places], "pickup": True},
        "warranty": {
            "policies": [{"code": "year", "months": 12, "visit_paise": 30000}],
            "models": [
                {"model": model, "name": name, "appliance": appliance, "called": [appliance], "policy": "year",
                 "at_home": at_home, "serial_form": f"{serial}[0-9]{{6}}"}
                for model, (name, appliance, at_home, serial) in MODELS.items()
            ],
            "sold": [
                {"model": model, "person": customer(place), "sold_on": "2026-06-01",
                 "serial": f"{MODELS[model][3]}{100000 + place}"}
                for place in places
                for model in conversations[place].get("bought", ())
            ],
        },
        "visits": {
            "terms": {"charge_paise": 30000, "days": 7},
            "technicians": [
                {"person": technician(place), "skills": ["laptop", "printer", "cctv", "inverter"],
                 "pincodes": [pincode(place)]}
                for place in places
            ],
            "parts": [
                {"sku": "CHARGER", "part": "charger", "machine": "laptop", "guarantee_days": 90, "order_days": 2},
            ],
            "plans": [
                {"code": "CCTV-CARE", "name": "CCTV Care", "machine": "cctv", "price_paise": 199900},
            ],
        },
    }  # fmt: skip


def open_shop(system: System, conversations: list[Facts]) -> None:
    """Brings the shop into the books."""
    businesses.bring_in(system, file(conversations))


def books_of(system: System, phone: str) -> Facts:
    """What the books hold of a customer: what each ticket says and where it is, visits, orders."""
    held = businesses.exported(system, SHOP)
    return {
        "tickets": [
            " @ ".join(filter(None, (each["problem"], each.get("address"))))
            for each in held.get("tickets", {}).get("raised", ())
            if each["person"] == phone
        ],
        "visits": [
            f"{each['machine']} {each['starts_at'][5:10]} {each['address']}"
            for each in held["visits"].get("booked", ())
            if each["person"] == phone
        ],
        "orders": len([each for each in held.get("orders", {}).get("placed", ()) if each["person"] == phone]),
    }
