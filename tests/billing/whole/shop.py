"""Shops that sell, bill, and are paid in every way, of ten conversations each: a customer for each, own owners.

Whoever owns a shop hears of all that happens there, and of what one owner is told more often than one message in six
seconds, the last comes late.
"""

from functools import partial
from typing import Any

import httpx

from tests import businesses
from tests.billing.talk import greeted_by
from tests.conftest import System
from tests.conversations import Turn
from tests.orders.phones import Heard, Phone

TOGETHER = 10  # conversations in a shop
LANGUAGES = ("hinglish", "hi", "en")
FIRST_NUMBER, FIRST_OWNER, FIRST_PACKER = 100000000008800, 919500004001, 919500004080
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


def business(place: int) -> str:
    """The shop in which that conversation is held."""
    return f"nagda-bhandar-{place // TOGETHER + 1}"


def number(place: int) -> str:
    """The number of that shop."""
    return str(FIRST_NUMBER + place // TOGETHER)


def owners(place: int) -> dict[str, str]:
    """Who owns it: the phones by the language in which they write."""
    first = FIRST_OWNER + place // TOGETHER * len(LANGUAGES)
    return {language: str(first + at) for at, language in enumerate(LANGUAGES)}


def open_shops(system: System, conversations: list[tuple[str, Facts]]) -> None:
    """Brings in the shops with their customers, who owe nothing yet. Their owners have written."""
    for first in range(0, len(conversations), TOGETHER):
        held = list(enumerate(conversations[first : first + TOGETHER], first))
        _open_shop(system, first, held)
        spoken = {language for _, (language, _) in held}
        phones = {language: phone for language, phone in owners(first).items() if language in spoken}
        greeted_by(system, number(first), phones)


def _open_shop(system: System, first: int, held: list[tuple[int, tuple[str, Facts]]]) -> None:
    people = [
        {
            "name": NAMES[place],
            "roles": ["customer"],
            "phones": [customer(place)],
            "language": language,
            "opted": {"state": "in", "at": "2026-11-01T10:00:00+05:30"},
        }
        for place, (language, _) in held
    ]
    lead = [
        {"name": f"Seth {language}", "roles": ["owner"], "phones": [phone], "language": language}
        for language, phone in owners(first).items()
    ]
    packs = str(FIRST_PACKER + first // TOGETHER)
    packer = {
        "name": "Packer",
        "roles": ["employee"],
        "phones": [packs],
        "opted": {"state": "out", "at": "2026-11-01T10:00:00+05:30"},
    }
    file = {
        "version": 1,
        "business": {
            "id": business(first),
            "name": "Nagda Bhandar",
            "kind": "shop",
            "state": "MP",
            "prices_include_gst": True,
            "upi_id": "nagda@upi",
            "skills": ["orders", "billing"],
        },
        "numbers": [{"phone_number_id": number(first), "display_number": f"+91 90000 {number(first)[-5:]}"}],
        "delivery": {"pincodes": [PINCODE], "fee_paise": 0, "pickup": True},
        "orders": {"on_duty": [packs], "answer_within_minutes": 1440},
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
        "people": [*lead, packer, *people],
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
    shop = business(int(phone.person) - FIRST)
    order = phone.orders(shop)[-1]
    reached = WAY.index(order["status"]) + 1 if order["status"] in WAY else 0
    steps = WAY[reached : WAY.index(until) + 1] if until in WAY else [until]
    return [phone.hears_of(partial(_post, phone.system, shop, order["reference"], then)) for then in steps][
        -1
    ]


def of_last_order(customer: Phone, turn: Turn) -> Turn:
    """The turn with the number of the customer's last order in place of ORDER."""
    if "ORDER" not in turn.get("says", ""):
        return turn
    last = customer.orders(business(int(customer.person) - FIRST))[-1]["reference"].removeprefix("ORD-")
    return {**turn, "says": turn["says"].replace("ORDER", last)}


def _post(system: System, shop: str, reference: str, status: str) -> None:
    path = f"{system.backend_url}/api/businesses/{shop}/orders/{reference}/status"
    answer = httpx.post(path, json={"status": status}, headers=businesses.operator(system))
    assert answer.json()["outcome"] == "moved", answer.text


def books_of(system: System, place: int) -> Facts:
    """What the books hold of a customer: bills by kind and sum, payments, and what is owed, in rupees."""
    shop, person = business(place), customer(place)
    file = businesses.exported(system, shop)
    path = f"{system.backend_url}/api/businesses/{shop}/bills?limit=1000"
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
