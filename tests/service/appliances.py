"""A shop of appliances whose customers report, register and rate: one new customer and owner for each conversation."""

from typing import Any

from tests import businesses
from tests.conftest import System

SHOP, NUMBER = "jaipur-appliances", "100000000000097"
FIRST_CUSTOMER, FIRST_OWNER = 919700000100, 919700000500

Facts = dict[str, Any]

POLICIES: list[Facts] = [
    {"code": "big", "months": 12, "parts": [{"part": "compressor", "months": 120}], "visit_paise": 35000},
    {"code": "small", "months": 24, "visit_paise": 15000},
]
MODELS: list[Facts] = [
    {
        "model": "GL-185",
        "name": "LG fridge",
        "brand": "LG",
        "appliance": "fridge",
        "called": ["fridge"],
        "policy": "big",
        "serial_form": "LG[0-9]{6}",
        "since": "2022-01-01",
    },
    {
        "model": "REX",
        "name": "Bajaj mixer",
        "appliance": "mixer",
        "called": ["mixer"],
        "policy": "small",
        "at_home": False,
    },
]


def customer(place: int) -> str:
    """The phone of the customer who has the conversation at this place."""
    return str(FIRST_CUSTOMER + place)


def owner(place: int) -> str:
    """The phone of an owner for that conversation."""
    return str(FIRST_OWNER + place)


def serial(place: int) -> str:
    """The serial of that customer's fridge."""
    return f"LG{100000 + place}"


def unsold(place: int) -> str:
    """A serial that the shop has sold to nobody by name."""
    return f"LG{500000 + place}"


def file(conversations: list[Facts]) -> Facts:
    """The shop; each customer has a fridge since they `bought` it, and a mixer."""
    places = range(len(conversations))
    return {
        "version": 1,
        "business": {
            "id": SHOP,
            "name": "Jaipur Appliances",
            "kind": "repair",
            "state": "RJ",
            "prices_include_gst": True,
            "skills": ["service"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00097"}],
        "people": [
            *(
                {"name": f"Meera {place}", "roles": ["owner"], "phones": [owner(place)], "language": "en"}
                for place in places
            ),
            *({"name": f"Kiran {place}", "phones": [customer(place)]} for place in places),
        ],
        "warranty": {
            "policies": POLICIES,
            "models": MODELS,
            "sold": [
                sold
                for place, conversation in enumerate(conversations)
                for sold in (
                    {
                        "serial": serial(place),
                        "model": "GL-185",
                        "person": customer(place),
                        "sold_on": conversation.get("bought", "2026-03-12"),
                    },
                    {"serial": unsold(place), "model": "GL-185", "sold_on": "2026-11-20"},
                    {"model": "REX", "person": customer(place), "sold_on": "2026-01-05"},
                )
            ],
        },
    }


def open_shop(system: System, conversations: list[Facts]) -> None:
    """Brings the shop into the books."""
    businesses.bring_in(system, file(conversations))


def books_of(system: System, phone: str) -> Facts:
    """What the books hold of a customer, in short: tickets, serials, stars."""
    held = businesses.exported(system, SHOP)
    tickets = [
        _in_short(ticket) for ticket in held.get("tickets", {}).get("raised", ()) if ticket["person"] == phone
    ]
    serials = [
        piece["serial"]
        for piece in held["warranty"]["sold"]
        if piece.get("person") == phone and piece.get("serial") and piece.get("standing", "held") == "held"
    ]
    stars = [
        given["rating"]
        for given in held.get("feedback", ())
        if given["person"] == phone and given.get("rating")
    ]
    return {"tickets": tickets, "serials": len(serials), "stars": stars}


def _in_short(ticket: Facts) -> Facts:
    return {
        "problem": ticket["problem"],
        "status": ticket["moves"][-1]["status"],
        "of": "fridge" if ticket.get("serial") else ticket.get("product") or ticket.get("order"),
        **({"priority": ticket["priority"]} if ticket.get("priority", "normal") != "normal" else {}),
        **({"free": True} if ticket.get("free") else {}),
        **({"files": len(ticket["media"])} if ticket.get("media") else {}),
    }
