"""A shop that sells, bills, and is paid in every way: a customer for each conversation, an owner for each language."""

from typing import Any

import httpx

from tests import businesses
from tests.conftest import System
from tests.conversations import Turn
from tests.orders.phones import Heard, Phone

SHOP, NUMBER = "nagda-bhandar", "100000000000088"
OWNERS = {"hinglish": "919500004001", "hi": "919500004002", "en": "919500004003"}
PINCODE = "452001"
WAY = ("accepted", "ready", "delivered")
NAMES = (
    "Abhay Rathi", "Barkha Mathur", "Chintan Dave", "Damini Kothari", "Esha Bapat", "Faizan Lodhi", "Gitika Salvi",
    "Harshad Oza", "Ila Trivedi", "Jayant Pradhan", "Kaveri Shetty", "Lalita Marathe",
    "Mukund Bhave", "Nalini Rao", "Omprakash Jha", "Parul Sethi", "Quasar Ali", "Ritwik Banik", "Sarla Mistry",
    "Tejas Wagh", "Umang Doshi", "Vidya Sarda", "Waman Kelkar", "Yogita Ghule", "Zubin Mody", "Anjum Sheikh",
    "Bhola Katariya", "Chhaya Mandal", "Dinkar Rege", "Ekta Saluja", "Firoz Damani", "Ganga Bisen", "Hina Lalwani",
    "Ishwar Patle", "Jaya Bhonsle", "Kishan Raut", "Leena Dsouza", "Mahesh Bagri", "Neeta Chawla", "Om Dhakad",
    "Pinki Arora", "Raju Thapa", "Sona Barman", "Tulsi Meena", "Usha Kamble", "Vikas Nema", "Wahida Khan",
    "Yusuf Patel", "Zeenat Ansari", "Amrita Lele", "Bipin Chitre", "Chandra Wadkar", "Devika Hazra",
    "Eknath Kokate", "Farida Contractor",
    "Girish Tambe", "Hetal Zaveri", "Indu Paranjpe", "Jitendra Solunke", "Kusum Ranade", "Lokesh Bhatia",
    "Manda Ghatge", "Nitin Upasani", "Ojas Welankar", "Padma Kulshreshtha", "Rekha Thakkar", "Sameer Gadgil",
    "Tara Deodhar", "Uday Mhatre", "Vandana Kelshikar", "Winston Pereira",
)  # fmt: skip
FIRST = 919500004100

Facts = dict[str, Any]


def customer(place: int) -> str:
    """The phone of the customer who has the conversation at this place."""
    return str(FIRST + place)


def open_shop(system: System, conversations: list[tuple[str, Facts]]) -> None:
    """Brings in the shop with its customers; nobody owes anything yet."""
    people = [
        {
            "name": NAMES[place],
            "roles": ["customer"],
            "phones": [customer(place)],
            "language": language,
            "opted": {"state": "in", "at": "2026-11-01T10:00:00+05:30"},
        }
        for place, (language, _) in enumerate(conversations)
    ]
    owners = [
        {"name": f"Seth {language}", "roles": ["owner"], "phones": [phone], "language": language}
        for language, phone in OWNERS.items()
    ]
    packer = {
        "name": "Packer",
        "roles": ["employee"],
        "phones": ["919500004009"],
        "opted": {"state": "out", "at": "2026-11-01T10:00:00+05:30"},
    }
    file = {
        "version": 1,
        "business": {
            "id": SHOP,
            "name": "Nagda Bhandar",
            "kind": "shop",
            "state": "MP",
            "prices_include_gst": True,
            "upi_id": "nagda@upi",
            "skills": ["orders", "billing"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00088"}],
        "delivery": {"pincodes": [PINCODE], "fee_paise": 0, "pickup": True},
        "orders": {"on_duty": ["919500004009"], "answer_within_minutes": 1440},
        "payments": {
            "ways": ["cash", "upi", "gateway"],
            "payee": "verified",
            "mcc": "5411",
            "gateway": {
                "name": "razorpay",
                "key_id_env": "NAGDA_KEY_ID",
                "key_secret_env": "NAGDA_KEY_SECRET",
                "webhook_secret_env": "NAGDA_WEBHOOK_SECRET",
            },
        },
        "people": [*owners, packer, *people],
        "products": [
            _product("CHINI", "चीनी", "Sugar", "Cheeni", "kg", 46),
            _product("TEL", "सरसों तेल", "Mustard oil", "Sarson tel", "l", 160, aliases=["tel"]),
        ],
    }
    businesses.bring_in(system, file)


def _product(sku: str, hi: str, en: str, hinglish: str, unit: str, price: int, **more: Any) -> Facts:
    name = {"hi": hi, "en": en, "hinglish": hinglish}
    return {
        "sku": sku, "name": name, "unit": unit, "price_paise": price * 100, "gst_rate": "0", "stock": "900", **more,
    }  # fmt: skip


def move(phone: Phone, until: str) -> Heard:
    """The shop brings the customer's last order so far, over the operator's API; what they hear of the last step."""
    order = phone.orders(SHOP)[-1]
    reached = WAY.index(order["status"]) + 1 if order["status"] in WAY else 0
    steps = WAY[reached : WAY.index(until) + 1] if until in WAY else [until]
    return [
        phone.hears_of(lambda then=then: _post(phone.system, order["reference"], then)) for then in steps
    ][-1]


def of_last_order(customer: Phone, turn: Turn) -> Turn:
    """The turn with the number of the customer's last order in place of ORDER."""
    if "ORDER" not in turn.get("says", ""):
        return turn
    number = customer.orders(SHOP)[-1]["reference"].removeprefix("ORD-")
    return {**turn, "says": turn["says"].replace("ORDER", number)}


def _post(system: System, reference: str, status: str) -> None:
    path = f"{system.backend_url}/api/businesses/{SHOP}/orders/{reference}/status"
    answer = httpx.post(path, json={"status": status}, headers=businesses.operator(system))
    assert answer.json()["outcome"] == "moved", answer.text


def books_of(system: System, person: str) -> Facts:
    """What the books hold of a customer: bills by kind and sum, payments, and what is owed, in rupees."""
    file = businesses.exported(system, SHOP)
    path = f"{system.backend_url}/api/businesses/{SHOP}/bills?limit=1000"
    bills = httpx.get(path, headers=businesses.operator(system)).raise_for_status().json()["items"]
    own = [bill for bill in reversed(bills) if bill["person"] == person]
    return {
        "bills": [f"{bill['kind']} {bill['total_paise'] / 100:g}" for bill in own],
        "payments": [
            f"{made['way']} {made['paise'] / 100:g} {made['moves'][-1]['status']}"
            for made in file.get("payments", {}).get("made", [])
            if made["person"].lstrip("+") == person
        ],
        "left": sum(
            each["paise"]
            for each in file.get("khata", {}).get("entries", [])
            if each["person"].lstrip("+") == person
        )
        / 100,
    }
