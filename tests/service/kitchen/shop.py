"""A desk of kitchen machines that has them and their parts on its shelf too; each conversation has a customer and two
technicians of its own."""

from typing import Any

from tests import businesses
from tests.conftest import System

SHOP, NUMBER = "akola-kitchens", "100000000000173"
OWNER = "919870000001"
FIRST_CUSTOMER, FIRST_TECHNICIAN, FIRST_PINCODE = 919870000100, 919870000500, 444001

Facts = dict[str, Any]
MODELS = {
    "CH-1": ("Elica Chimney", "Elica", "chimney", "EC"),
    "HB-1": ("Sunflame Hob", "Sunflame", "hob", "SH"),
    "RO-1": ("Pure RO", "Pure", "ro", "PR"),
    "AC-1": ("Cool AC", "Cool", "ac", "CA"),
}
GOODS = {
    "LAMP": ("Chimney Lamp", 15000),
    "MOTOR": ("Chimney Motor", 300000),
    "KNOB": ("Hob Knob", 12000),
    "BURNER": ("Hob Burner", 45000),
    "CANDLE": ("RO Candle", 18000),
    "REMOTE": ("AC Remote", 48000),
}
POLICIES: list[Facts] = [
    {"code": "chimney", "months": 24, "parts": [{"part": "motor", "months": 60}], "excluded": ["lamp", "filter"]},
    {"code": "hob", "months": 24, "excluded": ["knob"]},
    {"code": "ro", "months": 12, "excluded": ["candle", "membrane"]},
    {"code": "ac", "months": 12, "parts": [{"part": "compressor", "months": 120}], "excluded": ["gas"]},
]  # fmt: skip


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
    """The shop; each customer has what they have `bought` on 1 June 2026."""
    places = range(len(conversations))
    week = {day: ["08:00-22:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    return {
        "version": 1,
        "business": {
            "id": SHOP, "name": "Akola Kitchens", "kind": "repair", "state": "MP", "prices_include_gst": True,
            "address": "Station Road, Akola", "pincode": "444999", "skills": ["service", "orders", "billing"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00173"}],
        "hours": week,
        "people": [
            {"name": "Sandeep", "roles": ["owner"], "phones": [OWNER], "language": "hinglish"},
            *({"name": f"Farid {place}", "roles": ["employee"], "phones": [technician(place)], "manager": OWNER}
              for place in places),
            *({"name": f"Rita {place}", "roles": ["customer"], "phones": [customer(place)]} for place in places),
        ],
        "products": [
            {"sku": sku, "name": name, "unit": "pc", "price_paise": paise, "gst_rate": "18", "stock": "500"}
            for sku, (name, paise) in GOODS.items()
        ],
        "delivery": {"pincodes": [pincode(place) for place in places], "pickup": True},
        "warranty": {
            "policies": [{**each, "visit_paise": 30000} for each in POLICIES],
            "models": [
                {"model": model, "name": name, "brand": brand, "appliance": appliance, "called": [appliance],
                 "policy": appliance, "serial_form": f"{serial}[0-9]{{6}}"}
                for model, (name, brand, appliance, serial) in MODELS.items()
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
                {"person": technician(place), "skills": ["chimney", "hob", "ro", "ac"], "pincodes": [pincode(place)]}
                for place in places
            ],
            "parts": [
                {"sku": "MOTOR", "part": "motor", "machine": "chimney", "guarantee_days": 90, "order_days": 2},
                {"sku": "BURNER", "part": "burner", "machine": "hob", "guarantee_days": 90, "order_days": 2},
            ],
            "plans": [
                {"code": "RO-CARE", "name": "RO Care", "machine": "ro", "price_paise": 199900},
                {"code": "AC-CARE", "name": "AC Care", "machine": "ac", "price_paise": 149900},
            ],
        },
    }  # fmt: skip


def open_shop(system: System, conversations: list[Facts]) -> None:
    """Brings the shop into the books."""
    businesses.bring_in(system, file(conversations))


def books_of(system: System, phone: str) -> Facts:
    """What the books hold of a customer: what each ticket says, visits with day and place, the lines of orders."""
    held = businesses.exported(system, SHOP)
    return {
        "tickets": [
            " ! ".join(filter(None, (each["problem"], each.get("hazard"))))
            for each in held.get("tickets", {}).get("raised", ())
            if each["person"] == phone
        ],
        "visits": [
            f"{each['machine']} {each['starts_at'][5:10]} {each['address']}"
            for each in held["visits"].get("booked", ())
            if each["person"] == phone
        ],
        "orders": [
            f"{line['sku']} x{line['quantity']}"
            for each in held.get("orders", {}).get("placed", ())
            if each["person"] == phone
            for line in each["lines"]
        ],
        "plans": [each["plan"] for each in held["visits"].get("contracts", ()) if each["person"] == phone],
    }
