"""A shop that keeps khatas: for each conversation a customer of its own, and one owner for each language."""

from typing import Any

from tests import businesses
from tests.conftest import System

SHOP, NUMBER = "ujjain-kirana", "100000000000086"
OWNERS = {"hinglish": "919500003001", "hi": "919500003002", "en": "919500003003"}
FIRST, FIRST_NAMESAKE = 919500003100, 919500003300
NAMES = (
    "Bhavna Trivedi", "Chirag Solanki", "Damini Rathore", "Eshan Malviya", "Falguni Desai", "Girish Nagar",
    "Himani Choubey", "Ishwar Patidar", "Jhanvi Saxena", "Kamlesh Panwar", "Lavanya Iyer", "Manohar Dubey",
    "Neelam Kothari", "Onkar Thakur", "Poonam Bisen", "Rajni Sahu", "Satish Goyal", "Tulsi Raikwar",
    "Umesh Chauhan", "Vandana Mishra", "Yamini Kale", "Zubair Khan",
    "Madhukar Rane", "Tripti Solanki", "Gulab Chand", "Farida Sayyed", "Nitin Kelkar", "Ujwala Patki",
)  # fmt: skip

Facts = dict[str, Any]

SUGAR: Facts = {
    "sku": "CHINI",
    "name": {"hi": "चीनी", "en": "Sugar", "hinglish": "Cheeni"},
    "unit": "kg",
    "step": "0.5",
    "max_quantity": "50",
    "price_paise": 4600,
    "gst_rate": "5",
}


def customer(place: int) -> str:
    """The phone of the customer who has the conversation at this place."""
    return str(FIRST + place)


def open_shop(system: System, conversations: list[tuple[str, Facts]]) -> None:
    """Brings in the shop; what a customer `owes` is their opening, `limit` and `buys` are the terms of their khata.

    Who `shares` a first name with the customer owes ten rupees.
    """
    owners = [
        {"name": f"Malik {language}", "roles": ["owner"], "phones": [phone], "language": language}
        for language, phone in OWNERS.items()
    ]
    places = list(enumerate(conversations))
    people = [_person(NAMES[place], customer(place), language) for place, (language, _) in places]
    namesakes = [
        (place, each["shares"].replace("FIRST", NAMES[place].split()[0]))
        for place, (_, each) in places
        if "shares" in each
    ]
    people += [_person(name, str(FIRST_NAMESAKE + place), "hinglish") for place, name in namesakes]
    accounts = [
        {
            "person": customer(place),
            "opening_paise": each.get("owes", 0) * 100,
            "opening_on": "2026-11-02",
            "limit_paise": each["limit"] * 100 if "limit" in each else None,
            "buys": each.get("buys"),
        }
        for place, (_, each) in places
    ]
    accounts += [
        {"person": str(FIRST_NAMESAKE + place), "opening_paise": 1000, "opening_on": "2026-11-20"}
        for place, _ in namesakes
    ]
    file = {
        "version": 1,
        "business": {
            "id": SHOP,
            "name": "Ujjain Kirana",
            "kind": "shop",
            "state": "MP",
            "prices_include_gst": True,
            "skills": ["orders", "billing"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00086"}],
        "delivery": {"pickup": True},
        "products": [SUGAR],
        "khata": {"accounts": accounts},
        "people": [*owners, *people],
    }
    businesses.bring_in(system, file)


def _person(name: str, phone: str, language: str) -> Facts:
    opted = {"state": "in", "at": "2026-11-01T10:00:00+05:30"}
    return {"name": name, "roles": ["customer"], "phones": [phone], "language": language, "opted": opted}


def owed_by(system: System, person: str) -> float:
    """What the books say that a customer owes, in rupees."""
    khata = businesses.exported(system, SHOP)["khata"]
    openings = [each["opening_paise"] for each in khata["accounts"] if each["person"].lstrip("+") == person]
    entries = [each["paise"] for each in khata.get("entries", ()) if each["person"].lstrip("+") == person]
    return (sum(openings) + sum(entries)) / 100
