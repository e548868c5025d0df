"""A shop that is paid in every way: a new customer who owes something for each conversation, and one owner."""

from typing import Any

import httpx

from tests import businesses
from tests.conftest import System

SHOP, NUMBER = "dewas-provisions", "100000000000081"
OWNERS = {"hinglish": "919500002001", "hi": "919500002002", "en": "919500002003"}
FIRST = 919500002100
NAMES = (
    "Bharti Zende", "Chetan Uikey", "Devika Rawat", "Eknath Pawar", "Farhan Qureshi", "Girija Menon",
    "Hemant Solanki", "Indu Bhargava", "Jatin Wadhwa", "Kusum Dhurve", "Lokesh Tomar", "Mridula Sen",
    "Nandini Ghosh", "Omkar Jadhav", "Pallavi Naidu", "Qasim Mirza", "Rukmini Devi", "Shalini Gupta", "Tarun Bisht",
    "Kalindi Oraon", "Lavanya Shenoy", "Madhav Kirar", "Nirmala Tekam", "Onkar Gond", "Urvashi Parmar",
    "Vasant Kulkarni", "Wasim Akhtar", "Yamuna Bai", "Zarina Begum", "Anurag Bohra", "Bhavesh Thakkar",
    "Charu Nigam", "Dilip Ahirwar", "Ela Fernandes", "Gopal Maurya", "Harini Pillai", "Ishan Bhatia",
    "Jyotsna Kadam", "Pramila Sahariya", "Qudsia Rahman", "Raghav Dubey", "Saroj Malviya", "Tanmay Guha",
    "Lalit Nagar", "Manju Ostwal", "Nitin Raikwar", "Oindrila Basu", "Prem Chouksey", "Rajni Sahu", "Suresh Dangi",
    "Trupti Vyas", "Uday Barve", "Vimla Kori", "Yash Pateria", "Zoya Mansoori", "Abhay Kesari", "Bina Lakhera",
    "Chandan Meshram", "Divya Lodhi", "Ekta Raikwar", "Feroz Alam", "Gauri Kanungo", "Hridesh Sonkar",
    "Indrani Pal", "Jivan Rane", "Upasana Nair", "Vikrant Bhil", "Wahida Bano", "Yogesh Patidar", "Zubeda Khatun",
    "Amrit Kaur", "Bhanu Korku", "Chitra Bhagat", "Daulat Barela", "Eshwari Gaikwad", "Fakhruddin Saifi",
    "Gajraj Mewada", "Heena Badkul", "Inder Mandloi", "Jagdish Patwa", "Kamala Dongre",
)  # fmt: skip

Facts = dict[str, Any]


def customer(place: int) -> str:
    """The phone of the customer who has the conversation at this place."""
    return str(FIRST + place)


def open_shop(system: System, conversations: list[tuple[str, Facts]]) -> None:
    """Brings in the shop; what each conversation's customer `owes` is their opening."""
    places = list(enumerate(conversations))
    people = [
        {
            "name": NAMES[place],
            "roles": ["customer"],
            "phones": [customer(place)],
            "language": language,
            "opted": {"state": "in", "at": "2026-11-01T10:00:00+05:30"},
        }
        for place, (language, _) in places
    ]
    owners = [
        {"name": f"Malik {language}", "roles": ["owner"], "phones": [phone], "language": language}
        for language, phone in OWNERS.items()
    ]
    openings = [
        {"person": customer(place), "opening_paise": each["owes"] * 100, "opening_on": "2026-11-10"}
        for place, (_, each) in places
        if each.get("owes")
    ]
    file = {
        "version": 1,
        "business": {
            "id": SHOP,
            "name": "Dewas Provisions",
            "kind": "shop",
            "state": "MP",
            "prices_include_gst": True,
            "upi_id": "dewas@upi",
            "skills": ["billing"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 00081"}],
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
        "people": [*owners, *people],
    }
    businesses.bring_in(system, file)


def payments_of(system: System, person: str) -> list[Facts]:
    """What the books hold of a customer's payments, the oldest first."""
    file = businesses.exported(system, SHOP)
    return [
        {"rupees": made["paise"] / 100, "way": made["way"], "status": made["moves"][-1]["status"]}
        for made in file.get("payments", {}).get("made", [])
        if made["person"].lstrip("+") == person
    ]


def owed_by(system: System, person: str) -> float:
    """What a customer owes in the ledger, in rupees."""
    file = businesses.exported(system, SHOP)
    entries = [each for each in file["khata"].get("entries", []) if each["person"].lstrip("+") == person]
    openings = [a for a in file["khata"].get("accounts", []) if a["person"].lstrip("+") == person]
    opened = sum(a.get("opening_paise", 0) for a in openings)
    return (opened + sum(each["paise"] for each in entries if not each["key"].startswith("opening:"))) / 100


def pay_online(system: System, page: str, rupees: float) -> None:
    """Taps the button of the page, and pays at the gateway where it leads."""
    there = httpx.post(f"{page}/online", follow_redirects=False).headers["location"]
    httpx.post(there, data={"outcome": "pay", "rupees": str(rupees)}, follow_redirects=False)
