"""A kirana whose customers have had something brought: one new customer and owner for each conversation."""

from typing import Any

import httpx

from tests import businesses
from tests.conftest import System
from tests.orders.phones import Phone

SHOP = "malwa-kirana"
NUMBER = "100000000000171"
FIRST_CUSTOMER, FIRST_OWNER = 919850000100, 919850000500
NAMES = ("Kamla", "Rekha", "Suman", "Geeta", "Lata", "Radha", "Usha", "Nirmala", "Sharda", "Pushpa")

Facts = dict[str, Any]
PRODUCTS = {
    "SUGAR": ("Sugar", "चीनी", "Cheeni", "kg", 4500, "50"),
    "SALT": ("Salt", "नमक", "Namak", "packet", 2800, "50"),
    "SAGO": ("Sabudana", "साबूदाना", "Sabudana", "kg", 9000, "50"),
    "SOAP": ("Lux soap", "लक्स साबुन", "Lux sabun", "pc", 3500, "2"),
}


def customer(place: int) -> str:
    """The phone of the customer who has the conversation at this place."""
    return str(FIRST_CUSTOMER + place)


def owner(place: int) -> str:
    """The phone of an owner for that conversation."""
    return str(FIRST_OWNER + place)


def file(conversations: list[Facts]) -> Facts:
    """The shop, with an owner and a customer for each."""
    places = range(len(conversations))
    return {
        "version": 1,
        "business": {
            "id": SHOP,
            "name": "Malwa Kirana",
            "kind": "shop",
            "state": "MP",
            "prices_include_gst": True,
            "skills": ["orders", "billing", "service"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00171"}],
        "delivery": {"pickup": True},
        "people": [
            *(
                {"name": f"Sushila {place}", "roles": ["owner"], "phones": [owner(place)], "language": "en"}
                for place in places
            ),
            *(
                {
                    "name": NAMES[place],
                    "roles": ["customer"],
                    "phones": [customer(place)],
                    "language": conversation.get("language", "hinglish"),
                }
                for place, conversation in enumerate(conversations)
            ),
        ],
        "products": [
            {
                "sku": sku,
                "name": {"en": en, "hi": hi, "hinglish": hinglish},
                "unit": unit,
                "price_paise": paise,
                "gst_rate": "0",
                "stock": stock,
            }
            for sku, (en, hi, hinglish, unit, paise, stock) in PRODUCTS.items()
        ],
    }


def open_shop(system: System, conversations: list[Facts]) -> None:
    """Brings the shop into the books."""
    businesses.bring_in(system, file(conversations))


def has_brought(system: System, phone: Phone, goods: list[Facts]) -> str:
    """The customer has ordered these goods, and they came; the reference."""
    headers = {
        "Authorization": f"Bearer {system.api_token}",
        "Munshi-Number": NUMBER,
        "Munshi-Person": phone.person,
    }

    def does(path: str, key: str, **body: Any) -> Facts:
        once = {**headers, "Idempotency-Key": f"{phone.person}:{key}"}
        answer = httpx.post(f"{system.backend_url}/api{path}", json=body, headers=once).raise_for_status()
        facts: Facts = answer.json()["facts"]
        return facts

    does("/cart/lines", "fetches", text="dukaan se le lunga")
    shown = does("/cart/lines", "goods", lines=goods)
    reference = str(does("/orders", "yes", summary=shown["summary"])["reference"])
    for status in ("accepted", "ready", "delivered"):
        path = f"{system.backend_url}/api/businesses/{SHOP}/orders/{reference}/status"
        moved = {"json": {"status": status}, "headers": businesses.operator(system)}
        phone.hears_of(lambda path=path, moved=moved: httpx.post(path, **moved).raise_for_status())
    return reference


def books_of(system: System, phone: str) -> Facts:
    """What the books hold of a customer, in short: what was made good, what they owe, their free orders."""
    held = businesses.exported(system, SHOP)
    made_good = [
        f"{done['way']} {part['line']}x{part['quantity']} {done.get('paise', 0) // 100}"
        for ticket in held.get("tickets", {}).get("raised", ())
        if ticket["person"] == phone
        for done in ticket.get("settlements", ())
        for part in done["goods"]
    ]
    khata = httpx.get(
        f"{system.backend_url}/api/businesses/{SHOP}/khata?limit=1000", headers=businesses.operator(system)
    )
    accounts = khata.raise_for_status().json()["items"]
    free = [
        f"{line['sku']} x{line['quantity']}"
        for order in held.get("orders", {}).get("placed", ())
        if order["person"] == phone
        for line in order["lines"]
        if not line["price_paise"]
    ]
    owes = next((each["balance_paise"] for each in accounts if each["person"] == phone), 0)
    return {"made_good": made_good, "owes": owes // 100, "free": free}
